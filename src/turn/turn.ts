// One message of one person: load, decide, commit everything together, and only then let the reply out.
// What a message means is decided in conversation/; this file decides what is written with what.

import { type Decision, decide, reportKeysOf } from '../conversation/decide.ts'
import type { World } from '../conversation/scene.ts'
import { emptySession, rememberReply, replyTo, type Session } from '../conversation/session.ts'
import { outboxRows } from '../delivery/outbox.ts'
import type { Turn, Turns } from '../http/turns.ts'
import type { Inbound } from '../message/message.ts'
import { splitText } from '../message/split.ts'
import type { UnitReports } from '../report/unit-reports.ts'
import type { Json, Store, Stored } from '../store/port.ts'

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
}

/** How often a turn is decided again because someone else of the unit was faster. */
const MOST_ATTEMPTS = 20

export function createTurns(parts: TurnParts): Turns {
  /** The newest message of each person; the next one waits for it, so that answers are taken in the order they came. */
  const newest = new Map<string, Promise<unknown>>()

  return {
    take(inbound: Inbound): Turn {
      const fate = { late: false, followUps: [] as string[] }
      const before = newest.get(inbound.from)
      const reply = before === undefined ? run(parts, inbound, fate) : before.then(() => run(parts, inbound, fate))
      const settled = reply.then(
        () => {},
        () => {},
      )
      newest.set(inbound.from, settled)
      void settled.then(() => {
        if (newest.get(inbound.from) === settled) newest.delete(inbound.from)
      })
      return {
        reply,
        handedOver: () => parts.deliver(fate.followUps),
        late: () => {
          fate.late = true
          void reply.then(
            (text) => pushLate(parts, inbound.from, text, fate.followUps),
            () => {},
          )
        },
      }
    },
  }
}

interface Fate {
  late: boolean
  /** Keys of committed outbox rows that may go out once the reply has left. */
  followUps: string[]
}

async function run(parts: TurnParts, inbound: Inbound, fate: Fate): Promise<string | undefined> {
  const personKey = `person/${inbound.from}`
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const world = parts.world()
    const reportKeys = reportKeysOf(world, inbound.from)
    const stored = await parts.store.load([personKey, ...reportKeys.map((key) => `unit/${key}`)])
    const session = (stored.get(personKey)?.doc as Session | undefined) ?? emptySession
    const known = replyTo(session, inbound.id)
    if (known !== undefined) return known || undefined

    const decision = decide({
      world,
      inbound,
      now: parts.now(),
      nonce: parts.newId(),
      session,
      reports: reportsFrom(stored, reportKeys),
    })
    const [first = '', ...rest] = splitText(decision.reply, parts.maxBytes)
    const rows = outboxRows(
      rest.map((text) => ({ to: inbound.from, text, format: 'text' })),
      parts.systemNow(),
      parts.newId(),
    )
    // Someone who is not on the roster leaves no trace: nothing they send can fill the store.
    if (!world.roster.people.has(inbound.from)) return first || undefined
    const result = await parts.store.commit(commitOf(decision, stored, personKey, inbound.id, first, rows))
    if (result.outcome === 'conflict') continue
    fate.followUps = [...rows.keys()]
    return first || undefined
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

/** The reply of a turn whose request was answered empty goes out by push, before what was to follow it. */
async function pushLate(
  parts: TurnParts,
  to: string,
  text: string | undefined,
  followUps: readonly string[],
): Promise<void> {
  if (text !== undefined) {
    const rows = outboxRows([{ to, text, format: 'text' }], parts.systemNow(), parts.newId())
    const put = new Map<string, Json>([...rows].map(([key, row]) => [key, toJson(row)]))
    await parts.store.commit({ expect: new Map([...rows.keys()].map((key) => [key, 0])), put })
    parts.deliver(rows.keys())
  }
  parts.deliver(followUps)
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
