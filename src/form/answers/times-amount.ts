// How often, and how much money in all: 3次，5.6万元, 罚了3次共5万6, 3，5.6, 没罚.

import type { Field } from '../schema.ts'
import { amountOf, saysMoney } from './amount.ts'
import type { NumericAnswer } from './answer.ts'
import { countOf } from './count.ts'
import { measureFits } from './measure.ts'
import { clearlyApart, hasVagueNone, pairUp, type Said, speaksOfParts } from './pair.ts'
import { askAgain } from './reading.ts'
import { type Item, readStatement } from './statement.ts'

export function parseTimesAmount(field: Field, text: string): NumericAnswer {
  const statement = readStatement(field, text, 2)
  if (statement.outcome === 'ask-again') return statement
  const said = pairUp(withoutNeedlessNames(statement.items))
  if (said === undefined || !clearlyApart(statement.items) || speaksOfParts(statement.items)) {
    return askAgain('ambiguous', text)
  }
  const [first, second, third] = said
  if (first === undefined) return askAgain('unreadable', text)
  if (third !== undefined) return askAgain('ambiguous', text)
  if (second === undefined) return parseOne(field, text, first)

  const a = componentOf(field, first)
  const b = componentOf(field, second)
  if (a !== undefined && a === b) return askAgain('several-numbers', text)
  // A bare figure after the money (5.6万元 3) may belong to it; 没有 after a count may deny anything.
  if (a === 1 && b === undefined && second.number?.measure === undefined) return askAgain('ambiguous', text)
  if (a === undefined && b === 0 && first.number !== undefined) return askAgain('ambiguous', text)
  if (hasVagueNone(said)) return first.number === undefined ? askAgain('partial', text) : parseOne(field, text, first)
  const [count, amount] = a === 1 || b === 0 ? [second, first] : [first, second]
  const times = figureOf(field, count, 0)
  if (typeof times === 'string') return askAgain(times, text)
  const fen = figureOf(field, amount, 1)
  if (typeof fen === 'string') return askAgain(fen, text)
  // 0次5万 contradicts itself.
  if (times === 0 && fen > 0) return askAgain('ambiguous', text)
  return { outcome: 'value', values: [times, fen] }
}

/** 3次罚款5万6: where every figure says by its unit what it is, the words between them decide nothing. */
function withoutNeedlessNames(items: readonly Item[]): readonly Item[] {
  const clear = items.every((item) => item.kind !== 'number' || item.measure !== undefined || saysMoney(item))
  return clear && items.some((item) => item.kind === 'number') ? items.filter((item) => item.kind !== 'name') : items
}

function parseOne(field: Field, text: string, said: Said): NumericAnswer {
  const { number } = said
  if (number === undefined) {
    if (said.component === 1) return askAgain('partial', text, [undefined, 0])
    return { outcome: 'value', values: [0, 0] }
  }
  const component = componentOf(field, said)
  // 35.6 may have lost its blank (3 5.6), and 3,200 may be one figure or two.
  if (component === undefined && (number.value.scale > 0 || number.text.includes(',')))
    return askAgain('ambiguous', text)
  const value = figureOf(field, said, component ?? 0)
  if (typeof value === 'string') return askAgain(value, text)
  if (component === 1) return askAgain('partial', text, [undefined, value])
  return value === 0 ? { outcome: 'value', values: [0, 0] } : askAgain('partial', text, [value, undefined])
}

function componentOf(field: Field, said: Said): 0 | 1 | undefined {
  if (said.number !== undefined && saysMoney(said.number)) return 1
  const measure = said.number?.measure
  if (measure !== undefined && measureFits(measure, field.components[0]?.measure ?? '')) return 0
  return said.component === 0 || said.component === 1 ? said.component : undefined
}

function figureOf(field: Field, said: Said, component: 0 | 1) {
  if (said.number === undefined) return 0
  const measure = field.components[component]?.measure ?? ''
  return component === 0 ? countOf(said.number, measure) : amountOf(said.number, measure)
}
