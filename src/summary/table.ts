// The official 调度表 as data, as it is printed: title lines, header line, sections with two items to a row, notes; filled
// in for one unit, or summed. Fonts, borders and bytes are of files/.

import { type Day, dayAt, type Instant, type Month, timeAt } from '../campaign/calendar.ts'
import { formOfUnit } from '../campaign/pack.ts'
import { asOfDay } from '../campaign/period.ts'
import type { Unit } from '../campaign/roster.ts'
import { formatWan } from '../form/answers/amount.ts'
import { printFigure, printPart } from '../form/print.ts'
import { ANSWER_KINDS, type Field, type Figure, type Form } from '../form/schema.ts'
import type { Version } from '../report/unit-reports.ts'
import * as wording from '../wording/table.ts'
import { type FieldTotal, type RollUp, rollUp } from './roll-up.ts'
import { isLate, type Snapshot, versionOf } from './snapshot.ts'

/** What is written in the cell of an item. `measure` is printed there after the number; lines stand below each other. */
export type TableCell =
  | { readonly kind: 'blank' }
  | { readonly kind: 'number'; readonly value: number; readonly measure: string }
  | { readonly kind: 'text'; readonly lines: readonly string[] }

export interface TableItem {
  /** As printed: the number within its section. */
  readonly number: string
  readonly label: string
  readonly cell: TableCell
}

interface TableSection {
  readonly title: string
  /** Two items to a row; the last row of a section may have one. */
  readonly rows: readonly (readonly [TableItem, TableItem | undefined])[]
}

export interface OfficialTable {
  readonly form: Form
  readonly period: Month
  readonly title: readonly string[]
  /** Why the form is not the official one; undefined when it is. */
  readonly provisional: string | undefined
  /** The header line: words before the name, the name (underlined), words after it; and the time at the right. */
  readonly unit: { readonly before: string; readonly name: string; readonly after: string }
  readonly time: string
  readonly sections: readonly TableSection[]
  /** The notes as printed, with what opens them. */
  readonly notes: readonly string[]
  /** What the figures cover, in our own words: to which day, who is missing, what was corrected. */
  readonly remarks: readonly string[]
}

/** A unit's form for a month, as its newest version or the one given says; undefined when there is none. */
export function tableOfUnit(
  snapshot: Snapshot,
  unit: Unit,
  period: Month,
  version: Version | undefined = versionOf(snapshot, unit, period),
): OfficialTable | undefined {
  if (!version) return undefined
  const form = formOfUnit(snapshot.pack, unit)
  const day = dayAt(version.at)
  const remarks = [
    wording.asOfRemark(period, asOfDay(form.asOf, period)),
    wording.versionRemark({
      number: version.number,
      day,
      time: timeAt(version.at),
      receipt: version.receipt,
      late: isLate(snapshot, unit, period),
      reason: version.reason,
    }),
  ]
  const cell = (field: Field) => cellOf(field, version.figures[field.id])
  return layOut(form, period, headOf(form, unit.name), day, cell, remarks)
}

/** A form added up for a month; `now` is the day that stands at its head. */
export function tableOfTotals(snapshot: Snapshot, form: Form, period: Month, now: Instant): OfficialTable {
  const total = rollUp(snapshot, form, period)
  const byId = new Map(total.fields.map((one) => [one.field.id, one]))
  const cell = (field: Field): TableCell => {
    const sum = byId.get(field.id)
    return sum ? cellOfTotal(sum) : { kind: 'blank' }
  }
  const head = { before: wording.unitLabel(), name: wording.sumName(total.reported.length, total.missing.length) }
  return layOut(form, period, { ...head, after: '' }, dayAt(now), cell, remarksOf(snapshot, total))
}

function layOut(
  form: Form,
  period: Month,
  unit: OfficialTable['unit'],
  day: Day,
  cellOfField: (field: Field) => TableCell,
  remarks: readonly string[],
): OfficialTable {
  const sections = form.sections.map(({ title, fields }) => {
    const items = fields.map((field) => ({
      number: field.id.slice(field.id.indexOf('.') + 1),
      label: field.label,
      cell: cellOfField(field),
    }))
    const rows = items.flatMap((item, index) =>
      index % 2 === 0 ? [[item, items[index + 1]] as [TableItem, TableItem | undefined]] : [],
    )
    return { title, rows }
  })
  const opening = form.printed?.notes
  return {
    form,
    period,
    title: form.printed?.title ?? [form.title],
    provisional: form.provisional,
    unit,
    time: wording.timeLine(day),
    sections,
    notes: form.notes.map((note, index) => (index === 0 && opening !== undefined ? `${opening}${note}` : note)),
    remarks,
  }
}

/** 「＿样例一村＿」 where the name ends in a word that is printed beside the line already, else 「＿镇应急管理办＿部门」. */
function headOf({ printed }: Form, name: string): OfficialTable['unit'] {
  const after = printed?.unit
  if (after === undefined) return { before: wording.unitLabel(), name, after: '' }
  const isSaid = after.split(/[（）]/).some((word) => word !== '' && name.endsWith(word))
  return { before: '', name, after: isSaid ? '' : after }
}

function cellOf(field: Field, figure: Figure | undefined): TableCell {
  if (figure === undefined || figure === null) return { kind: 'blank' }
  if (typeof figure === 'string' || field.kind === 'yes-no')
    return { kind: 'text', lines: [printFigure(field, figure)] }
  return cellOfNumbers(field, figure)
}

function cellOfTotal({ field, sums, answered }: FieldTotal): TableCell {
  if (answered === 0) return { kind: 'blank' }
  if (!sums) return { kind: 'text', lines: [wording.answeredTotal(answered)] }
  if (field.kind === 'yes-no') return { kind: 'text', lines: wording.yesNoTotal(sums[0] ?? 0, answered) }
  return cellOfNumbers(field, sums)
}

function cellOfNumbers(field: Field, numbers: readonly number[]): TableCell {
  const [first = 0] = numbers
  if (numbers.length === 1) return { kind: 'number', value: first, measure: field.components[0]?.printed ?? '' }
  if (field.components.every(({ printed }) => printed !== undefined)) {
    return {
      kind: 'text',
      lines: numbers.map((value, part) => `${field.components[part]?.printed}${bare(field, part, value)}`),
    }
  }
  const parts = numbers.map((value, part) => {
    const text = printPart(field, part, value)
    if (field.kind === 'stop-close') return `${field.components[part]?.name ?? ''}${text}`
    return part > 0 && field.kind.endsWith('of-which') ? wording.ofWhich(text) : text
  })
  return { kind: 'text', lines: parts }
}

/** Without a measure word, which the label has. */
function bare(field: Field, component: number, value: number): string {
  return ANSWER_KINDS[field.kind][component] === 'amount' ? formatWan(value) : String(value)
}

function remarksOf(snapshot: Snapshot, { period, asOf, reported, missing, exempt, fields }: RollUp): string[] {
  const late: string[] = []
  const corrected: { unit: string; version: number; day: Day }[] = []
  for (const { unit, version } of reported) {
    if (isLate(snapshot, unit, period)) late.push(unit.name)
    if (version.number > 1) corrected.push({ unit: unit.name, version: version.number, day: dayAt(version.at) })
  }
  const blank = fields.flatMap((total) => (total.blank > 0 ? [{ id: total.field.id, units: total.blank }] : []))
  return [
    wording.asOfRemark(period, asOf),
    ...(missing.length > 0 ? [wording.missingRemark(missing.map(({ name }) => name))] : []),
    ...(exempt.length > 0 ? [wording.exemptRemark(exempt.map(({ name }) => name))] : []),
    ...(blank.length > 0 ? [wording.blankRemark(blank)] : []),
    ...(late.length > 0 || corrected.length > 0 ? [wording.renewedRemark(late, corrected)] : []),
  ]
}
