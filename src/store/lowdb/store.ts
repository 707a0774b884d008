// The embedded store: documents in memory, every commit one line of the journal, files written later. Decides the order
// of commits and who may change what; leaves bytes, files and recovery to its neighbours.

import { setImmediate } from 'node:timers/promises'
import { apply, diff } from '../delta.ts'
import { createKinds, type Kinds } from '../kinds.ts'
import { type Commit, type CommitResult, type DocumentKind, type Json, type Store, StoreError } from '../port.ts'
import type { SavedDocument } from './document-file.ts'
import type { Documents } from './documents.ts'
import { errorCode, type FileSystem, makeFolder } from './file-system.ts'
import { folderAt, prepareFolder, writeMarker } from './folder.ts'
import { type Journal, openJournal } from './journal.ts'
import { type Change, groupEntries, type JournalRecord, renderBody } from './journal-record.ts'
import { takeLock } from './lock.ts'
import type { StoreLog } from './log.ts'
import { recover } from './recovery.ts'
import { createStreamFiles, type StreamFiles } from './stream-file.ts'
import { createWriteBehind, type Schedule, type WriteBehind } from './write-behind.ts'

export interface LowdbOptions {
  /** The data folder; made when it is not there. */
  readonly dir: string
  readonly kinds: readonly DocumentKind[]
  /** node:fs/promises, or a disk with faults. */
  readonly fs: FileSystem
  readonly log?: StoreLog
  /** When files are written; by default on timers that do not keep the process alive. */
  readonly schedule?: Schedule
  /** A piece of journal is closed when it has reached this size; 32 MiB by default. */
  readonly pieceBytes?: number
  /** How many closed pieces stay as a backup after files hold all that they say; 8 by default. */
  readonly keepPieces?: number
}

/**
 * Opens the store in a folder that only this process may use. Throws StoreError `locked`, `corrupt` or `newer`, with a
 * message for the operator that names the file, and `unwritable` when the folder cannot be used at all.
 */
export async function openLowdbStore(options: LowdbOptions): Promise<Store> {
  const { dir, fs, log = () => undefined, schedule = scheduleOnTimer } = options
  const kinds = createKinds(options.kinds)
  const folder = folderAt(dir)
  let release: (() => Promise<void>) | undefined
  let journal: Journal | undefined
  try {
    await makeFolder(fs, dir)
    release = await takeLock(fs, folder.lock, (holder) => log('lock-stale', { holder }))
    await prepareFolder(fs, folder)
    const streams = createStreamFiles(fs, folder.streams)
    const recovered = await recover(fs, folder, kinds, streams, log)
    const { pieceBytes = 32 * 1024 * 1024, keepPieces = 8 } = options
    journal = await openJournal(
      { fs, folder: folder.journal, kept: folder.kept, pieceBytes, keep: keepPieces },
      recovered.end,
    )
    await writeMarker(fs, folder)
    const writeBehind = createWriteBehind({
      fs,
      folder,
      streams,
      journal,
      schedule,
      log,
      through: journal.last,
      ...recovered,
    })
    return createStore({ kinds, streams, journal, writeBehind, release, ...recovered })
  } catch (error) {
    await journal?.close()
    await release?.()
    if (errorCode(error) === undefined || error instanceof StoreError) throw error
    throw new StoreError('unwritable', `${dir}: the data folder cannot be used: ${String(error)}`, { cause: error })
  }
}

interface Parts {
  readonly kinds: Kinds
  readonly documents: Documents
  readonly streams: StreamFiles
  readonly journal: Journal
  readonly writeBehind: WriteBehind
  /** Documents whose form in journal and files is older than in memory: their next line carries them whole. */
  readonly upgraded: Set<string>
  readonly release: () => Promise<void>
}

/** A commit that waits for its line to be written. */
interface Waiting {
  readonly body: string
  readonly keep: (seq: number) => void
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

function createStore({ kinds, documents, streams, journal, writeBehind, upgraded, release }: Parts): Store {
  const queue: Waiting[] = []
  let writing = false
  /** Keys that a commit under way changes, with a promise that never rejects and is settled when it is over. */
  const busy = new Map<string, Promise<void>>()
  const underWay = new Set<Promise<unknown>>()
  let probing: Promise<void> | undefined
  /** Characters of the lines that were refused last: a full disk may still have room for an empty line, not for a commit. */
  let roomNeeded = 0
  let closing: Promise<void> | undefined

  function checkOpen(): void {
    if (closing !== undefined) throw new StoreError('closed', 'The store has been stopped.')
  }

  /** Counts as under way until it is over, so that close() waits for it. */
  async function track<T>(work: Promise<T>): Promise<T> {
    underWay.add(work)
    try {
      return await work
    } finally {
      underWay.delete(work)
    }
  }

  function writeLine(body: string, keep: Waiting['keep']): Promise<void> {
    const written = new Promise<void>((resolve, reject) => queue.push({ body, keep, resolve, reject }))
    if (!writing) void writeQueue()
    return written
  }

  async function writeQueue(): Promise<void> {
    writing = true
    while (queue.length > 0) {
      // Whoever was answered by the last write, or came in with the same poll of the network, shares this one.
      await setImmediate()
      const batch = queue.splice(0)
      let first: number
      try {
        first = await journal.append(batch.map(({ body }) => body))
      } catch (error) {
        roomNeeded = batch.reduce((sum, { body }) => sum + body.length, 0)
        for (const { reject } of batch) reject(error)
        continue
      }
      roomNeeded = 0
      for (const [index, { keep, resolve }] of batch.entries()) {
        keep(first + index)
        resolve()
      }
    }
    writing = false
  }

  async function commitInTurn(commit: Commit): Promise<CommitResult> {
    for (;;) {
      const conflict = findConflict(commit)
      if (conflict !== undefined) return { outcome: 'conflict', key: conflict }
      const before = findBusy(commit)
      if (before === undefined) break
      await before
    }
    const changes = findChanges(commit)
    const entries = groupEntries(commit.append ?? [])
    if (changes.length === 0 && entries.length === 0) return { outcome: 'committed' }
    // No await between the checks above and this: the next commit of these keys waits.
    const written = writeLine(renderBody({ documents: changes, streams: entries }), (seq) =>
      keep(seq, changes, entries),
    )
    const over = written.catch(() => undefined)
    for (const [key] of changes) busy.set(key, over)
    try {
      await written
    } finally {
      for (const [key] of changes) if (busy.get(key) === over) busy.delete(key)
    }
    return { outcome: 'committed' }
  }

  function findConflict({ expect }: Commit): string | undefined {
    for (const [key, version] of expect) {
      if ((documents.get(key)?.version ?? 0) !== version) return key
    }
    return undefined
  }

  function findBusy({ expect }: Commit): Promise<void> | undefined {
    for (const key of expect.keys()) {
      const before = busy.get(key)
      if (before !== undefined) return before
    }
    return undefined
  }

  function findChanges({ put, remove = [] }: Commit): readonly Change[] {
    const changes: Change[] = []
    for (const [key, next] of put) {
      const saved = documents.get(key)
      changes.push([key, saved?.version ?? 0, diff(upgraded.has(key) ? undefined : saved?.doc, next)])
    }
    for (const key of remove) {
      const saved = documents.get(key)
      if (saved !== undefined) changes.push([key, saved.version, null])
    }
    return changes
  }

  /** Shows what the line has made durable: a copy of what is new, so that a later change of what was handed in does no harm. */
  function keep(seq: number, changes: readonly Change[], entries: NonNullable<JournalRecord['streams']>): void {
    for (const [key, from, delta] of changes) {
      if (delta === null) documents.remove(key)
      else documents.set({ key, version: from + 1, seq, doc: apply(documents.get(key)?.doc, delta) })
      upgraded.delete(key)
    }
    writeBehind.note(
      seq,
      changes.map(([key]) => key),
      entries,
    )
  }

  async function readEntries(stream: string): Promise<readonly Json[]> {
    const written = await streams.read(stream)
    const last = written.at(-1)?.seq ?? 0
    const pending = writeBehind.pendingLines(stream).filter((line) => line.seq > last)
    return [...written, ...pending].flatMap((line) => line.entries)
  }

  async function shutDown(): Promise<void> {
    await Promise.allSettled(underWay)
    await writeBehind.stop()
    await journal.close()
    await release()
  }

  return {
    async load(keys) {
      checkOpen()
      return new Map(keys.map((key) => [key, asStored(documents.get(key))]))
    },

    async list(prefix) {
      checkOpen()
      return documents.list(prefix)
    },

    async commit(commit) {
      checkOpen()
      kinds.check(commit)
      return track(commitInTurn(commit))
    },

    async readStream(stream) {
      checkOpen()
      return track(readEntries(stream))
    },

    async probe() {
      checkOpen()
      probing ??= track(writeLine(`{${' '.repeat(roomNeeded)}}`, () => undefined)).finally(() => {
        probing = undefined
      })
      return probing
    },

    async close() {
      closing ??= shutDown()
      return closing
    },
  }
}

function asStored(saved: SavedDocument | undefined): { readonly version: number; readonly doc: Json | undefined } {
  return { version: saved?.version ?? 0, doc: saved?.doc }
}

const scheduleOnTimer: Schedule = (task, delay) => {
  const timer = setTimeout(() => void task(), delay)
  timer.unref()
  return () => clearTimeout(timer)
}
