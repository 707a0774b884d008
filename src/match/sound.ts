// Finds words by their sound: 「消访」 for 消防, 「ran qi」 for 燃气. It offers words, and never settles between homophones.

import { pinyin } from 'pinyin-pro'
import { isLatin } from './normalise.ts'
import type { Term } from './term.ts'

/** A word of the pack that sounds like a part of the question. */
export interface SoundHit<T extends Term> {
  readonly term: T
  readonly syllables: number
  /** Typed in Latin letters: then the sound is all there is, and no other word was written. */
  readonly typed: boolean
  /** Written in characters that make no word, so that no other word can have been meant: 「消访」. */
  readonly slip: boolean
}

export interface SoundedTerm<T extends Term> {
  readonly term: T
  readonly syllables: readonly string[]
  /** The syllables with a bar at each border, to be looked for in a text that is written so. */
  readonly sound: string
}

/** Terms with their syllables. One syllable sounds like too many words, so single characters are left out. */
export function soundTerms<T extends Term>(terms: readonly T[]): readonly SoundedTerm<T>[] {
  return terms.flatMap((term) => {
    // 「“熔断”机制」 is spoken without its marks.
    const text = term.text.replaceAll(',', '')
    if (!/^\p{Script=Han}{2,}$/u.test(text)) return []
    const syllables = soundsOf(text)
    return [{ term, syllables, sound: barred(syllables) }]
  })
}

/** The longest words that sound like a part of the normalised content of a question. */
export function findBySound<T extends Term>(terms: readonly SoundedTerm<T>[], content: string): readonly SoundHit<T>[] {
  const typed = content
    .replace(/\p{Script=Han}+/gu, ',')
    .replace(/[ ,]*,[ ,]*/g, ',')
    .replace(/^,|,$/g, '')
  const hits = isLatin(typed) ? findTyped(terms, typed) : findHomophones(terms, content)
  const longest = Math.max(0, ...hits.map(({ syllables }) => syllables))
  return hits.filter(({ syllables }) => syllables === longest)
}

function findHomophones<T extends Term>(terms: readonly SoundedTerm<T>[], content: string): SoundHit<T>[] {
  const spoken = content
    .split(/[^\p{Script=Han}]+/u)
    .filter((part) => part.length >= 2)
    .map((part) => {
      const syllables = soundsOf(part)
      return { characters: [...part], syllables, sound: barred(syllables) }
    })
  return terms.flatMap(({ term, syllables, sound }) =>
    spoken.some((part) => part.sound.includes(sound) && resembles(term.text, syllables, part))
      ? [{ term, syllables: syllables.length, typed: false, slip: isSlipOf(syllables, spoken) }]
      : [],
  )
}

/** Two syllables are a slip of the pen only where one of the characters is right: 「店食」 is no way to write 电视. */
function resembles(
  word: string,
  syllables: readonly string[],
  part: { readonly characters: readonly string[]; readonly syllables: readonly string[] },
): boolean {
  if (syllables.length > 2) return true
  return part.characters.some(
    (_, start) =>
      syllables.every((syllable, s) => part.syllables[start + s] === syllable) &&
      [...word].some((character, c) => part.characters[start + c] === character),
  )
}

/** Whether a word by its syllables stands somewhere in characters that make no word. */
function isSlipOf(
  syllables: readonly string[],
  spoken: readonly { readonly characters: readonly string[]; readonly syllables: readonly string[] }[],
): boolean {
  return spoken.some((part) =>
    part.characters.some(
      (_, start) =>
        syllables.every((syllable, s) => part.syllables[start + s] === syllable) &&
        isSlip(part.characters.join(''), start, start + syllables.length),
    ),
  )
}

function barred(syllables: readonly string[]): string {
  return `|${syllables.join('|')}|`
}

/** With blanks between them, typed syllables are matched whole, so that 「tiyu」 is not found in an English word. */
function findTyped<T extends Term>(terms: readonly SoundedTerm<T>[], content: string): SoundHit<T>[] {
  const words = content.split(/[ ,]+/).filter((word) => word !== '')
  const letters = words.join('')
  const edges = new Set([...words, ''].map((_, w) => words.slice(0, w).join('').length))
  return terms.flatMap(({ term, syllables }) => {
    const sound = syllables.join('')
    for (let at = letters.indexOf(sound); at >= 0; at = letters.indexOf(sound, at + 1)) {
      if (words.length === 1 || (edges.has(at) && edges.has(at + sound.length))) {
        return [{ term, syllables: syllables.length, typed: true, slip: false }]
      }
    }
    return []
  })
}

/** Verbs of one character: what follows them is a word of its own. */
const DOING = /[发给打开放拿要做办吃用看上下出来去有在被把请找问卖买]/

const words = new Intl.Segmenter('zh', { granularity: 'word' })

/** Whether a piece of a text is no word of the language and cuts through none: 「消访」 is a slip, 「小车」 is not. */
export function isSlip(text: string, start: number, end: number): boolean {
  // 「发钱」 is no word, but what one does and to what.
  if (DOING.test(text[start] ?? '')) return false
  return [...words.segment(text)].every(({ segment, index }) => {
    const last = index + segment.length
    return last <= start || index >= end || (index >= start && last <= end && segment.length < end - start)
  })
}

/** The syllables of a Chinese text. Without tones, because an input method and a dialect get tones wrong first. */
export function soundsOf(text: string): readonly string[] {
  return pinyin(text, { toneType: 'none', type: 'array', v: true })
}
