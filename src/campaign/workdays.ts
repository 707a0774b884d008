// Which days are worked in China: the State Council's holidays with their make-up Saturdays and Sundays, from a package or
// from a file of the operator's; where neither knows a year, Monday to Friday. It knows nothing of what is due.

import chineseDays from 'chinese-days'
import { z } from 'zod'
import { addDays, type Day, weekdayOf } from './calendar.ts'
import { type Finding, findDuplicates } from './pack-problem.ts'
import { Day as DayText } from './schema.ts'

/** The file flows/holidays/YEAR.yaml: what differs from Monday to Friday in one year. It replaces what is known of it. */
export const HolidayYear = z.strictObject({
  off: z.array(DayText).describe('Days without work, as 2027-01-01. Saturdays and Sundays need not be listed.'),
  on: z.array(DayText).default([]).describe('Saturdays and Sundays that are worked to make up.'),
})
export type HolidayYear = z.infer<typeof HolidayYear>

/** Where the days of a year come from; `unknown` counts Monday to Friday as worked, and people should be told. */
type Coverage = 'known' | 'override' | 'unknown'

export interface Workdays {
  isWorkday(day: Day): boolean
  /** The workday that lies `count` workdays before a day; the day itself does not count, whatever it is. */
  workdaysBefore(day: Day, count: number): Day
  coverage(year: number): Coverage
}

/** Workdays as the package knows them; `overrides` are read from flows/holidays, by year. */
export function createWorkdays(overrides: ReadonlyMap<number, HolidayYear>): Workdays {
  const coverages = new Map<number, Coverage>()
  const files = new Map([...overrides].map(([year, { off, on }]) => [year, { off: new Set(off), on: new Set(on) }]))

  function coverage(year: number): Coverage {
    const known = coverages.get(year)
    if (known) return known
    const found = files.has(year) ? 'override' : isCovered(year) ? 'known' : 'unknown'
    coverages.set(year, found)
    return found
  }

  function isWorkday(day: Day): boolean {
    const year = Number(day.slice(0, 4))
    const file = files.get(year)
    if (file) return file.on.has(day) || (isMondayToFriday(day) && !file.off.has(day))
    return coverage(year) === 'known' ? isWorkdayOfPackage(day) : isMondayToFriday(day)
  }

  function workdaysBefore(day: Day, count: number): Day {
    let found = day
    for (let left = count; left > 0; ) {
      found = addDays(found, -1)
      if (isWorkday(found)) left--
    }
    return found
  }

  return { isWorkday, workdaysBefore, coverage }
}

/**
 * The package has no list of its years, and takes a day of a year without data for a plain weekday. October 1st to 3rd are
 * off in every year and never all on a weekend, so a year in which one of them is worked has no data.
 */
function isCovered(year: number): boolean {
  return ['10-01', '10-02', '10-03'].every((day) => !isWorkdayOfPackage(`${year}-${day}`))
}

/**
 * The package reads a day by UTC but takes its weekday from the machine's zone, so in America Monday is its day off. What
 * it has a table entry for (「Dragon Boat Festival,端午,1」 where other days are named 「Monday」) is right in every zone.
 */
function isWorkdayOfPackage(day: Day): boolean {
  const { name, work } = chineseDays.getDayDetail(day)
  return name.includes(',') ? work : isMondayToFriday(day)
}

function isMondayToFriday(day: Day): boolean {
  return weekdayOf(day) <= 5
}

/** What must hold in a holiday file beyond its shape: days of its own year, and none that is both off and on. */
export function checkHolidayYear({ off, on }: HolidayYear, year: number): Finding[] {
  const foreign = (key: 'off' | 'on', days: readonly Day[]) =>
    days.flatMap((day, index): Finding[] =>
      day.startsWith(`${year}-`)
        ? []
        : [{ path: [key, index], code: 'mismatch', message: `the day ${day} is not in ${year}, the year of the file` }],
    )
  const listed = (index: number) => (index < off.length ? ['off', index] : ['on', index - off.length])
  return [...foreign('off', off), ...foreign('on', on), ...findDuplicates([...off, ...on], (day) => day, listed, 'day')]
}
