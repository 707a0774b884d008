// How a long text becomes several messages that a channel delivers whole.

const encoder = new TextEncoder()

/**
 * Splits a text into pieces of at most `maxBytes` bytes of UTF-8, at line ends where a line fits, else between
 * characters. WeCom cuts silently at 2,048 bytes (path/90236), which is 682 Chinese characters.
 */
export function splitText(text: string, maxBytes: number): readonly string[] {
  // No character of a JavaScript string takes more than three bytes of UTF-8.
  if (text.length * 3 <= maxBytes || byteLength(text) <= maxBytes) return [text]
  const pieces: string[] = []
  let piece = ''
  for (const line of text.split('\n').flatMap((whole) => splitLine(whole, maxBytes))) {
    const longer = piece === '' ? line : `${piece}\n${line}`
    if (byteLength(longer) <= maxBytes) {
      piece = longer
    } else {
      if (piece !== '') pieces.push(piece)
      piece = line
    }
  }
  if (piece !== '') pieces.push(piece)
  return pieces
}

export function byteLength(text: string): number {
  return encoder.encode(text).length
}

function splitLine(line: string, maxBytes: number): readonly string[] {
  if (byteLength(line) <= maxBytes) return [line]
  const parts: string[] = []
  let part = ''
  let size = 0
  for (const character of line) {
    const length = byteLength(character)
    if (size + length > maxBytes) {
      parts.push(part)
      part = ''
      size = 0
    }
    part += character
    size += length
  }
  parts.push(part)
  return parts
}
