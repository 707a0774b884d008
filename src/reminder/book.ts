// What one person was reminded of, and what they asked: later, not today, I am away. Pure: every function returns a new
// book; it does not know what is due.

import { addDays, type Day, dayAt, type Instant, instantAt, timeAt } from '../campaign/calendar.ts'

/** The stored document of a person's reminders; kind `reminders`, key `reminders/` + userid. */
export interface ReminderBook {
  readonly schema: 1
  /** Everything that was sent, in the order of `at`. With the person an entry is the key of a reminder, which is sent once. */
  readonly sent: readonly SentReminder[]
  /** The last day on which planned reminders went out; more follow on that day only when something is due on it. */
  readonly pushedOn?: Day
  /** Not before this instant (稍后提醒); then what is still open is told again. */
  readonly snoozedUntil?: Instant
  /** Nothing on this day (今天别再提醒). */
  readonly quietOn?: Day
  /** Away up to and with this day; the deputy is reminded instead, where one was named. */
  readonly away?: { readonly until: Day; readonly deputy?: string }
}

/** Which reminder it is, without its receiver: `longmen-2023/2023-06`, `village/样例一村`, `eve`. */
export interface ReminderName {
  readonly matter: string
  /** The unit, or `office`, `leaders`, `contacts` for what is told to all of them. */
  readonly about: string
  readonly step: string
}

export interface SentReminder extends ReminderName {
  readonly at: Instant
}

export const REMINDERS_SCHEMA = 1
export const emptyBook: ReminderBook = { schema: REMINDERS_SCHEMA, sent: [] }

/** Longer than any campaign, so that a clock that was put back sends nothing again. */
const DAYS_KEPT = 400
const DAY = 86_400_000
const HOUR = 3_600_000

export function bookKey(userid: string): string {
  return `reminders/${userid}`
}

export function wasSent({ sent }: ReminderBook, { matter, about, step }: ReminderName): boolean {
  return sent.some((one) => one.step === step && one.matter === matter && one.about === about)
}

/**
 * Notes what is sent at `now`; a snooze that is over is forgotten. `countsFor` is the day whose one planned message it is;
 * undefined for what comes beside those.
 */
export function markSent(
  { schema, sent, pushedOn, snoozedUntil, quietOn, away }: ReminderBook,
  names: readonly ReminderName[],
  now: Instant,
  countsFor: Day | undefined,
): ReminderBook {
  // Once a month is often enough to throw away what is old.
  const month = countsFor?.slice(0, 7)
  const kept = pushedOn?.slice(0, 7) === month ? sent : sent.filter(({ at }) => at >= now - DAYS_KEPT * DAY)
  const all = kept.concat(names.map(({ matter, about, step }) => ({ matter, about, step, at: now })))
  const putBack = (kept.at(-1)?.at ?? 0) > now
  const told = countsFor ?? pushedOn
  return {
    schema,
    sent: putBack ? all.sort((a, b) => a.at - b.at) : all,
    ...(told === undefined ? {} : { pushedOn: told }),
    ...(snoozedUntil !== undefined && snoozedUntil > now ? { snoozedUntil } : {}),
    ...(quietOn === undefined ? {} : { quietOn }),
    ...(away === undefined ? {} : { away }),
  }
}

/** What someone may answer to 稍后: in an hour, this afternoon, tomorrow. */
export type SnoozeChoice = 'hour' | 'afternoon' | 'tomorrow'

/**
 * When a snooze ends: never within the hour, and in the evening not before the next morning. The times are those of the
 * standard steps, so that what is due anyway comes in the same message.
 */
export function snoozeEnd(choice: SnoozeChoice, now: Instant): Instant {
  const today = dayAt(now)
  const end = choice === 'tomorrow' ? 0 : Math.max(now + HOUR, choice === 'afternoon' ? instantAt(today, '15:23') : 0)
  const fits = end > 0 && dayAt(end) === today && timeAt(end) < '20:00' && timeAt(end) >= '08:00'
  return fits ? end : instantAt(addDays(today, 1), '09:07')
}

export function snooze(book: ReminderBook, until: Instant): ReminderBook {
  return { ...book, snoozedUntil: until }
}

/** Nothing more on this day; a snooze that would end on it is given up. */
export function keepQuiet(book: ReminderBook, day: Day): ReminderBook {
  const { snoozedUntil, ...rest } = book
  const later = snoozedUntil !== undefined && dayAt(snoozedUntil) > day
  return { ...rest, quietOn: day, ...(later ? { snoozedUntil } : {}) }
}

export function goAway(book: ReminderBook, until: Day, deputy?: string): ReminderBook {
  return { ...book, away: { until, ...(deputy === undefined ? {} : { deputy }) } }
}

/** Back from a journey, and willing to be reminded again. */
export function comeBack(book: ReminderBook): ReminderBook {
  const { away: _, quietOn: __, snoozedUntil: ___, ...rest } = book
  return rest
}

export function isAway(book: ReminderBook, day: Day): boolean {
  return book.away !== undefined && day <= book.away.until
}

/** Everything that was sent to a person about a campaign, newest last: for the office's read-out. */
export function sentAbout({ sent }: ReminderBook, campaign: string): readonly SentReminder[] {
  return sent.filter(({ matter }) => matter.startsWith(`${campaign}/`))
}
