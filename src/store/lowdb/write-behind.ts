// Brings what was committed from the journal into files, a few at a time, and puts a piece of journal away once files
// hold all of it. Nobody waits for it: a commit is durable before it gets here.

import { dirname, join } from 'node:path'
import { type Documents, documentFileOf } from './documents.ts'
import { type FileSystem, removeIfThere, syncFolder } from './file-system.ts'
import { type Folder, writeCheckpoint } from './folder.ts'
import { type Journal, pieceName } from './journal.ts'
import type { StoreLog } from './log.ts'
import { type StreamFiles, type StreamLine, streamFileOf } from './stream-file.ts'

/** Runs the task once after so many milliseconds; the returned function calls it off. */
export type Schedule = (task: () => Promise<void>, delay: number) => () => void

export interface WriteBehind {
  /** Notes what journal line `seq` changed. */
  note(seq: number, keys: readonly string[], streams: readonly (readonly [string, StreamLine['entries']])[]): void
  /** Lines of the stream that are not known to be in its file. */
  pendingLines(stream: string): readonly StreamLine[]
  /** Lets the step under way finish; what is not in files stays in the journal. */
  stop(): Promise<void>
}

export interface WriteBehindOptions {
  readonly fs: FileSystem
  readonly folder: Folder
  readonly documents: Documents
  readonly streams: StreamFiles
  readonly journal: Journal
  readonly files: Set<string>
  readonly behind: ReadonlyMap<string, number>
  readonly lines: ReadonlyMap<string, readonly StreamLine[]>
  readonly schedule: Schedule
  readonly log: StoreLog
  /** The last journal line when the store was opened. */
  readonly through: number
}

/** Documents, and streams, of one step. Thousands at once would keep the disk from the commits for seconds. */
const PER_STEP = 4
/** More commits than this since the last step: the disk has better things to do. */
const BUSY = 10
/** Milliseconds between steps; a calm pause is long enough for one busy conversation to count as busy. */
const DELAYS = { first: 1000, calm: 20, busy: 100, failed: 5000 }

export function createWriteBehind(options: WriteBehindOptions): WriteBehind {
  const { fs, folder, documents, streams, journal, files, schedule, log } = options
  /** Key -> the oldest journal line that its file lacks. */
  const behind = new Map(options.behind)
  const lines = new Map([...options.lines].map(([stream, all]) => [stream, [...all]]))
  let commits = 0
  let callOff: (() => void) | undefined
  let step: Promise<void> = Promise.resolve()
  let running = false
  let stopped = false

  function plan(delay: number): void {
    if (stopped || running || callOff !== undefined) return
    callOff = schedule(() => {
      callOff = undefined
      step = runStep()
      return step
    }, delay)
  }

  /** One at a time: two would write the same lines of a stream. */
  async function runStep(): Promise<void> {
    if (stopped) return
    running = true
    const busy = commits > BUSY
    commits = 0
    let delay = busy ? DELAYS.busy / Math.max(1, journal.closed.length) : DELAYS.calm
    try {
      // Only a closed piece that waits makes writing urgent.
      const upTo = busy ? (journal.closed.at(-1)?.last ?? 0) : Number.POSITIVE_INFINITY
      await writeDocuments(upTo)
      await writeStreams(upTo)
      await retirePieces()
    } catch (error) {
      log('files-failed', { error: String(error) })
      delay = DELAYS.failed
    }
    running = false
    if (behind.size > 0 || lines.size > 0 || journal.closed.length > 0) plan(delay)
  }

  async function writeDocuments(upTo: number): Promise<void> {
    const due = firstOf(behind, ([, since]) => since <= upTo)
    const results = await Promise.allSettled(due.map(writeDocument))
    for (const result of results) if (result.status === 'rejected') throw result.reason
  }

  async function writeDocument([key, since]: readonly [string, number]): Promise<void> {
    // Taken out first: a commit during the write puts it in again.
    behind.delete(key)
    const file = documentFileOf(key)
    try {
      if (documents.get(key) !== undefined) {
        await documents.write(key)
        files.add(`documents/${file}`)
      } else if (files.has(`documents/${file}`)) {
        const path = join(folder.documents, file)
        if (await removeIfThere(fs, path)) await syncFolder(fs, dirname(path))
        files.delete(`documents/${file}`)
      }
    } catch (error) {
      behind.set(key, since)
      throw error
    }
  }

  async function writeStreams(upTo: number): Promise<void> {
    for (const [stream, all] of firstOf(lines, ([, [oldest]]) => oldest !== undefined && oldest.seq <= upTo)) {
      const written = [...all]
      await streams.append(stream, written)
      files.add(`streams/${streamFileOf(stream)}`)
      const rest = all.slice(written.length)
      if (rest.length > 0) lines.set(stream, rest)
      else lines.delete(stream)
    }
  }

  async function retirePieces(): Promise<void> {
    for (let piece = journal.closed[0]; piece !== undefined; piece = journal.closed[0]) {
      if (oldestMissing() <= piece.last) return
      await writeCheckpoint(fs, folder, { through: piece.last, files: [...files] })
      await journal.retire()
      log('piece-kept', { file: pieceName(piece.number) })
    }
  }

  /** At a stop with everything in files: the next start need not read the journal again. */
  async function noteAllWritten(): Promise<void> {
    if (behind.size > 0 || lines.size > 0 || journal.last === options.through) return
    try {
      await writeCheckpoint(fs, folder, { through: journal.last, files: [...files], end: journal.end })
    } catch (error) {
      log('files-failed', { error: String(error) })
    }
  }

  function oldestMissing(): number {
    let oldest = Number.POSITIVE_INFINITY
    for (const since of behind.values()) oldest = Math.min(oldest, since)
    for (const [first] of lines.values()) oldest = Math.min(oldest, first?.seq ?? oldest)
    return oldest
  }

  if (behind.size > 0 || lines.size > 0 || journal.closed.length > 0) plan(DELAYS.first)

  return {
    note(seq, keys, appended) {
      commits += 1
      for (const key of keys) if (!behind.has(key)) behind.set(key, seq)
      for (const [stream, entries] of appended) {
        const all = lines.get(stream)
        if (all === undefined) lines.set(stream, [{ seq, entries }])
        else all.push({ seq, entries })
      }
      plan(DELAYS.first)
    },
    pendingLines(stream) {
      return lines.get(stream) ?? []
    },
    async stop() {
      stopped = true
      callOff?.()
      await step
      await noteAllWritten()
    },
  }
}

function firstOf<K, V>(map: ReadonlyMap<K, V>, isDue: (entry: readonly [K, V]) => boolean): (readonly [K, V])[] {
  const found: (readonly [K, V])[] = []
  for (const entry of map) {
    if (isDue(entry)) found.push(entry)
    if (found.length === PER_STEP) break
  }
  return found
}
