// Which rules a set of figures breaks: those of the form between its fields, and those against the last version.
// It does not know whether a warning was already confirmed.

import { type Check, type Field, type Figure, type Figures, type Form, isCounted, numbersOf } from './schema.ts'

/** A rule of the form that does not hold. `error` keeps the answer out, `warning` asks for a confirmation. */
export interface BrokenCheck {
  readonly check: Check
  readonly left: Part
  readonly right: Part
}

/** One component of a field with its value: counts as they are, amounts in 分. */
export interface Part {
  readonly field: string
  readonly component: number
  readonly value: number
}

/** What the contact is asked to confirm. `drop` and `jump` are against the last version, `zeros` is about all figures. */
export type Warning =
  | { readonly code: 'check'; readonly broken: BrokenCheck }
  | { readonly code: 'drop' | 'jump'; readonly now: Part; readonly before: number }
  | { readonly code: 'zeros' }

/** A cumulative figure above this many times the last one is questioned (design section 4.5). */
const JUMP = 3

/** What is looked up in a form at every turn. */
interface FormIndex {
  readonly fields: readonly Field[]
  readonly byId: ReadonlyMap<string, Field>
  readonly checks: readonly { readonly check: Check; readonly left: Place; readonly right: Place }[]
}

interface Place {
  readonly field: string
  readonly component: number
}

/** A form never changes after it was loaded, so what is derived from it is kept with it. */
const indexes = new WeakMap<Form, FormIndex>()

function indexOf(form: Form): FormIndex {
  const known = indexes.get(form)
  if (known) return known
  const fields = form.sections.flatMap((section) => section.fields)
  const checks = form.checks.map((check) => ({ check, left: placeOf(check.left), right: placeOf(check.atMost) }))
  const index = { fields, byId: new Map(fields.map((field) => [field.id, field])), checks }
  indexes.set(form, index)
  return index
}

/** The fields of a form in printed order. */
export function fieldsOf(form: Form): readonly Field[] {
  return indexOf(form).fields
}

/** A field by its id; throws for an id that the form does not have, which no input can bring about. */
export function fieldOf(form: Form, id: string): Field {
  const field = indexOf(form).byId.get(id)
  if (!field) throw new Error(`no field ${id} in form ${form.id}`)
  return field
}

/**
 * The form's own rules that do not hold. A rule whose fields are not all known, or blank, cannot be broken; with
 * `touching`, only rules over at least one of those fields are looked at.
 */
export function checkFigures(form: Form, figures: Figures, touching?: ReadonlySet<string>): readonly BrokenCheck[] {
  const broken: BrokenCheck[] = []
  for (const { check, left, right } of indexOf(form).checks) {
    if (touching && !touching.has(left.field) && !touching.has(right.field)) continue
    const a = numbersOf(figures[left.field])?.[left.component]
    const b = numbersOf(figures[right.field])?.[right.component]
    if (a === undefined || b === undefined || a <= b) continue
    broken.push({ check, left: { ...left, value: a }, right: { ...right, value: b } })
  }
  return broken
}

/**
 * What is unlikely about figures, given the last version (or undefined when there is none): broken warnings of the form,
 * a cumulative figure that fell, one that grew more than threefold.
 */
export function questionFigures(
  form: Form,
  figures: Figures,
  last: Figures | undefined,
  touching?: ReadonlySet<string>,
): readonly Warning[] {
  const broken = checkFigures(form, figures, touching).filter(({ check }) => check.level === 'warning')
  const warnings: Warning[] = broken.map((one) => ({ code: 'check', broken: one }))
  if (!form.cumulative || !last) return warnings
  const fields = touching ? [...touching].map((id) => fieldOf(form, id)) : fieldsOf(form)
  for (const field of fields) {
    const now = numbersOf(figures[field.id])
    const before = numbersOf(last[field.id])
    if (!now || !before || !isCounted(field.kind)) continue
    now.forEach((value, component) => {
      const earlier = before[component] ?? 0
      const part = { field: field.id, component, value }
      if (value < earlier) warnings.push({ code: 'drop', now: part, before: earlier })
      else if (earlier > 0 && value > earlier * JUMP) warnings.push({ code: 'jump', now: part, before: earlier })
    })
  }
  return warnings
}

/** Whether every figure that is not blank is 0, now and in the last version: worth a question before it is submitted again. */
export function isAllZeroAgain(figures: Figures, last: Figures | undefined): boolean {
  return last !== undefined && isAllZero(figures) && isAllZero(last)
}

/** A text that is the same for the same warning over the same figures, so that a confirmation is asked for once. */
export function warningKey(warning: Warning): string {
  switch (warning.code) {
    case 'check': {
      const { check, left, right } = warning.broken
      return `check ${check.id} ${left.value} ${right.value}`
    }
    case 'drop':
    case 'jump':
      return `${warning.code} ${warning.now.field}:${warning.now.component + 1} ${warning.before} ${warning.now.value}`
    case 'zeros':
      return 'zeros'
  }
}

export function equalFigures(a: Figure | undefined, b: Figure | undefined): boolean {
  if (!a || !b || typeof a === 'string' || typeof b === 'string') return a === b
  return a.length === b.length && a.every((value, index) => value === b[index])
}

function isAllZero(figures: Figures): boolean {
  const known = Object.values(figures)
    .map(numbersOf)
    .filter((figure) => figure !== undefined)
  return known.length > 0 && known.every((figure) => figure.every((value) => value === 0))
}

/** "3.7:2" is the second component of 3.7, "3.7" its first. */
function placeOf(name: string): Place {
  const [field = '', position = '1'] = name.split(':')
  return { field, component: Number(position) - 1 }
}
