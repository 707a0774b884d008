// The report that a person is filling, gathered from the scene; and the texts about it that several steps need.

import { dayAt, daysBetween, type Month, timeAt } from '../campaign/calendar.ts'
import { isExempt } from '../campaign/desk.ts'
import type { Pack } from '../campaign/pack.ts'
import { asOfDay, dueDay } from '../campaign/period.ts'
import type { Unit } from '../campaign/roster.ts'
import { equalFigures, fieldOf, fieldsOf, type Part, type Warning } from '../form/checks.ts'
import { printFigure, printPart } from '../form/print.ts'
import type { Field, Figure, Figures, Form } from '../form/schema.ts'
import { progressOf } from '../report/completeness.ts'
import { type Draft, lastReport, newestVersion, reportOf, type UnitReports } from '../report/unit-reports.ts'
import * as wording from '../wording/fill.ts'
import * as reviewWording from '../wording/review.ts'
import * as talk from '../wording/talk.ts'
import { deskOf, formOf, packOf, reportsOf, type Scene, withReports } from './scene.ts'
import type { Fill } from './session.ts'

export interface Filling {
  readonly fill: Fill
  readonly pack: Pack
  readonly form: Form
  readonly fields: readonly Field[]
  readonly reports: UnitReports
  /** The open draft; undefined after someone submitted it. */
  readonly draft: Draft | undefined
  readonly figures: Figures
  /** What 「上月」 and 「同上」 mean. */
  readonly last: ReturnType<typeof lastReport>
  /** The field that the next message may answer. */
  readonly open: Field | undefined
}

/** The filling that the session points to, or undefined when the person is not filling. */
export function fillingOf(scene: Scene): Filling | undefined {
  return scene.session.fill && filling(scene, scene.session.fill)
}

export function filling(scene: Scene, fill: Fill): Filling {
  const form = formOf(scene, fill.unit)
  const reports = reportsOf(scene, fill.unit)
  const { draft, versions } = reportOf(reports, fill.period)
  return {
    fill,
    pack: packOf(scene, fill.unit.campaign),
    form,
    fields: fieldsOf(form),
    reports,
    draft,
    figures: draft?.figures ?? versions.at(-1)?.figures ?? {},
    last: lastReport(reports, fill.period),
    open: fill.field === undefined ? undefined : fieldOf(form, fill.field),
  }
}

/** What a unit has submitted for a month, without the draft that may lie beside it. */
export function submittedOf(scene: Scene, unit: Unit, period: Month): Filling {
  const reports = reportsOf(scene, unit)
  const { draft: _, ...submitted } = reportOf(reports, period)
  const shown = { ...reports, periods: { ...reports.periods, [period]: submitted } }
  return filling(withReports(scene, unit, shown), { unit, period, askedAt: scene.now, misses: 0 })
}

/** Whether a unit owes a month: it has not reported, or its report was returned, and it is not exempt. */
export function isMissing(scene: Scene, unit: Unit, period: Month): boolean {
  return !newestVersion(reportsOf(scene, unit), period) && !isExempt(deskOf(scene, unit.campaign), unit, period)
}

export function missingFields({ fields, figures }: Filling): readonly Field[] {
  return fields.filter(({ id }) => !(id in figures))
}

/** The next field without an answer after `from` in printed order, then from the top; undefined when all are answered. */
export function nextMissing({ fields, figures }: Filling, from: string | undefined): Field | undefined {
  let passed = from === undefined
  let early: Field | undefined
  for (const field of fields) {
    if (!(field.id in figures)) {
      if (passed) return field
      early ??= field
    }
    passed ||= field.id === from
  }
  return early
}

export function promptOf(filling: Filling, field: Field): string {
  const { form, fields, last, figures } = filling
  const section = form.sections.find(({ fields }) => fields.includes(field))
  const before = last?.version.figures[field.id]
  const present = figures[field.id]
  return wording.prompt({
    place: fields.indexOf(field) + 1,
    of: fields.length,
    section: section?.title ?? '',
    id: field.id,
    label: field.label,
    ...(last && before !== undefined ? { last: { month: last.period, text: printFigure(field, before) } } : {}),
    ...(present === undefined ? {} : { present: printFigure(field, present) }),
  })
}

/** What a report opens with: whose it is and when it is due, and how it can be filled. */
export function openingOf(scene: Scene, filling: Filling): { readonly head: string; readonly hint: string } {
  const { fill, pack, form, fields, figures, last } = filling
  const due = dueDay(pack.campaign, fill.period)
  const asOf = asOfDay(form.asOf, fill.period)
  if (due === undefined) throw new Error(`campaign ${pack.campaign.id} has no monthly report`)
  const parts = {
    name: scene.person.name,
    unit: fill.unit.name,
    period: fill.period,
    form: form.name,
    ...(asOf === undefined ? {} : { asOf }),
    due,
    daysLeft: daysBetween(dayAt(scene.now), due),
    of: fields.length,
    filled: Object.keys(figures).length,
    hasLast: last !== undefined,
  }
  const hint = wording.openingHint(parts)
  return { head: wording.openingHead(parts), hint: form.provisional ? `${form.provisional}\n${hint}` : hint }
}

/** One line for a figure that is to be confirmed, or was taken back: what it was, what it becomes. */
export function changeLineOf(
  form: Form,
  id: string,
  now: Figure | 'none',
  before: Figure | 'none' | undefined,
): string {
  const field = fieldOf(form, id)
  const print = (figure: Figure | 'none') => (figure === 'none' ? '未填' : printFigure(field, figure))
  return wording.changeLine({
    id,
    short: field.short,
    now: print(now),
    ...(before === undefined ? {} : { before: print(before) }),
  })
}

/** One line for each item in which two versions differ, 「1.1 企业自查发现 12个→14个」. */
export function differenceLines(form: Form, figures: Figures, before: Figures): readonly string[] {
  return fieldsOf(form)
    .filter(({ id }) => !equalFigures(figures[id], before[id]))
    .map(({ id }) => changeLineOf(form, id, figures[id] ?? null, before[id] ?? null))
}

export function warningText(filling: Filling, warning: Warning): string {
  const { form, last } = filling
  const month = last?.period ?? filling.fill.period
  switch (warning.code) {
    case 'check': {
      const { check, left, right } = warning.broken
      return wording.brokenWarning(check.why, partText(form, left), partText(form, right))
    }
    case 'drop':
    case 'jump': {
      const field = fieldOf(form, warning.now.field)
      const before = printPart(field, warning.now.component, warning.before)
      const now = printPart(field, warning.now.component, warning.now.value)
      const tell = warning.code === 'drop' ? wording.dropped : wording.jumped
      return tell(field.id, field.short, before, now, month)
    }
    case 'zeros':
      return wording.zerosAgain(month)
  }
}

/** 「整改15个」: a component with the name by which a sentence can speak of it. */
export function partText(form: Form, part: Part): string {
  const field = fieldOf(form, part.field)
  return `${field.id} ${field.short}${printPart(field, part.component, part.value)}`
}

/** 「6月24日 16:02」 */
export function momentText(at: number): string {
  return reviewWording.moment(dayAt(at), timeAt(at))
}

/** 「已填9/25项」: how far a unit is with a month, in words. */
export function stateText(scene: Scene, unit: Unit, period: Month): string {
  const progress = progressOf(formOf(scene, unit), reportsOf(scene, unit), period, undefined)
  switch (progress.state) {
    case 'not-started':
      return talk.notStarted()
    case 'filling':
      return talk.filling(progress.filled, progress.of)
    case 'returned':
      return talk.returned()
    case 'submitted':
      return talk.submitted(progress.newest.number)
  }
}
