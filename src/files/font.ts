// Which font file pictures are written with. It looks where the operator says and where Debian's packages put fonts, and
// believes a file only when 「测12」 was drawn with it: with a missing font the library draws nothing and says nothing.

import { hasChinese } from './glyphs.ts'

/** Where fonts-noto-cjk and fonts-wqy-microhei of Debian put their files. */
const DEBIAN = [
  '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc',
]

export interface FoundFont {
  /** Undefined when there is none. */
  readonly file: string | undefined
  /** Whether the operator's own file is missing, broken or without Chinese characters. */
  readonly isConfiguredRefused: boolean
}

/** The first font file that has Chinese characters: the configured one, else one of Debian's. Takes some 50 ms. */
export function findFont(configured: string | undefined, usual: readonly string[] = DEBIAN): FoundFont {
  const candidates = configured === undefined ? usual : [configured, ...usual]
  const file = candidates.find(hasChinese)
  return { file, isConfiguredRefused: configured !== undefined && file !== configured }
}
