// The append-only journal: numbered lines in numbered pieces. A batch of lines is one write that is on the disk when
// append() resolves, or leaves no trace. Does not know what the lines mean or when a piece is no longer needed.

import { join } from 'node:path'
import { StoreError } from '../port.ts'
import { renderLine } from './checked-line.ts'
import { appendAll, type FileSystem, type OpenFile, openForAppend, syncFolder } from './file-system.ts'
import { numbered } from './journal-record.ts'

export interface Piece {
  readonly number: number
  /** The number of its last line. */
  readonly last: number
}

export interface JournalEnd {
  /** Pieces that are full, oldest first. */
  readonly closed: readonly Piece[]
  /** The piece to append to, and the bytes of good lines in it. */
  readonly number: number
  readonly length: number
  /** The number of the last line that was ever written. */
  readonly last: number
}

export interface Journal {
  readonly closed: readonly Piece[]
  /** The number of the last line that was written, and where it ends. */
  readonly last: number
  readonly end: { readonly piece: number; readonly bytes: number }
  /** Appends one line for each text of a JSON object and returns the number of the first. Throws StoreError `unwritable`. */
  append(bodies: readonly string[]): Promise<number>
  /** Moves the oldest closed piece to the kept ones, of which the newest `keep` stay. */
  retire(): Promise<void>
  close(): Promise<void>
}

export interface JournalOptions {
  readonly fs: FileSystem
  readonly folder: string
  readonly kept: string
  readonly pieceBytes: number
  readonly keep: number
}

/** Opens the journal where recovery found its end; what stands behind the good lines is cut. */
export async function openJournal(options: JournalOptions, end: JournalEnd): Promise<Journal> {
  const { fs, folder, kept, pieceBytes, keep } = options
  const closed = [...end.closed]
  let { number, length, last } = end
  let file = await openForAppend(fs, join(folder, pieceName(number)))
  await syncFolder(fs, folder)
  await cut(file, length)
  /** The last write failed and the piece may hold a part of it. */
  let dirty = false

  async function startPiece(): Promise<void> {
    const next = await openForAppend(fs, join(folder, pieceName(number + 1)))
    try {
      await syncFolder(fs, folder)
    } catch (error) {
      await next.close()
      throw error
    }
    await file.close()
    closed.push({ number, last })
    file = next
    number += 1
    length = 0
  }

  async function cleanUp(): Promise<void> {
    await cut(file, length)
    dirty = false
  }

  async function append(bodies: readonly string[]): Promise<number> {
    const first = last + 1
    const lines = bodies.map((body, index) => renderLine(numbered(body, first + index)))
    const bytes = Buffer.from(lines.join(''))
    try {
      if (dirty) await cleanUp()
      if (length >= pieceBytes) await startPiece()
      dirty = true
      await appendAll(file, bytes)
      dirty = false
    } catch (cause) {
      // At once, so that a crash before the next append does not bring back what was refused; else tried again then.
      if (dirty) await cleanUp().catch(() => undefined)
      const path = join(folder, pieceName(number))
      throw new StoreError('unwritable', `${path}: not written, nothing was kept: ${String(cause)}`, { cause })
    }
    length += bytes.length
    last += bodies.length
    return first
  }

  async function retire(): Promise<void> {
    const piece = closed[0]
    if (piece === undefined) return
    await fs.rename(join(folder, pieceName(piece.number)), join(kept, pieceName(piece.number)))
    closed.shift()
    await syncFolder(fs, kept)
    await syncFolder(fs, folder)
    const numbers = pieceNumbers(await fs.readdir(kept))
    for (const oldNumber of numbers.slice(0, Math.max(0, numbers.length - keep)))
      await fs.unlink(join(kept, pieceName(oldNumber)))
  }

  return {
    closed,
    get last() {
      return last
    },
    get end() {
      return { piece: number, bytes: length }
    },
    append,
    retire,
    close: () => file.close(),
  }
}

/** `000001.jsonl` */
export function pieceName(number: number): string {
  return `${String(number).padStart(6, '0')}.jsonl`
}

/** The numbers of the pieces among these file names, in order. */
export function pieceNumbers(names: readonly string[]): readonly number[] {
  return names
    .filter((name) => /^\d{6,}\.jsonl$/.test(name))
    .map((name) => Number.parseInt(name, 10))
    .sort((a, b) => a - b)
}

async function cut(file: OpenFile, length: number): Promise<void> {
  if ((await file.stat()).size === length) return
  await file.truncate(length)
  await file.sync()
}
