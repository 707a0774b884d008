import { describe, expect, it } from 'vitest'
import { at, workdays } from '../../test/support/reminder-world.ts'
import { SAMPLE_CAMPAIGN } from '../../test/support/sample-world.ts'
import { timeAt } from '../campaign/calendar.ts'
import type { Pack } from '../campaign/pack.ts'
import { Campaign } from '../campaign/schema.ts'
import { createWorkdays } from '../campaign/workdays.ts'
import { createSchedule, nextInstant, nextInstants } from './schedule.ts'

function packOf(change: object): Pack {
  const campaign = Campaign.parse({ ...SAMPLE_CAMPAIGN, ...change })
  return { campaign, forms: new Map(), duties: undefined, knowledge: undefined, tasks: undefined }
}

/** 「eve 2023-06-25 09:07」 for every time at which an audience is told of a matter. */
function timesOf(pack: Pack, key: string, audience: 'contacts' | 'office' | 'leaders' = 'contacts') {
  const matter = createSchedule([pack], workdays).matters.find((one) => one.key === `longmen-2023/${key}`)
  return matter?.times[audience].map(({ name, day, at: time }) => `${name} ${day} ${timeAt(time)}`)
}

const submission = { id: 'plan', what: '方案', from: '各村', to: '镇安委办', quote: '报送方案', clause: '末段' }
const weekly = { id: 'dispatch', what: '周调度', who: '办公室', every: 'week', quote: '每周调度', clause: '六（一）' }

describe('the times of a month', () => {
  it('are three workdays before, the day before, the day itself twice, and each day after through the 28th and three days', () => {
    expect(timesOf(packOf({}), '2023-06')).toEqual([
      'open 2023-06-20 09:07',
      'eve 2023-06-25 09:07',
      'due 2023-06-26 09:07',
      'due.2 2023-06-26 15:23',
      'overdue-1 2023-06-27 09:07',
      'overdue-2 2023-06-28 09:07',
      'overdue-3 2023-06-29 09:07',
    ])
  })

  it('for the office are the due afternoon and each morning after, for leaders the morning after', () => {
    expect(timesOf(packOf({}), '2023-06', 'office')).toEqual([
      'office-due 2023-06-26 16:37',
      'office-overdue-1 2023-06-27 09:07',
      'office-overdue-2 2023-06-28 09:07',
      'office-overdue-3 2023-06-29 09:07',
    ])
    expect(timesOf(packOf({}), '2023-06', 'leaders')).toEqual(['leaders-after 2023-06-27 09:07'])
  })

  it('go on through the 28th where the report is due early', () => {
    const early = packOf({ monthly: { ...SAMPLE_CAMPAIGN.monthly, day: 20 } })
    expect(timesOf(early, '2023-07')?.at(-1)).toBe('overdue-8 2023-07-28 09:07')
  })

  it('never move the due day, but add the last workday before one that is a day off', () => {
    // The 26th of November 2023 is a Sunday, the 24th the Friday before.
    expect(timesOf(packOf({}), '2023-11')?.slice(0, 4)).toEqual([
      'open 2023-11-22 09:07',
      'last-workday 2023-11-24 09:07',
      'eve 2023-11-25 09:07',
      'due 2023-11-26 09:07',
    ])
  })

  it('take a Sunday that is worked for a workday', () => {
    const onSunday = packOf({ monthly: { ...SAMPLE_CAMPAIGN.monthly, day: 25 } })
    expect(timesOf(onSunday, '2023-06')?.slice(0, 3)).toEqual([
      'open 2023-06-19 09:07',
      'eve 2023-06-24 09:07',
      'due 2023-06-25 09:07',
    ])
  })

  it('do not begin before the document was issued', () => {
    // Three workdays before May 30th would be the 25th, and the document is of the 26th.
    expect(timesOf(packOf({}), '2023-05')?.slice(0, 2)).toEqual(['open 2023-05-26 09:07', 'eve 2023-05-29 09:07'])
  })

  it('begin with the first month where we only have a later day of publication', () => {
    expect(timesOf(packOf({ issued: '2023-07-07' }), '2023-05')?.at(0)).toBe('open 2023-05-25 09:07')
  })
})

describe('the times of other matters', () => {
  it('of a submission are three workdays before, the eve and the day, for office and contacts', () => {
    const pack = packOf({ submissions: [{ ...submission, due: '2023-08-03' }] })
    const days = ['one-off-open 2023-07-31 09:07', 'one-off-eve 2023-08-02 09:07', 'one-off-due 2023-08-03 09:07']
    expect(timesOf(pack, 'plan')).toEqual(days)
    expect(timesOf(pack, 'plan', 'office')).toEqual(days)
  })

  it('are told once, on the day of the document, for what was due before it', () => {
    const pack = packOf({ submissions: [{ ...submission, due: '2023-05-20' }] })
    expect(timesOf(pack, 'plan')).toEqual(['one-off-due 2023-05-26 09:07'])
  })

  it('of a weekly routine are its day of the week, or the one that the office decided', () => {
    const thursday = packOf({ routines: [{ ...weekly, weekday: 4 }] })
    expect(timesOf(thursday, 'dispatch-2023-W25', 'office')).toEqual([
      'routine-last-workday 2023-06-21 09:07',
      'routine-day 2023-06-22 09:07',
    ])
    const tuesday = packOf({ routines: [weekly], reminders: { weekday: 2 } })
    expect(timesOf(tuesday, 'dispatch-2023-W25', 'office')).toEqual(['routine-day 2023-06-20 09:07'])
  })

  it('of a week are its Friday afternoon, about the month that is being reported', () => {
    const { matters } = createSchedule([packOf({})], workdays)
    const weeks = matters.flatMap(({ what, due }) => (what.kind === 'week' ? [`${due} ${what.period}`] : []))
    expect(weeks.slice(0, 2)).toEqual(['2023-05-26 2023-05', '2023-06-02 2023-06'])
    expect(weeks.at(-1)).toBe('2023-12-29 2023-12')
  })

  it('of a monthly routine are its day, and none where the document names none', () => {
    const monthly = { ...weekly, every: 'month' }
    const dated = packOf({ routines: [{ ...monthly, day: 15 }] })
    expect(timesOf(dated, 'dispatch-2023-06', 'office')).toEqual(['routine-day 2023-06-15 09:07'])
    const { matters } = createSchedule([packOf({ routines: [monthly] })], workdays)
    expect(matters.filter(({ what }) => what.kind === 'routine')).toEqual([])
  })
})

describe('a pack may', () => {
  it('change the times of a standard step, or leave it out', () => {
    const steps = [
      { id: 'due', at: ['10:00'] },
      { id: 'eve', off: true },
    ]
    expect(timesOf(packOf({ reminders: { steps } }), '2023-06')?.slice(0, 3)).toEqual([
      'open 2023-06-20 09:07',
      'due 2023-06-26 10:00',
      'overdue-1 2023-06-27 09:07',
    ])
  })

  it('add a step of its own', () => {
    const steps = [{ id: 'week-before', for: ['report'], when: 'days-before', days: 7, at: ['10:00'], to: ['office'] }]
    expect(timesOf(packOf({ reminders: { steps } }), '2023-06', 'office')?.at(0)).toBe('week-before 2023-06-19 10:00')
  })
})

describe('the instants', () => {
  const schedule = createSchedule([packOf({})], workdays)

  it('are all times at which anything can be due, each once, and none between them', () => {
    const day = nextInstants(schedule, at('2023-06-26 00:00'), at('2023-06-26 23:59'))
    expect(day.map(timeAt)).toEqual(['09:07', '15:23', '16:37'])
  })

  it('are found from any time, which itself has passed', () => {
    expect(nextInstant(schedule, at('2023-06-26 09:06'))).toBe(at('2023-06-26 09:07'))
    expect(nextInstant(schedule, at('2023-06-26 09:07'))).toBe(at('2023-06-26 15:23'))
    expect(nextInstant(schedule, at('2024-06-26 09:07'))).toBeUndefined()
  })
})

it('years in which something is due and whose holidays nobody knows are named', () => {
  const monthly = {
    ...SAMPLE_CAMPAIGN.monthly,
    first: { period: '2026-12', due: '2026-12-26', quote: '首报' },
    last: '2027-02',
  }
  const pack = packOf({ issued: '2026-12-01', monthly })
  const years = (known: typeof workdays) => createSchedule([pack], known).unknownYears.map(({ year }) => year)
  expect(years(workdays)).toEqual([2027])
  expect(years(createWorkdays(new Map([[2027, { off: [], on: [] }]])))).toEqual([])
})
