// The API client with the real fetch, against servers on loopback that misbehave.

import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { createApiClient } from '../../src/channel/wecom/api-client.ts'

const HELLO = { to: 'zhangsan', text: '7月26日前请填报', format: 'text' } as const

const started: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(started.splice(0).map((stop) => stop()))
})

it('sends over a real connection', async () => {
  const bodies: string[] = []
  const { client } = await start((request, response) => {
    request.setEncoding('utf8').on('data', (chunk) => bodies.push(chunk))
    request.on('end', () => response.end('{"errcode":0,"errmsg":"ok","msgid":"1"}'))
  })
  await client.send(HELLO)
  expect(JSON.parse(bodies.join(''))).toMatchObject({ touser: 'zhangsan', text: { content: HELLO.text } })
})

it('takes a connection that nobody accepts for busy', async () => {
  const { client, stop } = await start(() => {})
  await stop()
  await expect(client.send(HELLO)).rejects.toMatchObject({ code: 'busy', retryable: true })
})

it('takes a connection that is cut after the message for an unknown outcome', async () => {
  const { client } = await start((request) => request.socket.destroy())
  await expect(client.send(HELLO)).rejects.toMatchObject({ code: 'unknown', retryable: true })
})

it('takes a server that never answers for an unknown outcome, once the time is over', async () => {
  const controller = new AbortController()
  const { client } = await start(
    () => controller.abort(new DOMException('late', 'TimeoutError')),
    () => controller.signal,
  )
  await expect(client.send(HELLO)).rejects.toMatchObject({ code: 'unknown' })
})

it('takes the token nowhere else', async () => {
  const asked: string[] = []
  const { client } = await start((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(307, { location: '/elsewhere' }).end()
  })
  await expect(client.send(HELLO)).rejects.toMatchObject({ code: 'settings' })
  expect(asked).toHaveLength(1)
})

/** A server that gives a token and does as told with messages. */
async function start(onMessage: RequestListener, timeout = () => new AbortController().signal) {
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/cgi-bin/gettoken')) {
      response.end('{"errcode":0,"access_token":"token","expires_in":7200}')
    } else {
      onMessage(request, response)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  started.push(stop)
  const apiBase = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const settings = { corpId: 'wx5823bf96d3bd56c7', agentId: 218, secret: 'secret', apiBase }
  return { client: createApiClient(settings, { fetch, timeout }, () => 0), stop }
}
