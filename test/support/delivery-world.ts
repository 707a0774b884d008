// The real worker with the real API client, against the simulator's server as values: no sockets, a store in memory that
// outlives the worker, and a clock that only the test moves.

import { createApiClient } from '../../src/channel/wecom/api-client.ts'
import { createRobot, ROBOT_PER_MINUTE } from '../../src/channel/wecom/robot.ts'
import { OUTBOX_PREFIX, OUTBOX_SCHEMA, outboxRows, parseOutboxRow, renderOutboxRow } from '../../src/delivery/outbox.ts'
import { createWorker, type Worker, type WorkerParts } from '../../src/delivery/worker.ts'
import type { Outbound } from '../../src/message/message.ts'
import { createServerApi } from '../../src/simulator/server-api.ts'
import { createMemoryStore } from '../../src/store/memory.ts'
import type { Json, Store } from '../../src/store/port.ts'
import { menuHint } from '../../src/wording/delivery.ts'

const APP = { corpId: 'ww1', agentId: 1000002, secret: 'a-secret' }
const START = Date.parse('2023-06-26T09:07:00+08:00')
/** So many turns of the event loop without anything happening are called rest. */
const QUIET_TURNS = 5

/** What a call meets instead of the server; undefined is the server itself. */
export type Wire = (path: string, answer: () => Promise<Response>, signal: AbortSignal) => Promise<Response> | undefined

export interface Shown {
  readonly to: string
  readonly text: string
  /** Milliseconds since the beginning. */
  readonly at: number
}

export function createDeliveryWorld(members: readonly string[], change: Partial<WorkerParts> = {}) {
  let now = 0
  let activity = 0
  let generation = 0
  let turn = 0
  let today = '2023-06-26'
  let wire: Wire = () => undefined
  let unwritable = false
  const timers: { readonly at: number; readonly run: () => void; readonly generation: number }[] = []
  const shown: Shown[] = []
  const calls: { readonly path: string; readonly body: string; readonly at: number }[] = []
  const logged: { readonly event: string; readonly fields: object }[] = []
  let drawn = 0
  const api = createServerApi({
    ...APP,
    userids: members,
    systemNow: () => START + now,
    random: (bytes) => {
      drawn += 1
      const random = Buffer.alloc(bytes)
      random.writeUInt32BE(drawn)
      return random
    },
    show: (to, { text }) => shown.push({ to, text, at: now }),
  })
  const memory = createMemoryStore([{ name: 'outbox', schema: OUTBOX_SCHEMA, upgrades: [] }])
  const store: Store = {
    ...memory,
    commit: (commit) => {
      activity += 1
      return unwritable ? Promise.reject(new Error('the disk is full')) : memory.commit(commit)
    },
  }

  function later(run: () => void, milliseconds: number): () => void {
    const timer = { at: now + milliseconds, run, generation }
    timers.push(timer)
    return () => {
      const index = timers.indexOf(timer)
      if (index >= 0) timers.splice(index, 1)
    }
  }

  async function answer(path: string, url: URL, body: unknown): Promise<Response> {
    const media = body instanceof FormData ? (body.get('media') as File) : undefined
    const upload = media && { name: media.name, bytes: Buffer.from(await media.arrayBuffer()) }
    const text = typeof body === 'string' ? body : ''
    return Response.json(api.answer({ path, query: url.searchParams, body: text, ...(upload && { upload }) }))
  }

  function networkOf(own: number) {
    return {
      fetch: async (input: unknown, init?: RequestInit) => {
        activity += 1
        const url = new URL(String(input))
        const path = url.pathname.slice('/cgi-bin/'.length)
        calls.push({ path, body: typeof init?.body === 'string' ? init.body : '', at: now })
        const real = () => answer(path, url, init?.body)
        const response = await (wire(path, real, init?.signal as AbortSignal) ?? real())
        activity += 1
        // Nothing reaches a process that is gone.
        return own === generation ? response : new Promise<never>(() => {})
      },
      timeout: (milliseconds: number) => {
        const controller = new AbortController()
        later(() => controller.abort(new DOMException('late', 'TimeoutError')), milliseconds)
        return controller.signal
      },
    }
  }

  function startWorker(): Worker {
    const network = networkOf(generation)
    const base = 'https://wecom.test'
    return createWorker({
      store,
      channel: createApiClient({ ...APP, apiBase: base, cards: false, menuHint }, network, () => now),
      robot: createRobot(`${base}/cgi-bin/webhook/send?key=robot-key`, network),
      perMinute: 10_000,
      robotPerMinute: ROBOT_PER_MINUTE,
      makeFile: async ({ type, what }) => ({ type, name: `${what}.xlsx`, bytes: Buffer.from('sheet-bytes') }),
      offices: {
        officeOf: () => ['office1', 'office2'],
        nameOf: (userid) => `${userid}的名字`,
        today: () => today,
        systemNow: () => START + now,
        newId: () => `N${++turn}`,
      },
      monotonic: () => now,
      later,
      log: {
        info: (fields, event) => void logged.push({ event, fields }),
        warn: (fields, event) => void logged.push({ event, fields }),
        error: (fields, event) => void logged.push({ event, fields }),
      },
      count: () => {},
      ...change,
    })
  }

  let worker = startWorker()

  const world = {
    shown,
    calls,
    groupShown: api.groupShown,
    get worker() {
      return worker
    },
    /** What the network and the server do from now on. */
    set wire(behaviour: Wire) {
      wire = behaviour
    },
    set unwritable(full: boolean) {
      unwritable = full
    },
    set today(day: string) {
      today = day
    },
    events: () => logged.map(({ event }) => event),
    textsTo: (to: string) => shown.filter((message) => message.to === to).map(({ text }) => text),

    /** Commits the messages and hands them to the worker. */
    async owe(...messages: readonly (Pick<Outbound, 'to' | 'text'> & Partial<Outbound>)[]) {
      const whole = messages.map((message): Outbound => ({ format: 'text', ...message }))
      turn += 1
      const rows = outboxRows(whole, START + now, `T${String(turn).padStart(4, '0')}`)
      await memory.commit({
        expect: new Map([...rows.keys()].map((key) => [key, 0])),
        put: new Map([...rows].map(([key, row]) => [key, renderOutboxRow(row)])),
      })
      worker.enqueue(rows.keys())
      await world.settle()
    },

    /** Puts a document into the outbox as a former release left it. */
    async leave(id: string, doc: Json) {
      const key = `${OUTBOX_PREFIX}${id}`
      await memory.commit({ expect: new Map([[key, 0]]), put: new Map([[key, doc]]) })
    },

    async settle() {
      let seen = activity
      for (let quiet = 0; quiet < QUIET_TURNS; quiet += 1) {
        await new Promise((resolve) => setImmediate(resolve))
        if (seen !== activity) {
          seen = activity
          quiet = -1
        }
      }
    },

    /** Lets time go by, timer after timer. */
    async pass(milliseconds: number) {
      const end = now + milliseconds
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
        if (!next) break
        timers.splice(timers.indexOf(next), 1)
        now = Math.max(now, next.at)
        next.run()
        await world.settle()
      }
      now = end
    },

    /** The process is gone from one moment to the next; another one starts over what the store has. */
    async crash() {
      generation += 1
      timers.splice(0)
      worker = startWorker()
      await worker.start()
      await world.settle()
    },

    /** What is still in the outbox. */
    async rows() {
      const keys = await memory.list(OUTBOX_PREFIX)
      const stored = await memory.load(keys)
      return keys.flatMap((key) => parseOutboxRow(stored.get(key)?.doc) ?? [])
    },
  }
  return world
}

/** The connection is refused. */
export const unplugged: Wire = () =>
  Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error('socket'), { code: 'ECONNREFUSED' }) }))

/** A gateway answers with a page of its own, in place of the server. */
export const html: Wire = () => Promise.resolve(new Response('<html>请登录</html>', { status: 200 }))

/** The head of an answer, and then nothing more until the caller's patience is over. */
export const endless: Wire = (_path, _answer, signal) =>
  Promise.resolve(
    new Response(
      new ReadableStream({
        start(stream) {
          stream.enqueue(Buffer.from('{"errcode":0,'))
          signal.addEventListener('abort', () => stream.error(signal.reason))
        },
      }),
    ),
  )
