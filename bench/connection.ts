// One kept-alive HTTP connection that sends prepared bytes and reads answers of a known length. Cheaper than a client of
// node:http, so that the load generator is not what is measured.

import { connect, type Socket } from 'node:net'

export interface Answer {
  readonly status: number
  readonly body: Buffer
}

export interface Connection {
  /** One at a time. Rejects when the connection ends. */
  exchange(request: Buffer): Promise<Answer>
  close(): void
}

const HEAD_END = '\r\n\r\n'

export function openConnection(port: number): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(createConnection(socket)))
    socket.once('error', reject)
  })
}

function createConnection(socket: Socket): Connection {
  let waiting: { readonly resolve: (answer: Answer) => void; readonly reject: (error: Error) => void } | undefined
  let received: Buffer | undefined

  socket.on('data', (chunk) => {
    received = received === undefined ? chunk : Buffer.concat([received, chunk])
    const answer = parseAnswer(received)
    if (answer === undefined) return
    received = undefined
    const { resolve } = waiting ?? {}
    waiting = undefined
    resolve?.(answer)
  })
  socket.once('close', () => waiting?.reject(new Error('the server closed the connection')))

  return {
    exchange: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        socket.write(request)
      }),
    close: () => socket.destroy(),
  }
}

/** Undefined until all of it is there. */
function parseAnswer(bytes: Buffer): Answer | undefined {
  const end = bytes.indexOf(HEAD_END)
  if (end < 0) return undefined
  const head = bytes.toString('latin1', 0, end)
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1])
  if (Number.isNaN(length)) throw new Error('the answer does not say how long it is')
  const body = bytes.subarray(end + HEAD_END.length)
  return body.length < length ? undefined : { status: Number(head.slice(9, 12)), body }
}
