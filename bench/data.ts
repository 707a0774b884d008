// Makes a data folder as a bot has it after a year of use: a roster with one contact a unit, twelve submitted months of
// each unit, the talk with each contact, and the audit lines of the submissions. Everything goes through the functions
// that the bot itself uses, so that it stays true when a stored shape changes.

import { constants } from 'node:fs'
import fs, { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addMonths, type Month, stampAt } from '../src/campaign/calendar.ts'
import { ROSTER_COLUMNS, type Unit, unitKey } from '../src/campaign/roster.ts'
import { emptySession, rememberReply, type Session } from '../src/conversation/session.ts'
import { readPacks } from '../src/files/pack-folder.ts'
import { fieldsOf } from '../src/form/checks.ts'
import type { Field, Form } from '../src/form/schema.ts'
import type { AuditEntry } from '../src/report/audit.ts'
import { emptyReports, openDraft, setFigures, submitDraft, type UnitReports } from '../src/report/unit-reports.ts'
import type { FileSystem } from '../src/store/lowdb/file-system.ts'
import { openLowdbStore } from '../src/store/lowdb/store.ts'
import type { Json } from '../src/store/port.ts'
import { DOCUMENT_KINDS } from '../src/turn/document-kinds.ts'
import { CAMPAIGN, contactOf, FORM, ROOT } from './app.ts'
import { figureOf, HISTORY_MONTHS } from './figures.ts'

/** The history ends before the first month of the campaign, all of whose months are left to be filled. */
const FIRST_MONTH: Month = '2022-05'
/** As many replies as the bot keeps for redelivered messages. */
const REPLIES_KEPT = 8

/** The items of the form that is filled. Throws when the pack is not there. */
export async function readFields(): Promise<readonly Field[]> {
  const packs = await readPacks(join(ROOT, 'flows'), fs)
  const form: Form | undefined = packs.ok ? packs.packs.get(CAMPAIGN)?.forms.get(FORM) : undefined
  if (form === undefined) throw new Error(`flows/${CAMPAIGN} has no form ${FORM}`)
  return fieldsOf(form)
}

/** Writes `dir`/roster.csv and `dir`/store for so many units. */
export async function makeData(dir: string, units: number, fields: readonly Field[]): Promise<void> {
  await mkdir(dir, { recursive: true })
  const numbers = Array.from({ length: units }, (_, number) => number)
  const rows = numbers.map((number) => [
    contactOf(number),
    `联络员${number}`,
    '',
    CAMPAIGN,
    nameOf(number),
    FORM,
    'contact',
  ])
  await writeFile(join(dir, 'roster.csv'), [ROSTER_COLUMNS, ...rows].map((row) => `${row.join(',')}\n`).join(''))

  let planned: (() => Promise<void>) | undefined
  const store = await openLowdbStore({
    dir: join(dir, 'store'),
    kinds: DOCUMENT_KINDS,
    fs: withoutSyncs,
    schedule: (task) => {
      planned = task
      return () => undefined
    },
  })
  await Promise.all(
    numbers.map(async (number) => {
      const unit: Unit = { campaign: CAMPAIGN, form: FORM, name: nameOf(number) }
      const by = contactOf(number)
      const { reports, audit } = reportYear(unit, by, fields)
      const put = new Map<string, Json>([
        [`unit/${unitKey(unit)}`, reports as unknown as Json],
        [`person/${by}`, talkedWith(number) as unknown as Json],
      ])
      const append = audit.map((entry) => ({ stream: `audit/${unitKey(unit)}`, entry: entry as unknown as Json }))
      await store.commit({ expect: new Map([...put.keys()].map((key) => [key, 0])), put, append })
    }),
  )
  // Until every document is in its file, as after a quiet night.
  while (planned !== undefined) {
    const task: () => Promise<void> = planned
    planned = undefined
    await task()
  }
  await store.close()
}

function nameOf(unit: number): string {
  return `样例${unit}村`
}

function reportYear(
  unit: Unit,
  by: string,
  fields: readonly Field[],
): { readonly reports: UnitReports; readonly audit: readonly AuditEntry[] } {
  let reports = emptyReports(unit)
  const audit: AuditEntry[] = []
  for (let month = 0; month < HISTORY_MONTHS; month++) {
    const period = addMonths(FIRST_MONTH, month)
    const at = Date.parse(`${period}-20T09:00:00+08:00`)
    const receipt = `BENCH-${period}-${month}`
    const figures = Object.fromEntries(fields.map((field) => [field.id, figureOf(field, month)]))
    reports = setFigures(openDraft(reports, period, at), period, figures, { by, at })
    reports = submitDraft(reports, period, by, at, receipt, new Set()).reports
    audit.push({ at: stampAt(at), by, message: `${month}`, period, what: 'submit', version: 1, receipt })
  }
  return { reports, audit }
}

function talkedWith(number: number): Session {
  let session = emptySession
  for (let reply = 0; reply < REPLIES_KEPT; reply++) {
    session = rememberReply(
      session,
      `${number}-${reply}`,
      '✔ 12个\n第 2/25 项 总体情况\n1.2 企业自查发现重大事故隐患中已完成整改的（个）',
    )
  }
  return session
}

/** Data of a bench need not outlive a power cut: written at once instead of in minutes. */
const withoutSyncs: FileSystem = {
  ...fs,
  async open(path, flags) {
    const file = await fs.open(path, typeof flags === 'number' ? flags & ~constants.O_DSYNC : flags)
    return {
      read: (into, offset, length, position) => file.read(into, offset, length, position),
      write: (data, offset, length) => file.write(data, offset, length),
      truncate: (length) => file.truncate(length),
      stat: () => file.stat(),
      close: () => file.close(),
      datasync: async () => undefined,
      sync: async () => undefined,
    }
  },
}
