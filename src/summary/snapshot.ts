// One moment of a campaign, out of which tables, totals and bulletins are made: the pack, who has to report, and what was
// submitted. It does not know where the moment was read from.

import type { Month } from '../campaign/calendar.ts'
import { type Desk, isExempt } from '../campaign/desk.ts'
import { formOfUnit, type Pack } from '../campaign/pack.ts'
import { dueDay } from '../campaign/period.ts'
import type { Unit } from '../campaign/roster.ts'
import type { Form } from '../form/schema.ts'
import { type Progress, progressOf } from '../report/completeness.ts'
import { emptyReports, newestVersion, type UnitReports, type Version } from '../report/unit-reports.ts'

/** For one leader's own units, pass only those: everything below counts over the units given. */
export interface Snapshot {
  readonly pack: Pack
  readonly desk: Desk
  /** In the order in which they are listed everywhere: that of the roster. */
  readonly units: readonly Unit[]
  readonly reportsOf: (unit: Unit) => UnitReports | undefined
}

/** A unit with the version that counts for a month. */
interface Reported {
  readonly unit: Unit
  readonly version: Version
}

/** The units of a form by what is known of them for a month; an exempt unit is in no total and in no denominator. */
export interface Coverage {
  readonly reported: readonly Reported[]
  readonly missing: readonly Unit[]
  readonly exempt: readonly Unit[]
}

/** Who reported, who has yet to, and who need not. */
export function coverageOf(snapshot: Snapshot, form: Form, period: Month): Coverage {
  const reported: Reported[] = []
  const missing: Unit[] = []
  const exempt: Unit[] = []
  for (const unit of snapshot.units) {
    if (unit.form !== form.id) continue
    if (isExempt(snapshot.desk, unit, period)) {
      exempt.push(unit)
      continue
    }
    const version = versionOf(snapshot, unit, period)
    if (version) reported.push({ unit, version })
    else missing.push(unit)
  }
  return { reported, missing, exempt }
}

/** The version that counts for a unit's month: the newest. */
export function versionOf(snapshot: Snapshot, unit: Unit, period: Month): Version | undefined {
  const reports = snapshot.reportsOf(unit)
  return reports && newestVersion(reports, period)
}

/** How far a unit is with a month. */
export function progressIn({ pack, reportsOf }: Snapshot, unit: Unit, period: Month): Progress {
  const reports = reportsOf(unit) ?? emptyReports(unit)
  return progressOf(formOfUnit(pack, unit), reports, period, dueDay(pack.campaign, period))
}

/** Whether a unit's first version of a month came after its day; a correction after that day is not late. */
export function isLate(snapshot: Snapshot, unit: Unit, period: Month): boolean {
  const progress = progressIn(snapshot, unit, period)
  return progress.state === 'submitted' && progress.late
}
