// What the bot owes people: rows that were committed with the decision that made them, and their order.
// Sending is the worker's; a row that is in the store was not yet accepted by the channel.

import { ROBOT_USERID } from '../campaign/roster.ts'
import type { Media, SendErrorCode } from '../channel/port.ts'
import type { Outbound } from '../message/message.ts'
import type { Json } from '../store/port.ts'

/** The stored document of kind `outbox`; its key sorts in the order of writing. */
export interface OutboxRow extends Outbound {
  readonly schema: 1
  /** How often it was tried, not counting when nothing at all got through. */
  readonly tries: number
  /** Why it was given up, when it was; parked rows are kept for the operator and not tried again. */
  readonly parked?: SendErrorCode
  /** The day on which the office was told that the person of this parked row cannot be reached. */
  readonly told?: string
  /** The file that was made and uploaded, so that trying again sends the same one. */
  readonly media?: Media
}

/** Stands in `to` for the group that the robot speaks in; no member may have this userid. */
export const ROBOT = ROBOT_USERID

export const OUTBOX_PREFIX = 'outbox/'
export const OUTBOX_SCHEMA = 1

/**
 * The rows of messages that one turn owes, by key. `at` is the system's time in milliseconds, so that rows of a later
 * process sort later; `id` is unique to the turn.
 */
export function outboxRows(messages: readonly Outbound[], at: number, id: string): ReadonlyMap<string, OutboxRow> {
  return new Map(
    messages.map((message, index) => {
      const order = `${String(at).padStart(15, '0')}-${id}-${String(index).padStart(3, '0')}`
      return [`${OUTBOX_PREFIX}${order}`, { schema: OUTBOX_SCHEMA, tries: 0, ...message }]
    }),
  )
}

export function parseOutboxRow(doc: Json | undefined): OutboxRow | undefined {
  return doc as unknown as OutboxRow | undefined
}

/** Rows are JSON by construction; an interface just lacks the index signature that would prove it. */
export function renderOutboxRow(row: OutboxRow): Json {
  return { ...row } as unknown as Json
}
