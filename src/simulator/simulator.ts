// A double of WeCom's server that speaks the real protocol, with a chat page to be the people. It wires the parts,
// serves them on one port, and lets scheduled faults happen; it knows nothing of the bot but its address.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Koa, { type Context } from 'koa'
import getRawBody from 'raw-body'
import { createCallbackDriver, type DeliveryOutcome, type Patience } from './callback-driver.ts'
import type { Person } from './page/wire.ts'
import { createPageRoutes } from './page-routes.ts'
import { createPhones } from './phones.ts'
import { createServerApi, renderErrcode } from './server-api.ts'
import { createTalks } from './talks.ts'

const MOST_API_BYTES = 1_048_576

export interface SimulatorSettings {
  readonly corpId: string
  readonly agentId: number
  readonly secret: string
  readonly token: string
  readonly aesKey: string
  /** The bot's callback; a function when its port is known only after the start. */
  readonly callbackUrl: string | (() => string)
  readonly host: string
  /** 0 for any free port. */
  readonly port: number
  /** Who one can be. A person with several units may come in several rows; they become one. */
  readonly people: readonly Person[]
  /** Written into saved talks. */
  readonly campaign: string
  /** The bot's calendar, shown on the page. */
  readonly now: () => number
  /** The real time, which stamps the callbacks and by which tokens die. */
  readonly systemNow: () => number
  readonly random: (bytes: number) => Buffer
  readonly patience?: Partial<SimulatorPatience>
  /** The folder of the compiled page; by default where the build puts it. */
  readonly pageFolder?: string
}

/** In milliseconds. `pushWithin`: how long a push may take after an empty answer until the page says that none came. */
interface SimulatorPatience extends Patience {
  readonly pushWithin: number
}

/**
 * What one call of the server API meets instead of its normal answer, `on` being its path below /cgi-bin. `lost`: the
 * connection breaks before the call is carried out, or after, so that the caller cannot know the outcome.
 */
type Fault =
  | { readonly on: string; readonly errcode: number }
  | { readonly on: string; readonly status: number; readonly body: string }
  | { readonly on: string; readonly lost: 'before' | 'after' }

export interface Simulator {
  /** The base of the server API and the address of the chat page; known after `start`. */
  readonly address: string
  start(): Promise<void>
  stop(): Promise<void>
  /** Does what the person would do on the phone; resolves when the bot has answered or been given up. */
  say(userid: string, text: string): Promise<DeliveryOutcome>
  enter(userid: string): Promise<DeliveryOutcome>
  click(userid: string, key: string): Promise<DeliveryOutcome>
  /** Verifies the callback as WeCom does when it is saved; resolves to a problem, or undefined. */
  verify(): Promise<string | undefined>
  /** Faults wait in order; each meets one call of its path. */
  schedule(...faults: readonly Fault[]): void
}

const DEFAULT_PATIENCE: SimulatorPatience = { answerWithin: 5000, retryAfter: 1000, pushWithin: 20_000 }

export function createSimulator(settings: SimulatorSettings): Simulator {
  const { systemNow, random } = settings
  const patience = { ...DEFAULT_PATIENCE, ...settings.patience }
  const people = mergePeople(settings.people)
  const userids = people.map((person) => person.userid)
  const talks = createTalks(userids, settings.now)
  const driver = createCallbackDriver({ ...settings, patience })
  const phones = createPhones({ talks, driver, systemNow, random, pushWithin: patience.pushWithin })
  const api = createServerApi({ ...settings, userids, show: phones.show })
  const page = createPageRoutes({
    ...settings,
    people,
    talks,
    // The outcome reaches the page as an event.
    say: (userid, text) => void phones.say(userid, text),
    enter: (userid) => void phones.enter(userid),
  })
  const faults: Fault[] = []
  let address = ''

  async function answerApi(ctx: Context): Promise<void> {
    const path = ctx.path.slice('/cgi-bin/'.length)
    const body = await getRawBody(ctx.req, { limit: MOST_API_BYTES, encoding: 'utf8' })
    const fault = takeFault(path)
    if (fault && 'errcode' in fault) {
      ctx.body = renderErrcode(fault.errcode, 'scheduled', random)
    } else if (fault && 'status' in fault) {
      ctx.status = fault.status
      ctx.body = fault.body
    } else {
      const breaks = fault?.lost
      if (breaks !== 'before') ctx.body = api.answer({ path, query: new URLSearchParams(ctx.querystring), body })
      if (breaks) ctx.req.socket.destroy()
    }
  }

  function takeFault(path: string): Fault | undefined {
    const index = faults.findIndex((fault) => fault.on === path)
    return index < 0 ? undefined : faults.splice(index, 1)[0]
  }

  const app = new Koa()
  app.use((ctx, next) => (ctx.path.startsWith('/cgi-bin/') ? answerApi(ctx) : next()))
  app.use(page.router.routes()).use(page.router.allowedMethods())
  const handle = app.callback()
  const server = createServer((request, response) => void handle(request, response))

  return {
    get address() {
      return address
    },
    async start() {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject)
        server.listen(settings.port, settings.host, () => resolve())
      })
      const { port } = server.address() as AddressInfo
      address = `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`
    },
    async stop() {
      driver.stop()
      phones.stop()
      page.stop()
      if (!server.listening) return
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
    say: phones.say,
    enter: phones.enter,
    click: phones.click,
    verify: driver.verify,
    schedule(...more) {
      faults.push(...more)
    },
  }
}

/** One entry for each userid, as in its first row, with the units of all its rows. */
function mergePeople(rows: readonly Person[]): Person[] {
  const firsts = rows.filter((row, at) => rows.findIndex((other) => other.userid === row.userid) === at)
  return firsts.map((first) => {
    const units = rows.filter((row) => row.userid === first.userid).flatMap((row) => row.unit ?? [])
    return units.length === 0 ? first : { ...first, unit: [...new Set(units)].join('、') }
  })
}
