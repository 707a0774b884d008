// Finds the words of a pack in a text: the longest at each place, never the inside of a Latin word.
// It does not know what a word leads to.

/** A word in the spelling of `normaliseTerm`; whoever builds a table adds what the word leads to. */
export interface Term {
  readonly text: string
}

/** A term at a place of the text; `end` is the first character after it. */
export interface Hit<T extends Term> {
  readonly start: number
  readonly end: number
  readonly term: T
}

export interface TermTable<T extends Term> {
  readonly all: readonly T[]
  /** Terms by first character, longest first. */
  readonly byFirst: ReadonlyMap<string, readonly T[]>
}

/** Orders terms so that hits can be found in one pass. */
export function createTermTable<T extends Term>(terms: Iterable<T>): TermTable<T> {
  const all = [...terms]
  const byFirst = new Map<string, T[]>()
  for (const term of all) {
    const first = term.text[0] ?? ''
    const list = byFirst.get(first) ?? []
    list.push(term)
    byFirst.set(first, list)
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.text.length - a.text.length)
  return { all, byFirst }
}

/** All terms in a normalised text, from left to right, none inside another: 「镇农业农村服务中心」 hides 「农业农村」. */
export function findHits<T extends Term>(table: TermTable<T>, text: string): readonly Hit<T>[] {
  const hits: Hit<T>[] = []
  for (let start = 0; start < text.length; ) {
    const term = table.byFirst.get(text[start] ?? '')?.find((one) => standsAt(one.text, text, start))
    if (!term) start++
    else {
      hits.push({ start, end: start + term.text.length, term })
      start += term.text.length
    }
  }
  return hits
}

function standsAt(term: string, text: string, start: number): boolean {
  if (!text.startsWith(term, start)) return false
  const cuts = (left: string | undefined, right: string | undefined) =>
    LATIN.test(left ?? '') && LATIN.test(right ?? '')
  const end = start + term.length
  return !cuts(text[start - 1], text[start]) && !cuts(text[end - 1], text[end])
}

const LATIN = /[a-z0-9]/

const HAN = /\p{Script=Han}/u

/** A particle stands between two words, and for no character of one. */
const PARTICLE = /[的了和与在是]/

/** A slip in a shorter word makes another word, as 危房 and 住房, rather than a misspelt one. */
const SHORTEST_MISSPELT = 4

/** Chinese terms of four characters and more that stand in a text with one character wrong: 「特重设备」. */
export function findMisspelt<T extends Term>(table: TermTable<T>, text: string): readonly T[] {
  const written = new Set(text)
  return table.all.filter(({ text: word }) => {
    if (word.length < SHORTEST_MISSPELT) return false
    let strange = 0
    for (const character of word) if (!written.has(character) && ++strange > 1) return false
    if (!/^\p{Script=Han}+$/u.test(word)) return false
    for (let start = 0; start + word.length <= text.length; start++) {
      let wrong = 0
      for (let c = 0; c < word.length && wrong <= 1; c++) {
        const typed = text[start + c] ?? ''
        // Another character may stand in its place, but no gap between two words.
        if (word[c] !== typed) wrong += HAN.test(typed) && !PARTICLE.test(typed) ? 1 : 2
      }
      if (wrong === 0 || (wrong === 1 && !runsOn(word, text, start))) return true
    }
    return false
  })
}

/** 「安全生产咨询日」: where the wrong character is the first or the last, and the text runs on there, it is another word. */
function runsOn(word: string, text: string, start: number): boolean {
  const end = start + word.length
  const cut = (at: number, beyond: number) => word[at] !== text[start + at] && HAN.test(text[beyond] ?? '')
  return cut(0, start - 1) || cut(word.length - 1, end)
}
