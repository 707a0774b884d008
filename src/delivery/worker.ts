// Sends what the outbox holds: in order for each person, a few people at a time, with back-off, each row until the
// channel has accepted it or it can never be delivered.

import { type Channel, SendError } from '../channel/port.ts'
import { describeError, type Log } from '../log.ts'
import type { Store } from '../store/port.ts'
import { OUTBOX_PREFIX, type OutboxRow, parseOutboxRow } from './outbox.ts'

export interface WorkerParts {
  readonly store: Store
  readonly channel: Channel
  /** Milliseconds that only grow. */
  readonly monotonic: () => number
  /** Calls back after so many milliseconds; returns how to call it off. */
  readonly later: (run: () => void, milliseconds: number) => () => void
  readonly log: Log
  readonly count: (outcome: 'sent' | 'delayed' | 'parked') => void
}

export interface Worker {
  /** Takes up rows that a former process left. */
  start(): Promise<void>
  /** Takes up rows that were just committed. */
  enqueue(keys: Iterable<string>): void
  /** Waits for messages under way; the rest stays in the outbox for the next start. */
  stop(): Promise<void>
}

/** WeCom drops what goes over 30 messages a minute to one member, silently (path/90236); this stays below. */
const PER_MINUTE = 25
const MINUTE = 60_000
const PEOPLE_AT_ONCE = 4
const FIRST_PAUSE = 1_000
const LONGEST_PAUSE = 10 * MINUTE
/** With doubling pauses this is about two days of trying. */
const MOST_TRIES = 300

interface Queue {
  readonly keys: string[]
  readonly sentAt: number[]
  /** Not before this monotonic time. */
  notBefore: number
  busy: boolean
}

export function createWorker({ store, channel, monotonic, later, log, count }: WorkerParts): Worker {
  const queues = new Map<string, Queue>()
  const running = new Set<Promise<void>>()
  let stopped = false
  let wake: (() => void) | undefined

  async function enqueueRows(keys: readonly string[]): Promise<void> {
    const rows = await store.load(keys)
    for (const key of keys) {
      const row = parseOutboxRow(rows.get(key)?.doc)
      if (!row || row.parked) continue
      const queue = queues.get(row.to) ?? { keys: [], sentAt: [], notBefore: 0, busy: false }
      queues.set(row.to, queue)
      if (queue.keys.includes(key)) continue
      queue.keys.push(key)
    }
    pump()
  }

  /** Starts sending for as many people as may be served at once, and plans the next look. */
  function pump(): void {
    wake?.()
    wake = undefined
    if (stopped) return
    const now = monotonic()
    let next = Number.POSITIVE_INFINITY
    for (const [to, queue] of queues) {
      if (queue.busy || queue.keys.length === 0) continue
      const ready = Math.max(queue.notBefore, withinBudget(queue, now))
      if (ready > now) {
        next = Math.min(next, ready)
      } else if (running.size < PEOPLE_AT_ONCE) {
        queue.busy = true
        const work = serve(to, queue).finally(() => {
          running.delete(work)
          queue.busy = false
          pump()
        })
        running.add(work)
      }
    }
    if (next < Number.POSITIVE_INFINITY) wake = later(pump, next - now)
  }

  /** When the next message to this person fits into the budget of a minute. */
  function withinBudget(queue: Queue, now: number): number {
    while (queue.sentAt.length > 0 && (queue.sentAt[0] ?? now) <= now - MINUTE) queue.sentAt.shift()
    return queue.sentAt.length < PER_MINUTE ? now : (queue.sentAt[0] ?? now) + MINUTE
  }

  /** Sends the first row of a person; a row that cannot go now stays first, so that the order is kept. */
  async function serve(to: string, queue: Queue): Promise<void> {
    const [key] = queue.keys
    if (key === undefined) return
    const stored = (await store.load([key])).get(key)
    const row = parseOutboxRow(stored?.doc)
    if (!stored || !row) {
      done(to, queue)
      return
    }
    try {
      await channel.send({ to: row.to, text: row.text, format: row.format })
      queue.sentAt.push(monotonic())
      count('sent')
      log.info({ row: key, tries: row.tries + 1 }, 'push-sent')
      await mark(key, stored.version, undefined)
      done(to, queue)
    } catch (error) {
      await delayOrPark(to, queue, key, stored.version, row, error)
    }
  }

  async function delayOrPark(
    to: string,
    queue: Queue,
    key: string,
    version: number,
    row: OutboxRow,
    error: unknown,
  ): Promise<void> {
    const code = error instanceof SendError ? error.code : 'unknown'
    const tries = row.tries + 1
    const hopeless = code === 'receiver' || code === 'refused' || tries >= MOST_TRIES
    if (hopeless) {
      count('parked')
      log.error({ row: key, code, tries }, 'push-parked')
      await mark(key, version, { ...row, tries, parked: code })
      done(to, queue)
      return
    }
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(tries - 1, 20))
    const asked = error instanceof SendError ? (error.retryAfter ?? 0) : 0
    queue.notBefore = monotonic() + Math.max(pause, asked)
    count('delayed')
    log.warn({ row: key, code, tries }, 'push-delayed')
    await mark(key, version, { ...row, tries })
  }

  /** Writes what became of a row; when that fails the row is sent again, which the channel's duplicate check absorbs. */
  async function mark(key: string, version: number, row: OutboxRow | undefined): Promise<void> {
    const expect = new Map([[key, version]])
    try {
      await store.commit(
        row ? { expect, put: new Map([[key, { ...row }]]) } : { expect, put: new Map(), remove: [key] },
      )
    } catch (error) {
      log.warn({ row: key, ...describeError(error) }, 'push-not-marked')
    }
  }

  function done(to: string, queue: Queue): void {
    queue.keys.shift()
    if (queue.keys.length === 0 && queue.sentAt.length === 0) queues.delete(to)
  }

  return {
    start: async () => enqueueRows(await store.list(OUTBOX_PREFIX)),
    enqueue: (keys) => {
      const list = [...keys]
      if (list.length === 0 || stopped) return
      const work: Promise<void> = enqueueRows(list).finally(() => running.delete(work))
      running.add(work)
    },
    stop: async () => {
      stopped = true
      wake?.()
      await Promise.allSettled(running)
    },
  }
}
