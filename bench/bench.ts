// Measures what a durable turn costs against a server that only decrypts and answers. Each figure is a ratio within one
// round, bot and echo in turn, because machines drift. `--quick`: one short round. `--json FILE`: the result as a file too.

import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs, promisify } from 'node:util'
import { REMINDERS_START, ROOT } from './app.ts'
import { makeData, readFields } from './data.ts'
import { type LoadClient, type Pass, startLoad } from './load-client.ts'
import { describeMachine } from './machine.ts'
import { type Running, startBot, startEcho } from './processes.ts'
import { type Figure, isMet, type Measured, median, type Result, renderResult } from './report.ts'
import { startSink } from './sink.ts'
import type { TalkKind } from './talk.ts'

const { values: options } = parseArgs({ options: { quick: { type: 'boolean' }, json: { type: 'string' } } })
const quick = options.quick === true

const CONNECTIONS = 64
const TOWN = 300
const FEW = 30
const MANY = 3000
const ROUNDS = quick ? 1 : 3
/** Messages before a measured pass, for the compiler of the engine. */
const WARM_UP = quick ? 5_000 : 12_000
const MESSAGES = quick ? 5_000 : 16_000
const SINGLE = quick ? 1_000 : 3_000
const SLOW = quick ? 4_000 : 10_000
const REMINDED = 500
/** Milliseconds that WeCom takes for a message; the reminders then take some twelve seconds. */
const SINK_LATENCY = 100
/** Multiples of MANY: every contact has opened the form before, and types the same kinds of messages, however many there are. */
const SIZE_WARM_UP = 2 * MANY
const SIZE_MESSAGES = quick ? MANY : 3 * MANY

const runProgram = promisify(execFile)

interface Bench {
  readonly load: LoadClient
  readonly apiBase: string
  /** A fresh copy of the data of so many units. */
  readonly copyData: (units: number) => Promise<string>
  readonly say: (text: string) => void
}

async function withServer<T>(server: Promise<Running>, use: (server: Running) => Promise<T>): Promise<T> {
  const running = await server
  try {
    return await use(running)
  } finally {
    await running.stop()
  }
}

/** Many connections, then one, over the same contacts. */
async function measureTown(bench: Bench, server: Running, judged: boolean): Promise<{ many: Pass; single: Pass }> {
  const { load } = bench
  await load.begin(TOWN, 'plain')
  await load.run(server, CONNECTIONS, WARM_UP, judged)
  const many = await load.run(server, CONNECTIONS, MESSAGES, judged)
  const single = await load.run(server, 1, SINGLE, judged)
  return { many, single }
}

async function measureOne(
  bench: Bench,
  server: Running,
  talk: TalkKind,
  sizes: { readonly units: number; readonly connections: number; readonly warmUp: number; readonly messages: number },
  judged: boolean,
): Promise<Pass> {
  await bench.load.begin(sizes.units, talk)
  await bench.load.run(server, sizes.connections, sizes.warmUp, judged)
  return bench.load.run(server, sizes.connections, sizes.messages, judged)
}

async function benchTurns(bench: Bench): Promise<{ measured: Measured[]; figures: Figure[] }> {
  const echoes: { many: Pass; single: Pass }[] = []
  const leans: { many: Pass; single: Pass }[] = []
  const bots: { many: Pass; single: Pass }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    bench.say(`turns against echo, round ${round + 1} of ${ROUNDS}`)
    echoes.push(await withServer(startEcho('plain'), (echo) => measureTown(bench, echo, false)))
    leans.push(await withServer(startEcho('lean'), (echo) => measureTown(bench, echo, false)))
    const dataDir = await bench.copyData(TOWN)
    bots.push(await withServer(startBot({ dataDir, apiBase: bench.apiBase }), (bot) => measureTown(bench, bot, true)))
  }
  const compare = (floor: typeof echoes, of: (round: { many: Pass; single: Pass }) => number) =>
    median(bots.map((bot, round) => of(bot) / of(floor[round] ?? bot)))
  return {
    measured: [
      { name: `echo, ${CONNECTIONS} connections`, passes: echoes.map(({ many }) => many) },
      { name: `lean echo, ${CONNECTIONS} connections`, passes: leans.map(({ many }) => many) },
      { name: `bot, ${CONNECTIONS} connections, ${TOWN} units`, passes: bots.map(({ many }) => many) },
      { name: 'echo, one message at a time', passes: echoes.map(({ single }) => single) },
      { name: `bot, one message at a time, ${TOWN} units`, passes: bots.map(({ single }) => single) },
    ],
    figures: [
      {
        name: 'requests/s of bot / echo',
        value: compare(echoes, ({ many }) => many.perSecond),
        unit: '',
        target: { least: 0.8 },
      },
      {
        name: 'requests/s of bot / lean echo',
        value: compare(leans, ({ many }) => many.perSecond),
        unit: '',
      },
      { name: 'p99 of the bot', value: median(bots.map(({ many }) => many.p99)), unit: 'ms', target: { most: 30 } },
      {
        name: 'CPU of bot / echo, one at a time',
        value: compare(echoes, ({ single }) => single.cpuPerThousand),
        unit: '',
        target: { most: 3 },
      },
    ],
  }
}

async function benchSizes(bench: Bench): Promise<{ measured: Measured[]; figures: Figure[] }> {
  const passes = new Map<number, Pass[]>([FEW, MANY].map((units) => [units, []]))
  const starts: number[] = []
  const resident: number[] = []
  const peaks: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    for (const [units, done] of passes) {
      bench.say(`${units} units, round ${round + 1} of ${ROUNDS}`)
      const dataDir = await bench.copyData(units)
      await withServer(startBot({ dataDir, apiBase: bench.apiBase }), async (bot) => {
        // No more connections than the smaller town has contacts: each waits for its answer.
        const sizes = { units, connections: FEW, warmUp: SIZE_WARM_UP, messages: SIZE_MESSAGES }
        done.push(await measureOne(bench, bot, 'second-thoughts', sizes, true))
        if (units !== MANY) return
        starts.push(bot.startSeconds)
        const { now, peak } = await bot.megabytes()
        resident.push(now)
        peaks.push(peak)
      })
    }
  }
  const few = passes.get(FEW) ?? []
  const many = passes.get(MANY) ?? []
  return {
    measured: [
      { name: `bot, ${FEW} connections, ${FEW} units`, passes: few },
      { name: `bot, ${FEW} connections, ${MANY} units`, passes: many },
    ],
    figures: [
      {
        name: `requests/s at ${MANY} / ${FEW} units`,
        value: median(many.map(({ perSecond }, round) => perSecond / (few[round]?.perSecond ?? Number.NaN))),
        unit: '',
        target: { least: 0.9 },
      },
      { name: `memory at ${MANY} units after the load`, value: median(resident), unit: 'MB', target: { most: 256 } },
      { name: `most memory it ever had`, value: median(peaks), unit: 'MB' },
      { name: `start with ${MANY} units`, value: median(starts), unit: 's', target: { most: 2 } },
    ],
  }
}

async function benchSlowDisk(bench: Bench): Promise<{ measured: Measured[]; figures: Figure[] }> {
  const sizes = { units: TOWN, connections: CONNECTIONS, warmUp: WARM_UP, messages: SLOW }
  const echoes: Pass[] = []
  const bots: Pass[] = []
  for (let round = 0; round < Math.min(2, ROUNDS); round++) {
    bench.say(`slow disk against echo, round ${round + 1}`)
    echoes.push(await withServer(startEcho('plain'), (echo) => measureOne(bench, echo, 'plain', sizes, false)))
    const dataDir = await bench.copyData(TOWN)
    const bot = startBot({ dataDir, apiBase: bench.apiBase, slowDisk: true })
    bots.push(await withServer(bot, (server) => measureOne(bench, server, 'plain', sizes, true)))
  }
  return {
    measured: [{ name: `bot, ${CONNECTIONS} connections, syncs 5 ms slower`, passes: bots }],
    figures: [
      {
        name: 'requests/s of bot / echo, syncs 5 ms slower',
        value: median(bots.map(({ perSecond }, round) => perSecond / (echoes[round]?.perSecond ?? Number.NaN))),
        unit: '',
        target: { least: 0.35 },
      },
    ],
  }
}

/** Everyone is reminded at once while contacts go on reporting. */
async function benchReminders(bench: Bench): Promise<{ measured: Measured[]; figures: Figure[] }> {
  const passes: Pass[] = []
  const most: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    bench.say(`${REMINDED} reminders, round ${round + 1} of ${ROUNDS}`)
    const sink = await startSink(SINK_LATENCY)
    const dataDir = await bench.copyData(REMINDED)
    const bot = startBot({ dataDir, apiBase: sink.address, clockStart: REMINDERS_START })
    await withServer(bot, async (server) => {
      const sizes = { units: REMINDED, connections: FEW, warmUp: 1_000, messages: 4_000 }
      passes.push(await measureOne(bench, server, 'plain', sizes, true))
      if (sink.sent.size === REMINDED) throw new Error('the reminders were out before the load was over')
      for (const last = performance.now() + 60_000; sink.sent.size < REMINDED; ) {
        if (performance.now() > last) throw new Error(`only ${sink.sent.size} reminders came`)
        await sleep(50)
      }
    })
    sink.stop()
    most.push(...[...sink.sent.values()].map(mostInAMinute))
  }
  return {
    measured: [{ name: `bot, ${FEW} connections, while ${REMINDED} reminders go out`, passes }],
    figures: [
      {
        name: `p99 while ${REMINDED} reminders go out`,
        value: median(passes.map(({ p99 }) => p99)),
        unit: 'ms',
        target: { most: 100 },
      },
      { name: 'most messages to one member in a minute', value: Math.max(...most), unit: '', target: { most: 30 } },
    ],
  }
}

function mostInAMinute(times: readonly number[]): number {
  return Math.max(...times.map((time) => times.filter((other) => other > time - 60_000 && other <= time).length))
}

/** The full workbook of a town's year, in a process of its own: see book.ts. */
async function benchBook({ say }: Bench): Promise<{ measured: Measured[]; figures: Figure[] }> {
  const books: { readonly seconds: number; readonly megabytes: number }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    say(`workbook, round ${round + 1} of ${ROUNDS}`)
    const { stdout } = await runProgram(process.execPath, ['--import', 'tsx', join(ROOT, 'bench', 'book.ts')])
    books.push(JSON.parse(stdout))
  }
  const name = 'workbook of 300 units, 12 months, 33 items'
  const seconds = median(books.map((book) => book.seconds))
  const megabytes = median(books.map((book) => book.megabytes))
  return {
    measured: [],
    figures: [
      { name, value: seconds, unit: 's', target: { most: 3 } },
      { name: `${name}: most memory`, value: megabytes, unit: 'MB', target: { most: 300 } },
    ],
  }
}

async function run(folder: string): Promise<Result> {
  const fields = await readFields()
  const sink = await startSink()
  const load = startLoad()
  const made = new Set<number>()
  let copies = 0
  const bench: Bench = {
    load,
    apiBase: sink.address,
    say: (text) => console.error(text),
    async copyData(units) {
      const original = join(folder, `units-${units}`)
      if (!made.has(units)) await makeData(original, units, fields)
      made.add(units)
      const last = join(folder, `copy-${copies}`)
      await rm(last, { recursive: true, force: true })
      copies += 1
      const copy = join(folder, `copy-${copies}`)
      await runProgram('cp', ['-R', original, copy])
      // What the system has yet to write would be written in the middle of a pass.
      await runProgram('sync', [])
      return copy
    },
  }
  try {
    const parts = [
      await benchTurns(bench),
      await benchSizes(bench),
      await benchSlowDisk(bench),
      await benchReminders(bench),
      await benchBook(bench),
    ]
    return {
      machine: await describeMachine(folder),
      quick,
      figures: parts.flatMap(({ figures }) => figures),
      measured: parts.flatMap(({ measured }) => measured),
    }
  } finally {
    load.stop()
    sink.stop()
  }
}

// On the disk of the project, not in a temporary folder that may be in memory.
await mkdir(join(ROOT, 'data'), { recursive: true })
const folder = await mkdtemp(join(ROOT, 'data', 'bench-'))
try {
  const result = await run(folder)
  const json = JSON.stringify(result, null, 2)
  console.log(`${renderResult(result)}\n\n${json}`)
  if (options.json !== undefined) await writeFile(options.json, `${json}\n`)
  if (!result.figures.every(isMet)) console.error('some figures fall short of their target')
} finally {
  await rm(folder, { recursive: true, force: true })
}
