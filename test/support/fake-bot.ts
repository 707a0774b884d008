// A bot for tests of the simulator: opens callbacks and seals replies with WeCom's own published library, which neither
// the simulator nor the real bot uses, and answers what the test tells it to.

import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decrypt, encrypt, getSignature } from '@wecom/crypto'

/** The settings of an app, with the token and key of WeCom's published examples. */
export const APP = {
  corpId: 'wx5823bf96d3bd56c7',
  agentId: 1000002,
  secret: 'a-secret',
  token: 'QDG6eK',
  aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
} as const

/** One POST as it came. */
export interface Delivery {
  readonly query: URLSearchParams
  readonly encrypted: string
  /** The plaintext XML. */
  readonly message: string
  readonly receiveId: string
}

export interface FakeBot {
  readonly url: string
  readonly deliveries: readonly Delivery[]
  stop(): Promise<void>
}

/** Starts on a free loopback port; `answer` handles each POST, leaving the response open to be silent. */
export async function startFakeBot(answer: (delivery: Delivery, response: ServerResponse) => void): Promise<FakeBot> {
  const deliveries: Delivery[] = []
  const server = createServer(async (request, response) => {
    const query = new URL(request.url ?? '/', 'http://bot').searchParams
    if (request.method === 'GET') {
      response.end(decrypt(APP.aesKey, query.get('echostr') ?? '').message)
      return
    }
    let body = ''
    for await (const chunk of request) body += chunk
    const encrypted = read(body, 'Encrypt')
    const { message, id } = decrypt(APP.aesKey, encrypted)
    const delivery = { query, encrypted, message, receiveId: id }
    deliveries.push(delivery)
    answer(delivery, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/wecom/callback`,
    deliveries,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

/** The content of an element, CDATA or not; empty when it is missing. */
export function read(xml: string, name: string): string {
  const [, cdata, plain] = new RegExp(`<${name}>(?:<!\\[CDATA\\[([\\s\\S]*?)\\]\\]>|([^<]*))</${name}>`).exec(xml) ?? []
  return cdata ?? plain ?? ''
}

/** A passive text reply to a delivery; `change` spoils the plaintext XML, `receiveId` the seal. */
export function sealReply(
  { message }: Delivery,
  text: string,
  { change = (xml: string) => xml, receiveId = APP.corpId as string } = {},
): string {
  const xml = [
    `<xml><ToUserName><![CDATA[${read(message, 'FromUserName')}]]></ToUserName>`,
    `<FromUserName><![CDATA[${APP.corpId}]]></FromUserName><CreateTime>1685322000</CreateTime>`,
    `<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${text}]]></Content></xml>`,
  ].join('')
  const encrypted = encrypt(APP.aesKey, change(xml), receiveId)
  const signature = getSignature(APP.token, '1685322000', '77', encrypted)
  return [
    `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature>`,
    '<TimeStamp>1685322000</TimeStamp><Nonce><![CDATA[77]]></Nonce></xml>',
  ].join('')
}
