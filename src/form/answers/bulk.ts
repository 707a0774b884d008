// Several items in one message: pasted as a table, the bot's list sent back, addressed by number (3.2=3次5.6万 3.5=0), in
// sentences (自查发现9处，改了7处), or the next ones in a row (3 2 5 4). It decides which of these a message is; each is read in a
// file of its own.

import { fieldsOf } from '../checks.ts'
import type { Form } from '../schema.ts'
import type { Command } from './answer.ts'
import { type Bulk, type BulkEntry, mergeRepeats, readEntry } from './bulk-entry.ts'
import { parseListing } from './bulk-listing.ts'
import { parseByNumber } from './bulk-number.ts'
import { parseSentence } from './bulk-sentence.ts'
import { parseTable } from './bulk-table.ts'
import { parseCommand } from './commands.ts'
import { namesOf } from './field-names.ts'
import { normalize } from './normalize.ts'
import { parseNumeral } from './numeral.ts'

/** A whole form with its printed labels is about half of this. */
const LONGEST = 2_000

/**
 * Reads a message that names its items. Undefined when it names none, and when it names some but states nothing about them
 * (行政处罚怎么填). An item named twice with different answers is asked again.
 */
export function parseBulk(form: Form, typed: string): Bulk | undefined {
  if (typed.length > LONGEST) return undefined
  const bulk =
    parseTable(form, typed) ?? parseListing(form, typed) ?? parseByNumber(form, typed) ?? parseSentence(form, typed)
  if (bulk === undefined) return undefined
  return { ...bulk, entries: mergeRepeats(bulk.entries, typed) }
}

/** What a message says of all other items at its end, and the message before it: 1.1=14，其余同上月. */
export function parseRestAtEnd(
  typed: string,
): { readonly before: string; readonly rest: Extract<Command, 'rest-zero' | 'rest-same'> } | undefined {
  if (typed.length > LONGEST) return undefined
  const text = normalize(typed).replace(/[\s，,、;。.!~]+$/, '')
  const at = Math.max(...['，', ',', ';', '。', '\n', ' ', '\t'].map((sign) => text.lastIndexOf(sign)))
  const before = typed.slice(0, Math.max(at, 0)).trim()
  const rest = at < 0 ? undefined : parseCommand(text.slice(at + 1))
  if (before === '' || (rest !== 'rest-zero' && rest !== 'rest-same')) return undefined
  return { before, rest }
}

/**
 * Reads figures for the items from `from` on, at least two. Plain whole numbers in a row (3 2 5 4) go to items with a single
 * count; in a pasted row or column each cell is the answer to one item, whatever its kind. Undefined unless every figure is
 * sure; cells may be empty only when there is one for each item that is left.
 */
export function parseRun(form: Form, from: string, typed: string): Bulk | undefined {
  if (typed.length > LONGEST) return undefined
  const said = saidInRow(typed)
  const fields = fieldsOf(form)
  const start = fields.findIndex((field) => field.id === from)
  if (said === undefined || start < 0) return undefined
  const run = fields.slice(start, start + said.answers.length)
  if (run.length < said.answers.length) return undefined
  if (said.answers.includes('') && start + said.answers.length !== fields.length) return undefined
  const entries: BulkEntry[] = []
  for (const [i, field] of run.entries()) {
    const text = said.answers[i] ?? ''
    if (text === '') continue
    const entry = readEntry(field, text)
    const plain = field.kind === 'count' && parseNumeral(normalize(text)).outcome === 'number'
    if (entry.answer.outcome === 'ask-again' || (!said.cells && !plain)) return undefined
    entries.push(entry)
  }
  return entries.length < 2 ? undefined : { entries, exact: true, leftover: [] }
}

/** The answers of a row or a column of cells, or of numbers between blanks and commas. Undefined for rows of several cells. */
function saidInRow(typed: string): { readonly answers: readonly string[]; readonly cells: boolean } | undefined {
  const text = typed.replace(/\r\n?/g, '\n').replace(/^\n+|\n+$/g, '')
  const [tabs, lines] = [text.includes('\t'), text.includes('\n')]
  if (tabs && lines) return undefined
  const cells = tabs || lines
  // A comma before three digits may part thousands: 3,200 is no run.
  if (!cells && /\d,\d{3}(?!\d)/.test(normalize(text))) return undefined
  const answers = cells
    ? text.split(tabs ? '\t' : '\n')
    : normalize(text)
        .trim()
        .split(/[\s，,、;]+/)
  return answers.length < 2 ? undefined : { answers: answers.map((each) => each.trim()), cells }
}

/**
 * The item that a text names and nothing else: 3.2, 去3.2, 第14项 (the place in the form), 行政处罚, 看行政处罚. Undefined when it
 * names none, or more than one.
 */
export function parseAddress(form: Form, typed: string): string | undefined {
  if (typed.length > 60) return undefined
  const fields = fieldsOf(form)
  const text = normalize(typed)
    .replace(/[\s。.!?]+$/, '')
    .replace(/^\s*(请|我要|帮我)?(去|看看|看一下|看|查看|查|改一下|改|回到|跳到|到|转到|更正|修改|重填|填)?\s*/, '')
  if (text === '') return undefined
  const byId = fields.find((field) => text === field.id || text === `${field.id}项` || text === `第${field.id}项`)
  if (byId !== undefined) return byId.id
  const place = /^第(.{1,6})[项题]$/.exec(text)?.[1] ?? /^(\d{1,2})\/\d{1,2}$/.exec(text)?.[1]
  if (place !== undefined) {
    const numeral = parseNumeral(place)
    return numeral.outcome === 'number' && numeral.scale === 0 ? fields[Number(numeral.digits) - 1]?.id : undefined
  }
  const named = fields.filter((field) => namesOf(field).includes(text))
  return named.length === 1 ? named[0]?.id : undefined
}
