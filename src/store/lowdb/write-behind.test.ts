import { beforeEach, expect, test } from 'vitest'
import {
  append,
  createHandSchedule,
  DIR,
  type HandSchedule,
  openOn,
  put,
  read,
  remove,
  unit,
} from '../../../test/support/scratch-store.ts'
import { createSimulatedDisk, type SimulatedDisk } from '../../../test/support/simulated-disk.ts'
import type { Store } from '../port.ts'

const KEY = 'unit/longmen-2023/village/样例一村'
const FILE = `${DIR}/documents/unit/unit+longmen-2023+village+样例一村.json`

let disk: SimulatedDisk
let hand: HandSchedule
beforeEach(() => {
  disk = createSimulatedDisk()
  hand = createHandSchedule()
})

function kept(): readonly string[] {
  return disk.list(`${DIR}/journal/kept`)
}

async function commitMany(store: Store, count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, index) => store.commit(put(`unit/${index}`, 0, unit(index)))))
}

test('a document file is readable JSON that says which document and version it is', async () => {
  const store = await openOn(disk, { schedule: hand.schedule })
  await store.commit(put(KEY, 0, unit({ '1.1': [3] })))
  await store.commit(put(KEY, 1, unit({ '1.1': [4] })))
  await hand.run()
  expect(JSON.parse(disk.read(FILE).toString())).toEqual({
    key: KEY,
    version: 2,
    seq: 2,
    crc32: expect.stringMatching(/^[0-9a-f]{8}$/),
    doc: { schema: 1, figures: { '1.1': [4] } },
  })
})

test('a commit waits for no file', async () => {
  const store = await openOn(disk, { schedule: hand.schedule })
  await store.commit(put(KEY, 0, unit(1)))
  let go = () => {}
  const wait = new Promise<void>((resolve) => {
    go = resolve
  })
  disk.fault = ({ path }) => (path.startsWith(FILE) ? { wait } : undefined)
  const step = hand.run(1)
  expect(await store.commit(put(KEY, 1, unit(2)))).toEqual({ outcome: 'committed' })
  // Nor does a second step begin beside the first.
  const before = disk.calls.length
  await hand.run()
  expect(disk.calls).toHaveLength(before)
  go()
  await step
  await hand.run()
  expect(JSON.parse(disk.read(FILE).toString())).toMatchObject({ version: 2 })
})

test('files are written a few at a time', async () => {
  const store = await openOn(disk, { schedule: hand.schedule })
  for (let index = 0; index < 10; index++) await store.commit(put(`unit/${index}`, 0, unit(index)))
  await hand.run(1)
  expect(disk.list(`${DIR}/documents/unit`)).toHaveLength(4)
  await hand.run(2)
  expect(disk.list(`${DIR}/documents/unit`)).toHaveLength(10)
})

test('while commits keep the disk busy no file is written, unless a full piece of journal waits for it', async () => {
  const store = await openOn(disk, { schedule: hand.schedule, pieceBytes: 2000 })
  await commitMany(store, 20)
  await hand.run(1)
  expect(disk.list(`${DIR}/documents/unit`)).toEqual([])
  for (let version = 1; version < 40; version++) await store.commit(put('unit/0', version, unit(version)))
  await hand.run(1)
  expect(disk.list(`${DIR}/documents/unit`)).toHaveLength(4)
})

test('a full piece is put away when files hold all of it, and not before; only the newest are kept', async () => {
  const store = await openOn(disk, { schedule: hand.schedule, pieceBytes: 500, keepPieces: 2 })
  await commitMany(store, 10)
  await store.commit(put('unit/0', 1, unit(1)))
  await hand.run(1)
  expect(kept()).toEqual([])
  await hand.run()
  expect(kept()).toEqual(['000001.jsonl'])
  for (let version = 2; version < 40; version++) await store.commit(put('unit/0', version, unit(version)))
  await hand.run()
  const current = disk.list(`${DIR}/journal`).filter((name) => name.endsWith('.jsonl'))
  expect(current).toHaveLength(1)
  const number = Number.parseInt(current[0] ?? '', 10)
  expect(kept().map((name) => Number.parseInt(name, 10))).toEqual([number - 2, number - 1])
})

test('a document that came and went between two writings leaves no trace on the disk', async () => {
  const store = await openOn(disk, { schedule: hand.schedule })
  await store.commit(put(KEY, 0, unit(1)))
  await store.commit(remove(KEY, 1))
  const before = disk.calls.length
  await hand.run()
  expect(disk.calls.slice(before)).toEqual([])
})

test('a file that cannot be written is told to the log and written later', async () => {
  const events: string[] = []
  const store = await openOn(disk, { schedule: hand.schedule, log: (event) => events.push(event) })
  await store.commit(put(KEY, 0, unit(1)))
  disk.fault = ({ kind, path }) => (kind === 'rename' && path.startsWith(FILE) ? { error: 'ENOSPC' } : undefined)
  await hand.run(1)
  expect(events).toEqual(['files-failed'])
  disk.fault = () => undefined
  await hand.run()
  expect(JSON.parse(disk.read(FILE).toString())).toMatchObject({ version: 1 })
  expect(await read(store, KEY)).toEqual({ version: 1, doc: unit(1) })
})

test('entries that reached the file of a stream before its write failed are not there twice', async () => {
  const store = await openOn(disk, { schedule: hand.schedule })
  await store.commit(append('audit', 'first'))
  await store.commit(append('audit', 'second'))
  const line = '["12345678",{"seq":1,"entries":["first"]}]\n'.length
  disk.fault = ({ kind, path }) =>
    kind === 'write' && path.endsWith('audit.jsonl') ? { error: 'ENOSPC', bytes: line + 5 } : undefined
  await hand.run(1)
  expect(await store.readStream('audit')).toEqual(['first', 'second'])
  disk.fault = () => undefined
  await hand.run()
  await store.commit(append('audit', 'third'))
  expect(await store.readStream('audit')).toEqual(['first', 'second', 'third'])
  expect(
    disk
      .read(`${DIR}/streams/audit/audit.jsonl`)
      .toString()
      .match(/"seq":\d/g),
  ).toEqual(['"seq":1', '"seq":2'])
})

test('a long entry at the end of a stream is found again after a restart', async () => {
  const store = await openOn(disk, { schedule: hand.schedule })
  await store.commit(append('audit', 'short'))
  await store.commit(append('audit', '长'.repeat(40_000)))
  await hand.run()
  await store.close()
  const reopened = await openOn(disk, { schedule: hand.schedule })
  await reopened.commit(append('audit', 'last'))
  await hand.run()
  expect(await reopened.readStream('audit')).toEqual(['short', '长'.repeat(40_000), 'last'])
})

test('close calls off what was planned', async () => {
  const store = await openOn(disk, { schedule: hand.schedule })
  await store.commit(put(KEY, 0, unit(1)))
  await store.close()
  const before = disk.calls.length
  await hand.run()
  expect(disk.calls).toHaveLength(before)
})
