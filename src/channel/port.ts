// How the bot speaks first: pushes a message to a person through whatever channel they use.

import type { Outbound } from '../message/message.ts'

/**
 * `busy`: wait and try again. `unknown`: sent, but no answer came; trying again must not show the message twice.
 * `receiver`: this person cannot be reached, others can. `refused`: the message itself is not acceptable.
 * `file`: the file that was uploaded is gone; upload it again.
 * `settings`: secret, agent id or trusted address is wrong; nothing will get through until an operator mends it.
 */
export type SendErrorCode = 'busy' | 'unknown' | 'receiver' | 'refused' | 'file' | 'settings'

export class SendError extends Error {
  readonly code: SendErrorCode
  readonly retryable: boolean
  /** Milliseconds to wait before the next try, where the channel says so (WeCom's rate limits). */
  readonly retryAfter: number | undefined
  constructor(code: SendErrorCode, message: string, options: { cause?: unknown; retryAfter?: number } = {}) {
    super(message, { cause: options.cause })
    this.name = 'SendError'
    this.code = code
    this.retryable = code === 'busy' || code === 'unknown'
    this.retryAfter = options.retryAfter
  }
}

/** A file that was uploaded; WeCom keeps it for three days. */
export interface Media {
  readonly type: 'file' | 'image'
  readonly id: string
}

export interface MediaFile {
  readonly type: Media['type']
  /** With its ending, as the person sees it. */
  readonly name: string
  readonly bytes: Uint8Array
}

export interface Message extends Pick<Outbound, 'to' | 'text' | 'format' | 'menu'> {
  /** The same at every try of one message and of no other: letters, digits and hyphens. Buttons need it. */
  readonly id?: string
  /** Sent in place of the text. */
  readonly media?: Media
}

export interface Channel {
  /** The longest text of one message, in bytes of UTF-8. */
  readonly maxBytes: number
  /** Resolves when the channel has accepted the message, else throws SendError. Calling it again with an equal message is safe. */
  send(message: Message): Promise<void>
  /** Hands over a file for `send` to refer to; throws SendError, `refused` for one that is too large or of a wrong kind. */
  upload(file: MediaFile): Promise<Media>
}
