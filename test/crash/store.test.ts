// kill -9 at any moment: what was acknowledged is there after it.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLowdbStore } from '../../src/store/lowdb/store.ts'
import { KINDS, read, unit } from '../support/scratch-store.ts'

const ROUNDS = 10
const COUNTERS = 6
const COMMITTER = fileURLToPath(new URL('./committer.ts', import.meta.url))

let dir: string
beforeEach(async () => {
  dir = await fs.mkdtemp(join(tmpdir(), 'diaodu-crash-'))
})
afterEach(() => fs.rm(dir, { recursive: true }))

/** Lets the committer work until it has acknowledged so many commits, kills it, and gives the last number of each counter. */
async function workAndDie(commits: number): Promise<ReadonlyMap<string, number>> {
  const child = spawn(process.execPath, ['--import', 'tsx', COMMITTER, dir, String(COUNTERS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const closed = once(child, 'close')
  let text = ''
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    text += chunk
    if (text.split('\n').length > commits) child.kill('SIGKILL')
  }
  const [, signal] = await closed
  expect(signal).toBe('SIGKILL')
  const acknowledged = new Map<string, number>()
  for (const line of text.split('\n').slice(0, -1)) {
    const [name = '', number] = line.split(' ')
    acknowledged.set(name, Number(number))
  }
  return acknowledged
}

test('no acknowledged commit is lost, and versions and entries have no gap', async () => {
  const total = new Map<string, number>()
  for (let round = 0; round < ROUNDS; round++) {
    // From a kill right after the first answer to one after several pieces of journal.
    for (const [name, number] of await workAndDie(1 + round * round * 10)) total.set(name, number)
    const store = await openLowdbStore({ dir, kinds: KINDS, fs, schedule: () => () => undefined })
    for (const key of await store.list('unit/')) {
      const name = key.slice('unit/'.length)
      const { version, doc } = await read(store, key)
      expect(version).toBeGreaterThanOrEqual(total.get(name) ?? 0)
      expect(doc).toEqual(unit({ next: version }))
      expect(await store.readStream(`audit/${name}`)).toEqual(Array.from({ length: version }, (_, index) => index + 1))
      total.delete(name)
    }
    expect([...total.keys()]).toEqual([])
    await store.close()
  }
}, 60_000)
