// One message being answered: what is known, and what has been decided so far. Deciding never changes a scene, it makes
// the next one; the last one is what is written and said.

import type { Instant } from '../campaign/calendar.ts'
import { stampAt } from '../campaign/calendar.ts'
import { type Desk, emptyDesk } from '../campaign/desk.ts'
import { formOfUnit, type Pack } from '../campaign/pack.ts'
import { type Person, type Roster, type Unit, unitKey } from '../campaign/roster.ts'
import type { Form } from '../form/schema.ts'
import type { FileRecipe, Outbound } from '../message/message.ts'
import type { QuestionIndexes } from '../question/question-index.ts'
import type { ReminderBook } from '../reminder/book.ts'
import type { Schedule } from '../reminder/schedule.ts'
import type { AuditEntry } from '../report/audit.ts'
import { emptyReports, type UnitReports } from '../report/unit-reports.ts'
import type { Snapshot } from '../summary/snapshot.ts'
import type { Session } from './session.ts'

/** What every turn reads and none changes: packs and roster as loaded at start or at the last good reload. */
export interface World {
  readonly packs: ReadonlyMap<string, Pack>
  readonly questions: QuestionIndexes
  readonly roster: Roster
  /** When what is due, for reminders. */
  readonly schedule: Schedule
}

/** A line for the audit stream of a unit, before it is known who said it and when. */
type AuditFact<T = AuditEntry> = T extends AuditEntry ? Omit<T, 'at' | 'by' | 'message'> : never

export interface Scene {
  readonly world: World
  readonly person: Person
  readonly now: Instant
  /** The id of the message that is being answered. */
  readonly message: string
  /** Whether it was spoken into the phone and written down by the channel. */
  readonly spoken: boolean
  /** A short text that no other message has, for a receipt number. */
  readonly nonce: string
  readonly session: Session
  /** The reports that may be read, by unitKey, with the changes decided so far. */
  readonly reports: ReadonlyMap<string, UnitReports>
  /** The unitKeys whose reports were changed. */
  readonly changed: ReadonlySet<string>
  /** The desks that may be read, by campaign, with the changes decided so far; and the campaigns whose desk was changed. */
  readonly desks: ReadonlyMap<string, Desk>
  readonly changedDesks: ReadonlySet<string>
  /** What people were reminded of and asked for, by userid, with the changes decided so far; and whose book was changed. */
  readonly books: ReadonlyMap<string, ReminderBook>
  readonly changedBooks: ReadonlySet<string>
  /** Audit entries, oldest first, by unitKey; only of the units that the message asks about. */
  readonly history: ReadonlyMap<string, readonly AuditEntry[]>
  readonly said: readonly string[]
  /** What other people are told. */
  readonly messages: readonly Outbound[]
  readonly audit: readonly { readonly unit: string; readonly entry: AuditEntry }[]
}

/** Adds a paragraph to the reply. */
export function say(scene: Scene, text: string): Scene {
  return { ...scene, said: [...scene.said, text] }
}

export function withSession(scene: Scene, change: Partial<Session>): Scene {
  return { ...scene, session: { ...scene.session, ...change } }
}

/** Forgets the question that was asked last. */
export function withoutPending(scene: Scene): Scene {
  const { pending: _, ...session } = scene.session
  return { ...scene, session }
}

/** Leaves the report that is being filled; its draft stays. */
export function withoutFill(scene: Scene): Scene {
  const { fill: _, pending: __, ...session } = scene.session
  return { ...scene, session }
}

export function reportsOf(scene: Scene, unit: Unit): UnitReports {
  return scene.reports.get(unitKey(unit)) ?? emptyReports(unit)
}

export function withReports(scene: Scene, unit: Unit, reports: UnitReports): Scene {
  const key = unitKey(unit)
  if (scene.reports.get(key) === reports) return scene
  return {
    ...scene,
    reports: new Map(scene.reports).set(key, reports),
    changed: new Set(scene.changed).add(key),
  }
}

export function deskOf(scene: Scene, campaign: string): Desk {
  return scene.desks.get(campaign) ?? emptyDesk(campaign)
}

export function withDesk(scene: Scene, desk: Desk): Scene {
  return {
    ...scene,
    desks: new Map(scene.desks).set(desk.campaign, desk),
    changedDesks: new Set(scene.changedDesks).add(desk.campaign),
  }
}

export function withBook(scene: Scene, userid: string, book: ReminderBook): Scene {
  return {
    ...scene,
    books: new Map(scene.books).set(userid, book),
    changedBooks: new Set(scene.changedBooks).add(userid),
  }
}

/** Sends a file, which is made when it is sent; `text` is what the person gets when it cannot be made. */
export function tellFile(scene: Scene, to: string, text: string, file: FileRecipe): Scene {
  return { ...scene, messages: [...scene.messages, { to, text, format: 'text', file }] }
}

/** All of a campaign as this message sees it, for totals and tables. */
export function snapshotOf(scene: Scene, pack: Pack): Snapshot {
  return {
    pack,
    desk: deskOf(scene, pack.campaign.id),
    units: scene.world.roster.units.get(pack.campaign.id) ?? [],
    reportsOf: (unit) => reportsOf(scene, unit),
  }
}

/** Tells another person something beside the reply; when they cannot be reached, the office of the campaign hears of it. */
export function tell(scene: Scene, campaign: string, to: string, text: string): Scene {
  return { ...scene, messages: [...scene.messages, { to, text, format: 'text', campaign }] }
}

export function note(scene: Scene, unit: Unit, fact: AuditFact): Scene {
  const entry = { at: stampAt(scene.now), by: scene.person.userid, message: scene.message, ...fact } as AuditEntry
  return { ...scene, audit: [...scene.audit, { unit: unitKey(unit), entry }] }
}

export function packOf(scene: Scene, campaign: string): Pack {
  const pack = scene.world.packs.get(campaign)
  if (!pack) throw new Error(`no pack of campaign ${campaign}`)
  return pack
}

export function formOf(scene: Scene, unit: Unit): Form {
  return formOfUnit(packOf(scene, unit.campaign), unit)
}

/** The contact person and telephone of a campaign's office, as its document prints them. */
export function contactOf(scene: Scene, campaign: string): string | undefined {
  const { contact, phone } = packOf(scene, campaign).campaign.office
  return [contact ?? [], phone ?? []].flat().join(' ') || undefined
}

/** The name of a person as the roster has it; the userid of someone who has left it since. */
export function nameOf(scene: Scene, userid: string): string {
  return scene.world.roster.people.get(userid)?.name ?? userid
}
