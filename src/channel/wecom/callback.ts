// Decides what a callback request is, from its query, its body and the time: the echo of a verification, a message with
// the way to answer it, something to leave alone, or a refusal. It knows nothing of HTTP; the route in http/ does that.

import type { Inbound } from '../../message/message.ts'
import { type AesKey, decrypt, encrypt, isSameSignature, parseAesKey, sign } from './crypto.ts'
import { parseDocument } from './elements.ts'
import { type Envelope, type Format, parseEnvelope, renderEnvelope } from './envelope.ts'
import { type App, readInbound } from './inbound.ts'
import { renderReply } from './reply.ts'

export interface CallbackSettings extends App {
  readonly token: string
  /** EncodingAESKey, 43 characters of base64. */
  readonly aesKey: string
}

/** A parsed query string; a parameter that is given twice is a list. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>

/** Why a request was refused: a label for a counter, never told to whoever sent it. */
export type Refusal =
  | 'query'
  | 'stale'
  | 'envelope'
  | 'signature'
  | 'decryption'
  | 'receive-id'
  | 'recipient'
  | 'fields'

interface Refused {
  readonly outcome: 'refused'
  readonly reason: Refusal
}

interface PassiveReply {
  readonly type: 'application/xml' | 'application/json'
  readonly body: string
}

type Verification = { readonly outcome: 'echo'; readonly body: string } | Refused

export type Delivery =
  | {
      readonly outcome: 'message'
      readonly inbound: Inbound
      /**
       * Encrypts a text for the sender, in the formats of the request; `now` in milliseconds. Undefined for a tap on a
       * card's button: WeCom shows no text in answer to it.
       */
      readonly reply: ((text: string, now: number) => PassiveReply) | undefined
    }
  | { readonly outcome: 'ignored'; readonly what: string }
  | Refused

export interface Callback {
  /** Answers the GET by which WeCom verifies the address. Not bound to the time: it does nothing but echo. */
  verify(query: Query): Verification
  /** Opens a POST. `now` is the system time in milliseconds, not the calendar of a demo. */
  receive(query: Query, body: string, now: number): Delivery
}

/** WeCom states no window; a delivery and its three repeats, each stamped anew, are over within a minute. */
const FRESH_MILLISECONDS = 10 * 60_000

/** `random` gives fresh random bytes. Throws when the AES key is malformed, which reading the settings has ruled out. */
export function createCallback(settings: CallbackSettings, random: (bytes: number) => Uint8Array): Callback {
  const aes = parseAesKey(settings.aesKey)
  if (!aes) throw new TypeError('the EncodingAESKey is not 43 characters of base64')
  const own = { ...settings, aes, random }
  return {
    verify: (query) => verify(own, query),
    receive: (query, body, now) => receive(own, query, body, now),
  }
}

/** Our end of the conversation: the settings, the key made ready once, and the source of random bytes. */
interface Own extends CallbackSettings {
  readonly aes: AesKey
  readonly random: (bytes: number) => Uint8Array
}

function verify(own: Own, query: Query): Verification {
  const signed = readSigned(query)
  const { echostr } = query
  if (!signed || typeof echostr !== 'string') return refused('query')
  // A raw plus sign arrives as a space, which base64 never holds.
  const opened = open(own, signed, echostr.replaceAll(' ', '+'))
  return opened.outcome === 'refused' ? opened : { outcome: 'echo', body: opened.message }
}

function receive(own: Own, query: Query, body: string, now: number): Delivery {
  // From the cheapest check to the dearest, so that junk costs little; nothing is decrypted before the signature holds.
  const signed = readSigned(query)
  if (!signed) return refused('query')
  if (Math.abs(now - Number(signed.timestamp) * 1000) > FRESH_MILLISECONDS) return refused('stale')
  const envelope = parseEnvelope(body)
  if (!envelope || !isOwn(envelope, own)) return refused('envelope')
  const opened = open(own, signed, envelope.encrypted)
  if (opened.outcome === 'refused') return opened

  const document = parseDocument(opened.message)
  if (!document) return refused('fields')
  const reading = readInbound(document, own)
  if (reading.outcome === 'refused') return refused(reading.fault)
  if (reading.outcome === 'ignored') return reading
  const formats = { envelope: envelope.format, plaintext: document.format }
  return {
    outcome: 'message',
    inbound: reading.inbound,
    reply: reading.pushOnly ? undefined : (text, at) => seal(own, formats, { to: reading.sender, text, now: at }),
  }
}

interface Signed {
  readonly signature: string
  readonly timestamp: string
  readonly nonce: string
}

function readSigned(query: Query): Signed | undefined {
  const { msg_signature: signature, timestamp, nonce } = query
  if (typeof signature !== 'string' || typeof timestamp !== 'string' || typeof nonce !== 'string') return undefined
  return /^\d{1,12}$/.test(timestamp) ? { signature, timestamp, nonce } : undefined
}

/** Whether an envelope names our corp and app, or names none. */
function isOwn({ corpId, agentId }: Envelope, app: App): boolean {
  return (!corpId || corpId === app.corpId) && (!agentId || agentId === String(app.agentId))
}

function open(
  own: Own,
  { signature, timestamp, nonce }: Signed,
  encrypted: string,
): { readonly outcome: 'message'; readonly message: string } | Refused {
  if (!isSameSignature(sign(own.token, timestamp, nonce, encrypted), signature)) return refused('signature')
  const decryption = decrypt(own.aes, encrypted, own.corpId)
  if (decryption.outcome === 'message') return decryption
  return refused(decryption.fault === 'receive-id' ? 'receive-id' : 'decryption')
}

function seal(
  own: Own,
  formats: { readonly envelope: Format; readonly plaintext: Format },
  { to, text, now }: { readonly to: string; readonly text: string; readonly now: number },
): PassiveReply {
  const created = Math.floor(now / 1000)
  const plaintext = renderReply(formats.plaintext, { to, from: own.corpId, created, text })
  const bytes = own.random(20)
  const encrypted = encrypt(own.aes, plaintext, own.corpId, bytes.subarray(0, 16))
  const nonce = String(new DataView(bytes.buffer, bytes.byteOffset + 16).getUint32(0))
  const timestamp = String(created)
  const signature = sign(own.token, timestamp, nonce, encrypted)
  return {
    type: formats.envelope === 'xml' ? 'application/xml' : 'application/json',
    body: renderEnvelope(formats.envelope, { encrypted, signature, timestamp, nonce }),
  }
}

function refused(reason: Refusal): Refused {
  return { outcome: 'refused', reason }
}
