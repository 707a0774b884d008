// What the tests of the store share: one kind of document, short ways to commit, and a clock for the files that a test
// winds by hand.

import { type LowdbOptions, openLowdbStore } from '../../src/store/lowdb/store.ts'
import type { Schedule } from '../../src/store/lowdb/write-behind.ts'
import type { Commit, DocumentKind, Json, Store } from '../../src/store/port.ts'
import type { SimulatedDisk } from './simulated-disk.ts'

export const DIR = '/data/store'
export const KINDS: readonly DocumentKind[] = [{ name: 'unit', schema: 1, upgrades: [] }]

export function unit(figures: Json): Json {
  return { schema: 1, figures }
}

/** A commit that puts one document which had this version. */
export function put(key: string, expected: number, doc: Json): Commit {
  return { expect: new Map([[key, expected]]), put: new Map([[key, doc]]) }
}

/** A commit that removes one document which had this version. */
export function remove(key: string, expected: number): Commit {
  return { expect: new Map([[key, expected]]), put: new Map(), remove: [key] }
}

/** A commit that changes no document. */
export function append(stream: string, ...entries: readonly Json[]): Commit {
  return { expect: new Map(), put: new Map(), append: entries.map((entry) => ({ stream, entry })) }
}

export async function read(
  store: Store,
  key: string,
): Promise<{ readonly version: number; readonly doc: Json | undefined }> {
  const stored = (await store.load([key])).get(key)
  if (stored === undefined) throw new Error(`load() left out ${key}`)
  return stored
}

export interface HandSchedule {
  readonly schedule: Schedule
  /** Runs planned steps, and those that they plan, until none is left or `steps` have run. */
  run(steps?: number): Promise<void>
}

export function createHandSchedule(): HandSchedule {
  const planned: (() => Promise<void>)[] = []
  return {
    schedule(task) {
      planned.push(task)
      return () => {
        const at = planned.indexOf(task)
        if (at >= 0) planned.splice(at, 1)
      }
    },
    async run(steps = 1000) {
      for (let step = 0; step < steps; step++) {
        const task = planned.shift()
        if (task === undefined) return
        await task()
      }
    },
  }
}

/** Opens the embedded store on a simulated disk. No file is written unless the test's schedule says so. */
export function openOn(disk: SimulatedDisk, options: Partial<LowdbOptions> = {}): Promise<Store> {
  return openLowdbStore({ dir: DIR, kinds: KINDS, fs: disk.fs, schedule: () => () => undefined, ...options })
}

/** Ends the process without a close, and with it the lock that a real one would leave with a dead process's id. */
export function crash(disk: SimulatedDisk, what: 'process' | 'power'): void {
  disk.crash(what)
  if (disk.has(`${DIR}/lock`)) disk.remove(`${DIR}/lock`)
}
