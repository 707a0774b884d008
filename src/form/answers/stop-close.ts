// Two counts side by side that are no part of each other: 停2关1, 2家停产，1家关闭, 2，1, 没停没关.

import type { Field } from '../schema.ts'
import type { Answer } from './answer.ts'
import { countOf } from './count.ts'
import { assignComponents, clearlyApart, hasVagueNone, pairUp, speaksOfParts } from './pair.ts'
import { askAgain } from './reading.ts'
import { readStatement } from './statement.ts'

export function parseStopClose(field: Field, text: string): Answer {
  const statement = readStatement(field, text, 2)
  if (statement.outcome === 'ask-again') return statement
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
