// The process that store.test.ts kills: counts up several documents and streams as fast as it can, and prints every
// number only after the store has acknowledged it. Small pieces and hasty files, so that a kill hits every kind of work.

import { writeSync } from 'node:fs'
import fs from 'node:fs/promises'
import { openLowdbStore } from '../../src/store/lowdb/store.ts'
import { KINDS, put, read, unit } from '../support/scratch-store.ts'

const [dir = '', counters = '1'] = process.argv.slice(2)

const store = await openLowdbStore({
  dir,
  kinds: KINDS,
  fs,
  pieceBytes: 20_000,
  schedule(task, delay) {
    const timer = setTimeout(() => void task(), delay / 100)
    return () => clearTimeout(timer)
  },
})

async function count(name: string): Promise<void> {
  for (;;) {
    const { version } = await read(store, `unit/${name}`)
    const next = version + 1
    await store.commit({
      ...put(`unit/${name}`, version, unit({ next })),
      append: [{ stream: `audit/${name}`, entry: next }],
    })
    writeSync(1, `${name} ${next}\n`)
  }
}

await Promise.all(Array.from({ length: Number(counters) }, (_, index) => count(`样例${index}村`)))
