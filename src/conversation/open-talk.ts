// Whether a talk stands still in the middle of a report, and since when: what a reminder may ask about.

import type { Instant, Month } from '../campaign/calendar.ts'
import type { Unit } from '../campaign/roster.ts'
import type { Session } from './session.ts'

/**
 * The report that a person is filling, and when the bot last asked about it. Undefined for someone who is in no report;
 * whoever sent 暂停 or 提交 is in none.
 */
export function openTalkOf({ fill }: Session): { unit: Unit; period: Month; since: Instant } | undefined {
  return fill && { unit: fill.unit, period: fill.period, since: Math.max(fill.askedAt, fill.reviewedAt ?? 0) }
}
