// The data folder as a whole: its layout, the marker that tells a first start from lost data, and the checkpoint that
// says which files must be there. Does not know what is in documents, streams or journal lines.

import { join } from 'node:path'
import { StoreError } from '../port.ts'
import { parseLine, renderLine } from './checked-line.ts'
import {
  type FileSystem,
  listIfThere,
  makeFolder,
  readIfThere,
  removeIfThere,
  replaceFile,
  TEMPORARY,
} from './file-system.ts'
import { pieceName, pieceNumbers } from './journal.ts'

/** What every message about lost or altered data ends with. */
export const RESTORE = 'Keep a copy of the data folder as it is, then restore the folder from a backup.'

const FORMAT_TEXT = 'diaodu store, format 1\n'

export interface Folder {
  readonly marker: string
  readonly lock: string
  readonly journal: string
  readonly kept: string
  readonly checkpoint: string
  readonly documents: string
  readonly streams: string
}

export function folderAt(dir: string): Folder {
  return {
    marker: join(dir, 'FORMAT'),
    lock: join(dir, 'lock'),
    journal: join(dir, 'journal'),
    kept: join(dir, 'journal', 'kept'),
    checkpoint: join(dir, 'journal', 'checkpoint.json'),
    documents: join(dir, 'documents'),
    streams: join(dir, 'streams'),
  }
}

/** All up to journal line `through` is in files, and these files (relative to the data folder) were there then. */
export interface Checkpoint {
  readonly through: number
  readonly files: readonly string[]
  /** Where the journal ended, when it was written at a stop: a journal that is shorter has lost its end. */
  readonly end?: { readonly piece: number; readonly bytes: number }
}

/**
 * Makes an empty data folder ready, or checks that a used one has all its parts. Throws StoreError `corrupt` when a
 * part is gone, `newer` when a later release made it.
 */
export async function prepareFolder(fs: FileSystem, folder: Folder): Promise<void> {
  const marker = await readIfThere(fs, folder.marker)
  if (marker === undefined) {
    await refuseDataWithoutMarker(fs, folder)
    for (const path of [folder.journal, folder.kept, folder.documents, folder.streams]) await makeFolder(fs, path)
    return
  }
  if (marker.toString() !== FORMAT_TEXT) {
    const newer = /^diaodu store, format \d+\n$/.test(marker.toString())
    throw newer
      ? new StoreError('newer', `${folder.marker}: was written by a newer release. Start that release again.`)
      : new StoreError('corrupt', `${folder.marker}: is not the marker of a store. ${RESTORE}`)
  }
  for (const path of [folder.journal, folder.documents, folder.streams]) {
    const names = await listIfThere(fs, path)
    if (names === undefined || (path === folder.journal && pieceNumbers(names).length === 0)) {
      throw new StoreError('corrupt', `${path}: is gone, though ${folder.marker} says that there was data. ${RESTORE}`)
    }
  }
  await makeFolder(fs, folder.kept)
}

/** The last step of a first start: from now on, missing data is lost data. */
export async function writeMarker(fs: FileSystem, folder: Folder): Promise<void> {
  if ((await readIfThere(fs, folder.marker)) === undefined) await replaceFile(fs, folder.marker, FORMAT_TEXT)
}

export async function readCheckpoint(fs: FileSystem, folder: Folder): Promise<Checkpoint> {
  const bytes = await readIfThere(fs, folder.checkpoint)
  if (bytes === undefined) return { through: 0, files: [] }
  const checkpoint = parseLine(bytes.subarray(0, -1))
  if (checkpoint === undefined)
    throw new StoreError('corrupt', `${folder.checkpoint}: the checksum is wrong. ${RESTORE}`)
  return checkpoint as Checkpoint
}

export async function writeCheckpoint(fs: FileSystem, folder: Folder, checkpoint: Checkpoint): Promise<void> {
  await replaceFile(fs, folder.checkpoint, renderLine(JSON.stringify(checkpoint)))
}

/**
 * The files two levels below `path`, as `unit/unit+样例一村.json`. Files that a crash left before their rename are
 * removed: the journal still holds what they were to say.
 */
export async function listFiles(fs: FileSystem, path: string): Promise<readonly string[]> {
  const files: string[] = []
  for (const kind of (await listIfThere(fs, path)) ?? []) {
    if (isForeign(kind)) continue
    for (const name of await fs.readdir(join(path, kind))) {
      if (name.endsWith(TEMPORARY)) await removeIfThere(fs, join(path, kind, name))
      else if (!isForeign(name)) files.push(`${kind}/${name}`)
    }
  }
  return files
}

/** Hidden files are the desktop's or an editor's; a name of ours never begins with a dot. */
function isForeign(name: string): boolean {
  return name.startsWith('.')
}

/** A first start that crashed leaves folders and an empty piece of journal, but never data. */
async function refuseDataWithoutMarker(fs: FileSystem, folder: Folder): Promise<void> {
  const found = [...(await listFiles(fs, folder.documents)), ...(await listFiles(fs, folder.streams))]
  for (const number of pieceNumbers((await listIfThere(fs, folder.journal)) ?? [])) {
    const piece = await fs.readFile(join(folder.journal, pieceName(number)))
    if (piece.length > 0) found.push(pieceName(number))
  }
  if (found.length > 0) {
    throw new StoreError('corrupt', `${folder.marker}: is gone, though there is data (${found[0]}). ${RESTORE}`)
  }
}
