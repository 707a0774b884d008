// Money in an answer, exactly: 分, 角, 元, 千元, 万元, 亿 -> integer 分, and 分 -> 万元 as text. No floating point anywhere.

import type { AskAgainCode } from './answer.ts'
import { isMoney } from './measure.ts'
import type { NumberPiece } from './reading.ts'

/** What a unit that was said is worth in 分, where it is not 元. */
const SMALL: Readonly<Record<string, bigint>> = { 角: 10n, 毛: 10n, 角钱: 10n, 毛钱: 10n, 分: 1n, 分钱: 1n }

/** 10^9 万元, in 分; beyond the budget of any town and still a safe integer. */
const MOST = 1_000_000_000n * 1_000_000n

const FEN: Readonly<Record<string, bigint>> = {
  元: 100n,
  百元: 10_000n,
  千元: 100_000n,
  万元: 1_000_000n,
  亿元: 10_000_000_000n,
}

/**
 * From here on a bare whole number beside a printed 万元 is more likely meant as 元 (「罚了3次共500」), so that it is
 * asked again. With a unit every figure is taken.
 */
const DOUBTFUL = 100n

/**
 * The amount of a number in 分. 元 or 万 said with it count; a bare number is in the printed measure. Codes: `other-unit`,
 * `ambiguous` (500 or 三千 where 元 or 万元 may be meant), `decimal` (parts of a 分), `too-large`.
 */
export function amountOf(said: NumberPiece, measure: string): number | AskAgainCode {
  const printed = FEN[measure]
  if (printed === undefined) throw new Error(`a component of type amount is printed in ${measure}`)
  const { digits, scale } = said.value
  let unit = 100n
  if (said.measure !== undefined) {
    if (!isMoney(said.measure)) return 'other-unit'
    unit = SMALL[said.measure] ?? unit
  } else if (!/[万亿k]/.test(said.text)) {
    const doubtful = /[百佰千仟]/.test(said.text) || (scale === 0 && digits >= DOUBTFUL)
    if (printed > 100n && doubtful) return 'ambiguous'
    unit = printed
  }
  const divisor = 10n ** BigInt(scale)
  const fen = digits * unit
  if (fen > MOST * divisor) return 'too-large'
  if (fen % divisor !== 0n) return 'decimal'
  return Number(fen / divisor)
}

/** Whether a number speaks of money by itself: 56000元, 5万6, 56k. */
export function saysMoney(said: NumberPiece): boolean {
  return said.measure === undefined ? /[万亿k]/.test(said.text) : isMoney(said.measure)
}

/** 分 as 万元 in decimal text without trailing zeros: 5600000 -> "5.6". */
export function formatWan(fen: number): string {
  const whole = Math.trunc(fen / 1_000_000)
  const rest = String(fen % 1_000_000)
    .padStart(6, '0')
    .replace(/0+$/, '')
  return rest === '' ? String(whole) : `${whole}.${rest}`
}
