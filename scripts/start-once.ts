// Starts the built server once with an empty data folder, waits until it is ready, and stops it: the last step of
// `npm run check`.

import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const LONGEST = 30_000

const data = await mkdtemp(join(tmpdir(), 'diaodu-'))
const child = spawn(process.execPath, ['dist/main.js'], {
  env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: data, LOG_LEVEL: 'info' },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST)
const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))

let output = ''
const port = await new Promise<number | undefined>((resolve) => {
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
    const started = output.split('\n').find((line) => line.includes('"event":"started"'))
    if (started) resolve((JSON.parse(started) as { port: number }).port)
  })
  void exited.then(() => resolve(undefined))
})
const ready =
  port !== undefined &&
  (await fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  ))
child.kill('SIGTERM')
const code = await exited
clearTimeout(timer)
await rm(data, { recursive: true, force: true })

if (!ready || code !== 0) {
  console.error(output)
  console.error(`the built server ${ready ? `ended with ${code} on SIGTERM` : 'did not get ready'}`)
  process.exit(1)
}
console.log('the built server started, was ready, and stopped')
