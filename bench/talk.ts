// What one contact of the bench types, message after message, and how a right reply begins. Knows nothing of crypto.

import type { Field } from '../src/form/schema.ts'
import { HISTORY_MONTHS, typed } from './figures.ts'

export interface Line {
  readonly text: string
  readonly reply: RegExp
}

/** `plain`: the form from top to bottom. `second-thoughts`: every answer is taken back once and given again. */
export type TalkKind = 'plain' | 'second-thoughts'

/** The months of the campaign that have no report yet. */
const MONTHS = [5, 6, 7, 8, 9, 10, 11, 12]

/** A contact fills and submits one month after the other; ends after the last. */
export function* createTalk(kind: TalkKind, fields: readonly Field[]): Generator<Line, void> {
  for (const [index, month] of MONTHS.entries()) {
    yield { text: `填报${month}月`, reply: new RegExp(`${month}月[\\s\\S]*第 1/${fields.length} 项`) }
    for (const [place, field] of fields.entries()) {
      const next = fields[place + 1]
      // The reply is right when the next item is asked, or the review is shown after the last.
      const reply = next ? new RegExp(`^✔ [\\s\\S]*\n${next.id.replace('.', '\\.')} `) : /^✔ [\s\S]*提交/
      const answer = { text: typed(field, HISTORY_MONTHS + index), reply }
      yield answer
      if (kind === 'plain') continue
      yield { text: '撤销', reply: /^已撤回/ }
      yield answer
    }
    yield { text: '提交', reply: /^✔ .*已提交/ }
  }
}
