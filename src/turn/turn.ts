// One message of one person: load, decide, commit everything together, and only then let the reply out.
// What a message means is decided in conversation/; this file decides what is written with what.

import { stampAt } from '../campaign/calendar.ts'
import { type Decision, decide, reportKeysOf } from '../conversation/decide.ts'
import type { World } from '../conversation/scene.ts'
import { emptySession, rememberReply, replyTo, type Session } from '../conversation/session.ts'
import { type OutboxRow, outboxRows } from '../delivery/outbox.ts'
import type { Turn, Turns } from '../http/turns.ts'
import type { Inbound } from '../message/message.ts'
import { splitText } from '../message/split.ts'
import type { UnitReports } from '../report/unit-reports.ts'
import type { Json, Store, Stored } from '../store/port.ts'
import { continued, lateReply } from '../wording/talk.ts'

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
  /** Takes up outbox rows that were committed. */
  readonly deliver: (keys: Iterable<string>) => void
  /** Tells a person, past the outbox and as well as it can, that a message whose request is over was not kept. */
  readonly sayNow: (to: string, error: unknown) => void
}

/** How often a turn is decided again because someone else of the unit was faster. */
const MOST_ATTEMPTS = 20

/** Far more than can be under way at once; WeCom gives a message up within half a minute. */
const PUSHED_KEPT = 1_000

/** Room for the line that opens a continued or a late message. */
const CONTINUED_BYTES = 64

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
    const stored = await parts.store.load([personKey, ...reportKeys.map((key) => `unit/${key}`)])
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
      reports: reportsFrom(stored, reportKeys),
    })
    const [first = '', ...rest] = splitText(decision.reply, parts.maxBytes - CONTINUED_BYTES)
    const reply = first || undefined
    // Someone who is not on the roster leaves no trace: nothing they send can fill the store.
    if (!world.roster.people.has(inbound.from)) return { reply, followUps: [], repeated: false }
    const rows =
      rest.length === 0
        ? new Map<string, OutboxRow>()
        : outboxRows(
            rest.map((text, index) => ({
              to: inbound.from,
              text: `${continued(index + 2, rest.length + 1, secondsAt(now))}\n${text}`,
              format: 'text',
            })),
            parts.systemNow(),
            parts.newId(),
          )
    const result = await parts.store.commit(commitOf(decision, stored, personKey, inbound.id, first, rows))
    if (result.outcome === 'committed') return { reply, followUps: [...rows.keys()], repeated: false }
  }
  throw new Error('the same reports were changed by others at every attempt')
}

/** Everything that a decision changes, with the versions of what it was based on. */
function commitOf(
  decision: Decision,
  stored: ReadonlyMap<string, Stored>,
  personKey: string,
  messageId: string,
  reply: string,
  rows: ReadonlyMap<string, object>,
) {
  const session = rememberReply(decision.session, messageId, reply)
  const put = new Map<string, Json>([[personKey, toJson(session)]])
  const expect = new Map([[personKey, stored.get(personKey)?.version ?? 0]])
  for (const [key, reports] of decision.reports) {
    put.set(`unit/${key}`, toJson(reports))
    expect.set(`unit/${key}`, stored.get(`unit/${key}`)?.version ?? 0)
  }
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

function reportsFrom(stored: ReadonlyMap<string, Stored>, keys: readonly string[]): ReadonlyMap<string, UnitReports> {
  const reports = new Map<string, UnitReports>()
  for (const key of keys) {
    const doc = stored.get(`unit/${key}`)?.doc
    if (doc !== undefined) reports.set(key, doc as unknown as UnitReports)
  }
  return reports
}

/** Our documents are JSON by construction; interfaces just lack the index signature that would prove it. */
function toJson(value: object): Json {
  return value as Json
}

/** 「09:00:15」 in China. */
function secondsAt(now: number): string {
  return stampAt(now).slice(11, 19)
}
