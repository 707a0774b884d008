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

it('takes an answer that never ends for an unknown outcome, once the time is over', async () => {
  const controller = new AbortController()
  const { client } = await start(
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"errcode":0,')
      // The client has the head by the time that the time is over.
      response.write('"errmsg":"', () => controller.abort(new DOMException('late', 'TimeoutError')))
    },
    () => controller.signal,
  )
  await expect(client.send(HELLO)).rejects.toMatchObject({ code: 'unknown' })
})

it('reads no more of an endless answer than an answer can be', async () => {
  const { client } = await start((_request, response) => {
    const pour = () => {
      if (response.destroyed) return
      response.write('x'.repeat(16_384))
      setImmediate(pour)
    }
    pour()
  })
  await expect(client.send(HELLO)).rejects.toMatchObject({ code: 'unknown' })
})

it('uploads a file as a form that the other end can read', async () => {
  const seen: string[] = []
  const { client } = await start((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', async () => {
      const headers = { 'content-type': request.headers['content-type'] ?? '' }
      const form = await new Response(Buffer.concat(chunks), { headers }).formData()
      const media = form.get('media') as File
      seen.push(request.url?.split('?')[0] ?? '', media.name, await media.text())
      response.end('{"errcode":0,"errmsg":"","type":"file","media_id":"M1","created_at":"1700000000"}')
    })
  })
  const file = { type: 'file', name: '6月调度表.xlsx', bytes: Buffer.from('sheet-bytes') } as const
  expect(await client.upload(file)).toEqual({ type: 'file', id: 'M1' })
  expect(seen).toEqual(['/cgi-bin/media/upload', '6月调度表.xlsx', 'sheet-bytes'])
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
  const settings = {
    corpId: 'wx5823bf96d3bd56c7',
    agentId: 218,
    secret: 'secret',
    apiBase,
    cards: false,
    menuHint: () => '',
  }
  return { client: createApiClient(settings, { fetch, timeout }, () => 0), stop }
}
