// The small change of an amount: the 5角6分 of 123元5角6分, the 五 of 三块五, and the ¥ of ¥56000, also rmb. The amount before it is already
// read; what all of it is worth in the form's measure is not known here.

import { type Decimal, isNumeralChar, parseNumeral } from './numeral.ts'

const MONEY_SIGNS = ['¥', 'rmb', 'cny']

/** How long the ¥ or rmb is that stands here before its figure; 0 when there is none. */
export function moneySignLength(text: string, at: number): number {
  // Most places in a text begin none.
  if (!'¥rc'.includes(text.charAt(at))) return 0
  const sign = MONEY_SIGNS.find((each) => text.startsWith(each, at))
  if (sign === undefined) return 0
  const length = text.charAt(at + sign.length) === ' ' ? sign.length + 1 : sign.length
  return isNumeralChar(text.charAt(at + length)) ? length : 0
}

const YUAN = new Set(['元', '块'])
const JIAO = new Set(['角', '毛'])

/**
 * The amount in 元 with the small change that follows at `at`, undefined when none does. `unclear` where a figure follows that
 * may or may not be small change: 三块50, 1.5元3角.
 */
export function smallMoneyAt(
  text: string,
  at: number,
  value: Decimal,
  measure: string,
): { readonly yuan: Decimal; readonly end: number } | 'unclear' | undefined {
  if (!YUAN.has(measure) && !JIAO.has(measure)) return undefined
  const jiao = YUAN.has(measure) ? partAt(text, at, JIAO) : undefined
  const fen = partAt(text, jiao?.end ?? at, FEN)
  const last = jiao === undefined && fen === undefined && measure === '块' ? bareAt(text, at) : undefined
  if (last === 'unclear') return last
  const end = fen?.end ?? jiao?.end ?? last?.end
  if (end === undefined) return undefined
  if (value.scale > 0) return 'unclear'
  const hundredths = BigInt((jiao?.digit ?? last?.digit ?? 0) * 10 + (fen?.digit ?? 0))
  return { yuan: { digits: value.digits * (YUAN.has(measure) ? 100n : 10n) + hundredths, scale: 2 }, end }
}

const FEN = new Set(['分'])

interface Part {
  readonly digit: number
  readonly end: number
}

/** One digit and its unit, perhaps after 零: 5角, 零六分. */
function partAt(text: string, at: number, units: ReadonlySet<string>): Part | undefined {
  const start = text.charAt(at) === '零' ? at + 1 : at
  const digit = digitAt(text, start)
  return digit !== undefined && units.has(text.charAt(start + 1)) ? { digit, end: start + 2 } : undefined
}

/** The 五 of 三块五: one digit with nothing after it that could make it a figure of its own. */
function bareAt(text: string, at: number): Part | 'unclear' | undefined {
  if (!isNumeralChar(text.charAt(at))) return undefined
  const digit = digitAt(text, at)
  const after = text.slice(at + 1).replace(/^钱/, '')
  if (digit === undefined || !/^(?:$|[\s，,。.;!])/.test(after)) return 'unclear'
  return { digit, end: text.length - after.length }
}

function digitAt(text: string, at: number): number | undefined {
  const numeral = parseNumeral(text.charAt(at))
  return numeral.outcome === 'number' && numeral.digits < 10n ? Number(numeral.digits) : undefined
}
