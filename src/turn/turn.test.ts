import { beforeAll, describe, expect, it } from 'vitest'
import { loadSampleWorld } from '../../test/support/sample-world.ts'
import type { World } from '../conversation/scene.ts'
import { OUTBOX_PREFIX, parseOutboxRow } from '../delivery/outbox.ts'
import { createMemoryStore } from '../store/memory.ts'
import { type Store, StoreError } from '../store/port.ts'
import { DOCUMENT_KINDS } from './document-kinds.ts'
import { createTurns } from './turn.ts'

let world: World

beforeAll(async () => {
  world = await loadSampleWorld()
})

function setUp(wrap: (store: Store) => Store = (store) => store, maxBytes = 2048) {
  const store = createMemoryStore(DOCUMENT_KINDS)
  const delivered: string[] = []
  const told: unknown[] = []
  let id = 0
  let message = 0
  const turns = createTurns({
    store: wrap(store),
    world: () => world,
    desksChanged: () => {},
    now: () => Date.parse('2023-06-25T09:00:00+08:00'),
    systemNow: () => 1,
    newId: () => `T${++id}`,
    maxBytes,
    deliver: (keys) => delivered.push(...keys),
    sayNow: (_, error) => told.push(error),
  })
  const take = (from: string, text: string, messageId = `m${++message}`) =>
    turns.take({ kind: 'text', id: messageId, from, text })
  return {
    store,
    delivered,
    told,
    take,
    say: (from: string, text: string, messageId?: string) => take(from, text, messageId).reply,
    hear: (from: string, text: string, messageId: string) =>
      turns.take({ kind: 'text', id: messageId, from, text, spoken: true }).reply,
    async owed() {
      const keys = await store.list(OUTBOX_PREFIX)
      const rows = await store.load(keys)
      return keys.map((key) => parseOutboxRow(rows.get(key)?.doc)?.text ?? '')
    },
    async settle() {
      for (let round = 0; round < 100; round++) await Promise.resolve()
    },
  }
}

describe('a turn', () => {
  it('gives a redelivered message the same reply and no second effect', async () => {
    const bot = setUp()
    await bot.say('lisi', '填报')
    const first = await bot.say('lisi', '7', 'x')
    expect(first).toContain('✔ 7个')
    expect(await bot.say('lisi', '7', 'x')).toBe(first)
    expect(await bot.say('lisi', '查看')).toContain('已填1/25项')
  })

  it('gives two deliveries at the same moment one effect', async () => {
    const bot = setUp()
    await bot.say('lisi', '填报')
    const [one, two] = await Promise.all([bot.say('lisi', '7', 'x'), bot.say('lisi', '7', 'x')])
    expect(two).toBe(one)
    expect(await bot.say('lisi', '查看')).toContain('已填1/25项')
  })

  it('takes the messages of one person in the order they came', async () => {
    const bot = setUp()
    const replies = await Promise.all([bot.say('lisi', '填报'), bot.say('lisi', '9'), bot.say('lisi', '7')])
    expect(replies.map((reply) => /第 (\d+)\/25/.exec(reply ?? '')?.[1])).toEqual(['1', '2', '3'])
  })

  it('decides again when the other contact of the unit was faster, so that both answers are kept', async () => {
    const bot = setUp()
    await bot.say('zhangsan', '填报')
    await bot.say('zhangjiu', '填报')
    await Promise.all([bot.say('zhangsan', '1.1=9'), bot.say('zhangjiu', '3.1=4'), bot.say('zhangsan', '2.1=30')])
    const list = await bot.say('zhangsan', '查看')
    for (const line of ['1.1 企业自查发现 9个', '2.1 抽查企业总数 30家', '3.1 帮扶重点企业 4家次'])
      expect(list).toContain(line)
  })

  it('keeps no trace of someone who is not on the roster', async () => {
    const bot = setUp()
    expect(await bot.say('stranger', '填报')).toContain('不在名单里')
    expect(await bot.store.list('')).toEqual([])
  })

  it('rejects and changes nothing when the store cannot keep it', async () => {
    let broken = false
    const bot = setUp((store) => ({
      ...store,
      commit: (commit) => (broken ? Promise.reject(new StoreError('unwritable', 'disk full')) : store.commit(commit)),
    }))
    await bot.say('lisi', '填报')
    broken = true
    await expect(bot.say('lisi', '9', 'x')).rejects.toThrow(StoreError)
    broken = false
    expect(await bot.say('lisi', '查看')).toContain('已填0/25项')
    expect(await bot.say('lisi', '9', 'x')).toContain('✔ 9个')
  })

  it('owes what does not fit into one message, and hands it over after the reply', async () => {
    const bot = setUp((store) => store, 900)
    await bot.say('lisi', '填报')
    const turn = bot.take('lisi', '查看')
    const first = (await turn.reply) ?? ''
    expect(Buffer.byteLength(first)).toBeLessThanOrEqual(900)
    expect(bot.delivered).toEqual([])
    turn.handedOver()
    const owed = await bot.owed()
    expect(bot.delivered).toHaveLength(owed.length)
    expect(owed[0]).toMatch(/^（接上，第2\/\d条，09:00:00）\n/)
    for (const text of owed) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(900)
    expect([first, ...owed].join('\n')).toContain('4.5 组织督导检查 未填')
  })

  it('pushes a reply that came too late, once, and answers a redelivery empty', async () => {
    let open: (() => void) | undefined
    const held = new Promise<void>((resolve) => {
      open = resolve
    })
    const bot = setUp((store) => ({ ...store, commit: async (commit) => held.then(() => store.commit(commit)) }))
    const turn = bot.take('lisi', '填报', 'x')
    turn.late()
    open?.()
    await bot.settle()
    expect(await bot.owed()).toHaveLength(1)
    expect((await bot.owed())[0]).toMatch(/^（09:00:00 那条的回复）\n李四您好/)
    expect(bot.delivered).toHaveLength(1)
    expect(await bot.say('lisi', '填报', 'x')).toBeUndefined()
  })

  it('tells a person past the outbox when a late message was not kept', async () => {
    const bot = setUp((store) => ({
      ...store,
      commit: () => Promise.reject(new StoreError('unwritable', 'disk full')),
    }))
    const turn = bot.take('lisi', '填报')
    turn.late()
    await turn.reply.catch(() => {})
    await bot.settle()
    expect(bot.told).toHaveLength(1)
    expect(bot.told[0]).toBeInstanceOf(StoreError)
  })

  it('writes down who said what in which message', async () => {
    const bot = setUp()
    await bot.say('lisi', '填报', 'm1')
    await bot.say('lisi', '9', 'm2')
    expect(await bot.store.readStream('audit/longmen-2023/village/样例二村')).toEqual([
      { at: '2023-06-25T09:00:00+08:00', by: 'lisi', message: 'm1', period: '2023-06', what: 'open' },
      {
        at: '2023-06-25T09:00:00+08:00',
        by: 'lisi',
        message: 'm2',
        period: '2023-06',
        what: 'figure',
        field: '1.1',
        old: 'none',
        new: [9],
      },
    ])
  })
})

describe('a long answer', () => {
  it('is at most two messages, and goes on with 更多 until nothing is left', async () => {
    const bot = setUp(undefined, 400)
    await bot.say('lisi', '填报')
    const opened = (await bot.owed()).length
    const first = await bot.say('lisi', '查看')
    const [second = '', ...others] = (await bot.owed()).slice(opened)
    expect(others).toEqual([])
    expect(second).toMatch(/后面还有\d+条，要看发“更多”/)
    const shown = [first, second]
    for (let count = 0; count < 10 && shown.at(-1)?.includes('要看发“更多”'); count++) {
      const before = (await bot.owed()).length
      shown.push(await bot.say('lisi', '更多'), ...(await bot.owed()).slice(before))
    }
    const text = shown.join('\n')
    for (const id of ['1.2', '2.1', '2.8', '3.2', '4.4', '4.5'])
      expect(text.split(new RegExp(`^${id} `, 'm'))).toHaveLength(2)
    expect(await bot.say('lisi', '更多')).toContain('后面没有了')
  })

  it('is forgotten when something else is sent', async () => {
    const bot = setUp(undefined, 400)
    await bot.say('lisi', '查看')
    await bot.say('lisi', '谢谢')
    expect(await bot.say('lisi', '更多')).toContain('后面没有了')
  })
})

describe('a spoken message', () => {
  it('shows what was heard, and keeps a figure only after 确认', async () => {
    const bot = setUp()
    await bot.say('lisi', '填报')
    const asked = await bot.hear('lisi', '十二个', 'v1')
    expect(asked).toContain('听到：“十二个”')
    expect(asked).toContain('还没有记')
    expect(await bot.say('lisi', '查看')).toContain('已填0/25项')
    await bot.say('lisi', '确认')
    expect(await bot.say('lisi', '查看')).toContain('1.1 企业自查发现 12个')
  })

  it('submits nothing unasked', async () => {
    const bot = setUp()
    await bot.say('lisi', '填报')
    await bot.say('lisi', '其余为0')
    await bot.say('lisi', '确认')
    expect(await bot.hear('lisi', '提交', 'v2')).toContain('您是想发“提交”吗')
    expect(await bot.say('lisi', '确认')).toContain('回执')
  })
})
