// A count and a part of it: 4个，其中危险作业罪1个, 4，1, 4个全是, 4个，没有危险作业罪的.

import type { Field } from '../schema.ts'
import type { AskAgainCode, NumericAnswer } from './answer.ts'
import { countOf } from './count.ts'
import { assignComponents, clearlyApart, hasVagueNone, pairUp } from './pair.ts'
import { askAgain, type NumberPiece } from './reading.ts'
import { type Item, readStatement } from './statement.ts'

export function parseCountOfWhich(field: Field, text: string): NumericAnswer {
  return parsePartOfWhole(field, text, countOf)
}

/** A whole and its part, with `figureOf` to read one figure in a measure; also for amounts. */
export function parsePartOfWhole(
  field: Field,
  text: string,
  figureOf: (said: NumberPiece, measure: string, whole: number | undefined) => number | AskAgainCode,
): NumericAnswer {
  const statement = readStatement(field, text, 2)
  if (statement.outcome === 'ask-again') return statement
  const { items, allOfIt } = takeAll(statement.items.map(ofPart))
  const numbers = items.filter((item) => item.kind === 'number').length
  if (numbers > 1 && statement.items.some((item) => item.kind === 'all')) return askAgain('ambiguous', text)
  const said = pairUp(items)
  if (said === undefined || !clearlyApart(items)) return askAgain('ambiguous', text)
  // 4个，没有: of what there is none is not said, only the whole is known.
  const vague = hasVagueNone(said)
  if (vague && said[0]?.number === undefined) return askAgain('partial', text)
  const assigned = assignComponents(vague ? said.slice(0, 1) : said)
  if (assigned === undefined) return askAgain('several-numbers', text)
  const figures: (number | undefined)[] = [undefined, undefined]
  for (const [component, each] of assigned) {
    // 4,100 may be one figure or two.
    const loose = each.number !== undefined && each.number.measure === undefined && each.number.text.includes(',')
    if (said.length === 1 && loose) return askAgain('ambiguous', text)
    const value =
      each.number === undefined
        ? 0
        : figureOf(each.number, field.components[component]?.measure ?? '', component === 1 ? figures[0] : undefined)
    if (typeof value === 'string') return askAgain(value, text)
    figures[component] = value
  }
  const [whole] = figures
  const part = figures[1] ?? (allOfIt ? whole : whole === 0 ? 0 : undefined)
  if (whole === undefined && part === undefined) return askAgain('unreadable', text)
  if (whole === undefined || part === undefined) return askAgain('partial', text, [whole, part])
  if (part > whole) return askAgain('part-exceeds-whole', text)
  return { outcome: 'value', values: [whole, part] }
}

/** 5个，都不是: none of them is of the part. */
function ofPart(item: Item): Item {
  return item.kind === 'none' && item.ofThem && item.component === undefined ? { ...item, component: 1 } : item
}

/** 4个全是, 4个都是危险作业罪: what follows the one figure says that the part is the whole. */
function takeAll(items: readonly Item[]): { readonly items: readonly Item[]; readonly allOfIt: boolean } {
  const single = takeSingle(items)
  if (single !== undefined) return { items: single, allOfIt: true }
  const number = items.findIndex((item) => item.kind === 'number')
  const all = items.findIndex((item) => item.kind === 'all')
  const rest = items.slice(all + 1)
  const figureAfter = rest.some((item) => item.kind === 'number' || item.kind === 'none' || item.kind === 'which')
  const ofWhole = rest.some((item) => item.kind === 'name' && item.component === 0)
  if (number < 0 || all < number || figureAfter || ofWhole) return { items, allOfIt: false }
  return { items: items.slice(0, all), allOfIt: true }
}

/** 1个，就是危险作业罪的: the one that there is. */
function takeSingle(items: readonly Item[]): readonly Item[] | undefined {
  const [number, parted, name, ...rest] = items
  const isOne = number?.kind === 'number' && number.value.digits === 1n && number.value.scale === 0
  if (!isOne || parted?.kind !== 'break' || name?.kind !== 'name' || name.component !== 1) return undefined
  return rest.every(({ kind }) => kind === 'break') ? [number] : undefined
}
