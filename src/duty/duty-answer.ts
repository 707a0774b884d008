// The shape of an answer about duties, and its parts that every kind of answer has. The sentences are in wording/.

import type { Duty } from '../campaign/schema.ts'
import type { DutyIndex } from './duty-index.ts'

export interface AnswerBase {
  /** The departments that the answer names, as the document writes them. */
  readonly departments: readonly string[]
  /** Matters, where these were asked for. */
  readonly facts: readonly string[]
  /** Numbers of tasks; a table of duties has none. */
  readonly tasks: readonly number[]
  /** Clause and quote of every row that the answer rests on, a line each. */
  readonly citation: string
}

/** What a person's own word was taken for, when they wrote it otherwise: 「ran qi」 for 燃气. */
export type TakenFor = string | undefined

export type DutyAnswer = AnswerBase &
  (
    | {
        readonly status: 'answered'
        readonly kind: 'owners'
        readonly duties: readonly Duty[]
        readonly reading: TakenFor
      }
    | {
        readonly status: 'answered'
        readonly kind: 'verdict'
        /** Whether the asked department owns all of the matters, none, or some. */
        readonly holds: 'all' | 'none' | 'some'
        readonly duties: readonly Duty[]
        readonly reading: TakenFor
      }
    /** The document lists the matter, under the heading of these rows. */
    | {
        readonly status: 'answered'
        readonly kind: 'scope'
        readonly duties: readonly Duty[]
        readonly reading: TakenFor
      }
    | {
        readonly status: 'answered'
        readonly kind: 'subjects'
        readonly groups: readonly { readonly department: string; readonly duties: readonly Duty[] }[]
      }
    | { readonly status: 'choose'; readonly kind: 'which-matter'; readonly options: readonly Duty[] }
    | { readonly status: 'choose'; readonly kind: 'which-department' }
    /** The document lists the matter and leaves its owner open. */
    | { readonly status: 'unanswered'; readonly kind: 'no-owner'; readonly duties: readonly Duty[] }
    /** Nothing in the document; `nearest` may be asked about, never answered. */
    | { readonly status: 'unanswered'; readonly kind: 'not-named'; readonly nearest: readonly Duty[] }
  )

/** An answer that names nothing yet. */
export const EMPTY: AnswerBase = { departments: [], facts: [], tasks: [], citation: '' }

/** Nothing in the document, and what is near. */
export function notNamed(index: DutyIndex, nearest: readonly Duty[]): DutyAnswer {
  const { clause, fallback } = index
  const citation = fallback ? `${clause}：${fallback.quote}` : clause
  return { ...EMPTY, status: 'unanswered', kind: 'not-named', nearest, citation }
}

/** Clause and quote of each row, a line each. */
export function cite(duties: readonly Duty[]): string {
  return [...new Set(duties.map(({ clause, quote }) => `${clause}：${quote}`))].join('\n')
}
