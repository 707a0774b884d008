// One message of one person: load, decide, commit everything together, and only then let the reply out.
// What a message means is decided in conversation/; this file decides what is written with what.

import { stampAt } from '../campaign/calendar.ts'
import { type Desk, deskKey } from '../campaign/desk.ts'
import {
  bookOwnersOf,
  type Decision,
  decide,
  deskCampaignsOf,
  historyKeysOf,
  reportKeysOf,
} from '../conversation/decide.ts'
import type { World } from '../conversation/scene.ts'
import { emptySession, rememberReply, replyTo, type Session } from '../conversation/session.ts'
import { type OutboxRow, outboxRows } from '../delivery/outbox.ts'
import type { Turn, Turns } from '../http/turns.ts'
import type { Inbound, Outbound } from '../message/message.ts'
import { splitText } from '../message/split.ts'
import { bookKey, type ReminderBook } from '../reminder/book.ts'
import type { AuditEntry } from '../report/audit.ts'
import type { UnitReports } from '../report/unit-reports.ts'
import type { Json, Store, Stored } from '../store/port.ts'
import { continued, lateReply, moreLeft } from '../wording/talk.ts'

export interface TurnParts {
  readonly store: Store
  /** Packs and roster as they are now; asked anew for each message, so that a reload takes effect. */
  readonly world: () => World
  /** The calendar, moved by CLOCK_START. */
  readonly now: () => number
  /** The machine's time, for the order of outbox rows. */
  readonly systemNow: () => number
  /** A few letters and digits that no other call gave. */
  readonly newId: () => string
  /** Bytes of UTF-8 that one message may have. */
  readonly maxBytes: number
  /** Told after a desk was changed: whoever was let in is on the roster from now on. */
  readonly desksChanged: (desks: readonly Desk[]) => void
  /** Takes up outbox rows that were committed. */
  readonly deliver: (keys: Iterable<string>) => void
  /** Tells a person, past the outbox and as well as it can, that a message whose request is over was not kept. */
  readonly sayNow: (to: string, error: unknown) => void
}

/** How often a turn is decided again because someone else of the unit was faster. */
const MOST_ATTEMPTS = 20

/** Far more than can be under way at once; WeCom gives a message up within half a minute. */
const PUSHED_KEPT = 1_000

/** Room for the line that opens a continued or a late message, and for the one that says that more is left. */
const CONTINUED_BYTES = 128

export function createTurns(parts: TurnParts): Turns {
  /** The newest message of each person; the next one waits for it, so that answers are taken in the order they came. */
  const newest = new Map<string, Promise<unknown>>()
  /** Messages whose reply goes out by push: a late redelivery of one is answered empty, so that nothing is said twice. */
  const pushed = new Set<string>()

  function rememberPushed(id: string): void {
    pushed.add(id)
    const [oldest] = pushed
    if (pushed.size > PUSHED_KEPT && oldest !== undefined) pushed.delete(oldest)
  }

  return {
    take(inbound: Inbound): Turn {
      const started = parts.now()
      let followUps: readonly string[] = []
      const before = newest.get(inbound.from)
      const work = (before ?? Promise.resolve()).then(async () => {
        const taken = await run(parts, inbound)
        followUps = taken.followUps
        return taken.repeated && pushed.has(inbound.id) ? undefined : taken.reply
      })
      const settled = work.then(
        () => {},
        () => {},
      )
      newest.set(inbound.from, settled)
      void settled.then(() => {
        if (newest.get(inbound.from) === settled) newest.delete(inbound.from)
      })
      return {
        reply: work,
        handedOver: () => parts.deliver(followUps),
        late: () => {
          rememberPushed(inbound.id)
          void settled
            .then(() => work)
            .then((text) => pushReply(parts, inbound.from, text, started))
            .then(() => parts.deliver(followUps))
            .catch((error: unknown) => parts.sayNow(inbound.from, error))
        },
      }
    },
  }
}

interface Taken {
  readonly reply: string | undefined
  /** Keys of committed outbox rows that may go out once the reply has left. */
  readonly followUps: readonly string[]
  /** Whether the message had been answered before. */
  readonly repeated: boolean
}

async function run(parts: TurnParts, inbound: Inbound): Promise<Taken> {
  const personKey = `person/${inbound.from}`
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const world = parts.world()
    const reportKeys = reportKeysOf(world, inbound.from)
    const campaigns = deskCampaignsOf(world, inbound.from)
    const bookOwners = bookOwnersOf(world, inbound.from)
    const stored = await parts.store.load([
      personKey,
      ...reportKeys.map((key) => `unit/${key}`),
      ...campaigns.map(deskKey),
      ...bookOwners.map(bookKey),
    ])
    const session = (stored.get(personKey)?.doc as Session | undefined) ?? emptySession
    const known = replyTo(session, inbound.id)
    if (known !== undefined) return { reply: known || undefined, followUps: [], repeated: true }

    const now = parts.now()
    const decision = decide({
      world,
      inbound,
      now,
      nonce: parts.newId(),
      session,
      reports: documentsOf<UnitReports>(stored, reportKeys, (key) => `unit/${key}`),
      desks: documentsOf<Desk>(stored, campaigns, deskKey),
      history: await historyOf(parts.store, historyKeysOf(world, inbound)),
      books: documentsOf<ReminderBook>(stored, bookOwners, bookKey),
    })
    const { first, rest, more } = partsOf(decision.reply, parts.maxBytes - CONTINUED_BYTES)
    const reply = first || undefined
    const onRoster = world.roster.people.has(inbound.from)
    // Someone who is not on the roster leaves no trace but a request to join: nothing else they send is kept.
    if (!onRoster && decision.desks.size === 0) return { reply, followUps: [], repeated: false }
    const messages = [
      ...rest.map(
        (text, index): Outbound => ({
          to: inbound.from,
          text: `${continued(index + 2, rest.length + 1, secondsAt(now))}\n${text}`,
          format: 'text',
        }),
      ),
      ...decision.messages,
    ]
    const rows =
      messages.length === 0 ? new Map<string, OutboxRow>() : outboxRows(messages, parts.systemNow(), parts.newId())
    const answered = more === undefined ? decision.session : { ...decision.session, more }
    const kept = onRoster ? rememberReply(answered, inbound.id, first) : undefined
    const result = await parts.store.commit(commitOf(decision, stored, personKey, kept, rows))
    if (result.outcome !== 'committed') continue
    if (decision.desks.size > 0) parts.desksChanged([...decision.desks.values()])
    return { reply, followUps: [...rows.keys()], repeated: false }
  }
  throw new Error('the same reports were changed by others at every attempt')
}

/** Everything that a decision changes, with the versions of what it was based on. */
function commitOf(
  decision: Decision,
  stored: ReadonlyMap<string, Stored>,
  personKey: string,
  session: Session | undefined,
  rows: ReadonlyMap<string, object>,
) {
  const put = new Map<string, Json>()
  const expect = new Map<string, number>()
  const change = (key: string, doc: object) => {
    put.set(key, toJson(doc))
    expect.set(key, stored.get(key)?.version ?? 0)
  }
  if (session) change(personKey, session)
  for (const [key, reports] of decision.reports) change(`unit/${key}`, reports)
  for (const [campaign, desk] of decision.desks) change(deskKey(campaign), desk)
  for (const [userid, book] of decision.books) change(bookKey(userid), book)
  for (const [key, row] of rows) {
    put.set(key, toJson(row))
    expect.set(key, 0)
  }
  const append = decision.audit.map(({ unit, entry }) => ({ stream: `audit/${unit}`, entry: toJson(entry) }))
  return { expect, put, append }
}

/**
 * Owes the reply of a turn whose request was answered empty. It names the time of the message that it answers: whoever
 * waited has gone on, and WeCom drops a text that is equal to one of the last half hour.
 */
async function pushReply(parts: TurnParts, to: string, text: string | undefined, started: number): Promise<void> {
  if (text === undefined) return
  const message = { to, text: `${lateReply(secondsAt(started))}\n${text}`, format: 'text' } as const
  const rows = outboxRows([message], parts.systemNow(), parts.newId())
  const put = new Map<string, Json>([...rows].map(([key, row]) => [key, toJson(row)]))
  await parts.store.commit({ expect: new Map([...rows.keys()].map((key) => [key, 0])), put })
  parts.deliver(rows.keys())
}

/** How many messages a long answer is at most, before the person asks for more of it. */
const PARTS_AT_ONCE = 2

/** A long answer in messages: what is said now, what follows by push, and what waits for 更多. */
function partsOf(reply: string, maxBytes: number) {
  const [first = '', ...rest] = splitText(reply, maxBytes)
  if (rest.length < PARTS_AT_ONCE) return { first, rest, more: undefined }
  const later = rest.slice(PARTS_AT_ONCE - 1)
  const shown = rest.slice(0, PARTS_AT_ONCE - 1)
  const last = `${shown.at(-1) ?? ''}\n${moreLeft(later.length)}`
  return { first, rest: [...shown.slice(0, -1), last], more: later.join('\n') }
}

async function historyOf(store: Store, keys: readonly string[]): Promise<ReadonlyMap<string, readonly AuditEntry[]>> {
  if (keys.length === 0) return NO_HISTORY
  const streams = await Promise.all(keys.map((key) => store.readStream(`audit/${key}`)))
  return new Map(keys.map((key, at) => [key, (streams[at] ?? []) as unknown as readonly AuditEntry[]]))
}

const NO_HISTORY: ReadonlyMap<string, readonly AuditEntry[]> = new Map()

/** The documents that are there, by the name that was asked for. */
function documentsOf<T>(
  stored: ReadonlyMap<string, Stored>,
  names: readonly string[],
  keyOf: (name: string) => string,
): ReadonlyMap<string, T> {
  const documents = new Map<string, T>()
  for (const name of names) {
    const doc = stored.get(keyOf(name))?.doc
    if (doc !== undefined) documents.set(name, doc as T)
  }
  return documents
}

/** Our documents are JSON by construction; interfaces just lack the index signature that would prove it. */
function toJson(value: object): Json {
  return value as Json
}

/** 「09:00:15」 in China. */
function secondsAt(now: number): string {
  return stampAt(now).slice(11, 19)
}
