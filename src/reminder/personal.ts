// What follows from a person and not from a day of the document: a snooze that ends, silence in the middle of a report;
// and that the holidays of a year are not known.

import { dayAt, daysBetween, type Instant, instantAt, type Month, stampAt } from '../campaign/calendar.ts'
import { isExempt, isPaused } from '../campaign/desk.ts'
import { type Person, type Unit, unitKey } from '../campaign/roster.ts'
import type { Campaign } from '../campaign/schema.ts'
import { newestVersion, reportOf } from '../report/unit-reports.ts'
import * as wording from '../wording/reminder.ts'
import { type ReminderBook, wasSent } from './book.ts'
import type { Letters, Offer } from './letters.ts'
import { aboutUnit, membersOf } from './members.ts'
import type { Matter } from './schedule.ts'
import { isSilent, type OpenTalk, type Situation } from './situation.ts'
import { renderSilence } from './text.ts'

const HOUR = 3_600_000

/** How long someone may be silent in the middle of a report. */
const SILENCE = HOUR

/**
 * When plan must be asked again for what follows from people and not from packs. A snooze and a silence take an hour at
 * least, so one that begins after this look is not missed by looking again within the hour.
 */
export function nextPersonal(
  talks: readonly OpenTalk[],
  books: Iterable<ReminderBook>,
  campaigns: Iterable<Campaign>,
  now: Instant,
): Instant {
  let next = now + HOUR
  const consider = (instant: Instant) => {
    if (instant > now && instant < next) next = instant
  }
  for (const { since } of talks) consider(since + SILENCE)
  for (const { snoozedUntil } of books) consider(snoozedUntil ?? 0)
  // What falls into the quiet hours waits for their end.
  for (const { reminders } of campaigns) consider(instantAt(dayAt(now), reminders.quiet.to))
  return next
}

/** Whoever wanted to hear of it later is told of every unit that is still open. */
export function offerSnoozed(situation: Situation, letters: Letters, userid: string): void {
  const { schedule, roster, bookOf, now } = situation
  const person = roster.people.get(userid)
  const ended = bookOf(userid)?.snoozedUntil
  if (!person || ended === undefined || ended > now) return
  for (const matter of schedule.matters) {
    if (!isOpen(matter, now) || isLate(ended, now, matter.pack.campaign)) continue
    offerUnits(situation, letters, person, matter, `snooze-${stampAt(ended)}`)
  }
}

/** Whether contacts are reminded of a month now: between its first and its last time. */
function isOpen({ what, times }: Matter, now: Instant): boolean {
  const [first] = times.contacts
  const last = times.contacts.at(-1)
  return (
    what.kind === 'report' && first !== undefined && last !== undefined && first.at <= now && last.day >= dayAt(now)
  )
}

/** Whether something that was to be said at an instant has been missed for too long. */
function isLate(instant: Instant, now: Instant, { reminders }: Campaign): boolean {
  return now - instant >= reminders.catchUpHours * HOUR
}

function offerUnits(situation: Situation, letters: Letters, person: Person, matter: Matter, step: string): void {
  const { campaign } = matter.pack
  const desk = situation.deskOf(campaign.id)
  if (isSilent(situation, campaign)) return
  for (const unit of person.units) {
    if (unit.campaign !== campaign.id || (desk && isPaused(desk, unit))) continue
    offerUnit(situation, letters, person, matter, unit, step)
  }
}

/** Tells a contact of a unit that has not reported, beside the planned messages. */
function offerUnit(
  { now, reportsOf, deskOf }: Situation,
  letters: Letters,
  person: Person,
  matter: Matter,
  unit: Unit,
  step: string,
): void {
  if (matter.what.kind !== 'report') return
  const { period } = matter.what
  const key = unitKey(unit)
  const reports = reportsOf(key)
  const desk = deskOf(unit.campaign)
  if ((reports && newestVersion(reports, period)) || (desk && isExempt(desk, unit, period))) return
  const name = { matter: matter.key, about: aboutUnit(unit), step }
  const recipient = letters.recipientFor(person)
  if (!recipient || wasSent(recipient.book, name)) return
  letters.offer(recipient, {
    step: { ...name, audience: 'contacts', from: matter },
    topic: `${name.matter}/${name.about}`,
    block: {
      kind: 'unit',
      key,
      matter,
      period,
      unit,
      reports,
      step: undefined,
      daysLeft: daysBetween(dayAt(now), matter.due),
      first: false,
      insteadOf: recipient.insteadOf?.name,
    },
    ...ASIDE,
  })
}

/**
 * The office nudges (催报) the contacts of units that have not reported a month: all, or those of `units` (unitKeys). A
 * pause of the reminders does not hold it back, what a person asked for does.
 */
export function offerCall(
  situation: Situation,
  letters: Letters,
  campaign: string,
  period: Month,
  units: ReadonlySet<string> | undefined,
): void {
  const matter = reportMatter(situation, campaign, period)
  if (!matter) return
  for (const { unit, key, contacts } of membersOf(situation.roster, campaign).units) {
    if (units && !units.has(key)) continue
    for (const person of contacts) offerUnit(situation, letters, person, matter, unit, `call-${stampAt(situation.now)}`)
  }
}

function reportMatter({ schedule }: Situation, campaign: string, period: Month): Matter | undefined {
  return schedule.matters.find(
    ({ what, pack }) => what.kind === 'report' && what.period === period && pack.campaign.id === campaign,
  )
}

/** Beside the planned messages: it goes out at once, and does not stand for the one message of the day. */
const ASIDE: Pick<Offer, 'come' | 'urgent' | 'counted'> = { come: true, urgent: true, counted: false }

/** Someone who began and fell silent is told once where they were; whoever sent 暂停 is not in the middle of anything. */
export function offerSilence(situation: Situation, letters: Letters, { userid, unit, period, since }: OpenTalk): void {
  const { roster, reportsOf, deskOf, now } = situation
  const person = roster.people.get(userid)
  const matter = reportMatter(situation, unit.campaign, period)
  if (!person || !matter || since + SILENCE > now) return
  const { campaign } = matter.pack
  if (isLate(since + SILENCE, now, campaign) || isSilent(situation, campaign)) return
  const desk = deskOf(campaign.id)
  if (desk && (isExempt(desk, unit, period) || isPaused(desk, unit))) return
  const key = unitKey(unit)
  const reports = reportsOf(key)
  if (!reports || !reportOf(reports, period).draft) return
  const name = { matter: matter.key, about: aboutUnit(unit), step: `silence-${stampAt(since)}` }
  const recipient = letters.recipientFor(person)
  if (!recipient || recipient.insteadOf || wasSent(recipient.book, name)) return
  letters.offer(recipient, {
    step: { ...name, audience: 'contacts', from: matter },
    topic: `${name.matter}/${name.about}`,
    block: { kind: 'silence', key, text: renderSilence(matter, period, unit, reports) },
    ...ASIDE,
  })
}

/** The office is told once of a year whose holidays nobody knows, while it may still add them. */
export function offerUnknownYears(situation: Situation, letters: Letters): void {
  const thisYear = Number(dayAt(situation.now).slice(0, 4))
  for (const { campaign, year } of situation.schedule.unknownYears) {
    if (year !== thisYear || isSilent(situation, campaign)) continue
    const name = { matter: `${campaign.id}/holidays-${year}`, about: 'office', step: 'unknown' }
    for (const person of membersOf(situation.roster, campaign.id).office) {
      const recipient = letters.recipientFor(person)
      if (!recipient || wasSent(recipient.book, name)) continue
      letters.offer(recipient, {
        step: { ...name, audience: 'office', from: undefined },
        topic: name.matter,
        block: { kind: 'text', text: wording.holidaysUnknown(campaign.name, year) },
        ...ASIDE,
      })
    }
  }
}
