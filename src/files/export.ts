// One file that is handed out, in chat or by script: which builder, which writer, which name. It does not know where the
// figures come from nor where the file goes.

import { dayAt, type Instant, type Month } from '../campaign/calendar.ts'
import { periodsOf } from '../campaign/period.ts'
import type { Unit } from '../campaign/roster.ts'
import { type BookInput, bookOf } from '../summary/book.ts'
import { type BulletinRange, draftBulletin, rangeOf } from '../summary/bulletin.ts'
import { listFigures } from '../summary/long-form.ts'
import type { Snapshot } from '../summary/snapshot.ts'
import { type OfficialTable, tableOfTotals, tableOfUnit } from '../summary/table.ts'
import { type FileMatter, fileNameParts } from '../wording/file-name.ts'
import { writeCsv } from './csv.ts'
import { outputName } from './output-name.ts'

/** `xlsx` and `docx`: the official table. `csv`: every figure as a line. `book`: all months, totals, audit. */
export const EXPORT_FORMATS = ['xlsx', 'docx', 'csv', 'book', 'bulletin'] as const
type ExportFormat = (typeof EXPORT_FORMATS)[number]

export interface ExportRequest {
  readonly format: ExportFormat
  readonly snapshot: Snapshot
  readonly period: Month
  /** The one unit that is meant; all, summed, when undefined. */
  readonly unit: Unit | undefined
  /** For bulletins. */
  readonly every: BulletinRange['every']
  readonly now: Instant
  /** For the book. */
  readonly auditOf: BookInput['auditOf']
  readonly nameOf: BookInput['nameOf']
}

export interface ExportFile {
  readonly name: string
  readonly bytes: Buffer
}

/**
 * Makes the file; undefined when there is nothing to write: the unit has not reported, or the campaign has no form.
 * Libraries are loaded when they are first needed, so that a server starts without them.
 */
export async function exportFile(request: ExportRequest): Promise<ExportFile | undefined> {
  const { format, period, unit, now, every } = request
  const snapshot = unit ? { ...request.snapshot, units: [unit] } : request.snapshot
  const { campaign, forms } = snapshot.pack
  const [form] = unit ? [forms.get(unit.form)] : forms.values()
  if (!form) return undefined
  const months = periodsOf(campaign).filter((month) => month <= period)
  const nameOf = (matter: FileMatter, extension: 'xlsx' | 'docx' | 'csv') =>
    outputName(fileNameParts(campaign.place, form.name, period, matter), extension)
  switch (format) {
    case 'xlsx':
    case 'docx': {
      const tables = tablesOf(request)
      if (tables.length === 0) return undefined
      const bytes =
        format === 'xlsx'
          ? await (await import('./workbook.ts')).writeTables(tables)
          : await (await import('./form-document.ts')).writeTableDocument(tables)
      return { name: nameOf({ what: 'table', unit: unit?.name }, format), bytes }
    }
    case 'csv':
      return { name: nameOf({ what: 'list' }, 'csv'), bytes: writeCsv(listFigures(snapshot, months)) }
    case 'book': {
      const { writeBook } = await import('./book-workbook.ts')
      const { auditOf, nameOf: personName } = request
      const bytes = await writeBook(bookOf({ snapshot, months, auditOf, nameOf: personName }))
      return { name: nameOf({ what: 'book' }, 'xlsx'), bytes }
    }
    case 'bulletin': {
      const bulletin = draftBulletin(snapshot, rangeOf(campaign, every, period), now)
      if (!bulletin) return undefined
      const { writeBulletinDocument } = await import('./bulletin-document.ts')
      const bytes = await writeBulletinDocument(bulletin)
      return { name: nameOf({ what: 'bulletin', every, day: dayAt(now) }, 'docx'), bytes }
    }
  }
}

function tablesOf({ snapshot, unit, period, now }: ExportRequest): readonly OfficialTable[] {
  if (unit) {
    const table = tableOfUnit(snapshot, unit, period)
    return table ? [table] : []
  }
  return [...snapshot.pack.forms.values()]
    .filter((form) => snapshot.units.some((one) => one.form === form.id))
    .map((form) => tableOfTotals(snapshot, form, period, now))
}
