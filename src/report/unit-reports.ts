// All reports of one unit: the draft of each month while it is filled, and every version that was submitted.
// Nothing is ever overwritten: a correction is the next version. Every function returns a new value.

import type { Instant, Month } from '../campaign/calendar.ts'
import type { Unit } from '../campaign/roster.ts'
import { equalFigures } from '../form/checks.ts'
import type { Figure, Figures } from '../form/schema.ts'

/** A warning that a contact confirmed, kept with the version so that the office sees it. */
export interface Confirmation {
  /** From form/checks.ts `warningKey`. */
  readonly warning: string
  readonly by: string
  readonly at: Instant
  readonly reason?: string
}

/** Who filled a figure last, and when; so that two contacts of a unit see each other's work. */
export interface Entry {
  readonly by: string
  readonly at: Instant
}

export interface Draft {
  readonly startedAt: Instant
  /** The version that is being corrected; absent in a first report. */
  readonly corrects?: number
  readonly figures: Figures
  readonly entries: Readonly<Record<string, Entry>>
  readonly confirmations: readonly Confirmation[]
}

export interface Version {
  /** 1 for the first submission, then counted on. */
  readonly number: number
  readonly receipt: string
  readonly by: string
  readonly at: Instant
  readonly figures: Figures
  readonly confirmations: readonly Confirmation[]
  /** Why it was corrected; absent in a first version and where the contact gave no reason. */
  readonly reason?: string
}

/** What the office said of a version; about an older one it no longer counts. */
export interface Review {
  readonly outcome: 'passed' | 'returned'
  readonly version: number
  readonly by: string
  readonly at: Instant
  /** Why it was returned. */
  readonly reason?: string
  /** The items that the reason names. */
  readonly fields?: readonly string[]
}

export interface PeriodReport {
  readonly draft?: Draft
  readonly versions: readonly Version[]
  readonly review?: Review
}

/** The stored document of a unit; kind `unit`, key `unit/` + unitKey. */
export interface UnitReports {
  readonly schema: 1
  readonly campaign: string
  readonly form: string
  readonly unit: string
  readonly periods: Readonly<Record<Month, PeriodReport>>
}

export const UNIT_REPORTS_SCHEMA = 1

export function emptyReports(unit: Unit): UnitReports {
  return { schema: UNIT_REPORTS_SCHEMA, campaign: unit.campaign, form: unit.form, unit: unit.name, periods: {} }
}

export function reportOf(reports: UnitReports, period: Month): PeriodReport {
  return reports.periods[period] ?? { versions: [] }
}

/** What counts for a month: its newest version; undefined when nothing was submitted, or the office returned it. */
export function newestVersion(reports: UnitReports, period: Month): Version | undefined {
  return returnOf(reports, period) ? undefined : latestVersion(reports, period)
}

/** The version that was submitted last, whether it counts or was returned. */
export function latestVersion(reports: UnitReports, period: Month): Version | undefined {
  return reportOf(reports, period).versions.at(-1)
}

/** Why the office returned the newest version of a month; undefined when it did not. */
export function returnOf(reports: UnitReports, period: Month): Review | undefined {
  const { review, versions } = reportOf(reports, period)
  return review?.outcome === 'returned' && review.version === versions.at(-1)?.number ? review : undefined
}

/** Keeps what the office says of the newest version of a month. */
export function reviewReport(reports: UnitReports, period: Month, review: Review): UnitReports {
  return withReport(reports, period, { ...reportOf(reports, period), review })
}

/** The newest version of the newest earlier month that has one: what 「上月」 and 「同上」 mean, with its month. */
export function lastReport(reports: UnitReports, period: Month): { period: Month; version: Version } | undefined {
  let newest: Month | undefined
  for (const month in reports.periods) {
    if (month < period && (newest === undefined || month > newest) && newestVersion(reports, month)) newest = month
  }
  const version = newest && newestVersion(reports, newest)
  return newest && version ? { period: newest, version } : undefined
}

/** Opens the draft of a month; one that is open stays as it is. A correction starts from the newest version's figures. */
export function openDraft(reports: UnitReports, period: Month, at: Instant): UnitReports {
  const report = reportOf(reports, period)
  if (report.draft) return reports
  const newest = report.versions.at(-1)
  const draft: Draft = newest
    ? {
        startedAt: at,
        corrects: newest.number,
        figures: newest.figures,
        entries: {},
        confirmations: newest.confirmations,
      }
    : { startedAt: at, figures: {}, entries: {}, confirmations: [] }
  return withReport(reports, period, { ...report, draft })
}

/** Drops an open draft; what was submitted stays. */
export function dropDraft(reports: UnitReports, period: Month): UnitReports {
  const { draft: _, ...rest } = reportOf(reports, period)
  return withReport(reports, period, rest)
}

/** Keeps answers in the open draft; `undefined` takes an answer back. Figures that are equal already are left alone. */
export function setFigures(
  reports: UnitReports,
  period: Month,
  changes: Readonly<Record<string, Figure | undefined>>,
  entry: Entry,
): UnitReports {
  const draft = draftOf(reports, period)
  const figures: Record<string, Figure> = { ...draft.figures }
  const entries: Record<string, Entry> = { ...draft.entries }
  for (const [field, figure] of Object.entries(changes)) {
    if (figure === undefined) {
      delete figures[field]
      delete entries[field]
    } else {
      if (!(field in figures && equalFigures(figures[field], figure))) figures[field] = figure
      entries[field] = entry
    }
  }
  return withReport(reports, period, { ...reportOf(reports, period), draft: { ...draft, figures, entries } })
}

/** Keeps that a warning was confirmed in the open draft; a later confirmation of the same warning replaces the earlier. */
export function confirmWarning(reports: UnitReports, period: Month, confirmation: Confirmation): UnitReports {
  const draft = draftOf(reports, period)
  const others = draft.confirmations.filter(({ warning }) => warning !== confirmation.warning)
  const confirmations = [...others, confirmation]
  return withReport(reports, period, { ...reportOf(reports, period), draft: { ...draft, confirmations } })
}

/**
 * Makes the open draft the next version. `stillAsked` are the warnings that the figures raise now: confirmations of
 * figures that were changed again are dropped.
 */
export function submitDraft(
  reports: UnitReports,
  period: Month,
  by: string,
  at: Instant,
  receipt: string,
  stillAsked: ReadonlySet<string>,
  reason?: string,
): { reports: UnitReports; version: Version } {
  const { draft, versions, ...rest } = reportOf(reports, period)
  if (!draft) throw new Error(`no open draft of ${period}`)
  const version: Version = {
    number: versions.length + 1,
    receipt,
    by,
    at,
    figures: draft.figures,
    confirmations: draft.confirmations.filter(({ warning }) => stillAsked.has(warning)),
    ...(reason === undefined ? {} : { reason }),
  }
  return { reports: withReport(reports, period, { ...rest, versions: [...versions, version] }), version }
}

function draftOf(reports: UnitReports, period: Month): Draft {
  const draft = reportOf(reports, period).draft
  if (!draft) throw new Error(`no open draft of ${period}`)
  return draft
}

function withReport(reports: UnitReports, period: Month, report: PeriodReport): UnitReports {
  return { ...reports, periods: { ...reports.periods, [period]: report } }
}
