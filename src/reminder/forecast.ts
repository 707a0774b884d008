// What would be sent in a stretch of time if nobody reported: the plan played forward, without a store and without sending.

import { dayAt, daysBetween, type Instant } from '../campaign/calendar.ts'
import type { Desk } from '../campaign/desk.ts'
import type { Audience } from '../campaign/reminder-steps.ts'
import type { Roster } from '../campaign/roster.ts'
import type { ReminderBook } from './book.ts'
import { planReminders } from './plan.ts'
import { type Matter, nextInstants, type Schedule } from './schedule.ts'

/** One step that many people are told of at one time. */
export interface ForecastLine {
  readonly at: Instant
  readonly campaign: string
  readonly audience: Audience
  /** Userids. */
  readonly people: readonly string[]
  readonly step: string
  readonly matter: Matter
  /** Days from that day to the due day; negative after it. */
  readonly daysLeft: number
}

/** Plays the schedule from `from` to `to`, both days included. Books are those of now, so that what was sent stays sent. */
export function forecastReminders(
  schedule: Schedule,
  roster: Roster,
  from: Instant,
  to: Instant,
  deskOf: (campaign: string) => Desk | undefined = () => undefined,
  bookOf: (userid: string) => ReminderBook | undefined = () => undefined,
): readonly ForecastLine[] {
  const books = new Map<string, ReminderBook>()
  const lines = new Map<string, ForecastLine & { readonly people: string[] }>()
  for (const now of nextInstants(schedule, from - 1, to)) {
    const pushes = planReminders({
      schedule,
      roster,
      deskOf,
      reportsOf: () => undefined,
      bookOf: (userid) => books.get(userid) ?? bookOf(userid),
      talks: [],
      snoozed: [],
      now,
    })
    for (const { to: userid, steps, book } of pushes) {
      books.set(userid, book)
      for (const { from: matter, step, audience } of steps) {
        if (!matter) continue
        const name = `${now} ${matter.key} ${step} ${audience}`
        const line = lines.get(name) ?? {
          at: now,
          campaign: matter.pack.campaign.id,
          audience,
          people: [],
          step,
          matter,
          daysLeft: daysBetween(dayAt(now), matter.due),
        }
        // Several units of one person are one message.
        if (line.people.at(-1) !== userid) line.people.push(userid)
        lines.set(name, line)
      }
    }
  }
  return [...lines.values()]
}
