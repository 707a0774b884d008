// An amount of money and a part of it: 5万元，其中匿名2万元, 5，2, 3万全是匿名, 没有.

import type { Field } from '../schema.ts'
import { amountOf } from './amount.ts'
import type { Answer } from './answer.ts'
import { parsePartOfWhole } from './count-of-which.ts'

/** Both figures in 分. A bare number is in the printed measure, so that 5万，2 is 5万元 and 2万元. */
export function parseAmountOfWhich(field: Field, text: string): Answer {
  return parsePartOfWhole(field, text, amountOf)
}
