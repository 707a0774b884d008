// Days of the calendar in China's time zone, and how far apart they are. It knows nothing of campaigns or holidays.

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number

/** A day as text, 2023-06-26: not an instant, so that it cannot shift with a time zone. */
export type Day = string

/** A month as text, 2023-06. */
export type Month = string

const MINUTE = 60_000
const DAY = 86_400_000

/** China has one time zone and no summer time since 1991, so a fixed offset is exact for every campaign. */
const OFFSET = 8 * 60 * MINUTE

/** The day that it is in China at an instant. */
export function dayAt(now: Instant): Day {
  return new Date(now + OFFSET).toISOString().slice(0, 10)
}

/** The time of day in China, as 16:02. */
export function timeAt(now: Instant): string {
  return new Date(now + OFFSET).toISOString().slice(11, 16)
}

/** The instant in China's time, as 2023-06-24T16:02:11+08:00: for stored documents and audit entries. */
export function stampAt(now: Instant): string {
  return `${new Date(now + OFFSET).toISOString().slice(0, 19)}+08:00`
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7)
}

export function addMonths(month: Month, count: number): Month {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7)
}

export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY).toISOString().slice(0, 10)
}

/** Days from one day to another; negative when `to` lies before `from`. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY)
}

export function endOfMonth(month: Month): Day {
  return addDays(`${addMonths(month, 1)}-01`, -1)
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

/** The week of a day as ISO 8601 numbers it: 2023-W26; it belongs to the year that has its Thursday. */
export function weekOf(day: Day): string {
  const thursday = addDays(day, 4 - weekdayOf(day))
  const week = Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1
  return `${thursday.slice(0, 4)}-W${String(week).padStart(2, '0')}`
}

/** The instant of a time of day, 09:07, on a day in China. */
export function instantAt(day: Day, time: string): Instant {
  return Date.parse(`${day}T${time}:00Z`) - OFFSET
}
