import { describe, expect, it } from 'vitest'
import { SAMPLE_CAMPAIGN } from '../../test/support/sample-world.ts'
import { asOfDay, currentPeriod, dueDay, periodNamed, periodsOf } from './period.ts'

const campaign = SAMPLE_CAMPAIGN

const at = (day: string) => Date.parse(`${day}T10:00:00+08:00`)

describe('the month that is reported', () => {
  it('is the first one before the campaign has begun', () => {
    expect(currentPeriod(campaign, at('2023-04-01'))).toBe('2023-05')
  })

  it('stays this month after the due day has passed', () => {
    expect(currentPeriod(campaign, at('2023-06-30'))).toBe('2023-06')
    expect(currentPeriod(campaign, at('2023-07-01'))).toBe('2023-07')
  })

  it('is the last one once the campaign is over', () => {
    expect(currentPeriod(campaign, at('2024-02-01'))).toBe('2023-12')
  })

  it('lists every month from the first to the last', () => {
    expect(periodsOf(campaign)).toEqual([
      '2023-05',
      '2023-06',
      '2023-07',
      '2023-08',
      '2023-09',
      '2023-10',
      '2023-11',
      '2023-12',
    ])
  })
})

describe('the due day', () => {
  it('of the first report is the one that the document names', () => {
    expect(dueDay(campaign, '2023-05')).toBe('2023-05-30')
  })

  it('of every other month is the 26th', () => {
    expect(dueDay(campaign, '2023-06')).toBe('2023-06-26')
  })
})

describe('the day to which figures run', () => {
  it('is the end of last month for villages, of this month for departments', () => {
    expect(asOfDay({ rule: 'end-of-previous-month', quote: '上月末' }, '2023-06')).toBe('2023-05-31')
    expect(asOfDay({ rule: 'end-of-month', quote: '本月末' }, '2023-06')).toBe('2023-06-30')
  })

  it('is a day of the month where the document says so, and unknown where it says nothing', () => {
    expect(asOfDay({ rule: 'day', day: 25, quote: '25日' }, '2023-06')).toBe('2023-06-25')
    expect(asOfDay({ rule: 'unstated' }, '2023-06')).toBeUndefined()
  })
})

describe('a month in words', () => {
  it.each([
    ['填报6月', '2023-06'],
    ['五月份的报了吗', '2023-05'],
    ['十二月', '2023-12'],
    ['十一月', '2023-11'],
    ['12 月', '2023-12'],
  ])('%s is %s', (text, period) => {
    expect(periodNamed(campaign, text)).toBe(period)
  })

  it('that the campaign does not report is none', () => {
    expect(periodNamed(campaign, '填报3月')).toBeUndefined()
    expect(periodNamed(campaign, '填报13月')).toBeUndefined()
    expect(periodNamed(campaign, '填报')).toBeUndefined()
  })
})
