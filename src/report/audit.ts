// What is written down for good about a unit's figures: who said what, when, in which message.

import type { Month } from '../campaign/calendar.ts'
import type { Figure } from '../form/schema.ts'

/** One line of a unit's audit stream `audit/` + unitKey. `at` is in China's time, `message` the id of the chat message. */
export type AuditEntry = {
  readonly at: string
  readonly by: string
  readonly message: string
} & (ReportEntry | RosterEntry)

/** Someone asked to report for the unit, was let in or refused, or was taken off again. */
interface RosterEntry {
  readonly what: 'join-asked' | 'joined' | 'join-refused' | 'left'
  readonly userid: string
  readonly name: string
  readonly reason?: string
}

type ReportEntry = { readonly period: Month } & (
  | { readonly what: 'figure'; readonly field: string; readonly old: Figure | 'none'; readonly new: Figure | 'none' }
  | { readonly what: 'confirm'; readonly warning: string; readonly reason?: string }
  | { readonly what: 'open' | 'drop'; readonly corrects?: number }
  /** The office let a version pass, or returned it; closed a month, or opened it for a unit again. */
  | { readonly what: 'passed' | 'returned'; readonly version: number; readonly reason?: string }
  | { readonly what: 'unlocked' }
  /** The office or a leader had the unit's contacts reminded. */
  | { readonly what: 'called' }
  | { readonly what: 'submit'; readonly version: number; readonly receipt: string; readonly reason?: string }
)
