// Reads one bare numeral, exactly: 35, 1,200, 1.5万, 2万3, 两百五, 三千零二, 廿三, 壹佰贰拾. Knows nothing of measure
// words, ranges or what is asked. Whatever has two readings is refused; nothing is ever rounded, and nothing becomes 0.

import type { AskAgainCode } from './answer.ts'

/** An exact, non-negative decimal: `digits` / 10^`scale`. 5.60 keeps its scale of 2; 1.5万 is 15000 with scale 0. */
export interface Decimal {
  readonly digits: bigint
  readonly scale: number
}

export type Numeral =
  | ({ readonly outcome: 'number' } & Decimal)
  | { readonly outcome: 'refused'; readonly code: AskAgainCode }

const DIGITS = new Map<string, number>()
;['零〇', '一壹', '二贰两俩', '三叁仨', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].forEach((chars, value) => {
  for (const char of chars) DIGITS.set(char, value)
})
const TENS = new Map([
  ['廿', 20],
  ['卅', 30],
  ['卌', 40],
])
/** Two or three of them, measure word included: never part of a longer numeral. */
const SPOKEN_PAIR = new Set(['俩', '仨'])
const SMALL_UNITS = new Map([
  ['十', 10],
  ['拾', 10],
  ['百', 100],
  ['佰', 100],
  ['千', 1000],
  ['仟', 1000],
])
/** 万 and 亿 with their powers of ten, the larger first. */
const LARGE_UNITS = [
  ['亿', 8],
  ['万', 4],
] as const

/** Longer than any figure of a form; beyond it the text is an identity number or noise. */
const LONGEST = 40

export const isArabic = (char: string) => char >= '0' && char <= '9' && char.length === 1
/** 0-9 and 零 to 九, also in their financial forms; not the units 十百千万亿. */
export const isDigit = (char: string) => isArabic(char) || DIGITS.has(char)
/** Every character that a numeral may be made of, besides the decimal point and the thousands comma. */
export const isNumeralChar = (char: string) =>
  isDigit(char) || SMALL_UNITS.has(char) || TENS.has(char) || char === '万' || char === '亿'

/** Where the literal of Arabic digits that begins at `at` ends: with thousands commas (「1,200」) and one decimal part. */
export function arabicEnd(text: string, at: number): number {
  let end = at
  while (isArabic(text.charAt(end))) end += 1
  // Groups of exactly three after a head of one to three digits, else the comma parts two figures.
  if (end - at <= 3 && text.charAt(at) !== '0') {
    while (text.charAt(end) === ',' && isArabic(text.charAt(end + 1)) && digitsFrom(text, end + 1) === 3) end += 4
  }
  if (text.charAt(end) === '.' && isArabic(text.charAt(end + 1))) {
    end += 1
    while (isArabic(text.charAt(end))) end += 1
  }
  return end
}

function digitsFrom(text: string, at: number): number {
  let end = at
  while (end - at < 4 && isArabic(text.charAt(end))) end += 1
  return end - at
}

const refused = (code: AskAgainCode): Numeral => ({ outcome: 'refused', code })
const number = (digits: bigint, scale = 0): Numeral => ({ outcome: 'number', digits, scale })

/**
 * Reads a text that is one numeral and nothing else, already normalised. Codes of refusals: `approximate` (两三百),
 * `ambiguous` (百二, 2万30), `identity-number` (007, eleven digits and more), `unreadable`.
 */
export function parseNumeral(text: string): Numeral {
  if (text === '') return refused('unreadable')
  if (text.length > LONGEST) return refused('identity-number')
  const end = arabicEnd(text, 0)
  if (end === text.length) return parseArabic(text)
  for (const char of text) {
    if (!isNumeralChar(char) && char !== '.' && char !== ',' && char !== '点' && char !== ' ')
      return refused('unreadable')
  }
  return parseLarge(text)
}

function parseArabic(literal: string): Numeral {
  const plain = literal.replaceAll(',', '')
  const point = plain.indexOf('.')
  const whole = point < 0 ? plain : plain.slice(0, point)
  if (whole.length > 1 && whole.startsWith('0')) return refused('identity-number')
  if (whole.length >= 11 && !literal.includes(',')) return refused('identity-number')
  if (point < 0) return number(BigInt(plain))
  return number(BigInt(whole + plain.slice(point + 1)), plain.length - point - 1)
}

/** HEAD亿 HEAD万 TAIL: every part is a section below 10,000 or an Arabic literal. */
function parseLarge(text: string): Numeral {
  let rest = text
  let total = 0n
  let above = 0
  for (const [unit, power] of LARGE_UNITS) {
    const at = rest.indexOf(unit)
    if (at < 0) continue
    const head = rest.slice(0, at).trimEnd()
    rest = rest.slice(at + 1)
    // 一百二万 is not said: only the end of a numeral is shortened.
    if (/[百佰千仟][^零〇百佰十拾千仟]$/.test(head)) return refused('ambiguous')
    const value = parseHead(above > 0 && /^[零〇]/.test(head) ? head.slice(1) : head)
    if (value.outcome === 'refused') return value
    if (value.scale > 0 && (above > 0 || rest !== '')) return refused('ambiguous')
    if (above > 0 && value.digits >= 10_000n) return refused('ambiguous')
    if (value.digits === 0n) return above === 0 && rest === '' ? number(0n) : refused('ambiguous')
    if (value.scale > power) return number(value.digits * 10n ** BigInt(power), value.scale)
    total += value.digits * 10n ** BigInt(power - value.scale)
    above = power
  }
  if (above === 0) return parseHead(rest)
  if (rest === '') return number(total)
  const tail = parseTail(rest, above, /[十拾百佰千仟廿卅卌0]万/.test(text))
  return tail.outcome === 'refused' ? tail : number(total + tail.digits)
}

/** What stands before 万 or 亿, or alone: an Arabic literal (also ×千), a section, or a decimal read aloud (五点六). */
function parseHead(text: string): Numeral {
  if (text === '') return refused('ambiguous')
  const end = arabicEnd(text, 0)
  if (end === text.length) return parseArabic(text)
  if (end > 1 && end === text.length - 1 && (text.endsWith('千') || text.endsWith('仟'))) {
    const value = parseArabic(text.slice(0, end))
    if (value.outcome === 'refused' || value.scale <= 3) {
      return value.outcome === 'refused' ? value : number(value.digits * 10n ** BigInt(3 - value.scale))
    }
    return number(value.digits, value.scale - 3)
  }
  const point = text.indexOf('点')
  if (point >= 0) return parseSpokenDecimal(text.slice(0, point), text.slice(point + 1))
  return parseSection(text)
}

function parseSpokenDecimal(whole: string, fraction: string): Numeral {
  let digits = ''
  for (const char of fraction) {
    const digit = digitOf(char)
    if (digit === undefined) return refused('ambiguous')
    digits += digit
  }
  const head = digits === '' || /[.,]/.test(whole) ? refused('unreadable') : parseHead(whole)
  if (head.outcome === 'refused') return head
  return number(head.digits * 10n ** BigInt(digits.length) + BigInt(digits), digits.length)
}

/**
 * What follows 万 or 亿. A last bare digit is one order lower (2万3 = 23,000), unless 零 stands before it (2万零3). `round` says
 * that no ones stand before 万, for which a 零 may be said: 二十万零八千.
 */
function parseTail(text: string, above: number, round: boolean): Numeral {
  const zero = /^[零〇]/.test(text)
  const tail = zero ? text.slice(1) : text
  const first = digitOf(tail.charAt(0))
  if (tail.length === 1 && first !== undefined) {
    if (first === 0 || tail === '两') return refused('ambiguous')
    return number(zero ? BigInt(first) : BigInt(first) * 10n ** BigInt(above - 1))
  }
  if (arabicEnd(tail, 0) === tail.length && /^\d+$/.test(tail)) {
    // 2万3000 is clear, and so is 2万零300; 2万30 is not.
    const value = BigInt(tail)
    if (zero ? value > 0n && value < 1000n && !tail.startsWith('0') : tail.length === 4 && above === 4)
      return number(value)
    return refused('ambiguous')
  }
  // 一亿五千 may be 1.5 亿 or 100,005,000.
  if (above === 8 && !zero) return refused('ambiguous')
  return parseSection(tail, zero && !(round && /^[^百佰千仟]?[千仟]/.test(tail)))
}

interface Term {
  readonly char: string
  readonly digit: number
  /** 10, 100 or 1000; undefined for a digit on its own. */
  readonly unit: number | undefined
}

/**
 * Reads 千百十 and ones: 三千零二, 两百五, 一百十五. `zero` says that a 零 was read before the section, which needs a gap in
 * the units (一万零五百 is said, 一万零五千 is not).
 */
function parseSection(text: string, zero = false): Numeral {
  const chars = [...text]
  if (chars.every(isDigit)) return parseDigits(chars)
  const terms = parseTerms(isShortened(text) ? ['一', ...chars] : chars)
  if (terms === undefined) return refused('ambiguous')
  let total = 0
  let last = 10_000
  let gap = zero
  for (const [i, term] of terms.entries()) {
    const next = terms[i + 1]
    if (term.digit === 0) {
      if (gap || i === 0 || next === undefined) return refused('ambiguous')
      gap = true
      continue
    }
    // 三千两 is no 3,200: at the end 两 is a measure of weight.
    if (term.char === '两' && term.unit === undefined && next === undefined) return refused('ambiguous')
    if (term.unit === undefined && next !== undefined) return refused(adjacent(term.char, next.char))
    // A unit must be smaller than the one before; after 零 at least one order is skipped.
    const unit = term.unit ?? (gap || last === 10 ? 1 : last / 10)
    if (unit >= last || (gap && unit >= last / 10)) return refused('ambiguous')
    total += term.digit * unit
    last = unit
    gap = false
  }
  return number(BigInt(total))
}

/** 百二十 and 千零五 leave out the 一 at their head; 百二 may be 120 or one of two; 百十 and 百八十 are about a hundred. */
function isShortened(text: string): boolean {
  return /^[百佰](?:[^八捌十拾零〇][十拾]|[零〇].)|^[千仟](?:[^八捌百佰零〇][百佰]|[零〇].)/.test(text)
}

function parseTerms(chars: readonly string[]): readonly Term[] | undefined {
  const terms: Term[] = []
  for (let i = 0; i < chars.length; i += 1) {
    const char = chars[i] ?? ''
    const tens = SMALL_UNITS.get(char) === 10 ? 10 : TENS.get(char)
    const digit = digitOf(char)
    if (tens !== undefined) terms.push({ char, digit: tens / 10, unit: 10 })
    else if (digit === undefined || char === '0') return undefined
    else {
      const unit = SMALL_UNITS.get(chars[i + 1] ?? '')
      // 零十 and 两十 are not said; 俩 and 仨 carry their own measure word.
      if (unit !== undefined && (digit === 0 || SPOKEN_PAIR.has(char) || (char === '两' && unit === 10)))
        return undefined
      terms.push({ char, digit, unit })
      if (unit !== undefined) i += 1
    }
  }
  return terms
}

/** Only digits: one of them, or read out one by one (一〇五, 二零二三), which needs a zero inside. */
function parseDigits(chars: readonly string[]): Numeral {
  const digits = chars.map((char) => digitOf(char) ?? 0)
  const [first, second] = digits
  if (first === undefined) return refused('ambiguous')
  if (second === undefined) return number(BigInt(first))
  if (chars.some((char) => isArabic(char) || SPOKEN_PAIR.has(char)) || first === 0 || digits.length > 8) {
    return refused('ambiguous')
  }
  if (digits.includes(0)) return number(BigInt(digits.join('')))
  return refused(digits.length === 2 ? adjacent(chars[0], chars[1]) : 'ambiguous')
}

/** Two digits side by side mean "one or the other" (两三百, 十七八, 三五个) where that is said, else nothing. */
function adjacent(left: string | undefined, right: string | undefined): AskAgainCode {
  const a = digitOf(left ?? '')
  const b = digitOf(right ?? '')
  if (a === undefined || b === undefined || isArabic(left ?? '')) return 'ambiguous'
  return b === a + 1 || (a === 3 && b === 5) ? 'approximate' : 'ambiguous'
}

function digitOf(char: string): number | undefined {
  return isArabic(char) ? Number(char) : DIGITS.get(char)
}
