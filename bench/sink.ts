// Takes the bot's pushes, as WeCom's server would after so long, and drops them; it knows who was sent how many.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Sink {
  readonly address: string
  /** The times in milliseconds of the messages to each member. */
  readonly sent: ReadonlyMap<string, readonly number[]>
  stop(): void
}

const ANSWER = JSON.stringify({ errcode: 0, errmsg: 'ok', access_token: 'bench', expires_in: 7200, msgid: '1' })

/** `latency`: milliseconds from a message to its answer, as over the internet. */
export function startSink(latency = 0): Promise<Sink> {
  const sent = new Map<string, number[]>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      if (body !== '') note((JSON.parse(body) as { touser: string }).touser)
      response.setHeader('content-type', 'application/json')
      setTimeout(() => response.end(ANSWER), latency)
    })
  })

  function note(to: string): void {
    sent.set(to, [...(sent.get(to) ?? []), performance.now()])
  }

  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({
        address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        sent,
        stop() {
          server.closeAllConnections()
          server.close()
        },
      })
    })
  })
}
