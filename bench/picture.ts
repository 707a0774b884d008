// Draws the board of 40 units and 12 months again and again, first alone and then beside a load of callbacks that the main
// thread of the same process decrypts and answers. Prints one line of JSON: how long a picture takes, and the callbacks'
// latency without and with pictures.

import { randomBytes } from 'node:crypto'
import fs from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import Koa from 'koa'
import getRawBody from 'raw-body'
import { createCallback } from '../src/channel/wecom/callback.ts'
import { readPack } from '../src/files/pack-folder.ts'
import { createPictures } from '../src/files/picture.ts'
import { boardOf } from '../src/summary/charts.ts'
import { townOf, withMonths } from '../test/support/sample-town.ts'
import { APP, CAMPAIGN, ROOT } from './app.ts'
import { startLoad } from './load-client.ts'
import type { Running } from './processes.ts'
import { median } from './report.ts'

const UNITS = 40
const MONTHS = 12
const DRAWINGS = 20
const CONNECTIONS = 4
const MESSAGES = 8_000

const read = await readPack(join(ROOT, 'flows'), CAMPAIGN, fs)
if (!read.ok) throw new Error(`flows/${CAMPAIGN} is not a good pack`)
const deeds = Object.fromEntries(
  Array.from({ length: UNITS }, (_, unit) => [
    `样例${unit}村`,
    Array.from({ length: MONTHS }, (_, month) => '✓✓✓迟✓✓缺✓半✓退'[(unit * 5 + month) % 11]).join(''),
  ]),
)
const board = boardOf(townOf(withMonths(read.pack, MONTHS), deeds), Date.parse('2024-04-28T09:00:00+08:00'))
if (!board) throw new Error('the campaign has no monthly report')

const callback = createCallback(APP, randomBytes)
const app = new Koa()
app.use(async (ctx) => {
  const delivery = callback.receive(ctx.query, (await getRawBody(ctx.req)).toString(), Date.now())
  ctx.body = delivery.outcome === 'message' ? delivery.reply?.('第 2/25 项', Date.now()).body : ''
})
const server = createServer(app.callback())
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const running: Running = {
  port: (server.address() as AddressInfo).port,
  startSeconds: 0,
  cpuSeconds: async () => process.cpuUsage().user / 1e6,
  megabytes: async () => ({ now: process.memoryUsage().rss / 1e6, peak: process.resourceUsage().maxRSS / 1024 }),
  stop: async () => undefined,
}
const load = startLoad()
await load.begin(300, 'plain')
await load.run(running, CONNECTIONS, MESSAGES, false)
const alone = await load.run(running, CONNECTIONS, MESSAGES, false)

const before = (await running.megabytes()).now
const pictures = createPictures({ fontFile: process.env.FONT_FILE, texts: Object.keys(deeds), log: console })
const draw = async () => {
  const start = performance.now()
  await pictures.draw(board)
  return performance.now() - start
}
const first = await draw()
const quiet: number[] = []
while (quiet.length < DRAWINGS) quiet.push(await draw())
const threadMegabytes = (await running.megabytes()).now - before

let isLoaded = true
const busy: number[] = []
const drawing = (async () => {
  while (isLoaded) busy.push(await draw())
})()
const beside = await load.run(running, CONNECTIONS, MESSAGES, false)
isLoaded = false
await drawing

console.log(
  JSON.stringify({
    firstWithStart: first,
    picture: median(quiet),
    slowest: Math.max(...quiet),
    pictureUnderLoad: median(busy),
    drawnUnderLoad: busy.length,
    callbacks: { perSecond: alone.perSecond, p50: alone.p50, p99: alone.p99 },
    callbacksWithPictures: { perSecond: beside.perSecond, p50: beside.p50, p99: beside.p99 },
    threadMegabytes,
  }),
)
load.stop()
server.close()
server.closeAllConnections()
await pictures.close()
