import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at, rosterOf, village, workdays } from '../../test/support/reminder-world.ts'
import { SAMPLE_CAMPAIGN } from '../../test/support/sample-world.ts'
import { emptyDesk } from '../campaign/desk.ts'
import type { Pack } from '../campaign/pack.ts'
import type { Roster } from '../campaign/roster.ts'
import { Campaign } from '../campaign/schema.ts'
import { openTalkOf } from '../conversation/open-talk.ts'
import { emptySession, type Session } from '../conversation/session.ts'
import { Form } from '../form/schema.ts'
import { bookKey, type ReminderBook, snooze } from '../reminder/book.ts'
import { createSchedule } from '../reminder/schedule.ts'
import { emptyReports, openDraft, setFigures, submitDraft, type UnitReports } from '../report/unit-reports.ts'
import { createMemoryStore } from '../store/memory.ts'
import { type Json, type Store, StoreError } from '../store/port.ts'
import { DOCUMENT_KINDS } from '../turn/document-kinds.ts'
import { OUTBOX_PREFIX, parseOutboxRow } from './outbox.ts'
import { createTick, type TickParts } from './tick.ts'

const form = Form.parse({
  id: 'village',
  title: '表',
  name: '调度表',
  blank: '村',
  asOf: { rule: 'unstated' },
  cumulative: true,
  sections: [
    {
      number: 1,
      title: '总体情况',
      fields: [
        {
          id: '1.1',
          label: '发现（个）',
          short: '发现',
          kind: 'count',
          components: [{ measure: '个' }],
          concept: 'hazard.self.found',
          example: '3个',
        },
      ],
    },
  ],
})

function packOf(change: object = {}): Pack {
  const campaign = Campaign.parse({ ...SAMPLE_CAMPAIGN, forms: ['village'], ...change })
  return { campaign, forms: new Map([['village', form]]), duties: undefined, knowledge: undefined, tasks: undefined }
}

const ONE = village('样例一村')
const TWO = village('样例二村')
const ROSTER = rosterOf({
  li: { units: [ONE] },
  wang: { units: [TWO] },
  office: { office: 'longmen-2023' },
  mayor: { leader: 'longmen-2023' },
})

const PACKS = new Map([['longmen-2023', packOf()]])

/** A store that lasts, a clock that the test moves, and as many processes as it starts. */
function setUp(roster: Roster = ROSTER, packs: ReadonlyMap<string, Pack> = PACKS) {
  const store = createMemoryStore(DOCUMENT_KINDS)
  const clock = { now: at('2023-06-25 10:00') }
  const delivered: string[] = []
  const logged: string[] = []
  const note = (_: object, event: string) => void logged.push(event)
  let id = 0
  const start = (change: Partial<TickParts> = {}) =>
    createTick({
      store,
      packs,
      schedule: createSchedule(packs.values(), workdays),
      roster: () => roster,
      figuresOf: () => undefined,
      now: () => clock.now,
      systemNow: () => 1,
      newId: () => `T${++id}`,
      maxBytes: 2048,
      talkOf: (session) => openTalkOf(session as unknown as Session),
      deliver: (keys) => delivered.push(...keys),
      everyMinute: () => () => {},
      log: { info: () => {}, warn: note, error: note },
      ...change,
    })
  return {
    store,
    clock,
    delivered,
    logged,
    start,
    put: async (key: string, doc: object) => {
      const version = (await store.load([key])).get(key)?.version ?? 0
      await store.commit({ expect: new Map([[key, version]]), put: new Map([[key, doc as Json]]) })
    },
    async owed(to?: string) {
      const keys = await store.list(OUTBOX_PREFIX)
      const rows = await store.load(keys)
      const all = keys.flatMap((key) => parseOutboxRow(rows.get(key)?.doc) ?? [])
      return all.filter((row) => to === undefined || row.to === to).map(({ text }) => text)
    },
    async book(userid: string) {
      return (await store.load([bookKey(userid)])).get(bookKey(userid))?.doc as unknown as ReminderBook | undefined
    },
  }
}

function reported(unit: typeof ONE): UnitReports {
  const draft = setFigures(openDraft(emptyReports(unit), '2023-06', 1), '2023-06', { '1.1': [3] }, { by: 'x', at: 1 })
  return submitDraft(draft, '2023-06', 'x', 2, 'LM-1', new Set()).reports
}

describe('the tick', () => {
  it('reminds who has not reported once each morning from the 25th to the 28th, restarted each day, and nobody else', async () => {
    const bot = setUp()
    await bot.put('unit/longmen-2023/village/样例二村', reported(TWO))
    for (const [day, count] of [
      ['25', 1],
      ['26', 2],
      ['27', 3],
      ['28', 4],
    ] as const) {
      bot.clock.now = at(`2023-06-${day} 10:00`)
      const tick = bot.start()
      await tick.look()
      await tick.look()
      await tick.stop()
      expect((await bot.owed('li')).length).toBe(count)
    }
    expect(await bot.owed('wang')).toEqual([])
    expect((await bot.owed('li')).map((text) => text.slice(0, 6))).toEqual([
      '【明天截止】',
      '【今天截止】',
      '【逾期1天】',
      '【逾期2天】',
    ])
  })

  it('looks at start, and then only when something can be due', async () => {
    const bot = setUp()
    let loads = 0
    const store: Store = {
      ...bot.store,
      load: (keys) => {
        loads++
        return bot.store.load(keys)
      },
    }
    const tick = bot.start({ store })
    await tick.look()
    const first = loads
    for (let minute = 1; minute < 60; minute++) {
      bot.clock.now = at('2023-06-25 10:00') + minute * 60_000
      await tick.look()
    }
    expect(loads).toBe(first)
    bot.clock.now = at('2023-06-25 11:00')
    await tick.look()
    expect(loads).toBeGreaterThan(first)
  })

  it('looks again when the roster has changed, or the clock was put back', async () => {
    const bot = setUp()
    let roster = rosterOf({})
    const tick = bot.start({ roster: () => roster })
    await tick.look()
    expect(await bot.owed()).toEqual([])
    roster = ROSTER
    await tick.look()
    expect((await bot.owed()).length).toBe(2)
    bot.clock.now = at('2023-06-20 10:00')
    await tick.look()
    expect((await bot.owed()).length).toBe(2)
  })

  it('hands the rows to the worker once they are committed', async () => {
    const bot = setUp()
    await bot.start().look()
    expect(bot.delivered).toEqual(await bot.store.list(OUTBOX_PREFIX))
  })

  it('of two processes at the same moment lets one remind each person', async () => {
    const bot = setUp()
    const [one, two] = [bot.start(), bot.start()]
    await Promise.all([one.look(), two.look()])
    expect((await bot.owed('li')).length).toBe(1)
    expect((await bot.owed('wang')).length).toBe(1)
  })

  it('does not remind someone who submits between the look and the commit', async () => {
    const bot = setUp()
    let late = true
    const store: Store = {
      ...bot.store,
      commit: async (commit) => {
        if (late) {
          late = false
          await bot.put('unit/longmen-2023/village/样例一村', reported(ONE))
        }
        return bot.store.commit(commit)
      },
    }
    await bot.start({ store }).look()
    expect(await bot.owed('li')).toEqual([])
    expect((await bot.owed('wang')).length).toBe(1)
  })

  it('killed in the middle of a batch, reminds the rest at the next start and nobody twice', async () => {
    const roster = rosterOf(
      Object.fromEntries(Array.from({ length: 120 }, (_, n) => [`p${n}`, { units: [village(`村${n}`)] }])),
    )
    const bot = setUp(roster)
    let commits = 0
    const store: Store = {
      ...bot.store,
      commit: (commit) =>
        ++commits > 70 ? Promise.reject(new StoreError('unwritable', 'disk full')) : bot.store.commit(commit),
    }
    await expect(bot.start({ store }).look()).rejects.toThrow('disk full')
    expect((await bot.owed()).length).toBe(70)
    await bot.start().look()
    const texts = await bot.owed()
    expect([texts.length, new Set(texts).size]).toEqual([120, 120])
  })

  it('tries again in the next minute when the store could not write', async () => {
    const bot = setUp()
    let broken = true
    const store: Store = {
      ...bot.store,
      commit: (commit) => (broken ? Promise.reject(new StoreError('unwritable', 'full')) : bot.store.commit(commit)),
    }
    const tick = bot.start({ store })
    await expect(tick.look()).rejects.toThrow('full')
    broken = false
    await tick.look()
    expect((await bot.owed()).length).toBe(2)
  })

  it('gives up for this minute when others are always faster, and says so', async () => {
    const bot = setUp()
    const store: Store = { ...bot.store, commit: async () => ({ outcome: 'conflict', key: 'x' }) }
    await bot.start({ store }).look()
    expect(bot.logged).toEqual(['reminders-overtaken'])
  })

  it('tells someone who fell silent, exactly when the hour is over', async () => {
    const bot = setUp()
    const since = at('2023-06-21 10:20')
    bot.clock.now = at('2023-06-21 10:00')
    const tick = bot.start()
    await tick.look()
    const draft = openDraft(emptyReports(ONE), '2023-06', since)
    await bot.put('unit/longmen-2023/village/样例一村', draft)
    const fill = { unit: ONE, period: '2023-06', field: '1.1', askedAt: since, misses: 0 }
    await bot.put('person/li', { ...emptySession, fill } satisfies Session)
    const told: string[] = []
    for (let minute = 0; minute <= 120; minute++) {
      bot.clock.now = at('2023-06-21 10:00') + minute * 60_000
      await tick.look()
      if ((await bot.owed('li')).length > told.length)
        told.push(new Date(bot.clock.now + 8 * 3_600_000).toISOString().slice(11, 16))
    }
    expect(told).toEqual(['11:20'])
  })

  it('ends a snooze at its minute', async () => {
    const bot = setUp()
    const tick = bot.start()
    await tick.look()
    const book = await bot.book('li')
    if (!book) throw new Error('no book')
    await bot.put(bookKey('li'), snooze(book, at('2023-06-25 11:17')))
    const told: number[] = []
    for (let minute = 1; minute <= 120; minute++) {
      bot.clock.now = at('2023-06-25 10:00') + minute * 60_000
      await tick.look()
      told.push((await bot.owed('li')).length)
    }
    expect([told[75], told[76], told.at(-1)]).toEqual([1, 2, 2])
  })

  it('reminds those whom the office let in, and leaves out units that are exempt', async () => {
    const bot = setUp()
    const joined = [{ userid: 'zhao', name: '赵', unit: village('样例三村'), by: 'office', at: 1 }]
    const exemptions = [{ unit: ONE, from: '2023-06', by: 'office', at: 1 }]
    await bot.put('desk/longmen-2023', { ...emptyDesk('longmen-2023'), joined, exemptions })
    await bot.start().look()
    expect([(await bot.owed('zhao')).length, (await bot.owed('li')).length]).toEqual([1, 0])
  })

  it('splits a list that is longer than one message', async () => {
    const roster = rosterOf({
      ...Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`p${n}`, { units: [village(`样例${n}村`)] }])),
      office: { office: 'longmen-2023' },
    })
    const bot = setUp(roster)
    bot.clock.now = at('2023-06-26 16:37')
    await bot.start({ maxBytes: 300 }).look()
    const texts = await bot.owed('office')
    expect(texts.length).toBeGreaterThan(1)
    expect(texts.every((text) => Buffer.byteLength(text) <= 300)).toBe(true)
  })

  it('says in the log which years have no holidays, once', async () => {
    const monthly = {
      ...SAMPLE_CAMPAIGN.monthly,
      first: { period: '2027-01', due: '2027-01-26', quote: '首报' },
      last: '2027-12',
    }
    const bot = setUp(ROSTER, new Map([['longmen-2023', packOf({ issued: '2027-01-01', monthly })]]))
    const tick = bot.start()
    tick.start()
    await tick.look()
    await tick.stop()
    expect(bot.logged).toEqual(['holidays-unknown-monday-to-friday-assumed'])
  })

  it('asks every minute until it is stopped', async () => {
    const bot = setUp()
    let run: (() => void) | undefined
    const tick = bot.start({
      everyMinute: (again) => {
        run = again
        return () => {
          run = undefined
        }
      },
    })
    tick.start()
    expect(run).toBeDefined()
    await tick.stop()
    expect(run).toBeUndefined()
  })
})

describe('whatever the clock and the processes do', () => {
  const minutes = (most: number) => fc.integer({ min: 1, max: most })
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('run' as const), minutes: minutes(700) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('forward' as const), minutes: minutes(8 * 1440) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('back' as const), minutes: minutes(8 * 1440) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const), minutes: minutes(30) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('twice' as const), minutes: minutes(30) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('kill' as const), minutes: minutes(3) }) },
  )

  it('each reminder is sent once, with its mark in the same commit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const bot = setUp()
        const seen = new Set<string>()
        let left = Number.POSITIVE_INFINITY
        const store: Store = {
          ...bot.store,
          commit: async (commit) => {
            if (--left < 0) throw new StoreError('unwritable', 'killed')
            const result = await bot.store.commit(commit)
            if (result.outcome === 'committed') {
              const fresh = freshNames(commit.put, seen)
              const rows = [...commit.put.keys()].filter((key) => key.startsWith(OUTBOX_PREFIX))
              expect([fresh.length > 0, rows.length]).toEqual([true, 1])
            }
            return result
          },
        }
        bot.clock.now = at('2023-06-24 09:00')
        let tick = bot.start({ store })
        for (const { kind, minutes: length } of steps) {
          bot.clock.now += (kind === 'back' ? -length : length) * 60_000
          if (kind === 'restart') tick = bot.start({ store })
          if (kind === 'kill') {
            left = length
            await tick.look().catch(() => {})
            left = Number.POSITIVE_INFINITY
            tick = bot.start({ store })
          } else if (kind === 'twice') {
            await Promise.all([tick.look(), bot.start({ store }).look()])
          } else {
            await tick.look()
          }
        }
      }),
      { numRuns: 1000 },
    )
  }, 120_000)

  it('a look on each day is enough for a reminder on each day', async () => {
    const day = fc.array(fc.integer({ min: 9 * 60 + 7, max: 15 * 60 + 22 }), { minLength: 1, maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(fc.tuple(day, day, day, day), fc.boolean(), async (days, restarts) => {
        const bot = setUp()
        let tick = bot.start()
        for (const [index, times] of days.entries()) {
          for (const time of times.sort((a, b) => a - b)) {
            bot.clock.now = at(`2023-06-${25 + index} 00:00`) + time * 60_000
            if (restarts) tick = bot.start()
            await tick.look()
          }
        }
        const sent = (await bot.book('li'))?.sent.map((one) => one.step)
        expect(sent).toEqual(['eve', 'due', 'overdue-1', 'overdue-2'])
      }),
      { numRuns: 100 },
    )
  })

  /** The names that a commit adds to what was seen; a name that was seen before fails the test. */
  function freshNames(put: ReadonlyMap<string, Json>, seen: Set<string>): readonly string[] {
    const fresh: string[] = []
    for (const [key, doc] of put) {
      if (!key.startsWith('reminders/')) continue
      const { sent } = doc as unknown as ReminderBook
      const names = sent.map(({ matter, about, step }) => `${matter}/${about}/${step}/${key}`)
      expect(new Set(names).size).toBe(names.length)
      for (const name of names) {
        if (!seen.has(name)) fresh.push(name)
        seen.add(name)
      }
    }
    return fresh
  }
})
