// An amount of money and a part of it: 5万元，其中匿名2万元, 5，2, 3万全是匿名, 没有.

import type { Field } from '../schema.ts'
import { amountOf } from './amount.ts'
import type { AskAgainCode, NumericAnswer } from './answer.ts'
import { parsePartOfWhole } from './count-of-which.ts'
import type { NumberPiece } from './reading.ts'

/** Both figures in 分. A bare number is in the printed measure, so that 5万，2 is 5万元 and 2万元. */
export function parseAmountOfWhich(field: Field, text: string): NumericAnswer {
  return parsePartOfWhole(field, text, amountOfPart)
}

/** 2万，其中匿名5千: what the part is in 元 fits into the whole, and in 万元 it does not. */
function amountOfPart(said: NumberPiece, measure: string, whole: number | undefined): number | AskAgainCode {
  const plain = amountOf(said, measure)
  if (plain !== 'ambiguous' || whole === undefined || !/[百佰千仟]/.test(said.text)) return plain
  const inYuan = amountOf({ ...said, measure: '元' }, measure)
  return typeof inYuan === 'number' && inYuan <= whole && inYuan * 10_000 > whole ? inYuan : plain
}
