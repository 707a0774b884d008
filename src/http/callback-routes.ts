// Callback requests over HTTP: reads the body, lets the callback judge, gives messages to a turn, and answers. A refused
// request gets a bare status and is counted; why it was refused is nobody's business but the operator's.

import type { Context, Middleware } from 'koa'
import getRawBody from 'raw-body'
import type { Callback, Delivery } from '../channel/wecom/callback.ts'
import { describeError, type Log } from '../log.ts'
import type { CallbackLabel, Metrics, RefusalLabel } from './metrics.ts'
import { type After, answerInTime, type Turn, type Turns } from './turns.ts'

/** WeCom's largest messages are a few kilobytes. */
const MAX_BODY_BYTES = 64 * 1024

export interface CallbackParts {
  readonly callback: Callback
  readonly turns: Turns
  /** The sentence for a person whose turn has failed: that it was not kept. Undefined leaves it to WeCom to ask again. */
  readonly failureText: (error: unknown) => string | undefined
  readonly metrics: Metrics
  readonly log: Log
  /** The system time in milliseconds, whatever the calendar of a demo says. */
  readonly clock: () => number
  readonly after: After
}

export interface CallbackRoutes {
  readonly verify: Middleware
  readonly receive: Middleware
}

type Taken = Extract<Delivery, { outcome: 'message' }>

/** The two handlers of the callback address: GET verifies it, POST delivers messages and events. */
export function createCallbackRoutes({
  callback,
  turns,
  failureText,
  metrics,
  log,
  clock,
  after,
}: CallbackParts): CallbackRoutes {
  const count = (outcome: CallbackLabel) => metrics.callbacks.inc({ outcome })
  const warned = new Set<RefusalLabel>()

  function refuse(ctx: Context, status: number, reason: RefusalLabel): void {
    count('refused')
    metrics.refused.inc({ reason })
    // The counter has the rest: whoever sends junk must not fill the disk with it.
    if (!warned.has(reason)) log.warn({ reason }, 'callback-refused-first-time')
    warned.add(reason)
    ctx.status = status
    ctx.body = ''
  }

  async function takeTurn(ctx: Context, delivery: Taken): Promise<void> {
    const { reply } = delivery
    if (!reply) {
      leaveToPush(ctx, delivery, turns.take(delivery.inbound))
      return
    }
    const delivered = whenDelivered(ctx)
    const stop = metrics.turnSeconds.startTimer()
    const turn = turns.take(delivery.inbound)
    const answer = await answerInTime(turn, after)
    stop()
    const id = delivery.inbound.id
    if (answer.kind === 'late') {
      leaveToPush(ctx, delivery, turn)
      return
    }
    if (answer.kind === 'failed') {
      const text = failureText(answer.error)
      if (text === undefined) throw answer.error
      log.error({ id, ...describeError(answer.error) }, 'turn-failed')
      count('failed')
      answerReply(ctx, reply, text)
      return
    }
    if (answer.text === undefined) {
      count('empty')
      answerEmpty(ctx)
    } else {
      count('replied')
      answerReply(ctx, reply, answer.text)
    }
    delivered
      .then((arrived) => (arrived ? turn.handedOver() : turn.late()))
      .catch((error: unknown) => log.error({ id, ...describeError(error) }, 'hand-over-failed'))
  }

  /** Answers empty; the reply follows by push. */
  function leaveToPush(ctx: Context, { inbound: { id } }: Taken, turn: Turn): void {
    count('late')
    turn.late()
    turn.reply.catch((error: unknown) => log.error({ id, ...describeError(error) }, 'late-turn-failed'))
    answerEmpty(ctx)
  }

  function answerReply(ctx: Context, reply: NonNullable<Taken['reply']>, text: string): void {
    const { type, body } = reply(text, clock())
    ctx.type = type
    ctx.body = body
  }

  return {
    verify(ctx) {
      const verification = callback.verify(ctx.query)
      if (verification.outcome === 'refused') {
        refuse(ctx, 403, verification.reason)
        return
      }
      count('echo')
      // Set before the body, which koa would else take for HTML when it begins with `<`.
      ctx.type = 'text/plain'
      ctx.body = verification.body
    },
    async receive(ctx) {
      const body = await readBody(ctx)
      if (typeof body !== 'string') {
        // The rest of the body is not waited for.
        ctx.set('Connection', 'close')
        refuse(ctx, body.status, body.reason)
        return
      }
      const delivery = callback.receive(ctx.query, body, clock())
      if (delivery.outcome === 'refused') {
        refuse(ctx, 403, delivery.reason)
      } else if (delivery.outcome === 'ignored') {
        log.info({ what: delivery.what }, 'callback-ignored')
        count('ignored')
        answerEmpty(ctx)
      } else {
        await takeTurn(ctx, delivery)
      }
    },
  }
}

/** WeCom takes any 200 as received; an empty one says that there is no reply here. */
function answerEmpty(ctx: Context): void {
  ctx.status = 200
  ctx.body = ''
}

/** Settles when the response is over: whether all of it has left. Asked for before waiting, since a client may go away. */
function whenDelivered({ res }: Context): Promise<boolean> {
  return new Promise((resolve) => res.once('close', () => resolve(res.writableFinished)))
}

interface BodyRefusal {
  readonly status: number
  readonly reason: RefusalLabel
}

async function readBody({ req }: Context): Promise<string | BodyRefusal> {
  const encoding = req.headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity') return { status: 415, reason: 'content-encoding' }
  try {
    const body = await getRawBody(req, { limit: MAX_BODY_BYTES, length: req.headers['content-length'] ?? null })
    return body.toString()
  } catch (error) {
    const tooLarge = error instanceof Error && 'type' in error && error.type === 'entity.too.large'
    return tooLarge ? { status: 413, reason: 'too-large' } : { status: 400, reason: 'body' }
  }
}
