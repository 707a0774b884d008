// Makes the full workbook of a town of 300 units, 12 months and 33 items, with every answer in the audit sheet, and prints
// how long it took and the most memory that the process ever had, as one line of JSON.

import fs from 'node:fs/promises'
import { join } from 'node:path'
import { addMonths, stampAt } from '../src/campaign/calendar.ts'
import { emptyDesk } from '../src/campaign/desk.ts'
import { type Unit, unitKey } from '../src/campaign/roster.ts'
import { writeBook } from '../src/files/book-workbook.ts'
import { readPack } from '../src/files/pack-folder.ts'
import { fieldsOf } from '../src/form/checks.ts'
import type { AuditEntry } from '../src/report/audit.ts'
import { emptyReports, openDraft, setFigures, submitDraft, type UnitReports } from '../src/report/unit-reports.ts'
import { auditByUnit, bookOf } from '../src/summary/book.ts'
import { ROOT } from './app.ts'
import { figureOf, HISTORY_MONTHS } from './figures.ts'

/** The campaign whose form has the most items: 33. */
const CAMPAIGN = 'lingang-2023'
const UNITS = 300
const FIRST_MONTH = '2022-05'

const read = await readPack(join(ROOT, 'flows'), CAMPAIGN, fs)
if (!read.ok) throw new Error(`flows/${CAMPAIGN} is not a good pack`)
const { pack } = read
const [form] = pack.forms.values()
if (!form) throw new Error(`flows/${CAMPAIGN} has no form`)
const fields = fieldsOf(form)
const months = Array.from({ length: HISTORY_MONTHS }, (_, month) => addMonths(FIRST_MONTH, month))
const units: Unit[] = Array.from({ length: UNITS }, (_, number) => ({
  campaign: CAMPAIGN,
  form: form.id,
  name: `样例${number}局`,
}))
const reports = new Map<string, UnitReports>()
const audit = new Map<string, AuditEntry[]>()
for (const [number, unit] of units.entries()) {
  let all = emptyReports(unit)
  const entries: AuditEntry[] = []
  const by = `contact${number}`
  for (const [month, period] of months.entries()) {
    const at = Date.parse(`${period}-20T09:00:00+08:00`)
    const receipt = `BENCH-${period}-${number}`
    const figures = Object.fromEntries(fields.map((field) => [field.id, figureOf(field, month)]))
    all = setFigures(openDraft(all, period, at), period, figures, { by, at })
    all = submitDraft(all, period, by, at, receipt, new Set()).reports
    const who = { at: stampAt(at), by, message: `${number}${month}`, period }
    entries.push({ ...who, what: 'open' })
    for (const { id } of fields) {
      entries.push({ ...who, what: 'figure', field: id, old: 'none', new: figures[id] ?? null })
    }
    entries.push({ ...who, what: 'submit', version: 1, receipt })
  }
  reports.set(unitKey(unit), all)
  audit.set(unitKey(unit), entries)
}

const snapshot = {
  pack,
  desk: emptyDesk(CAMPAIGN),
  units,
  reportsOf: (unit: Unit) => reports.get(unitKey(unit)),
}
const start = performance.now()
const bytes = await writeBook(bookOf({ snapshot, months, auditOf: auditByUnit(audit), nameOf: (userid) => userid }))
const seconds = (performance.now() - start) / 1000
console.log(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024, bytes: bytes.length }))
