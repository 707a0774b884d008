// Starts the processes that are measured, and reads what they cost from the system: CPU time and memory (Linux only).

import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { APP, CLOCK_START, ROOT } from './app.ts'

export interface Running {
  readonly port: number
  /** From the start of the process until it was ready. */
  readonly startSeconds: number
  /** User and system time so far. */
  cpuSeconds(): Promise<number>
  /** Resident memory now, and the most there ever was. */
  megabytes(): Promise<{ readonly now: number; readonly peak: number }>
  stop(): Promise<void>
}

const TYPESCRIPT = ['--import', 'tsx']
/** The unit of the times in /proc; the same on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100
const READY_MILLISECONDS = 20_000

/** See echo.ts for the two kinds. */
export function startEcho(kind: 'plain' | 'lean'): Promise<Running> {
  return start([...TYPESCRIPT, join(ROOT, 'bench', 'echo.ts'), kind], {})
}

export interface BotOptions {
  readonly dataDir: string
  readonly apiBase: string
  readonly slowDisk?: boolean
  /** Where the calendar starts; by default on a day on which nobody is reminded. */
  readonly clockStart?: string
}

/** Starts the built server; resolves when /readyz says so. */
export function startBot({
  dataDir,
  apiBase,
  slowDisk = false,
  clockStart = CLOCK_START,
}: BotOptions): Promise<Running> {
  const hook = slowDisk ? [...TYPESCRIPT, '--import', join(ROOT, 'bench', 'slow-disk.ts')] : []
  return start([...hook, join(ROOT, 'dist', 'main.js')], {
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: dataDir,
    CLOCK_START: clockStart,
    WECOM_CORP_ID: APP.corpId,
    WECOM_AGENT_ID: String(APP.agentId),
    WECOM_SECRET: APP.secret,
    WECOM_TOKEN: APP.token,
    WECOM_AES_KEY: APP.aesKey,
    WECOM_API_BASE: apiBase,
  })
}

async function start(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Running> {
  const before = performance.now()
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const port = await portOf(child)
  if ('DATA_DIR' in env) await untilReady(port)
  const startSeconds = (performance.now() - before) / 1000
  return {
    port,
    startSeconds,
    async cpuSeconds() {
      const stat = await readFile(`/proc/${child.pid}/stat`, 'utf8')
      // Fields 14 and 15 of proc(5); the second, in brackets, may hold blanks.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
    },
    async megabytes() {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8')
      const read = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024
      return { now: read('VmRSS'), peak: read('VmHWM') }
    },
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}

/** Reads the line by which a server says where it listens; all other lines are dropped. */
function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it was ready`)))
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      if (line.includes('"event":"started"')) resolve((JSON.parse(line) as { port: number }).port)
    })
  })
}

async function untilReady(port: number): Promise<void> {
  const last = performance.now() + READY_MILLISECONDS
  for (;;) {
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (ready) return
    if (performance.now() > last) throw new Error('the server does not get ready')
    await sleep(2)
  }
}
