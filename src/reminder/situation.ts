// What is known at the moment for which reminders are planned.

import { type Instant, type Month, timeAt } from '../campaign/calendar.ts'
import { type Desk, isPaused } from '../campaign/desk.ts'
import type { Pack } from '../campaign/pack.ts'
import { isQuiet } from '../campaign/reminder-steps.ts'
import type { Roster, Unit } from '../campaign/roster.ts'
import type { Campaign } from '../campaign/schema.ts'
import type { UnitReports } from '../report/unit-reports.ts'
import type { ReminderBook } from './book.ts'
import type { Schedule } from './schedule.ts'

/** Someone who is in the middle of a report, and since when the open question waits. */
export interface OpenTalk {
  readonly userid: string
  readonly unit: Unit
  readonly period: Month
  readonly since: Instant
}

export interface Situation {
  readonly schedule: Schedule
  /** With those whom the offices let in. */
  readonly roster: Roster
  readonly deskOf: (campaign: string) => Desk | undefined
  /** By unitKey. */
  readonly reportsOf: (unit: string) => UnitReports | undefined
  readonly bookOf: (userid: string) => ReminderBook | undefined
  readonly talks: readonly OpenTalk[]
  /** What a month's reports add up to, in words; undefined while nobody has reported. */
  readonly figuresOf?: (pack: Pack, period: Month) => string | undefined
  /** Userids of those who asked to be told later. */
  readonly snoozed: readonly string[]
  readonly now: Instant
}

/** Whether nothing is said of a campaign now: at night, or while its office has paused it. */
export function isSilent({ deskOf, now }: Situation, { id, reminders }: Campaign): boolean {
  const desk = deskOf(id)
  return isQuiet(reminders.quiet, timeAt(now)) || (desk !== undefined && isPaused(desk))
}
