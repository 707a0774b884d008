// Rows as the bytes of a .csv that Excel opens without asking: UTF-8 with a byte order mark, CRLF, quotes where needed.

import { cellText } from './plain-text.ts'

const BYTE_ORDER_MARK = '\uFEFF'

/** Text that would be a formula gets an apostrophe; values are written as they come. */
export function writeCsv(rows: Iterable<readonly string[]>): Buffer {
  const lines: string[] = []
  for (const row of rows) lines.push(`${row.map(field).join(',')}\r\n`)
  return Buffer.from(BYTE_ORDER_MARK + lines.join(''))
}

function field(text: string): string {
  const safe = cellText(text)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
