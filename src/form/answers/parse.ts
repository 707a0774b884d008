// The one table of answer kinds: which parser reads the answer to an item.

import type { AnswerKind, Field, Form } from '../schema.ts'
import { parseAmountOfWhich } from './amount-of-which.ts'
import type { Answer } from './answer.ts'
import { parseCount } from './count.ts'
import { parseCountOfWhich } from './count-of-which.ts'
import { fieldNamedIn } from './field-names.ts'
import { normalize } from './normalize.ts'
import { askAgain } from './reading.ts'
import { parseStopClose } from './stop-close.ts'
import { parseTimesAmount } from './times-amount.ts'
import { parseYesNo } from './yes-no.ts'

const PARSERS: Readonly<Record<AnswerKind, (field: Field, text: string) => Answer>> = {
  count: parseCount,
  'times-amount': parseTimesAmount,
  'count-of-which': parseCountOfWhich,
  'amount-of-which': parseAmountOfWhich,
  'stop-close': parseStopClose,
  'yes-no': parseYesNo,
}

/**
 * What was typed in answer to `field`: one integer for each component (counts as they are, money in 分, yes 1 / no 0), or why
 * it has to be asked again. With `form`, an answer that names another item of it (行政处罚3次 to 一案双罚) is not taken for this
 * one. Never throws, whatever the text; commands such as 不涉及 are not known here.
 */
export function parseAnswer(field: Field, text: string, form?: Form): Answer {
  const answer = PARSERS[field.kind](field, text)
  if (form === undefined || answer.outcome !== 'value') return answer
  const named = fieldNamedIn(form, normalize(text))
  return named === undefined || named === 'ambiguous' || named.id === field.id ? answer : askAgain('other-field', text)
}
