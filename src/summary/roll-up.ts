// Adds up one form over its units, and sets the forms of a campaign side by side. A blank (不涉及) and a unit that did not
// report are in no sum; how many units a sum covers is always beside it.

import type { Day, Month } from '../campaign/calendar.ts'
import { asOfDay } from '../campaign/period.ts'
import { fieldsOf } from '../form/checks.ts'
import { type Field, type Figure, type Form, numbersOf } from '../form/schema.ts'
import { type Coverage, coverageOf, type Snapshot } from './snapshot.ts'

/** One item over many units. */
export interface FieldTotal {
  readonly field: Field
  /**
   * The sum of each component over the units that answered, money in 分 and so exact; for yes-no how many said yes.
   * Undefined when no unit answered, and for words and days, which do not add up.
   */
  readonly sums: readonly number[] | undefined
  /** How many units gave a figure, and how many left the item blank (不涉及). */
  readonly answered: number
  readonly blank: number
}

/** A form added up for one month. */
export interface RollUp extends Coverage {
  readonly form: Form
  readonly period: Month
  /** The day to which the figures run; undefined where the document does not say. */
  readonly asOf: Day | undefined
  /** One for each item, in printed order. */
  readonly fields: readonly FieldTotal[]
}

/** Adds up a form for a month over the units that reported. */
export function rollUp(snapshot: Snapshot, form: Form, period: Month): RollUp {
  const coverage = coverageOf(snapshot, form, period)
  const fields = fieldsOf(form).map((field) =>
    totalOf(
      field,
      coverage.reported.map(({ version }) => version.figures[field.id]),
    ),
  )
  return { form, period, asOf: asOfDay(form.asOf, period), fields, ...coverage }
}

/** Adds up one item; `undefined` stands for a unit whose version does not have it. */
export function totalOf(field: Field, figures: readonly (Figure | undefined)[]): FieldTotal {
  let sums: number[] | undefined
  let answered = 0
  let blank = 0
  for (const figure of figures) {
    if (figure === undefined) continue
    if (figure === null) {
      blank++
      continue
    }
    answered++
    const numbers = numbersOf(figure)
    if (!numbers) continue
    sums ??= field.components.map(() => 0)
    for (const component of sums.keys()) sums[component] = (sums[component] ?? 0) + (numbers[component] ?? 0)
  }
  return { field, sums, answered, blank }
}

/** The same matter in every form of the campaign. */
interface ConceptTotal {
  readonly concept: string
  /** The short name in the first form that has it. */
  readonly short: string
  /** One for each form, in the order of `forms`; undefined where the form has no such item. */
  readonly totals: readonly (FieldTotal | undefined)[]
}

export interface SideBySide {
  readonly forms: readonly RollUp[]
  readonly concepts: readonly ConceptTotal[]
}

/**
 * The forms of a campaign side by side, by concept key. They are not added to each other: a hazard that a village and a
 * department both saw is in both.
 */
export function rollUpConcepts(snapshot: Snapshot, period: Month): SideBySide {
  const forms = [...snapshot.pack.forms.values()].map((form) => rollUp(snapshot, form, period))
  const concepts = new Map<string, { short: string; totals: (FieldTotal | undefined)[] }>()
  for (const [index, { fields }] of forms.entries()) {
    for (const total of fields) {
      const { concept, short } = total.field
      const row = concepts.get(concept) ?? { short, totals: forms.map(() => undefined) }
      concepts.set(concept, row)
      row.totals[index] = total
    }
  }
  return { forms, concepts: [...concepts].map(([concept, row]) => ({ concept, ...row })) }
}
