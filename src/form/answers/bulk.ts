// Several items in one message: addressed by number (3.2=3次5.6万 3.5=0), by name (未带队检查 2家), or the next ones in a row
// (3 2 5 4). It finds which words belong to which item; the answers themselves are read by parseAnswer.

import type { Field, Form } from '../schema.ts'
import type { Answer } from './answer.ts'
import { parseCommand } from './commands.ts'
import { fieldNamedIn, namesOf } from './field-names.ts'
import { normalize } from './normalize.ts'
import { isArabic, parseNumeral } from './numeral.ts'
import { parseAnswer } from './parse.ts'
import { askAgain } from './reading.ts'

/** `blank`: the item was said to be 不涉及. Whether it may be is for the caller to check. */
interface BulkEntry {
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

/** A whole form in one message is about half of this. */
const LONGEST = 2_000

/**
 * Reads a message that names its items. Undefined when it names none, and when it names some but states nothing about them
 * (行政处罚怎么填). An item named twice with different answers is asked again.
 */
export function parseBulk(form: Form, typed: string): Bulk | undefined {
  if (typed.length > LONGEST) return undefined
  const bulk = parseByNumber(form, typed) ?? parseByName(form, typed)
  if (bulk === undefined) return undefined
  return { ...bulk, entries: mergeRepeats(bulk.entries, typed) }
}

/**
 * Reads plain numbers for the items from `from` on (3 2 5 4). Undefined unless there are at least two, all are plain whole
 * numbers, and each belongs to an item with a single count.
 */
export function parseRun(form: Form, from: string, typed: string): Bulk | undefined {
  if (typed.length > LONGEST) return undefined
  // A comma before three digits may part thousands: 3,200 is no run.
  const numbers = normalize(typed)
    .trim()
    .split(/[\s，,、;]+/)
  if (numbers.length < 2 || /\d,\d{3}(?!\d)/.test(normalize(typed))) return undefined
  const fields = form.sections.flatMap((section) => section.fields)
  const start = fields.findIndex((field) => field.id === from)
  const run = fields.slice(start, start + numbers.length)
  if (start < 0 || run.length < numbers.length || run.some((field) => field.kind !== 'count')) return undefined
  const entries: BulkEntry[] = []
  for (const [i, field] of run.entries()) {
    const number = numbers[i] ?? ''
    const answer = parseAnswer(field, number)
    if (parseNumeral(number).outcome === 'refused' || answer.outcome !== 'value') return undefined
    entries.push({ fieldId: field.id, answer })
  }
  return { entries, exact: true, leftover: [] }
}

/**
 * The item that a text names and nothing else: 3.2, 去3.2, 第14项 (the place in the form), 行政处罚, 看行政处罚. Undefined when it
 * names none, or more than one.
 */
export function parseAddress(form: Form, typed: string): string | undefined {
  if (typed.length > 60) return undefined
  const fields = form.sections.flatMap((section) => section.fields)
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

interface Address {
  readonly field: Field | undefined
  /** Where the address begins, and where the answer begins. */
  readonly at: number
  readonly end: number
}

const LINKS = ['=', ':', '->', '应改为', '更正为', '改成', '改为', '应为', '是', '为', '\t']

function parseByNumber(form: Form, typed: string): Bulk | undefined {
  const text = normalize(typed)
  const addresses = findAddresses(form, text)
  const [first] = addresses
  if (first === undefined) return undefined
  const leftover: string[] = []
  const entries: BulkEntry[] = []
  const before = typed.slice(0, first.at).trim()
  if (before !== '' && !isIntroduction(before)) leftover.push(before)
  for (const [i, address] of addresses.entries()) {
    const next = addresses[i + 1]?.at ?? typed.length
    const said = typed.slice(address.end, next).replace(/^[\s，,、；;。]+|[\s，,、；;。]+$/g, '')
    if (address.field === undefined) leftover.push(typed.slice(address.at, next).trim())
    else entries.push({ fieldId: address.field.id, answer: answerOrBlank(address.field, said) })
  }
  return { entries, exact: true, leftover }
}

/**
 * Field numbers with a link after them. 3.2 in 3.2=3次5.6万 is one, 5.6 is an amount. Without a link a number counts as
 * address only at the head of a line, when every line has one, or before 没有 and 不涉及.
 */
function findAddresses(form: Form, text: string): readonly Address[] {
  const fields = new Map(form.sections.flatMap((section) => section.fields).map((field) => [field.id, field]))
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const heads =
    lines.length > 1 && lines.every((line) => fields.has(/^ *(\d{1,2}\.\d{1,2})[ \t、]/.exec(line)?.[1] ?? ''))
  const addresses: Address[] = []
  for (let at = 0; at < text.length; at += 1) {
    if (!isArabic(text.charAt(at))) continue
    let end = at
    while (isArabic(text.charAt(end)) || (text.charAt(end) === '.' && isArabic(text.charAt(end + 1)))) end += 1
    const id = text.slice(at, end)
    const linked = isFieldNumber(id) && startsItem(text, at) ? linkEnd(text, end, fields.has(id), heads) : undefined
    if (linked !== undefined) addresses.push({ field: fields.get(id), at, end: linked })
    at = end
  }
  return addresses
}

const isFieldNumber = (text: string) => /^\d{1,2}\.\d{1,2}$/.test(text)

/** An address never follows another number, a letter or a sign of arithmetic. */
function startsItem(text: string, at: number): boolean {
  return !/[a-z0-9.+*/=-]/.test(text.charAt(at - 1))
}

function linkEnd(text: string, at: number, known: boolean, heads: boolean): number | undefined {
  let end = at
  while (text.charAt(end) === ' ') end += 1
  const link = LINKS.find((each) => text.startsWith(each, end))
  if (link !== undefined && (known || link === '=' || link === ':')) return end + link.length
  if (!known) return undefined
  if (['没', '无', '不涉及', '不适用', '未'].some((word) => text.startsWith(word, end))) return end
  return heads ? at : undefined
}

const INTRODUCTIONS = '我们村 本村 我村 更正 修改 改 报 上报 填报 我报 把 将'.split(' ')

/** Whether words before the first item change nothing: 更正, 我们村. */
function isIntroduction(text: string): boolean {
  const bare = normalize(text).replace(/[\s，,、;:。]/g, '')
  return INTRODUCTIONS.includes(bare) || parseCommand(bare) === 'greet'
}

function parseByName(form: Form, typed: string): Bulk | undefined {
  const groups: { readonly field: Field; readonly clauses: string[] }[] = []
  const leftover: string[] = []
  let named = false
  for (const part of typed.split(/[，,；;。\n]/)) {
    const clause = part.trim()
    if (clause === '') continue
    const found = fieldNamedIn(form, normalize(clause))
    if (found !== undefined) named = true
    if (found === 'ambiguous') leftover.push(clause)
    else if (found !== undefined) groups.push({ field: found, clauses: [clause] })
    else if (groups.length === 0) leftover.push(clause)
    else groups.at(-1)?.clauses.push(clause)
  }
  const entries = groups.map(({ field, clauses }) => {
    const own = clausesOfAnswer(field, clauses)
    leftover.push(...clauses.slice(own))
    return { fieldId: field.id, answer: answerOrBlank(field, clauses.slice(0, own).join('，')) }
  })
  return named && !entries.every(saysNothing) ? { entries, exact: false, leftover } : undefined
}

/** More clauses without a name than this after one with a name are a story. */
const MOST_CLAUSES = 6

/**
 * How many of the clauses, of which only the first names the item, are its answer: both of 行政处罚3次，5.6万元. A clause with a
 * figure for which the item has no place (自查发现9处，改了7处) speaks of something else; one that makes the answer unclear
 * belongs to it.
 */
function clausesOfAnswer(field: Field, clauses: readonly string[]): number {
  if (clauses.length > MOST_CLAUSES) return clauses.length
  for (let count = clauses.length; count > 0; count -= 1) {
    const answer = parseAnswer(field, clauses.slice(0, count).join('，'))
    if (answer.outcome === 'value') return count
    if (!['several-numbers', 'other-field', 'other-unit'].includes(answer.code)) return clauses.length
  }
  return clauses.length
}

function answerOrBlank(field: Field, said: string): BulkEntry['answer'] {
  const answer = parseAnswer(field, said)
  if (answer.outcome === 'value') return answer
  const withoutName = namesOf(field).reduce((rest, name) => rest.replace(name, ''), normalize(said))
  return parseCommand(withoutName) === 'na' ? { outcome: 'blank' } : answer
}

/** A clause that names an item and holds no figure: a question, or small talk. */
function saysNothing(entry: BulkEntry): boolean {
  return (
    entry.answer.outcome === 'ask-again' && (entry.answer.code === 'unreadable' || entry.answer.code === 'other-field')
  )
}

function mergeRepeats(entries: readonly BulkEntry[], typed: string): readonly BulkEntry[] {
  const byField = new Map<string, BulkEntry>()
  for (const entry of entries) {
    const known = byField.get(entry.fieldId)
    const same = known === undefined || JSON.stringify(known.answer) === JSON.stringify(entry.answer)
    byField.set(entry.fieldId, same ? entry : { fieldId: entry.fieldId, answer: askAgain('several-numbers', typed) })
  }
  return [...byField.values()]
}
