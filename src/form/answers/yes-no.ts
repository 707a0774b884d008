// Yes or no: 是, 播了, 已播放, 没播, 还没有. A number is no answer to it.

import type { Field } from '../schema.ts'
import type { Answer } from './answer.ts'
import { normalize } from './normalize.ts'
import { askAgain, type Piece, readPieces } from './reading.ts'
import { SEEKING } from './vocabulary.ts'

/** Answers that are a whole message, besides those that use the item's own words. */
const YES = new Set(
  '是 是的 对 对的 有 有的 嗯 嗯嗯 对是的 是有 yes y ✓ ✔ √ 已完成 完成了 做了 已做 办了 已办'.split(' '),
)
const NO = new Set(
  '否 不 不是 没有 没 无 未 没有的 还没 还没有 暂无 暂时没有 目前没有 没做 没办 没完成 未完成 no n 没有做'.split(' '),
)

export function parseYesNo(field: Field, text: string): Answer {
  const bare = normalize(text).replace(/[\s，,、。.!~]/g, '')
  if (YES.has(bare)) return { outcome: 'value', values: [1] }
  if (NO.has(bare)) return { outcome: 'value', values: [0] }
  const clauses = text.split(/[，,。]/).filter((clause) => clause.trim() !== '')
  if (clauses.length > 1) {
    const [first, ...others] = clauses.map((clause) => parseYesNo(field, clause))
    const values = [first, ...others].map((answer) => (answer?.outcome === 'value' ? answer.values[0] : undefined))
    // 否，没播 says the same twice.
    if (first !== undefined && values[0] !== undefined && new Set(values).size === 1) return first
  }
  // 还没播: not done so far is a plain no here, where for a count it would only mean that nobody has looked yet.
  const reading = readPieces(field, normalize(text).replace(/还(?=[没未])/, ' '))
  if (reading.outcome === 'ask-again') return askAgain(reading.code, text)
  if (reading.pieces.some((piece) => piece.kind === 'number')) return askAgain('other-unit', text)
  if (reading.leftOver !== undefined) return reading.leftOver
  const said = reading.pieces.filter((piece) => piece.kind !== 'break')
  const value = decide(said)
  return value === undefined ? askAgain('unreadable', text) : { outcome: 'value', values: [value] }
}

function decide(said: readonly Piece[]): 0 | 1 | undefined {
  const named = said.some((piece) => piece.kind === 'name')
  const denials = said.filter((piece) => piece.kind === 'none')
  const unclear = said.some((piece) => piece.kind === 'correction' || piece.kind === 'which' || piece.kind === 'all')
  if (unclear || denials.length > 1 || denials.some(({ text }) => SEEKING.test(text))) return undefined
  const affirmed = said.some((piece) => /^(是|有|已|已经|好的?)$/.test(piece.text) && piece.kind !== 'none')
  if (denials.length === 1) {
    // 没播 is a no; 播没播 and 是没播 are questions or slips.
    const last = said.at(-1)
    return !affirmed && said[0]?.kind !== 'name' && (named || last?.kind === 'none') ? 0 : undefined
  }
  if (!named) return undefined
  // The bare name of the item (专题栏目) says nothing yet; 播了, 已播放, 有播放 do.
  const done = affirmed || said.some((piece) => /^[了啦过]$/.test(piece.text) || /[了过]$|^已/.test(piece.text))
  return done ? 1 : undefined
}
