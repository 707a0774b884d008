// What is written down for good about a unit's figures: who said what, when, in which message.

import type { Month } from '../campaign/calendar.ts'
import type { Figure } from '../form/schema.ts'

/** One line of a unit's audit stream `audit/` + unitKey. `at` is in China's time, `message` the id of the chat message. */
export type AuditEntry = {
  readonly at: string
  readonly by: string
  readonly message: string
  readonly period: Month
} & (
  | { readonly what: 'figure'; readonly field: string; readonly old: Figure | 'none'; readonly new: Figure | 'none' }
  | { readonly what: 'confirm'; readonly warning: string; readonly reason?: string }
  | { readonly what: 'open' | 'drop'; readonly corrects?: number }
  | { readonly what: 'submit'; readonly version: number; readonly receipt: string; readonly reason?: string }
)
