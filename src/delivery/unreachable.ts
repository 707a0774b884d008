// Tells an office whom its campaign's messages do not reach: those found within a little while in one message, each
// person once a day, a restart or not. Which messages reach nobody is the worker's to find out.

import { describeError, type Log } from '../log.ts'
import type { Outbound } from '../message/message.ts'
import type { Json, Store } from '../store/port.ts'
import { unreachable } from '../wording/delivery.ts'
import { type OutboxRow, outboxRows, parseOutboxRow, renderOutboxRow } from './outbox.ts'

export interface Offices {
  /** The userids of a campaign's office. */
  readonly officeOf: (campaign: string) => readonly string[]
  /** A person as the office knows them: 张三（样例一村）. */
  readonly nameOf: (userid: string, campaign: string) => string
  /** The day of the calendar, YYYY-MM-DD. */
  readonly today: () => string
  /** The machine's time, for the order of outbox rows. */
  readonly systemNow: () => number
  /** A few letters and digits that no other call gave. */
  readonly newId: () => string
}

export interface UnreachableParts extends Offices {
  readonly store: Store
  readonly later: (run: () => void, milliseconds: number) => () => void
  /** Takes up outbox rows that were committed. */
  readonly deliver: (keys: Iterable<string>) => void
  readonly log: Log
}

export interface Unreachable {
  /** A row was given up because of its receiver, now or before the last stop. */
  found(key: string, row: OutboxRow): void
  /** Waits for a commit under way; who was not told of is found again at the next start. */
  stop(): Promise<void>
}

/** Long enough for a whole town's reminders to be tried. */
const GATHER = 2 * 60_000

export function createUnreachable(parts: UnreachableParts): Unreachable {
  const { store, log } = parts
  /** Keys of rows that the office has not been told of, by campaign. */
  const gathered = new Map<string, Set<string>>()
  /** The last day on which an office was told of a person. */
  const toldOn = new Map<string, string>()
  let cancel: (() => void) | undefined
  let telling: Promise<void> | undefined

  function tellAll(): void {
    cancel = undefined
    telling = Promise.all([...gathered].map(([campaign, keys]) => tell(campaign, keys)))
      .then(() => undefined)
      .catch((error: unknown) => log.warn(describeError(error), 'office-not-told'))
      .finally(() => {
        telling = undefined
        if (gathered.size > 0) cancel ??= parts.later(tellAll, GATHER)
      })
  }

  /** One message to each member of the office, in the same commit as the mark that they were told. */
  async function tell(campaign: string, keys: Set<string>): Promise<void> {
    const today = parts.today()
    const stored = await store.load([...keys])
    const rows = [...stored].flatMap(([key, { version, doc }]) => {
      const row = parseOutboxRow(doc)
      if (!row) keys.delete(key)
      return row ? [{ key, version, row }] : []
    })
    const people = [...new Set(rows.map(({ row }) => row.to))].filter(
      (to) => toldOn.get(nameOf(campaign, to)) !== today,
    )
    const names = people.map((to) => parts.nameOf(to, campaign))
    const messages = people.length === 0 ? [] : parts.officeOf(campaign).map((to) => noticeTo(to, names))
    const notices = outboxRows(messages, parts.systemNow(), parts.newId())
    const { outcome } = await store.commit({
      expect: new Map([
        ...[...notices.keys()].map((key) => [key, 0] as const),
        ...rows.map(({ key, version }) => [key, version] as const),
      ]),
      put: new Map<string, Json>([
        ...[...notices].map(([key, notice]) => [key, renderOutboxRow(notice)] as const),
        ...rows.map(({ key, row }) => [key, renderOutboxRow({ ...row, told: today })] as const),
      ]),
    })
    if (outcome !== 'committed') return
    for (const { key, row } of rows) {
      keys.delete(key)
      toldOn.set(nameOf(campaign, row.to), today)
    }
    if (keys.size === 0) gathered.delete(campaign)
    if (people.length > 0)
      log.warn({ campaign, people: people.length, office: notices.size }, 'office-told-unreachable')
    parts.deliver(notices.keys())
  }

  return {
    found(key, { to, campaign, told }) {
      if (campaign === undefined) return
      if (told !== undefined) {
        const name = nameOf(campaign, to)
        if (told > (toldOn.get(name) ?? '')) toldOn.set(name, told)
        return
      }
      gathered.set(campaign, (gathered.get(campaign) ?? new Set()).add(key))
      if (!telling) cancel ??= parts.later(tellAll, GATHER)
    },
    async stop() {
      cancel?.()
      await telling
    },
  }
}

/** It names no campaign: that the office cannot be reached is nothing to tell the office. */
function noticeTo(to: string, names: readonly string[]): Outbound {
  return { to, text: unreachable(names), format: 'text' }
}

function nameOf(campaign: string, userid: string): string {
  return `${campaign}/${userid}`
}
