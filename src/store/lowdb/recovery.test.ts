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
import { createSimulatedDisk, type SimulatedDisk } from '../../../test/support/simulated-disk.ts'

const FIRST = 'unit/longmen-2023/village/样例一村'
const FILE = `${DIR}/documents/unit/unit+longmen-2023+village+样例一村.json`
const STREAM = `${DIR}/streams/audit/audit+样例一村.jsonl`
const PIECE = `${DIR}/journal/000001.jsonl`

let disk: SimulatedDisk
beforeEach(() => {
  disk = createSimulatedDisk()
})

/** A document of version 3 and a stream, all in the journal's only piece. */
async function writeJournal(): Promise<void> {
  const store = await openOn(disk)
  await store.commit({ ...put(FIRST, 0, unit(1)), append: [{ stream: 'audit/样例一村', entry: 1 }] })
  await store.commit(put(FIRST, 1, unit(2)))
  await store.commit({ ...put(FIRST, 2, unit(3)), append: [{ stream: 'audit/样例一村', entry: 2 }] })
  await store.close()
}

/** The same, but in files, the piece being put away; then one more version in the next piece. */
async function writeFiles(): Promise<void> {
  await writeJournal()
  const hand = createHandSchedule()
  const store = await openOn(disk, { schedule: hand.schedule, pieceBytes: 1 })
  await store.commit(put('unit/other', 0, unit(1)))
  await hand.run()
  await store.commit(put(FIRST, 3, unit(4)))
  await store.close()
}

function flip(path: string, at: number): void {
  const bytes = Buffer.from(disk.read(path))
  bytes[at] = (bytes[at] ?? 0) ^ 1
  disk.write(path, bytes)
}

async function expectRefused(code: string, ...words: readonly string[]): Promise<void> {
  const refusal = openOn(disk)
  await expect(refusal).rejects.toMatchObject({ name: 'StoreError', code, retryable: false })
  for (const word of words) await expect(refusal).rejects.toThrow(word)
  expect(disk.list(DIR)).not.toContain('lock')
}

describe('a torn end', () => {
  test.each([
    ['half a line', '["12345678",{"seq":4,"documents":[["unit/'],
    ['a block of zeros', Buffer.alloc(512)],
    ['zeros before the rest of a line', `${'\0'.repeat(64)}"]]]}]\n`],
  ])('%s is cut with a word in the log, and the journal goes on behind it', async (_, tail) => {
    await writeJournal()
    const whole = disk.read(PIECE)
    disk.write(PIECE, Buffer.concat([whole, Buffer.from(tail)]))
    const events: unknown[] = []
    const store = await openOn(disk, { log: (event, details) => events.push({ event, ...details }) })
    expect(events).toEqual([{ event: 'journal-torn', file: PIECE, bytes: Buffer.byteLength(tail) }])
    expect(disk.read(PIECE)).toEqual(whole)
    expect(await store.commit(put(FIRST, 3, unit(4)))).toEqual({ outcome: 'committed' })
    crash(disk, 'power')
    expect(await read(await openOn(disk), FIRST)).toEqual({ version: 4, doc: unit(4) })
  })

  test('wherever the last line breaks off, all lines before it count', async () => {
    await writeJournal()
    const whole = disk.read(PIECE)
    const lastLine = whole.lastIndexOf('\n', whole.length - 2) + 1
    for (let length = lastLine; length < whole.length; length++) {
      disk.write(PIECE, whole.subarray(0, length))
      const store = await openOn(disk)
      expect(await read(store, FIRST)).toEqual({ version: 2, doc: unit(2) })
      expect(await store.readStream('audit/样例一村')).toEqual([1])
      await store.close()
    }
  })

  test('a broken line at the end of a piece that is not the last is no torn end', async () => {
    await writeJournal()
    disk.write(`${DIR}/journal/000002.jsonl`, '')
    disk.write(PIECE, disk.read(PIECE).subarray(0, -5))
    await expectRefused('corrupt', PIECE, 'line 3')
  })
})

describe('altered data stops the start and names the file', () => {
  test('one bit anywhere in the journal', async () => {
    await writeJournal()
    const length = disk.read(PIECE).length
    for (let at = 0; at < length - 1; at++) {
      flip(PIECE, at)
      await expectRefused('corrupt', PIECE, 'restore')
      flip(PIECE, at)
    }
  })

  test('one bit anywhere in a document', async () => {
    await writeFiles()
    const length = disk.read(FILE).length
    for (let at = 0; at < length; at++) {
      flip(FILE, at)
      await expectRefused('corrupt', FILE, 'restore')
      flip(FILE, at)
    }
  })

  test('a document under the name of another', async () => {
    await writeFiles()
    disk.write(`${DIR}/documents/unit/unit+copy.json`, disk.read(FILE))
    await expectRefused('corrupt', 'unit+copy.json')
  })

  test('a line in the middle of a stream is found when it is read', async () => {
    await writeFiles()
    flip(STREAM, 30)
    const store = await openOn(disk)
    await expect(store.readStream('audit/样例一村')).rejects.toMatchObject({ code: 'corrupt' })
  })

  test('the last line of a stream that the journal goes on with', async () => {
    await writeFiles()
    const store = await openOn(disk)
    await store.commit(append('audit/样例一村', 3))
    await store.close()
    flip(STREAM, disk.read(STREAM).length - 5)
    await expectRefused('corrupt', STREAM)
  })

  test('the checkpoint', async () => {
    await writeFiles()
    flip(`${DIR}/journal/checkpoint.json`, 20)
    await expectRefused('corrupt', 'checkpoint.json')
  })
})

describe('lost data is not mistaken for a first start', () => {
  test.each([
    ['the marker', () => disk.remove(`${DIR}/FORMAT`), 'FORMAT'],
    ['the journal', () => disk.remove(`${DIR}/journal`), 'journal'],
    ['every piece of the journal', () => disk.remove(`${DIR}/journal/000002.jsonl`), 'journal'],
    ['all documents', () => disk.remove(`${DIR}/documents`), 'documents'],
    ['all streams', () => disk.remove(`${DIR}/streams`), 'streams'],
    ['one document that the journal changes', () => disk.remove(FILE), FILE],
    [
      'one document that the journal does not change',
      () => disk.remove(`${DIR}/documents/unit/unit+other.json`),
      'unit+other',
    ],
    ['one stream', () => disk.remove(STREAM), STREAM],
    ['the checkpoint', () => disk.remove(`${DIR}/journal/checkpoint.json`), '000002.jsonl'],
  ])('%s', async (_, lose, word) => {
    await writeFiles()
    lose()
    await expectRefused('corrupt', word, 'backup')
  })

  test('a piece in the middle of the journal', async () => {
    const store = await openOn(disk, { pieceBytes: 1 })
    for (let version = 0; version < 3; version++) await store.commit(put(FIRST, version, unit(version)))
    await store.close()
    disk.remove(`${DIR}/journal/000002.jsonl`)
    await expectRefused('corrupt', '000003.jsonl')
  })

  test('the end of the journal, when files say more than it', async () => {
    const hand = createHandSchedule()
    const store = await openOn(disk, { schedule: hand.schedule })
    await store.commit(put(FIRST, 0, unit(1)))
    await hand.run()
    await store.close()
    disk.write(PIECE, '')
    await expectRefused('corrupt', 'journal', 'end')
  })

  test('the end of the journal, when a stop with everything in files had counted more', async () => {
    const hand = createHandSchedule()
    const store = await openOn(disk, { schedule: hand.schedule })
    await store.commit(put(FIRST, 0, unit(1)))
    await hand.run()
    await store.close()
    const counted = disk.read(PIECE)
    const again = await openOn(disk, { schedule: createHandSchedule().schedule })
    await again.commit(put(FIRST, 1, unit(2)))
    await again.close()
    disk.write(PIECE, counted.subarray(0, counted.length - 1))
    await expectRefused('corrupt', 'journal', 'end')
  })

  test('the end of the journal, when a stream says more than it', async () => {
    const hand = createHandSchedule()
    const store = await openOn(disk, { schedule: hand.schedule })
    await store.commit(append('audit/样例一村', 1))
    const firstLine = disk.read(PIECE)
    await store.commit(append('audit/样例一村', 2))
    await hand.run()
    await store.close()
    disk.write(PIECE, firstLine)
    await expectRefused('corrupt', 'journal', 'end')
  })

  test('an empty folder, or a first start that was cut short, is a first start', async () => {
    disk.fault = ({ kind, path }) => (kind === 'rename' && path.includes('FORMAT') ? { error: 'EIO' } : undefined)
    await expect(openOn(disk)).rejects.toMatchObject({ code: 'unwritable' })
    disk.fault = () => undefined
    const store = await openOn(disk)
    expect(await store.list('')).toEqual([])
    expect(disk.list(DIR)).toContain('FORMAT')
  })

  test('a folder of a later format is refused', async () => {
    await writeFiles()
    disk.write(`${DIR}/FORMAT`, 'diaodu store, format 2\n')
    await expectRefused('newer', 'FORMAT')
  })
})

test('a file whose document was removed later need not be there', async () => {
  await writeFiles()
  const hand = createHandSchedule()
  const store = await openOn(disk, { schedule: hand.schedule })
  await store.commit(remove(FIRST, 4))
  await hand.run()
  expect(disk.list(`${DIR}/documents/unit`)).toEqual(['unit+other.json'])
  await store.close()
  expect(await read(await openOn(disk), FIRST)).toEqual({ version: 0, doc: undefined })
})

test('a temporary file that a crash left is removed, a hidden file of someone else is left alone', async () => {
  await writeFiles()
  disk.write(`${FILE}.tmp`, '{ "half')
  disk.write(`${DIR}/documents/.DS_Store`, 'x')
  const store = await openOn(disk)
  expect(await read(store, FIRST)).toEqual({ version: 4, doc: unit(4) })
  expect(disk.list(`${DIR}/documents/unit`).filter((name) => name.endsWith('.tmp'))).toEqual([])
  expect(disk.list(`${DIR}/documents`)).toContain('.DS_Store')
})
