// Turns a key into a file name: no two keys share one, on disks that ignore case too, and Chinese stays readable.

import { createHash } from 'node:crypto'
import { kindOf } from '../kinds.ts'

/** Leaves room for an extension and a temporary suffix within the 255 bytes that file systems allow. */
const MAX_BYTES = 200

/**
 * `unit/longmen-2023/village/样例一村` becomes `unit/unit+longmen-2023+village+样例一村`: a folder for each kind. All but
 * a-z, 0-9, Chinese, `-`, `_` and inner dots is written as %xx; a name that gets too long ends in a hash.
 */
export function fileNameOf(key: string): string {
  return `${encode(kindOf(key))}/${encode(key)}`
}

function encode(text: string): string {
  const name = Array.from(text, encodeLetter).join('').replace(/^\./, '%2e')
  if (Buffer.byteLength(name) <= MAX_BYTES) return name
  const hash = createHash('sha256').update(text, 'utf16le').digest('hex').slice(0, 32)
  let head = ''
  for (const letter of name) {
    if (Buffer.byteLength(head + letter) > MAX_BYTES - hash.length - 1) break
    head += letter
  }
  return `${head}~${hash}`
}

function encodeLetter(letter: string): string {
  if (letter === '/') return '+'
  if (/^[a-z0-9_.-]$/.test(letter)) return letter
  // Compatibility ideographs are the same as others to a disk that normalises names.
  if (/^\p{Script=Han}$/u.test(letter) && letter.normalize('NFKC') === letter) return letter
  // By UTF-16 unit, since half a surrogate pair has no bytes of its own in UTF-8.
  const units = Array.from({ length: letter.length }, (_, index) => letter.charCodeAt(index))
  return units.map((unit) => (unit < 256 ? `%${hex(unit, 2)}` : `%u${hex(unit, 4)}`)).join('')
}

function hex(unit: number, width: number): string {
  return unit.toString(16).padStart(width, '0')
}
