// Sends what the outbox holds: in order for each person, a few people at a time and each in turn, with back-off, each row
// until the channel has accepted it or it can never be delivered. How a line recovers is decided in line.ts, what the
// office hears of people who cannot be reached in unreachable.ts.

import { type Channel, type MediaFile, type Message, SendError } from '../channel/port.ts'
import { describeError, type Log } from '../log.ts'
import type { FileRecipe } from '../message/message.ts'
import type { Store } from '../store/port.ts'
import { type Budget, createBudget } from './budget.ts'
import { createLine, type Line, type LineName, type Trouble } from './line.ts'
import { OUTBOX_PREFIX, type OutboxRow, parseOutboxRow, ROBOT, renderOutboxRow } from './outbox.ts'
import { createUnreachable, type Offices } from './unreachable.ts'

export interface WorkerParts {
  readonly store: Store
  readonly channel: Channel
  /** The robot of the office's group, where there is one. */
  readonly robot?: Channel
  /** The most messages that the app sends in a minute, to whomever. */
  readonly perMinute: number
  /** The most messages that the robot sends in a minute. */
  readonly robotPerMinute: number
  /** Makes what a row asks for; rejects when it cannot be made. */
  readonly makeFile: (recipe: FileRecipe) => Promise<MediaFile>
  readonly offices: Offices
  /** Milliseconds that only grow. */
  readonly monotonic: () => number
  /** Calls back after so many milliseconds; returns how to call it off. */
  readonly later: (run: () => void, milliseconds: number) => () => void
  readonly log: Log
  readonly count: (outcome: 'sent' | 'delayed' | 'parked') => void
}

/** Why rows were parked: the person cannot be reached, the message is not acceptable, or too many tries. */
type ParkReason = 'receiver' | 'refused' | 'given-up'

export interface DeliveryState {
  /** Rows that are owed. */
  readonly waiting: number
  readonly parked: Readonly<Record<ParkReason, number>>
  readonly troubles: readonly { readonly line: LineName; readonly trouble: Trouble }[]
}

export interface Worker {
  /** Takes up rows that a former process left. */
  start(): Promise<void>
  /** Takes up rows that were just committed. */
  enqueue(keys: Iterable<string>): void
  state(): DeliveryState
  /** Waits for messages under way; the rest stays in the outbox for the next start. */
  stop(): Promise<void>
}

/** WeCom drops what goes over 30 messages a minute to one member, silently (path/90236); this stays below. */
const PER_MINUTE = 25
/** To whomever a former process left something, it may have sent up to 25 in the minute before: with these they are 30. */
const AFTER_START = 5
const MINUTE = 60_000
/** WeCom answers 45033 from about five calls at once. */
const PEOPLE_AT_ONCE = 4
const FIRST_PAUSE = 1_000
const LONGEST_PAUSE = 10 * MINUTE
/** With doubling pauses this is a working day of trying while others get theirs; a fault of the line does not count. */
const MOST_TRIES = 50

const NO_ROBOT: Channel = {
  maxBytes: 0,
  send: () => Promise.reject(new SendError('receiver', 'no robot is set')),
  upload: () => Promise.reject(new SendError('receiver', 'no robot is set')),
}

interface Queue {
  readonly line: Line
  readonly keys: string[]
  readonly budget: Budget
  /** Not before this monotonic time. */
  notBefore: number
  busy: boolean
}

/** A row with its key and version in the store. */
interface Owed {
  readonly key: string
  readonly version: number
  readonly row: OutboxRow
}

export function createWorker(parts: WorkerParts): Worker {
  const { store, monotonic, later, log, count } = parts
  const startedAt = monotonic()
  const app = createLine('app', parts.channel, parts.perMinute, PEOPLE_AT_ONCE)
  const robot = createLine('robot', parts.robot ?? NO_ROBOT, parts.robotPerMinute, 1)
  const queues = new Map<string, Queue>()
  const running = new Set<Promise<void>>()
  /** Rows that were accepted and could not be removed from the store yet. */
  const accepted = new Set<string>()
  const parked = new Map<string, ParkReason>()
  const troubles = new Map<Line, Trouble>()
  let stopped = false
  let wake: (() => void) | undefined
  const unreachable = createUnreachable({ ...parts.offices, store, later, deliver: enqueue, log })

  function run(work: Promise<void>): void {
    const tracked: Promise<void> = work
      .catch((error: unknown) => log.error(describeError(error), 'outbox-failed'))
      .finally(() => running.delete(tracked))
    running.add(tracked)
  }

  async function takeUp(keys: readonly string[], atStart = false): Promise<void> {
    const rows = await store.load(keys)
    for (const key of keys) {
      const row = parseOutboxRow(rows.get(key)?.doc)
      if (!row) continue
      if (row.parked) {
        notePark(key, row)
        continue
      }
      const queue = queues.get(row.to) ?? newQueue(row.to, atStart)
      queues.set(row.to, queue)
      if (!queue.keys.includes(key)) queue.keys.push(key)
    }
    pump()
  }

  function newQueue(to: string, atStart: boolean): Queue {
    const budget = createBudget(PER_MINUTE, MINUTE, atStart ? PER_MINUTE - AFTER_START : 0, startedAt)
    return { line: to === ROBOT ? robot : app, keys: [], budget, notBefore: startedAt, busy: false }
  }

  /** Starts sending for as many people as may be served at once, and plans the next look. */
  function pump(): void {
    wake?.()
    wake = undefined
    if (stopped) return
    const now = monotonic()
    let next = Number.POSITIVE_INFINITY
    for (const [to, queue] of queues) {
      const { line, budget } = queue
      if (queue.keys.length === 0) {
        if (!queue.busy && budget.isFresh(now)) queues.delete(to)
        continue
      }
      // Whoever is served calls this again when it is done.
      if (queue.busy || line.isFull()) continue
      const ready = Math.max(queue.notBefore, budget.freeAt(now), line.freeAt(now))
      if (ready > now) {
        next = Math.min(next, ready)
        continue
      }
      // To the end, so that the others come first next time.
      queues.delete(to)
      queues.set(to, queue)
      queue.busy = true
      line.begin(now)
      run(
        serve(queue).finally(() => {
          queue.busy = false
          line.end()
          pump()
        }),
      )
    }
    if (next < Number.POSITIVE_INFINITY) wake = later(pump, next - now)
  }

  /** One step for the first row of a person; a row that cannot go now stays first, so that the order is kept. */
  async function serve(queue: Queue): Promise<void> {
    const [key] = queue.keys
    if (key === undefined) return
    const stored = (await store.load([key])).get(key)
    const row = parseOutboxRow(stored?.doc)
    if (!stored || !row || row.parked) {
      queue.keys.shift()
      return
    }
    const owed = { key, version: stored.version, row }
    if (accepted.has(key)) {
      await forget(queue, owed)
      return
    }
    try {
      if (row.file && !row.media) await prepareFile(queue, owed, row.file)
      else await send(queue, owed)
    } catch (error) {
      await takeFailure(queue, owed, error)
    }
  }

  /** The file is kept with the row before it is sent: trying again then sends an equal message. */
  async function prepareFile({ line }: Queue, owed: Owed, recipe: FileRecipe): Promise<void> {
    const file = await parts.makeFile(recipe).catch((cause: unknown) => {
      throw new SendError('refused', 'the file could not be made', { cause })
    })
    const media = await line.channel.upload(file)
    noteWorking(line)
    await write(owed, { ...owed.row, media })
  }

  async function send(queue: Queue, owed: Owed): Promise<void> {
    queue.budget.spend(monotonic())
    await queue.line.channel.send(messageOf(owed))
    noteWorking(queue.line)
    count('sent')
    log.info({ row: owed.key, tries: owed.row.tries + 1 }, 'push-sent')
    await forget(queue, owed)
  }

  /** Until the store has it, the row is neither sent again nor overtaken. */
  async function forget(queue: Queue, { key, version }: Owed): Promise<void> {
    try {
      await store.commit({ expect: new Map([[key, version]]), put: new Map(), remove: [key] })
      accepted.delete(key)
      queue.keys.shift()
    } catch (error) {
      accepted.add(key)
      queue.notBefore = monotonic() + FIRST_PAUSE
      log.warn({ row: key, ...describeError(error) }, 'push-not-marked')
    }
  }

  async function takeFailure(queue: Queue, owed: Owed, error: unknown): Promise<void> {
    const { key, row } = owed
    const now = monotonic()
    const code = error instanceof SendError ? error.code : 'unknown'
    if (queue.line.isFault(error, now)) noteTrouble(queue.line, error)
    else if (error instanceof SendError) noteWorking(queue.line)

    if (row.file && code === 'refused') {
      // Said in words instead.
      log.error({ row: key, ...describeError(cause(error)) }, 'push-without-its-file')
      const { file: _, media: __, ...text } = row
      await write(owed, text)
      return
    }
    // While nothing gets through to anyone, it is not this row that fails.
    const tries = row.tries + (queue.line.trouble() ? 0 : 1)
    if (code === 'receiver' || code === 'refused' || tries >= MOST_TRIES) {
      await park(queue, owed, { ...row, tries, parked: code })
      return
    }
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(Math.max(tries - 1, 0), 20))
    const asked = error instanceof SendError ? (error.retryAfter ?? 0) : 0
    queue.notBefore = now + Math.max(pause, asked)
    count('delayed')
    log.warn({ row: key, code, tries }, 'push-delayed')
    const { media: _, ...without } = row
    await write(owed, { ...(code === 'file' ? without : row), tries })
  }

  async function park(queue: Queue, owed: Owed, row: OutboxRow): Promise<void> {
    if (!(await write(owed, row))) {
      queue.notBefore = monotonic() + FIRST_PAUSE
      return
    }
    count('parked')
    log.error({ row: owed.key, code: row.parked, tries: row.tries }, 'push-parked')
    notePark(owed.key, row)
    queue.keys.shift()
  }

  function notePark(key: string, row: OutboxRow): void {
    parked.set(key, row.parked === 'receiver' || row.parked === 'refused' ? row.parked : 'given-up')
    if (row.parked === 'receiver') unreachable.found(key, row)
  }

  /** Writes what became of a row; whether it was kept. */
  async function write({ key, version }: Owed, row: OutboxRow): Promise<boolean> {
    try {
      const expect = new Map([[key, version]])
      const { outcome } = await store.commit({ expect, put: new Map([[key, renderOutboxRow(row)]]) })
      return outcome === 'committed'
    } catch (error) {
      log.warn({ row: key, ...describeError(error) }, 'push-not-marked')
      return false
    }
  }

  function noteTrouble(line: Line, error: unknown): void {
    const trouble = line.trouble()
    if (trouble === undefined || trouble === troubles.get(line)) return
    troubles.set(line, trouble)
    // The sentence names the errcode and, with 60020, the address that is not trusted; nothing else of a message.
    const what = error instanceof SendError ? error.message : undefined
    log.error({ line: line.name, what }, trouble === 'settings' ? 'push-settings-wrong' : 'push-unreachable')
  }

  function noteWorking(line: Line): void {
    line.works()
    if (troubles.delete(line)) log.info({ line: line.name }, 'push-works-again')
  }

  function enqueue(keys: Iterable<string>): void {
    const list = [...keys]
    if (list.length > 0 && !stopped) run(takeUp(list))
  }

  return {
    start: async () => takeUp(await store.list(OUTBOX_PREFIX), true),
    enqueue,
    state() {
      const reasons = [...parked.values()]
      const numberOf = (reason: ParkReason) => reasons.filter((one) => one === reason).length
      return {
        waiting: [...queues.values()].reduce((sum, { keys }) => sum + keys.length, 0),
        parked: { receiver: numberOf('receiver'), refused: numberOf('refused'), 'given-up': numberOf('given-up') },
        troubles: [...troubles].map(([{ name }, trouble]) => ({ line: name, trouble })),
      }
    },
    stop: async () => {
      stopped = true
      wake?.()
      await Promise.allSettled(running)
      await unreachable.stop()
    },
  }
}

function messageOf({ key, row }: Owed): Message {
  const { to, text, format, menu, media } = row
  const id = key.slice(OUTBOX_PREFIX.length)
  return { id, to, text, format, ...(menu && { menu }), ...(media && { media }) }
}

function cause(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? error.cause : error
}
