// The words that belong to one item: its printed label and parts of it, its short name, the pack's words for it, and the
// verbs that go with it. Decides which of them may stand beside a figure; the figure itself is not looked at.

import type { AnswerKind, Field } from '../schema.ts'
import { normalize } from './normalize.ts'
import { lackLengthAt } from './shortcoming.ts'
import { onlyMoves, verbsFor } from './vocabulary.ts'

export interface OwnWord {
  readonly length: number
  /** Which component the words name, where they name only one. */
  readonly component: number | undefined
  /** Whether 没有 before it means "none": 没有处罚, 没发现. Not so for 没有自查, which says that nobody looked. */
  readonly deniable: boolean
}

interface Words {
  /** The printed label, one part for each component where it names them apart. Any piece of it may be said. */
  readonly labels: readonly string[]
  /** The same as said: 县领导 for 县级领导. */
  readonly spoken: readonly string[]
  /** Short name, words and verbs. Only said whole. */
  readonly phrases: readonly string[]
  /** Those of them whose lack is what the item counts: 职责清单, beside 没有职责清单. Without one there is one to count. */
  readonly lacked: ReadonlySet<string>
  /** For each component, the words that the pack gives to it. */
  readonly components: readonly (readonly string[])[]
  /** The first two characters of all of them, or the only one: most places in a text begin none. */
  readonly heads: ReadonlySet<string>
}

/** What people call the components of a kind, whatever the pack says. */
const KIND_WORDS: Partial<Record<AnswerKind, readonly (readonly string[])[]>> = {
  'times-amount': [
    ['次数', 'count'],
    ['罚款', '罚金', '罚没', '罚钱', '金额', '钱', 'amount', 'fine', 'fines'],
  ],
  'stop-close': [
    ['停', '停了', '停产', '停产了', '停业', '停产整顿', '责令停产'],
    ['关', '关了', '关闭', '关闭了', '取缔', '取缔了', '关闭取缔'],
  ],
}

const NEGATIONS = '未无不没'
const CLAUSE_ENDS = '、,，;/'

const cache = new WeakMap<Field, Words>()

/** The longest words of the item that begin at `at` in a normalised text. */
export function ownWordAt(field: Field, text: string, at: number): OwnWord | undefined {
  const words = wordsOf(field)
  const lack = lackLengthAt(field, text, at)
  if (lack === 0 && !words.heads.has(text.slice(at, at + 2)) && !words.heads.has(text.charAt(at))) return undefined
  let length = lack
  let deniable = lack > 0
  for (const phrase of words.phrases) {
    if (phrase.length > length && text.startsWith(phrase, at))
      [length, deniable] = [phrase.length, !words.lacked.has(phrase) && !onlyMoves(phrase) && !isLooking(field, phrase)]
  }
  for (const label of words.spoken) {
    const part = longestPart(label, text, at)
    // 没有挂牌督办的: the 的 that a label happens to have does not keep a verb from being denied.
    const isSame = deniable && part.length === length + 1 && text.charAt(at + length) === '的'
    if (part.length > length) [length, deniable] = [part.length, part.deniable || isSame]
  }
  // The 没 of 主要负责人没研究 belongs to what follows it.
  const last = at + length - 1
  if (length > 1 && '没未'.includes(text.charAt(last)) && lackLengthAt(field, text, last) > 1) length -= 1
  return length === 0 ? undefined : { length, deniable, component: componentOf(words, text.slice(at, at + length)) }
}

/** 没有企业自查 says that nobody looked, which is no 0 of what was found. */
const isLooking = ({ label }: Field, phrase: string) => label.includes('发现') && phrase.endsWith('查')

/** What tells that hazards were put right. */
const MENDED = /改|销号|解决|消除|闭环|清零/
const FOUND = ['查出来的', '查出的', '查出来', '查出', '查到的', '查到', '发现的', '查的']

/**
 * Whether an answer to an item of 已完成整改 says what was put right before any figure, or that all of it was: 自查发现的改了6个,
 * 自查发现9处都改了.
 */
export function leadsToMended(field: Field, text: string): boolean {
  const mended = field.label.includes('中已') ? text.search(MENDED) : -1
  const figure = text.search(/[\d一二三四五六七八九十百]/)
  return mended >= 0 && (figure < 0 || figure > mended || /[都全均]/.test(text.slice(figure)))
}

/** How long the words at `at` are that only lead up to 已完成整改 on a label: 自查发现的 of 自查发现的改了6个. */
export function leadLengthAt(field: Field, text: string, at: number): number {
  for (const label of wordsOf(field).labels) {
    const turn = label.indexOf('中已')
    if (turn < 0 || !leadsToMended(field, text) || at > text.search(MENDED)) continue
    const lead = label.slice(0, turn)
    const found = lead.includes('发现') ? FOUND.find((word) => text.startsWith(word, at)) : undefined
    let best = found?.length ?? 0
    for (let from = 0; from < lead.length; from += 1) {
      let length = 0
      while (from + length < lead.length && lead.charAt(from + length) === text.charAt(at + length)) length += 1
      if (length > 1) best = Math.max(best, length)
    }
    return best
  }
  return 0
}

/**
 * The printed label without brackets, blanks and quotation marks: 「公布典型执法案例」 and 「危险作业罪案例」 where it names
 * its components apart, else in one piece.
 */
export function labelParts(field: Field): readonly string[] {
  let bare = ''
  let depth = 0
  for (const char of normalize(field.label)) {
    if (char === '(') depth += 1
    else if (char === ')') depth -= 1
    else if (depth <= 0 && char !== ' ' && char !== '"') bare += char
  }
  const parts = bare.split(/[，,]?其中|\//).filter((part) => part !== '')
  return parts.length === field.components.length ? parts : [bare]
}

function wordsOf(field: Field): Words {
  const known = cache.get(field)
  if (known !== undefined) return known
  const components = field.components.map((component, i) => [
    ...[...component.words, component.name ?? ''].filter((word) => word !== '').map(normalize),
    ...(KIND_WORDS[field.kind]?.[i] ?? []),
  ])
  const labels = labelParts(field)
  const names = [field.short, ...field.words].map(normalize).flatMap(inOtherNegation)
  const lacked = new Set(
    names.filter((name) =>
      names.some((other) => other !== name && other.endsWith(name) && NEGATIONS.includes(other.charAt(0))),
    ),
  )
  const phrases = [...names, ...verbsFor(field.label), ...components.flat()]
  const spoken = [
    ...labels,
    ...labels.filter((label) => label.includes('级')).map((label) => label.replaceAll('级', '')),
  ]
  const heads = new Set(phrases.map((phrase) => phrase.slice(0, 2)))
  for (const label of spoken) {
    for (let at = 0; at + 2 <= label.length; at += 1) {
      heads.add(label.slice(at, at + 2)).add(label.slice(at, at + 2).replace(/[未不]/, '没'))
    }
  }
  const words = { labels, spoken, phrases, lacked, components, heads }
  cache.set(field, words)
  return words
}

/**
 * The longest piece of a label, of two characters and more. A piece that would drop the label's negation is none of its
 * words (带队检查 of 未带队检查), nor is what only leads up to it (自查发现 of 自查发现…中已完成整改的).
 */
function longestPart(label: string, text: string, at: number): { readonly length: number; readonly deniable: boolean } {
  const turn = label.indexOf('中已')
  let best = { length: 0, deniable: false }
  for (let from = 0; from < label.length; from += 1) {
    let length = 0
    while (from + length < label.length && isSaid(label.charAt(from + length), text.charAt(at + length))) length += 1
    if (length < 2 || length <= best.length || from + length <= turn + 1 || negatedBefore(label, from)) continue
    const rest = label.slice(from + length)
    // 没有未带队的: who denies a shortcoming says that there is none.
    best = { length, deniable: rest === '' || rest === '的' || NEGATIONS.includes(label.charAt(from)) }
  }
  return best
}

/** 焊工无证 is also said as 焊工没证. */
function inOtherNegation(name: string): readonly string[] {
  return /[未无]/.test(name) ? [name, name.replace(/[未无]/, '没')] : [name]
}

/** Whoever prints 未带队 says 没带队. */
const isSaid = (printed: string, typed: string) => printed === typed || (typed === '没' && '未不'.includes(printed))

function negatedBefore(label: string, from: number): boolean {
  for (let i = from - 1; i >= 0 && !CLAUSE_ENDS.includes(label.charAt(i)); i -= 1) {
    if (NEGATIONS.includes(label.charAt(i))) return true
  }
  return false
}

function componentOf({ labels, components }: Words, word: string): number | undefined {
  if (components.length < 2) return undefined
  const named = components.map(
    (own, i) => own.includes(word) || (labels.length > 1 && (labels[i] ?? '').includes(word)),
  )
  return named[0] === named[1] ? undefined : named.indexOf(true)
}

/** Words about the item in brackets behind a figure: 六次（含督导）. Not 不含, nor a figure of its own. */
const ECHO = /\((?:包含|包括|含|即|就是|都是|均为|指)?([^()]{2,12})\)/y

/** The end of brackets that only repeat what the item is about, or `at`. */
export function echoEnd(field: Field, text: string, at: number): number {
  // Most places in a text begin no brackets.
  if (text.charAt(at) !== '(') return at
  ECHO.lastIndex = at
  const inner = ECHO.exec(text)?.[1]
  if (inner === undefined) return at
  const end = ECHO.lastIndex
  for (let i = text.indexOf(inner, at); i < end - 1; ) {
    const own = ownWordAt(field, text, i)
    const apart = '和及与、的'.includes(text.charAt(i)) ? 1 : 0
    if (own?.component !== undefined || (own === undefined && apart === 0)) return at
    i += own?.length ?? apart
  }
  return end
}
