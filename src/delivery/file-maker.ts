// Turns what an outbox row asks for into a file: which reports, as one moment of the store. What stands in it and how it
// is written is decided by whoever is passed in.

import type { Instant, Month } from '../campaign/calendar.ts'
import { type Desk, deskKey, emptyDesk } from '../campaign/desk.ts'
import type { Pack } from '../campaign/pack.ts'
import { type Roster, type Unit, unitKey } from '../campaign/roster.ts'
import type { MediaFile } from '../channel/port.ts'
import type { FileRecipe } from '../message/message.ts'
import type { AuditEntry } from '../report/audit.ts'
import type { UnitReports } from '../report/unit-reports.ts'
import type { Store } from '../store/port.ts'

const FORMATS = ['xlsx', 'docx', 'csv', 'book', 'bulletin', 'board', 'trend', 'ranking'] as const
const EVERY = ['week', 'month', 'half-year'] as const

/** A file with all that it is made from. */
export interface FileRequest {
  readonly format: (typeof FORMATS)[number]
  readonly pack: Pack
  readonly desk: Desk
  readonly units: readonly Unit[]
  readonly reportsOf: (unit: Unit) => UnitReports | undefined
  readonly period: Month
  /** The one unit that is meant; all of them when undefined. */
  readonly unit: Unit | undefined
  /** The item that is meant, by form and field id; undefined where none is. */
  readonly item: { readonly form: string; readonly field: string } | undefined
  readonly every: (typeof EVERY)[number]
  readonly now: Instant
  /** Audit streams by unitKey, where the file holds them. */
  readonly audit: ReadonlyMap<string, readonly AuditEntry[]>
  readonly nameOf: (userid: string) => string
}

export interface FileMakerParts {
  readonly store: Store
  readonly packs: ReadonlyMap<string, Pack>
  readonly roster: () => Roster
  readonly now: () => Instant
  /** Undefined when there is nothing to write. */
  readonly write: (request: FileRequest) => Promise<{ readonly name: string; readonly bytes: Uint8Array } | undefined>
}

/** Makes what a recipe names; rejects when it names nothing that is there. */
export function createFileMaker(parts: FileMakerParts): (recipe: FileRecipe) => Promise<MediaFile> {
  const { store, packs, roster, now, write } = parts
  return async ({ type, of }) => {
    const pack = packs.get(of.campaign ?? '')
    const format = FORMATS.find((one) => one === of.format)
    if (!pack || !format || of.period === undefined) throw new Error('a recipe of no file')
    const { people, units: all } = roster()
    const units = all.get(pack.campaign.id) ?? []
    const unit = units.find((one) => unitKey(one) === of.unit)
    if (of.unit !== undefined && !unit) throw new Error('a recipe of a unit that is gone')
    const desk = deskKey(pack.campaign.id)
    const stored = await store.load([desk, ...units.map((one) => `unit/${unitKey(one)}`)])
    const file = await write({
      format,
      pack,
      desk: (stored.get(desk)?.doc as Desk | undefined) ?? emptyDesk(pack.campaign.id),
      units,
      reportsOf: (one) => stored.get(`unit/${unitKey(one)}`)?.doc as UnitReports | undefined,
      period: of.period,
      unit,
      item: of.form === undefined || of.field === undefined ? undefined : { form: of.form, field: of.field },
      every: EVERY.find((one) => one === of.every) ?? 'month',
      now: now(),
      audit: format === 'book' ? await readAudit(store, units) : new Map(),
      nameOf: (userid) => people.get(userid)?.name ?? userid,
    })
    if (!file) throw new Error('there is nothing to write')
    return { type, ...file }
  }
}

async function readAudit(store: Store, units: readonly Unit[]): Promise<ReadonlyMap<string, readonly AuditEntry[]>> {
  const audit = new Map<string, readonly AuditEntry[]>()
  for (const unit of units) {
    const key = unitKey(unit)
    audit.set(key, (await store.readStream(`audit/${key}`)) as unknown as readonly AuditEntry[])
  }
  return audit
}
