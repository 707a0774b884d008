// WeCom's side of the callback: seals what a person does, delivers it to the bot as often as WeCom would, and reads the
// passive reply as strictly as it can. It keeps no talk; what an outcome looks like to the person is decided elsewhere.

import { setTimeout as pause } from 'node:timers/promises'
import { type App, type Gesture, parseElements, renderDelivery, renderGesture } from './callback-xml.ts'
import { decrypt, encrypt, parseAesKey, sign } from './envelope.ts'
import { cutText } from './message-bytes.ts'

/** The first delivery and three more. */
const MOST_DELIVERIES = 4

/** In milliseconds. WeCom waits five seconds for an answer; how long it pauses before a retry is not documented. */
export interface Patience {
  readonly answerWithin: number
  readonly retryAfter: number
}

export interface CallbackSettings extends App {
  readonly token: string
  readonly aesKey: string
  /** The bot's callback; a function when its port is known only after the start. */
  readonly callbackUrl: string | (() => string)
  /** The real time: a callback is stamped with it, whatever day the bot's calendar shows. */
  readonly systemNow: () => number
  readonly random: (bytes: number) => Buffer
  readonly patience: Patience
}

/**
 * `empty`: received, an answer may follow as a push. `unreadable`: received, but WeCom would show nothing of the body.
 * `silent`: every delivery failed; `detail` says how the last one did.
 */
export type DeliveryOutcome =
  | { readonly outcome: 'answered'; readonly deliveries: number; readonly text: string }
  | { readonly outcome: 'empty'; readonly deliveries: number }
  | { readonly outcome: 'unreadable' | 'silent'; readonly deliveries: number; readonly detail: string }

export interface CallbackDriver {
  /** Delivers until the bot takes it, at most four times: same MsgId, each with its own randomness. Never throws. */
  deliver(gesture: Gesture): Promise<DeliveryOutcome>
  /** The GET by which WeCom verifies the address when an administrator saves it; resolves to a problem, or undefined. */
  verify(): Promise<string | undefined>
  /** Breaks off what is under way. */
  stop(): void
}

export function createCallbackDriver(settings: CallbackSettings): CallbackDriver {
  const { corpId, token, systemNow, random, patience } = settings
  const key = parseAesKey(settings.aesKey)
  const stopped = new AbortController()

  function seal(message: string) {
    const encrypted = encrypt(key, message, corpId, random(16))
    const timestamp = String(Math.floor(systemNow() / 1000))
    const nonce = String(random(4).readUInt32BE())
    const url = new URL(typeof settings.callbackUrl === 'function' ? settings.callbackUrl() : settings.callbackUrl)
    url.searchParams.set('msg_signature', sign(token, timestamp, nonce, encrypted))
    url.searchParams.set('timestamp', timestamp)
    url.searchParams.set('nonce', nonce)
    return { url, encrypted }
  }

  function request(url: URL, init: RequestInit) {
    const signal = AbortSignal.any([stopped.signal, AbortSignal.timeout(patience.answerWithin)])
    return fetch(url, { ...init, redirect: 'manual', signal })
  }

  async function deliverOnce(gesture: Gesture): Promise<{ body: string } | { failure: string }> {
    try {
      const { url, encrypted } = seal(renderGesture(gesture, settings))
      const response = await request(url, {
        method: 'POST',
        headers: { 'content-type': 'text/xml' },
        body: renderDelivery(encrypted, settings),
      })
      const body = await response.text()
      return response.status === 200 ? { body } : { failure: `HTTP ${response.status}` }
    } catch (error) {
      return { failure: describeFailure(error, patience) }
    }
  }

  function readReply(body: string, gesture: Gesture): string {
    const envelope = parseElements(body)
    const encrypted = element(envelope, 'Encrypt')
    const signature = sign(token, element(envelope, 'TimeStamp'), element(envelope, 'Nonce'), encrypted)
    if (signature !== element(envelope, 'MsgSignature')) throw new Error('MsgSignature does not match')
    const { message, receiveId } = decrypt(key, encrypted)
    if (receiveId !== corpId) throw new Error('receiveid is not the corpid')
    const reply = parseElements(message)
    if (element(reply, 'ToUserName').toLowerCase() !== gesture.from.toLowerCase()) {
      throw new Error('ToUserName is not the person who wrote')
    }
    if (element(reply, 'FromUserName') !== corpId) throw new Error('FromUserName is not the corpid')
    if (!/^\d+$/.test(element(reply, 'CreateTime'))) throw new Error('CreateTime is not in seconds')
    const type = element(reply, 'MsgType')
    if (type !== 'text') throw new Error(`a passive reply of type ${type} is not shown`)
    return cutText(element(reply, 'Content'))
  }

  return {
    async deliver(gesture) {
      for (let deliveries = 1; ; deliveries += 1) {
        const answer = await deliverOnce(gesture)
        if ('body' in answer) {
          // Some callbacks of WeCom are answered with `success`; it shows nothing then either.
          if (answer.body === '' || answer.body === 'success') return { outcome: 'empty', deliveries }
          if (gesture.kind === 'tap') {
            return { outcome: 'unreadable', deliveries, detail: 'a text in answer to a button is not shown' }
          }
          try {
            return { outcome: 'answered', deliveries, text: readReply(answer.body, gesture) }
          } catch (error) {
            return { outcome: 'unreadable', deliveries, detail: (error as Error).message }
          }
        }
        if (deliveries === MOST_DELIVERIES || stopped.signal.aborted) {
          return { outcome: 'silent', deliveries, detail: answer.failure }
        }
        // Ends early when stopped; the next delivery then fails at once and is the last.
        await pause(patience.retryAfter, undefined, { signal: stopped.signal }).catch(() => undefined)
      }
    },

    async verify() {
      try {
        const echo = String(random(8).readBigUInt64BE())
        const { url, encrypted } = seal(echo)
        url.searchParams.set('echostr', encrypted)
        const response = await request(url, { method: 'GET' })
        const body = await response.text()
        if (response.status !== 200) return `HTTP ${response.status}`
        return body === echo ? undefined : 'the body is not exactly the decrypted echostr'
      } catch (error) {
        return describeFailure(error, patience)
      }
    },

    stop() {
      stopped.abort()
    },
  }
}

function element(elements: ReadonlyMap<string, string>, name: string): string {
  const text = elements.get(name)
  if (text === undefined) throw new Error(`element ${name} is missing`)
  return text
}

function describeFailure(error: unknown, patience: Patience): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return `no answer in ${patience.answerWithin} ms`
  if (error.name === 'AbortError') return 'the simulator was stopped'
  return error.cause instanceof Error ? error.cause.message : error.message
}
