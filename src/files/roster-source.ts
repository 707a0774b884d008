// The roster as it is now: read at start, read again when the file changes; a file with mistakes never replaces the last
// good one.

import { readFile, stat } from 'node:fs/promises'
import { parseRoster, ROSTER_COLUMNS, type Roster } from '../campaign/roster.ts'
import type { Campaign } from '../campaign/schema.ts'
import * as wording from '../wording/roster.ts'
import { ROSTER_MAX_BYTES, ROSTER_MAX_ROWS, readRosterFile } from './roster-file.ts'

export type LoadedRoster =
  | { readonly ok: true; readonly roster: Roster }
  /** One plain sentence for each problem, with its line. */
  | { readonly ok: false; readonly problems: readonly string[] }

export interface RosterSource {
  /** The last good roster. */
  current(): Roster
  /** Reads the file again if it has changed since; resolves to the outcome, or undefined when it has not. */
  refresh(): Promise<LoadedRoster | undefined>
}

/** Reads a roster file once, with everything that is wrong with it. */
export async function loadRoster(file: string, campaigns: ReadonlyMap<string, Campaign>): Promise<LoadedRoster> {
  let bytes: Buffer
  try {
    bytes = await readFile(file)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    return { ok: false, problems: [wording.rosterUnreadable(file, why)] }
  }
  const read = await readRosterFile(file, bytes)
  if (!read.ok) return { ok: false, problems: [fileProblem(file, read)] }
  const parsed = parseRoster(read.rows, campaigns)
  return parsed.ok ? parsed : { ok: false, problems: parsed.problems.map(wording.rosterProblem) }
}

/** A source that starts with a roster that was already loaded from `file`. */
export async function createRosterSource(
  file: string,
  campaigns: ReadonlyMap<string, Campaign>,
  first: Roster,
): Promise<RosterSource> {
  let roster = first
  let seen = await stampOf(file)
  return {
    current: () => roster,
    refresh: async () => {
      const stamp = await stampOf(file)
      if (stamp === seen) return undefined
      seen = stamp
      const loaded = await loadRoster(file, campaigns)
      if (loaded.ok) roster = loaded.roster
      return loaded
    },
  }
}

function fileProblem(file: string, read: Exclude<Awaited<ReturnType<typeof readRosterFile>>, { ok: true }>): string {
  switch (read.code) {
    case 'unreadable':
      return wording.rosterUnreadable(file, read.why)
    case 'columns':
      return wording.rosterWithoutColumns(file, read.missing, ROSTER_COLUMNS)
    case 'too-large':
      return wording.rosterTooLarge(file, ROSTER_MAX_BYTES / 1024 / 1024, ROSTER_MAX_ROWS)
    case 'empty':
      return wording.rosterEmpty(file)
  }
}

/** Changes when the file is written or replaced; the same text while it is missing. */
async function stampOf(file: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(file)
    return `${mtimeMs} ${size} ${ino}`
  } catch {
    return 'missing'
  }
}
