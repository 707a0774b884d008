// A double of WeCom's server that speaks the real protocol, with a chat page to be the people. It wires the parts,
// serves them on one port, and lets scheduled faults happen; it knows nothing of the bot but its address.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Koa, { type Context } from 'koa'
import getRawBody from 'raw-body'
import { createCallbackDriver, type DeliveryOutcome, type Patience } from './callback-driver.ts'
import type { Upload } from './media-shelf.ts'
import type { Person } from './page/wire.ts'
import { createPageRoutes } from './page-routes.ts'
import { createPhones } from './phones.ts'
import { renderErrcode } from './refusal.ts'
import { createServerApi } from './server-api.ts'
import { createTalks } from './talks.ts'

const MOST_API_BYTES = 1_048_576
/** The largest file and the form around it. */
const MOST_UPLOAD_BYTES = 21 * 1_048_576

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
  /** The key of the group's robot; its address is ADDRESS/cgi-bin/webhook/send?key=KEY. */
  readonly robotKey?: string
  /** Whether the site knows cards with buttons, as WeCom itself does. */
  readonly cards?: boolean
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
  /** Taps a button of a card. */
  tap(userid: string, task: string, word: string): Promise<DeliveryOutcome>
  /** What the group of the robot saw. */
  readonly groupShown: readonly string[]
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
    tap: (userid, task, word) => void phones.tap(userid, task, word),
    fileOf: api.shelf.take,
  })
  const faults: Fault[] = []
  let address = ''

  async function answerApi(ctx: Context): Promise<void> {
    const path = ctx.path.slice('/cgi-bin/'.length)
    const form = ctx.is('multipart')
    const bytes = await getRawBody(ctx.req, { limit: form ? MOST_UPLOAD_BYTES : MOST_API_BYTES })
    const upload = form ? await readUpload(ctx.get('content-type'), bytes) : undefined
    const fault = takeFault(path)
    if (fault && 'errcode' in fault) {
      ctx.body = renderErrcode(fault.errcode, 'scheduled', random)
    } else if (fault && 'status' in fault) {
      ctx.status = fault.status
      ctx.body = fault.body
    } else {
      const breaks = fault?.lost
      if (breaks !== 'before') answerCall(ctx, path, upload ? { body: '', upload } : { body: bytes.toString() })
      if (breaks) ctx.req.socket.destroy()
    }
  }

  function answerCall(ctx: Context, path: string, content: { readonly body: string; readonly upload?: Upload }): void {
    const query = new URLSearchParams(ctx.querystring)
    const answer = api.answer({ path, query, ...content })
    if (path === 'media/get' && answer.errcode === 0) {
      const { name, bytes } = api.shelf.take(query.get('media_id'))
      ctx.attachment(name)
      ctx.body = bytes
    } else {
      ctx.body = answer
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
    tap: phones.tap,
    groupShown: api.groupShown,
    verify: driver.verify,
    schedule(...more) {
      faults.push(...more)
    },
  }
}

/** The part `media` of a multipart form. */
async function readUpload(contentType: string, bytes: Buffer): Promise<Upload | undefined> {
  const form = await new Response(Uint8Array.from(bytes), { headers: { 'content-type': contentType } }).formData()
  const media = form.get('media')
  return media instanceof File ? { name: media.name, bytes: Buffer.from(await media.arrayBuffer()) } : undefined
}

/** One entry for each userid, as in its first row, with the units of all its rows. */
function mergePeople(rows: readonly Person[]): Person[] {
  const firsts = rows.filter((row, at) => rows.findIndex((other) => other.userid === row.userid) === at)
  return firsts.map((first) => {
    const units = rows.filter((row) => row.userid === first.userid).flatMap((row) => row.unit ?? [])
    return units.length === 0 ? first : { ...first, unit: [...new Set(units)].join('、') }
  })
}
