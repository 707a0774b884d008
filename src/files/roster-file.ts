// The roster file, .csv or .xlsx, as rows with their line numbers; or why it cannot be read. What a row means is decided
// in campaign/roster.ts.

import { parse } from 'csv-parse/sync'
import { ROSTER_COLUMNS, type RosterColumn, type RosterRow } from '../campaign/roster.ts'

export type RosterFileResult =
  | { readonly ok: true; readonly rows: readonly RosterRow[] }
  | { readonly ok: false; readonly code: 'unreadable'; readonly why: string }
  | { readonly ok: false; readonly code: 'columns'; readonly missing: readonly RosterColumn[] }
  | { readonly ok: false; readonly code: 'too-large' | 'empty' }

export const ROSTER_MAX_BYTES = 4 * 1024 * 1024
export const ROSTER_MAX_ROWS = 20_000

/** Reads the bytes of a roster. `name` tells the kind of file by its ending; Excel's GB18030 text is read too. */
export async function readRosterFile(name: string, bytes: Buffer): Promise<RosterFileResult> {
  if (bytes.length > ROSTER_MAX_BYTES) return { ok: false, code: 'too-large' }
  let table: readonly Line[]
  try {
    table = name.toLowerCase().endsWith('.xlsx') ? await readWorkbook(bytes) : readCsv(bytes)
  } catch (error) {
    return { ok: false, code: 'unreadable', why: error instanceof Error ? error.message : 'unknown' }
  }
  const [head, ...lines] = table
  if (!head) return { ok: false, code: 'empty' }
  const names = head.cells.map((cell) => cell.trim().toLowerCase())
  const missing = ROSTER_COLUMNS.filter((column) => !names.includes(column))
  if (missing.length > 0) return { ok: false, code: 'columns', missing }
  const filled = lines.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (filled.length > ROSTER_MAX_ROWS) return { ok: false, code: 'too-large' }
  if (filled.length === 0) return { ok: false, code: 'empty' }
  return {
    ok: true,
    rows: filled.map(({ line, cells }) => ({
      line,
      cells: Object.fromEntries(
        ROSTER_COLUMNS.map((column) => [column, (cells[names.indexOf(column)] ?? '').trim()]),
      ) as Record<RosterColumn, string>,
    })),
  }
}

interface Line {
  readonly line: number
  readonly cells: readonly string[]
}

function readCsv(bytes: Buffer): readonly Line[] {
  const records = parse(decodeText(bytes), {
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
  }) as unknown as { record: string[]; info: { lines: number } }[]
  return records.map(({ record, info }) => ({ line: info.lines, cells: record }))
}

/** Excel in China saves CSV as GB18030; text that is not valid UTF-8 is read as that. */
function decodeText(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes)
  }
}

async function readWorkbook(bytes: Buffer): Promise<readonly Line[]> {
  // Loaded only here: most rosters are text, and the library is a third of what a start loads.
  const { readSheet } = await import('read-excel-file/node')
  const rows = await readSheet(bytes)
  return rows.map((cells, index) => ({
    line: index + 1,
    cells: cells.map((cell) => (cell === null ? '' : String(cell))),
  }))
}
