// What the office of a campaign has decided or still has before it, beside the pack and the roster file: who asked to
// join and who was let in, questions of contacts, units that are out of the plan, reminders that are paused.

import type { Instant, Month } from './calendar.ts'
import type { Unit } from './roster.ts'

/** Someone who is not on the roster and asked to report for a unit. */
export interface JoinRequest {
  /** Counted on within the campaign, together with the inquiries: the office answers with it. */
  readonly number: number
  readonly userid: string
  readonly name: string
  readonly unit: Unit
  readonly at: Instant
}

/** A contact's question to the office about an item, or about anything. */
export interface Inquiry {
  readonly number: number
  readonly userid: string
  readonly unit: Unit
  /** The item that was open when it was asked. */
  readonly field?: string
  readonly text: string
  readonly at: Instant
}

/** Someone whom the office let in; a roster line that was not yet written into the roster file. */
export interface Joined {
  readonly userid: string
  readonly name: string
  readonly unit: Unit
  readonly by: string
  readonly at: Instant
}

/** A unit that has nothing to report for some months: it is left out of plan, reminders and rates. */
export interface Exemption {
  readonly unit: Unit
  readonly from: Month
  /** The last month; without end when left out. */
  readonly to?: Month
  readonly why?: string
  readonly by: string
  readonly at: Instant
}

/** Reminders that the office has paused; of the whole campaign when no unit is named. */
interface Pause {
  readonly unit?: Unit
  readonly by: string
  readonly at: Instant
}

/** A month that the office has closed: from then on its reports change only where the office opens them again. */
interface Lock {
  readonly period: Month
  readonly by: string
  readonly at: Instant
  /** The units that may still correct. */
  readonly open: readonly Unit[]
}

/** The stored document of a campaign's office; kind `desk`, key `desk/` + campaign. */
export interface Desk {
  readonly schema: 1
  readonly campaign: string
  /** The number that the next request or inquiry gets. */
  readonly nextNumber: number
  readonly requests: readonly JoinRequest[]
  readonly inquiries: readonly Inquiry[]
  readonly joined: readonly Joined[]
  readonly exemptions: readonly Exemption[]
  readonly pauses: readonly Pause[]
  readonly locks?: readonly Lock[]
}

export const DESK_SCHEMA = 1

export function deskKey(campaign: string): string {
  return `desk/${campaign}`
}

export function emptyDesk(campaign: string): Desk {
  return {
    schema: DESK_SCHEMA,
    campaign,
    nextNumber: 1,
    requests: [],
    inquiries: [],
    joined: [],
    exemptions: [],
    pauses: [],
  }
}

/** Whether a unit has nothing to report for a month. */
export function isExempt({ exemptions }: Desk, unit: Unit, period: Month): boolean {
  return exemptions.some(
    ({ unit: one, from, to }) => isSame(one, unit) && from <= period && (to === undefined || period <= to),
  )
}

/** Whether a unit's report of a month can no longer be changed by its contacts. */
export function isLocked({ locks = [] }: Desk, unit: Unit, period: Month): boolean {
  return locks.some((lock) => lock.period === period && !lock.open.some((one) => isSame(one, unit)))
}

/** Closes a month for every unit. */
export function lockPeriod(desk: Desk, period: Month, by: string, at: Instant): Desk {
  const others = (desk.locks ?? []).filter((lock) => lock.period !== period)
  return { ...desk, locks: [...others, { period, by, at, open: [] }] }
}

/** Opens a closed month for one unit, or for all when none is named. */
export function unlockPeriod(desk: Desk, period: Month, unit: Unit | undefined): Desk {
  const locks = (desk.locks ?? []).flatMap((lock): Lock[] => {
    if (lock.period !== period) return [lock]
    return unit ? [{ ...lock, open: [...lock.open, unit] }] : []
  })
  return { ...desk, locks }
}

/** Whether reminders about a unit are paused; without a unit, those of the whole campaign. */
export function isPaused({ pauses }: Desk, unit?: Unit): boolean {
  return pauses.some(({ unit: one }) => (unit && one ? isSame(one, unit) : one === undefined))
}

function isSame(a: Unit, b: Unit): boolean {
  return a.campaign === b.campaign && a.form === b.form && a.name === b.name
}
