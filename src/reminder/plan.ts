// Which steps are due at one moment, and for whom they still make sense. Nothing is sent or stored here: the caller commits
// each person's book together with the message.

import { addDays, dayAt, daysBetween, type Instant, instantAt, type Month, weekdayOf } from '../campaign/calendar.ts'
import { isExempt, isPaused } from '../campaign/desk.ts'
import type { Audience, Step } from '../campaign/reminder-steps.ts'
import type { Person, Unit } from '../campaign/roster.ts'
import { newestVersion, reportOf, type UnitReports } from '../report/unit-reports.ts'
import type { ReminderBook } from './book.ts'
import { type Block, createLetters, type Letters, type Push } from './letters.ts'
import { type CampaignMembers, membersOf, owesTask, type UnitMembers } from './members.ts'
import { offerCall, offerSilence, offerSnoozed, offerUnknownYears } from './personal.ts'
import type { Matter, Occasion } from './schedule.ts'
import { isSilent, type Situation } from './situation.ts'
import { renderWeek } from './text.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Everything that is to be sent now. Asked again with the books that it returned, it gives nothing. */
export function planReminders(situation: Situation): readonly Push[] {
  const letters = createLetters(situation.roster, situation.bookOf, situation.now)
  for (const matter of situation.schedule.matters) offerMatter(situation, letters, matter)
  for (const userid of situation.snoozed) offerSnoozed(situation, letters, userid)
  for (const talk of situation.talks) offerSilence(situation, letters, talk)
  offerUnknownYears(situation, letters)
  return letters.pushes()
}

/**
 * The messages by which an office nudges (催报) the contacts of units that have not reported a month: of all, or of
 * `units` (unitKeys). They are committed like the others, and kept in the books.
 */
export function planCall(
  situation: Situation,
  campaign: string,
  period: Month,
  units?: ReadonlySet<string>,
): readonly Push[] {
  const letters = createLetters(situation.roster, situation.bookOf, situation.now)
  offerCall(situation, letters, campaign, period, units)
  return letters.pushes()
}

/** Where a list of times stands now. */
interface Cue {
  readonly list: readonly Occasion[]
  /** The one that is told: the newest, or one of later today, so that the day needs no second message. */
  readonly told: number
  readonly step: Step
  readonly name: string
  /** The newest that has come and is not too old; -1 when none is. */
  readonly come: number
  /** Days from today to the due day; negative after it. */
  readonly daysLeft: number
}

function cueOf(list: readonly Occasion[], { due, pack }: Matter, now: Instant): Cue | undefined {
  const earliest = now - pack.campaign.reminders.catchUpHours * HOUR
  const [first] = list
  const last = list.at(-1)
  if (!first || !last || last.at <= earliest || first.at > now + DAY) return undefined
  const today = dayAt(now)
  // On the due day each time is told by itself; on other days the later ones come with the first.
  const told = list.findLastIndex(({ at, day }) => at <= now || (day === today && day !== due))
  const occasion = list[told]
  if (!occasion || occasion.at <= earliest) return undefined
  const come = list.findLastIndex(({ at }) => at <= now && at > earliest)
  return { list, told, step: occasion.step, name: occasion.name, come, daysLeft: daysBetween(today, due) }
}

type Cues = Readonly<Record<Audience, Cue | undefined>> & { readonly allIn: Cue | undefined }

function offerMatter(situation: Situation, letters: Letters, matter: Matter): void {
  const { now } = situation
  const cues: Cues = {
    contacts: cueOf(matter.times.contacts, matter, now),
    office: cueOf(matter.times.office, matter, now),
    leaders: cueOf(matter.times.leaders, matter, now),
    allIn: cueOf(matter.allIn, matter, now),
  }
  if (!(cues.contacts || cues.office || cues.leaders || cues.allIn) || isSilent(situation, matter.pack.campaign)) {
    return
  }
  const members = membersOf(situation.roster, matter.pack.campaign.id)
  if (matter.what.kind === 'report') offerReport(situation, letters, matter, matter.what.period, members, cues)
  else if (matter.what.kind === 'week') offerWeek(situation, letters, matter, matter.what.period, members, cues)
  else offerOneOff(situation, letters, matter, members, cues)
}

/** What a time of a list is about, as it is told to one audience. */
interface About {
  readonly matter: Matter
  readonly cue: Cue
  readonly audience: Audience
  /** Under which it is kept in the book. */
  readonly about: string
  readonly topic: string
}

/**
 * Offers a time of a list to a person who was not told of it, nor of a later one: a clock that was put back, or times
 * that were missed, bring nothing old.
 */
function offerCue(
  letters: Letters,
  person: Person,
  { matter, cue, audience, about, topic }: About,
  blockFor: (first: boolean, insteadOf: Person | undefined) => Block,
): void {
  const recipient = letters.recipientFor(person)
  if (!recipient) return
  const newest = newestSent(cue.list, recipient.book, matter.key, about)
  if (newest >= cue.told) return
  letters.offer(recipient, {
    step: { matter: matter.key, about, step: cue.name, audience, from: matter },
    topic,
    block: blockFor(newest < 0, recipient.insteadOf),
    come: cue.come > newest,
    urgent: cue.daysLeft === 0,
    counted: true,
  })
}

/**
 * The place in a list of the newest time that was sent; -1 when none was. Nothing is sent before its day, so the look back
 * ends where the list begins.
 */
function newestSent(list: readonly Occasion[], { sent }: ReminderBook, matter: string, about: string): number {
  const earliest = (list[0]?.at ?? 0) - DAY
  let newest = -1
  for (let index = sent.length - 1; index >= 0; index--) {
    const one = sent[index]
    if (!one || one.at < earliest) break
    if (one.matter !== matter || one.about !== about) continue
    newest = Math.max(
      newest,
      list.findLastIndex(({ name }) => name === one.step),
    )
  }
  return newest
}

/** A unit that has not reported. */
interface Missing {
  readonly member: UnitMembers
  readonly reports: UnitReports | undefined
}

function offerReport(
  { deskOf, reportsOf, figuresOf }: Situation,
  letters: Letters,
  matter: Matter,
  period: Month,
  members: CampaignMembers,
  cues: Cues,
): void {
  const desk = deskOf(matter.pack.campaign.id)
  const missing: Missing[] = []
  let owing = 0
  for (const member of members.units) {
    if (desk && isExempt(desk, member.unit, period)) continue
    owing++
    const reports = reportsOf(member.key)
    if (!(reports && newestVersion(reports, period))) missing.push({ member, reports })
  }
  const cue = cues.contacts
  if (cue) {
    for (const one of missing) {
      if (!(desk && isPaused(desk, one.member.unit))) offerToContacts(letters, matter, period, cue, one)
    }
  }
  if (owing === 0) return
  for (const audience of ['office', 'leaders'] as const) {
    const allIn = cues.allIn?.step.to.includes(audience) ? cues.allIn : undefined
    const told = missing.length > 0 ? cues[audience] : allIn
    if (!told) continue
    const about: About = { matter, cue: told, audience, about: audience, topic: `${matter.key}/${audience}` }
    for (const person of members[audience]) {
      offerCue(letters, person, about, () => ({
        kind: 'missing',
        audience,
        matter,
        period,
        step: told.step,
        units: owing,
        filling: missing.filter(({ reports }) => reports && reportOf(reports, period).draft).length,
        missing: missing.map(({ member }) => member),
        figures: figuresOf?.(matter.pack, period),
      }))
    }
  }
}

/** At the end of a week the office hears how the month stands, and what came in since Monday. */
function offerWeek(
  { deskOf, reportsOf, figuresOf }: Situation,
  letters: Letters,
  matter: Matter,
  period: Month,
  members: CampaignMembers,
  cues: Cues,
): void {
  const cue = cues.office
  if (!cue) return
  const desk = deskOf(matter.pack.campaign.id)
  const monday = instantAt(addDays(matter.due, 1 - weekdayOf(matter.due)), '00:00')
  const owing = members.units.filter(({ unit }) => !desk || !isExempt(desk, unit, period))
  if (owing.length === 0) return
  const standing = owing.map(({ unit, key }) => {
    const reports = reportsOf(key)
    return { name: unit.name, version: reports && newestVersion(reports, period) }
  })
  const text = renderWeek({
    matter,
    period,
    units: owing.length,
    fresh: standing.flatMap(({ name, version }) => (version && version.at >= monday ? [name] : [])),
    missing: standing.flatMap(({ name, version }) => (version ? [] : [name])),
    figures: figuresOf?.(matter.pack, period),
  })
  const about: About = { matter, cue, audience: 'office', about: 'office', topic: `${matter.key}/office` }
  for (const person of members.office) offerCue(letters, person, about, () => ({ kind: 'text', text }))
}

function offerToContacts(
  letters: Letters,
  matter: Matter,
  period: Month,
  cue: Cue,
  { member, reports }: Missing,
): void {
  const { unit, key, about: name } = member
  const about: About = { matter, cue, audience: 'contacts', about: name, topic: `${matter.key}/${name}` }
  for (const person of member.contacts) {
    offerCue(letters, person, about, (first, insteadOf) => ({
      kind: 'unit',
      key,
      matter,
      period,
      unit,
      reports,
      step: cue.step,
      daysLeft: cue.daysLeft,
      first,
      insteadOf: insteadOf?.name,
    }))
  }
}

/** Submissions, tasks and routines: the bot cannot see whether they were done, so everyone concerned is told. */
function offerOneOff(
  { deskOf }: Situation,
  letters: Letters,
  matter: Matter,
  members: CampaignMembers,
  cues: Cues,
): void {
  const { campaign } = matter.pack
  const desk = deskOf(campaign.id)
  const topic = `${campaign.id} ${matter.what.kind} ${matter.due}`
  const contacts = () =>
    members.units
      .filter(({ unit }) => owes(matter, unit))
      .filter(({ unit }) => !desk || !(isExempt(desk, unit, matter.due.slice(0, 7)) || isPaused(desk, unit)))
      .flatMap((member) => member.contacts)
  for (const audience of ['office', 'contacts', 'leaders'] as const) {
    const cue = cues[audience]
    if (!cue) continue
    const people = audience === 'contacts' ? new Set(contacts()) : members[audience]
    for (const person of people) {
      offerCue(letters, person, { matter, cue, audience, about: audience, topic }, () => ({
        kind: 'one-offs',
        items: [{ matter, step: cue.step, owed: audience === 'contacts' }],
      }))
    }
  }
}

function owes({ what, pack }: Matter, unit: Unit): boolean {
  switch (what.kind) {
    case 'submission':
      return what.submission.forms.includes(unit.form)
    case 'task':
      return owesTask(pack, what.task, unit)
    case 'report':
    case 'routine':
    case 'week':
      return false
  }
}
