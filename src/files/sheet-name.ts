// Names that a workbook takes for its sheets.

import { printable } from './plain-text.ts'

/** At most 31 characters, none of []:*?/\', none twice. */
export function createSheetNames(): (name: string) => string {
  const taken = new Set<string>()
  return (name) => {
    const plain =
      printable(name)
        .replace(/[[\]:*?/\\']/g, '')
        .slice(0, 27) || '表'
    let free = plain
    for (let number = 2; taken.has(free); number++) free = `${plain}${number}`
    taken.add(free)
    return free
  }
}
