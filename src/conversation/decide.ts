// One message in, one decision out: the talk as it goes on, the reports that change, what is said, what is written down.
// Pure: everything it reads is an argument, and the caller writes what it returns in one commit.

import { dayAt, type Instant } from '../campaign/calendar.ts'
import type { Desk } from '../campaign/desk.ts'
import { currentPeriod } from '../campaign/period.ts'
import { isContactOf, type Person, type Unit, unitKey } from '../campaign/roster.ts'
import { parseCommand } from '../form/answers/commands.ts'
import type { Inbound, Outbound } from '../message/message.ts'
import type { ReminderBook } from '../reminder/book.ts'
import type { AuditEntry } from '../report/audit.ts'
import type { UnitReports } from '../report/unit-reports.ts'
import * as deskWording from '../wording/desk.ts'
import * as fillWording from '../wording/fill.ts'
import * as talk from '../wording/talk.ts'
import { goTo, obey } from './command.ts'
import { answerFiles } from './files-query.ts'
import { answerFilling } from './fill.ts'
import { fillingOf, openingOf } from './filling.ts'
import { answerInquiry, answerWaiting, beginInquiry, inquiryIn, sendInquiry } from './inquiry.ts'
import { answerRemoval, answerRequest, askToJoin, isJoining } from './joining.ts'
import { answerOffice, answerQuestion, refuseStatus } from './query.ts'
import { answerOfficeReminders, answerOwnReminders } from './reminding.ts'
import { answerOwnReports, answerReviewing, auditStreamsOf } from './reviewing.ts'
import { type Scene, say, type World, withoutPending, withSession } from './scene.ts'
import type { Session } from './session.ts'
import { begin, beginningOf, beginWith, resume, unitStates } from './start.ts'
import { askAgain } from './take-figures.ts'

/** Longer texts are not read: no answer needs them, and they cost time. Characters. */
const LONGEST_TEXT = 2000

/** A name and a unit fit into far less. Characters. */
const LONGEST_JOINING = 100

export interface DecideInput {
  readonly world: World
  readonly inbound: Inbound
  readonly now: Instant
  /** Short and unique to this message; becomes part of a receipt number. */
  readonly nonce: string
  readonly session: Session
  /** Every report that `reportKeysOf` named, by unitKey; those without a document are left out. */
  readonly reports: ReadonlyMap<string, UnitReports>
  /** The desk of every campaign that `deskCampaignsOf` named; those without a document are left out. */
  readonly desks: ReadonlyMap<string, Desk>
  /** The book of everyone whom `bookOwnersOf` named; those without a document are left out. */
  readonly books: ReadonlyMap<string, ReminderBook>
  /** The audit stream of every unit that `historyKeysOf` named. */
  readonly history: ReadonlyMap<string, readonly AuditEntry[]>
}

export interface Decision {
  readonly session: Session
  /** Only the reports that changed. */
  readonly reports: ReadonlyMap<string, UnitReports>
  /** Only the desks that changed. */
  readonly desks: ReadonlyMap<string, Desk>
  /** Only the books that changed. */
  readonly books: ReadonlyMap<string, ReminderBook>
  readonly audit: readonly { readonly unit: string; readonly entry: AuditEntry }[]
  /** What others than the sender are told. */
  readonly messages: readonly Outbound[]
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

/** The campaigns whose desk a message of this person may need: their own; all of the roster for someone who is not on it. */
export function deskCampaignsOf({ roster }: World, userid: string): readonly string[] {
  const person = roster.people.get(userid)
  if (!person) return [...roster.units.keys()]
  return [...new Set([...person.units.map(({ campaign }) => campaign), ...person.office, ...person.leader])]
}

/** The people whose reminders a message of this person may read: their own; those of all contacts for office and leader. */
export function bookOwnersOf({ roster }: World, userid: string): readonly string[] {
  const person = roster.people.get(userid)
  if (!person) return []
  const watched = new Set([...person.office, ...person.leader])
  if (watched.size === 0) return [userid]
  const contacts = [...roster.people.values()].filter(({ units }) =>
    units.some(({ campaign }) => watched.has(campaign)),
  )
  return [...new Set([userid, ...contacts.map((contact) => contact.userid)])]
}

/** The units whose audit stream a message asks for, by unitKey. */
export function historyKeysOf({ roster }: World, inbound: Inbound): readonly string[] {
  return inbound.kind === 'text' ? auditStreamsOf(roster, roster.people.get(inbound.from), inbound.text) : []
}

export function decide(input: DecideInput): Decision {
  const { world, inbound, session } = input
  const known = world.roster.people.get(inbound.from)
  const person: Person = known ?? { userid: inbound.from, name: '', units: [], office: [], leader: [] }
  const scene: Scene = {
    world,
    person,
    now: input.now,
    message: inbound.id,
    spoken: inbound.kind === 'text' && inbound.spoken === true,
    nonce: input.nonce,
    session: forgetLeftUnit(session, person),
    reports: input.reports,
    changed: new Set(),
    desks: input.desks,
    changedDesks: new Set(),
    books: input.books,
    changedBooks: new Set(),
    history: input.history,
    said: [],
    messages: [],
    audit: [],
  }
  const last = known ? answer(scene, inbound) : answerStranger(scene, inbound)
  return {
    session: last.session,
    reports: new Map([...last.reports].filter(([key]) => last.changed.has(key))),
    desks: new Map([...last.desks].filter(([campaign]) => last.changedDesks.has(campaign))),
    books: new Map([...last.books].filter(([userid]) => last.changedBooks.has(userid))),
    audit: last.audit,
    messages: last.messages,
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
      return answerText(scene.spoken ? say(scene, talk.heard(inbound.text)) : scene, inbound.text)
  }
}

/** Someone who is not on the roster sees nothing; all that they can do is ask to be let in. */
function answerStranger(scene: Scene, inbound: Inbound): Scene {
  const joining = inbound.kind === 'text' && inbound.text.length <= LONGEST_JOINING && isJoining(inbound.text)
  return joining ? askToJoin(scene, inbound.text) : say(scene, deskWording.howToJoin())
}

/** A bare figure, which most messages are, asks for nothing beside the form. */
const WORDS = /\p{L}{2}/u

function answerText(whole: Scene, text: string): Scene {
  const { more, ...session } = whole.session
  const isWords = WORDS.test(text)
  if (isWords && parseCommand(text) === 'more') return say({ ...whole, session }, more ?? talk.noMore())
  const scene = more === undefined ? whole : { ...whole, session }
  const chosen =
    chooseUnit(scene, text) ??
    askedOffice(scene, text) ??
    answerDesk(scene, text) ??
    (isWords ? answerAside(scene, text) : undefined)
  return chosen ?? answerPlain(scene, text)
}

function answerPlain(scene: Scene, text: string): Scene {
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
  if (isJoining(text) && text.length <= LONGEST_JOINING) return askToJoin(scene, text)
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

/** A contact's question to the office: asked in one message, or in the one after 「问办公室」. */
function askedOffice(scene: Scene, text: string): Scene | undefined {
  if (scene.person.units.length === 0) return undefined
  if (scene.session.pending?.kind !== 'inquiry' && !WORDS.test(text)) return undefined
  const command = parseCommand(text)
  const words = inquiryIn(text)
  const asks = command === 'ask-office' || words !== undefined
  if (asks) return words ? goOnAfter(sendInquiry(scene, words)) : beginInquiry(scene)
  if (scene.session.pending?.kind !== 'inquiry' || command === 'cancel' || command === 'deny') return undefined
  // A command or a figure instead of the question is taken as what it is.
  if (command !== undefined || !WORDS.test(text)) return answerPlain(withoutPending(scene), text)
  return goOnAfter(sendInquiry(scene, text))
}

/** What is open is asked again after something else was settled in between. */
function goOnAfter(scene: Scene): Scene {
  const now = fillingOf(scene)
  return now?.draft ? askAgain(scene, now) : scene
}

/** What people settle about themselves in the middle of anything: their reminders, what they have reported. */
function answerAside(scene: Scene, text: string): Scene | undefined {
  const told = answerOwnReminders(scene, text) ?? answerOwnReports(scene, text) ?? answerFiles(scene, text)
  return told ? goOnAfter(told) : answerOfficeReminders(scene, text)
}

/** What only the office settles: who may join, and what contacts asked. */
function answerDesk(scene: Scene, text: string): Scene | undefined {
  const reviewed = answerReviewing(scene, text)
  if (reviewed || scene.person.office.length === 0) return reviewed
  return (
    answerRequest(scene, text) ?? answerInquiry(scene, text) ?? answerRemoval(scene, text) ?? answerWaiting(scene, text)
  )
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
  const first = scene.session.greeted === undefined
  return say(next, (first ? talk.firstGreeting : talk.greeting)(scene.person.name, unitStates(scene)))
}

/** A person who was moved to another unit no longer fills the old one. */
function forgetLeftUnit(session: Session, person: Person): Session {
  const { fill, pending: _, ...rest } = session
  if (!fill || person.office.includes(fill.unit.campaign) || isContactOf(person, fill.unit)) return session
  return { ...rest, undo: [] }
}
