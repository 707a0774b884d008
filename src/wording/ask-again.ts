// Why an answer was not kept, in one short sentence: what was read, why it cannot stand in the form, what to send instead.

interface Refusal {
  readonly code: keyof typeof SENTENCES
  /** The words that could not be taken. */
  readonly quote: string
}

interface Asked {
  readonly short: string
  readonly components: readonly { readonly measure: string; readonly name?: string | undefined }[]
  /** An answer as a contact would type it. */
  readonly example: string
}

/** One sentence for each reason. `quote` is repeated to the person, `asked` says what a clear answer looks like. */
const SENTENCES = {
  approximate: (quote: string, asked: Asked) =>
    isDay(asked) ? `“${quote}”不是确切的日子，没有记。` : `“${quote}”不是准数，报表要准数，没有记。`,
  range: (quote: string, asked: Asked) =>
    isDay(asked) ? `“${quote}”是一段时间，这一项要一天，没有记。` : `“${quote}”是一个范围，报表要一个准数，没有记。`,
  negative: (quote: string) => `“${quote}”是负数，报表里的数不能小于0，没有记。`,
  decimal: (quote: string, { components }: Asked) =>
    components.some(isAmount)
      ? `“${quote}”里的小数记不准（次数、个数要整数，金额到分），没有记。`
      : `“${quote}”带小数，这一项要整数，没有记。`,
  'too-large': (quote: string) => `“${quote}”这个数太大了，怕多打了几位，没有记。`,
  ambiguous: (quote: string, asked: Asked) =>
    isDay(asked)
      ? `“${quote}”看不出是哪一天，没有记。`
      : asked.components.some(isAmount)
        ? `“${quote}”有两种看法（是元还是万元、哪个是哪个数），没有记。`
        : `“${quote}”有两种看法，没有记。`,
  partial: (quote: string, asked: Asked) => `“${quote}”只说了一部分，这一项要${measures(asked)}都报，没有记。`,
  'part-exceeds-whole': (quote: string) => `“${quote}”里其中数比总数还多，没有记。`,
  'identity-number': (quote: string) => `“${quote}”像电话、证件号或编号，不像这一项的数，没有记。`,
  date: (quote: string) => `“${quote}”像日期或时间，不像这一项的数，没有记。`,
  arithmetic: (quote: string) => `“${quote}”要算一下，怕算错，没有记。请直接发总数。`,
  'other-unit': (quote: string, asked: Asked) => `“${quote}”的单位对不上，这一项按${measures(asked)}报，没有记。`,
  'other-field': (quote: string, { short }: Asked) => `“${quote}”像是别的项的数，现在问的是“${short}”，没有记。`,
  code: (quote: string) => `“${quote}”里有字母或符号，没看懂，没有记。`,
  'several-numbers': (quote: string, { components }: Asked) =>
    components.length > 1
      ? `“${quote}”里的数对不上这一项的${components.length}个数，没有记。`
      : `“${quote}”里不止一个数，这一项只要一个，没有记。`,
  'too-long': (quote: string) => `“${quote}”太长了，这一项最多200个字，没有记。`,
  'no-such-day': (quote: string) => `日历上没有“${quote}”这一天，没有记。`,
  unreadable: (quote: string) => (quote === '' ? '没看到数，没有记。' : `“${quote}”没看懂，没有记。`),
} as const

/**
 * The reason, and what to send instead. An unsure number gets no example: whoever types 「大概五六个」 must not be shown a 5 to
 * copy.
 */
export function askAgainText({ code, quote }: Refusal, asked: Asked): string {
  const reason = SENTENCES[code](quote, asked)
  if ((code === 'approximate' || code === 'range') && !isDay(asked))
    return `${reason}\n查清了发准数，还没查清发“跳过”。`
  const isFlag = asked.components.some(({ measure }) => measure.includes('否'))
  return `${reason}${isFlag ? '请发“是”或“否”。' : `写法如“${asked.example}”。`}`
}

/** For batch use: the line names a campaign, form or item that is not there. */
export function unknownItem(campaign: string, form: string, field: string): string {
  return `没有找到这一项：${campaign} ${form} ${field}。`
}

/** For batch use: the line is not JSON, or lacks what is needed. */
export function unreadableLine(): string {
  return '这一行看不懂，要有 campaign、form、field、text 四样。'
}

/** For batch use: a command that only makes sense in a talk. */
export function commandOutOfPlace(name: string): string {
  return `“${name}”要在对话里用，这里没有可以照办的事。`
}

/** The measure that a pack gives to an item answered with a day; see form/schema.ts. */
const isDay = ({ components }: Asked) => components.some(({ measure }) => measure === '日期')

const isAmount = ({ measure }: { readonly measure: string }) => measure.endsWith('元')

function measures({ components }: Asked): string {
  const words = components.map(({ name, measure }) =>
    components.length > 1 && name ? `${name}（${measure}）` : measure,
  )
  return words.map((word) => `“${word}”`).join('、')
}
