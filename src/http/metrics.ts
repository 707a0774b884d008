// The figures that an operator watches, as Prometheus reads them. Labels are names from closed lists, never a person, a
// unit or a text.

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Refusal } from '../channel/wecom/callback.ts'
import type { DeliveryState } from '../delivery/worker.ts'

/** What became of a callback request. `late`: answered empty, the reply follows by push. */
export type CallbackLabel = 'echo' | 'replied' | 'empty' | 'late' | 'ignored' | 'refused' | 'failed'

/** Refusals by the callback itself, and by HTTP before it: an oversized, encoded or broken body. */
export type RefusalLabel = Refusal | 'too-large' | 'content-encoding' | 'body'

export interface Metrics {
  readonly registry: Registry
  readonly callbacks: Counter<'outcome'>
  readonly refused: Counter<'reason'>
  /** Seconds from the decrypted message to its reply, or to the moment when it was late. */
  readonly turnSeconds: Histogram
  /** `sent`, `delayed` until another try, or `parked` for good. */
  readonly pushes: Counter<'outcome'>
}

/** A registry of its own, so that several servers in one process do not add up. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    callbacks: new Counter({
      name: 'callbacks_total',
      help: 'Callback requests by what became of them',
      labelNames: ['outcome'],
      registers,
    }),
    refused: new Counter({
      name: 'refused_total',
      help: 'Refused callback requests by reason',
      labelNames: ['reason'],
      registers,
    }),
    turnSeconds: new Histogram({
      name: 'turn_seconds',
      help: 'Time from a decrypted message to its reply',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4],
      registers,
    }),
    pushes: new Counter({
      name: 'pushes_total',
      help: 'Messages sent by the bot of its own accord, by outcome',
      labelNames: ['outcome'],
      registers,
    }),
  }
}

/** Shows what the outbox holds and whether anything gets through, asked for anew whenever someone reads the figures. */
export function showDelivery(registry: Registry, state: () => DeliveryState): void {
  const registers = [registry]
  new Gauge({
    name: 'pushes_waiting',
    help: 'Messages that the bot owes',
    registers,
    collect() {
      this.set(state().waiting)
    },
  })
  new Gauge({
    name: 'pushes_parked',
    help: 'Messages in the outbox that were given up, by reason',
    labelNames: ['reason'],
    registers,
    collect() {
      for (const [reason, rows] of Object.entries(state().parked)) this.set({ reason }, rows)
    },
  })
  new Gauge({
    name: 'push_trouble',
    help: '1 while nothing gets through: wrong settings, or no answer',
    labelNames: ['line', 'trouble'],
    registers,
    collect() {
      this.reset()
      for (const line of ['app', 'robot']) {
        for (const trouble of ['settings', 'unreachable']) this.set({ line, trouble }, 0)
      }
      for (const { line, trouble } of state().troubles) this.set({ line, trouble }, 1)
    },
  })
}
