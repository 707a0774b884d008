// Which of two figures an answer names: by the words beside it (停2关1, 其中危险作业罪1个), else by order. Shared by the kinds
// with two components; what the figures mean, and whether they agree, is up to the kind.

import type { NumberPiece } from './reading.ts'
import type { Item } from './statement.ts'

/** A figure with the component that its words name. No number: 没有 was said. */
export interface Said {
  readonly number: NumberPiece | undefined
  readonly component: number | undefined
}

/** The figures in the order said; undefined where it is not clear which words go with which figure. */
export function pairUp(items: readonly Item[]): readonly Said[] | undefined {
  const which = items.findIndex((item) => item.kind === 'which')
  if (which < 0) return nameFigures(items)
  const whole = nameFigures(items.slice(0, which))
  const part = nameFigures(items.slice(which + 1))
  if (whole === undefined || part === undefined || whole.length > 1 || part.length > 1) return undefined
  if (part.some((said) => said.component === 0) || whole.some((said) => said.component === 1)) return undefined
  return [...whole, ...part.map((said) => ({ ...said, component: 1 }))]
}

type Token =
  | { readonly type: 'figure'; readonly said: Said }
  | { readonly type: 'name'; readonly component: number }
  | { readonly type: 'break'; readonly blank: boolean }

function nameFigures(items: readonly Item[]): readonly Said[] | undefined {
  const tokens = items.flatMap(toToken)
  const before = assign(tokens)
  const after = assign(tokens.toReversed())?.toReversed()
  // 公布2宗，1宗是危险作业罪: the first name stands before its figure and the last behind.
  const [head, next] = tokens
  if (!before && !after && head?.type === 'name' && head.component === 0 && isFigure(next)) {
    return assign(tokens.slice(1).toReversed())?.toReversed()
  }
  if (before === undefined || after === undefined) return before ?? after
  if (before.every((said, i) => said.component === after[i]?.component)) return before
  // 「4个，危险作业罪1个」「1个危险作业罪，4个」: both readings fit, and the breaks show which one is meant.
  const tied = (step: 1 | -1) =>
    tokens.every(({ type }, i) => type !== 'name' || nearness(tokens, i, step) > nearness(tokens, i, -step))
  return tied(1) ? before : tied(-1) ? after : undefined
}

const isFigure = (token: Token | undefined) => token?.type === 'figure'

/** How near the next figure stands: 3 at once, 2 behind blanks, 1 behind other signs, 0 where there is none. */
function nearness(tokens: readonly Token[], from: number, step: number): number {
  let nearest = 3
  for (let at = from + step; ; at += step) {
    const token = tokens[at]
    if (token?.type !== 'break') return token?.type === 'figure' ? nearest : 0
    nearest = token.blank ? Math.min(nearest, 2) : 1
  }
}

function toToken(item: Item): readonly Token[] {
  switch (item.kind) {
    case 'number':
      return [{ type: 'figure', said: { number: item, component: undefined } }]
    case 'none':
      return [{ type: 'figure', said: { number: undefined, component: item.component } }]
    case 'name':
      return item.component === undefined ? [] : [{ type: 'name', component: item.component }]
    case 'break':
      // 停产：2 关闭：1: the colon ties the name to its figure.
      return item.text === ':' ? [] : [{ type: 'break', blank: item.text === ' ' }]
    default:
      return []
  }
}

/** Gives each figure the name that stands before it; undefined when a name is left without a figure, or has two. */
function assign(tokens: readonly Token[]): Said[] | undefined {
  const figures: Said[] = []
  let name: number | undefined
  for (const token of tokens) {
    if (token.type === 'name') {
      if (name !== undefined && name !== token.component) return undefined
      name = token.component
    } else if (token.type === 'figure') {
      // 停2没关: the words after 没 are its own; those before it belong to another figure.
      if (token.said.component !== undefined && name !== undefined) return undefined
      figures.push({ number: token.said.number, component: token.said.component ?? name })
      name = undefined
    }
  }
  return name === undefined ? figures : undefined
}

/** Whether two bare figures stand apart by a sign that parts figures: 3，5.6 and 3 5.6, but not 3。5 or 3:5. */
export function clearlyApart(items: readonly Item[]): boolean {
  const numbers = items.flatMap((item, i) => (item.kind === 'number' ? [{ item, i }] : []))
  const [first, second] = numbers
  if (first === undefined || second === undefined || first.item.measure !== undefined) return true
  const between = items.slice(first.i + 1, second.i)
  return between.every(
    (item, i) =>
      item.kind !== 'break' ||
      ' ,，、;\n\t'.includes(item.text) ||
      (item.text === ':' && between[i - 1]?.kind === 'name'),
  )
}

/** Each figure with its component: the one that was named, else the one left, else by order. Undefined on a clash. */
export function assignComponents(said: readonly Said[]): readonly (readonly [0 | 1, Said])[] | undefined {
  const named = said.map((each) => each.component)
  const assigned = said.map((each, i) => {
    const other = said.length === 2 ? named[1 - i] : undefined
    const component = each.component ?? (other === undefined ? i : 1 - other)
    return [component === 0 ? 0 : 1, each] as const
  })
  return new Set(assigned.map(([component]) => component)).size === assigned.length ? assigned : undefined
}

/**
 * Whether 没有 stands beside a figure without saying of what there is none (4个，没有), or before one that is not said of
 * what it is (没关，3个).
 */
export function hasVagueNone(said: readonly Said[]): boolean {
  const [first] = said
  if (said.length < 2) return false
  const vague = said.some((each) => each.number === undefined && each.component === undefined)
  return vague || (first?.number === undefined && said.slice(1).some((each) => each.component === undefined))
}

/** Whether words about a part (其中, 全是) come with figures that are no parts of each other. */
export function speaksOfParts(items: readonly Item[]): boolean {
  const hasNumber = items.some((item) => item.kind === 'number')
  return items.some(
    // 都没，0 says of all that there are none.
    (item, i) =>
      item.kind === 'which' ||
      (item.kind === 'all' && hasNumber && items[i + 1]?.kind !== 'none') ||
      (item.kind === 'none' && item.ofThem),
  )
}
