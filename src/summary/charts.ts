// What is drawn of a campaign, as plain data: the status board (units by months), how found and closed hazards or one item
// went over the months, and the ranking by closed hazards. It knows no colours, sizes or files.

import { type Day, dayAt, type Instant, type Month, timeAt } from '../campaign/calendar.ts'
import { isExempt } from '../campaign/desk.ts'
import { asOfDay, currentPeriod, dueDay, periodsOf } from '../campaign/period.ts'
import type { Unit } from '../campaign/roster.ts'
import { formatWan } from '../form/answers/amount.ts'
import { fieldsOf } from '../form/checks.ts'
import { ANSWER_KINDS, type Field, type Form } from '../form/schema.ts'
import * as wording from '../wording/charts.ts'
import { monthText } from '../wording/day.ts'
import { trendOf } from './comparison.ts'
import { addHazards, hazardsOf } from './hazards.ts'
import { type Ranking, rankByFixed } from './ranking.ts'
import { coverageOf, progressIn, type Snapshot } from './snapshot.ts'

/** What every chart has beside its figures. */
interface ChartFrame {
  /** The parts of its file's name: 龙门镇, 看板, 2023-06. */
  readonly name: readonly string[]
  readonly title: string
  /** The line that matters, below the title. */
  readonly heading: string | undefined
  /** What the figures cover and what was left out; a sentence each. */
  readonly notes: readonly string[]
}

interface BoardCell {
  readonly state: wording.CellState
  /** 「✓」, 「填60%」. */
  readonly sign: string
}

export interface Board extends ChartFrame {
  readonly kind: 'board'
  /** 「5月」, one for each column. */
  readonly months: readonly string[]
  readonly rows: readonly { readonly unit: string; readonly cells: readonly BoardCell[] }[]
  /** The states that occur. */
  readonly legend: readonly { readonly state: wording.CellState; readonly sign: string; readonly meaning: string }[]
}

export interface TrendSeries {
  readonly name: string
  /** One for each month; undefined where no unit gave a figure: a gap, not zero. Money in 万元. */
  readonly points: readonly ({ readonly value: number; readonly label: string } | undefined)[]
}

export interface Trend extends ChartFrame {
  readonly kind: 'trend'
  /** A month in which not every unit has reported is marked: a missing unit is not a fall. */
  readonly months: readonly { readonly name: string; readonly isComplete: boolean }[]
  /** What the mark of such a month means; undefined when there is none. */
  readonly partial: string | undefined
  /** One for each measure: times and money do not share a scale. */
  readonly panels: readonly (readonly TrendSeries[])[]
}

export interface RankingChart extends ChartFrame {
  readonly kind: 'ranking'
  readonly bars: readonly {
    readonly place: number
    readonly unit: string
    /** From 0 to 1. */
    readonly rate: number
    /** 「75.7%（56/74）」 */
    readonly label: string
  }[]
  /** How many bars stand before those that were left out; undefined when none was. */
  readonly cutAfter: number | undefined
}

export type Chart = Board | Trend | RankingChart

/** More units than these are not legible on a phone. */
const MOST_UNITS = 40
const MOST_MONTHS = 12

const STATES: readonly wording.CellState[] = ['on-time', 'late', 'returned', 'filling', 'missing', 'waiting', 'exempt']

/**
 * The status board up to the month that is reported at `now`, the last twelve at most. Of more than 40 units it has those
 * that are missing, late or returned. Undefined when the campaign has no monthly report or no unit.
 */
export function boardOf(snapshot: Snapshot, now: Instant): Board | undefined {
  const { campaign } = snapshot.pack
  const period = currentPeriod(campaign, now)
  if (period === undefined || snapshot.units.length === 0) return undefined
  const months = periodsOf(campaign)
    .filter((month) => month <= period)
    .slice(-MOST_MONTHS)
  const today = dayAt(now)
  const all = snapshot.units.map((unit) => boardRow(snapshot, unit, months, today))
  const { rows, notes } = fittingRows(all)
  const states = new Set(rows.flatMap(({ cells }) => cells.map(({ state }) => state)))
  const latest = all.map(({ cells }) => cells.at(-1)?.state).filter((state) => state !== 'exempt')
  const reported = latest.filter((state) => state === 'on-time' || state === 'late').length
  return {
    kind: 'board',
    name: wording.chartNameParts(campaign.place, 'board', period),
    title: wording.boardTitle(campaign.name),
    heading: wording.boardHeading(period, { of: latest.length, reported }, today, timeAt(now)),
    months: months.map(monthText),
    rows: rows.map(({ unit, cells }) => ({ unit, cells })),
    legend: STATES.filter((state) => states.has(state)).map((state) => ({ state, ...wording.legendOf(state) })),
    notes,
  }
}

interface MeasuredRow {
  readonly unit: string
  readonly cells: readonly BoardCell[]
  /** How many months are missing, late or returned, and whether the last one is. */
  readonly troubles: number
  readonly isTroubledNow: boolean
}

function boardRow(snapshot: Snapshot, unit: Unit, months: readonly Month[], today: Day): MeasuredRow {
  const cells = months.map((period) => boardCell(snapshot, unit, period, today))
  return {
    unit: unit.name,
    cells: cells.map(({ state, sign }) => ({ state, sign })),
    troubles: cells.filter(({ isTrouble }) => isTrouble).length,
    isTroubledNow: cells.at(-1)?.isTrouble === true,
  }
}

function boardCell(
  snapshot: Snapshot,
  unit: Unit,
  period: Month,
  today: Day,
): BoardCell & { readonly isTrouble: boolean } {
  if (isExempt(snapshot.desk, unit, period)) return { ...plainCell('exempt'), isTrouble: false }
  const progress = progressIn(snapshot, unit, period)
  const due = dueDay(snapshot.pack.campaign, period)
  const isOverdue = due !== undefined && today > due
  switch (progress.state) {
    case 'submitted':
      return { ...plainCell(progress.late ? 'late' : 'on-time'), isTrouble: progress.late }
    case 'returned':
      return { ...plainCell('returned'), isTrouble: true }
    case 'filling':
      return { state: 'filling', sign: wording.fillingSign(progress.filled, progress.of), isTrouble: isOverdue }
    case 'not-started':
      return { ...plainCell(isOverdue ? 'missing' : 'waiting'), isTrouble: isOverdue }
  }
}

function plainCell(state: Exclude<wording.CellState, 'filling'>): BoardCell {
  return { state, sign: wording.stateSign(state) }
}

/** All rows where they fit; else those with trouble, in the order of the roster, and a note that says so. */
function fittingRows(all: readonly MeasuredRow[]): {
  readonly rows: readonly MeasuredRow[]
  readonly notes: readonly string[]
} {
  if (all.length <= MOST_UNITS) return { rows: all, notes: [] }
  const troubled = all.filter(({ troubles }) => troubles > 0)
  if (troubled.length === 0)
    return { rows: all.slice(0, MOST_UNITS), notes: [wording.onlyFirst(all.length, MOST_UNITS)] }
  const worst = new Set(
    [...troubled]
      .sort((a, b) => Number(b.isTroubledNow) - Number(a.isTroubledNow) || b.troubles - a.troubles)
      .slice(0, MOST_UNITS),
  )
  const rows = troubled.filter((row) => worst.has(row))
  return { rows, notes: [wording.onlyTroubled(all.length, rows.length, troubled.length - rows.length)] }
}

/**
 * How found and closed hazards of all units went over the months, or one item of a form. Undefined when no month has a
 * report, and for an item of words or days, which does not add up.
 */
export function trendChartOf(snapshot: Snapshot, field?: Field): Trend | undefined {
  const { campaign, forms } = snapshot.pack
  const all = [...forms.values()].filter(({ id }) => snapshot.units.some(({ form }) => form === id))
  const shown = field ? all.filter((form) => fieldsOf(form).includes(field)) : all
  const months = monthsWithReports(snapshot, shown)
  const last = months.at(-1)
  if (last === undefined) return undefined
  const panels = field ? itemPanels(snapshot, shown, field, months) : [hazardSeries(snapshot, shown, months)]
  if (!panels) return undefined
  const covered = months.map((period) => ({ period, ...countsOf(snapshot, shown, period) }))
  return {
    kind: 'trend',
    name: wording.chartNameParts(campaign.place, 'trend', last),
    title: field ? wording.itemTrendTitle(campaign.name, field.id, field.short) : wording.trendTitle(campaign.name),
    heading: undefined,
    months: covered.map(({ period, reported, of }) => ({ name: monthText(period), isComplete: reported === of })),
    partial: covered.some(({ reported, of }) => reported < of) ? wording.partialName() : undefined,
    panels,
    notes: [wording.coverageNote(covered), ...natureOf(shown, last)],
  }
}

/** From the first month with a report to the last, the last twelve at most; months between without any stay, as gaps. */
function monthsWithReports(snapshot: Snapshot, forms: readonly Form[]): readonly Month[] {
  const months = periodsOf(snapshot.pack.campaign)
  const known = months.filter((period) => countsOf(snapshot, forms, period).reported > 0)
  const [first, last] = [known[0], known.at(-1)]
  if (first === undefined || last === undefined) return []
  return months.filter((period) => first <= period && period <= last).slice(-MOST_MONTHS)
}

function countsOf(snapshot: Snapshot, forms: readonly Form[], period: Month) {
  let reported = 0
  let of = 0
  for (const form of forms) {
    const coverage = coverageOf(snapshot, form, period)
    reported += coverage.reported.length
    of += coverage.reported.length + coverage.missing.length
  }
  return { reported, of }
}

function hazardSeries(snapshot: Snapshot, forms: readonly Form[], months: readonly Month[]): readonly TrendSeries[] {
  const totals = months.map((period) => {
    const hazards = forms.flatMap((form) =>
      coverageOf(snapshot, form, period).reported.map(({ version }) => hazardsOf(form, version.figures)),
    )
    return hazards.length === 0 ? undefined : addHazards(hazards)
  })
  const series = (name: string, of: 'found' | 'fixed'): TrendSeries => ({
    name,
    points: totals.map((total) => total && { value: total[of], label: String(total[of]) }),
  })
  return [series(wording.foundName(), 'found'), series(wording.fixedName(), 'fixed')]
}

/** One series for each component of the item; those of one measure share a panel. */
function itemPanels(
  snapshot: Snapshot,
  forms: readonly Form[],
  field: Field,
  months: readonly Month[],
): readonly (readonly TrendSeries[])[] | undefined {
  const [form] = forms
  const types = ANSWER_KINDS[field.kind]
  if (!form || types.some((type) => type === 'text' || type === 'day')) return undefined
  const trend = trendOf(snapshot, form, field, months)
  const panels = new Map<string, TrendSeries[]>()
  for (const [index, { measure, name }] of field.components.entries()) {
    const type = types[index]
    const series: TrendSeries = {
      name: type === 'flag' ? wording.yesName() : wording.seriesName(name ?? field.short, measure),
      points: trend.map(({ total }) => {
        const sum = total.sums?.[index]
        if (sum === undefined) return undefined
        const label = type === 'amount' ? formatWan(sum) : String(sum)
        return { value: Number(label), label }
      }),
    }
    panels.set(measure, [...(panels.get(measure) ?? []), series])
  }
  return [...panels.values()]
}

/** Whether the figures are cumulative, to which day they run, and what is provisional; only what holds for every form. */
function natureOf(forms: readonly Form[], last: Month): readonly string[] {
  const days = new Set(forms.map(({ asOf }) => asOfDay(asOf, last)))
  const [day] = days
  return [
    ...(day !== undefined && days.size === 1 ? [wording.asOfNote(last, day)] : []),
    ...(forms.every(({ cumulative }) => cumulative) ? [wording.cumulativeNote()] : []),
    ...new Set(forms.flatMap(({ provisional }) => provisional ?? [])),
  ]
}

/**
 * The ranking of a month by closed hazards; of more than 40 units the first and the last 20. Undefined when there is
 * nothing to rank.
 */
export function rankingChartOf(snapshot: Snapshot, period: Month): RankingChart | undefined {
  const { campaign, forms } = snapshot.pack
  const { ranked, without } = rankByFixed(snapshot, period)
  if (ranked.length === 0) return undefined
  const half = MOST_UNITS / 2
  const isCut = ranked.length > MOST_UNITS
  const shown = isCut ? [...ranked.slice(0, half), ...ranked.slice(-half)] : ranked
  const missing = [...forms.values()].flatMap((form) => coverageOf(snapshot, form, period).missing)
  const { reported, of } = countsOf(snapshot, [...forms.values()], period)
  const sum = {
    part: ranked.reduce((total, { part }) => total + part, 0),
    whole: ranked.reduce((total, { whole }) => total + whole, 0),
  }
  return {
    kind: 'ranking',
    name: wording.chartNameParts(campaign.place, 'ranking', period),
    title: wording.rankingTitle(campaign.name, period),
    heading: wording.rankingHeading(sum, reported, of),
    bars: shown.map(barOf),
    cutAfter: isCut ? half : undefined,
    notes: [
      ...(isCut ? [wording.middleLeftOut(ranked.length, half, half)] : []),
      ...(without.length > 0 ? [wording.nothingFoundNote(without.map(({ name }) => name))] : []),
      ...(missing.length > 0 ? [wording.notReportedNote(missing.map(({ name }) => name))] : []),
      ...natureOf(
        [...forms.values()].filter(({ id }) => snapshot.units.some(({ form }) => form === id)),
        period,
      ),
    ],
  }
}

function barOf({ place, unit, part, whole }: Ranking['ranked'][number]): RankingChart['bars'][number] {
  return { place, unit: unit.name, rate: part / whole, label: wording.rateLabel(part, whole) }
}
