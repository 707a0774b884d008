// What a message with several items comes to, and how the words that belong to one of them are read.

import type { Field } from '../schema.ts'
import type { Answer } from './answer.ts'
import { isCourtesy, parseCommand } from './commands.ts'
import { namesOf } from './field-names.ts'
import { normalize } from './normalize.ts'
import { parseAnswer } from './parse.ts'
import { askAgain } from './reading.ts'

/** `blank`: the item was said to be 不涉及. Whether it may be is for the caller to check. */
export interface BulkEntry {
  readonly fieldId: string
  readonly answer: Answer | { readonly outcome: 'blank' }
}

export interface Bulk {
  readonly entries: readonly BulkEntry[]
  /** Whether the person gave the numbers of the items, so that no word had to be matched. */
  readonly exact: boolean
  /** What could not be given to an item, in the person's words. Nothing in it was guessed. */
  readonly leftover: readonly string[]
}

/** Reads the words that were found to belong to `field`; 不涉及 beside its name is `blank`. */
export function readEntry(field: Field, said: string): BulkEntry {
  return { fieldId: field.id, answer: answerOrBlank(field, said) }
}

function answerOrBlank(field: Field, said: string): BulkEntry['answer'] {
  const answer = parseAnswer(field, said)
  if (answer.outcome === 'value') return answer
  const withoutName = namesOf(field).reduce((rest, name) => rest.replace(name, ''), normalize(said))
  return parseCommand(withoutName) === 'na' ? { outcome: 'blank' } : answer
}

/** Gives an item that was named twice one entry: the answer when both agree, else it is asked again. */
export function mergeRepeats(entries: readonly BulkEntry[], typed: string): readonly BulkEntry[] {
  const byField = new Map<string, BulkEntry>()
  for (const entry of entries) {
    const known = byField.get(entry.fieldId)
    const same = known === undefined || JSON.stringify(known.answer) === JSON.stringify(entry.answer)
    byField.set(entry.fieldId, same ? entry : { fieldId: entry.fieldId, answer: askAgain('several-numbers', typed) })
  }
  return [...byField.values()]
}

const INTRODUCTIONS = new Set(
  `我们村 本村 我村 咱村 我们 我们部门 更正 修改 改 报 上报 填报 我报 报数 报一下 把 将 本月 这个月 本月情况 这个月情况 情况如下 本月情况如下 如下 上报如下 汇报如下
  报告 领导 领导好 各位领导 各位领导好`.split(/\s+/),
)
const CLOSINGS = new Set(
  '就这些 就这些了 完毕 报告完毕 汇报完毕 上报完毕 就这样 以上 请查收 请审核 请领导审核 请核对'.split(' '),
)

/** Whether words before the first item, or after the last, change nothing: 更正, 我们村, 就这些. */
export function isPoliteness(text: string): boolean {
  const bare = normalize(text).replace(/[\s，,、;:。.!~]/g, '')
  if (bare === '' || INTRODUCTIONS.has(bare) || CLOSINGS.has(bare)) return true
  return isCourtesy(bare)
}
