// What the office and the leaders ask of figures: totals, an item by unit, month against month, rankings, trends, a unit's
// history, and who is filling. Every total says how many units it covers.

import { type Month, timeAt } from '../campaign/calendar.ts'
import { formOfUnit, type Pack } from '../campaign/pack.ts'
import { asOfDay, dueDay, periodAsked, periodNamed, periodsOf } from '../campaign/period.ts'
import type { Unit } from '../campaign/roster.ts'
import { fieldsOf } from '../form/checks.ts'
import { printFigure, printPart } from '../form/print.ts'
import type { Field, Figure, Form } from '../form/schema.ts'
import { progressOf } from '../report/completeness.ts'
import { reportOf } from '../report/unit-reports.ts'
import { compareFigures, compareMonths, trendOf } from '../summary/comparison.ts'
import { hazardsOf } from '../summary/hazards.ts'
import { type Ranking, rankByFixed, rankByTimely } from '../summary/ranking.ts'
import { type FieldTotal, rollUp, totalOf } from '../summary/roll-up.ts'
import { coverageOf, type Snapshot, versionOf } from '../summary/snapshot.ts'
import { monthText } from '../wording/day.ts'
import * as wording from '../wording/figures.ts'
import { noMonthlyReport } from '../wording/status.ts'
import { momentText } from './filling.ts'
import { nameOf, reportsOf, type Scene, say, snapshotOf } from './scene.ts'
import { namedUnits } from './unit-names.ts'

const RANKING = /排名|排行|名次|谁(?:最|排)|最(?:好|差|慢|快)/
const TREND = /趋势|走势|变化曲线|每个?月(?:的)?(?:数|情况)|逐月|各月/
const HISTORY = /历史|历次|以前(?:都)?报|往月|前几个?月/
const COMPARE =
  /(?:和|跟|与|同|比)\s*(?:上个?月|\d{1,2}月|[一二三四五六七八九十]{1,2}月)(?:相?比|对比|比较)?|环比|增减|对比上个?月/
const FILLING = /谁(?:还|正)?在填|填到(?:哪|多少)|谁(?:还)?没填完|填了一半/
const TOTALS = /汇总|合计|总数|总计|总共|一共|加起来/

/** Undefined when the text asks for none of these. */
export function answerFigures(scene: Scene, packs: readonly Pack[], text: string): Scene | undefined {
  const answers = packs.flatMap((pack) => answerOf(scene, pack, text, packs.length > 1) ?? [])
  return answers.length > 0 ? say(scene, answers.join('\n\n')) : undefined
}

function answerOf(scene: Scene, pack: Pack, text: string, several: boolean): string | undefined {
  const ask = [RANKING, TREND, HISTORY, COMPARE, FILLING, TOTALS].find((pattern) => pattern.test(text))
  if (!ask) return undefined
  const period = periodAsked(pack.campaign, ask === COMPARE ? text.replace(COMPARE, '') : text, scene.now)
  if (period === undefined) return noMonthlyReport()
  const snapshot = snapshotOf(scene, pack)
  const units = namedUnits(snapshot.units, text)
  const [unit] = units
  if (unit && units.length === 1 && several && unit.campaign !== pack.campaign.id) return undefined
  switch (ask) {
    case RANKING:
      return rankingText(scene, snapshot, period, text)
    case TREND:
      return trendText(snapshot, text, unit)
    case HISTORY:
      return unit ? historyText(snapshot, unit) : undefined
    case COMPARE:
      return comparisonText(snapshot, period, text, unit)
    case FILLING:
      return fillingText(scene, snapshot, period)
    default:
      // 「样例一村一共报了多少」 asks for a report, not for a total.
      return unit ? undefined : totalsText(snapshot, period, text, several ? pack.campaign.name : undefined)
  }
}

/** The forms of which any unit is on the roster. */
function formsInUse({ pack, units }: Snapshot): readonly Form[] {
  return [...pack.forms.values()].filter(({ id }) => units.some(({ form }) => form === id))
}

/** The item that a text names: by its number, its short name or one of its words; the longest wins. */
export function fieldIn(form: Form, text: string): Field | undefined {
  let best: { readonly field: Field; readonly length: number } | undefined
  for (const field of fieldsOf(form)) {
    const numbered = new RegExp(`(?<![\\d.])${field.id.replace('.', '\\.')}(?![\\d.])`).test(text)
    const named = [field.short, ...field.words].filter((word) => word.length > 1 && text.includes(word))
    const length = numbered ? Number.POSITIVE_INFINITY : Math.max(0, ...named.map((word) => word.length))
    if (length > (best?.length ?? 0)) best = { field, length }
  }
  return best?.field
}

/** The sums of an item as it is printed; for yes-no how many said yes. */
function printTotal({ field, sums, answered }: FieldTotal): string | undefined {
  if (!sums) return undefined
  if (field.kind === 'yes-no') return `${sums[0] ?? 0}/${answered}`
  return printFigure(field, sums)
}

function totalsText(snapshot: Snapshot, period: Month, text: string, named: string | undefined): string {
  const forms = formsInUse(snapshot)
  const items = forms.flatMap((form) => {
    const field = fieldIn(form, text)
    return field ? [{ form, field }] : []
  })
  if (items.length > 0)
    return items.map(({ form, field }) => itemText(snapshot, form, field, period, named)).join('\n\n')
  return forms
    .map((form) => {
      const { reported, missing, fields, asOf } = rollUp(snapshot, form, period)
      if (reported.length === 0) return wording.noReportsYet(period)
      const head = headOf(form, period, reported.length, missing.length, asOf, named)
      return [
        head,
        ...fields.map((total) => wording.itemTotal(total.field.id, total.field.short, printTotal(total))),
      ].join('\n')
    })
    .join('\n\n')
}

function headOf(
  form: Form,
  period: Month,
  reported: number,
  missing: number,
  asOf: string | undefined,
  named: string | undefined,
): string {
  return wording.totalsHead({
    campaign: named,
    period,
    form: form.blank,
    reported,
    of: reported + missing,
    asOf,
    provisional: form.provisional,
  })
}

/** Units whose figure is not 0 are named, the largest first. */
function itemText(snapshot: Snapshot, form: Form, field: Field, period: Month, named: string | undefined): string {
  const { reported, missing } = coverageOf(snapshot, form, period)
  if (reported.length === 0) return wording.noReportsYet(period)
  const figures = reported.map(({ unit, version }) => ({ unit, figure: version.figures[field.id] }))
  const total = totalOf(
    field,
    figures.map(({ figure }) => figure),
  )
  const isZero = (figure: Figure | undefined) => Array.isArray(figure) && figure.every((value) => value === 0)
  const shown = figures
    .filter(({ figure }) => figure !== undefined && figure !== null && !isZero(figure))
    .sort((a, b) => sizeOf(b.figure) - sizeOf(a.figure))
    .map(({ unit, figure }) => `${unit.name} ${printFigure(field, figure ?? null)}`)
  return [
    headOf(form, period, reported.length, missing.length, asOfDay(form.asOf, period), named),
    wording.itemTotal(field.id, field.short, printTotal(total)),
    wording.itemByUnit(
      shown,
      figures.filter(({ figure }) => isZero(figure)).length,
      total.blank,
      missing.map(({ name }) => name),
    ),
  ].join('\n')
}

function sizeOf(figure: Figure | undefined): number {
  return Array.isArray(figure) ? (figure[0] ?? 0) : 0
}

function rankingText(scene: Scene, snapshot: Snapshot, period: Month, text: string): string {
  const timely = /及时|按时|准时|最快|最慢/.test(text)
  const fixed = /整改/.test(text)
  const months = periodsOf(snapshot.pack.campaign)
  const print = (what: string, span: string, { ranked, without }: Ranking, why: string) =>
    wording.ranking(
      what,
      span,
      ranked.map(({ place, unit, part, whole }) => ({ place, unit: unit.name, part, whole })),
      without.map(({ name }) => name),
      why,
    )
  const parts = [
    ...(fixed || !timely ? [print('整改率', monthText(period), rankByFixed(snapshot, period), '没有发现隐患')] : []),
    ...(timely || !fixed ? [print('及时率', '全部月份', rankByTimely(snapshot, months, scene.now), '还没到期')] : []),
  ]
  return parts.join('\n\n')
}

function trendText(snapshot: Snapshot, text: string, unit: Unit | undefined): string | undefined {
  const months = periodsOf(snapshot.pack.campaign)
  const own = unit ? { ...snapshot, units: [unit] } : snapshot
  const texts = formsInUse(own).flatMap((form) => {
    const named = fieldIn(form, unit ? text.replace(unit.name, '') : text)
    const fields = named ? [named] : fieldsOf(form).filter(({ concept }) => /^hazard\.self\./.test(concept))
    return fields.map((field) => {
      const points = trendOf(own, form, field, months).filter(({ reported }) => reported > 0)
      return wording.trend(
        field.id,
        field.short,
        unit?.name,
        points.map(({ period, total, reported, of }) => ({ period, total: printTotal(total), reported, of })),
      )
    })
  })
  return texts.length > 0 ? texts.join('\n\n') : undefined
}

function historyText(snapshot: Snapshot, unit: Unit): string {
  const form = formOfUnit(snapshot.pack, unit)
  const months = periodsOf(snapshot.pack.campaign)
  const lines = months.flatMap((period) => {
    const version = versionOf(snapshot, unit, period)
    const reports = snapshot.reportsOf(unit)
    if (!version || !reports) return []
    const progress = progressOf(form, reports, period, dueDay(snapshot.pack.campaign, period))
    return [
      {
        period,
        ...hazardsOf(form, version.figures),
        version: version.number,
        at: momentText(version.at),
        late: progress.state === 'submitted' && progress.late,
      },
    ]
  })
  const last = lines.at(-1)?.period ?? ''
  const missing = months.filter((period) => period < last && !versionOf(snapshot, unit, period))
  return wording.history(unit.name, lines, missing)
}

function comparisonText(snapshot: Snapshot, period: Month, text: string, unit: Unit | undefined): string {
  const months = periodsOf(snapshot.pack.campaign)
  const named = periodNamed(snapshot.pack.campaign, COMPARE.exec(text)?.[0] ?? '')
  const before = named !== undefined && named !== period ? named : months[months.indexOf(period) - 1]
  if (before === undefined) return wording.noMonthBefore(period)
  if (unit) {
    const form = formOfUnit(snapshot.pack, unit)
    const [first, second] = [versionOf(snapshot, unit, before), versionOf(snapshot, unit, period)]
    if (!first || !second) return wording.nothingToCompare(unit.name, period)
    const lines = compareFigures(form, first.figures, second.figures).map((change) =>
      wording.changeOf(
        change.field.id,
        change.field.short,
        printFigure(change.field, change.before ?? null),
        printFigure(change.field, change.after ?? null),
        differenceText(change.field, change.difference),
      ),
    )
    return wording.unitComparison(unit.name, before, period, lines)
  }
  return formsInUse(snapshot)
    .map((form) => {
      const { units, fields } = compareMonths(snapshot, form, before, period)
      if (units === 0) return wording.nothingInBoth(form.blank, before, period)
      const lines = fields.flatMap(({ field, before: first, after, difference }) =>
        first && after && difference?.some((value) => value !== 0)
          ? [
              wording.changeOf(
                field.id,
                field.short,
                printFigure(field, first),
                printFigure(field, after),
                differenceText(field, difference),
              ),
            ]
          : [],
      )
      return wording.monthComparison(form.blank, before, period, units, lines)
    })
    .join('\n\n')
}

/** 「+3个」, 「+1次，-2万元」; undefined for what does not add up. */
function differenceText(field: Field, difference: readonly number[] | undefined): string | undefined {
  if (!difference || field.kind === 'yes-no') return undefined
  return difference
    .map((value, component) => wording.signed(value, printPart(field, component, value)))
    .filter((_, component) => difference[component] !== 0)
    .join('，')
}

function fillingText(scene: Scene, snapshot: Snapshot, period: Month): string {
  const idle: string[] = []
  const lines = snapshot.units.flatMap((unit) => {
    const reports = reportsOf(scene, unit)
    const progress = progressOf(formOfUnit(snapshot.pack, unit), reports, period, undefined)
    if (progress.state === 'not-started') idle.push(unit.name)
    if (progress.state !== 'filling') return []
    const entries = Object.values(reportOf(reports, period).draft?.entries ?? {})
    const newest = entries.sort((a, b) => b.at - a.at)[0]
    const by = newest ? nameOf(scene, newest.by) : ''
    return [{ unit: unit.name, filled: progress.filled, of: progress.of, by, at: newest ? timeAt(newest.at) : '' }]
  })
  return wording.fillingList(period, lines, idle)
}
