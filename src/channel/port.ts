// How the bot speaks first: pushes a message to a person through whatever channel they use.

import type { Outbound } from '../message/message.ts'

/**
 * `busy`: wait and try again. `unknown`: sent, but no answer came; trying again must not show the message twice.
 * `receiver`: this person cannot be reached, others can. `refused`: the message itself is not acceptable.
 * `settings`: secret, agent id or trusted address is wrong; nothing will get through until an operator mends it.
 */
export type SendErrorCode = 'busy' | 'unknown' | 'receiver' | 'refused' | 'settings'

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

export interface Channel {
  /** The longest text of one message, in bytes of UTF-8. */
  readonly maxBytes: number
  /** Resolves when the channel has accepted the message, else throws SendError. Calling it again with an equal message is safe. */
  send(message: Outbound): Promise<void>
}
