// The HTTP side of the chat page: its files, the stream of events, and what the page may do. Everything is for the page
// alone: a foreign site can neither write here nor, by a name of its own that points to this machine, read.

import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { isIP } from 'node:net'
import { fileURLToPath } from 'node:url'
import { Router } from '@koa/router'
import type { Context, Next } from 'koa'
import getRawBody from 'raw-body'
import { z } from 'zod'
import type { PageEvent, Person, Snapshot } from './page/wire.ts'
import { renderTalkFile } from './talk-file.ts'
import type { Talks } from './talks.ts'

const MOST_BODY_BYTES = 16_384

/** A silent stream is closed by proxies, and a dead one is noticed only by writing. */
const HEARTBEAT = 20_000

/** Compiled and copied there by the build; `tsx src/main.ts` runs beside the sources and takes the built page too. */
const BUILT_PAGE = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../dist/simulator/page/' : './page/', import.meta.url),
)

const PAGE_FILES = {
  '/': 'chat.html',
  '/chat.css': 'chat.css',
  '/chat.js': 'chat.js',
  '/view.js': 'view.js',
  '/words.js': 'words.js',
} as const

const Say = z.strictObject({ userid: z.string(), text: z.string().min(1).max(2048) })
const Tap = z.strictObject({ userid: z.string(), task: z.string().max(128), word: z.string().min(1).max(1024) })
const Enter = z.strictObject({ userid: z.string() })
const Read = z.strictObject({ userid: z.string(), id: z.number().int() })

export interface PageSettings {
  readonly campaign: string
  readonly host: string
  readonly people: readonly Person[]
  readonly talks: Talks
  /** The bot's calendar. */
  readonly now: () => number
  readonly say: (userid: string, text: string) => void
  readonly enter: (userid: string) => void
  readonly tap: (userid: string, task: string, word: string) => void
  /** A file that the bot sent; throws when there is none. */
  readonly fileOf: (id: string) => { readonly name: string; readonly bytes: Buffer }
  /** The folder of the compiled page; by default where the build puts it. */
  readonly pageFolder?: string
}

export interface PageRoutes {
  readonly router: Router
  /** Ends the streams of open pages, without which the server would never finish closing. */
  stop(): void
}

export function createPageRoutes(settings: PageSettings): PageRoutes {
  const { people, talks, now } = settings
  const folder = settings.pageFolder ?? BUILT_PAGE
  const streams = new Set<ServerResponse>()
  const router = new Router()

  router.use(checkHost, protect)
  for (const [path, file] of Object.entries(PAGE_FILES)) {
    router.get(path, async (ctx) => {
      ctx.type = file.slice(file.lastIndexOf('.'))
      ctx.body = await readPageFile(`${folder}/${file}`)
    })
  }
  router.get('/weui.css', async (ctx) => {
    ctx.type = '.css'
    ctx.body = await readFile(createRequire(import.meta.url).resolve('weui/dist/style/weui.min.css'))
  })

  router.get('/events', (ctx) => {
    // Written past koa, which would log an error whenever someone closes the page.
    ctx.respond = false
    const stream = ctx.res
    stream.writeHead(200, { 'content-type': 'text/event-stream' })
    const send = (event: PageEvent) => stream.write(`data: ${JSON.stringify(event)}\n\n`)
    send({ type: 'snapshot', snapshot: takeSnapshot() })
    const unsubscribe = talks.subscribe(send)
    const heartbeat = setInterval(() => stream.write(':\n\n'), HEARTBEAT).unref()
    streams.add(stream)
    stream.once('close', () => {
      unsubscribe()
      clearInterval(heartbeat)
      streams.delete(stream)
    })
  })

  router.get('/talk.yaml', (ctx) => {
    const asked = ctx.query.userid
    const userids = asked === undefined ? people.map((person) => person.userid) : [knownUserid(ctx, asked)]
    const saved = userids.map((userid) => ({ userid, entries: talks.load(userid).entries }))
    const starts = saved.flatMap(({ entries }) => entries[0]?.at ?? [])
    const at = starts.length > 0 ? Math.min(...starts) : now()
    ctx.type = 'application/yaml; charset=utf-8'
    ctx.attachment(`talk-${asked === undefined ? 'all' : userids[0]}.yaml`)
    ctx.body = renderTalkFile({ campaign: settings.campaign, at, talks: saved })
  })

  router.get('/media/:id', (ctx) => {
    const { name, bytes } = findFile(ctx)
    ctx.attachment(name)
    ctx.body = bytes
  })

  router.post('/say', async (ctx) => {
    const { userid, text } = await readJson(ctx, Say)
    settings.say(knownUserid(ctx, userid), text)
    ctx.status = 204
  })
  router.post('/tap', async (ctx) => {
    const { userid, task, word } = await readJson(ctx, Tap)
    settings.tap(knownUserid(ctx, userid), task, word)
    ctx.status = 204
  })
  router.post('/enter', async (ctx) => {
    const { userid } = await readJson(ctx, Enter)
    settings.enter(knownUserid(ctx, userid))
    ctx.status = 204
  })
  router.post('/read', async (ctx) => {
    const { userid, id } = await readJson(ctx, Read)
    talks.markRead(knownUserid(ctx, userid), id)
    ctx.status = 204
  })

  /** Names can be made to point anywhere by whoever owns them, addresses cannot. */
  function checkHost(ctx: Context, next: Next) {
    const name = ctx.hostname.replace(/^\[|\]$/g, '')
    if (isIP(name) === 0 && name !== 'localhost' && name !== settings.host) ctx.throw(403)
    return next()
  }

  function findFile(ctx: Context) {
    try {
      return settings.fileOf(String(ctx.params.id))
    } catch {
      return ctx.throw(404, 'no such file')
    }
  }

  function takeSnapshot(): Snapshot {
    return {
      now: now(),
      people,
      talks: Object.fromEntries(people.map(({ userid }) => [userid, talks.load(userid)])),
    }
  }

  function knownUserid(ctx: Context, userid: unknown): string {
    const person = people.find((person) => person.userid === userid)
    if (!person) return ctx.throw(404, 'no such person')
    return person.userid
  }

  return {
    router,
    stop() {
      for (const stream of streams) stream.destroy()
    },
  }
}

function protect(ctx: Context, next: Next) {
  ctx.set({
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  })
  if (ctx.method === 'POST') {
    if (ctx.get('origin') !== `http://${ctx.host}`) ctx.throw(403)
    if (!ctx.is('application/json')) ctx.throw(415)
  }
  return next()
}

async function readJson<T>(ctx: Context, shape: z.ZodType<T>): Promise<T> {
  // raw-body fails with a status of its own, 413, which koa passes on.
  const text = await getRawBody(ctx.req, { limit: MOST_BODY_BYTES, encoding: 'utf8' })
  try {
    return shape.parse(JSON.parse(text))
  } catch {
    return ctx.throw(400)
  }
}

async function readPageFile(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (cause) {
    throw Object.assign(new Error(`the chat page is not built: run "npm run build" (${path})`, { cause }), {
      status: 503,
      expose: true,
    })
  }
}
