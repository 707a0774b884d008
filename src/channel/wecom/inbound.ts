// Decides what a decrypted callback is: a message to the bot, something to leave alone, or something that should not
// have come here. Reference: WeCom's pages on receiving messages (path/90239) and events (path/90240).

import type { Inbound } from '../../message/message.ts'
import { type Document, readElement } from './elements.ts'

export interface App {
  readonly corpId: string
  readonly agentId: number
}

export type Reading =
  /**
   * `sender` is the userid as WeCom wrote it, to be addressed by a passive reply. `pushOnly`: WeCom shows no text in
   * answer to it (path/90241 lists what may be answered), so that the reply must be sent by itself.
   */
  | { readonly outcome: 'message'; readonly inbound: Inbound; readonly sender: string; readonly pushOnly?: true }
  /** Nothing for the bot; `what` names the type for the log. WeCom's list of types grows, so unknown ones end here. */
  | { readonly outcome: 'ignored'; readonly what: string }
  /** `fields`: one is missing, doubled or malformed. `recipient`: meant for another corp or app. */
  | { readonly outcome: 'refused'; readonly fault: 'fields' | 'recipient' }

/** Longest userid by WeCom's rules. A slash, a bar or a space would have a meaning in keys and in receiver lists. */
const USER_ID = /^[^\s/|\p{Cc}]{1,64}$/u

const UNREADABLE = ['image', 'voice', 'video', 'location', 'link', 'file'] as const

/** Reads the decrypted document of a callback, which must be meant for `app`. */
export function readInbound(document: Document, app: App): Reading {
  const read = (name: string) => readElement(document, name)?.trim()
  const [toUser, sender, created, type] = [
    read('ToUserName'),
    read('FromUserName'),
    read('CreateTime'),
    read('MsgType'),
  ]
  if (toUser === undefined || sender === undefined || created === undefined || type === undefined) return FIELDS
  if (!USER_ID.test(sender) || !/^\d{1,12}$/.test(created)) return FIELDS
  if (toUser !== app.corpId) return RECIPIENT

  const agent = read('AgentID')
  // Some events about the whole corp carry no app; whatever the bot would answer does.
  if (agent !== undefined && agent !== String(app.agentId)) return RECIPIENT
  const from = sender.toLowerCase()

  if (type !== 'event') {
    const id = read('MsgId')
    if (agent === undefined || id === undefined || !/^\d{1,20}$/.test(id)) return FIELDS
    if (type === 'text') {
      const text = readElement(document, 'Content')
      return text === undefined ? FIELDS : { outcome: 'message', sender, inbound: { kind: 'text', id, from, text } }
    }
    // A voice message with the text that was recognised in it; whether WeCom itself sends one is not confirmed.
    const heard = type === 'voice' ? readElement(document, 'Recognition')?.trim() : undefined
    if (heard) return { outcome: 'message', sender, inbound: { kind: 'text', id, from, text: heard, spoken: true } }
    const unreadable = UNREADABLE.find((known) => known === type)
    return unreadable
      ? { outcome: 'message', sender, inbound: { kind: 'unreadable', id, from, type: unreadable } }
      : ignored(type)
  }

  const event = read('Event')?.toLowerCase()
  if (event === undefined) return FIELDS
  const entered = event === 'enter_agent' || event === 'subscribe'
  const button = event === 'template_card_event'
  if (!entered && !button && event !== 'click') return ignored(`event ${event}`)
  const key = read('EventKey') ?? ''
  if (agent === undefined || (!entered && key === '')) return FIELDS
  // Events have no MsgId, and sender and second alone collide: a tap right after entering, two apps on one address.
  const id = ['event', from, created, agent, event, key, ...(button ? [read('TaskId') ?? ''] : [])].join('/')
  return {
    outcome: 'message',
    sender,
    inbound: entered ? { kind: 'enter', id, from } : { kind: 'click', id, from, key },
    ...(button && { pushOnly: true }),
  }
}

const FIELDS: Reading = { outcome: 'refused', fault: 'fields' }
const RECIPIENT: Reading = { outcome: 'refused', fault: 'recipient' }

function ignored(what: string): Reading {
  return { outcome: 'ignored', what: /^[\w ]{1,64}$/.test(what) ? what : 'unnamed' }
}
