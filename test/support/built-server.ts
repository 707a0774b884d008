// Starts the server that `npm run build` made, as an operator would: a process with an environment.

import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

export interface BuiltServer {
  readonly port: number
  /** Sends the signal; resolves when the process is gone, with its exit code, or null when the signal ended it. */
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>
}

/** Resolves when the server listens on a free port. Rejects with all that it printed when it ends before. */
export function startBuiltServer(env: Readonly<Record<string, string>>): Promise<BuiltServer> {
  const child = spawn(process.execPath, ['dist/main.js'], {
    env: { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  let printed = ''
  child.stderr.on('data', (chunk: Buffer) => {
    printed += chunk.toString()
  })
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      printed += `${line}\n`
      if (!line.includes('"event":"started"')) return
      resolve({
        port: (JSON.parse(line) as { port: number }).port,
        kill(signal) {
          child.kill(signal)
          return exited
        },
      })
    })
    void exited.then((code) => reject(new Error(`the server ended with ${code} before it listened:\n${printed}`)))
  })
}
