// Reads every pack of FLOWS_DIR. What a pack must look like is decided in campaign/pack.ts.

import { join } from 'node:path'
import { type Pack, type PackResult, parsePack } from '../campaign/pack.ts'
import type { PackProblem } from '../campaign/pack-problem.ts'

/** What is needed of node:fs/promises, so that tests can pass a disk that fails. */
export interface PackFs {
  readdir(path: string, options: { withFileTypes: true }): Promise<{ name: string; isDirectory(): boolean }[]>
  readFile(path: string, encoding: 'utf8'): Promise<string>
}

export type PacksResult =
  | { readonly ok: true; readonly packs: ReadonlyMap<string, Pack> }
  | { readonly ok: false; readonly problems: readonly PackProblem[] }

/** The folder beside the packs that holds files for years, not a campaign; holiday-folder.ts reads it. */
export const HOLIDAY_FOLDER = 'holidays'

/** Reads all packs below `dir` by campaign id, or all problems of all of them. Folders and files with a leading dot are left alone. */
export async function readPacks(dir: string, fs: PackFs): Promise<PacksResult> {
  const listed = await attempt(dir, async () => (await fs.readdir(dir, { withFileTypes: true })).filter(isVisible))
  if (!listed.ok) return { ok: false, problems: [listed.problem] }
  const folders = listed.value
    .filter((entry) => entry.isDirectory() && entry.name !== HOLIDAY_FOLDER)
    .map(({ name }) => name)
  if (folders.length === 0) return { ok: false, problems: [unreadable(dir, 'there is no pack in this folder')] }

  const packs = new Map<string, Pack>()
  const problems: PackProblem[] = []
  for (const folder of folders.sort()) {
    const result = await readPack(dir, folder, fs)
    if (result.ok) packs.set(folder, result.pack)
    else problems.push(...result.problems)
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, packs }
}

/** Reads the one pack in the folder `dir/folder`. */
export async function readPack(dir: string, folder: string, fs: PackFs): Promise<PackResult> {
  const path = join(dir, folder)
  const listed = await attempt(folder, async () => (await fs.readdir(path, { withFileTypes: true })).filter(isVisible))
  if (!listed.ok) return { ok: false, problems: [listed.problem] }
  const names = listed.value
    .filter((entry) => !entry.isDirectory() && /\.ya?ml$/.test(entry.name))
    .map(({ name }) => name)
  const files: { name: string; text: string }[] = []
  const problems: PackProblem[] = []
  for (const name of names.sort()) {
    const read = await attempt(`${folder}/${name}`, () => fs.readFile(join(path, name), 'utf8'))
    if (read.ok) files.push({ name, text: read.value })
    else problems.push(read.problem)
  }
  return problems.length > 0 ? { ok: false, problems } : parsePack(folder, files)
}

function isVisible(entry: { name: string }): boolean {
  return !entry.name.startsWith('.')
}

async function attempt<T>(
  file: string,
  read: () => Promise<T>,
): Promise<{ ok: true; value: T } | { ok: false; problem: PackProblem }> {
  try {
    return { ok: true, value: await read() }
  } catch (error) {
    return {
      ok: false,
      problem: unreadable(file, `it cannot be read: ${error instanceof Error ? error.message : String(error)}`),
    }
  }
}

function unreadable(file: string, message: string): PackProblem {
  return { file, line: undefined, path: '', code: 'unreadable', message }
}
