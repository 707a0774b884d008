// The draft of a bulletin (通报) for a week, a month or a half-year, as data: what the figures say, who was late, the
// ranking, and what the document itself says comes next. What it does not say is left to the office to write.

import { addDays, addMonths, type Day, dayAt, type Instant, type Month, timeAt } from '../campaign/calendar.ts'
import { dueDay, periodsOf } from '../campaign/period.ts'
import type { Campaign } from '../campaign/schema.ts'
import { printFigure } from '../form/print.ts'
import { type Form, isCounted } from '../form/schema.ts'
import * as wording from '../wording/bulletin.ts'
import { compareMonths } from './comparison.ts'
import {
  addHazards,
  asksForListed,
  countsHazards,
  type Hazards,
  hazardsOf,
  listedHazardsOf,
  tellsHazards,
} from './hazards.ts'
import { rankByFixed, rankByTimely } from './ranking.ts'
import { type FieldTotal, type RollUp, rollUp } from './roll-up.ts'
import { isLate, type Snapshot, versionOf } from './snapshot.ts'

/** Figures are those of `to`; the months before are compared and told one by one. */
export interface BulletinRange {
  readonly every: 'week' | 'month' | 'half-year'
  readonly from: Month
  readonly to: Month
}

export interface BulletinSection {
  /** With its number: 一、总体情况. */
  readonly heading: string
  readonly paragraphs: readonly string[]
  readonly table?: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
}

export interface Bulletin {
  readonly range: BulletinRange
  readonly title: string
  /** That it is a draft, and from figures of which moment. */
  readonly mark: string
  readonly opening: string
  readonly sections: readonly BulletinSection[]
  /** Office and day. */
  readonly signature: readonly [string, string]
}

/** How far ahead a day of the document is told as a next step. */
const AHEAD_DAYS = 62
/** Rows of a table in a chat text; a file has all. */
const TEXT_ROWS = 15
/** How many units are named at either end of a long ranking. */
const RANKING_ENDS = 10
/** How many kinds of problem are named. */
const PROBLEMS = 5

/** The months of a bulletin that ends with `period`: that month alone, or its half of the year up to it. */
export function rangeOf(campaign: Campaign, every: BulletinRange['every'], period: Month): BulletinRange {
  if (every !== 'half-year') return { every, from: period, to: period }
  const start = Number(period.slice(5)) <= 6 ? `${period.slice(0, 4)}-01` : `${period.slice(0, 4)}-07`
  const from = periodsOf(campaign).find((month) => month >= start) ?? period
  return { every, from: from > period ? period : from, to: period }
}

/** Drafts the bulletin; undefined for a campaign without forms, which has no figures to tell. */
export function draftBulletin(snapshot: Snapshot, range: BulletinRange, now: Instant): Bulletin | undefined {
  const { campaign, forms } = snapshot.pack
  if (forms.size === 0) return undefined
  const totals = [...forms.values()].map((form) => rollUp(snapshot, form, range.to))
  const today = dayAt(now)
  const parts: (Omit<BulletinSection, 'heading'> & { readonly title: string })[] = [
    { title: wording.HEADINGS.overall, ...overall(snapshot, range, totals) },
    { title: wording.HEADINGS.units, paragraphs: [], table: unitTable(snapshot, range, totals) },
    { title: wording.HEADINGS.reporting, paragraphs: reporting(snapshot, range, totals, now) },
    { title: wording.HEADINGS.ranking, paragraphs: ranking(snapshot, range.to) },
    ...(totals.some(({ form }) => asksForListed(form))
      ? [{ title: wording.HEADINGS.listed, paragraphs: listed(totals) }]
      : []),
    { title: wording.HEADINGS.problems, paragraphs: [problems(totals), wording.officeWrites()] },
    { title: wording.HEADINGS.next, paragraphs: [...nextSteps(snapshot, range.to, today), wording.officeWrites()] },
  ]
  const time = range.every === 'week' ? { every: range.every, day: today } : { every: range.every, month: range.to }
  return {
    range,
    title: wording.title(wording.actionName(campaign.title), time),
    mark: wording.draftMark(today, timeAt(now)),
    opening: wording.opening(basisOf(campaign, range.every)),
    sections: parts.map(({ title, ...section }, index) => ({ heading: wording.heading(index, title), ...section })),
    signature: wording.signature(campaign.office.name, today),
  }
}

/** The bulletin as a text for the chat; long tables are cut, and say so. */
export function renderBulletin({ title, mark, opening, sections, signature }: Bulletin): string {
  const lines = [title, mark, '', opening]
  for (const { heading, paragraphs, table } of sections) {
    lines.push('', heading, ...paragraphs)
    if (!table) continue
    const [, ...names] = table.head
    for (const [first, ...cells] of table.rows.slice(0, TEXT_ROWS)) {
      const told = cells.flatMap((cell, index) => (cell === '' ? [] : [`${names[index]}${cell}`]))
      lines.push(`${first}：${told.join('，')}`)
    }
    if (table.rows.length > TEXT_ROWS) lines.push(wording.moreRows(table.rows.length - TEXT_ROWS))
  }
  return [...lines, '', ...signature].join('\n')
}

/** What the document says of a bulletin or dispatch of this kind. */
function basisOf({ title, routines }: Campaign, every: BulletinRange['every']) {
  const routine = routines.find((one) => one.every === every && /通报|调度统计/.test(one.quote))
  return routine && { title, quote: routine.quote }
}

function overall(
  snapshot: Snapshot,
  range: BulletinRange,
  totals: readonly RollUp[],
): Omit<BulletinSection, 'heading'> {
  const period = range.to
  const reported = totals.flatMap((total) => total.reported)
  const line = wording.reportingLine({
    period,
    reported: reported.length,
    of: reported.length + totals.reduce((sum, { missing }) => sum + missing.length, 0),
    late: reported.filter(({ unit }) => isLate(snapshot, unit, period)).length,
    exempt: totals.reduce((sum, { exempt }) => sum + exempt.length, 0),
  })
  const paragraphs = [line, ...totals.flatMap((total) => formParagraphs(snapshot, total))]
  return range.from === range.to ? { paragraphs } : { paragraphs, table: monthTable(snapshot, range) }
}

function formParagraphs(snapshot: Snapshot, total: RollUp): string[] {
  const { form, period, reported, asOf, fields } = total
  const lead = wording.formLead(form.blank, reported.length, asOf, form.provisional)
  if (reported.length === 0) return [`${lead}${wording.nobodyReported()}`]
  const sources = sourcesOf(fields)
  const growth = growthOf(snapshot, form, period)
  const told = new Set(sources.flatMap(({ found, fixed }) => [found.field.id, ...(fixed ? [fixed.field.id] : [])]))
  const rest = fields.filter(({ field }) => !told.has(field.id))
  const first =
    sources.length === 0
      ? []
      : [
          wording.sentence(
            sources.map(({ found, fixed }) =>
              wording.sourceText(found.field.short, found.sums?.[0] ?? 0, fixed?.sums?.[0]),
            ),
          ),
        ]
  return [`${lead}${first.join('')}${growth ?? ''}`, ...sectionLines(form, rest)]
}

/** The sources of hazards of which anybody gave a number, each with how many were closed: concepts hazard.X.found and hazard.X.fixed. */
function sourcesOf(fields: readonly FieldTotal[]): readonly { found: FieldTotal; fixed: FieldTotal | undefined }[] {
  return fields.flatMap((found) => {
    const source = /^(hazard\..+)\.found$/.exec(found.field.concept)?.[1]
    if (source === undefined || !found.sums) return []
    return [{ found, fixed: fields.find(({ field }) => field.concept === `${source}.fixed`) }]
  })
}

function sectionLines(form: Form, totals: readonly FieldTotal[]): string[] {
  return form.sections.flatMap((section) => {
    const own = totals.filter(
      ({ field }) => section.fields.includes(field) && field.kind !== 'text' && field.kind !== 'date',
    )
    const known = own.filter(({ sums }) => sums !== undefined)
    if (known.length === 0) return []
    const zeros = known.filter(({ sums, field }) => isCounted(field.kind) && sums?.every((value) => value === 0))
    const items = known.filter((total) => !zeros.includes(total)).map(itemText)
    return [wording.sectionLine(section.title, items, zeros.length)]
  })
}

function itemText({ field, sums = [], answered }: FieldTotal): string {
  if (field.kind === 'yes-no') return wording.yesNoText(field.short, sums[0] ?? 0, answered)
  return `${field.short}${printFigure(field, sums)}`
}

function growthOf(snapshot: Snapshot, form: Form, period: Month): string | undefined {
  const before = addMonths(period, -1)
  if (!periodsOf(snapshot.pack.campaign).includes(before)) return undefined
  const { units, fields } = compareMonths(snapshot, form, before, period)
  if (units === 0) return undefined
  const sum = (what: 'found' | 'fixed') =>
    fields.reduce((all, { field, difference }) => all + (countsHazards(field, what) ? (difference?.[0] ?? 0) : 0), 0)
  return wording.growthLine(before, units, sum('found'), sum('fixed'), form.cumulative)
}

function monthTable(snapshot: Snapshot, { from, to }: BulletinRange): BulletinSection['table'] & object {
  const rows = periodsOf(snapshot.pack.campaign)
    .filter((month) => from <= month && month <= to)
    .map((month) => {
      const totals = [...snapshot.pack.forms.values()].map((form) => rollUp(snapshot, form, month))
      const reported = totals.flatMap((total) => total.reported)
      const of = reported.length + totals.reduce((sum, { missing }) => sum + missing.length, 0)
      return [month, `${reported.length}/${of}`, ...hazardCells(sumOf(totals, hazardsOf), reported.length > 0)]
    })
  return { head: wording.monthColumns(), rows }
}

function unitTable(
  snapshot: Snapshot,
  { to }: BulletinRange,
  totals: readonly RollUp[],
): BulletinSection['table'] & object {
  const before = addMonths(to, -1)
  const states = new Map(
    totals.flatMap(({ missing, exempt }) => [
      ...missing.map((unit) => [unit, 'missing'] as const),
      ...exempt.map((unit) => [unit, 'exempt'] as const),
    ]),
  )
  const rows = snapshot.units.flatMap((unit) => {
    const form = snapshot.pack.forms.get(unit.form)
    if (!form) return []
    const state = states.get(unit) ?? (isLate(snapshot, unit, to) ? 'late' : 'on-time')
    const version = states.has(unit) ? undefined : versionOf(snapshot, unit, to)
    const isTold = version !== undefined && tellsHazards(form, version.figures)
    const earlier = versionOf(snapshot, unit, before)
    const hazards = version ? hazardsOf(form, version.figures) : { found: 0, fixed: 0 }
    const growth =
      isTold && earlier && tellsHazards(form, earlier.figures)
        ? wording.signed(hazards.found - hazardsOf(form, earlier.figures).found)
        : ''
    return [[unit.name, wording.stateText(state), ...hazardCells(hazards, isTold), growth]]
  })
  return { head: wording.unitColumns(), rows }
}

function hazardCells({ found, fixed }: Hazards, isKnown: boolean): readonly string[] {
  if (!isKnown) return ['', '', '']
  return [String(found), String(fixed), found > 0 ? wording.rateText(fixed, found) : '']
}

function reporting(snapshot: Snapshot, range: BulletinRange, totals: readonly RollUp[], now: Instant): string[] {
  const late: { name: string; day: Day }[] = []
  const corrected: { name: string; version: number }[] = []
  for (const { unit, version } of totals.flatMap(({ reported }) => reported)) {
    const first = snapshot.reportsOf(unit)?.periods[range.to]?.versions[0] ?? version
    if (isLate(snapshot, unit, range.to)) late.push({ name: unit.name, day: dayAt(first.at) })
    if (version.number > 1) corrected.push({ name: unit.name, version: version.number })
  }
  const lines = [
    wording.lateLine(late),
    wording.missingLine(totals.flatMap(({ missing }) => missing.map(({ name }) => name))),
    ...(corrected.length > 0 ? [wording.correctedLine(corrected)] : []),
  ]
  if (range.from === range.to) return lines
  const months = periodsOf(snapshot.pack.campaign).filter((month) => range.from <= month && month <= range.to)
  const untimely = rankByTimely(snapshot, months, now).ranked.filter(({ part, whole }) => part < whole)
  return [...lines, wording.untimelyLine(untimely.map(({ unit, part, whole }) => ({ name: unit.name, part, whole })))]
}

function ranking(snapshot: Snapshot, period: Month): string[] {
  const { ranked, without } = rankByFixed(snapshot, period)
  const texts = ranked.map(({ place, unit, part, whole }, index) => {
    const tied = ranked[index - 1]?.place === place || ranked[index + 1]?.place === place
    return wording.rankText(place, tied, unit.name, part, whole)
  })
  return [...rankingLines(texts), ...(without.length > 0 ? [wording.withoutLine(without.map(({ name }) => name))] : [])]
}

function rankingLines(texts: readonly string[]): readonly string[] {
  if (texts.length === 0) return [wording.nothingToRank()]
  if (texts.length <= 2 * RANKING_ENDS) return [wording.sentence(texts)]
  return wording.endsOfRanking(texts.slice(0, RANKING_ENDS), texts.slice(-RANKING_ENDS))
}

function listed(totals: readonly RollUp[]): string[] {
  const { found, fixed } = sumOf(totals, listedHazardsOf)
  const open = totals.flatMap(({ form, reported }) =>
    reported.flatMap(({ unit, version }) => {
      const hazards = listedHazardsOf(form, version.figures)
      return hazards.found > hazards.fixed ? [{ name: unit.name, count: hazards.found - hazards.fixed }] : []
    }),
  )
  return [wording.listedLine(found, fixed, open), wording.overdueLine()]
}

/** What spot checks found wrong, the most first; how many enterprises were checked is not a problem. */
function problems(totals: readonly RollUp[]): string {
  const found = totals
    .flatMap(({ fields }) => fields)
    .filter(({ field }) => field.concept.startsWith('spot-check.') && field.concept !== 'spot-check.enterprises')
  const byConcept = new Map<string, { total: FieldTotal; sum: number }>()
  for (const total of found) {
    const sum = (byConcept.get(total.field.concept)?.sum ?? 0) + (total.sums?.[0] ?? 0)
    byConcept.set(total.field.concept, { total, sum })
  }
  const most = [...byConcept.values()].filter(({ sum }) => sum > 0).sort((a, b) => b.sum - a.sum)
  return wording.problemsLine(
    most.slice(0, PROBLEMS).map(({ total, sum }) => `${total.field.short}${printFigure(total.field, [sum])}`),
  )
}

function nextSteps({ pack }: Snapshot, period: Month, today: Day): string[] {
  const { campaign, forms } = pack
  const months = periodsOf(campaign)
  const next = months[months.indexOf(period) + 1]
  const due = next && dueDay(campaign, next)
  const form = [...forms.values()][0]
  const report =
    next && due && form && campaign.monthly ? [wording.nextReport(due, next, form.name, campaign.monthly.quote)] : []
  const ahead = addDays(today, AHEAD_DAYS)
  const submissions = campaign.submissions.filter((one) => today <= one.due && one.due <= ahead)
  return [
    ...report,
    ...submissions.map(({ due: day, from, to, what, quote }) => wording.nextSubmission(day, from, to, what, quote)),
  ]
}

function sumOf(totals: readonly RollUp[], of: typeof hazardsOf): Hazards {
  return addHazards(totals.flatMap(({ form, reported }) => reported.map(({ version }) => of(form, version.figures))))
}
