// A disk in memory that can be made to fail and to lose its power: what was not synced is gone then, names included.
// Speaks the part of node:fs/promises that the store uses.

import { constants } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { FileSystem, OpenFile } from '../../src/store/lowdb/file-system.ts'

interface FileNode {
  data: Buffer
  durable: Buffer
}
interface FolderNode {
  names: Map<string, Node>
  durable: Map<string, Node>
}
type Node = FileNode | FolderNode

export interface Call {
  readonly kind: 'open' | 'read' | 'readdir' | 'write' | 'truncate' | 'sync' | 'rename' | 'unlink' | 'mkdir'
  readonly path: string
  /** How many bytes a write brings. */
  readonly size?: number
}

/** `error`: the call fails; a write takes `bytes` before that (0 when left out). `wait`: the call is slow. */
export interface Fault {
  readonly error?: string
  readonly bytes?: number
  readonly wait?: Promise<void>
}

export interface SimulatedDisk {
  readonly fs: FileSystem
  /** Every call so far, oldest first. */
  readonly calls: Call[]
  /** Asked before every call; no fault by default. */
  fault: (call: Call, count: number) => Fault | undefined
  /** The process is gone. With `power` lost, so is all that was not synced. All calls work again after it. */
  crash(what: 'process' | 'power'): void
  has(path: string): boolean
  read(path: string): Buffer
  write(path: string, data: string | Buffer): void
  remove(path: string): void
  list(path: string): readonly string[]
}

export function createSimulatedDisk(): SimulatedDisk {
  const root: FolderNode = { names: new Map(), durable: new Map() }
  const calls: Call[] = []

  function find(path: string): Node | undefined {
    let node: Node | undefined = root
    for (const name of path.split('/').filter(Boolean)) {
      if (node === undefined || !isFolder(node)) return undefined
      node = node.names.get(name)
    }
    return node
  }

  function folder(path: string): FolderNode {
    const node = find(path)
    if (node === undefined || !isFolder(node)) throw systemError('ENOENT', path)
    return node
  }

  function file(path: string): FileNode {
    const node = find(path)
    if (node === undefined) throw systemError('ENOENT', path)
    if (isFolder(node)) throw systemError('EISDIR', path)
    return node
  }

  async function meet(kind: Call['kind'], path: string, size?: number): Promise<Fault | undefined> {
    const call: Call = { kind, path, ...(size !== undefined && { size }) }
    calls.push(call)
    const fault = disk.fault(call, calls.length)
    await fault?.wait
    if (fault?.error !== undefined && kind !== 'write') throw systemError(fault.error, path)
    return fault
  }

  function addFile(path: string): FileNode {
    const node: FileNode = { data: Buffer.alloc(0), durable: Buffer.alloc(0) }
    folder(dirname(path)).names.set(basename(path), node)
    return node
  }

  function openNode(path: string, flags: string | number): Node {
    const there = find(path)
    if (flags === 'wx' && there !== undefined) throw systemError('EEXIST', path)
    const creates = flags === 'w' || flags === 'wx' || (typeof flags === 'number' && (flags & constants.O_CREAT) !== 0)
    const node = there ?? (creates ? addFile(path) : undefined)
    if (node === undefined) throw systemError('ENOENT', path)
    if (flags === 'w' && !isFolder(node)) node.data = Buffer.alloc(0)
    return node
  }

  function openFile(path: string, node: Node, writesThrough: boolean): OpenFile {
    const opened = isFolder(node) ? { data: Buffer.alloc(0), durable: Buffer.alloc(0) } : node
    async function sync(): Promise<void> {
      await meet('sync', path)
      if (isFolder(node)) node.durable = new Map(node.names)
      else node.durable = node.data
    }
    return {
      async read(into, offset, length, position) {
        await meet('read', path)
        const bytesRead = opened.data.copy(into as Buffer, offset, position, position + length)
        return { bytesRead }
      },
      async write(data, offset, length) {
        const fault = await meet('write', path, length)
        const taken = fault?.error !== undefined ? (fault.bytes ?? 0) : Math.min(length, fault?.bytes ?? length)
        opened.data = Buffer.concat([opened.data, data.subarray(offset, offset + taken)])
        if (writesThrough) opened.durable = opened.data
        if (fault?.error !== undefined) throw systemError(fault.error, path)
        return { bytesWritten: taken }
      },
      async truncate(length) {
        await meet('truncate', path)
        opened.data = opened.data.subarray(0, length)
      },
      sync,
      datasync: sync,
      stat: async () => ({ size: opened.data.length }),
      close: async () => undefined,
    }
  }

  const fs: FileSystem = {
    async open(path, flags) {
      await meet('open', path)
      const writesThrough = typeof flags === 'number' && (flags & constants.O_DSYNC) !== 0
      return openFile(path, openNode(path, flags), writesThrough)
    },
    async readFile(path) {
      await meet('read', path)
      return file(path).data
    },
    async readdir(path) {
      await meet('readdir', path)
      return [...folder(path).names.keys()]
    },
    async mkdir(path) {
      await meet('mkdir', path)
      const missing: string[] = []
      for (let at = path; find(at) === undefined; at = dirname(at)) missing.unshift(at)
      for (const at of missing) folder(dirname(at)).names.set(basename(at), { names: new Map(), durable: new Map() })
      return missing[0]
    },
    async rename(from, to) {
      await meet('rename', from)
      const node = file(from)
      folder(dirname(from)).names.delete(basename(from))
      folder(dirname(to)).names.set(basename(to), node)
    },
    async unlink(path) {
      await meet('unlink', path)
      file(path)
      folder(dirname(path)).names.delete(basename(path))
    },
  }

  const disk: SimulatedDisk = {
    fs,
    calls,
    fault: () => undefined,
    crash(what) {
      disk.fault = () => undefined
      if (what === 'power') losePower(root)
    },
    has: (path) => find(path) !== undefined,
    read: (path) => file(path).data,
    write(path, data) {
      const node = find(path) === undefined ? addFile(path) : file(path)
      node.data = node.durable = Buffer.from(data)
    },
    remove(path) {
      folder(dirname(path)).names.delete(basename(path))
    },
    list: (path) => [...folder(path).names.keys()],
  }
  return disk
}

function losePower(node: Node): void {
  if (isFolder(node)) {
    node.names = new Map(node.durable)
    node.names.forEach(losePower)
  } else {
    node.data = node.durable
  }
}

function isFolder(node: Node): node is FolderNode {
  return 'names' in node
}

function systemError(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code })
}
