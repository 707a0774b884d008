// What the office and the leaders are told of a month: who has reported, who is missing, and what it adds up to.

import { dayAt, daysBetween, type Instant, type Month } from '../campaign/calendar.ts'
import { formOfUnit, type Pack } from '../campaign/pack.ts'
import { dueDay, periodsOf } from '../campaign/period.ts'
import type { Unit } from '../campaign/roster.ts'
import { fieldsOf } from '../form/checks.ts'
import { numbersOf } from '../form/schema.ts'
import { progressOfUnits, type UnitProgress } from '../report/completeness.ts'
import { newestVersion, type UnitReports, type Version } from '../report/unit-reports.ts'
import * as wording from '../wording/status.ts'

/**
 * Concept keys of hazards by source. Hazards under official supervision (hazard.listed) are left out: they are among
 * those that were found already.
 */
const FOUND: ReadonlySet<string> = new Set(['hazard.self.found', 'hazard.inspected.found'])
const FIXED: ReadonlySet<string> = new Set(['hazard.self.fixed', 'hazard.inspected.fixed'])

export interface StatusInput {
  readonly pack: Pack
  readonly units: readonly Unit[]
  readonly reportsOf: (unit: Unit) => UnitReports | undefined
  readonly period: Month
  readonly now: Instant
  /** The campaign's name, when the asker belongs to several. */
  readonly named: string | undefined
}

/** The one line that matters: how many have reported, and who is missing. */
export function renderMissing(input: StatusInput): string {
  return statusLine(input, progress(input))
}

/** The line that matters, then who is filling, who was late, and the hazards found and closed against the month before. */
export function renderProgress(input: StatusInput): string {
  const all = progress(input)
  const filling = all.flatMap(({ unit, progress }) =>
    progress.state === 'filling' ? [{ unit: unit.name, filled: progress.filled, of: progress.of }] : [],
  )
  const late = all.flatMap(({ unit, progress }) => (progress.state === 'submitted' && progress.late ? [unit.name] : []))
  const lines = [statusLine(input, all)]
  if (filling.length > 0) lines.push(wording.fillingLine(filling))
  if (late.length > 0) lines.push(wording.lateLine(late))
  const totals = hazardTotals(input, input.period, input.units)
  if (totals.units > 0) lines.push(wording.hazardLine(totals.found, totals.fixed, totals.units))
  const growth = totals.units > 0 ? growthSince(input) : undefined
  if (growth) lines.push(growth)
  return lines.join('\n')
}

function progress({ pack, units, reportsOf, period }: StatusInput): readonly UnitProgress[] {
  return progressOfUnits(units, (unit) => formOfUnit(pack, unit), reportsOf, period, dueDay(pack.campaign, period))
}

function statusLine({ pack, period, now, named }: StatusInput, all: readonly UnitProgress[]): string {
  const due = dueDay(pack.campaign, period)
  if (due === undefined) return wording.noMonthlyReport()
  const missing = all.filter(({ progress }) => progress.state !== 'submitted')
  return wording.statusLine({
    campaign: named,
    period,
    units: all.length,
    submitted: all.length - missing.length,
    filling: missing.filter(({ progress }) => progress.state === 'filling').length,
    missing: missing.map(({ unit }) => unit.name),
    due,
    daysLeft: daysBetween(dayAt(now), due),
  })
}

/** The month before against this one, over the units that reported both, so that a missing unit is not a fall. */
function growthSince(input: StatusInput): string | undefined {
  const months = periodsOf(input.pack.campaign)
  const before = months[months.indexOf(input.period) - 1]
  if (!before) return undefined
  const both = input.units.filter((unit) =>
    [before, input.period].every((month) => versionOf(input, unit, month) !== undefined),
  )
  if (both.length === 0) return undefined
  const earlier = hazardTotals(input, before, both)
  const later = hazardTotals(input, input.period, both)
  return wording.growthLine(before, later.found - earlier.found, later.fixed - earlier.fixed)
}

/** Hazards found and closed, over all sources (self-checks, inspections …), by the concept keys that forms share. */
function hazardTotals(input: StatusInput, period: Month, units: readonly Unit[]) {
  let found = 0
  let fixed = 0
  let counted = 0
  for (const unit of units) {
    const version = versionOf(input, unit, period)
    if (!version) continue
    counted++
    for (const { id, concept } of fieldsOf(formOfUnit(input.pack, unit))) {
      const value = numbersOf(version.figures[id])?.[0] ?? 0
      if (FOUND.has(concept)) found += value
      if (FIXED.has(concept)) fixed += value
    }
  }
  return { found, fixed, units: counted }
}

function versionOf(input: StatusInput, unit: Unit, period: Month): Version | undefined {
  const reports = input.reportsOf(unit)
  return reports && newestVersion(reports, period)
}
