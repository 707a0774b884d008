// Turns a typed answer into pieces: numbers with their measure words, 没有, 其中, the item's own words, fillers. Every
// character must be accounted for, else the answer is asked again. What the pieces mean for an item is up to its kind.

import type { Field } from '../schema.ts'
import type { AskAgain, AskAgainCode } from './answer.ts'
import { measureAt } from './measure.ts'
import { moneySignLength, smallMoneyAt } from './money-tail.ts'
import { normalize } from './normalize.ts'
import { looksLikeRunTogetherDay, type Mention, scanMention } from './number-mention.ts'
import { type Decimal, isNumeralChar } from './numeral.ts'
import { openingEnd, toldSlipEnd, toolEnd } from './opening.ts'
import { echoEnd, leadLengthAt, type OwnWord, ownWordAt } from './own-words.ts'
import { metLengthAt } from './shortcoming.ts'
import { isOnlyTone } from './tone.ts'
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
      readonly kind: 'filler' | 'subject' | 'is' | 'change' | 'none' | 'all' | 'which' | 'correction' | 'met' | 'break'
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
    const step = readStep({ field, text, at, before: pieces, measures })
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
const ENTERPRISE = new Set(['企业', '公司', '单位', '老板', '业主', '厂里', '店里', '工厂里', '厂家', '厂子'])
/** What may end an own word: the 出来 of 企业自查出来9处, 督导检查工作, 学习会. Alone it says nothing, and 没出 is no 0. */
const NAME_ENDINGS = '出来的 来的 出来 出了 出 工作 方面 活动 会议 会 培训 数 的数 人员 工人 工'.split(' ')
/** How much of what should be is lacking; says nothing about the figure. */
const DEGREES = ['到位', '够', '齐']

/** Kinds of words that make the whole answer unclear. */
const TROUBLES: Partial<Record<WordKind, AskAgainCode>> = {
  unsure: 'approximate',
  relative: 'ambiguous',
  arithmetic: 'arithmetic',
}

/** Where reading stands: `before` are the pieces read so far. */
interface Place {
  readonly field: Field
  readonly text: string
  readonly at: number
  readonly before: readonly Piece[]
  readonly measures: readonly string[]
}

function readStep(place: Place): Step {
  return (
    readAside(place) ?? readOwn(place) ?? readEnding(place) ?? readFigure(place) ?? readSign(place) ?? readWord(place)
  )
}

/** What is said around the answer: an opening, a slip that is told, 都带队了. */
function readAside({ field, text, at, before }: Place): Step | undefined {
  const said = before.some(({ kind }) => kind === 'number' || kind === 'none')
  const isFirst = before.every(({ kind }) => kind === 'filler' || kind === 'break')
  const opening = said ? at : openingEnd(text, at, isFirst, field.label)
  if (opening > at) return piece('filler', text.slice(at, opening), opening)
  const slip = toldSlipEnd(text, at)
  if (slip > at) return piece('correction', text.slice(at, slip), slip)
  const met = metLengthAt(field, text, at)
  if (met > 0) return piece('met', text.slice(at, at + met), at + met)
  // 我们自己发现3处: of those who report, not of the enterprises.
  if (text.startsWith('自己', at) && isSaidOfSubject(before)) return piece('filler', '自己', at + 2)
  const tool = toolEnd(text, at)
  if (tool > at) return piece('filler', text.slice(at, tool), tool)
  const echo = said ? echoEnd(field, text, at) : at
  if (echo > at) return piece('filler', text.slice(at, echo), echo)
  // 没问题，40家 says that the person is sure.
  if (before.length === 0 && SURE.test(text)) return piece('filler', '没问题', at + 3)
  return undefined
}

const SURE = /^没问题[，,\s]+[^\s，,]*[\d一二两三四五六七八九十]/

/** The item's own words, unless a longer word or number begins here. */
function readOwn({ field, text, at, before, measures }: Place): Step | undefined {
  const own = ownWordAt(field, text, at) ?? leadWordAt(field, text, at)
  if (own === undefined) return undefined
  const word = wordAt(text, at)
  if (word !== undefined && isOverlapped(field, text, at, own.length, word)) {
    return piece(word.kind as PlainKind, word.text, at + word.text.length)
  }
  if (own.length < (word?.text.length ?? 0) || own.length <= mentionLengthAt(text, at)) return undefined
  const end = at + own.length
  const said = text.slice(at, end)
  // 9家企业有隐患 counts the enterprises.
  if (said.endsWith('隐患') && before.some((each) => each.kind === 'number' && /^[家户]/.test(each.measure ?? ''))) {
    return { outcome: 'left-over', code: 'other-unit', end }
  }
  // 2焊工没证 counts the welders, not the enterprises.
  const counted = before.at(-1)?.kind === 'number' && !measures.some((each) => each.startsWith('人'))
  if (counted && PERSONS.test(said)) return { outcome: 'left-over', code: 'other-unit', end }
  if (isFoundByOthers(field, before, said)) return { outcome: 'left-over', code: 'other-field', end }
  const { component, deniable } = own
  return { outcome: 'piece', piece: { kind: 'name', text: said, component, deniable }, end }
}

const PERSONS = /^(?:电?焊工|烧焊工|特种作业人员|安全员|检查员|员工|人员)/

/** 咱村查出4处 is not what the enterprises found themselves, nor is 企业查出9处 what the village found, whichever item is open. */
function isFoundByOthers({ label }: Field, before: readonly Piece[], said: string): boolean {
  if (label.includes(SELF_INSPECTION) && isSaidOfSubject(before) && /^(?!.*自查).*[查发]/.test(said)) return true
  const last = before.at(-1)
  return last?.kind === 'filler' && ENTERPRISE.has(last.text) && label.includes(INSPECTION)
}

/** What only completes the piece before it: the 出来 of 自查出来, the 到位 of 没落实到位, the 个 of 6（六）个. */
function readEnding({ field, text, at, before, measures }: Place): Step | undefined {
  const last = before.at(-1)
  const finds = /发现|自查/.test(field.label)
  const startsHere = (each: string) => text.startsWith(each, at)
  let ending: string | undefined
  if (last?.kind === 'name') {
    ending = /[没未不]/.test(last.text) ? DEGREES.find(startsHere) : undefined
    ending ??= NAME_ENDINGS.find((each) => startsHere(each) && (finds || !each.includes('出')))
  }
  // 自查总共出来19个: of what was found.
  if (finds && startsHere('出来') && before.some(({ kind }) => kind === 'name')) ending ??= '出来'
  const closes = last?.kind === 'break' && last.text === ')' && before.some(({ kind }) => kind === 'number')
  ending ??= closes ? measures.find(startsHere) : undefined
  ending ??= printedMeasureAt(text, at, measures)
  return ending === undefined ? undefined : piece('filler', ending, at + ending.length)
}

function readFigure({ field, text, at, before, measures }: Place): Step | undefined {
  // 专兼职一起6人: the 一 is no figure where another follows at once.
  if (text.startsWith('一起', at) && isNumeralChar(text.charAt(at + 2))) return piece('filler', '一起', at + 2)
  const sign = moneySignLength(text, at)
  const mention = scanMention(text, at + sign)
  if (mention === undefined || mention.end - at < (wordAt(text, at)?.text.length ?? 0)) return undefined
  return readNumber(field, text, at, mention, before, measures, sign > 0 ? '元' : undefined)
}

function mentionLengthAt(text: string, at: number): number {
  const mention = scanMention(text, at + moneySignLength(text, at))
  return mention === undefined ? 0 : mention.end - at
}

/** Single signs with a meaning of their own. */
function readSign({ field, text, at, before, measures }: Place): Step | undefined {
  // =12 as in a sheet, and 次数=3; 3=3 is read as a sum before.
  const opensFigure = text.charAt(at) === '=' && /^ *\d/.test(text.slice(at + 1))
  const opened = before.findLast((each) => each.text !== ' ')
  if (opensFigure && opened?.kind !== 'number' && opened?.kind !== 'none') return piece('break', ':', at + 1)
  // 100家，不，120家 and 100家哦不120家 as they are spoken.
  const next = text.charAt(at + 1)
  const parted = /[，,\s]/.test(next)
  const breaksOff = before.at(-1)?.kind === 'break' && parted
  const interjected = isInterjection(before.at(-1)) && (isNumeralChar(next) || parted)
  if (text.charAt(at) === '不' && (breaksOff || interjected)) return piece('correction', '不', at + 1)
  // 5次/7.2万 and 停2/关1 part two figures that say themselves what they are.
  const last = before.findLast((each) => each.kind !== 'break')
  if (text.charAt(at) !== '/' || measures.length < 2 || last?.kind !== 'number') return undefined
  return partsFigures(field, text, at, last) ? piece('break', '，', at + 1) : undefined
}

function readWord(place: Place): Step {
  const { field, text, at, before, measures } = place
  const word = wordAt(text, at)
  // 整改 is a verb of another item, not the filler 整 and something else.
  const verb = verbAt(text, at)
  if (word === undefined || (verb?.length ?? 0) > word.text.length) return readUnknown(field, text, at, verb, before)
  const end = at + word.text.length
  if (isOutOfPlace(field.label, word.text, measures, before)) return { outcome: 'left-over', code: 'other-unit', end }
  if (word.text === '吧' && isOnlyTone(text.slice(end), before)) return piece('filler', word.text, end)
  if (isEndOfList(place, word.text, end)) return piece('filler', word.text, end)
  // 12还是 asks which; 还是12 tells that nothing changed.
  if (word.text === '还是' && before.some((each) => each.kind === 'number')) {
    return { outcome: 'trouble', code: 'ambiguous', end, whole: true }
  }
  // 没研究好: 好 is only a greeting where nothing was said yet.
  if (word.text === '好' && before.some(({ kind }) => kind === 'name' || kind === 'none')) {
    return readUnknown(field, text, at, undefined, before)
  }
  // 不对，应该是15家 corrects; 应该是15家 alone is unsure.
  const meant = before.findLast(({ kind }) => kind !== 'break' && kind !== 'filler')
  if (SHOULD_BE.has(word.text) && meant?.kind === 'correction') return piece('is', word.text, end)
  const code = TROUBLES[word.kind]
  if (code !== undefined) return { outcome: 'trouble', code, end, whole: true }
  return piece(word.kind as PlainKind, word.text, end)
}

/** 12个，没了 ends a list of one figure; 4个，没了 may deny the part of it. */
function isEndOfList({ text, before, measures }: Place, word: string, end: number): boolean {
  if (measures.length > 1 || !/^没有?$/.test(word) || !/^了[。.!~]*$/.test(text.slice(end))) return false
  return before.at(-1)?.kind === 'break' && before.some(({ kind }) => kind === 'number')
}

const SHOULD_BE = new Set(['应该是', '应该', '应该有', 'should be'])

function leadWordAt(field: Field, text: string, at: number): OwnWord | undefined {
  const length = leadLengthAt(field, text, at)
  return length === 0 ? undefined : { length, component: undefined, deniable: false }
}

/** Whether the clause so far names who reports, with nothing after it but fillers: 我们自己, 村里也. */
function isSaidOfSubject(before: readonly Piece[]): boolean {
  return before.findLast(({ kind }) => kind !== 'filler')?.kind === 'subject'
}

/** The 共罚 of 共罚款: a shorter word leaves one of the item's own that reaches further. */
function isOverlapped(
  field: Field,
  text: string,
  at: number,
  length: number,
  word: { readonly text: string; readonly kind: WordKind },
): boolean {
  if (word.kind !== 'filler' || word.text.length >= length) return false
  const next = ownWordAt(field, text, at + word.text.length)
  return next !== undefined && word.text.length + next.length > length
}

export function isInterjection(piece: Piece | undefined): boolean {
  return piece?.kind === 'filler' && '哦噢啊呀哎喔呃额诶'.includes(piece.text)
}

function partsFigures(field: Field, text: string, at: number, last: NumberPiece): boolean {
  const start = text.charAt(at + 1) === ' ' ? at + 2 : at + 1
  if (isNumeralChar(text.charAt(start))) return last.measure !== undefined
  return ownWordAt(field, text, start)?.component !== undefined
}

/** What a figure before them counts. */
const COUNTED = ['隐患', '案例']

/** Beside a figure in 人 they may be who is counted. */
const ACTORS = new Set(
  '局长 站长 所长 镇长 科长 队长 大队长 股长 副局长 副镇长 副主任 分管领导 主要领导 干部 村干部 镇干部 书记 村书记 支书 主任 村主任 班子 执法人员 检查人员 工作人员 检查组 工作组 专班 网格员 老板 业主 人员'.split(
    ' ',
  ),
)

/** Words that say nothing about some figures and much about others. */
function isOutOfPlace(label: string, word: string, measures: readonly string[], before: readonly Piece[]): boolean {
  // 12个隐患 counts no enterprises.
  const counted = COUNTED.find((noun) => word.endsWith(noun))
  if (counted !== undefined && before.at(-1)?.kind === 'number') return !label.includes(counted)
  // no issue is said of hazards; of whoever did not lead an inspection it may mean that all is well.
  if (word.startsWith('no ') && word !== 'no wait') return !label.includes('隐患')
  if (ACTORS.has(word)) return measures.some((each) => each.startsWith('人'))
  // 只17个 says only so many; in 17只 it is a measure word.
  if (word === '只') return before.at(-1)?.kind === 'number'
  // 其中的占4个 names a part.
  if (word.startsWith('占')) return measures.length < 2
  // 嘛 turns a figure before it into a question as often as not.
  if (word === '嘛') return before.some(({ kind }) => kind === 'number' || kind === 'none')
  if (word === '人民币') return measures.every((each) => !each.endsWith('元'))
  // 1个涉及危险作业罪 names the part; 涉及12家 counts something else than what was found.
  return word === '涉及' && measures.length < 2
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

const isNothingOf = (field: Field, text: string, at: number, end: number) =>
  /^[零0]$/.test(text.slice(at, end)) && (ownWordAt(field, text, end)?.length ?? 0) > 1

function readNumber(
  field: Field,
  text: string,
  at: number,
  { end, numeral, measure: ownMeasure }: Mention,
  before: readonly Piece[],
  measures: readonly string[],
  money: string | undefined,
): Step {
  // The sign in 3家-5家 joins two figures.
  const negative = numeral.outcome === 'refused' && numeral.code === 'negative'
  if (negative && before.some((each) => each.kind === 'number')) {
    return { outcome: 'trouble', code: 'range', end, whole: true }
  }
  let measureStart = end
  while (text.charAt(measureStart) === ' ') measureStart += 1
  // 零处罚: 处 is no measure word here.
  const measure = isNothingOf(field, text, at, end) ? undefined : measureAt(text, measureStart, measures)
  const measureEnd = measure === undefined ? end : measureStart + measure.length
  if (numeral.outcome === 'refused') {
    return { outcome: 'trouble', code: numeral.code, end: measureEnd, whole: false }
  }
  // 5.6w is read as 5.6万.
  const said = text.slice(at, end).replace(/w$/, '万')
  if (measure === undefined && (looksLikeRunTogetherDay(said) || (said === text.trim() && /^20[23]\d$/.test(said)))) {
    return { outcome: 'trouble', code: 'date', end, whole: false }
  }
  const value = { digits: numeral.digits, scale: numeral.scale }
  const small = measure === undefined ? undefined : smallMoneyAt(text, measureEnd, value, measure)
  if (small === 'unclear') return { outcome: 'trouble', code: 'ambiguous', end: measureEnd, whole: true }
  if (small !== undefined) {
    return { outcome: 'piece', piece: { kind: 'number', value: small.yuan, text: said, measure: '元' }, end: small.end }
  }
  const piece = { kind: 'number', value, text: said, measure: measure ?? ownMeasure ?? money } as const
  return { outcome: 'piece', piece, end: measureEnd }
}

function readUnknown(field: Field, text: string, at: number, verb: string | undefined, before: readonly Piece[]): Step {
  const char = text.charAt(at)
  const afterNumber = before.some((each) => each.kind === 'number')
  if (afterNumber && (char === '到' || char === '至' || char === '-' || char === '或')) {
    return { outcome: 'trouble', code: 'range', end: at + 1, whole: true }
  }
  let end = at
  while (/[a-z0-9_]/.test(text.charAt(end))) end += 1
  if (end > at) return { outcome: 'left-over', code: /\d/.test(text.slice(at, end)) ? 'code' : 'unreadable', end }
  if ('<>{}[]`$@#&|\\^'.includes(char)) return { outcome: 'left-over', code: 'code', end: at + 1 }
  if (verb !== undefined) {
    // What a shortcoming is about is no other item.
    const isLacked = /[未无不]/.test(field.label.slice(0, Math.max(field.label.indexOf(verb), 0)))
    const code = isLacked ? 'unreadable' : 'other-field'
    return { outcome: 'left-over', code, end: at + verb.length }
  }
  return { outcome: 'left-over', code: 'unreadable', end: at + 1 }
}
