// The workbook of a campaign as data: a sheet for each form with units down and items across for every month, the totals,
// the forms side by side, and who changed what. How a workbook is written is decided in files/workbook.ts.

import { dayAt, type Month, timeAt } from '../campaign/calendar.ts'
import { formOfUnit } from '../campaign/pack.ts'
import { type Unit, unitKey } from '../campaign/roster.ts'
import { fieldsOf } from '../form/checks.ts'
import { printFigure } from '../form/print.ts'
import { ANSWER_KINDS, type Field, type Figure, type Form, numbersOf } from '../form/schema.ts'
import type { AuditEntry } from '../report/audit.ts'
import type { Progress } from '../report/completeness.ts'
import * as wording from '../wording/book.ts'
import { compareMonths } from './comparison.ts'
import { type FieldTotal, type RollUp, rollUp, rollUpConcepts } from './roll-up.ts'
import { coverageOf, progressIn, type Snapshot } from './snapshot.ts'

/** Counts as numbers, amounts as numbers of 万元; nothing for a blank. */
export type BookCell = string | number | undefined

export interface BookSheet {
  readonly name: string
  /** Rows that stay in sight and are printed again on each page; one of a single cell is a title. */
  readonly head: readonly (readonly BookCell[])[]
  /** Columns that stay in sight, at least one. */
  readonly frozen: number
  /** The width of each column, in characters of the usual font; a Chinese one counts two. */
  readonly widths: readonly number[]
  readonly rows: Iterable<readonly BookCell[]>
}

export interface BookInput {
  readonly snapshot: Snapshot
  readonly months: readonly Month[]
  /** Oldest first; empty when nothing was written down. */
  readonly auditOf: (unit: Unit) => readonly AuditEntry[]
  /** A person's name by their id; the id itself where nobody is known. */
  readonly nameOf: (userid: string) => string
}

/** All sheets of the workbook; rows are made only when they are read. */
export function bookOf(input: BookInput): readonly BookSheet[] {
  const { snapshot } = input
  const forms = [...snapshot.pack.forms.values()]
  return [
    ...forms.map((form) => formSheet(input, form)),
    totalsSheet(input, forms),
    ...(forms.length > 1 ? [conceptSheet(input)] : []),
    auditSheet(input),
  ]
}

/** A figure as cells, one for each component. */
function cellsOf(field: Field, figure: Figure | undefined): readonly BookCell[] {
  if (typeof figure === 'string') return [figure]
  const numbers = numbersOf(figure)
  return field.components.map((_, part) => {
    const value = numbers?.[part]
    if (value === undefined) return undefined
    return field.kind === 'yes-no' ? printFigure(field, [value]) : numberCell(field, part, value)
  })
}

/** 分 as 万元: the nearest number to the exact decimal, which is what a spreadsheet keeps. */
function numberCell(field: Field, part: number, value: number): number {
  return ANSWER_KINDS[field.kind][part] === 'amount' ? value / 1_000_000 : value
}

/** The heading of each component: 「3.2 行政处罚」 and 「罚款（万元）」. */
function columnsOf(form: Form): readonly { readonly item: string; readonly part: string; readonly field: Field }[] {
  return fieldsOf(form).flatMap((field) =>
    field.components.map((_, part) => ({ item: itemName(field), part: partName(field, part), field })),
  )
}

function partName(field: Field, part: number): string {
  const { name, measure = '' } = field.components[part] ?? {}
  return wording.partName(field.components.length > 1 ? name : undefined, measure)
}

function formSheet({ snapshot, months }: BookInput, form: Form): BookSheet {
  const columns = columnsOf(form)
  const lead = wording.unitColumns()
  return {
    name: wording.formSheet(form.blank),
    head: [
      [wording.formTitle(form.title, form.provisional)],
      [...lead, ...columns.map(({ item }) => item)],
      [...lead.map(() => undefined), ...columns.map(({ part }) => part)],
    ],
    frozen: 2,
    widths: [9, 20, 10, 12, 7, 6, 20, ...columns.map(() => 11)],
    rows: formRows(snapshot, form, months),
  }
}

function* formRows(snapshot: Snapshot, form: Form, months: readonly Month[]): Iterable<readonly BookCell[]> {
  const fields = fieldsOf(form)
  for (const period of months) {
    const coverage = coverageOf(snapshot, form, period)
    const versions = new Map(coverage.reported.map(({ unit, version }) => [unit, version]))
    const exempt = new Set(coverage.exempt)
    for (const unit of snapshot.units) {
      if (unit.form !== form.id) continue
      const version = versions.get(unit)
      const state = exempt.has(unit) ? 'exempt' : stateOf(progressIn(snapshot, unit, period))
      const lead = [period, unit.name, wording.stateText(state)]
      if (!version) {
        yield lead
        continue
      }
      yield [
        ...lead,
        dayAt(version.at),
        timeAt(version.at),
        version.number,
        version.receipt,
        ...fields.flatMap((field) => cellsOf(field, version.figures[field.id])),
      ]
    }
  }
}

function stateOf(progress: Progress) {
  return progress.state === 'submitted' ? (progress.late ? 'late' : 'on-time') : progress.state
}

function totalsSheet({ snapshot, months }: BookInput, forms: readonly Form[]): BookSheet {
  const lead = wording.totalColumns()
  return {
    name: wording.totalsSheet(),
    head: [[...lead, ...months.flatMap(wording.monthColumns)]],
    frozen: lead.length,
    widths: [14, 7, 44, 16, ...months.flatMap(() => [12, 8, 12])],
    rows: forms.flatMap((form) => totalRows(snapshot, form, months)),
  }
}

function totalRows(snapshot: Snapshot, form: Form, months: readonly Month[]): readonly (readonly BookCell[])[] {
  const totals = months.map((period) => rollUp(snapshot, form, period))
  const changes = months.map((period, index) => {
    const before = months[index - 1]
    return before === undefined ? undefined : compareMonths(snapshot, form, before, period)
  })
  const covered = totals.flatMap((total) => [
    wording.coverage(total.reported.length, total.missing.length),
    undefined,
    undefined,
  ])
  const asOf = totals.flatMap((total) => [wording.asOf(total.asOf), undefined, undefined])
  const rows: BookCell[][] = [
    [form.blank, undefined, wording.coverageLabel(form.provisional), undefined, ...covered],
    [form.blank, undefined, wording.asOfLabel(), undefined, ...asOf],
  ]
  for (const [index, field] of fieldsOf(form).entries()) {
    for (const part of field.components.keys()) {
      const cells = totals.flatMap(({ fields }, month) => {
        const total = fields[index]
        const difference = changes[month]?.fields[index]?.difference?.[part]
        return [
          total && totalCell(total, part),
          total?.answered,
          difference === undefined ? undefined : numberCell(field, part, difference),
        ]
      })
      rows.push([form.blank, field.id, field.label, partName(field, part), ...cells])
    }
  }
  return rows
}

/** Nothing where nobody answered, and for words and days. */
function totalCell({ field, sums }: FieldTotal, part: number): BookCell {
  const sum = sums?.[part]
  return sum === undefined ? undefined : numberCell(field, part, sum)
}

/** The last month that anybody reported, because side by side only one month fits; the last of all when nobody did. */
function conceptSheet({ snapshot, months }: BookInput): BookSheet {
  const isReported = (period: Month) =>
    [...snapshot.pack.forms.values()].some((form) => coverageOf(snapshot, form, period).reported.length > 0)
  const period = [...months].reverse().find(isReported) ?? months.at(-1)
  const { forms, concepts } = period === undefined ? { forms: [], concepts: [] } : rollUpConcepts(snapshot, period)
  const rows = concepts.flatMap(({ short, totals }) => {
    const parts = Math.max(...totals.map((total) => total?.field.components.length ?? 0))
    return Array.from({ length: parts }, (_, part) => [
      short,
      ...totals.flatMap((total) => {
        if (!total || part >= total.field.components.length) return [undefined, undefined, undefined]
        return [`${total.field.id} ${partName(total.field, part)}`, totalCell(total, part), total.answered]
      }),
    ])
  })
  const heads = forms.map(({ form, reported, missing }: RollUp) =>
    wording.conceptColumns(form.blank, wording.coverage(reported.length, missing.length)),
  )
  return {
    name: wording.conceptsSheet(),
    head: [
      [period === undefined ? undefined : wording.conceptTitle(period)],
      [wording.conceptColumn(), ...heads.flat()],
    ],
    frozen: 1,
    widths: [20, ...forms.flatMap(() => [30, 14, 10])],
    rows,
  }
}

function auditSheet(input: BookInput): BookSheet {
  return {
    name: wording.auditSheet(),
    head: [wording.auditColumns()],
    frozen: 1,
    widths: [20, 18, 9, 12, 10, 24, 24, 24, 14, 28],
    rows: auditRows(input),
  }
}

interface Item {
  readonly field: Field
  readonly name: string
}

function itemsOf(form: Form): ReadonlyMap<string, Item> {
  return new Map(fieldsOf(form).map((field) => [field.id, { field, name: itemName(field) }]))
}

function itemName({ id, short }: Field): string {
  return `${id} ${short}`
}

function* auditRows({ snapshot, auditOf, nameOf }: BookInput): Iterable<readonly BookCell[]> {
  for (const unit of snapshot.units) {
    const form = snapshot.pack.forms.has(unit.form) ? formOfUnit(snapshot.pack, unit) : undefined
    const items = form ? itemsOf(form) : new Map<string, Item>()
    for (const entry of auditOf(unit)) {
      const month = 'period' in entry ? entry.period : undefined
      const { item, before, after, why } = auditParts(entry, items)
      yield [
        `${entry.at.slice(0, 10)} ${entry.at.slice(11, 19)}`,
        unit.name,
        month,
        nameOf(entry.by),
        wording.auditText(entry.what),
        item,
        before,
        after,
        entry.message,
        why,
      ]
    }
  }
}

interface AuditParts {
  readonly item?: string
  readonly before?: string | undefined
  readonly after?: string | undefined
  readonly why?: string | undefined
}

/** To which item, old, new, and why. */
function auditParts(entry: AuditEntry, items: ReadonlyMap<string, Item>): AuditParts {
  switch (entry.what) {
    case 'figure': {
      const item = items.get(entry.field)
      const print = (figure: Figure | 'none') => {
        if (figure === 'none') return undefined
        return item ? printFigure(item.field, figure) : JSON.stringify(figure)
      }
      return { item: item?.name ?? entry.field, before: print(entry.old), after: print(entry.new) }
    }
    case 'submit':
      return { after: wording.versionText(entry.version), why: wording.why(entry.receipt, entry.reason) }
    case 'confirm':
      return { item: entry.warning, why: entry.reason }
    case 'open':
    case 'drop':
      return entry.corrects === undefined ? {} : { before: wording.versionText(entry.corrects) }
    case 'passed':
    case 'returned':
      return { after: wording.versionText(entry.version), why: entry.reason }
    case 'called':
    case 'unlocked':
      return {}
    case 'join-asked':
    case 'joined':
    case 'join-refused':
    case 'left':
      return { after: entry.name, why: entry.reason }
  }
}

/** Audit streams by unit, as they are read from the store: a map keyed by unitKey. */
export function auditByUnit(streams: ReadonlyMap<string, readonly AuditEntry[]>): BookInput['auditOf'] {
  return (unit) => streams.get(unitKey(unit)) ?? []
}
