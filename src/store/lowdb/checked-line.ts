// Lines of text that prove to be whole: `["1c291ca3",{…}]`, a CRC-32 and the value that it covers. Each line is JSON for
// any other tool. Knows nothing of what the values mean.

import { crc32 } from 'node:zlib'

const NEWLINE = 10
const HEAD_LENGTH = head('').length
const TAIL = ']'

/** The CRC-32 of texts in UTF-8, one after the other, as eight hexadecimal digits. */
export function checksum(...texts: readonly (string | Uint8Array)[]): string {
  return texts
    .reduce<number>((sum, text) => crc32(text, sum), 0)
    .toString(16)
    .padStart(8, '0')
}

/** Takes a value as JSON text and gives the whole line with its line feed. */
export function renderLine(json: string): string {
  return `${head(json)}${json}${TAIL}\n`
}

/** The value of a line without its line feed; undefined when the line is not as it was written. */
export function parseLine(line: Buffer): unknown {
  const json = jsonOf(line)
  return json === undefined ? undefined : JSON.parse(json.toString())
}

/** The JSON text of a line; undefined when the line is not as it was written. */
function jsonOf(line: Buffer): Buffer | undefined {
  const end = line.length - TAIL.length
  if (end <= HEAD_LENGTH || line.toString('latin1', end) !== TAIL) return undefined
  const json = line.subarray(HEAD_LENGTH, end)
  return line.toString('latin1', 0, HEAD_LENGTH) === head(json) ? json : undefined
}

export interface Lines {
  /** How many lines were good. */
  readonly count: number
  /** Bytes up to the end of the last good line. */
  readonly length: number
  /**
   * What follows it. `torn`: a write that a crash cut off, so that nobody was told of it: no line feed at the end, or
   * blocks of zeros that the disk never filled. `damaged`: what no crash explains.
   */
  readonly rest: 'nothing' | 'torn' | 'damaged'
}

/** Gives the JSON text of each line to `take`, up to the first bad line; what is not needed is never parsed. */
export function readLines(bytes: Buffer, take: (json: Buffer) => void): Lines {
  let count = 0
  let length = 0
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, length)) {
    const json = jsonOf(bytes.subarray(length, end))
    if (json === undefined) break
    take(json)
    count += 1
    length = end + 1
  }
  return { count, length, rest: judgeRest(bytes.subarray(length)) }
}

function judgeRest(rest: Buffer): Lines['rest'] {
  if (rest.length === 0) return 'nothing'
  if (!rest.includes(NEWLINE)) return 'torn'
  if (!rest.includes(0)) return 'damaged'
  for (let start = 0, end = rest.indexOf(NEWLINE); end >= 0; start = end + 1, end = rest.indexOf(NEWLINE, start)) {
    if (jsonOf(rest.subarray(start, end)) !== undefined) return 'damaged'
  }
  return 'torn'
}

function head(json: string | Uint8Array): string {
  return `["${checksum(json)}",`
}
