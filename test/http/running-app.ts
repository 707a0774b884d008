// The app on a free port with one kind of turn, and requests to it made with WeCom's own package.

import { randomBytes } from 'node:crypto'
import { decrypt, encrypt, getSignature } from '@wecom/crypto'
import { afterEach } from 'vitest'
import { createCallback } from '../../src/channel/wecom/callback.ts'
import { createApp } from '../../src/http/app.ts'
import { createMetrics } from '../../src/http/metrics.ts'
import { createServer } from '../../src/http/server.ts'
import type { Turn } from '../../src/http/turns.ts'
import type { Inbound } from '../../src/message/message.ts'
import { StoreError } from '../../src/store/port.ts'

const TOKEN = 'QDG6eK'
export const AES_KEY = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'
export const CORP_ID = 'wx5823bf96d3bd56c7'
export const AGENT_ID = 218
export const NOW = Date.parse('2023-06-26T09:00:00+08:00')
export const TYPED = '罚了3次共5万6'
export const NOT_KEPT = '刚才的内容没有保存，请稍后再发一次。'

const started: { stop(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()))
})

interface Behaviour {
  reply?: () => Promise<string | undefined>
  readiness?: () => Promise<readonly string[]>
}

/** Starts the app with one kind of turn; its timers run only when a test fires them. */
export async function start({
  reply = () => Promise.resolve('收到'),
  readiness = () => Promise.resolve([]),
}: Behaviour = {}) {
  const taken: Inbound[] = []
  const calls: string[] = []
  const logged: Record<string, unknown>[] = []
  const timers = new Map<() => void, number>()
  const watchers = new Set<() => void>()
  const changed = () => {
    for (const watcher of watchers) watcher()
  }
  /** Resolves as soon as `find` finds something, looking again after each change. */
  const until = <T>(find: () => T | undefined) =>
    new Promise<T>((resolve) => {
      const look = () => {
        const found = find()
        if (found === undefined) return
        watchers.delete(look)
        resolve(found)
      }
      watchers.add(look)
      look()
    })
  const log = (fields: object, event: string) => {
    logged.push({ event, ...fields })
    changed()
  }
  const after = (milliseconds: number, run: () => void) => {
    timers.set(run, milliseconds)
    changed()
    return () => timers.delete(run)
  }
  const take = (inbound: Inbound): Turn => {
    taken.push(inbound)
    const turn = {
      reply: reply(),
      handedOver: () => calls.push('handedOver') && changed(),
      late: () => calls.push('late') && changed(),
    }
    changed()
    return turn
  }
  const metrics = createMetrics()
  let requests = 0
  const app = createApp({
    callback: createCallback({ corpId: CORP_ID, agentId: AGENT_ID, token: TOKEN, aesKey: AES_KEY }, randomBytes),
    turns: { take },
    failureText: (error) => (error instanceof StoreError ? NOT_KEPT : undefined),
    readiness,
    metrics,
    log: { info: log, warn: log, error: log },
    clock: () => NOW,
    after,
    newRequestId: () => `request-${++requests}`,
  })
  let closed = 0
  app.middleware.unshift((ctx, next) => {
    ctx.req.socket.once('close', () => {
      closed++
      changed()
    })
    return next()
  })
  const server = createServer(app, after)
  started.push(server)
  const port = await server.listen(0, '127.0.0.1')
  const url = `http://127.0.0.1:${port}`

  return {
    app,
    after,
    port,
    url,
    taken,
    calls,
    logged,
    stop: () => server.stop(),
    get: (address: string, headers: Record<string, string> = {}) => fetch(url + address, { headers }),
    post: ({
      encrypted = seal(),
      body = envelope(encrypted),
      timestamp,
      query,
      extra = '',
      headers = {},
    }: Request = {}) => fetch(url + path(encrypted, timestamp, query) + extra, { method: 'POST', body, headers }),
    turnTaken: () => until(() => taken[0]),
    nextCall: () => until(() => calls[0]),
    nextLogged: (event: string) => until(() => logged.find((entry) => entry.event === event)),
    connectionClosed: () => until(() => closed || undefined),
    fireTimer: async (milliseconds: number) => {
      const run = await until(() => [...timers].find(([, time]) => time === milliseconds)?.[0])
      timers.delete(run)
      run()
    },
    metric: async (name: string, label: string) => {
      const line = (await metrics.registry.metrics()).split('\n').find((text) => text.startsWith(`${name}{${label}}`))
      return Number(line?.split(' ')[1])
    },
  }
}

interface Request {
  encrypted?: string
  body?: string | Buffer
  timestamp?: number
  query?: Record<string, string | undefined>
  extra?: string
  headers?: Record<string, string>
}

export function plaintext(): string {
  return `<xml><ToUserName><![CDATA[${CORP_ID}]]></ToUserName>
<FromUserName><![CDATA[ZhangSan]]></FromUserName>
<CreateTime>${NOW / 1000}</CreateTime>
<MsgType><![CDATA[text]]></MsgType>
<Content><![CDATA[${TYPED}]]></Content>
<MsgId>4561255354251345929</MsgId>
<AgentID>${AGENT_ID}</AgentID>
</xml>`
}

export function seal(message = plaintext()): string {
  return encrypt(AES_KEY, message, CORP_ID)
}

export function envelope(encrypted: string): string {
  return `<xml><ToUserName><![CDATA[${CORP_ID}]]></ToUserName><AgentID><![CDATA[${AGENT_ID}]]></AgentID><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`
}

export function path(
  encrypted: string,
  timestamp = NOW / 1000,
  change: Record<string, string | undefined> = {},
): string {
  const nonce = '1372623149'
  const signature = getSignature(TOKEN, String(timestamp), nonce, encrypted)
  const query = { msg_signature: signature, timestamp: String(timestamp), nonce, ...change }
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return `/wecom/callback?${new URLSearchParams(given)}`
}

/** The plaintext of an XML answer whose signature is right. */
export async function openXml(response: Response): Promise<string> {
  const body = await response.text()
  const within = (name: string) =>
    new RegExp(`<${name}>(?:<!\\[CDATA\\[)?(.*?)(?:\\]\\]>)?</${name}>`).exec(body)?.[1] ?? ''
  return open(within('Encrypt'), within('MsgSignature'), within('TimeStamp'), within('Nonce'))
}

/** The plaintext of a JSON answer whose signature is right. */
export async function openJson(response: Response): Promise<string> {
  const answer = (await response.json()) as Record<'encrypt' | 'msgsignature' | 'timestamp' | 'nonce', string>
  return open(answer.encrypt, answer.msgsignature, answer.timestamp, answer.nonce)
}

function open(encrypted: string, signature: string, timestamp: string, nonce: string): string {
  if (getSignature(TOKEN, timestamp, nonce, encrypted) !== signature) throw new Error('the signature is wrong')
  return decrypt(AES_KEY, encrypted).message
}

/** A promise that the test settles. */
export function deferred() {
  let resolve: (text: string) => void = () => {}
  let reject: (error: Error) => void = () => {}
  const promise = new Promise<string>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
