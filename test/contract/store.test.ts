// What every store must do, whichever adapter keeps it. A new adapter adds a line to the table.

import fs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openLowdbStore } from '../../src/store/lowdb/store.ts'
import { createMemoryStore } from '../../src/store/memory.ts'
import { type DocumentKind, type Json, type Store, StoreError } from '../../src/store/port.ts'
import { append, KINDS, put, read, remove, unit } from '../support/scratch-store.ts'

interface Adapter {
  readonly name: string
  readonly durable: boolean
  open(dir: string, kinds: readonly DocumentKind[]): Promise<Store>
}

const ADAPTERS: readonly Adapter[] = [
  { name: 'memory', durable: false, open: async (_, kinds) => createMemoryStore(kinds) },
  { name: 'lowdb', durable: true, open: (dir, kinds) => openLowdbStore({ dir, kinds, fs }) },
]

const VILLAGE = 'unit/longmen-2023/village/样例一村'
const OTHER = 'unit/longmen-2023/village/样例二村'
const AUDIT = 'audit/longmen-2023/village/样例一村'

describe.each(ADAPTERS)('$name', ({ durable, open }) => {
  let dir: string
  let store: Store

  beforeEach(async () => {
    dir = await fs.mkdtemp(join(tmpdir(), 'diaodu-store-'))
    store = await open(dir, KINDS)
  })
  afterEach(async () => {
    await store.close()
    await fs.rm(dir, { recursive: true })
  })

  test('a key that was never written reads as version 0 and no document', async () => {
    expect(await store.load([VILLAGE])).toEqual(new Map([[VILLAGE, { version: 0, doc: undefined }]]))
  })

  test('what was put is read, and each commit makes one version', async () => {
    expect(await store.commit(put(VILLAGE, 0, unit({ '1.1': [3] })))).toEqual({ outcome: 'committed' })
    expect(await read(store, VILLAGE)).toEqual({ version: 1, doc: unit({ '1.1': [3] }) })
    await store.commit(put(VILLAGE, 1, unit({ '1.1': [4], '3.2': [3, 56000] })))
    expect(await read(store, VILLAGE)).toEqual({ version: 2, doc: unit({ '1.1': [4], '3.2': [3, 56000] }) })
  })

  test('when a version has moved on, nothing of the commit is written', async () => {
    await store.commit(put(VILLAGE, 0, unit(1)))
    const result = await store.commit({
      expect: new Map([
        [OTHER, 0],
        [VILLAGE, 0],
      ]),
      put: new Map([[OTHER, unit(2)]]),
      append: [{ stream: AUDIT, entry: 'lost' }],
    })
    expect(result).toEqual({ outcome: 'conflict', key: VILLAGE })
    expect(await read(store, OTHER)).toEqual({ version: 0, doc: undefined })
    expect(await store.readStream(AUDIT)).toEqual([])
  })

  test('of two commits at once that read the same version, exactly one wins', async () => {
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, index) => store.commit(put(VILLAGE, 0, unit(index)))),
    )
    expect(results.filter(({ outcome }) => outcome === 'committed')).toHaveLength(1)
    expect(results.filter(({ outcome }) => outcome === 'conflict')).toHaveLength(9)
    expect((await read(store, VILLAGE)).version).toBe(1)
  })

  test('commits at once on different keys are all kept', async () => {
    const keys = Array.from({ length: 50 }, (_, index) => `unit/longmen-2023/village/样例${index}村`)
    await Promise.all(keys.map((key) => store.commit(put(key, 0, unit(key)))))
    const loaded = await store.load(keys)
    for (const key of keys) expect(loaded.get(key)).toEqual({ version: 1, doc: unit(key) })
  })

  test('load never sees half of a commit', async () => {
    const both = (value: number, version: number) => ({
      expect: new Map([
        [VILLAGE, version],
        [OTHER, version],
      ]),
      put: new Map([
        [VILLAGE, unit(value)],
        [OTHER, unit(value)],
      ]),
    })
    for (let round = 0; round < 5; round++) {
      const commit = store.commit(both(round, round))
      for (let look = 0; look < 5; look++) {
        const loaded = await store.load([VILLAGE, OTHER])
        expect(loaded.get(VILLAGE)).toEqual(loaded.get(OTHER))
      }
      await commit
    }
  })

  test('a removed document reads as version 0, and can be written anew', async () => {
    await store.commit(put(VILLAGE, 0, unit(1)))
    expect(await store.commit(remove(VILLAGE, 0))).toEqual({ outcome: 'conflict', key: VILLAGE })
    expect(await store.commit(remove(VILLAGE, 1))).toEqual({ outcome: 'committed' })
    expect(await read(store, VILLAGE)).toEqual({ version: 0, doc: undefined })
    expect(await store.list('unit/')).toEqual([])
    await store.commit(put(VILLAGE, 0, unit(2)))
    expect(await read(store, VILLAGE)).toEqual({ version: 1, doc: unit(2) })
  })

  test('list gives the keys that begin with the prefix, sorted', async () => {
    for (const key of ['unit/b/2', 'unit/b/1', 'unit/bb/1', 'unit/a/1']) await store.commit(put(key, 0, unit(key)))
    expect(await store.list('unit/b/')).toEqual(['unit/b/1', 'unit/b/2'])
    expect(await store.list('unit/b')).toEqual(['unit/b/1', 'unit/b/2', 'unit/bb/1'])
    expect(await store.list('un')).toHaveLength(4)
    expect(await store.list('roster')).toEqual([])
  })

  test('a stream gives its entries in the order of their commits', async () => {
    await store.commit(append(AUDIT, { n: 1 }, '二'))
    await Promise.all([
      store.commit(append(AUDIT, 3)),
      store.commit(append('audit/other', 'x')),
      store.commit(append(AUDIT, 4)),
    ])
    expect(await store.readStream(AUDIT)).toEqual([{ n: 1 }, '二', 3, 4])
    expect(await store.readStream('audit/nobody')).toEqual([])
  })

  test('only what survives JSON is kept', async () => {
    const doc = { schema: 1, gone: undefined, kept: JSON.parse('{"__proto__":{"a":1},"":"空"}') }
    await store.commit(put(VILLAGE, 0, doc))
    expect(JSON.stringify((await read(store, VILLAGE)).doc)).toBe('{"schema":1,"kept":{"__proto__":{"a":1},"":"空"}}')
    await expect(store.commit(put(VILLAGE, 1, unit(Number.NaN)))).rejects.toThrow(TypeError)
    await expect(store.commit(append(AUDIT, Number.NaN))).rejects.toThrow(TypeError)
    expect((await read(store, VILLAGE)).version).toBe(1)
  })

  test('later changes of a committed object change nothing in the store', async () => {
    const figures = { '1.1': [3] }
    const entry = { n: 1 }
    await store.commit({ ...put(VILLAGE, 0, unit(figures)), append: [{ stream: AUDIT, entry }] })
    figures['1.1'].push(4)
    entry.n = 2
    expect((await read(store, VILLAGE)).doc).toEqual(unit({ '1.1': [3] }))
    expect(await store.readStream(AUDIT)).toEqual([{ n: 1 }])
  })

  test('documents may be frozen by those who read them', async () => {
    await store.commit(put(VILLAGE, 0, unit({ list: [1, 2], deep: { a: [1] } })))
    for (let version = 1; version < 4; version++) {
      const doc = (await read(store, VILLAGE)).doc as { readonly figures: { readonly list: readonly Json[] } }
      freeze(doc)
      const figures = { ...doc.figures, list: [...doc.figures.list, version] }
      expect(await store.commit(put(VILLAGE, version, { ...doc, figures }))).toEqual({ outcome: 'committed' })
    }
    expect((await read(store, VILLAGE)).doc).toEqual(unit({ list: [1, 2, 1, 2, 3], deep: { a: [1] } }))
  })

  test.each([
    ['a put without an expected version', { expect: new Map(), put: new Map([[VILLAGE, unit(1)]]) }],
    ['a removal without an expected version', { expect: new Map(), put: new Map(), remove: [VILLAGE] }],
    ['a key both put and removed', { ...put(VILLAGE, 0, unit(1)), remove: [VILLAGE] }],
    ['a kind that was not declared', put('rosters/1', 0, unit(1))],
    ['a document without a schema', put(VILLAGE, 0, { figures: 1 })],
    ['a document of another schema', put(VILLAGE, 0, { schema: 2 })],
    ['a stream without a name', append('', 1)],
  ])("%s is the programmer's mistake and throws", async (_, commit) => {
    await expect(store.commit(commit)).rejects.toThrow(TypeError)
    expect(await read(store, VILLAGE)).toEqual({ version: 0, doc: undefined })
  })

  test('a working store passes the probe, a stopped one refuses everything', async () => {
    await store.probe()
    const late = store.commit(put(VILLAGE, 0, unit(1)))
    await store.close()
    expect(await late).toEqual({ outcome: 'committed' })
    const stopped = { name: 'StoreError', code: 'closed', retryable: false }
    await expect(store.load([VILLAGE])).rejects.toMatchObject(stopped)
    await expect(store.list('')).rejects.toMatchObject(stopped)
    await expect(store.commit(put(VILLAGE, 1, unit(2)))).rejects.toMatchObject(stopped)
    await expect(store.readStream(AUDIT)).rejects.toMatchObject(stopped)
    await expect(store.probe()).rejects.toMatchObject(stopped)
    await store.close()
  })

  describe.runIf(durable)('after a restart', () => {
    async function restart(kinds: readonly DocumentKind[] = KINDS): Promise<void> {
      await store.close()
      store = await open(dir, kinds)
    }

    test('documents, versions and streams are there, and go on', async () => {
      await store.commit({ ...put(VILLAGE, 0, unit({ 整改: 1 })), append: [{ stream: AUDIT, entry: 1 }] })
      await store.commit({ ...put(VILLAGE, 1, unit({ 整改: 2 })), append: [{ stream: AUDIT, entry: 2 }] })
      await store.commit(put(OTHER, 0, unit(1)))
      await store.commit(remove(OTHER, 1))
      await restart()
      expect(await store.list('')).toEqual([VILLAGE])
      expect(await read(store, VILLAGE)).toEqual({ version: 2, doc: unit({ 整改: 2 }) })
      await store.commit({ ...put(VILLAGE, 2, unit({ 整改: 3 })), append: [{ stream: AUDIT, entry: 3 }] })
      await restart()
      expect(await read(store, VILLAGE)).toEqual({ version: 3, doc: unit({ 整改: 3 }) })
      expect(await store.readStream(AUDIT)).toEqual([1, 2, 3])
    })

    const renamed: DocumentKind = {
      name: 'unit',
      schema: 2,
      upgrades: [(old) => ({ schema: 2, values: (old as { readonly figures: Json }).figures })],
    }

    test('a document of an older release is read in the new form, and stays right when it is changed', async () => {
      await store.commit(put(VILLAGE, 0, unit({ '1.1': [3] })))
      await restart([renamed])
      expect(await read(store, VILLAGE)).toEqual({ version: 1, doc: { schema: 2, values: { '1.1': [3] } } })
      await store.commit(put(VILLAGE, 1, { schema: 2, values: { '1.1': [4] } }))
      await store.commit(put(VILLAGE, 2, { schema: 2, values: { '1.1': [4], '1.2': [5] } }))
      await restart([renamed])
      expect(await read(store, VILLAGE)).toEqual({ version: 3, doc: { schema: 2, values: { '1.1': [4], '1.2': [5] } } })
    })

    test.each([
      ['schema', KINDS],
      ['kind', [{ name: 'roster', schema: 1, upgrades: [] }]],
    ])('a document whose %s this release does not know stops the start', async (_, kinds) => {
      await restart([renamed])
      await store.commit(put(VILLAGE, 0, { schema: 2, values: {} }))
      await store.close()
      const refusal = open(dir, kinds)
      await expect(refusal).rejects.toThrow(StoreError)
      await expect(refusal).rejects.toMatchObject({ code: 'newer', message: expect.stringContaining('样例一村') })
    })

    test('a second one on the same data is refused while the first lives', async () => {
      await expect(open(dir, KINDS)).rejects.toMatchObject({ code: 'locked', message: expect.stringContaining('lock') })
    })
  })
})

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  Object.freeze(value)
  Object.values(value).forEach(freeze)
}
