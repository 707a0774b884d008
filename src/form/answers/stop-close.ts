// Two counts side by side that are no part of each other: 停2关1, 2家停产，1家关闭, 2，1, 没停没关.

import type { Field } from '../schema.ts'
import type { AskAgainCode, NumericAnswer } from './answer.ts'
import { countOf } from './count.ts'
import { assignComponents, clearlyApart, hasVagueNone, pairUp, speaksOfParts } from './pair.ts'
import { askAgain } from './reading.ts'
import { type Item, readStatement } from './statement.ts'

export function parseStopClose(field: Field, text: string): NumericAnswer {
  const statement = readStatement(field, text, 2)
  if (statement.outcome === 'ask-again') return statement
  const all = parseAllOfOne(field, statement.items)
  if (all !== undefined) return typeof all === 'string' ? askAgain(all, text) : { outcome: 'value', values: all }
  const said = pairUp(statement.items)
  if (said === undefined || !clearlyApart(statement.items) || speaksOfParts(statement.items)) {
    return askAgain('ambiguous', text)
  }
  const [only] = said
  if (only === undefined) return askAgain('unreadable', text)
  // 停2，没有: only what was named is known.
  const clear = hasVagueNone(said) ? said.filter((each) => each.component !== undefined) : said
  if (clear.length === 0) return askAgain('partial', text)
  const assigned = assignComponents(clear)
  if (assigned === undefined) return askAgain('several-numbers', text)
  const figures: (number | undefined)[] = [undefined, undefined]
  for (const [component, each] of assigned) {
    const value = each.number === undefined ? 0 : countOf(each.number, field.components[component]?.measure ?? '')
    if (typeof value === 'string') return askAgain(value, text)
    figures[component] = value
  }
  // One figure without a name: 没有 and 0 are said of both, 3 may be either.
  if (said.length === 1 && only.component === undefined) {
    return figures[0] === 0 ? { outcome: 'value', values: [0, 0] } : askAgain('partial', text)
  }
  const [stopped, closed] = figures
  if (stopped === undefined || closed === undefined) return askAgain('partial', text, figures)
  return { outcome: 'value', values: [stopped, closed] }
}

/** 2家都是停产: all of them are of one component, and none of the other. */
function parseAllOfOne(field: Field, items: readonly Item[]): readonly number[] | AskAgainCode | undefined {
  const [number, all, name, ...rest] = items.filter(({ kind }) => kind !== 'break')
  if (number?.kind !== 'number' || all?.kind !== 'all' || name?.kind !== 'name' || rest.length > 0) return undefined
  if (name.component === undefined) return undefined
  const value = countOf(number, field.components[name.component]?.measure ?? '')
  if (typeof value === 'string') return value
  return name.component === 0 ? [value, 0] : [0, value]
}
