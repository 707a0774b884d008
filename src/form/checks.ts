// Which rules a set of figures breaks: those of the form between its fields, and those against the last version.
// It does not know whether a warning was already confirmed.

import type { Check, Field, Figure, Figures, Form } from './schema.ts'

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

/** The fields of a form in printed order. */
export function fieldsOf(form: Form): readonly Field[] {
  return form.sections.flatMap((section) => section.fields)
}

/**
 * The form's own rules that do not hold. A rule whose fields are not all known, or blank, cannot be broken; with
 * `touching`, only rules over at least one of those fields are looked at.
 */
export function checkFigures(form: Form, figures: Figures, touching?: ReadonlySet<string>): readonly BrokenCheck[] {
  return form.checks.flatMap((check) => {
    const left = partOf(figures, check.left)
    const right = partOf(figures, check.atMost)
    if (!left || !right || left.value <= right.value) return []
    if (touching && !touching.has(left.field) && !touching.has(right.field)) return []
    return [{ check, left, right }]
  })
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
  for (const field of fieldsOf(form)) {
    if (touching && !touching.has(field.id)) continue
    const now = figures[field.id]
    const before = last[field.id]
    if (!now || !before || field.kind === 'yes-no') continue
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
  if (!a || !b) return a === b
  return a.length === b.length && a.every((value, index) => value === b[index])
}

function isAllZero(figures: Figures): boolean {
  const known = Object.values(figures).filter((figure) => figure !== null)
  return known.length > 0 && known.every((figure) => figure.every((value) => value === 0))
}

/** "3.7:2" is the second component of 3.7, "3.7" its first. */
function partOf(figures: Figures, name: string): Part | undefined {
  const [field = '', position = '1'] = name.split(':')
  const component = Number(position) - 1
  const value = figures[field]?.[component]
  return value === undefined ? undefined : { field, component, value }
}
