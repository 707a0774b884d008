// One document as one readable JSON file, behind lowdb's adapter. The first lines say which document it is and carry
// a checksum of themselves and of the text that follows. Does not know when it is written or what a document means.

import type { Adapter } from 'lowdb'
import { type Json, StoreError } from '../port.ts'
import { checksum } from './checked-line.ts'
import { type FileSystem, readAtStart, replaceFile } from './file-system.ts'
import { RESTORE } from './folder.ts'

export interface SavedDocument {
  readonly key: string
  readonly version: number
  /** The number of the journal line that made this version. */
  readonly seq: number
  readonly doc: Json
}

type Head = Omit<SavedDocument, 'doc'>

const DOC = '"doc":\n'
const END = '\n}\n'

/** Reads null when there is no file. Throws StoreError `corrupt` when the text is not as it was written. */
export function createDocumentFile(fs: FileSystem, path: string): Adapter<SavedDocument | null> {
  return {
    async read() {
      const bytes = await readAtStart(fs, path)
      return bytes === undefined ? null : parse(bytes, path)
    },
    async write(saved) {
      if (saved !== null) await replaceFile(fs, path, render(saved))
    },
  }
}

function render(saved: SavedDocument): string {
  const text = renderReadable(saved.doc, LEVELS)
  return `${renderHead(saved, text)}${DOC}${text}${END}`
}

/** Levels of a document that get a line for each member; what is deeper stands on one line, such as a version with its figures. */
const LEVELS = 4

/** JSON that a person can read and that is not half made of blanks. */
function renderReadable(value: Json, levels: number): string {
  if (levels === 0 || typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]'
    return `[\n${value.map((item: Json) => renderReadable(item, levels - 1)).join(',\n')}\n]`
  }
  const members = Object.entries(value).flatMap(([key, member]) =>
    member === undefined ? [] : `${JSON.stringify(key)}: ${renderReadable(member, levels - 1)}`,
  )
  return members.length === 0 ? '{}' : `{\n${members.join(',\n')}\n}`
}

function renderHead({ key, version, seq }: Head, text: string | Uint8Array): string {
  const crc32 = checksum(JSON.stringify([key, version, seq]), text)
  return `${JSON.stringify({ key, version, seq, crc32 }, null, 1).slice(0, -2)},\n`
}

function parse(bytes: Buffer, path: string): SavedDocument {
  const start = bytes.indexOf(DOC)
  const end = bytes.length - END.length
  const headText = bytes.toString('utf8', 0, Math.max(0, start))
  const text = bytes.subarray(start + DOC.length, end)
  const head = parseHead(headText)
  if (head === undefined || renderHead(head, text) !== headText || bytes.toString('latin1', end) !== END) {
    throw new StoreError('corrupt', `${path}: the text is not as the store wrote it. ${RESTORE}`)
  }
  return { key: head.key, version: head.version, seq: head.seq, doc: JSON.parse(text.toString()) as Json }
}

/** What it says is believed only if renderHead() gives the same text again. */
function parseHead(text: string): Head | undefined {
  try {
    return JSON.parse(`${text.slice(0, -',\n'.length)}}`)
  } catch {
    return undefined
  }
}
