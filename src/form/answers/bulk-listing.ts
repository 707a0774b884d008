// The bot's own list of a report, edited and sent again: lines 「1.1 企业自查发现 12个（上次9个）」 between 【section】 lines.
// It also reads the echo 「1.1 企业自查发现 12个→14个」, whose right side is the figure that was meant.

import { fieldsOf } from '../checks.ts'
import type { Field, Form } from '../schema.ts'
import { type Bulk, type BulkEntry, isPoliteness, readEntry } from './bulk-entry.ts'
import { namesOf } from './field-names.ts'
import { normalize } from './normalize.ts'

/** What the bot writes around the items, as it begins; none of it is an answer, although some shows one as an example. */
const OWN_LINES = [
  '核对无误',
  '请核对',
  '对就发',
  '属实发',
  '接着填',
  '已填',
  '改好了发',
  '改动',
  '没看懂',
  '注:',
  '✔',
  '---',
]

/** How a line of the list begins, in digits of either width. */
const HEAD = /^\s*[\d０-９]{1,2}[.．][\d０-９]{1,2}[^\d０-９]/m

/** Undefined unless a line holds the number of an item and its name. */
export function parseListing(form: Form, typed: string): Bulk | undefined {
  if (!HEAD.test(typed)) return undefined
  const fields = new Map(fieldsOf(form).map((field) => [field.id, field]))
  const entries: BulkEntry[] = []
  const leftover: string[] = []
  let named = false
  for (const line of typed.split(/[\r\n]+/)) {
    const item = readLine(fields, line)
    if (item === undefined) {
      if (!isOwnLine(form, line)) leftover.push(line.trim())
      continue
    }
    named ||= item.named
    if (!isOpen(item.said)) entries.push(readEntry(item.field, item.said))
  }
  return named ? { entries, exact: true, leftover } : undefined
}

interface Line {
  readonly field: Field
  readonly named: boolean
  readonly said: string
}

function readLine(fields: ReadonlyMap<string, Field>, line: string): Line | undefined {
  const text = normalize(line)
  const head = /^\s*(\d{1,2}\.\d{1,2})(?!\d)[\s、=:]*/.exec(text)
  const field = fields.get(head?.[1] ?? '')
  if (head === null || field === undefined) return undefined
  const name = namesOf(field)
    .filter((each) => text.startsWith(each, head[0].length))
    .sort((a, b) => b.length - a.length)[0]
  if (name === undefined && /[\d.]$/.test(head[0])) return undefined
  const start = head[0].length + (name?.length ?? 0)
  const note = /\((?:上次|上月|上期|\d{1,2}月报的)[^()]*\)\s*$/.exec(text)
  const said = line.slice(start, note?.index ?? line.length).replace(/^[\s:：=＝]+|\s+$/g, '')
  const arrow = said.lastIndexOf('→')
  return { field, named: name !== undefined, said: said.slice(arrow + 1) }
}

/** Nothing was filled in: 未填, or nothing at all. */
function isOpen(said: string): boolean {
  return said === '' || said === '未填'
}

function isOwnLine(form: Form, line: string): boolean {
  const text = normalize(line).trim()
  if (isPoliteness(text) || /^\(.*\)$/.test(text)) return true
  if (text.includes(normalize(form.name)) && /(?:草稿|已提交|截止)/.test(text)) return true
  if (form.provisional !== undefined && text === normalize(form.provisional).trim()) return true
  return /^第 ?\d{1,2}\/\d{1,2} ?项/.test(text) || OWN_LINES.some((own) => text.startsWith(own))
}
