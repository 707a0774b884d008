// English that people mix into an answer: numbers in words (two, zero, twice). Nouns behind a figure are in measure.ts, other
// words in vocabulary.ts; all of them count only where no further letter follows.

interface LatinNumber {
  readonly value: number
  readonly end: number
  /** once and twice carry their own measure word. */
  readonly measure: string | undefined
}

const NUMBERS = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve'.split(' ').map((word, value) => [word, value]),
)
const TIMES = new Map([
  ['once', 1],
  ['twice', 2],
])

/** The number in English words that begins at `at` in a normalised text. */
export function latinNumberAt(text: string, at: number): LatinNumber | undefined {
  if (!isLatin(text.charAt(at))) return undefined
  let end = at
  while (isLatin(text.charAt(end))) end += 1
  const word = text.slice(at, end)
  const times = TIMES.get(word)
  const value = times ?? NUMBERS.get(word)
  return value === undefined ? undefined : { value, end, measure: times === undefined ? undefined : '次' }
}

/** Whether a known word at `at` is not only the beginning of a longer English one: total, not totally. */
export function standsAlone(word: string, text: string, at: number): boolean {
  return !isLatin(word.charAt(word.length - 1)) || !isLatin(text.charAt(at + word.length))
}

export const isLatin = (char: string) => char >= 'a' && char <= 'z'
