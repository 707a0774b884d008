// The one table of answer kinds: which parser reads the answer to an item.

import { printPart } from '../print.ts'
import { type AnswerKind, type Field, type Form, numbersOf } from '../schema.ts'
import { parseAmountOfWhich } from './amount-of-which.ts'
import type { Answer } from './answer.ts'
import { parseCount } from './count.ts'
import { parseCountOfWhich } from './count-of-which.ts'
import { parseDate, type When } from './date.ts'
import { fieldNamedIn, namesOf } from './field-names.ts'
import { normalize } from './normalize.ts'
import { leadsToMended } from './own-words.ts'
import { askAgain } from './reading.ts'
import { parseStopClose } from './stop-close.ts'
import { parseText } from './text.ts'
import { parseTimesAmount } from './times-amount.ts'
import { parseYesNo } from './yes-no.ts'

const PARSERS: Readonly<Record<AnswerKind, (field: Field, text: string, when?: When) => Answer>> = {
  count: parseCount,
  'times-amount': parseTimesAmount,
  'count-of-which': parseCountOfWhich,
  'amount-of-which': parseAmountOfWhich,
  'stop-close': parseStopClose,
  'yes-no': parseYesNo,
  text: parseText,
  date: parseDate,
}

/**
 * What was typed in answer to `field`: one integer for each component (counts as they are, money in 分, yes 1 / no 0), words,
 * a day as 2023-06-26, or why it has to be asked again. Without `when`, a day needs its year. With `form`, an answer that names another item of it (行政处罚3次 to 一案双罚) is not taken for this
 * one. Never throws, whatever the text; commands such as 不涉及 are not known here.
 */
export function parseAnswer(field: Field, text: string, form?: Form, when?: When): Answer {
  if (field.kind === 'text') return parseText(field, text)
  if (isPrintedLine(field, text)) return askAgain('ambiguous', text)
  const answer = parseNumbered(field, text, when)
  if (form === undefined || answer.outcome !== 'value') return answer
  const named = fieldNamedIn(form, normalize(text))
  if (named === undefined || named === 'ambiguous' || named.id === field.id) return answer
  // 部门查出来的整改了3处 names what was found only to say how much of it was put right.
  const isLead = subject(named) === subject(field) && leadsToMended(field, normalize(text))
  return isLead ? answer : askAgain('other-field', text)
}

function isPositive(answer: Answer): boolean {
  return answer.outcome === 'value' && (numbersOf(answer.values) ?? []).some((value) => value > 0)
}

/** What two items are both about: hazard.self of hazard.self.found. */
const subject = ({ concept }: Field) => concept.slice(0, concept.lastIndexOf('.'))

/**
 * Reads what was typed when only one part of an answer was missing: after 3次 alone, 没有 is no fine and 5万6 is the fine.
 * `known` is that of the `partial` answer. A whole answer said anew is taken as well.
 */
export function parseMissingPart(
  field: Field,
  known: readonly (number | undefined)[],
  text: string,
  form?: Form,
): Answer {
  const anew = parseAnswer(field, text, form)
  const missing = known[0] === undefined ? 0 : 1
  const told = known[1 - missing]
  if (told === undefined || isPositive(anew)) return anew
  const apart = field.kind === 'stop-close'
  // 停1 after 停2: the part that was known is said again.
  if (apart && anew.outcome === 'ask-again' && anew.known?.[1 - missing] !== undefined) return anew
  const printed = printPart(field, 1 - missing, told)
  const joined = parseAnswer(field, missing === 1 ? `${printed}，${text}` : `${text}，${printed}`, form)
  if (joined.outcome === 'value' || anew.outcome === 'ask-again') return joined
  // 没有 alone is said of the part that was asked for; none at all with a part of it makes no sense.
  if (missing === 1) return { outcome: 'value', values: [told, 0] }
  return apart ? { outcome: 'value', values: [0, told] } : joined
}

/**
 * 1.1：17个 in answer to item 1.1 is read without its number, which is copied from the prompt; 4.5 2 to an item 4.5 with two
 * amounts may be meant either way.
 */
function parseNumbered(field: Field, typed: string, when: When | undefined): Answer {
  const text = undouble(typed)
  const said = text.trimStart()
  const anew = PARSERS[field.kind](field, text, when)
  if (!said.startsWith(field.id)) return anew
  const rest = said.slice(field.id.length)
  const parted = /^\s*[:：=＝、\s]\s*(?=\S)/.exec(rest)
  if (parted === null) return anew
  return anew.outcome === 'value'
    ? askAgain('ambiguous', text)
    : PARSERS[field.kind](field, rest.slice(parted[0].length), when)
}

/** 没罚没罚: said twice for stress. Of a figure it is not known whether twice the same or two of them are meant. */
function undouble(typed: string): string {
  const half = typed.slice(0, typed.length / 2)
  return half.length > 1 && half + half === typed && !/[\d\s一二三四五六七八九十]/.test(half) ? half : typed
}

/** A line of the printed form without a figure: in 「3 未带队检查」 the 3 is the number of the item. */
function isPrintedLine(field: Field, text: string): boolean {
  if (!/^\s*[\d０-９]/.test(text)) return false
  const line = /^\s*(\d{1,2})(?:\.(\d{1,2}))?[\s、.]+(\S.*)$/.exec(normalize(text))
  if (line === null) return false
  const [, first = '', second, name = ''] = line
  if (
    (second === undefined ? first : `${first}.${second}`) !== (second === undefined ? field.id.split('.')[1] : field.id)
  ) {
    return false
  }
  return namesOf(field).includes(name.replace(/\([^()]*\)/g, '').replace(/[\s，,:]/g, ''))
}
