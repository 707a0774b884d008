// The composition root: reads the settings, builds every part, wires them, starts and stops. The only file that names
// adapters; it decides nothing about messages.

import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fs from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { dayAt } from './campaign/calendar.ts'
import type { Pack } from './campaign/pack.ts'
import { printProblem } from './campaign/pack-problem.ts'
import { officeOf, type Roster, withRobot } from './campaign/roster.ts'
import { createWorkdays, type Workdays } from './campaign/workdays.ts'
import { createApiClient } from './channel/wecom/api-client.ts'
import { createCallback } from './channel/wecom/callback.ts'
import { createRobot, ROBOT_PER_MINUTE } from './channel/wecom/robot.ts'
import { createClock } from './clock.ts'
import { readSettings, type Settings } from './config.ts'
import { openTalkOf } from './conversation/open-talk.ts'
import type { World } from './conversation/scene.ts'
import type { Session } from './conversation/session.ts'
import { createFileMaker } from './delivery/file-maker.ts'
import { ROBOT } from './delivery/outbox.ts'
import { createTick } from './delivery/tick.ts'
import { createWorker } from './delivery/worker.ts'
import { demoApp, demoCampaign, demoPeople, demoStart, SAMPLE_ROSTER } from './demo.ts'
import { chartFile } from './files/chart-file.ts'
import { exportFile } from './files/export.ts'
import { readHolidays } from './files/holiday-folder.ts'
import { readPacks } from './files/pack-folder.ts'
import { createPictures } from './files/picture.ts'
import { createRosterSource, loadRoster, type RosterSource } from './files/roster-source.ts'
import { createApp } from './http/app.ts'
import { createMetrics, showDelivery } from './http/metrics.ts'
import { createServer } from './http/server.ts'
import type { After } from './http/turns.ts'
import { createLog, describeError, type Log } from './log.ts'
import { createQuestionIndexes } from './question/question-index.ts'
import { createSchedule } from './reminder/schedule.ts'
import type { Simulator } from './simulator/simulator.ts'
import { openLowdbStore } from './store/lowdb/store.ts'
import { type Store, StoreError } from './store/port.ts'
import { auditByUnit } from './summary/book.ts'
import { renderHazards } from './summary/status.ts'
import { DOCUMENT_KINDS } from './turn/document-kinds.ts'
import { openLiveRoster } from './turn/live-roster.ts'
import { createTurns } from './turn/turn.ts'
import { menuHint, robotName } from './wording/delivery.ts'
import { notKept, wentWrong } from './wording/talk.ts'

/** Something that an operator must mend before the server can start; the lines say what. */
class StartError extends Error {
  readonly lines: readonly string[]
  readonly exitCode: number
  constructor(lines: readonly string[], exitCode: number) {
    super(lines.join('\n'))
    this.name = 'StartError'
    this.lines = lines
    this.exitCode = exitCode
  }
}

const WRONG_SETTINGS = 2
const CANNOT_START = 1

/** How often the roster file is looked at. */
const ROSTER_MILLISECONDS = 15_000

const MINUTE = 60_000

const after: After = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds)
  return () => clearTimeout(timer)
}

async function start(): Promise<() => Promise<void>> {
  const read = readSettings(process.env)
  if (!read.ok)
    throw new StartError(['The settings are wrong:', ...read.problems.map((line) => `  ${line}`)], WRONG_SETTINGS)
  const { settings } = read
  const packs = await loadPacks(settings)
  const workdays = await loadWorkdays(settings)
  const demo = settings.wecom === undefined
  const roster = await openRoster(settings, packs, demo)
  const demoPack = demo ? demoCampaign(roster.current(), packs) : undefined
  const clock = createClock(settings.clockStart ?? demoStart(demoPack))
  const log = createLog(settings.logLevel, (line) => process.stdout.write(line), clock.systemNow)
  if (settings.clockStart !== undefined || demo) {
    log.warn({ calendar: new Date(clock.now()).toISOString() }, 'calendar-moved-for-a-demo-or-test')
  }

  const store = await openStore(settings, log)
  const metrics = createMetrics()
  const app = settings.wecom ?? demoApp()
  const simulator = demo ? await startSimulator(settings, app, demoPack?.campaign.id ?? '', roster, clock) : undefined
  const network = { fetch, timeout: (milliseconds: number) => AbortSignal.timeout(milliseconds) }
  const channel = createApiClient(
    // The simulator shows cards; of other sites this is known only to those who have tried.
    { ...app, apiBase: simulator?.address ?? settings.apiBase, cards: settings.cards ?? demo, menuHint },
    network,
    clock.monotonic,
  )
  const questions = createQuestionIndexes(packs)
  const live = await openLiveRoster(store, packs.keys(), roster.current())
  const pictures = createPictures({ fontFile: settings.fontFile, texts: wordsInPictures(packs, live.current()), log })
  const worker = createWorker({
    store,
    channel,
    ...(settings.robotUrl !== undefined && { robot: createRobot(settings.robotUrl, network) }),
    perMinute: settings.sendsPerMinute,
    robotPerMinute: ROBOT_PER_MINUTE,
    makeFile: createFileMaker({
      store,
      packs,
      roster: live.current,
      now: clock.now,
      write: ({ pack, desk, units, reportsOf, audit, format, ...request }) => {
        const snapshot = { pack, desk, units, reportsOf }
        return format === 'board' || format === 'trend' || format === 'ranking'
          ? chartFile(pictures, { ...request, format, snapshot })
          : exportFile({ ...request, format, snapshot, auditOf: auditByUnit(audit) })
      },
    }),
    offices: {
      officeOf: (campaign) => officeOf(live.current(), campaign).map(({ userid }) => userid),
      nameOf: (userid, campaign) => (userid === ROBOT ? robotName() : nameOnRoster(live.current(), userid, campaign)),
      today: () => dayAt(clock.now()),
      systemNow: clock.systemNow,
      newId: receiptLetters,
    },
    monotonic: clock.monotonic,
    later: (run, milliseconds) => after(milliseconds, run),
    log,
    count: (outcome) => metrics.pushes.inc({ outcome }),
  })
  showDelivery(metrics.registry, worker.state)
  const schedule = createSchedule(packs.values(), workdays)
  const world = (): World => ({ packs, questions, roster: live.current(), schedule })
  const turns = createTurns({
    store,
    world,
    desksChanged: live.desksChanged,
    now: clock.now,
    systemNow: clock.systemNow,
    newId: receiptLetters,
    maxBytes: channel.maxBytes,
    deliver: worker.enqueue,
    sayNow: (to, error) => {
      log.error(describeError(error), 'late-turn-failed')
      void channel
        .send({ to, text: failureText(error), format: 'text' })
        .catch((refused: unknown) => log.error(describeError(refused), 'late-failure-not-told'))
    },
  })

  const tick = createTick({
    store,
    packs,
    schedule,
    roster: remindedRoster(live.current, [...packs.keys()], settings.robotUrl !== undefined),
    now: clock.now,
    systemNow: clock.systemNow,
    newId: receiptLetters,
    maxBytes: channel.maxBytes,
    figuresOf: (pack, period, units, reportsOf, now) =>
      renderHazards({ pack, units, reportsOf, period, now, named: undefined }),
    talkOf: (session) => openTalkOf(session as unknown as Session),
    deliver: worker.enqueue,
    everyMinute: (run) => {
      const timer = setInterval(run, MINUTE)
      return () => clearInterval(timer)
    },
    log,
  })

  const server = createServer(
    createApp({
      callback: createCallback(app, randomFromPool),
      turns,
      failureText,
      readiness: async () => [
        ...((await canWrite(store)) ? [] : ['store']),
        ...worker.state().troubles.map(({ line, trouble }) => `${line}-${trouble}`),
      ],
      newRequestId: receiptLetters,
      metrics,
      log,
      clock: clock.systemNow,
      after,
    }),
    after,
  )
  const port = await server.listen(settings.port, settings.host).catch((error: unknown) => {
    throw new StartError([`${settings.host}:${settings.port} cannot be listened on: ${codeOf(error)}`], CANNOT_START)
  })
  callbackPort = port
  await worker.start()
  tick.start()

  const refresh = async () => {
    const loaded = await roster.refresh()
    if (loaded?.ok) {
      live.fileChanged(loaded.roster)
      log.info({ people: loaded.roster.people.size }, 'roster-reloaded')
    } else if (loaded) {
      log.error({ problems: loaded.problems }, 'roster-refused-last-good-kept')
    }
  }
  const refreshNow = () => void refresh().catch((error) => log.error(describeError(error), 'roster-not-read'))
  const rosterTimer = setInterval(refreshNow, ROSTER_MILLISECONDS)
  rosterTimer.unref()
  process.on('SIGHUP', refreshNow)

  log.info({ host: settings.host, port, packs: [...packs.keys()], people: roster.current().people.size }, 'started')
  if (simulator) printDemo(simulator.address)

  return async () => {
    clearInterval(rosterTimer)
    await server.stop()
    await tick.stop()
    await worker.stop()
    await pictures.close()
    await simulator?.stop()
    await store.close()
    log.info({}, 'stopped')
  }
}

/** Known after the server listens; the simulator needs it only when someone speaks. */
let callbackPort = 0

async function loadPacks(settings: Settings): Promise<ReadonlyMap<string, Pack>> {
  const result = await readPacks(settings.flowsDir, fs)
  if (result.ok) return result.packs
  const lines = result.problems.map((problem) => `  ${printProblem(problem)}`)
  throw new StartError([`The packs in ${settings.flowsDir} are wrong (${lines.length}):`, ...lines], CANNOT_START)
}

async function loadWorkdays(settings: Settings): Promise<Workdays> {
  const result = await readHolidays(settings.flowsDir, fs)
  if (result.ok) return createWorkdays(result.years)
  const lines = result.problems.map((problem) => `  ${printProblem(problem)}`)
  throw new StartError(
    [`The holiday files in ${settings.flowsDir} are wrong (${lines.length}):`, ...lines],
    CANNOT_START,
  )
}

async function openRoster(settings: Settings, packs: ReadonlyMap<string, Pack>, demo: boolean): Promise<RosterSource> {
  const campaigns = new Map([...packs].map(([id, { campaign }]) => [id, campaign]))
  const there = await fs.access(settings.rosterFile).then(
    () => true,
    () => false,
  )
  const file = demo && !there ? fileURLToPath(SAMPLE_ROSTER) : settings.rosterFile
  const loaded = await loadRoster(file, campaigns)
  if (!loaded.ok) {
    throw new StartError(
      [`The roster is wrong (${file}):`, ...loaded.problems.map((line) => `  ${line}`)],
      CANNOT_START,
    )
  }
  return createRosterSource(file, campaigns, loaded.roster)
}

async function openStore(settings: Settings, log: Log): Promise<Store> {
  try {
    return await openLowdbStore({
      dir: join(settings.dataDir, 'store'),
      kinds: DOCUMENT_KINDS,
      fs: { ...fs, readFileSync },
      log: (event, details) => log.warn({ what: event, ...details }, 'store'),
    })
  } catch (error) {
    if (error instanceof StoreError) throw new StartError([error.message], CANNOT_START)
    throw error
  }
}

async function startSimulator(
  settings: Settings,
  app: ReturnType<typeof demoApp>,
  campaign: string,
  roster: RosterSource,
  clock: ReturnType<typeof createClock>,
): Promise<Simulator> {
  // Loaded only here: a production server never holds it.
  const { createSimulator } = await import('./simulator/simulator.ts')
  const simulator = createSimulator({
    ...app,
    callbackUrl: () => `http://127.0.0.1:${callbackPort}/wecom/callback`,
    host: '127.0.0.1',
    port: settings.port === 0 ? 0 : settings.port + 1,
    people: demoPeople(roster.current()),
    campaign,
    now: clock.now,
    systemNow: clock.systemNow,
    random: randomBytes,
  })
  await simulator.start().catch((error: unknown) => {
    throw new StartError(
      [`127.0.0.1:${settings.port + 1} (the chat page) cannot be listened on: ${codeOf(error)}`],
      CANNOT_START,
    )
  })
  return simulator
}

function printDemo(address: string): void {
  console.log(
    [
      '',
      'The demo is running: no WECOM_* is set, so the bot talks to a simulator of WeCom.',
      '演示已启动：请在浏览器打开聊天页，扮演村联络员、安委办或镇领导。',
      '',
      `  ${address}/`,
      '',
      'Ctrl+C stops it; what was filled is kept in DATA_DIR.',
      '',
    ].join('\n'),
  )
}

/** 张三（样例一村、样例二村） */
function nameOnRoster(roster: Roster, userid: string, campaign: string): string {
  const person = roster.people.get(userid)
  const units = person?.units.filter((unit) => unit.campaign === campaign).map(({ name }) => name) ?? []
  return `${person?.name ?? userid}${units.length > 0 ? `（${units.join('、')}）` : ''}`
}

/** Whom the tick reminds: the robot of the office's group too, where there is one. The same roster is the same value. */
function remindedRoster(current: () => Roster, campaigns: readonly string[], hasRobot: boolean): () => Roster {
  if (!hasRobot) return current
  let of: Roster | undefined
  let reminded: Roster | undefined
  return () => {
    const roster = current()
    if (roster !== of || !reminded) reminded = withRobot(roster, campaigns, robotName())
    of = roster
    return reminded
  }
}

/** Names that will stand in pictures, so that their characters are made ready. */
function wordsInPictures(packs: ReadonlyMap<string, Pack>, { units }: Roster): readonly string[] {
  return [
    ...[...packs.values()].map(({ campaign }) => campaign.name),
    ...[...units.values()].flat().map(({ name }) => name),
  ]
}

/** What a person is told whose message was not kept. */
function failureText(error: unknown): string {
  return error instanceof StoreError ? notKept() : wentWrong()
}

async function canWrite(store: Store): Promise<boolean> {
  return store.probe().then(
    () => true,
    () => false,
  )
}

/** Random bytes drawn in bulk: asking the system anew for each message costs more than what they are used for. */
let pool = Buffer.alloc(0)

function randomFromPool(bytes: number): Buffer {
  if (pool.length < bytes) pool = randomBytes(Math.max(4096, bytes))
  const drawn = pool.subarray(0, bytes)
  pool = pool.subarray(bytes)
  return drawn
}

const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** Five letters and digits that are not taken for one another when they are read out over the telephone. */
function receiptLetters(): string {
  let letters = ''
  for (const byte of randomFromPool(5)) letters += LETTERS[byte % LETTERS.length]
  return letters
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}

try {
  const stop = await start()
  let stopping = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      void stop().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
  }
} catch (error) {
  if (!(error instanceof StartError)) throw error
  for (const line of error.lines) console.error(line)
  process.exit(error.exitCode)
}
