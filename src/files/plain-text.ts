// Text that is safe in a cell or a paragraph of an office file: no formula, no character that the format cannot hold.

/** A spreadsheet reads text that opens with one of these as a formula. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/

/** Control characters but line ends and tabs, lone surrogates, and the two code points that XML excludes. */
const UNPRINTABLE = /(?![\n\r\t])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu

/** Without characters that XML 1.0 does not allow; nothing else changes. */
export function printable(text: string): string {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    // A book has a million cells, and nearly all are of letters alone: looking is quicker than replacing.
    if (code < 0x20 || (code > 0x7e && code < 0xa0) || (code > 0xd7ff && code < 0xe000) || code > 0xfffd) {
      return text.replace(UNPRINTABLE, '')
    }
  }
  return text
}

/** As `printable`, with an apostrophe before text that would be read as a formula, as spreadsheets do it themselves. */
export function cellText(text: string): string {
  const plain = printable(text)
  return FORMULA.test(plain) ? `'${plain}` : plain
}
