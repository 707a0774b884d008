// What the bot remembers of its talk with one person between two messages. Figures are not here: they belong to the unit.

import type { Instant, Month } from '../campaign/calendar.ts'
import type { Unit } from '../campaign/roster.ts'
import type { Command } from '../form/answers/answer.ts'
import type { Figure } from '../form/schema.ts'
import type { Asked } from '../question/follow-up.ts'

/** The report that the person is filling or correcting. */
export interface Fill {
  readonly unit: Unit
  readonly period: Month
  /** The field whose answer the next message may be; absent when nothing is open, as in a review. */
  readonly field?: string
  /** When that field was asked: what another contact enters later is told before it is written over. */
  readonly askedAt: Instant
  /** When what other contacts had entered was last told. */
  readonly toldAt?: Instant
  /** How often in a row an answer could not be taken. */
  readonly misses: number
  /** When all figures were last shown for review; what is changed later must be shown again before it is submitted. */
  readonly reviewedAt?: Instant
}

/** A figure that waits for the person's 确认, with the warnings that the confirmation covers. */
export interface PendingFigure {
  readonly field: string
  readonly figure: Figure
}

/** The question that the bot asked last, when the next message may be its answer. Nothing in it is stored in a report yet. */
type Pending =
  | { readonly kind: 'figures'; readonly figures: readonly PendingFigure[] }
  | { readonly kind: 'rest'; readonly part: string; readonly known: readonly (number | null)[] }
  | {
      readonly kind: 'unit'
      readonly choices: readonly Unit[]
      readonly purpose: 'fill' | 'correct' | 'list'
      readonly period?: Month
    }
  | { readonly kind: 'submit' }
  | { readonly kind: 'reason' }
  | { readonly kind: 'drop' }
  | { readonly kind: 'restart' }
  /** The next words are the question to the office. */
  | { readonly kind: 'inquiry' }
  | { readonly kind: 'command'; readonly command: Command }

/** What one message changed in a draft, so that 撤销 can take it back. `none` stands for a field without an answer. */
export interface UndoStep {
  /** The unitKey of the report. */
  readonly unit: string
  readonly period: Month
  readonly field?: string
  readonly changes: readonly { readonly field: string; readonly from: Figure | 'none'; readonly to: Figure | 'none' }[]
}

/** The stored document of a person; kind `person`, key `person/` + userid. */
export interface Session {
  readonly schema: 1
  readonly fill?: Fill
  readonly pending?: Pending
  /** What the last question left for the next one: 「防雷呢？」. */
  readonly asked?: Asked
  /** The rest of a long answer, shown by 更多. */
  readonly more?: string
  /** Newest last. */
  readonly undo: readonly UndoStep[]
  /** The day on which the person was last greeted on opening the chat. */
  readonly greeted?: string
  /** What was answered to the newest messages, newest last, so that a redelivered one gets the same answer and no effect. */
  readonly answered: readonly { readonly id: string; readonly reply: string }[]
}

export const SESSION_SCHEMA = 1

export const emptySession: Session = { schema: SESSION_SCHEMA, undo: [], answered: [] }

/** How many messages can be taken back, and how many answers are kept for redelivery (WeCom gives up after three tries). */
const UNDO_LEVELS = 10
const ANSWERED_KEPT = 4

export function pushUndo(session: Session, step: UndoStep): Session {
  return { ...session, undo: pushKept(session.undo, step, UNDO_LEVELS) }
}

export function rememberReply(session: Session, id: string, reply: string): Session {
  return { ...session, answered: pushKept(session.answered, { id, reply }, ANSWERED_KEPT) }
}

/**
 * Appends, and now and then drops what is old, so that at least `kept` stay. Not at every turn: an append costs the store one
 * entry, a list that has moved costs it the whole list.
 */
function pushKept<T>(list: readonly T[], entry: T, kept: number): readonly T[] {
  return list.length < kept * 2 ? [...list, entry] : [...list.slice(1 - kept), entry]
}

export function replyTo(session: Session, id: string): string | undefined {
  return session.answered.find((answered) => answered.id === id)?.reply
}
