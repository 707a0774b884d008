// One spelling for everything that is compared: width, case, traditional glyphs, English plurals, blanks, punctuation.
// Works on a copy for matching; what the person typed is kept elsewhere.

import { Converter } from 'opencc-js/t2cn'

const toSimplified = Converter({ from: 'tw', to: 'cn' })

const changing = new Map<string, boolean>()

/** Conversion is by far the dearest step, and a text of characters that it leaves alone needs none. */
function simplify(text: string): string {
  for (const character of text) {
    let changes = changing.get(character)
    if (changes === undefined) {
      changes = toSimplified(character) !== character
      changing.set(character, changes)
    }
    if (changes) return toSimplified(text)
  }
  return text
}

const toMainland = Converter({ from: 'twp', to: 'cn' })

/** A text in traditional glyphs with the words of Taiwan and Hong Kong put into those of the mainland: 聯絡人 -> 联系人. */
export function inMainlandWords(text: string): string {
  return toMainland(text)
}

/**
 * A text as the index compares it: 「煙花、爆竹 歸誰管？」 -> 「烟花,爆竹归谁管,」. Blanks stay only between Latin words,
 * English words are in the singular, a run of punctuation is one comma.
 */
export function normaliseText(text: string): string {
  // Most words of a pack are nothing but common characters, and there are thousands of them to be made ready.
  if (/^[\u4e00-\u9fff]+$/.test(text)) return simplify(text)
  return simplify(text.normalize('NFKC').toLowerCase())
    .replace(/[\s_-]+/g, ' ')
    .replace(/['’]s\b/g, '')
    .replace(/ ?[\p{P}\p{S}]+ ?/gu, ',')
    .replace(/(?<![a-z0-9]) | (?![a-z0-9])/g, '')
    .replace(/[a-z]+/g, singular)
}

/** As normaliseText, without commas at the ends: the form in which a word of the pack is looked for. */
export function normaliseTerm(word: string): string {
  return normaliseText(word).replace(/^,+|,+$/g, '')
}

export function isLatin(text: string): boolean {
  return /^[a-z0-9 ,]+$/.test(text)
}

/** Not grammar: both sides go through it, so 「buses」 need only meet 「buses」. */
function singular(word: string): string {
  if (word.length < 4 || /(?:ss|us|is|does)$/.test(word)) return word
  return word
    .replace(/ies$/, 'y')
    .replace(/(x|ch|sh)es$/, '$1')
    .replace(/s$/, '')
}
