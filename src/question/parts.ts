// A message -> the questions in it. It knows commas and words of asking, and nothing of any pack.

import { readAsk } from './ask.ts'

const FROM_TO = /^(.*?),?从(?:什么时候|啥时候|何时|哪一?天|几号|几月).{0,4}到(?:什么时候|啥时候|何时|哪一?天|几号|几月)/

/** 「专项行动从什么时候到什么时候」 asks for two days; none for any other text, which is normalised. */
export function endsOf(text: string): readonly string[] {
  const about = FROM_TO.exec(text)?.[1]
  return about === undefined ? [] : [`${about}从什么时候开始`, `${about}到什么时候结束`]
}

/** The questions of a message, each with the clauses that lead up to it: 「煤气罐漏气,归谁管,电话多少」 are two. */
export function partsOf(query: string): readonly string[] {
  const clauses = query
    .split(/[,，。?？;；!！\n]+|(?<=\p{Script=Han})\s+(?=\p{Script=Han})/u)
    .filter((clause) => clause.trim())
  const parts: string[] = []
  let story: string[] = []
  for (const clause of clauses) {
    story.push(clause)
    if (!asksSomething(clause)) continue
    parts.push(story.join('，'))
    story = []
  }
  const last = parts.pop()
  return last === undefined ? [] : [...parts, [last, ...story].join('，')]
}

export interface Clause {
  readonly start: number
  readonly text: string
}

/** The clauses of a normalised text, with their places in it. */
export function clausesOf(text: string): readonly Clause[] {
  return [...text.matchAll(/[^,]+/g)].map(({ 0: clause, index }) => ({ start: index, text: clause }))
}

/** What a message asks without what it tells before and after; undefined where it tells nothing. */
export function withoutStory(text: string): string | undefined {
  const clauses = clausesOf(text).map((clause) => clause.text)
  const asking = clauses.filter(asksSomething)
  return asking.length === 0 || asking.length === clauses.length ? undefined : asking.join(',')
}

/** Whether a clause only asks, and names nothing that it asks about. */
export function isElliptical(part: string): boolean {
  return readAsk(part).content.size <= 1
}

const OPENS = /^(?:什么时候|啥时候?|何时|几[月号]|哪[天月日个]|多久|谁|由谁|归|怎么|要|责任)/

/** Whether a clause opens with its asking: 「什么时候公开」, 「归谁」. */
export function opensAsking(part: string): boolean {
  return OPENS.test(part)
}

function asksSomething(text: string): boolean {
  const { asks, form } = readAsk(text)
  return asks.size > 0 || form === 'owner' || form === 'list'
}
