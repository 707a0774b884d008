// Listens, and stops in an orderly way. It knows nothing of what is served.

import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type Koa from 'koa'
import type { After } from './turns.ts'

export interface Server {
  /** Starts to listen and gives the port, which the system chooses for port 0. Rejects when the address is taken. */
  listen(port: number, host: string): Promise<number>
  /** Takes no new connections and waits for requests under way, but not for ever: what then remains is cut off. */
  stop(): Promise<void>
}

/** A little over the longest wait for a turn. */
const STOP_MILLISECONDS = 6_000

/** Puts an app behind a listening socket; `after` bounds the stop. */
export function createServer(app: Koa, after: After): Server {
  let stopping = false
  const server = createHttpServer(
    // A whole callback fits in one packet or two; who needs longer is holding the connection open.
    { headersTimeout: 10_000, requestTimeout: 15_000, keepAliveTimeout: 65_000 },
    app.callback(),
  )
  // A kept-alive connection whose last answer has gone out would hold up the stop until its time is over.
  server.on('request', (_request, response) => {
    response.once('close', () => {
      if (stopping) setImmediate(() => server.closeIdleConnections())
    })
  })

  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, host, () => {
          server.off('error', reject)
          resolve((server.address() as AddressInfo).port)
        })
      }),
    stop: () =>
      new Promise((resolve) => {
        stopping = true
        const cancel = after(STOP_MILLISECONDS, () => server.closeAllConnections())
        server.close(() => {
          cancel()
          resolve()
        })
        server.closeIdleConnections()
      }),
  }
}
