// Items that a message addresses by number: 3.2=3次5.6万 3.5=0, 1.1 9，1.2 7. It finds where each address stands and which
// words follow it; names are not known here, and the answers themselves are read by bulk-entry.ts.

import { fieldsOf } from '../checks.ts'
import type { Field, Form } from '../schema.ts'
import { type Bulk, type BulkEntry, isPoliteness, readEntry } from './bulk-entry.ts'
import { normalize } from './normalize.ts'
import { isArabic } from './numeral.ts'

interface Address {
  readonly field: Field | undefined
  /** Where the address begins, and where the answer begins. */
  readonly at: number
  readonly end: number
}

const LINKS = ['=', ':', '->', '应改为', '更正为', '改成', '改为', '应为', '是', '为', '\t']

/** Undefined when the message addresses nothing by number. */
export function parseByNumber(form: Form, typed: string): Bulk | undefined {
  const addresses = findAddresses(form, normalize(typed))
  const [first] = addresses
  if (first === undefined) return undefined
  const leftover: string[] = []
  const entries: BulkEntry[] = []
  const before = typed.slice(0, first.at).trim()
  if (!isPoliteness(before)) leftover.push(before)
  for (const [i, address] of addresses.entries()) {
    const next = addresses[i + 1]?.at ?? typed.length
    const said = typed.slice(address.end, next).replace(/^[\s，,、；;。]+|[\s，,、；;。]+$/g, '')
    if (address.field === undefined) leftover.push(typed.slice(address.at, next).trim())
    else entries.push(readEntry(address.field, said))
  }
  return { entries, exact: true, leftover }
}

/**
 * Field numbers with a link after them. 3.2 in 3.2=3次5.6万 is one, 5.6 is an amount. Without a link a number counts as
 * address only where every line or clause begins with one, or before 没有 and 不涉及.
 */
function findAddresses(form: Form, text: string): readonly Address[] {
  const fields = new Map(fieldsOf(form).map((field) => [field.id, field]))
  const heads = areAllHeaded(text.split('\n'), fields) || areAllHeaded(text.split(/[\n，,;]/), fields)
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

function areAllHeaded(parts: readonly string[], fields: ReadonlyMap<string, Field>): boolean {
  const said = parts.filter((part) => part.trim() !== '')
  return said.length > 1 && said.every((part) => fields.has(/^ *(\d{1,2}\.\d{1,2})[ \t、]/.exec(part)?.[1] ?? ''))
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
