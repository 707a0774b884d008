// Which item of a form a text names: by its short name, the pack's words for it, or its printed label. Names only; what is said
// about the item is read elsewhere.

import { fieldsOf } from '../checks.ts'
import type { Field, Form } from '../schema.ts'
import { normalize } from './normalize.ts'
import { labelParts, ownWordAt } from './own-words.ts'

/** What is looked up for every message, made once for each form. */
interface Index {
  /** The names of the form by their first character, the longest first; an item, or `ambiguous` where two share a name. */
  readonly names: ReadonlyMap<string, readonly (readonly [string, Field | 'ambiguous'])[]>
  /** The items in whose printed labels three characters stand side by side. */
  readonly pieces: ReadonlyMap<string, ReadonlySet<Field>>
}

/** The shortest piece of a label that may tell which item is meant: 未带队. */
const PIECE = 3

const indexes = new WeakMap<Form, Index>()
const namesByField = new WeakMap<Field, readonly string[]>()

/** The names of an item, normalised. */
export function namesOf(field: Field): readonly string[] {
  let names = namesByField.get(field)
  if (names === undefined) {
    names = [...new Set([field.short, ...field.words, labelParts(field).join('其中')].map(normalize))]
    namesByField.set(field, names)
  }
  return names
}

/** The item whose longest name stands in a normalised text; `ambiguous` when the text names a second one beside it. */
export function fieldNamedIn(form: Form, text: string): Field | 'ambiguous' | undefined {
  const { names } = indexOf(form)
  const found: (readonly [string, Field | 'ambiguous'])[] = []
  for (let at = 0; at < text.length; at += 1) {
    for (const each of names.get(text.charAt(at)) ?? []) if (text.startsWith(each[0], at)) found.push(each)
  }
  const longest = found.reduce<(typeof found)[number] | undefined>(
    (best, each) => (best === undefined || each[0].length > best[0].length ? each : best),
    undefined,
  )
  if (longest === undefined) return undefined
  const [name, field] = longest
  const outside = text.replaceAll(name, '|')
  return found.some(([other, another]) => another !== field && outside.includes(other)) ? 'ambiguous' : field
}

/** How long the longest name of any item is that begins at `at` in a normalised text; 0 when none does. */
export function nameLengthAt(form: Form, text: string, at: number): number {
  const name = indexOf(form)
    .names.get(text.charAt(at))
    ?.find(([each]) => text.startsWith(each, at))
  return name?.[0].length ?? 0
}

/** The items of whose printed label a piece that may tell them stands in a normalised text: 未带队 of 企业主要负责人未带队检查. */
export function fieldsLabelledIn(form: Form, text: string): ReadonlySet<Field> {
  const { pieces } = indexOf(form)
  const found = new Set<Field>()
  for (let at = 0; at + PIECE <= text.length; at += 1) {
    for (const field of pieces.get(text.slice(at, at + PIECE)) ?? []) {
      if (!found.has(field) && (ownWordAt(field, text, at)?.length ?? 0) >= PIECE) found.add(field)
    }
  }
  return found
}

function indexOf(form: Form): Index {
  const known = indexes.get(form)
  if (known !== undefined) return known
  const fields = fieldsOf(form)
  const owners = new Map<string, Field | 'ambiguous'>()
  const pieces = new Map<string, Set<Field>>()
  for (const field of fields) {
    for (const name of namesOf(field)) owners.set(name, owners.has(name) ? 'ambiguous' : field)
    for (const part of labelParts(field)) {
      for (let at = 0; at + PIECE <= part.length; at += 1) {
        const piece = part.slice(at, at + PIECE)
        pieces.set(piece, (pieces.get(piece) ?? new Set()).add(field))
      }
    }
  }
  const names = new Map<string, (readonly [string, Field | 'ambiguous'])[]>()
  for (const entry of [...owners].sort(([a], [b]) => b.length - a.length)) {
    const first = entry[0].charAt(0)
    names.set(first, [...(names.get(first) ?? []), entry])
  }
  const index = { names, pieces }
  indexes.set(form, index)
  return index
}
