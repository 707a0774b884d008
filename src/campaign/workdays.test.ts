import { describe, expect, it } from 'vitest'
import { checkHolidayYear, createWorkdays } from './workdays.ts'

const workdays = createWorkdays(new Map())

describe('workdays', () => {
  it('are known from 2004 to 2026: a newer package may add years, and then this rule is written anew', () => {
    const years = Array.from({ length: 30 }, (_, index) => 2000 + index)
    expect(years.filter((year) => workdays.coverage(year) === 'known')).toEqual(
      Array.from({ length: 23 }, (_, index) => 2004 + index),
    )
  })

  it('leave out the Dragon Boat days of 2023 and take in the Sunday that makes up for them', () => {
    const days = ['2023-06-21', '2023-06-22', '2023-06-23', '2023-06-24', '2023-06-25', '2023-06-26']
    expect(days.map(workdays.isWorkday)).toEqual([true, false, false, false, true, true])
  })

  it('are counted back over holidays: three workdays before June 26th of 2023 is the 20th', () => {
    expect(workdays.workdaysBefore('2023-06-26', 3)).toBe('2023-06-20')
  })

  it('are counted back from a day off as well', () => {
    expect(workdays.workdaysBefore('2023-06-24', 1)).toBe('2023-06-21')
  })

  it('are Monday to Friday in a year that nobody knows, New Year included', () => {
    expect(workdays.coverage(2027)).toBe('unknown')
    expect(['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04'].map(workdays.isWorkday)).toEqual([
      true,
      false,
      false,
      true,
    ])
  })

  it('follow the file of a year, even of one that the package knows', () => {
    const own = createWorkdays(
      new Map([
        [2027, { off: ['2027-01-01'], on: ['2027-01-03'] }],
        [2023, { off: [], on: [] }],
      ]),
    )
    expect(own.coverage(2027)).toBe('override')
    expect(['2027-01-01', '2027-01-02', '2027-01-03'].map(own.isWorkday)).toEqual([false, false, true])
    expect(own.isWorkday('2023-06-22')).toBe(true)
  })

  it('tell all that is wrong with a file at once', () => {
    const findings = checkHolidayYear({ off: ['2027-01-01', '2026-12-31'], on: ['2027-01-01'] }, 2027)
    expect(findings.map(({ path, code }) => [path.join('.'), code])).toEqual([
      ['off.1', 'mismatch'],
      ['on.0', 'duplicate'],
    ])
  })
})
