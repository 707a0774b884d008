// The load generator, a process of its own: prepares encrypted messages, sends them in a closed loop over so many
// connections, and says how long they took and which replies were wrong. Told what to do by messages from bench.ts.

import { randomBytes } from 'node:crypto'
import { encrypt, parseAesKey, sign } from '../src/channel/wecom/crypto.ts'
import { APP, contactOf } from './app.ts'
import { type Answer, type Connection, openConnection } from './connection.ts'
import { readFields } from './data.ts'
import { judgeAnswer } from './judge.ts'
import { createTalk, type Line, type TalkKind } from './talk.ts'

export type Order =
  /** From now on these are the contacts, each at the beginning of their talk. */
  | { readonly kind: 'begin'; readonly units: number; readonly talk: TalkKind }
  /** Encrypts the next messages; with `judged`, replies are held against what a bot must say. */
  | {
      readonly kind: 'prepare'
      readonly port: number
      readonly connections: number
      readonly messages: number
      readonly judged: boolean
    }
  | { readonly kind: 'send' }

export interface Sent {
  readonly messages: number
  readonly seconds: number
  /** Milliseconds of every message, in no order. */
  readonly times: readonly number[]
  /** What was wrong with replies; some of them, when there are many. */
  readonly faults: readonly string[]
}

interface Message {
  readonly request: Buffer
  readonly line: Line
}

/** Every so many replies are opened and read after a run: no divisor of a talk's length, so that all kinds are met. */
const JUDGE_EVERY = 7
const MOST_FAULTS = 5

const fields = await readFields()
const aes = parseAesKey(APP.aesKey)
if (aes === undefined) throw new Error('the key of the bench is malformed')

let contacts: { readonly userid: string; readonly talk: Generator<Line, void> }[] = []
let lastMessageId = 1_000_000
let lanes: { readonly connection: Connection; readonly messages: readonly Message[] }[] = []
let judged = false

const handlers: { [K in Order['kind']]: (order: Extract<Order, { kind: K }>) => Promise<unknown> } = {
  async begin({ units, talk }) {
    contacts = Array.from({ length: units }, (_, unit) => ({ userid: contactOf(unit), talk: createTalk(talk, fields) }))
  },
  async prepare(order) {
    judged = order.judged
    const shares = Array.from({ length: order.connections }, (_, lane) => prepareLane(order, lane))
    lanes = await Promise.all(
      shares.map(async (messages) => ({ connection: await openConnection(order.port), messages })),
    )
  },
  send,
}

process.on('message', (order: Order) => {
  const handle = handlers[order.kind] as (order: Order) => Promise<unknown>
  handle(order).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))

/** A contact's messages all go over one connection, so that they come in the order of the talk. */
function prepareLane({ connections, messages }: Extract<Order, { kind: 'prepare' }>, lane: number): Message[] {
  const own = contacts.filter((_, index) => index % connections === lane)
  const prepared: Message[] = []
  for (let at = 0; prepared.length < Math.floor(messages / connections); at++) {
    const contact = own[at % own.length]
    const next = contact?.talk.next()
    if (contact === undefined || next === undefined || next.done) throw new Error('a contact has nothing left to type')
    prepared.push({ request: requestOf(contact.userid, next.value.text), line: next.value })
  }
  return prepared
}

function requestOf(userid: string, text: string): Buffer {
  if (aes === undefined) throw new Error('the key of the bench is malformed')
  const timestamp = String(Math.floor(Date.now() / 1000))
  const nonce = randomBytes(4).readUInt32BE().toString()
  lastMessageId += 1
  const message = `<xml><ToUserName><![CDATA[${APP.corpId}]]></ToUserName>\n<FromUserName><![CDATA[${userid}]]></FromUserName>\n<CreateTime>${timestamp}</CreateTime>\n<MsgType><![CDATA[text]]></MsgType>\n<Content><![CDATA[${text}]]></Content>\n<MsgId>${lastMessageId}</MsgId>\n<AgentID>${APP.agentId}</AgentID>\n</xml>`
  const encrypted = encrypt(aes, message, APP.corpId, randomBytes(16))
  const signature = sign(APP.token, timestamp, nonce, encrypted)
  const body = `<xml><ToUserName><![CDATA[${APP.corpId}]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt><AgentID><![CDATA[${APP.agentId}]]></AgentID></xml>`
  return Buffer.from(
    [
      `POST /wecom/callback?msg_signature=${signature}&timestamp=${timestamp}&nonce=${nonce} HTTP/1.1`,
      'Host: 127.0.0.1',
      'Content-Type: text/xml',
      `Content-Length: ${body.length}`,
      '',
      body,
    ].join('\r\n'),
  )
}

async function send(): Promise<Sent> {
  const times: number[] = []
  const answers: { readonly answer: Answer; readonly line: Line }[] = []
  const start = performance.now()
  await Promise.all(
    lanes.map(async ({ connection, messages }) => {
      for (const { request, line } of messages) {
        const before = performance.now()
        const answer = await connection.exchange(request)
        times.push(performance.now() - before)
        if (answer.status !== 200 || times.length % JUDGE_EVERY === 0) answers.push({ answer, line })
      }
    }),
  )
  const seconds = (performance.now() - start) / 1000
  for (const { connection } of lanes) connection.close()
  lanes = []
  const faults = answers.flatMap(({ answer, line }) => judgeAnswer(answer, judged ? line : undefined) ?? [])
  return { messages: times.length, seconds, times, faults: faults.slice(0, MOST_FAULTS) }
}
