// Text that is safe in a cell or a paragraph of an office file: no formula, no character that the format cannot hold.

/** A spreadsheet reads text that opens with one of these as a formula. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/

/** Everything below a blank but line ends and tabs, lone surrogates and the two that XML excludes. */
const UNPRINTABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF\p{Cs}]/gu

/** Without characters that XML 1.0 does not allow; nothing else changes. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '')
}

/** As `printable`, with an apostrophe before text that would be read as a formula, as spreadsheets do it themselves. */
export function cellText(text: string): string {
  const plain = printable(text)
  return FORMULA.test(plain) ? `'${plain}` : plain
}
