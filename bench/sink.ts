// Takes the bot's pushes, as WeCom's server would, and drops them.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Sink {
  readonly address: string
  stop(): void
}

export function startSink(): Promise<Sink> {
  const server = createServer((request, response) => {
    request.resume()
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ errcode: 0, errmsg: 'ok', access_token: 'bench', expires_in: 7200, msgid: '1' }))
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({
        address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        stop() {
          server.closeAllConnections()
          server.close()
        },
      })
    })
  })
}
