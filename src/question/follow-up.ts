// A question that leans on the one before: 「防雷呢？」, 「那什么时候报？」, 「2」 after a choice -> questions that stand alone.
// It knows only what the last answer left behind.

import { normaliseText } from '../match/normalise.ts'
import { readAsk } from './ask.ts'

/** What the last question leaves for the next one; kept with the talk, so plain strings. */
export interface Asked {
  /** What it was about, as the document names it: 烟花爆竹. */
  readonly about: string
  /** How it asked, in words that can be put behind another matter: 归谁管. */
  readonly how: string
  /** The matters among which the person was asked to choose, in the order of their numbers. */
  readonly options?: readonly string[]
}

/** The ways of reading a text after `asked`, likeliest first; only the text itself when it leans on nothing. */
export function readingsOf(raw: string, asked: Asked | undefined): readonly string[] {
  if (!asked) return [raw]
  const text = normaliseText(raw).replace(/^,|,$/g, '')
  const number = /^(?:第)?([1-9]\d?)(?:个|项|号)?$/.exec(text)?.[1]
  const chosen = number === undefined ? undefined : asked.options?.[Number(number) - 1]
  if (chosen !== undefined) return [`${chosen}${asked.how}`]
  const matter = /^(?:那么?|还有)?(.{1,20}?)(?:的)?呢,?$/.exec(text)?.[1]
  if (matter !== undefined && readAsk(matter).asks.size === 0) return [`${matter}${asked.how}`]
  const leans = /^(?:那么?|它|这个|这项|这)/.test(text)
  const { asks, content, form } = readAsk(text)
  const asksOnly = content.size <= 1 && (asks.size > 0 || form === 'owner')
  if (!leans && !asksOnly) return [raw]
  const rest = text.replace(/^(?:那么?|它|这个|这项|这)(?:的)?/, '')
  const leaning = `${asked.about}${rest}`
  // 「什么时候截止」 is whole without 那, and only what it leaves open is sought in the last question.
  return leans ? [leaning, raw] : [raw, leaning]
}

/** Whether a text makes sense only after another question: 「防雷呢」, 「那什么时候报」, a bare number after a choice. */
export function leansOn(raw: string, asked: Asked | undefined): boolean {
  if (!asked) return false
  return readingsOf(raw, asked)[0] !== raw
}
