// What an answer states once corrections, fillers and idioms for "none" are settled: numbers, 没有 and the names between
// them, in order. Shared by every kind of answer that has figures; which component a figure belongs to is not decided.

import type { Field } from '../schema.ts'
import { saysMoney } from './amount.ts'
import type { AskAgain } from './answer.ts'
import { askAgain, isInterjection, type NumberPiece, type Piece, readPieces } from './reading.ts'
import { leavesNone, SEEKING } from './vocabulary.ts'

export type Item =
  | NumberPiece
  /**
   * `component`: what 没有 was said of (没有危险作业罪的), where that names one component. `ofThem`: 都不是, none of those just
   * counted.
   */
  | { readonly kind: 'none'; readonly component: number | undefined; readonly ofThem?: true }
  | { readonly kind: 'name'; readonly component: number | undefined }
  | { readonly kind: 'all' | 'which' }
  | { readonly kind: 'break'; readonly text: string }

export type Statement = { readonly outcome: 'read'; readonly items: readonly Item[] } | AskAgain

/** Reads an answer to `field` that states at most `most` numbers. */
export function readStatement(field: Field, typed: string, most: number): Statement {
  const reading = readPieces(field, typed)
  if (reading.outcome === 'ask-again') return reading
  const pieces = settleCorrection(reading.pieces)
  if (pieces === undefined) {
    const several = reading.pieces.filter((piece) => piece.kind === 'number').length > 1
    return askAgain(several ? 'several-numbers' : 'ambiguous', typed)
  }
  const plain = settleNone((most === 1 ? withoutEcho(pieces) : pieces).filter(({ kind }) => !SILENT.has(kind)))
  if (plain.filter((piece) => piece.kind === 'number').length > most) return askAgain('several-numbers', typed)
  if (reading.leftOver !== undefined) return reading.leftOver
  const met = pieces.some(({ kind }) => kind === 'met')
  if (met && pieces.some((piece) => piece.kind === 'number' && piece.value.digits > 0n))
    return askAgain('ambiguous', typed)
  if (pieces.some((_, i) => deniesSomethingElse(pieces, i))) return askAgain('ambiguous', typed)
  if (COUNTS_LOOKING.test(field.label) && pieces.some(({ kind, text }) => kind === 'none' && SEEKING.test(text))) {
    return askAgain('other-field', typed)
  }
  if (plain.some((piece, i) => piece.kind === 'none' && deniesNumber(plain.slice(i + 1))))
    return askAgain('ambiguous', typed)
  if (pieces.some((piece, i) => piece.text === '有' && HAS_OR_NOT.test(pieces[i + 1]?.text ?? '')))
    return askAgain('ambiguous', typed)
  if (plain.some((_, i) => deniesOnlyAll(plain, i) || leavesOneOpen(plain, i)) || asksWhether(plain, typed))
    return askAgain('ambiguous', typed)
  if (speaksOfNobody(field, plain)) return askAgain('ambiguous', typed)
  const items = toItems(plain)
  return items === undefined ? askAgain('unreadable', typed) : { outcome: 'read', items: withoutNeedlessZero(items) }
}

/** Pieces that say nothing once corrections are settled. */
const SILENT: ReadonlySet<Piece['kind']> = new Set<Piece['kind']>(['filler', 'subject', 'is', 'change', 'met'])

/** Labels of items that count how often somebody looked: 未发现 says what came of it, not that nobody went. */
const COUNTS_LOOKING = /^(?!.*[未发]).*(?:抽查|督导|巡查|帮扶)/

/** 没人 alone answers how many persons, unless they are to be there: nobody may have been free to answer. */
function speaksOfNobody(field: Field, pieces: readonly Piece[]): boolean {
  const said = pieces.filter(({ kind }) => kind !== 'break')
  const counted = /^人/.test(field.components[0]?.measure ?? '') && !/配/.test(field.label)
  return !counted && said.every(({ text }) => /人$/.test(text)) && said.length > 0
}

/** 没写, 没收到, 没问题, 没没有: 没 stands before a word that turns it into something else than none. */
function deniesSomethingElse(pieces: readonly Piece[], at: number): boolean {
  const none = pieces[at]
  if (none?.kind !== 'none') return false
  for (const next of pieces.slice(at + 1)) {
    if (next.kind === 'filler') {
      // 没有涉及危险作业罪的: of that there is none.
      if (/^(?:涉及|属于)$/.test(next.text) && pieces[pieces.indexOf(next) + 1]?.kind === 'name') return false
      if (!leavesNone(none.text, next.text)) return true
      if (NAMES_HAZARDS.test(next.text)) return false
    } else if (next.kind === 'none') return none.text !== next.text
    else return next.kind !== 'name' && next.kind !== 'all' && next.kind !== 'number' && next.kind !== 'break'
  }
  return false
}

/** What follows these is said of what is not there: 没有隐患上报. */
const NAMES_HAZARDS = /隐患|案例/

/** 没有3个, 未整改3个: a number right after what was denied. */
function deniesNumber(after: readonly Piece[]): boolean {
  const named = after.findIndex((piece) => piece.kind !== 'name')
  const next = after[named]
  const parted = new Set(after.slice(0, named).map((piece) => piece.kind === 'name' && piece.component)).size > 1
  return next?.kind === 'number' && !parted
}

/** After 有: 有没有改. */
const HAS_OR_NOT = /^没有?$/

/** 改了没 and 改完没有 are questions; 关闭没有 is none, and so is 双罚冇, the same in Cantonese. */
function asksWhether(pieces: readonly Piece[], typed: string): boolean {
  const [before, last] = pieces.filter(({ kind }) => kind !== 'break').slice(-2)
  const isCantonese = /冇[\s。.!！]*$/.test(typed)
  if (before?.kind !== 'name' || last?.kind !== 'none') return false
  return /[了完好过]$/.test(before.text) || (last.text === '没' && !isCantonese)
}

/** 一家没关, 一家没带队, 一家都不熟悉: one that did not, or none that did. */
function leavesOneOpen(pieces: readonly Piece[], at: number): boolean {
  const [one, next, name] = [pieces[at], ...pieces.slice(at + 1).filter(({ kind }) => kind !== 'break')]
  if (one === undefined || !isOne(one)) return false
  if (next?.kind === 'none') return name?.kind === 'name'
  if (next?.kind === 'all') return name?.kind === 'name' && /^[没未不无]/.test(name.text)
  return next?.kind === 'name' && next.text.startsWith('没')
}

/** 没有全部整改, 没改完: some may have been. 都没改完 and 一个都没改完 say of all that they are not. */
function deniesOnlyAll(pieces: readonly Piece[], at: number): boolean {
  const next = pieces[at + 1]
  if (pieces[at]?.kind !== 'none') return false
  if (next?.kind === 'all') return true
  return next?.kind === 'name' && /^[^已]*(?:完|好|到位)/.test(next.text) && pieces[at - 1]?.kind !== 'all'
}

/**
 * Drops what 不对 takes back. A figure before it is only dropped when the new one is pointed at (12家，不对，是15家) or the
 * correction stands apart, as in speech (十二，哦不对，十三家): 12不对15 and 不是12 leave it open which was meant, and give
 * undefined. So does a correction of one of several figures, since it does not say of which.
 */
function settleCorrection(pieces: readonly Piece[]): readonly Piece[] | undefined {
  const at = pieces.findLastIndex((piece) => piece.kind === 'correction')
  const change = pieces.findLastIndex((piece) => piece.kind === 'change')
  // 3改成2 is clear in talk, but one of both may be a slip.
  if (change > at && pieces.slice(at + 1, change).some(isFigure)) return undefined
  if (at < 0) return pieces
  const after = pieces.slice(at + 1)
  // 不是12，是13: both figures say themselves which one is meant.
  const turn = after.findIndex((piece) => piece.kind === 'is')
  const denied = after.slice(0, Math.max(turn, 0)).filter(isFigure).length
  const denies = NOT_THIS.has(pieces[at]?.text ?? '')
  if (denies && denied === 1) {
    return pieces.slice(0, at).some(isFigure) ? undefined : after.slice(turn)
  }
  const before = pieces.slice(0, at)
  const taken = before.filter(isFigure).length
  if (denies && taken === 1 && isOfPart(after)) return [...before, { kind: 'none', text: '都不是' }, ...after]
  const pointer = after.find(({ kind }) => kind !== 'break' && kind !== 'filler' && kind !== 'subject')?.kind
  if (taken > 1 && after.filter(isFigure).length < taken) {
    const clear =
      pointer === 'is' || pointer === 'change' || isInterjection(before.at(-1)) || before.at(-1)?.kind === 'break'
    return clear ? replaceOne(before, after) : undefined
  }
  if (pointer === 'is' || pointer === 'change') return after
  if (POINTS_ON.has(pieces[at]?.text ?? '') && (taken > 0 || after.some(isFigure))) return after
  // The 哦 of 哦不对: who says it has just noticed a slip.
  if (taken > 0 && isInterjection(pieces[at - 1])) return after
  const apart = taken === 0 || pieces.slice(0, at).findLast(({ kind }) => kind !== 'filler')?.kind === 'break'
  return apart && after[0]?.kind === 'break' ? after : undefined
}

/** 5次6万元，不对，是7万元: the one new figure says by its unit, or by the name before it, which of those before it replaces. */
function replaceOne(before: readonly Piece[], after: readonly Piece[]): readonly Piece[] | undefined {
  const at = after.findIndex(isFigure)
  const figure = after[at]
  if (figure?.kind !== 'number' || after.slice(at + 1).some(isFigure)) return undefined
  const named = nameBefore(after, at)
  const said = named ?? unitOf(figure)
  const same = before.flatMap((piece, i) => {
    if (piece.kind !== 'number') return []
    return (named === undefined ? unitOf(piece) : nameBefore(before, i)) === said ? [i] : []
  })
  const [only, other] = same
  if (said === undefined || only === undefined || other !== undefined) return undefined
  if (before.some(({ kind }) => kind === 'correction' || kind === 'change')) return undefined
  if (after.slice(at + 1).some(({ kind }) => kind !== 'break' && kind !== 'filler')) return undefined
  return [...before.slice(0, only), figure, ...before.slice(only + 1)]
}

/** The component that the words before a figure name. */
function nameBefore(pieces: readonly Piece[], at: number): number | undefined {
  const last = pieces.slice(0, at).findLast(({ kind }) => kind === 'name' || isFigureKind(kind))
  return last?.kind === 'name' ? last.component : undefined
}

const unitOf = (figure: NumberPiece) => (saysMoney(figure) ? '元' : figure.measure)

/** 1个，不是危险作业罪: what is denied is that it belongs to the part. */
function isOfPart(after: readonly Piece[]): boolean {
  const said = after.filter(({ kind }) => kind !== 'break' && kind !== 'filler')
  return said.length > 0 && said.every((piece) => piece.kind === 'name' && piece.component === 1)
}

const NOT_THIS = new Set(['不是', '不系'])

/** They take back and point at what follows at once: 更正9个. */
const POINTS_ON = new Set([
  '更正',
  '纠正',
  '修正',
  '改正',
  '更正一下',
  '纠正一下',
  '修正一下',
  '改一下',
  '改下',
  '我改一下',
])

const STRESS = new Set(
  '就 就是 就只 只有 只 仅 仅有 一共 总共 共 共计 合计 总计 对 对的 是的 没错 确实 确实是 的确 也就是 也就是说 即 确认 总数 总数是'.split(
    ' ',
  ),
)

/** 停了一家，就一家 and 12家（十二家）: the same figure again, for stress or as on a cheque. */
function withoutEcho(pieces: readonly Piece[]): readonly Piece[] {
  const [first, second, third] = pieces.flatMap((piece, i) => (piece.kind === 'number' ? [{ piece, i }] : []))
  if (first === undefined || second === undefined || third !== undefined) return pieces
  const same =
    first.piece.value.digits === second.piece.value.digits &&
    first.piece.value.scale === second.piece.value.scale &&
    (first.piece.measure === second.piece.measure ||
      first.piece.measure === undefined ||
      second.piece.measure === undefined)
  const between = pieces.slice(first.i + 1, second.i)
  const stressed = between.some(({ text, kind }) => kind === 'is' || STRESS.has(text) || text === '(')
  const plain = between.every(({ kind }) => kind === 'break' || SILENT.has(kind))
  return same && stressed && plain ? [...pieces.slice(0, second.i), ...pieces.slice(second.i + 1)] : pieces
}

const isFigureKind = (kind: Piece['kind']) => kind === 'number' || kind === 'none'
const isFigure = ({ kind }: Piece) => isFigureKind(kind)

/** 一个都没有, 一次也没罚, 没有一家: the number is part of the idiom. 一家没去 is not, it may be one that was left out. */
function settleNone(pieces: readonly Piece[]): readonly Piece[] {
  const kept: Piece[] = []
  for (const [i, piece] of pieces.entries()) {
    const next = pieces[i + 1]
    const afterNext = pieces[i + 2]
    const stressed =
      (next?.kind === 'all' && afterNext?.kind === 'none') || (next?.kind === 'none' && next.text.startsWith('也'))
    const bare = next?.kind === 'none' && afterNext === undefined
    // 一分钱没罚
    if (isOne(piece) && isMoneyPiece(piece) && next?.kind === 'none') continue
    if (isOne(piece) && (stressed || bare || (pieces[i - 1]?.kind === 'none' && i === pieces.length - 1))) continue
    kept.push(piece)
  }
  return kept
}

function isOne(piece: Piece): boolean {
  return piece.kind === 'number' && piece.text === '一' && piece.measure !== undefined
}

const isMoneyPiece = (piece: Piece) => piece.kind === 'number' && saysMoney(piece)

/** 没有总数: the figure is not there, which does not make it 0. */
const THE_FIGURE = /(?:总数|数量|次数)$/

/** 都没，0 says the same twice. */
function withoutNeedlessZero(items: readonly Item[]): readonly Item[] {
  const isZero = (item: Item) => item.kind === 'number' && item.value.digits === 0n
  const vague = items.some((item) => item.kind === 'none' && item.component === undefined)
  const silent = items.every((item) => isZero(item) || ['none', 'break', 'all'].includes(item.kind))
  return vague && silent ? items.filter((item) => item.kind === 'none') : items
}

const OF_THEM = /(?:是|属于)$/

/** 没有 takes the words that it denies with it; undefined where it denies something that is no figure (没有自查). */
function toItems(pieces: readonly Piece[]): readonly Item[] | undefined {
  const items: Item[] = []
  for (let i = 0; i < pieces.length; i += 1) {
    const piece = pieces[i]
    if (piece === undefined) break
    if (piece.kind !== 'none') {
      items.push(piece as Item)
      continue
    }
    let component: number | undefined
    for (let next = pieces[i + 1]; next?.kind === 'name'; next = pieces[i + 1]) {
      // 没停关1: 关 belongs to what follows.
      if (component !== undefined && next.component !== component) {
        // 没有停产关闭的: none of both.
        if (pieces.slice(i + 1).every(({ kind }) => kind === 'name'))
          return [...items, { kind: 'none', component: undefined }]
        break
      }
      if ((!next.deniable && next.component === undefined) || THE_FIGURE.test(next.text)) return undefined
      component = next.component ?? component
      i += 1
    }
    items.push(OF_THEM.test(piece.text) ? { kind: 'none', component, ofThem: true } : { kind: 'none', component })
  }
  return items
}
