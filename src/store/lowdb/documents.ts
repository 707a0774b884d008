// All current documents in memory, one lowdb `Low` each. Changes are visible at once and reach a file when someone asks
// for it. Does not know the journal, nor when a change may be shown.

import { join } from 'node:path'
import { Low } from 'lowdb'
import { kindOf } from '../kinds.ts'
import { StoreError } from '../port.ts'
import { createDocumentFile, type SavedDocument } from './document-file.ts'
import { fileNameOf } from './file-name.ts'
import type { FileSystem } from './file-system.ts'
import { RESTORE } from './folder.ts'

export interface Documents {
  get(key: string): SavedDocument | undefined
  set(saved: SavedDocument): void
  remove(key: string): void
  /** Keys that begin with `prefix`, sorted. */
  list(prefix: string): readonly string[]
  /** Takes a document from its file, named below the folder. Throws StoreError `corrupt`. */
  read(file: string): Promise<void>
  /** Writes the document as it is at this moment to its file, durably. */
  write(key: string): Promise<void>
}

/** `unit/longmen-2023` -> `unit/unit+longmen-2023.json`, below the folder of the documents. */
export function documentFileOf(key: string): string {
  return `${fileNameOf(key)}.json`
}

export function createDocuments(fs: FileSystem, folder: string): Documents {
  /** By kind, so that listing the few of one kind does not walk the many of another. */
  const kinds = new Map<string, Map<string, Low<SavedDocument | null>>>()

  function find(key: string): Low<SavedDocument | null> | undefined {
    return kinds.get(kindOf(key))?.get(key)
  }

  function add(key: string, low: Low<SavedDocument | null>): void {
    const kind = kindOf(key)
    const lows = kinds.get(kind)
    if (lows === undefined) kinds.set(kind, new Map([[key, low]]))
    else lows.set(key, low)
  }

  function createLow(file: string, saved: SavedDocument | null): Low<SavedDocument | null> {
    return new Low<SavedDocument | null>(createDocumentFile(fs, join(folder, file)), saved)
  }

  return {
    get(key) {
      return find(key)?.data ?? undefined
    },

    set(saved) {
      const low = find(saved.key)
      if (low === undefined) add(saved.key, createLow(documentFileOf(saved.key), saved))
      else low.data = saved
    },

    remove(key) {
      kinds.get(kindOf(key))?.delete(key)
    },

    list(prefix) {
      const searched = prefix.includes('/') ? [kinds.get(kindOf(prefix))] : [...kinds.values()]
      return searched.flatMap((lows) => [...(lows?.keys() ?? [])].filter((key) => key.startsWith(prefix))).sort()
    },

    async read(file) {
      const low = createLow(file, null)
      await low.read()
      if (low.data === null || documentFileOf(low.data.key) !== file) {
        throw new StoreError('corrupt', `${join(folder, file)}: holds the document of another name. ${RESTORE}`)
      }
      add(low.data.key, low)
    },

    async write(key) {
      await find(key)?.write()
    },
  }
}
