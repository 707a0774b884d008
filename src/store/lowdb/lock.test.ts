import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { takeLock } from './lock.ts'

let dir: string
let path: string
let stale: string[]
beforeEach(async () => {
  dir = await fs.mkdtemp(join(tmpdir(), 'diaodu-lock-'))
  path = join(dir, 'lock')
  stale = []
})
afterEach(() => fs.rm(dir, { recursive: true }))

const take = () => takeLock(fs, path, (holder) => stale.push(holder))

test('a lock is held until it is given back', async () => {
  const release = await take()
  await expect(take()).rejects.toMatchObject({ code: 'locked', message: expect.stringContaining(path) })
  await release()
  await (await take())()
  expect(stale).toEqual([])
})

test('the lock of a process that was killed is taken over', async () => {
  const child = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  await once(child, 'spawn')
  const text = (await fs.readFile(`/proc/${child.pid}/stat`)).toString()
  const started = text.slice(text.lastIndexOf(')') + 2).split(' ')[19]
  const boot = (await fs.readFile('/proc/sys/kernel/random/boot_id')).toString().trim()
  await fs.writeFile(path, JSON.stringify({ pid: child.pid, started: `boot ${boot} tick ${started}` }))
  await expect(take()).rejects.toMatchObject({ code: 'locked', message: expect.stringContaining(String(child.pid)) })
  child.kill('SIGKILL')
  await once(child, 'exit')
  await take()
  expect(stale).toHaveLength(1)
  expect(await fs.readdir(dir)).toEqual(['lock'])
})

test.each([
  [
    'of an earlier process with the same id, as in a container',
    JSON.stringify({ pid: process.pid, started: 'boot x tick 1' }),
  ],
  ['of a process that was killed before it had written its name', ''],
  ['that says nothing', '{"pid":"1"}'],
])('a lock %s is taken over', async (_, text) => {
  await fs.writeFile(path, text)
  await take()
  expect(stale).toEqual([text])
})

test('a lock that another process took over is not given back', async () => {
  const release = await take()
  await fs.writeFile(path, 'of another')
  await release()
  expect((await fs.readFile(path)).toString()).toBe('of another')
})
