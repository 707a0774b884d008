// What a web page did to a document, undone, so that quotes can be looked for in it: readings set behind characters,
// traditional glyphs, half-width punctuation, passages torn by a wrong encoding. It knows no pack and reads no file.

import { Converter } from 'opencc-js/t2cn'

const toSimplified: (text: string) => string = Converter({ from: 'tw', to: 'cn' })

/** A reading in brackets: 「鎮(zhèn)」. A tone mark is required, so that 「(KTV)」 stays. */
const READING = /\((?=\p{Script=Latin}*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ])\p{Script=Latin}+\)/gu

/**
 * Passages whose bytes were read one byte off, as GBK: 「椥袆臃桨浮」 are the bytes of 「項行動方案。」 without the first
 * and the last. The rule is not reversed here because bytes are missing; each passage is listed with what it was.
 */
const TORN: readonly (readonly [torn: string, whole: string])[] = [
  ['?qū)嶋H', '實際'],
  ['?qū)m椥袆臃桨浮?/p>', '專項行動方案。'],
  ['?qū)m椥袆臃桨?。?zhèn)', '專項行動方案。鎮'],
]

const FULL_WIDTH: Readonly<Record<string, string>> = { ',': '，', ':': '：', ';': '；', '(': '（', ')': '）' }

/** A document of such a page as it was printed, in simplified glyphs: 「鎮(zhèn)應(yīng)急辦,」 -> 「镇应急办，」. */
export function cleanDocument(text: string): string {
  const whole = TORN.reduce((rest, [torn, printed]) => rest.replaceAll(torn, printed), text)
  return toSimplified(whole.replace(READING, '')).replace(/[,:;()]/g, (mark) => FULL_WIDTH[mark] ?? mark)
}
