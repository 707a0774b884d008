// Which item of a form a text names: by its short name, the pack's words for it, or its printed label. Names only; what is said
// about the item is read elsewhere.

import type { Field, Form } from '../schema.ts'
import { normalize } from './normalize.ts'
import { labelParts } from './own-words.ts'

const cache = new WeakMap<Form, readonly (readonly [string, Field | 'ambiguous'])[]>()

/** The names of an item, normalised. */
export function namesOf(field: Field): readonly string[] {
  return [...new Set([field.short, ...field.words, labelParts(field).join('其中')].map(normalize))]
}

/** The item whose longest name stands in a normalised text; `ambiguous` when the text names a second one beside it. */
export function fieldNamedIn(form: Form, text: string): Field | 'ambiguous' | undefined {
  const found = namesIn(form).filter(([name]) => text.includes(name))
  const [longest] = found
  if (longest === undefined) return undefined
  const [name, field] = longest
  const outside = text.replaceAll(name, '|')
  return found.some(([other, another]) => another !== field && outside.includes(other)) ? 'ambiguous' : field
}

/** Every name of the form with its item, the longest first. */
function namesIn(form: Form): readonly (readonly [string, Field | 'ambiguous'])[] {
  const known = cache.get(form)
  if (known !== undefined) return known
  const names = new Map<string, Field | 'ambiguous'>()
  for (const field of form.sections.flatMap((section) => section.fields)) {
    for (const name of namesOf(field)) names.set(name, names.has(name) ? 'ambiguous' : field)
  }
  const sorted = [...names].sort(([a], [b]) => b.length - a.length)
  cache.set(form, sorted)
  return sorted
}
