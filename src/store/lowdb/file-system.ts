// The part of node:fs/promises that the store uses, so that tests can pass a bad disk, and the few habits that make
// a write survive a power cut.

import { constants } from 'node:fs'
import { dirname, resolve } from 'node:path'

export interface OpenFile {
  read(into: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesRead: number }>
  write(data: Uint8Array, offset: number, length: number): Promise<{ bytesWritten: number }>
  truncate(length: number): Promise<void>
  datasync(): Promise<void>
  sync(): Promise<void>
  stat(): Promise<{ size: number }>
  close(): Promise<void>
}

export interface FileSystem {
  open(path: string, flags: string | number): Promise<OpenFile>
  readFile(path: string): Promise<Buffer>
  readdir(path: string): Promise<string[]>
  mkdir(path: string, options: { readonly recursive: true }): Promise<string | undefined>
  rename(from: string, to: string): Promise<void>
  unlink(path: string): Promise<void>
  /**
   * The same as readFile, at once. Used where it is given, and only at start, when nothing else waits: thousands of small
   * files are read several times faster without four promises for each.
   */
  readFileSync?(path: string): Buffer
}

export const TEMPORARY = '.tmp'

/** Opens a file whose every write is on the disk when it returns; where there is no O_DSYNC, writeAll() syncs. */
export function openForAppend(fs: FileSystem, path: string): Promise<OpenFile> {
  return fs.open(path, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (O_DSYNC ?? 0))
}

const O_DSYNC: number | undefined = constants.O_DSYNC

/** Appends all bytes to a file from openForAppend(). A disk that is filling up takes a part first and fails then. */
export async function appendAll(file: OpenFile, data: Uint8Array): Promise<void> {
  await writeAll(file, data)
  if (O_DSYNC === undefined) await file.datasync()
}

/** Replaces a file as one step that survives a power cut: the old text or the new one, never a mixture. */
export async function replaceFile(fs: FileSystem, path: string, text: string): Promise<void> {
  const temporary = path + TEMPORARY
  const file = await fs.open(temporary, 'w')
  try {
    await writeAll(file, Buffer.from(text))
    await file.sync()
  } finally {
    await file.close()
  }
  await fs.rename(temporary, path)
  await syncFolder(fs, dirname(path))
}

/** Makes names that were added to a folder, or taken from it, survive a power cut. */
export async function syncFolder(fs: FileSystem, path: string): Promise<void> {
  const folder = await fs.open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Makes a folder, with those above it, and their names durable. */
export async function makeFolder(fs: FileSystem, path: string): Promise<void> {
  const first = resolve((await fs.mkdir(path, { recursive: true })) ?? path)
  for (let made = resolve(path); made.length >= first.length; made = dirname(made)) await syncFolder(fs, dirname(made))
}

/** Opens a file for reading and cutting; undefined when there is no such file. */
export function openIfThere(fs: FileSystem, path: string): Promise<OpenFile | undefined> {
  return fs.open(path, 'r+').catch(ifMissing)
}

/** Undefined when there is no such file. */
export function readIfThere(fs: FileSystem, path: string): Promise<Buffer | undefined> {
  return fs.readFile(path).catch(ifMissing)
}

/** As readIfThere, without waiting where the file system can do it: for the start only. */
export async function readAtStart(fs: FileSystem, path: string): Promise<Buffer | undefined> {
  if (fs.readFileSync === undefined) return readIfThere(fs, path)
  try {
    return fs.readFileSync(path)
  } catch (error) {
    return ifMissing(error)
  }
}

/** Undefined when there is no such folder. */
export function listIfThere(fs: FileSystem, path: string): Promise<string[] | undefined> {
  return fs.readdir(path).catch(ifMissing)
}

/** Returns false when there was no such file. */
export async function removeIfThere(fs: FileSystem, path: string): Promise<boolean> {
  return (await fs.unlink(path).then(() => true, ifMissing)) ?? false
}

/** The code of the system's error, such as ENOSPC. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

function ifMissing(error: unknown): undefined {
  if (errorCode(error) !== 'ENOENT') throw error
}

async function writeAll(file: OpenFile, data: Uint8Array): Promise<void> {
  let done = 0
  while (done < data.length) {
    const { bytesWritten } = await file.write(data, done, data.length - done)
    if (bytesWritten === 0) throw new Error('the disk took none of the bytes')
    done += bytesWritten
  }
}
