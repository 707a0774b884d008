// On what the figures were measured: the machine, the file system of the data folder, and the versions.

import { readFile } from 'node:fs/promises'
import os from 'node:os'
import { join } from 'node:path'
import { ROOT } from './app.ts'

export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGigabytes: number
  readonly kernel: string
  readonly fileSystem: string
  readonly node: string
  /** Exact versions of what runs in a turn. */
  readonly packages: Readonly<Record<string, string>>
}

export async function describeMachine(dataDir: string): Promise<Machine> {
  const { version, dependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))
  return {
    cpu: os.cpus()[0]?.model ?? 'unknown',
    cores: os.cpus().length,
    memoryGigabytes: Math.round(os.totalmem() / 2 ** 30),
    kernel: `${os.type()} ${os.release()}`,
    fileSystem: await fileSystemOf(dataDir),
    node: process.version,
    packages: {
      diaodu: version,
      koa: dependencies.koa,
      'fast-xml-parser': dependencies['fast-xml-parser'],
      lowdb: dependencies.lowdb,
    },
  }
}

/** The type of the mount that holds a folder. */
async function fileSystemOf(dir: string): Promise<string> {
  const mounts = await readFile('/proc/self/mounts', 'utf8')
  const holding = mounts
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, point]) => point !== undefined && `${dir}/`.startsWith(point === '/' ? '/' : `${point}/`))
    .sort(([, a = ''], [, b = '']) => b.length - a.length)
  return holding[0]?.[2] ?? 'unknown'
}
