// Keeps a second process out of the data folder. A lock whose process is gone, or whose process id now belongs to
// another one, is taken over. Two containers that mount one folder cannot see each other's processes: not noticed here.

import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { StoreError } from '../port.ts'
import { errorCode, type FileSystem, type OpenFile, readIfThere, removeIfThere } from './file-system.ts'

interface LockHolder {
  readonly pid: number
  /** When the process started, in whatever unit the system has; tells it from a later one with the same id. */
  readonly started: string
}

/**
 * Takes the lock and returns the function that gives it back. `onStale` hears of a lock that a dead process left.
 * Throws StoreError `locked` when its holder lives.
 */
export async function takeLock(
  fs: FileSystem,
  path: string,
  onStale: (holder: string) => void,
): Promise<() => Promise<void>> {
  const own: LockHolder = { pid: process.pid, started: (await startOf(fs, process.pid)) ?? 'unknown' }
  const text = `${JSON.stringify(own)}\n`
  while (!(await createFile(fs, path, text))) {
    const found = (await readIfThere(fs, path))?.toString()
    if (found === undefined) continue
    if (await isAlive(fs, found)) throw inUse(path, found)
    onStale(found.trim())
    await moveAway(fs, path, found)
  }
  return async () => {
    if ((await readIfThere(fs, path))?.toString() === text) await removeIfThere(fs, path)
  }
}

async function createFile(fs: FileSystem, path: string, text: string): Promise<boolean> {
  let file: OpenFile
  try {
    file = await fs.open(path, 'wx')
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
  try {
    const bytes = Buffer.from(text)
    await file.write(bytes, 0, bytes.length)
  } finally {
    await file.close()
  }
  return true
}

/** Removing by name could hit the fresh lock of another process that starts in this moment; a rename shows what it hit. */
async function moveAway(fs: FileSystem, path: string, stale: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`
  try {
    await fs.rename(path, aside)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return
    throw error
  }
  const moved = (await fs.readFile(aside)).toString()
  if (moved !== stale) {
    await fs.rename(aside, path)
    throw inUse(path, moved)
  }
  await fs.unlink(aside)
}

async function isAlive(fs: FileSystem, text: string): Promise<boolean> {
  const holder = parseHolder(text)
  if (holder === undefined) return false
  const started = await startOf(fs, holder.pid)
  if (started !== undefined) return started === holder.started
  if (await hasProc(fs)) return false
  try {
    return process.kill(holder.pid, 0)
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

/** Undefined for the lock of a process that was killed before it had written its name. */
function parseHolder(text: string): LockHolder | undefined {
  try {
    const { pid, started } = JSON.parse(text)
    return Number.isInteger(pid) && typeof started === 'string' ? { pid, started } : undefined
  } catch {
    return undefined
  }
}

/** Boot and tick of a process's start; undefined when it is gone or a zombie, or where there is no /proc to ask. */
async function startOf(fs: FileSystem, pid: number): Promise<string | undefined> {
  const stat = await readProc(fs, `/proc/${pid}/stat`)
  if (stat === undefined) return pid === process.pid ? `origin ${performance.timeOrigin}` : undefined
  // The name of the program, in brackets, may hold blanks; fields 3 (state) and 22 (start) of proc(5) come after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined
  const boot = await readProc(fs, '/proc/sys/kernel/random/boot_id')
  return `boot ${boot?.trim()} tick ${fields[19]}`
}

async function hasProc(fs: FileSystem): Promise<boolean> {
  return (await readProc(fs, '/proc/self/stat')) !== undefined
}

async function readProc(fs: FileSystem, path: string): Promise<string | undefined> {
  try {
    return (await fs.readFile(path)).toString()
  } catch {
    return undefined
  }
}

function inUse(path: string, holder: string): StoreError {
  return new StoreError(
    'locked',
    `${path}: the data folder is in use by another process (${holder.trim()}). Stop it first, or give this one its own DATA_DIR.`,
  )
}
