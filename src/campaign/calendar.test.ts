import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  dayAt,
  daysBetween,
  endOfMonth,
  instantAt,
  stampAt,
  timeAt,
  weekdayOf,
  weekOf,
} from './calendar.ts'

describe('the calendar of China', () => {
  it('begins a day at midnight in China, whatever the zone of the machine', () => {
    expect(dayAt(Date.parse('2023-06-25T15:59:59Z'))).toBe('2023-06-25')
    expect(dayAt(Date.parse('2023-06-25T16:00:00Z'))).toBe('2023-06-26')
  })

  it('tells the time of day and the stamp in China', () => {
    const instant = Date.parse('2023-06-24T08:02:11Z')
    expect(timeAt(instant)).toBe('16:02')
    expect(stampAt(instant)).toBe('2023-06-24T16:02:11+08:00')
  })

  it('knows the ends of months, leap years too', () => {
    expect(endOfMonth('2023-02')).toBe('2023-02-28')
    expect(endOfMonth('2024-02')).toBe('2024-02-29')
    expect(endOfMonth('2023-12')).toBe('2023-12-31')
  })

  it('counts over the ends of months and years', () => {
    expect(addDays('2023-12-31', 1)).toBe('2024-01-01')
    expect(addMonths('2023-01', -1)).toBe('2022-12')
    expect(addMonths('2023-12', 1)).toBe('2024-01')
    expect(daysBetween('2023-05-30', '2023-06-02')).toBe(3)
    expect(daysBetween('2023-06-02', '2023-05-30')).toBe(-3)
  })

  it('numbers weeks from Monday, and gives a week to the year that has its Thursday', () => {
    expect(['2023-06-25', '2023-06-26'].map(weekOf)).toEqual(['2023-W25', '2023-W26'])
    expect(['2022-12-31', '2023-01-01', '2023-01-02'].map(weekOf)).toEqual(['2022-W52', '2022-W52', '2023-W01'])
    expect(weekOf('2020-12-31')).toBe('2020-W53')
  })

  it('counts weekdays from Monday as 1 to Sunday as 7', () => {
    expect(['2023-06-26', '2023-06-29', '2023-07-02'].map(weekdayOf)).toEqual([1, 4, 7])
  })

  it('finds the instant of a time of day', () => {
    expect(instantAt('2023-06-26', '09:07')).toBe(Date.parse('2023-06-26T01:07:00Z'))
  })
})
