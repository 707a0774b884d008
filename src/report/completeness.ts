// How far a month is: who has submitted, who is filling, who has not begun.

import type { Instant, Month } from '../campaign/calendar.ts'
import { dayAt } from '../campaign/calendar.ts'
import type { Unit } from '../campaign/roster.ts'
import { fieldsOf } from '../form/checks.ts'
import type { Form } from '../form/schema.ts'
import { emptyReports, reportOf, returnOf, type UnitReports, type Version } from './unit-reports.ts'

export type Progress =
  | { readonly state: 'not-started' }
  | { readonly state: 'filling'; readonly filled: number; readonly of: number }
  /** The office returned the newest version; until it is corrected the unit counts as missing. */
  | { readonly state: 'returned'; readonly reason: string | undefined; readonly correcting: boolean }
  /** `late` when its first version came after the due day; a correction after that day does not make it late. */
  | { readonly state: 'submitted'; readonly newest: Version; readonly late: boolean; readonly correcting: boolean }

export interface UnitProgress {
  readonly unit: Unit
  readonly progress: Progress
}

/** How far one unit is with one month. `due` is the last day on which it is on time. */
export function progressOf(form: Form, reports: UnitReports, period: Month, due: string | undefined): Progress {
  const { draft, versions } = reportOf(reports, period)
  const newest = versions.at(-1)
  const first = versions[0]
  const returned = returnOf(reports, period)
  if (returned) return { state: 'returned', reason: returned.reason, correcting: draft !== undefined }
  if (newest && first) {
    const late = due !== undefined && isAfter(first.at, due)
    return { state: 'submitted', newest, late, correcting: draft !== undefined }
  }
  if (!draft) return { state: 'not-started' }
  const fields = fieldsOf(form)
  return { state: 'filling', filled: fields.filter(({ id }) => id in draft.figures).length, of: fields.length }
}

/** How far every unit is, in the order given. Units without a document have not begun. */
export function progressOfUnits(
  units: readonly Unit[],
  formOf: (unit: Unit) => Form,
  reportsOf: (unit: Unit) => UnitReports | undefined,
  period: Month,
  due: string | undefined,
): readonly UnitProgress[] {
  return units.map((unit) => ({
    unit,
    progress: progressOf(formOf(unit), reportsOf(unit) ?? emptyReports(unit), period, due),
  }))
}

function isAfter(at: Instant, day: string): boolean {
  return dayAt(at) > day
}
