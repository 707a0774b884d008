// What one journal line says: the changes of one commit. The line is the commit; what is not in it did not happen.

import { copyJson, type Delta } from '../delta.ts'
import type { Json } from '../port.ts'

/** A document by key, the version that it had, and what was done to it; null removed it. */
export type Change = readonly [key: string, from: number, delta: Delta | null]

export interface JournalRecord {
  /** Counts the lines of the whole journal, from 1, without a gap. */
  readonly seq: number
  readonly documents?: readonly Change[]
  readonly streams?: readonly (readonly [stream: string, entries: readonly Json[]])[]
}

/** The text of a line without its number, which is given when it is written. */
export function renderBody({ documents, streams }: Omit<JournalRecord, 'seq'>): string {
  return JSON.stringify({
    ...(documents?.length ? { documents } : {}),
    ...(streams?.length ? { streams } : {}),
  })
}

/** Brings together what one commit has for each stream, in order, as copies. */
export function groupEntries(
  append: readonly { readonly stream: string; readonly entry: Json }[],
): readonly (readonly [stream: string, entries: readonly Json[]])[] {
  const byStream = new Map<string, Json[]>()
  for (const { stream, entry } of append) {
    const entries = byStream.get(stream)
    if (entries === undefined) byStream.set(stream, [copyJson(entry)])
    else entries.push(copyJson(entry))
  }
  return [...byStream]
}

/** The number of a line from its JSON text, which always begins with it. */
export function seqOf(json: Buffer): number {
  return Number.parseInt(json.toString('latin1', SEQ.length, SEQ.length + 16), 10)
}

/** The JSON text of a line: its number, then what renderBody() gave. */
export function numbered(body: string, seq: number): string {
  const rest = body.slice(1)
  return rest.trimStart() === '}' ? `${SEQ}${seq}${rest}` : `${SEQ}${seq},${rest}`
}

const SEQ = '{"seq":'
