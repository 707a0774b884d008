// Finds one number in a message together with what clings to it: a sign, 多 or 来, a range, a date, an operator, a code.
// It decides whether the digits are one sure figure at all; what the measure words mean and the question asked are not known
// here.

import type { AskAgainCode } from './answer.ts'
import { latinNumberAt } from './latin.ts'
import { isLatinMeasureAt } from './measure.ts'
import { arabicEnd, isArabic, isDigit, isNumeralChar, type Numeral, parseNumeral } from './numeral.ts'

export interface Mention {
  /** One past its last character; for a refusal that covers several numbers (3到5), past the last of them. */
  readonly end: number
  readonly numeral: Numeral
  /** The measure word that a number in words carries itself: once, twice. */
  readonly measure?: string | undefined
}

const RANGE_SIGNS = ['-', '~', '到', '至', '或者', '或']
const SIGNS_OF_SUMS = ['+', '*', '×', '÷', '/', '=', '加', '减', '乘', '除']
/** 10多, 十来, 二十余, 十几, 百把, 两个半: the figure is open after them. */
const OPEN_ENDS = '多来余几把半'
const LETTER_UNITS = new Map([
  ['w', '万'],
  ['k', '千'],
])
const DATE_SIGNS = '年月日号点时'
/** Words that begin with a numeral and are none, so that 5万一共3次 is not 51,000: a numeral ends before them. */
const NOT_NUMERALS = ['一共', '一样', '一下', '一律', '一般', '一直', '一些', '一案双罚']
const JOINS = [...RANGE_SIGNS, ...SIGNS_OF_SUMS]

const refuse = (code: AskAgainCode, end: number): Mention => ({ end, numeral: { outcome: 'refused', code } })

/** The number that begins at `at` in a normalised text; undefined when none begins there. */
export function scanMention(text: string, at: number): Mention | undefined {
  const char = text.charAt(at)
  if (isNumeralChar(char)) return scanPositive(text, at)
  const latin = latinNumberAt(text, at)
  if (latin !== undefined) {
    const { value, end, measure } = latin
    return { end, numeral: { outcome: 'number', digits: BigInt(value), scale: 0 }, measure }
  }
  if (char === '.' && isArabic(text.charAt(at + 1))) return refuse('decimal', runEnd(text, at + 1))
  if (char === '几' || char === '半') return refuse('approximate', runEnd(text, at + 1))
  if (char === '数' && isNumeralChar(text.charAt(at + 1))) return refuse('approximate', runEnd(text, at + 1))
  if (char === '~') return refuseSigned('approximate', text, at)
  if (char === '-' || char === '负') return refuseSigned('negative', text, at)
  if (char === '+' || char === '±') return refuseSigned('arithmetic', text, at)
  return undefined
}

function refuseSigned(code: AskAgainCode, text: string, at: number): Mention | undefined {
  const number = skipBlanks(text, at + 1)
  return isNumeralChar(text.charAt(number)) ? refuse(code, runEnd(text, number)) : undefined
}

function scanPositive(text: string, at: number): Mention {
  const end = runEnd(text, at)
  const next = text.charAt(end)
  if (OPEN_ENDS.includes(next) && next !== '') return refuse('approximate', runEnd(text, end + 1))
  // 5.6w is how 万 is typed in haste, 56k how 千 is; 5w6 and 5ww are not read.
  const unit = LETTER_UNITS.get(next)
  if (unit !== undefined && isArabic(text.charAt(end - 1)) && !/[a-z0-9_]/.test(text.charAt(end + 1))) {
    const after = text.charAt(end + 1)
    if (OPEN_ENDS.includes(after) && after !== '') return refuse('approximate', runEnd(text, end + 2))
    return { end: end + 1, numeral: parseNumeral(`${text.slice(at, end)}${unit}`) }
  }
  if (isLetter(next) && !isLatinMeasureAt(text, end)) return refuse('code', wordEnd(text, end))
  if (next !== '' && DATE_SIGNS.includes(next)) return refuse('date', dateEnd(text, end))
  if (next === ':' && isArabic(text.charAt(end + 1))) return refuse('date', dateEnd(text, end))
  if (next === '%' || next === '‰') return refuse('other-unit', end + 1)
  return scanChain(text, at, end) ?? { end, numeral: parseNumeral(text.slice(at, end)) }
}

/** Numbers joined by signs: a range (3到5), a date (2023-06-01), a telephone number (0759-1234567), or a sum (3+2). */
function scanChain(text: string, at: number, firstEnd: number): Mention | undefined {
  const numbers = [text.slice(at, firstEnd)]
  const signs: string[] = []
  let end = firstEnd
  for (;;) {
    const sign = signAt(text, skipBlanks(text, end))
    const start = sign === undefined ? 0 : skipBlanks(text, skipBlanks(text, end) + sign.length)
    if (sign === undefined || !isNumeralChar(text.charAt(start))) break
    end = runEnd(text, start)
    numbers.push(text.slice(start, end))
    signs.push(sign)
  }
  const [sign] = signs
  if (sign === undefined) return undefined
  if (looksLikeDay(numbers, signs)) return refuse('date', end)
  const digits = numbers.join('').length
  if (sign === '-' && (digits >= 10 || numbers.some((each) => each.length > 1 && each.startsWith('0')))) {
    return refuse('identity-number', end)
  }
  if (sign === '.') return refuse('unreadable', end)
  return refuse(signs.every((each) => RANGE_SIGNS.includes(each)) ? 'range' : 'arithmetic', end)
}

function looksLikeDay(numbers: readonly string[], signs: readonly string[]): boolean {
  const [year = '', month = ''] = numbers
  const [sign = ''] = signs
  if (!'-/.'.includes(sign) || signs.some((each) => each !== sign)) return false
  // 2023.6.1 is read as the decimal 2023.6 and the number 1.
  if (sign === '.') return numbers.length === 2 && /^(19|20)\d\d\.\d{1,2}$/.test(year)
  if (numbers.length === 3) return numbers.every((each) => /^\d{1,4}$/.test(each))
  return numbers.length === 2 && /^(19|20)\d\d$/.test(year) && /^(0?[1-9]|1[0-2])$/.test(month)
}

/** Whether bare digits are a day or month run together: 20230605, 202306. */
export function looksLikeRunTogetherDay(literal: string): boolean {
  return /^(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])?$/.test(literal)
}

function signAt(text: string, at: number): string | undefined {
  if (text.charAt(at) === '.' && isArabic(text.charAt(at + 1)) && isArabic(text.charAt(at - 1))) return '.'
  return JOINS.find((sign) => text.startsWith(sign, at))
}

/** The longest run that can be one numeral: digits and units, thousands commas, a point between digits, 「5 万」. */
function runEnd(text: string, at: number): number {
  let end = at
  for (;;) {
    const char = text.charAt(end)
    if (isArabic(char) && !isArabic(text.charAt(end - 1))) end = Math.max(end + 1, arabicEnd(text, end))
    else if (char === '一' && end > at && NOT_NUMERALS.some((word) => text.startsWith(word, end))) return end
    else if (isNumeralChar(char)) end += 1
    else if (char === '点' && end > at && isNumeralChar(text.charAt(end - 1)) && isDigit(text.charAt(end + 1))) end += 1
    else if (char === ' ' && end > at && isDigit(text.charAt(end - 1)) && isLargeUnit(text, skipBlanks(text, end))) {
      end = skipBlanks(text, end) + 1
    } else return end
  }
}

const isLargeUnit = (text: string, at: number) => text.charAt(at) === '万' || text.charAt(at) === '亿'
const isLetter = (char: string) => (char >= 'a' && char <= 'z') || char === '_'

function wordEnd(text: string, at: number): number {
  let end = at
  while (isLetter(text.charAt(end)) || isArabic(text.charAt(end))) end += 1
  return end
}

function dateEnd(text: string, at: number): number {
  let end = at
  while (end < text.length && (isNumeralChar(text.charAt(end)) || '年月日号份点时分钟:-'.includes(text.charAt(end))))
    end += 1
  return end
}

function skipBlanks(text: string, at: number): number {
  let end = at
  while (text.charAt(end) === ' ') end += 1
  return end
}
