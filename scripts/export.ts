// Files for the office from the data of a stopped server: `npm run export -- --data DIR --campaign longmen-2023
// --period 2023-06 [--unit NAME [--form ID]] --format xlsx|docx|csv|book|bulletin [--every week|month|half-year] [--roster FILE] --out DIR`.

import { readFileSync } from 'node:fs'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Desk, deskKey, emptyDesk } from '../src/campaign/desk.ts'
import type { Pack } from '../src/campaign/pack.ts'
import { printProblem } from '../src/campaign/pack-problem.ts'
import { periodsOf } from '../src/campaign/period.ts'
import { type Roster, type Unit, unitKey, withJoined } from '../src/campaign/roster.ts'
import { createClock } from '../src/clock.ts'
import { EXPORT_FORMATS, exportFile } from '../src/files/export.ts'
import { readPacks } from '../src/files/pack-folder.ts'
import { loadRoster } from '../src/files/roster-source.ts'
import type { AuditEntry } from '../src/report/audit.ts'
import type { UnitReports } from '../src/report/unit-reports.ts'
import { openLowdbStore } from '../src/store/lowdb/store.ts'
import { type Store, StoreError } from '../src/store/port.ts'
import { auditByUnit } from '../src/summary/book.ts'
import { DOCUMENT_KINDS } from '../src/turn/document-kinds.ts'

const EVERY = ['week', 'month', 'half-year'] as const
const USAGE =
  'usage: npm run export -- --data DIR --campaign longmen-2023 --period 2023-06 [--unit NAME [--form ID]] ' +
  `--format ${EXPORT_FORMATS.join('|')} [--every ${EVERY.join('|')}] [--roster FILE] --out DIR`

/** Ends with lines for whoever called the command. */
class Refused extends Error {}

function readArguments() {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      campaign: { type: 'string' },
      period: { type: 'string' },
      unit: { type: 'string' },
      form: { type: 'string' },
      format: { type: 'string' },
      every: { type: 'string', default: 'month' },
      roster: { type: 'string' },
      out: { type: 'string' },
    },
  })
  const { data, campaign, period, unit, form, out, roster = join(data ?? '', 'roster.csv') } = values
  const format = EXPORT_FORMATS.find((one) => one === values.format)
  const every = EVERY.find((one) => one === values.every)
  if (!data || !campaign || !period || !out || !format || !every) throw new Refused(USAGE)
  return { data, campaign, period, unit, form, out, roster, format, every }
}

async function run(): Promise<void> {
  const { data, campaign, period, unit: name, form, out, roster: file, format, every } = readArguments()
  const packs = await readPacks(process.env.FLOWS_DIR ?? './flows', fs)
  if (!packs.ok) throw new Refused(packs.problems.map(printProblem).join('\n'))
  const pack = packs.packs.get(campaign)
  if (!pack) throw new Refused(`there is no campaign “${campaign}”; known are ${[...packs.packs.keys()].join(', ')}`)
  const months = periodsOf(pack.campaign)
  if (!months.includes(period)) {
    throw new Refused(
      `“${period}” is not a month of ${campaign}: ${months[0] ?? 'it has none'} to ${months.at(-1) ?? ''}`,
    )
  }
  const campaigns = new Map([...packs.packs].map(([id, one]) => [id, one.campaign]))
  const loaded = await loadRoster(file, campaigns)
  if (!loaded.ok) throw new Refused(loaded.problems.join('\n'))

  const read = await readStore(data, (store) => readCampaign(store, pack, loaded.roster))
  const { desk, roster, reports, audit } = read
  const units = roster.units.get(campaign) ?? []
  for (const key of reports.keys()) {
    if (!units.some((one) => unitKey(one) === key))
      console.error(`${key} has reports and is not on the roster: left out`)
  }
  const made = await exportFile({
    format,
    every,
    period,
    unit: name === undefined ? undefined : unitNamed(units, name, form),
    snapshot: { pack, desk, units, reportsOf: (unit) => reports.get(unitKey(unit)) },
    now: createClock(undefined).now(),
    auditOf: auditByUnit(audit),
    nameOf: (userid) => roster.people.get(userid)?.name ?? userid,
  })
  if (!made) throw new Refused(`there is nothing to write: ${name ?? campaign} has no report of ${period}`)
  await fs.mkdir(out, { recursive: true })
  const path = join(out, made.name)
  await fs.writeFile(path, made.bytes)
  console.log(path)
}

/** Opens the data of a server that is stopped; one that runs holds the lock, and the error says so. */
async function readStore<T>(dir: string, read: (store: Store) => Promise<T>): Promise<T> {
  const folder = join(dir, 'store')
  const there = await fs.stat(folder).catch(() => undefined)
  if (!there?.isDirectory()) throw new Refused(`${folder}: there is no store in this folder`)
  const store = await openLowdbStore({ dir: folder, kinds: DOCUMENT_KINDS, fs: { ...fs, readFileSync } })
  try {
    return await read(store)
  } finally {
    await store.close()
  }
}

/** All that is stored of a campaign, as of one moment: nobody else writes while the lock is held. */
async function readCampaign(store: Store, { campaign }: Pack, ofFile: Roster) {
  const key = deskKey(campaign.id)
  const prefix = `unit/${campaign.id}/`
  const keys = await store.list(prefix)
  const stored = await store.load([key, ...keys])
  const desk = (stored.get(key)?.doc as unknown as Desk | undefined) ?? emptyDesk(campaign.id)
  const reports = new Map<string, UnitReports>()
  const audit = new Map<string, readonly AuditEntry[]>()
  for (const one of keys) {
    const unit = one.slice('unit/'.length)
    reports.set(unit, stored.get(one)?.doc as unknown as UnitReports)
    audit.set(unit, (await store.readStream(`audit/${unit}`)) as unknown as readonly AuditEntry[])
  }
  return { desk, roster: withJoined(ofFile, desk.joined), reports, audit }
}

function unitNamed(units: readonly Unit[], name: string, form: string | undefined): Unit {
  const found = units.filter((unit) => unit.name === name && (form === undefined || unit.form === form))
  if (found.length === 1 && found[0]) return found[0]
  const near = units.filter((unit) => unit.name.includes(name)).slice(0, 10)
  const hint = near.length > 0 ? `; there are ${near.map((unit) => `${unit.name} (${unit.form})`).join(', ')}` : ''
  throw new Refused(`no single unit is called “${name}”${hint}`)
}

try {
  await run()
} catch (error) {
  const isUsage = error instanceof TypeError && 'code' in error
  if (!(error instanceof Refused || error instanceof StoreError || isUsage)) throw error
  console.error(isUsage ? USAGE : error.message)
  process.exitCode = 2
}
