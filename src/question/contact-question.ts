// Whether a question is about the office that collects the reports: who answers there, and by which number. 「消防队的电话」
// is not.

import type { Pack } from '../campaign/pack.ts'
import { normaliseText } from '../match/normalise.ts'
import { pairsOf, spreadOf } from '../match/spread.ts'
import type { Ask, Reading } from './ask.ts'
import { clausesOf } from './parts.ts'
import { namesMore } from './report-question.ts'

/** Kinds of question for which who is asked about is only who does it. */
const TIMED: readonly Ask[] = ['when', 'how-often', 'whom']

/** 「莫晓虹是谁」, 「联系人是哪位」: the person whom the document names beside the number, or should. */
export function namesContact({ campaign: { office } }: Pack, { asks, text }: Reading): boolean {
  const asksWho = (asks.has('who') || /干[啥什]|做[啥什]|是[啥什]/.test(text)) && !TIMED.some((ask) => asks.has(ask))
  if (/(?<!企业|单位|部门|村)联系人(?:是|叫|姓)(?:谁|什么|哪位|啥)/.test(text)) return true
  return asksWho && office.contact !== undefined && text.includes(normaliseText(office.contact))
}

const OFFICE = ['镇安委办', '安委办', '办公室', '专班', '联系', '手机', '专项行动', '咨询'].map(normaliseText)

/** Words of any call for help; whose number is asked for, they do not say. */
const CALLING =
  /有?问题|有?事情?|不懂|不会|不明白|咨询|询问|请教|帮忙|问|打|拨|找|给|发|留|要|[一1]?个|号|座机|固话|微信|[谁哪]个?|填|弄|说|讲|想|对接|政务|干|做|啥|什么|人/g

/** Whether a question for a telephone asks for that of the office, or for nobody's in particular. */
export function isAboutContact(pack: Pack, reading: Reading): boolean {
  const { text, content } = reading
  const { name, contact = '', quote } = pack.campaign.office
  const office = spreadOf(pairsOf([...[name, contact, quote].map(normaliseText), ...OFFICE]), text)
  const known = new Set(office)
  for (const { 0: word, index } of text.matchAll(CALLING)) for (let c = 0; c < word.length; c++) known.add(index + c)
  // What is told beside the clause that asks, 「我有个事想问」, names nobody's number.
  const [asking] = clausesOf(text).filter((clause) => /电话|号码|手机|联系|热线/.test(clause.text))
  const asked = [...content].filter(
    (at) => asking === undefined || (at >= asking.start && at < asking.start + asking.text.length),
  )
  return !namesMore(pack, reading, new Set(asked.filter((at) => !known.has(at))))
}
