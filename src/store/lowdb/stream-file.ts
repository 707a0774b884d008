// Streams as files of checked lines, one line for all entries that one commit had for the stream. A line carries the
// number of its journal line, so that what is appended again after a crash is not there twice. Does not decide when.

import { dirname, join } from 'node:path'
import { type Json, StoreError } from '../port.ts'
import { parseLine, readLines, renderLine } from './checked-line.ts'
import { fileNameOf } from './file-name.ts'
import {
  appendAll,
  type FileSystem,
  makeFolder,
  type OpenFile,
  openForAppend,
  openIfThere,
  readIfThere,
  syncFolder,
} from './file-system.ts'
import { RESTORE } from './folder.ts'

export interface StreamLine {
  readonly seq: number
  readonly entries: readonly Json[]
}

export interface StreamFiles {
  /**
   * The journal line of the stream's last entry, 0 when there is none. A torn line at the end is cut: the journal has it.
   * Throws StoreError `corrupt` when the last line is damaged.
   */
  lastSeq(stream: string): Promise<number>
  /** Appends those lines that the file does not have yet, durably. */
  append(stream: string, lines: readonly StreamLine[]): Promise<void>
  /** Throws StoreError `corrupt` when a line is damaged. */
  read(stream: string): Promise<readonly StreamLine[]>
}

/** `audit/longmen-2023` -> `audit/audit+longmen-2023.jsonl`, below the folder of the streams. */
export function streamFileOf(stream: string): string {
  return `${fileNameOf(stream)}.jsonl`
}

export function createStreamFiles(fs: FileSystem, folder: string): StreamFiles {
  /** Only of streams whose file is known to end with a good line. */
  const lastSeqs = new Map<string, number>()
  let turn: Promise<unknown> = Promise.resolve()

  /** One at a time: a reader must not meet half a line. */
  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = turn.then(task)
    turn = result.catch(() => undefined)
    return result
  }

  async function lastSeq(stream: string): Promise<number> {
    const known = lastSeqs.get(stream)
    if (known !== undefined) return known
    const found = await mendTail(join(folder, streamFileOf(stream)))
    lastSeqs.set(stream, found)
    return found
  }

  async function mendTail(path: string): Promise<number> {
    const file = await openIfThere(fs, path)
    if (file === undefined) return 0
    try {
      const { size } = await file.stat()
      const tail = await readLastLine(file, size)
      if (tail.end < size) {
        await file.truncate(tail.end)
        await file.sync()
      }
      if (tail.line === undefined) return 0
      const line = parseLine(tail.line) as StreamLine | undefined
      if (line === undefined) throw damaged(path)
      return line.seq
    } finally {
      await file.close()
    }
  }

  async function append(stream: string, lines: readonly StreamLine[]): Promise<void> {
    const last = await lastSeq(stream)
    const missing = lines.filter((line) => line.seq > last)
    const end = missing.at(-1)
    if (end === undefined) return
    const path = join(folder, streamFileOf(stream))
    if (last === 0) await makeFolder(fs, dirname(path))
    const file = await openForAppend(fs, path)
    lastSeqs.delete(stream)
    try {
      await appendAll(file, Buffer.from(missing.map((line) => renderLine(JSON.stringify(line))).join('')))
    } finally {
      await file.close()
    }
    if (last === 0) await syncFolder(fs, dirname(path))
    lastSeqs.set(stream, end.seq)
  }

  async function read(stream: string): Promise<readonly StreamLine[]> {
    const path = join(folder, streamFileOf(stream))
    const bytes = await readIfThere(fs, path)
    if (bytes === undefined) return []
    const lines: StreamLine[] = []
    const { rest } = readLines(bytes, (json) => lines.push(JSON.parse(json.toString()) as StreamLine))
    if (rest === 'damaged') throw damaged(path)
    return lines
  }

  return {
    lastSeq: (stream) => inTurn(() => lastSeq(stream)),
    append: (stream, lines) => inTurn(() => append(stream, lines)),
    read: (stream) => inTurn(() => read(stream)),
  }
}

/** The last line that ends with a line feed, and where it ends; reads no more of a long file than it must. */
async function readLastLine(file: OpenFile, size: number): Promise<{ readonly line?: Buffer; readonly end: number }> {
  for (let length = 16_384; ; length *= 4) {
    const bytes = Buffer.alloc(Math.min(length, size))
    const start = size - bytes.length
    for (let done = 0; done < bytes.length; ) {
      const { bytesRead } = await file.read(bytes, done, bytes.length - done, start + done)
      if (bytesRead === 0) throw new Error('the file became shorter while it was read')
      done += bytesRead
    }
    const end = bytes.lastIndexOf('\n')
    const before = end <= 0 ? -1 : bytes.lastIndexOf('\n', end - 1)
    if (end >= 0 && (before >= 0 || start === 0)) return { line: bytes.subarray(before + 1, end), end: start + end + 1 }
    if (start === 0) return { end: 0 }
  }
}

function damaged(path: string): StoreError {
  return new StoreError('corrupt', `${path}: a line is damaged. ${RESTORE}`)
}
