// Yes or no: 是, 播了, 已播放, 没播, 还没有, 嗯对，省台播过了. A number is no answer to it.

import type { Field } from '../schema.ts'
import type { NumericAnswer } from './answer.ts'
import { normalize } from './normalize.ts'
import { askAgain, type Piece, readPieces } from './reading.ts'
import { SEEKING } from './vocabulary.ts'

/** Clauses that are an answer by themselves, besides those that use the item's own words. */
const YES = new Set(
  `是 是的 是啊 是呀 是滴 对 对的 对啊 对呀 对头 有 有的 有啊 有过 嗯 嗯嗯 恩 嗯是 嗯是的 嗯对 嗯有 对是的 是有 确实 确实有 确有 当然 当然有 肯定有 yes y yeah yep done aired ✓ ✔ √ 已完成 完成了 做了 做过 已做
  办了 已办 搞了 搞过 弄了 属实 中 要得 系 系的`.split(/\s+/),
)
const NO = new Set(
  `否 不 不是 不是的 没有 没 无 未 没有的 没有啊 没呢 没有呢 还没 还没有 还没呢 还没有呢 暂无 暂时没有 暂时还没有 目前没有 目前还没有 到现在没有 没有过 从来没有 没做 没做过 没办 没办过 没搞 没搞过 没弄 没完成 未完成
  no n nope notyet 没有做 未做 未办 × ✗ 冇 没得 木有 不系 无此情况 没这回事`.split(/\s+/),
)
/** Particles that only colour an answer; 吧 and 吗 make it a guess or a question. */
const PARTICLES = /^[嗯呃哦啊诶]+(?=.)|[啊呀哦呢哈啦噢喔哟滴嘛]+$/g

const SIGNS = /[\s，,、。.!~;]/g

/** Where such programmes run, as people say it; a station of the town or county is another matter. */
const PLACES =
  /在?(?:省电视台|省卫视|省台|省里|省级媒体|省媒|电视台上|电视台|电视上|电视|台里|节目|专栏|媒体上|媒体)上?/g

export function parseYesNo(field: Field, text: string): NumericAnswer {
  const whole = parseClause(field, text)
  if (whole.outcome === 'value') return whole
  const clauses = text.split(/[，,。;；!！\n]/).filter((clause) => clause.replace(SIGNS, '') !== '')
  if (clauses.length < 2) return whole
  // 否，没播 says the same twice; 是，没播 contradicts itself.
  const said = clauses
    .map((clause) => parseClause(field, clause))
    .filter((answer, i) => !isSilent(field, clauses[i], answer))
  const values = new Set(said.map((answer) => (answer.outcome === 'value' ? answer.values[0] : undefined)))
  const [first] = said
  return first?.outcome === 'value' && values.size === 1 ? first : whole
}

/** Whether a clause of politeness or about the item by name says neither yes nor no: 你好, 这一项. */
function isSilent(field: Field, clause: string | undefined, answer: NumericAnswer): boolean {
  if (clause === undefined || answer.outcome === 'value') return false
  const reading = readPieces(field, clause)
  const isQuiet = ({ kind }: Piece) => kind === 'filler' || kind === 'break' || kind === 'subject' || kind === 'name'
  return reading.outcome === 'read' && reading.leftOver === undefined && reading.pieces.every(isQuiet)
}

function parseClause(field: Field, text: string): NumericAnswer {
  const normal = normalize(text)
  const bare = normal.replace(SIGNS, '').replace(/^(?:这个|这项|这一项|本项|我们村?|本单位|我们单位)/, '')
  const plain = bare.replace(PARTICLES, '')
  if (YES.has(bare) || YES.has(plain)) return { outcome: 'value', values: [1] }
  if (NO.has(bare) || NO.has(plain)) return { outcome: 'value', values: [0] }
  // 还没播: not done so far is a plain no here, where for a count it would only mean that nobody has looked yet.
  const reading = readPieces(
    field,
    normal
      .replace(/(?:还|暂|目前|至今|到现在)(?=[没未])/, (word) => ' '.repeat(word.length))
      .replace(PLACES, (place) => ' '.repeat(place.length)),
  )
  if (reading.outcome === 'ask-again') return askAgain(reading.code, text)
  if (reading.pieces.some((piece) => piece.kind === 'number')) return askAgain('other-unit', text)
  if (reading.leftOver !== undefined) return reading.leftOver
  const said = reading.pieces.filter((piece) => piece.kind !== 'break')
  const value = decide(said)
  return value === undefined ? askAgain('unreadable', text) : { outcome: 'value', values: [value] }
}

const AFFIRMING = /^(?:是|是的|对|对的|对对|有|已|已经|好的?|确实|的确)$/

function decide(said: readonly Piece[]): 0 | 1 | undefined {
  const named = said.some((piece) => piece.kind === 'name')
  const denials = said.filter((piece) => piece.kind === 'none')
  const unclear = said.some((piece) => piece.kind === 'correction' || piece.kind === 'which' || piece.kind === 'all')
  if (unclear || denials.length > 1 || denials.some(({ text }) => SEEKING.test(text))) return undefined
  const affirmed = said.some((piece) => AFFIRMING.test(piece.text) && piece.kind !== 'none')
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
