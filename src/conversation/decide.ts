// One message in, one decision out: the talk as it goes on, the reports that change, what is said, what is written down.
// Pure: everything it reads is an argument, and the caller writes what it returns in one commit.

import { dayAt, type Instant } from '../campaign/calendar.ts'
import { currentPeriod } from '../campaign/period.ts'
import { type Unit, unitKey } from '../campaign/roster.ts'
import { parseCommand } from '../form/answers/commands.ts'
import type { Inbound } from '../message/message.ts'
import type { AuditEntry } from '../report/audit.ts'
import type { UnitReports } from '../report/unit-reports.ts'
import * as fillWording from '../wording/fill.ts'
import * as talk from '../wording/talk.ts'
import { goTo, obey } from './command.ts'
import { answerFilling } from './fill.ts'
import { fillingOf, openingOf } from './filling.ts'
import { answerOffice, answerQuestion, refuseStatus } from './query.ts'
import { type Scene, say, type World, withoutPending, withSession } from './scene.ts'
import type { Session } from './session.ts'
import { begin, beginningOf, beginWith, resume, unitStates } from './start.ts'

/** Longer texts are not read: no answer needs them, and they cost time. Characters. */
const LONGEST_TEXT = 2000

export interface DecideInput {
  readonly world: World
  readonly inbound: Inbound
  readonly now: Instant
  /** Short and unique to this message; becomes part of a receipt number. */
  readonly nonce: string
  readonly session: Session
  /** Every report that `reportKeysOf` named, by unitKey; those without a document are left out. */
  readonly reports: ReadonlyMap<string, UnitReports>
}

export interface Decision {
  readonly session: Session
  /** Only the reports that changed. */
  readonly reports: ReadonlyMap<string, UnitReports>
  readonly audit: readonly { readonly unit: string; readonly entry: AuditEntry }[]
  /** Empty when nothing is to be said. */
  readonly reply: string
}

/** The units whose reports a message of this person may need, by unitKey: their own; all of a campaign for office and leader. */
export function reportKeysOf(world: World, userid: string): readonly string[] {
  const person = world.roster.people.get(userid)
  if (!person) return []
  const watched = new Set([...person.office, ...person.leader])
  const units: Unit[] = [...person.units, ...[...watched].flatMap((campaign) => world.roster.units.get(campaign) ?? [])]
  return [...new Set(units.map(unitKey))]
}

export function decide(input: DecideInput): Decision {
  const { world, inbound, session } = input
  const person = world.roster.people.get(inbound.from)
  if (!person) {
    // Only when all on the roster are of one campaign is it clear whose office is meant.
    const [only, ...others] = world.roster.units.keys()
    const office = only && others.length === 0 ? world.packs.get(only)?.campaign.office.name : undefined
    return { session, reports: new Map(), audit: [], reply: talk.stranger(inbound.from, office) }
  }
  const scene: Scene = {
    world,
    person,
    now: input.now,
    message: inbound.id,
    nonce: input.nonce,
    session: forgetLeftUnit(session, person.units),
    reports: input.reports,
    changed: new Set(),
    said: [],
    audit: [],
  }
  const last = answer(scene, inbound)
  return {
    session: last.session,
    reports: new Map([...last.reports].filter(([key]) => last.changed.has(key))),
    audit: last.audit,
    reply: last.said.join('\n').trim(),
  }
}

function answer(scene: Scene, inbound: Inbound): Scene {
  switch (inbound.kind) {
    case 'enter':
      return greet(scene)
    case 'unreadable':
      return say(scene, talk.cannotReadThis(inbound.type))
    case 'click':
      return answerText(scene, inbound.key)
    case 'text':
      if ([...inbound.text].length > LONGEST_TEXT) return say(scene, talk.tooLong(LONGEST_TEXT))
      return answerText(scene, inbound.text)
  }
}

function answerText(scene: Scene, text: string): Scene {
  const chosen = chooseUnit(scene, text)
  if (chosen) return chosen
  const now = fillingOf(scene)
  if (now) {
    // Someone of the office who fills a form too may ask for the status in the middle of it.
    return goTo(scene, now, text) ?? answerOffice(scene, text) ?? answerFilling(scene, now, text)
  }
  return answerIdle(scene, text)
}

function answerIdle(scene: Scene, text: string): Scene {
  const { person } = scene
  const command = parseCommand(text)
  const contact = person.units.length > 0
  const asked = answerOffice(scene, text)
  if (asked) return asked
  if (contact) {
    if (command === 'fill' || command === 'correct' || command === 'list') return begin(scene, command, text)
    const beginning = beginningOf(text)
    if (beginning?.purpose === 'fill') return begin(scene, 'fill', text)
    if (beginning?.purpose === 'correct') return correctInOneGo(scene, text, beginning.rest)
  }
  const told = refuseStatus(scene, text) ?? answerQuestion(scene, text)
  if (told) return told
  switch (command) {
    case 'help':
    case 'define':
      return say(scene, contact ? talk.helpContact() : talk.helpOffice())
    case 'greet':
      return greet(withSession(scene, { greeted: '' }))
    case 'thank':
      return say(scene, talk.welcome())
    case 'no-change':
    case 'submit':
      return contact ? resumeAnd(scene, text, command) : say(scene, talk.notUnderstoodOffice())
    case 'confirm':
    case 'deny':
      return say(scene, fillWording.nothingToConfirm())
    default:
      return say(scene, contact ? talk.notUnderstood() : talk.notUnderstoodOffice())
  }
}

/** 「无变化」 and 「提交」 without an open talk mean the report of this month, which 「无变化」 opens by itself. */
function resumeAnd(scene: Scene, text: string, command: 'no-change' | 'submit'): Scene {
  const now = resume(scene)
  const open = now?.draft !== undefined
  const nothingToCarryOver = command === 'no-change' && now?.last === undefined
  if (!now || nothingToCarryOver || (command === 'submit' && !open)) return begin(scene, 'fill', text)
  const opened = open ? withSession(scene, { fill: now.fill }) : begin(scene, 'fill', text)
  const ready = fillingOf(opened)
  if (!ready?.draft) return opened
  const said = command === 'no-change' ? [openingOf(opened, ready).head] : []
  return obey({ ...opened, said }, ready, command, text)
}

/** 「更正 1.1=14」: opens the correction and takes the figures of the same message. */
function correctInOneGo(scene: Scene, text: string, rest: string): Scene {
  const opened = begin(scene, 'correct', text)
  const now = fillingOf(opened)
  if (!now?.draft || rest.trim() === '') return opened
  return answerFilling({ ...opened, said: [] }, now, rest)
}

/** A number, or the unit's name, after the bot asked which unit is meant. */
function chooseUnit(scene: Scene, text: string): Scene | undefined {
  const { pending } = scene.session
  if (pending?.kind !== 'unit') return undefined
  const number = /^\s*([1-9]\d?)\s*[.。、]?\s*$/.exec(text.normalize('NFKC'))?.[1]
  const named = pending.choices.filter(({ name }) => text.includes(name))
  const unit = number ? pending.choices[Number(number) - 1] : named.length === 1 ? named[0] : undefined
  if (!unit) {
    if (number) return say(scene, fillWording.notAChoice(pending.choices.length))
    return answerText(withoutPending(scene), text)
  }
  const { campaign } = scene.world.packs.get(unit.campaign) ?? {}
  const period = pending.period ?? (campaign && currentPeriod(campaign, scene.now))
  return period ? beginWith(withoutPending(scene), pending.purpose, unit, period) : say(scene, fillWording.noForm())
}

/** Opening the chat is greeted once a day, so that looking in twice is not answered twice. */
function greet(scene: Scene): Scene {
  const today = dayAt(scene.now)
  if (scene.session.greeted === today) return scene
  const next = withSession(scene, { greeted: today })
  if (scene.person.units.length === 0) return say(next, talk.greetingOffice(scene.person.name))
  return say(next, talk.greeting(scene.person.name, unitStates(scene)))
}

/** A person who was moved to another unit no longer fills the old one. */
function forgetLeftUnit(session: Session, units: readonly Unit[]): Session {
  const { fill, pending: _, ...rest } = session
  if (!fill || units.some((unit) => unitKey(unit) === unitKey(fill.unit))) return session
  return { ...rest, undo: [] }
}
