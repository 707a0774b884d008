// The bench's end of the load generator: one order at a time, one answer for each.

import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from './app.ts'
import type { Order, Sent } from './load.ts'
import type { Running } from './processes.ts'
import type { TalkKind } from './talk.ts'

export interface Pass {
  readonly perSecond: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  /** CPU seconds that the server took for 1,000 requests. */
  readonly cpuPerThousand: number
}

export interface LoadClient {
  /** Contacts as many as units, each at the beginning of their talk. */
  begin(units: number, talk: TalkKind): Promise<void>
  /** Sends the next messages of all contacts to a server. With `judged`, throws when a reply is not the bot's right one. */
  run(server: Running, connections: number, messages: number, judged: boolean): Promise<Pass>
  stop(): void
}

export function startLoad(): LoadClient {
  const child: ChildProcess = fork(join(ROOT, 'bench', 'load.ts'), [], { cwd: ROOT, execArgv: ['--import', 'tsx'] })

  function order(one: Order): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const onExit = () => reject(new Error('the load generator has ended'))
      child.once('exit', onExit)
      child.once('message', ({ result, error }: { readonly result?: unknown; readonly error?: string }) => {
        child.off('exit', onExit)
        if (error === undefined) resolve(result)
        else reject(new Error(error))
      })
      child.send(one)
    })
  }

  return {
    async begin(units, talk) {
      await order({ kind: 'begin', units, talk })
    },
    async run(server, connections, messages, judged) {
      await order({ kind: 'prepare', port: server.port, connections, messages, judged })
      const before = await server.cpuSeconds()
      const sent = (await order({ kind: 'send' })) as Sent
      const cpu = (await server.cpuSeconds()) - before
      if (sent.faults.length > 0) throw new Error(`wrong replies:\n${sent.faults.join('\n')}`)
      const times = [...sent.times].sort((a, b) => a - b)
      return {
        perSecond: sent.messages / sent.seconds,
        p50: quantile(times, 0.5),
        p99: quantile(times, 0.99),
        cpuPerThousand: (cpu / sent.messages) * 1000,
      }
    },
    stop: () => child.disconnect(),
  }
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
