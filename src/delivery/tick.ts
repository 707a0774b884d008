// The bot's own clock: looks every minute whether anyone is to be reminded, and writes each message together with the mark
// that it was sent. What is due is decided in reminder/; how a message travels is the worker's.

import type { Instant, Month } from '../campaign/calendar.ts'
import { type Desk, deskKey, isExempt } from '../campaign/desk.ts'
import type { Pack } from '../campaign/pack.ts'
import { type Roster, type Unit, unitKey, withJoined } from '../campaign/roster.ts'
import { describeError, type Log } from '../log.ts'
import { splitText } from '../message/split.ts'
import { bookKey, type ReminderBook } from '../reminder/book.ts'
import type { Push } from '../reminder/letters.ts'
import { nextPersonal } from '../reminder/personal.ts'
import { planReminders } from '../reminder/plan.ts'
import { nextInstant, type Schedule } from '../reminder/schedule.ts'
import type { OpenTalk, Situation } from '../reminder/situation.ts'
import type { UnitReports } from '../report/unit-reports.ts'
import type { Json, Store, Stored } from '../store/port.ts'
import { outboxRows } from './outbox.ts'

export interface TickParts {
  readonly store: Store
  readonly packs: ReadonlyMap<string, Pack>
  readonly schedule: Schedule
  /** The roster as this process knows it; whoever another one let in is read from the desks. */
  readonly roster: () => Roster
  /** The calendar, moved by CLOCK_START. */
  readonly now: () => Instant
  /** The machine's time, for the order of outbox rows. */
  readonly systemNow: () => number
  /** A few letters and digits that no other call gave. */
  readonly newId: () => string
  /** Bytes of UTF-8 that one message may have. */
  readonly maxBytes: number
  /** What a month's reports add up to, in words; undefined while nobody has reported. */
  readonly figuresOf: (
    pack: Pack,
    period: Month,
    units: readonly Unit[],
    reportsOf: (unit: Unit) => UnitReports | undefined,
    now: Instant,
  ) => string | undefined
  /** What a stored talk says about a report that someone is in the middle of. */
  readonly talkOf: (session: Json) => Omit<OpenTalk, 'userid'> | undefined
  /** Takes up outbox rows that were committed. */
  readonly deliver: (keys: Iterable<string>) => void
  /** Calls again and again, a minute apart; returns how to call it off. */
  readonly everyMinute: (run: () => void) => () => void
  readonly log: Log
}

export interface Tick {
  /** Looks at once, for what fell due while nobody was there, and then every minute. */
  start(): void
  /** Looks once, unless nothing can be due. */
  look(): Promise<void>
  /** Waits for commits under way; who was not reached is planned again at the next start. */
  stop(): Promise<void>
}

/** Messages that are committed side by side; they share a sync of the journal, and turns get in between. */
const AT_ONCE = 50

/** How often is planned again when others were faster; what is left then waits for the next minute. */
const MOST_ATTEMPTS = 5

export function createTick(parts: TickParts): Tick {
  const { store, packs, schedule, log } = parts
  /** From the last look to the next one nothing can be due, unless the roster changes. */
  let looked: { readonly at: Instant; readonly next: Instant; readonly roster: Roster } | undefined
  let running: Promise<void> | undefined
  let stopped = false
  let cancel: (() => void) | undefined

  function look(): Promise<void> {
    running ??= lookOnce().finally(() => {
      running = undefined
    })
    return running
  }

  async function lookOnce(): Promise<void> {
    const now = parts.now()
    const roster = parts.roster()
    // Before the last look: the clock was put back, and what it now comes to is looked at again.
    if (looked && now >= looked.at && now < looked.next && roster === looked.roster) return
    looked = undefined
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const { situation, versions, books } = await load(now, roster)
      const refused = await commitAll(planReminders(situation), versions)
      if (stopped) return
      if (refused > 0) continue
      const campaigns = [...packs.values()].map(({ campaign }) => campaign)
      const personal = nextPersonal(situation.talks, books, campaigns, now)
      looked = { at: now, next: Math.min(personal, nextInstant(schedule, now) ?? personal), roster }
      return
    }
    log.warn({}, 'reminders-overtaken')
  }

  /** Everything that plan may ask for. The documents lie in memory or come in one query, so that no selection is made. */
  async function load(now: Instant, roster: Roster) {
    const desks = await store.load([...packs.keys()].map(deskKey))
    const deskOf = (campaign: string) => docOf<Desk>(desks, deskKey(campaign))
    const joined = [...packs.keys()].flatMap((campaign) => deskOf(campaign)?.joined ?? [])
    const everyone = withJoined(roster, joined)
    const people = [...everyone.people.keys()]
    const units = [...everyone.units.values()].flat().map((unit) => `unit/${unitKey(unit)}`)
    const stored = await store.load([...people.flatMap((userid) => [bookKey(userid), `person/${userid}`]), ...units])
    const books = people.flatMap((userid) => docOf<ReminderBook>(stored, bookKey(userid)) ?? [])
    const situation: Situation = {
      schedule,
      roster: everyone,
      deskOf,
      reportsOf: (unit) => docOf<UnitReports>(stored, `unit/${unit}`),
      figuresOf: (pack, period) => {
        const desk = deskOf(pack.campaign.id)
        const reporting = (everyone.units.get(pack.campaign.id) ?? []).filter(
          (unit) => !desk || !isExempt(desk, unit, period),
        )
        const reportsOf = (unit: Unit) => docOf<UnitReports>(stored, `unit/${unitKey(unit)}`)
        return parts.figuresOf(pack, period, reporting, reportsOf, now)
      },
      bookOf: (userid) => docOf<ReminderBook>(stored, bookKey(userid)),
      talks: people.flatMap((userid) => {
        const session = stored.get(`person/${userid}`)?.doc
        const talk = session === undefined ? undefined : parts.talkOf(session)
        return talk ? [{ userid, ...talk }] : []
      }),
      snoozed: people.filter((userid) => docOf<ReminderBook>(stored, bookKey(userid))?.snoozedUntil !== undefined),
      now,
    }
    return { situation, books, versions: (key: string) => stored.get(key)?.version ?? 0 }
  }

  /** Commits the messages; resolves to how many were refused because something had changed since it was read. */
  async function commitAll(pushes: readonly Push[], versions: (key: string) => number): Promise<number> {
    let refused = 0
    for (let from = 0; from < pushes.length && !stopped; from += AT_ONCE) {
      const batch = pushes.slice(from, from + AT_ONCE)
      const committed = await Promise.all(batch.map((push) => commitOne(push, versions)))
      const keys = committed.flatMap((rows) => rows ?? [])
      refused += committed.filter((rows) => rows === undefined).length
      parts.deliver(keys)
      log.info({ people: batch.length, rows: keys.length }, 'reminders-written')
    }
    return refused
  }

  /** The rows that the message became; undefined when someone else was faster. */
  async function commitOne(push: Push, versions: (key: string) => number): Promise<readonly string[] | undefined> {
    const rows = outboxRows(
      splitText(push.text, parts.maxBytes).map((text, part, all) => ({
        to: push.to,
        text,
        format: 'text',
        ...(push.campaign === undefined ? {} : { campaign: push.campaign }),
        ...(push.menu.length > 0 && part === all.length - 1 ? { menu: push.menu } : {}),
      })),
      parts.systemNow(),
      parts.newId(),
    )
    const book = bookKey(push.to)
    const read = [book, ...push.units.map((unit) => `unit/${unit}`)]
    const { outcome } = await store.commit({
      expect: new Map([
        ...read.map((key) => [key, versions(key)] as const),
        ...[...rows.keys()].map((key) => [key, 0] as const),
      ]),
      put: new Map<string, Json>([
        [book, toJson(push.book)],
        ...[...rows].map(([key, row]) => [key, toJson(row)] as const),
      ]),
    })
    return outcome === 'committed' ? [...rows.keys()] : undefined
  }

  function lookAndLog(): void {
    if (stopped) return
    look().catch((error: unknown) => log.error(describeError(error), 'reminders-failed'))
  }

  return {
    start() {
      for (const { campaign, year } of schedule.unknownYears) {
        log.warn({ campaign: campaign.id, year }, 'holidays-unknown-monday-to-friday-assumed')
      }
      cancel = parts.everyMinute(lookAndLog)
      lookAndLog()
    },
    look,
    async stop() {
      stopped = true
      cancel?.()
      await running?.catch(() => {})
    },
  }
}

/** Our documents are JSON by construction; interfaces just lack the index signature that would prove it. */
function toJson(value: object): Json {
  return value as Json
}

function docOf<T>(stored: ReadonlyMap<string, Stored>, key: string): T | undefined {
  return stored.get(key)?.doc as T | undefined
}
