// Where WeCom cuts a long text. The cut is silent: nobody is told.

/** The longest text or markdown that WeCom shows, in bytes of UTF-8. */
const SHOWN_BYTES = 2048

/** The part of a text that WeCom shows: at most 2,048 bytes, ending on a whole character. */
export function cutText(text: string): string {
  const bytes = Buffer.from(text, 'utf8')
  if (bytes.length <= SHOWN_BYTES) return text
  let end = SHOWN_BYTES
  // 10xxxxxx continues a character; step back to the byte that starts one.
  while (((bytes[end] ?? 0) & 0b1100_0000) === 0b1000_0000) end -= 1
  return bytes.subarray(0, end).toString('utf8')
}
