// The floors of the bench: a koa server that verifies, decrypts and parses a callback and answers a fixed text, encrypted.
// It keeps nothing. `plain` is what one writes with the libraries: fast-xml-parser for the envelope and for the message.
// `lean` uses the bot's own channel, whose envelope reader is cheaper. Run in a process of its own.

import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { XMLParser } from 'fast-xml-parser'
import Koa, { type Context } from 'koa'
import getRawBody from 'raw-body'
import { createCallback } from '../src/channel/wecom/callback.ts'
import { decrypt, encrypt, isSameSignature, parseAesKey, sign } from '../src/channel/wecom/crypto.ts'
import { APP } from './app.ts'

/** As long as the reply to an answer. */
const TEXT = '✔ 52个\n第 2/25 项 总体情况\n1.2 企业自查发现重大事故隐患中已完成整改的（个）\n11月报的：51个'

const answer = process.argv[2] === 'lean' ? answerLean() : answerPlain()
const app = new Koa()
app.use(async (ctx) => {
  const body = await getRawBody(ctx.req, { length: ctx.req.headers['content-length'] ?? null })
  const reply = answer(ctx, body.toString())
  if (reply === undefined) {
    ctx.status = 403
    return
  }
  ctx.type = 'application/xml'
  ctx.body = reply
})

function answerLean(): (ctx: Context, body: string) => string | undefined {
  const callback = createCallback(APP, randomBytes)
  return (ctx, body) => {
    const delivery = callback.receive(ctx.query, body, Date.now())
    return delivery.outcome === 'message' ? delivery.reply?.(TEXT, Date.now()).body : undefined
  }
}

function answerPlain(): (ctx: Context, body: string) => string | undefined {
  const aes = parseAesKey(APP.aesKey)
  if (!aes) throw new Error('the key of the bench is wrong')
  const parser = new XMLParser({
    processEntities: false,
    parseTagValue: false,
    ignoreAttributes: true,
    ignoreDeclaration: true,
  })
  return (ctx, body) => {
    const { msg_signature: signature, timestamp, nonce } = ctx.query as Record<string, string>
    const sealed = (parser.parse(body) as { xml: { Encrypt: string } }).xml.Encrypt
    if (!isSameSignature(sign(APP.token, timestamp ?? '', nonce ?? '', sealed), signature ?? '')) return undefined
    const opened = decrypt(aes, sealed, APP.corpId)
    if (opened.outcome !== 'message') return undefined
    const { xml } = parser.parse(opened.message) as { xml: Record<string, string> }
    const now = String(Math.floor(Date.now() / 1000))
    const message = `<xml><ToUserName><![CDATA[${xml.FromUserName}]]></ToUserName><FromUserName><![CDATA[${xml.ToUserName}]]></FromUserName><CreateTime>${now}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${TEXT}]]></Content></xml>`
    const encrypted = encrypt(aes, message, APP.corpId, randomBytes(16))
    const own = sign(APP.token, now, nonce ?? '', encrypted)
    return `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt><MsgSignature><![CDATA[${own}]]></MsgSignature><TimeStamp>${now}</TimeStamp><Nonce><![CDATA[${nonce}]]></Nonce></xml>`
  }
}

const server = createServer(app.callback())
server.keepAliveTimeout = 65_000
server.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ event: 'started', port: (server.address() as AddressInfo).port }))
})
