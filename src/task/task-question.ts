// What a text says about a task list besides its matter: numbers, months, measures. It knows no list.

/** Numerals up to ninety-nine, as people write them: 12, 十二, 二十. */
const NUMERAL = '(?:\\d{1,3}|[一二两三四五六七八九十]{1,3})'

/** Several numbers with what joins them: 12和13, 第三十条和第五十一条, 20到22. */
const NUMERALS = `${NUMERAL}(?:(?:号|项|条|个)?[、,和及与跟到至~-]+(?:第)?${NUMERAL})*`

const NUMBERED = [
  new RegExp(`(?:第)?(${NUMERALS})(?:号|项|条|个)?(?:号)?(?:重点)?(?:工作)?任务`, 'g'),
  new RegExp(`(?:重点)?(?:任务|工作)(?:第|编号|序号|号)?(${NUMERALS})(?!\\d*[月日年])(?:号|项)?`, 'g'),
  new RegExp(`第(${NUMERALS})(?:号|项|条|个)`, 'g'),
  new RegExp(`(?<![\\d月哪这那每有])(${NUMERALS})(?:号|项)(?=是|归|由|谁|的|怎么|要|有|该|分别|各|,|$)`, 'g'),
]

/** The numbers of tasks that a normalised text names: 「第12项和第13项」 -> 12, 13; 「20到22项」 -> 20, 21, 22. */
export function numbersIn(text: string): readonly number[] {
  if (measuresIn(text).length > 0) return []
  for (const pattern of NUMBERED) {
    const numbers = [...text.matchAll(pattern)].flatMap(([, list = '']) => numbersOf(list))
    if (numbers.length > 0) return [...new Set(numbers)]
  }
  return []
}

function numbersOf(list: string): readonly number[] {
  const found = [...list.matchAll(new RegExp(`([到至~-]+(?:第)?)?(${NUMERAL})`, 'g'))]
  return found.flatMap(([, range, numeral = ''], at) => {
    const last = numberOf(numeral)
    const first = numberOf(found[at - 1]?.[2] ?? '')
    if (range === undefined || last <= first || last - first > LONGEST_RANGE) return [last]
    return Array.from({ length: last - first }, (_, more) => first + 1 + more)
  })
}

/** More tasks than these in a row are not asked for by number. */
const LONGEST_RANGE = 20

/** The measures that a normalised text names: 「第六条措施」 -> 6. */
export function measuresIn(text: string): readonly number[] {
  const patterns = [
    new RegExp(`第?(${NUMERAL})(?:条|项|个|大)?(?:硬)?措施`, 'g'),
    new RegExp(`(?:硬)?措施(?:的|里|中)*第?(${NUMERAL})(?:条|项|个)?`, 'g'),
  ]
  // 「十五条硬措施」 is the name of all of them.
  const plain = text.replace(/(?<!第)(?:十五|15)条(?:硬)?措施/g, '措施')
  for (const pattern of patterns) {
    const numbers = [...plain.matchAll(pattern)].map(([, numeral = '']) => numberOf(numeral))
    if (numbers.length > 0) return numbers
  }
  return []
}

export interface MonthPart {
  readonly month: number
  /** Days of the month, from 1; the last may be more than the month has. */
  readonly from: number
  readonly to: number
  /** As a person says it: 5月上旬. */
  readonly name: string
}

/**
 * The month, or part of a month, that a normalised text names. 「5月底」 is its end, 「5月底前」 the whole of it: what is due
 * earlier is due by then too.
 */
export function monthIn(text: string): MonthPart | undefined {
  const match = new RegExp(`(${NUMERAL})月份?(?:(上旬|中旬|下旬|底|末|初)|(\\d{1,2})[日号])?(之?前|以前)?`).exec(text)
  if (!match) return undefined
  const [name, numeral = '', part = '', day, before] = match
  const month = numberOf(numeral)
  if (month < 1 || month > 12) return undefined
  const [start, end] = day === undefined ? (PARTS[part] ?? WHOLE) : [Number(day), Number(day)]
  if (before === undefined) return { month, from: start, to: end, name }
  return { month, from: 1, to: day === undefined ? 31 : end, name }
}

const WHOLE = [1, 31] as const
const PARTS: Readonly<Record<string, readonly [number, number]>> = {
  初: [1, 10],
  上旬: [1, 10],
  中旬: [11, 20],
  下旬: [21, 31],
  底: [28, 31],
  末: [28, 31],
}

const DIGITS = '零一二三四五六七八九'

function numberOf(numeral: string): number {
  if (/^\d+$/.test(numeral)) return Number(numeral)
  const [tens, ones] = numeral.replace(/两/g, '二').split('十')
  if (ones === undefined) return DIGITS.indexOf(tens ?? '')
  return (tens ? DIGITS.indexOf(tens) : 1) * 10 + (ones ? DIGITS.indexOf(ones) : 0)
}
