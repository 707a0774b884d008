// What changed: between two versions or months of a unit, between two months of all units, and over a row of months.

import type { Month } from '../campaign/calendar.ts'
import { equalFigures, fieldsOf } from '../form/checks.ts'
import { type Field, type Figure, type Figures, type Form, numbersOf } from '../form/schema.ts'
import { type FieldTotal, totalOf } from './roll-up.ts'
import { coverageOf, type Snapshot } from './snapshot.ts'

/** One item before and after; undefined where the version does not have it, null where it is blank. */
export interface FieldChange {
  readonly field: Field
  readonly before: Figure | undefined
  readonly after: Figure | undefined
  /** After minus before of each component; undefined unless both sides are numbers. */
  readonly difference: readonly number[] | undefined
}

/** The items of which two sets of figures differ, in printed order. A blank and 0 are different. */
export function compareFigures(form: Form, before: Figures, after: Figures): readonly FieldChange[] {
  return fieldsOf(form).flatMap((field) => {
    const change = { field, before: before[field.id], after: after[field.id] }
    return equalFigures(change.before, change.after)
      ? []
      : [{ ...change, difference: differenceOf(change.before, change.after) }]
  })
}

/** One item of all units in two months. */
interface TotalChange {
  readonly field: Field
  /** The sums of those units that gave numbers in both months; undefined when none did. */
  readonly before: readonly number[] | undefined
  readonly after: readonly number[] | undefined
  readonly difference: readonly number[] | undefined
  /** How many units that is. */
  readonly units: number
}

export interface MonthComparison {
  readonly form: Form
  readonly before: Month
  readonly after: Month
  /** How many units reported both months. */
  readonly units: number
  /** Every item, in printed order. Where the form is cumulative, the difference is the increase between the months. */
  readonly fields: readonly TotalChange[]
}

/** One month against another, over the units that reported both: a unit that is missing is not a fall. */
export function compareMonths(snapshot: Snapshot, form: Form, before: Month, after: Month): MonthComparison {
  const earlier = new Map(coverageOf(snapshot, form, before).reported.map(({ unit, version }) => [unit, version]))
  const both = coverageOf(snapshot, form, after).reported.flatMap(({ unit, version }) => {
    const first = earlier.get(unit)
    return first ? [{ before: first.figures, after: version.figures }] : []
  })
  const fields = fieldsOf(form).map((field) => {
    const known = both.filter((pair) => numbersOf(pair.before[field.id]) && numbersOf(pair.after[field.id]))
    const first = totalOf(
      field,
      known.map((pair) => pair.before[field.id]),
    )
    const second = totalOf(
      field,
      known.map((pair) => pair.after[field.id]),
    )
    const difference = differenceOf(first.sums, second.sums)
    return { field, before: first.sums, after: second.sums, difference, units: known.length }
  })
  return { form, before, after, units: both.length, fields }
}

/** A month of a trend. */
export interface TrendPoint {
  readonly period: Month
  readonly total: FieldTotal
  readonly reported: number
  /** How many units had to report. */
  readonly of: number
}

/** One item over a row of months, each with the units that it covers. For the trend of one unit, pass only that unit. */
export function trendOf(snapshot: Snapshot, form: Form, field: Field, months: readonly Month[]): readonly TrendPoint[] {
  return months.map((period) => {
    const { reported, missing } = coverageOf(snapshot, form, period)
    const total = totalOf(
      field,
      reported.map(({ version }) => version.figures[field.id]),
    )
    return { period, total, reported: reported.length, of: reported.length + missing.length }
  })
}

function differenceOf(before: Figure | undefined, after: Figure | undefined): readonly number[] | undefined {
  const [first, second] = [numbersOf(before), numbersOf(after)]
  return first && second ? second.map((value, component) => value - (first[component] ?? 0)) : undefined
}
