// What the office and the leaders are told of a month: who has reported, who is missing, and what it adds up to.

import { dayAt, daysBetween, type Instant, type Month } from '../campaign/calendar.ts'
import { formOfUnit, type Pack } from '../campaign/pack.ts'
import { dueDay, periodsOf } from '../campaign/period.ts'
import type { Unit } from '../campaign/roster.ts'
import { progressOfUnits, type UnitProgress } from '../report/completeness.ts'
import { newestVersion, type UnitReports, type Version } from '../report/unit-reports.ts'
import * as wording from '../wording/status.ts'
import { addHazards, hazardsOf } from './hazards.ts'

export interface StatusInput {
  readonly pack: Pack
  readonly units: readonly Unit[]
  readonly reportsOf: (unit: Unit) => UnitReports | undefined
  readonly period: Month
  readonly now: Instant
  /** The campaign's name, when the asker belongs to several. */
  readonly named: string | undefined
}

/** Hazards found and closed, and against the month before; undefined while nobody has reported. */
export function renderHazards(input: StatusInput): string | undefined {
  const totals = hazardTotals(input, input.period, input.units)
  if (totals.units === 0) return undefined
  const growth = growthSince(input)
  const line = wording.hazardLine(totals.found, totals.fixed, totals.units)
  return growth ? `${line}\n${growth}` : line
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
  const hazards = renderHazards(input)
  if (hazards !== undefined) lines.push(hazards)
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

/** Hazards found and closed over the units that reported, and how many these are. */
function hazardTotals(input: StatusInput, period: Month, units: readonly Unit[]) {
  const all = units.flatMap((unit) => {
    const version = versionOf(input, unit, period)
    return version ? [hazardsOf(formOfUnit(input.pack, unit), version.figures)] : []
  })
  return { ...addHazards(all), units: all.length }
}

function versionOf(input: StatusInput, unit: Unit, period: Month): Version | undefined {
  const reports = input.reportsOf(unit)
  return reports && newestVersion(reports, period)
}
