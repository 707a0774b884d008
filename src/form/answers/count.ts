// A single count: 12, 12家, 一共十二家企业, 没有, 不对，是15家.

import type { Field } from '../schema.ts'
import type { AskAgainCode, NumericAnswer } from './answer.ts'
import { measureFits } from './measure.ts'
import { askAgain, type NumberPiece } from './reading.ts'
import { readStatement } from './statement.ts'

const MOST = 10_000_000n

/** The whole number that was said for a component printed with `measure`. Codes: `other-unit`, `decimal`, `too-large`. */
export function countOf(said: NumberPiece, measure: string): number | AskAgainCode {
  if (said.measure !== undefined && !measureFits(said.measure, measure)) return 'other-unit'
  // k is how money is typed in haste; nobody has 17k hazards.
  if (said.text.endsWith('k')) return 'code'
  if (said.value.scale > 0) return 'decimal'
  if (said.value.digits > MOST) return 'too-large'
  return Number(said.value.digits)
}

export function parseCount(field: Field, text: string): NumericAnswer {
  const statement = readStatement(field, text, 1)
  if (statement.outcome === 'ask-again') return statement
  const { items } = statement
  // A part of something is not the figure that is asked for.
  if (items.some((item) => item.kind === 'which' || (item.kind === 'none' && item.ofThem)))
    return askAgain('ambiguous', text)
  const said = items.find((item) => item.kind === 'number')
  const none = items.some((item) => item.kind === 'none')
  if (said === undefined) return none ? { outcome: 'value', values: [0] } : askAgain('unreadable', text)
  const value = countOf(said, field.components[0]?.measure ?? '')
  if (typeof value === 'string') return askAgain(value, text)
  if (none && value > 0) return askAgain('ambiguous', text)
  return { outcome: 'value', values: [value] }
}
