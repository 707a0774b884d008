import { describe, expect, it } from 'vitest'
import { SendError } from '../channel/port.ts'
import type { Outbound } from '../message/message.ts'
import { createMemoryStore } from '../store/memory.ts'
import { OUTBOX_PREFIX, OUTBOX_SCHEMA, outboxRows, parseOutboxRow, renderOutboxRow } from './outbox.ts'
import { createWorker } from './worker.ts'

/** A worker over a store in memory, a channel that does what the test says, and a clock that only the test moves. */
function setUp(send: (message: Outbound) => Promise<void> = async () => {}) {
  const store = createMemoryStore([{ name: 'outbox', schema: OUTBOX_SCHEMA, upgrades: [] }])
  const sent: string[] = []
  const outcomes: string[] = []
  const timers: { at: number; run: () => void }[] = []
  let now = 0
  let turn = 0
  const worker = createWorker({
    store,
    channel: {
      maxBytes: 2048,
      send: async (message) => {
        await send(message)
        sent.push(message.text)
      },
      upload: () => Promise.reject(new Error('no file is sent here')),
    },
    perMinute: 10_000,
    robotPerMinute: 20,
    makeFile: () => Promise.reject(new Error('no file is made here')),
    offices: {
      officeOf: () => [],
      nameOf: (userid) => userid,
      today: () => '2023-06-26',
      systemNow: () => 0,
      newId: () => 'N',
    },
    monotonic: () => now,
    later: (run, milliseconds) => {
      const timer = { at: now + milliseconds, run }
      timers.push(timer)
      return () => void timers.splice(timers.indexOf(timer) >>> 0, 1)
    },
    log: { info: () => {}, warn: () => {}, error: () => {} },
    count: (outcome) => outcomes.push(outcome),
  })
  return {
    store,
    worker,
    sent,
    outcomes,
    async owe(...messages: readonly (readonly [to: string, text: string])[]) {
      const rows = outboxRows(
        messages.map(([to, text]) => ({ to, text, format: 'text' })),
        ++turn,
        'T',
      )
      const expect = new Map([...rows.keys()].map((key) => [key, 0]))
      await store.commit({ expect, put: new Map([...rows].map(([key, row]) => [key, renderOutboxRow(row)])) })
      return rows.keys()
    },
    async settle() {
      for (let round = 0; round < 200; round++) await Promise.resolve()
    },
    async pass(milliseconds: number) {
      now += milliseconds
      for (const timer of timers.filter(({ at }) => at <= now)) {
        timers.splice(timers.indexOf(timer), 1)
        timer.run()
      }
      await this.settle()
    },
    async left() {
      const keys = await store.list(OUTBOX_PREFIX)
      const rows = await store.load(keys)
      return keys.map((key) => parseOutboxRow(rows.get(key)?.doc))
    },
  }
}

describe('the outbox worker', () => {
  it('sends to one person in the order of writing and forgets what was accepted', async () => {
    const { worker, owe, settle, sent, left } = setUp()
    worker.enqueue(await owe(['a', '一'], ['a', '二'], ['a', '三']))
    await settle()
    expect(sent).toEqual(['一', '二', '三'])
    expect(await left()).toEqual([])
  })

  it('takes up at start what a former process left', async () => {
    const { worker, owe, settle, sent } = setUp()
    await owe(['a', '一'])
    await worker.start()
    await settle()
    expect(sent).toEqual(['一'])
  })

  it('sends a row once that is handed over twice', async () => {
    const { worker, owe, settle, sent } = setUp()
    const keys = [...(await owe(['a', '一']))]
    worker.enqueue(keys)
    worker.enqueue(keys)
    await settle()
    expect(sent).toEqual(['一'])
  })

  it('tries again after a pause that grows, and keeps the order meanwhile', async () => {
    let failures = 2
    const bot = setUp(async () => {
      if (failures-- > 0) throw new SendError('busy', 'busy')
    })
    bot.worker.enqueue(await bot.owe(['a', '一'], ['a', '二']))
    await bot.settle()
    expect(bot.sent).toEqual([])
    await bot.pass(1_000)
    expect(bot.sent).toEqual([])
    await bot.pass(1_999)
    expect(bot.sent).toEqual([])
    await bot.pass(1)
    expect(bot.sent).toEqual(['一', '二'])
    expect(bot.outcomes).toEqual(['delayed', 'delayed', 'sent', 'sent'])
  })

  it('waits as long as the channel asks', async () => {
    let first = true
    const bot = setUp(async () => {
      if (first) {
        first = false
        throw new SendError('busy', 'rate limit', { retryAfter: 60_000 })
      }
    })
    bot.worker.enqueue(await bot.owe(['a', '一']))
    await bot.settle()
    await bot.pass(59_999)
    expect(bot.sent).toEqual([])
    await bot.pass(1)
    expect(bot.sent).toEqual(['一'])
  })

  it('does not let one person who cannot be reached hold up the others', async () => {
    const bot = setUp(async ({ to }) => {
      if (to === 'a') throw new SendError('receiver', 'not visible')
    })
    bot.worker.enqueue(await bot.owe(['a', '一'], ['b', '二']))
    await bot.settle()
    expect(bot.sent).toEqual(['二'])
    expect(await bot.left()).toMatchObject([{ text: '一', parked: 'receiver', tries: 1 }])
  })

  it('leaves a parked row alone at the next start', async () => {
    const bot = setUp(async () => {
      throw new SendError('refused', 'content')
    })
    bot.worker.enqueue(await bot.owe(['a', '一']))
    await bot.settle()
    await bot.worker.start()
    await bot.settle()
    expect(bot.outcomes).toEqual(['parked'])
  })

  it('keeps below 30 messages a minute to one person', async () => {
    const bot = setUp()
    await bot.pass(60_000)
    const texts = Array.from({ length: 40 }, (_, index) => ['a', `${index}`] as const)
    bot.worker.enqueue(await bot.owe(...texts))
    for (let round = 0; round < 10; round++) await bot.settle()
    expect(bot.sent.length).toBe(25)
    await bot.pass(60_000)
    for (let round = 0; round < 10; round++) await bot.settle()
    expect(bot.sent).toEqual(texts.map(([, text]) => text))
  })

  it('sends nothing after it was stopped; the rest stays for the next start', async () => {
    const bot = setUp()
    const keys = await bot.owe(['a', '一'])
    await bot.worker.stop()
    bot.worker.enqueue(keys)
    await bot.settle()
    expect(bot.sent).toEqual([])
    expect(await bot.left()).toHaveLength(1)
  })
})
