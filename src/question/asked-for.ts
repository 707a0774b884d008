// What a question asked for, as the answers need it afterwards: what the document is silent on, and the question again in
// words that can be put behind another matter.

import type { Silence } from '../wording/question.ts'
import type { Reading } from './ask.ts'

/** What the document would have to say to answer. */
export function silenceOf({ asks, text }: Reading): Silence {
  if (asks.has('whom')) return 'whom'
  if (asks.has('phone')) return 'phone'
  if (asks.has('when')) return 'when'
  if (asks.has('how-often')) return 'how-often'
  if (
    /什么叫|什么是|意思|定义|指什么|解释|(?:是|指|包括)的?(?:什么|啥|哪)|哪[两二三四五六七八九十]+[个项条种类样点]|有哪些$/.test(
      text,
    )
  )
    return 'meaning'
  if (asks.has('where')) return 'where'
  return asks.has('how-many') ? 'number' : 'anything'
}

/** The question again, to be put behind another matter. */
export function howOf({ asks, form }: Reading): string {
  if (asks.has('whom')) return '报给谁'
  if (form === 'owner') return '归谁管'
  if (form === 'list') return '管哪些'
  if (asks.has('phone')) return '的电话'
  if (asks.has('when')) return '什么时候'
  if (asks.has('how-often')) return '多久一次'
  if (asks.has('who')) return '是谁'
  if (asks.has('how')) return '怎么填'
  if (asks.has('what')) return '是什么意思'
  return asks.has('how-many') ? '有多少' : ''
}
