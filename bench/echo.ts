// The floor of the bench: a server that verifies, decrypts and parses a callback and answers a fixed text, encrypted.
// It uses the bot's own channel and keeps nothing. Run in a process of its own.

import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import getRawBody from 'raw-body'
import { createCallback } from '../src/channel/wecom/callback.ts'
import { APP } from './app.ts'

/** As long as the reply to an answer. */
const TEXT = '✔ 52个\n第 2/25 项 总体情况\n1.2 企业自查发现重大事故隐患中已完成整改的（个）\n11月报的：51个'

const callback = createCallback(APP, randomBytes)
const app = new Koa()
app.use(async (ctx) => {
  const body = await getRawBody(ctx.req, { length: ctx.req.headers['content-length'] ?? null })
  const delivery = callback.receive(ctx.query, body.toString(), Date.now())
  if (delivery.outcome !== 'message') {
    ctx.status = 403
    return
  }
  const reply = delivery.reply(TEXT, Date.now())
  ctx.type = reply.type
  ctx.body = reply.body
})

const server = createServer(app.callback())
server.keepAliveTimeout = 65_000
server.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ event: 'started', port: (server.address() as AddressInfo).port }))
})
