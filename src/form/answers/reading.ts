// Turns a typed answer into pieces: numbers with their measure words, 没有, 其中, the item's own words, fillers. Every
// character must be accounted for, else the answer is asked again. What the pieces mean for an item is up to its kind.

import type { Field } from '../schema.ts'
import type { AskAgain, AskAgainCode } from './answer.ts'
import { measureAt } from './measure.ts'
import { isMoneyBefore, smallMoneyAt } from './money-tail.ts'
import { normalize } from './normalize.ts'
import { looksLikeRunTogetherDay, scanMention } from './number-mention.ts'
import type { Decimal, Numeral } from './numeral.ts'
import { ownWordAt } from './own-words.ts'
import { verbAt, type WordKind, wordAt } from './vocabulary.ts'

export interface NumberPiece {
  readonly kind: 'number'
  readonly value: Decimal
  /** As typed, normalised: 5万6. */
  readonly text: string
  readonly measure: string | undefined
}

export type Piece =
  | NumberPiece
  /** The item's own words; see OwnWord. */
  | { readonly kind: 'name'; readonly text: string; readonly component: number | undefined; readonly deniable: boolean }
  | {
      readonly kind: 'filler' | 'subject' | 'is' | 'change' | 'none' | 'all' | 'which' | 'correction' | 'break'
      readonly text: string
    }

/** `leftOver`: why the answer cannot be taken although every number in it is sure; the first words that were not known. */
export type Reading =
  | { readonly outcome: 'read'; readonly pieces: readonly Piece[]; readonly leftOver: AskAgain | undefined }
  | AskAgain

/** Longer answers to one item are not read: they are stories, pasted tables or noise. */
const LONGEST = 200
const LONGEST_QUOTE = 40

/** An AskAgain that repeats `text`, cut to what a phone shows in two lines. */
export function askAgain(code: AskAgainCode, text: string, known?: readonly (number | undefined)[]): AskAgain {
  const trimmed = text.trim()
  const quote = trimmed.length > LONGEST_QUOTE ? `${trimmed.slice(0, LONGEST_QUOTE - 1)}…` : trimmed
  return known === undefined ? { outcome: 'ask-again', code, quote } : { outcome: 'ask-again', code, quote, known }
}

/**
 * Reads an answer to `field`. Refuses at the first thing that makes a figure unsure or none at all: 大概, 3到5, a date, a
 * sum, 007.
 */
export function readPieces(field: Field, typed: string): Reading {
  if (typed.length > LONGEST) return askAgain('unreadable', typed)
  const text = normalize(typed)
  const pieces: Piece[] = []
  const measures = field.components.map((component) => normalize(component.measure))
  let leftOver: { code: AskAgainCode; at: number; end: number } | undefined
  for (let at = 0; at < text.length; ) {
    const step = readStep(field, text, at, pieces, measures)
    if (step.outcome === 'trouble') {
      return askAgain(step.code, step.whole ? typed : typed.slice(at, step.end))
    }
    if (step.outcome === 'piece') pieces.push(step.piece)
    else if (leftOver === undefined) leftOver = { code: step.code, at, end: step.end }
    else if (leftOver.end === at) leftOver.end = step.end
    at = step.end
  }
  if (leftOver === undefined) return { outcome: 'read', pieces, leftOver }
  const quoted = typed.length <= LONGEST_QUOTE / 2 ? typed : typed.slice(leftOver.at, leftOver.end)
  return { outcome: 'read', pieces, leftOver: askAgain(leftOver.code, quoted) }
}

type Step =
  | { readonly outcome: 'piece'; readonly piece: Piece; readonly end: number }
  | { readonly outcome: 'trouble'; readonly code: AskAgainCode; readonly end: number; readonly whole: boolean }
  | { readonly outcome: 'left-over'; readonly code: AskAgainCode; readonly end: number }

/** What enterprises do themselves, on a label. */
const SELF_INSPECTION = '自查'
const INSPECTION = '检查发现'
/** The 出来 of 企业自查出来9处; alone it says nothing, and 没出 is no 0. */
const FOUND_OUT = ['出来的', '来的', '出来', '出了', '出']

/** Kinds of words that make the whole answer unclear. */
const TROUBLES: Partial<Record<WordKind, AskAgainCode>> = {
  unsure: 'approximate',
  relative: 'ambiguous',
  arithmetic: 'arithmetic',
}

function readStep(field: Field, text: string, at: number, before: readonly Piece[], measures: readonly string[]): Step {
  const opening = openingEnd(text, at, before)
  if (opening > at) return piece('filler', text.slice(at, opening), opening)
  const own = ownWordAt(field, text, at)
  const word = wordAt(text, at)
  const sign = isMoneyBefore(text, at)
  const mention = scanMention(text, at + (sign ? 1 : 0))
  const mentionLength = mention === undefined ? 0 : mention.end - at
  const last = before.findLast((each) => each.kind !== 'break')
  if (own !== undefined && own.length >= (word?.text.length ?? 0) && own.length > mentionLength) {
    const end = at + own.length
    const { component, deniable } = own
    // 咱村查出4处 is not what the enterprises found themselves, whichever item is open.
    if (
      last?.kind === 'subject' &&
      field.label.includes(SELF_INSPECTION) &&
      /^[^自]*[查发]/.test(text.slice(at, end))
    ) {
      return { outcome: 'left-over', code: 'other-field', end }
    }
    // Nor is 企业查出9处 what the village found.
    if (last === before.at(-1) && last?.kind === 'filler' && last.text === '企业' && field.label.includes(INSPECTION)) {
      return { outcome: 'left-over', code: 'other-field', end }
    }
    return { outcome: 'piece', piece: { kind: 'name', text: text.slice(at, end), component, deniable }, end }
  }
  const ending =
    last?.kind === 'name' && last === before.at(-1) ? FOUND_OUT.find((each) => text.startsWith(each, at)) : undefined
  if (ending !== undefined) return piece('filler', ending, at + ending.length)
  const printed = printedMeasureAt(text, at, measures)
  if (printed !== undefined) return piece('filler', printed, at + printed.length)
  if (mention !== undefined && mentionLength >= (word?.text.length ?? 0)) {
    return readNumber(text, at, mention.end, mention.numeral, before, measures, sign)
  }
  // 100家，不，120家 as it is spoken.
  if (text.charAt(at) === '不' && before.at(-1)?.kind === 'break' && /[，,\s]/.test(text.charAt(at + 1))) {
    return piece('correction', '不', at + 1)
  }
  // 整改 is a verb of another item, not the filler 整 and something else.
  const verb = verbAt(text, at)
  if (word === undefined || (verb?.length ?? 0) > word.text.length) return readUnknown(text, at, verb, before)
  const end = at + word.text.length
  if (isOutOfPlace(word.text, measures, before)) return { outcome: 'left-over', code: 'other-unit', end }
  if (word.text === '吧' && isDecision(text, end, before)) return piece('filler', word.text, end)
  // 12还是 asks which; 还是12 tells that nothing changed.
  if (word.text === '还是' && before.some((each) => each.kind === 'number')) {
    return { outcome: 'trouble', code: 'ambiguous', end, whole: true }
  }
  // 没研究好: 好 is only a greeting where nothing was said yet.
  if (word.text === '好' && before.some(({ kind }) => kind === 'name' || kind === 'none')) {
    return readUnknown(text, at, undefined, before)
  }
  // 不对，应该是15家 corrects; 应该是15家 alone is unsure.
  if (word.text === '应该是' && last?.kind === 'correction') return piece('is', word.text, end)
  const code = TROUBLES[word.kind]
  if (code !== undefined) return { outcome: 'trouble', code, end, whole: true }
  return piece(word.kind as PlainKind, word.text, end)
}

const DECISIONS = new Set(['那就', '报', '填', '写', '记', '填报', '上报', '填写'])

/**
 * Whether 吧 only ends an order: 报12吧, 那就12家吧, 改成15吧. After a bare figure (12家吧) it is as often a guess, and asking once
 * more costs less than a guess in the table. 没有吧 is always one.
 */
function isDecision(text: string, end: number, before: readonly Piece[]): boolean {
  const last = before.at(-1)?.kind
  const isOrder = before.some((each) => each.kind === 'change' || (each.kind === 'filler' && DECISIONS.has(each.text)))
  return last === 'number' && isOrder && /^[\s，,。.!~]*$/.test(text.slice(end))
}

/** Words that say nothing about some figures and much about others. */
function isOutOfPlace(word: string, measures: readonly string[], before: readonly Piece[]): boolean {
  // 只17个 says only so many; in 17只 it is a measure word.
  if (word === '只') return before.at(-1)?.kind === 'number'
  if (word === '人民币') return measures.every((each) => !each.endsWith('元'))
  // 1个涉及危险作业罪 names the part; 涉及12家 counts something else than what was found.
  return word === '涉及' && measures.length < 2
}

const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭蔡潘田董袁叶蒋杜苏魏程吕丁沈姚卢钟姜崔谭廖范汪'
const TITLES = '主任|书记|站长|所长|镇长|局长|科长|老师|同志|大姐|大哥'
const WHOM = new RegExp(
  `(?:(?:[${SURNAMES}]?(?:${TITLES}))|[${SURNAMES}][姐哥总工])(?:您好|你好|好)?(?=[，,!\\s])`,
  'y',
)

const DAY = '[\\d一二三四五六七八九十]{1,3}'
const MONTH_END = '[上本这]个?月[底末]|月[底末]'
const AS_OF = new RegExp(
  `(?:截至|截止到?|到|至)(?:(?:今年|本年)?${DAY}月(?:底|末|${DAY}[日号])|${MONTH_END}|今[天日])(?:为止|止)?`,
  'y',
)

/** The end of what is said before any figure: whom it is said to (主任，), and as of which day (截至5月31日). */
function openingEnd(text: string, at: number, before: readonly Piece[]): number {
  const opening = '截到至'.includes(text.charAt(at)) ? AS_OF : before.length === 0 ? WHOM : undefined
  if (opening === undefined || before.some((each) => each.kind === 'number' || each.kind === 'none')) return at
  opening.lastIndex = at
  return opening.test(text) ? opening.lastIndex : at
}

/** The measure words in brackets that come with a printed label which was pasted: (次，万元). */
function printedMeasureAt(text: string, at: number, measures: readonly string[]): string | undefined {
  if (text.charAt(at) !== '(') return undefined
  return [measures.join('，'), measures.join(','), ...measures]
    .map((measure) => `(${measure})`)
    .find((printed) => text.startsWith(printed, at))
}

/** The kinds of pieces that are only a word. */
type PlainKind = Exclude<Piece['kind'], 'number' | 'name'>

const piece = (kind: PlainKind, text: string, end: number): Step => ({
  outcome: 'piece',
  piece: { kind, text },
  end,
})

function readNumber(
  text: string,
  at: number,
  end: number,
  numeral: Numeral,
  before: readonly Piece[],
  measures: readonly string[],
  isMoney: boolean,
): Step {
  // The sign in 3家-5家 joins two figures.
  const negative = numeral.outcome === 'refused' && numeral.code === 'negative'
  if (negative && before.some((each) => each.kind === 'number')) {
    return { outcome: 'trouble', code: 'range', end, whole: true }
  }
  let measureStart = end
  while (text.charAt(measureStart) === ' ') measureStart += 1
  const measure = measureAt(text, measureStart, measures)
  const measureEnd = measure === undefined ? end : measureStart + measure.length
  if (numeral.outcome === 'refused') {
    return { outcome: 'trouble', code: numeral.code, end: measureEnd, whole: false }
  }
  // 5.6w is read as 5.6万.
  const said = text.slice(at, end).replace(/w$/, '万')
  if (measure === undefined && looksLikeRunTogetherDay(said)) {
    return { outcome: 'trouble', code: 'date', end, whole: false }
  }
  const value = { digits: numeral.digits, scale: numeral.scale }
  const small = measure === undefined ? undefined : smallMoneyAt(text, measureEnd, value, measure)
  if (small === 'unclear') return { outcome: 'trouble', code: 'ambiguous', end: measureEnd, whole: true }
  if (small !== undefined) {
    return { outcome: 'piece', piece: { kind: 'number', value: small.yuan, text: said, measure: '元' }, end: small.end }
  }
  const piece = { kind: 'number', value, text: said, measure: isMoney ? (measure ?? '元') : measure } as const
  return { outcome: 'piece', piece, end: measureEnd }
}

function readUnknown(text: string, at: number, verb: string | undefined, before: readonly Piece[]): Step {
  const char = text.charAt(at)
  const afterNumber = before.some((each) => each.kind === 'number')
  if (afterNumber && (char === '到' || char === '至' || char === '-' || char === '或')) {
    return { outcome: 'trouble', code: 'range', end: at + 1, whole: true }
  }
  let end = at
  while (/[a-z0-9_]/.test(text.charAt(end))) end += 1
  if (end > at) return { outcome: 'left-over', code: /\d/.test(text.slice(at, end)) ? 'code' : 'unreadable', end }
  if ('<>{}[]`$@#&|\\^'.includes(char)) return { outcome: 'left-over', code: 'code', end: at + 1 }
  if (verb !== undefined) return { outcome: 'left-over', code: 'other-field', end: at + verb.length }
  return { outcome: 'left-over', code: 'unreadable', end: at + 1 }
}
