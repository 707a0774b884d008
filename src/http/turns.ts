// What the callback route asks of whoever takes the messages, and how long it waits.

import type { Inbound } from '../message/message.ts'

export interface Turns {
  /** Takes a verified message; deciding and keeping go on in the background. */
  take(inbound: Inbound): Turn
}

/** After a reply, exactly one of `handedOver` and `late` is called, once; after a rejection in time, neither. */
export interface Turn {
  /** The text of the reply, or undefined for none. It is given only after everything it says has been kept. */
  readonly reply: Promise<string | undefined>
  /** The reply has left with the answer to the request: what is to follow it may be sent now. */
  handedOver(): void
  /** The request was answered without the reply, or broke: the turn sends it by push, or says itself that it failed. */
  late(): void
}

/** Calls `run` after so many milliseconds, unless the returned function is called before. */
export type After = (milliseconds: number, run: () => void) => () => void

export type Answer =
  | { readonly kind: 'reply'; readonly text: string | undefined }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'late' }

/** WeCom gives up after 5 seconds and asks again; one is left for the way there and back. */
const REPLY_MILLISECONDS = 4_000

/** Waits for a turn's reply as long as WeCom waits. Never rejects. */
export function answerInTime(turn: Turn, after: After): Promise<Answer> {
  return new Promise((resolve) => {
    const cancel = after(REPLY_MILLISECONDS, () => resolve({ kind: 'late' }))
    turn.reply.then(
      (text) => {
        cancel()
        resolve({ kind: 'reply', text })
      },
      (error: unknown) => {
        cancel()
        resolve({ kind: 'failed', error })
      },
    )
  })
}
