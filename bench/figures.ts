// The figures that a unit of the bench has for each item and month: growing a little, so that no rule and no question
// of the form stands in the way. The months of the history come first, those that are filled follow.

import { printFigure } from '../src/form/print.ts'
import { ANSWER_KINDS, type ComponentType, type Field } from '../src/form/schema.ts'

/** Wholes before their parts: an item that holds others (found, checked) starts above them (mended, amiss). */
const WHOLES: ReadonlySet<string> = new Set(['1.1', '1.3', '2.1'])

/** Submitted months of every unit before the bench begins. */
export const HISTORY_MONTHS = 12

const FEN_PER_WAN = 1_000_000

/** What a unit reports for an item in a month, counted from the first of its history. */
export function figureOf(field: Field, month: number): readonly number[] {
  const types: readonly ComponentType[] = ANSWER_KINDS[field.kind]
  return types.map((type, component) => {
    if (type === 'flag') return 1
    const value = (component > 0 ? 10 : WHOLES.has(field.id) ? 80 : 40) + month
    return type === 'amount' ? value * FEN_PER_WAN : value
  })
}

/** The same as a contact types it: 「52」, 「52次，22万元」. */
export function typed(field: Field, month: number): string {
  const figure = figureOf(field, month)
  return figure.length === 1 && field.kind === 'count' ? String(figure[0]) : printFigure(field, figure)
}
