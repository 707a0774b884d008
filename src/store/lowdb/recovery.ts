// What the data folder says at a start: the files, then all that the journal has beyond them. A line that a crash cut
// off is let go; whatever else cannot be explained stops the start with the file's name and the way out.

import { join } from 'node:path'
import { apply, type Delta } from '../delta.ts'
import type { Kinds } from '../kinds.ts'
import { type Json, StoreError } from '../port.ts'
import { readLines } from './checked-line.ts'
import { createDocuments, type Documents, documentFileOf } from './documents.ts'
import { type FileSystem, makeFolder } from './file-system.ts'
import { type Checkpoint, type Folder, listFiles, RESTORE, readCheckpoint } from './folder.ts'
import { type JournalEnd, type Piece, pieceName, pieceNumbers } from './journal.ts'
import { type Change, type JournalRecord, seqOf } from './journal-record.ts'
import type { StoreLog } from './log.ts'
import type { StreamFiles, StreamLine } from './stream-file.ts'

export interface Recovered {
  readonly documents: Documents
  /** Keys whose file is behind, with the oldest journal line that it lacks. */
  readonly behind: ReadonlyMap<string, number>
  /** Lines that the files of streams lack. */
  readonly lines: ReadonlyMap<string, readonly StreamLine[]>
  /** Documents that were upgraded in memory: file and journal still have the older form. */
  readonly upgraded: Set<string>
  /** Paths of the files there are, below `documents` and `streams`. */
  readonly files: Set<string>
  readonly end: JournalEnd
}

const FILES_AT_ONCE = 16

export async function recover(
  fs: FileSystem,
  folder: Folder,
  kinds: Kinds,
  streams: StreamFiles,
  log: StoreLog,
): Promise<Recovered> {
  const checkpoint = await readCheckpoint(fs, folder)
  for (const name of kinds.names) await makeFolder(fs, join(folder.documents, name))
  const documentFiles = await listFiles(fs, folder.documents)
  const streamFiles = await listFiles(fs, folder.streams)
  const documents = createDocuments(fs, folder.documents)
  await forEachAtOnce(documentFiles, (file) => documents.read(file))
  const newest = documents.list('').reduce((max, key) => Math.max(max, documents.get(key)?.seq ?? 0), 0)

  const replay = createReplay(documents, folder)
  const end = await readJournal(fs, folder, checkpoint, log, replay.take)
  replay.checkExplained()
  if (end.last < Math.max(newest, checkpoint.through)) throw gone(folder.journal, 'its end')
  checkFiles(checkpoint, folder, new Set(documentFiles), new Set(streamFiles), replay.accountsFor)

  const lines = new Map<string, readonly StreamLine[]>()
  await forEachAtOnce([...replay.lines], async ([stream, all]) => {
    const lastSeq = await streams.lastSeq(stream)
    if (lastSeq > end.last) throw gone(folder.journal, 'its end')
    const missing = all.filter((line) => line.seq > lastSeq)
    if (missing.length > 0) lines.set(stream, missing)
  })

  const upgraded = upgradeAll(documents, kinds, folder)
  const files = new Set([
    ...documentFiles.map((file) => `documents/${file}`),
    ...streamFiles.map((file) => `streams/${file}`),
  ])
  return { documents, behind: replay.behind, lines, upgraded, files, end }
}

/** Gives every line of all pieces to `take`, in order. */
async function readJournal(
  fs: FileSystem,
  folder: Folder,
  checkpoint: Checkpoint,
  log: StoreLog,
  take: (record: JournalRecord) => void,
): Promise<JournalEnd> {
  const numbers = pieceNumbers(await fs.readdir(folder.journal))
  const stopped = checkpoint.end
  if (stopped && !numbers.includes(stopped.piece)) throw gone(folder.journal, pieceName(stopped.piece))
  const closed: Piece[] = []
  let last: number | undefined
  let length = 0
  for (const number of numbers) {
    const path = join(folder.journal, pieceName(number))
    const bytes = await fs.readFile(path)
    const lines = readLines(bytes, (json) => {
      const seq = seqOf(json)
      // The first piece may reach back behind the checkpoint: it was written at a stop, or a crash came before the piece
      // was put away.
      const fits = last === undefined ? seq <= checkpoint.through + 1 : seq === last + 1
      if (!fits) throw gone(folder.journal, `what comes before line ${seq} (${pieceName(number)})`)
      if (seq > checkpoint.through) take(JSON.parse(json.toString()) as JournalRecord)
      last = seq
    })
    const isLast = number === numbers.at(-1)
    if (lines.rest === 'damaged' || (lines.rest === 'torn' && !isLast)) {
      throw new StoreError('corrupt', `${path}, line ${lines.count + 1}: the line is damaged. ${RESTORE}`)
    }
    if (number === stopped?.piece && lines.length < stopped.bytes) throw gone(folder.journal, 'its end')
    last ??= checkpoint.through
    if (isLast) length = lines.length
    else closed.push({ number, last })
    if (lines.rest === 'torn') log('journal-torn', { file: path, bytes: bytes.length - lines.length })
  }
  return { closed, number: numbers.at(-1) ?? 1, length, last: last ?? checkpoint.through }
}

interface Replay {
  readonly behind: Map<string, number>
  readonly lines: Map<string, StreamLine[]>
  take(record: JournalRecord): void
  /** Throws StoreError `corrupt` when a change had nothing to stand on. */
  checkExplained(): void
  /** Whether the journal explains why this file is not there. */
  accountsFor(file: string): boolean
}

function createReplay(documents: Documents, folder: Folder): Replay {
  const behind = new Map<string, number>()
  const lines = new Map<string, StreamLine[]>()
  const removed = new Set<string>()
  /** Changes of documents whose earlier versions are nowhere: right only if the document was removed later. */
  const unexplained = new Map<string, number>()

  function takeChange(seq: number, [key, from, delta]: Change): void {
    const saved = documents.get(key)
    if (delta === null) removed.add(documentFileOf(key))
    if (saved !== undefined && saved.seq >= seq) return
    if (delta === null) {
      documents.remove(key)
      unexplained.delete(key)
    } else if ((saved?.version ?? 0) !== from || unexplained.has(key)) {
      if (!unexplained.has(key)) unexplained.set(key, seq)
    } else {
      documents.set({ key, version: from + 1, seq, doc: applyRecorded(key, seq, saved?.doc, delta) })
    }
    if (!behind.has(key)) behind.set(key, seq)
  }

  function applyRecorded(key: string, seq: number, doc: Json | undefined, delta: Delta): Json {
    try {
      return apply(doc, delta)
    } catch (cause) {
      const path = join(folder.documents, documentFileOf(key))
      throw new StoreError('corrupt', `${path}: journal line ${seq} does not fit what it says. ${RESTORE}`, { cause })
    }
  }

  return {
    behind,
    lines,
    take({ seq, documents: changes = [], streams = [] }) {
      for (const change of changes) takeChange(seq, change)
      for (const [stream, entries] of streams) {
        const all = lines.get(stream)
        if (all === undefined) lines.set(stream, [{ seq, entries }])
        else all.push({ seq, entries })
      }
    },
    checkExplained() {
      for (const [key, seq] of unexplained) {
        throw gone(join(folder.documents, documentFileOf(key)), `the version that journal line ${seq} changes`)
      }
    },
    accountsFor(file) {
      return removed.has(file)
    },
  }
}

function checkFiles(
  checkpoint: Checkpoint,
  folder: Folder,
  documentFiles: ReadonlySet<string>,
  streamFiles: ReadonlySet<string>,
  accountsFor: (file: string) => boolean,
): void {
  for (const path of checkpoint.files) {
    const isDocument = path.startsWith('documents/')
    const file = path.slice(path.indexOf('/') + 1)
    const there = isDocument ? documentFiles.has(file) || accountsFor(file) : streamFiles.has(file)
    if (!there) throw gone(join(isDocument ? folder.documents : folder.streams, file), 'the file')
  }
}

function upgradeAll(documents: Documents, kinds: Kinds, folder: Folder): Set<string> {
  const upgraded = new Set<string>()
  for (const key of documents.list('')) {
    const saved = documents.get(key)
    if (saved === undefined) continue
    const doc = kinds.upgrade(key, saved.doc, join(folder.documents, documentFileOf(key)))
    if (doc === saved.doc) continue
    documents.set({ ...saved, doc })
    upgraded.add(key)
  }
  return upgraded
}

async function forEachAtOnce<T>(items: readonly T[], task: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values()
  async function work(): Promise<void> {
    for (const item of rest) await task(item)
  }
  await Promise.all(Array.from({ length: FILES_AT_ONCE }, work))
}

function gone(path: string, what: string): StoreError {
  return new StoreError('corrupt', `${path}: ${what} is gone. ${RESTORE}`)
}
