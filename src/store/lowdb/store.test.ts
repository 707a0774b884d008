import { beforeEach, describe, expect, test } from 'vitest'
import {
  append,
  crash,
  createHandSchedule,
  DIR,
  openOn,
  put,
  read,
  remove,
  unit,
} from '../../../test/support/scratch-store.ts'
import { type Call, createSimulatedDisk, type Fault, type SimulatedDisk } from '../../../test/support/simulated-disk.ts'
import type { Json, Store } from '../port.ts'

const KEY = 'unit/longmen-2023/village/样例一村'
const OTHER = 'unit/longmen-2023/village/样例二村'
const PIECE = `${DIR}/journal/000001.jsonl`

let disk: SimulatedDisk
beforeEach(() => {
  disk = createSimulatedDisk()
})

/** A fault of the journal's writes only. */
function onJournalWrite(fault: Fault): (call: Call) => Fault | undefined {
  return ({ kind, path }) => (kind === 'write' && path === PIECE ? fault : undefined)
}

async function expectUnchanged(store: Store): Promise<void> {
  expect(await read(store, KEY)).toEqual({ version: 1, doc: unit(1) })
  expect(await store.readStream('audit')).toEqual([])
}

describe('the journal', () => {
  test('commits that arrive during a write share the next one', async () => {
    const store = await openOn(disk)
    const before = disk.calls.length
    await Promise.all(Array.from({ length: 64 }, (_, index) => store.commit(put(`unit/${index}`, 0, unit(index)))))
    expect(disk.calls.slice(before).map(({ kind, path }) => [kind, path])).toEqual([['write', PIECE]])
  })

  test('a line is as long as the change, whatever the size of the document', async () => {
    const store = await openOn(disk)
    const figures = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`${index}.1`, [index]]))
    await store.commit(put(KEY, 0, unit(figures)))
    const before = disk.read(PIECE).length
    await store.commit(put(KEY, 1, unit({ ...figures, '7.1': [8] })))
    expect(disk.read(PIECE).length - before).toBeLessThan(200)
  })

  test('a commit is not seen before it is durable', async () => {
    const store = await openOn(disk)
    let go = () => {}
    const wait = new Promise<void>((resolve) => {
      go = resolve
    })
    disk.fault = onJournalWrite({ wait })
    const slow = store.commit(put(KEY, 0, unit(1)))
    const second = store.commit(put(KEY, 0, unit(2)))
    expect((await read(store, KEY)).version).toBe(0)
    go()
    expect(await slow).toEqual({ outcome: 'committed' })
    expect(await second).toEqual({ outcome: 'conflict', key: KEY })
  })

  test('the second commit of a key is tried when the first was not kept', async () => {
    const store = await openOn(disk)
    disk.fault = (call) => {
      if (call.kind !== 'write') return undefined
      disk.fault = () => undefined
      return { error: 'ENOSPC' }
    }
    const first = store.commit(put(KEY, 0, unit(1)))
    const second = store.commit(put(KEY, 0, unit(2)))
    await expect(first).rejects.toMatchObject({ code: 'unwritable' })
    expect(await second).toEqual({ outcome: 'committed' })
    expect((await read(store, KEY)).doc).toEqual(unit(2))
  })
})

describe('a bad disk', () => {
  let store: Store
  beforeEach(async () => {
    store = await openOn(disk)
    await store.commit(put(KEY, 0, unit(1)))
  })

  const change = () => ({ ...put(KEY, 1, unit(2)), append: [{ stream: 'audit', entry: 'x' }] })

  test.each<[string, Fault]>([
    ['a full disk', { error: 'ENOSPC' }],
    ['a write that takes a part and fails', { error: 'EIO', bytes: 20 }],
  ])('%s: every commit of the batch is refused, memory and disk are as before, later ones work', async (_, fault) => {
    const good = disk.read(PIECE)
    disk.fault = onJournalWrite(fault)
    const results = await Promise.allSettled([store.commit(change()), store.commit(put(OTHER, 0, unit(1)))])
    for (const result of results) {
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'unwritable', retryable: true } })
    }
    await expectUnchanged(store)
    expect(disk.read(PIECE)).toEqual(good)
    disk.fault = () => undefined
    expect(await store.commit(change())).toEqual({ outcome: 'committed' })
    crash(disk, 'power')
    expect(await read(await openOn(disk), KEY)).toEqual({ version: 2, doc: unit(2) })
  })

  test('a write that takes a part and works again is completed', async () => {
    disk.fault = onJournalWrite({ bytes: 7 })
    await store.commit(change())
    crash(disk, 'power')
    expect(await read(await openOn(disk), KEY)).toEqual({ version: 2, doc: unit(2) })
  })

  test('while the half-written line cannot be cut, everything is refused; then the store recovers by itself', async () => {
    disk.fault = ({ kind, path }) => {
      if (kind === 'write' && path === PIECE) return { error: 'EIO', bytes: 20 }
      return kind === 'truncate' ? { error: 'EIO' } : undefined
    }
    await expect(store.commit(change())).rejects.toMatchObject({ code: 'unwritable' })
    disk.fault = ({ kind }) => (kind === 'truncate' ? { error: 'EIO' } : undefined)
    await expect(store.commit(change())).rejects.toMatchObject({ code: 'unwritable' })
    await expectUnchanged(store)
    disk.fault = () => undefined
    await store.commit(change())
    crash(disk, 'power')
    const reopened = await openOn(disk)
    expect(await read(reopened, KEY)).toEqual({ version: 2, doc: unit(2) })
    expect(await reopened.readStream('audit')).toEqual(['x'])
  })

  test('the probe is red while the disk is full, and green again without a commit', async () => {
    disk.fault = onJournalWrite({ error: 'ENOSPC' })
    await expect(store.probe()).rejects.toMatchObject({ code: 'unwritable' })
    await expect(store.commit(change())).rejects.toMatchObject({ code: 'unwritable' })
    await expect(store.probe()).rejects.toMatchObject({ code: 'unwritable' })
    disk.fault = () => undefined
    await Promise.all([store.probe(), store.probe()])
    await store.commit(change())
    crash(disk, 'power')
    expect((await read(await openOn(disk), KEY)).version).toBe(2)
  })

  test('the probe stays red while there is room for an empty line only', async () => {
    disk.fault = ({ kind, path, size = 0 }) =>
      kind === 'write' && path === PIECE && size > 40 ? { error: 'ENOSPC' } : undefined
    await expect(store.probe()).resolves.toBeUndefined()
    await expect(store.commit(change())).rejects.toMatchObject({ code: 'unwritable' })
    await expect(store.probe()).rejects.toMatchObject({ code: 'unwritable' })
    disk.fault = () => undefined
    await store.probe()
    crash(disk, 'process')
    expect((await read(await openOn(disk), KEY)).version).toBe(1)
  })

  test('a folder that cannot be used stops the start with its name, and leaves no lock', async () => {
    await store.close()
    disk.fault = ({ kind, path }) =>
      kind === 'readdir' && path.endsWith('documents') ? { error: 'EACCES' } : undefined
    await expect(openOn(disk)).rejects.toMatchObject({ code: 'unwritable', message: expect.stringContaining(DIR) })
    expect(disk.list(DIR)).not.toContain('lock')
  })
})

// One talk that touches everything: several documents in a commit, removal and a new life of the same key, streams,
// pieces that roll, files that are written, pieces that are put away. Each step is one acknowledged commit.
const STEPS = [
  put('unit/a', 0, unit([1])),
  { ...put('unit/b', 0, unit([1])), append: [{ stream: 'audit/a', entry: 1 }] },
  put('unit/a', 1, unit([1, 2])),
  remove('unit/b', 1),
  append('audit/a', 2, 3),
  put('unit/b', 0, unit(['new life'])),
  put('unit/a', 2, unit([1, 2, 3])),
  {
    expect: new Map([
      ['unit/a', 3],
      ['unit/c', 0],
    ]),
    put: new Map([['unit/c', unit({ 村: '样例' })]]),
    remove: ['unit/a'],
    append: [
      { stream: 'audit/a', entry: 4 },
      { stream: 'audit/c', entry: 1 },
    ],
  },
  put('unit/b', 1, unit(['new life', 2])),
  append('audit/c', 2),
]

interface Everything {
  readonly documents: Readonly<Record<string, { readonly version: number; readonly doc: Json | undefined }>>
  readonly streams: readonly (readonly Json[])[]
}

async function readEverything(store: Store): Promise<Everything> {
  const keys = await store.list('')
  const streams = [await store.readStream('audit/a'), await store.readStream('audit/c')]
  return { documents: Object.fromEntries(await store.load(keys)), streams }
}

/** Runs the talk, files being written after every second step; gives the number of acknowledged steps. */
async function play(on: SimulatedDisk): Promise<{ readonly done: number; readonly seen: readonly Everything[] }> {
  const hand = createHandSchedule()
  const seen: Everything[] = []
  let done = 0
  try {
    const store = await openOn(on, { schedule: hand.schedule, pieceBytes: 200, keepPieces: 2 })
    seen.push(await readEverything(store))
    for (const step of STEPS) {
      await store.commit(step)
      done += 1
      seen.push(await readEverything(store))
      if (done % 2 === 0) await hand.run(3)
    }
    await hand.run(3)
  } catch {
    // The disk is dead: so is the process.
  }
  return { done, seen }
}

/** Starts again, writes files, and dies once more after so many calls. */
async function dieAtStart(on: SimulatedDisk, after: number, what: 'process' | 'power'): Promise<void> {
  const start = on.calls.length
  on.fault = (_, count) => (count <= start + after ? undefined : { error: 'EIO' })
  const hand = createHandSchedule()
  await openOn(on, { schedule: hand.schedule, keepPieces: 2 }).then(
    () => hand.run(3),
    () => undefined,
  )
  crash(on, what)
}

describe.each(['process', 'power'] as const)('the %s dies at every single call of the disk', (what) => {
  test('no acknowledged commit is lost, none is there in part, no entry of a stream is there twice', async () => {
    const whole = await play(disk)
    expect(whole.done).toBe(STEPS.length)
    const calls = disk.calls.length
    expect(disk.list(`${DIR}/journal/kept`).length).toBeGreaterThan(0)
    for (let last = 1; last <= calls; last++) {
      const dying = createSimulatedDisk()
      dying.fault = (_, count) =>
        count < last ? undefined : { error: 'EIO', ...(count === last ? { bytes: 30 } : {}) }
      const { done } = await play(dying)
      crash(dying, what)
      await dieAtStart(dying, last % 40, what)
      const reopened = await openOn(dying)
      const found = await readEverything(reopened)
      // A commit that was under way may be there, but then whole.
      expect([whole.seen[done], whole.seen[done + 1]], `died at call ${last}`).toContainEqual(found)
      expect(await reopened.commit(put('unit/after', 0, unit('goes on')))).toEqual({ outcome: 'committed' })
      crash(dying, what)
      expect(await read(await openOn(dying), 'unit/after')).toEqual({ version: 1, doc: unit('goes on') })
    }
  })
})
