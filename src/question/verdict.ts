// A claim that is to be confirmed, 「首报是6月26日没错吧」, 「办公室是设在应急办吧」 -> the open question under it, and whether an
// answer bears the claim out. It knows the kinds of claims; what is true is answered elsewhere.

import type { Answer } from './answer.ts'

export interface Claim {
  /** The question without the claim: 「首报什么时候」. */
  readonly question: string
  /** What was claimed: 6月26日. */
  readonly claimed: string
}

const ENDING = /(?:[,]*(?:对不对|是不是|对[吧吗么]|没错吧?|是[吧吗]|吗|吧|么|嘛|的活儿?|的事|的|啊|呀))+,*$/

const DAY =
  /^(?:\d{4}年)?\d{1,2}月(?:\d{1,2}[日号]|[底初末]|份)?(?:之?前|以前)?$|^(?:每个?月的?)?\d{1,2}[日号](?:之?前|以前)?$/
const OFTEN = /^每(?:一?个?(?:季度|[周月年天])|半年)(?:一次)?$/
const NUMBER = /^\d+(?:个|家|次|项|条|人|种|类|份)?$/

/** What follows 是: a day, a receiver, a place, an interval. Verdicts on owners are the table of duties' own matter. */
export function openClaim(text: string): Claim | undefined {
  if (!ENDING.test(text) && !/是不是|是否/.test(text)) return undefined
  const said = text.replace(ENDING, '')
  const [, matter = '', claim = ''] =
    /^(.{2,24}?),?(?:是不是|是否|应该是|就是|是)(?:在|要在|得在|要)?(.{2,16})$/.exec(said) ?? []
  if (claim === '') return undefined
  const receiver = /^(?:上报|报送|报|交|送|发)(?:给|到|至)(.{2,12})$/.exec(claim)?.[1]
  if (receiver !== undefined) return { question: `${matter}报给谁`, claimed: receiver }
  const place = /^设在?(.{2,12})$/.exec(claim)?.[1]
  if (place !== undefined) return { question: `${matter}设在哪里`, claimed: place }
  const [, day = ''] = /^(.{2,12}?)(?:要|得|必须)?(?:完成|报|交|截止|开始|结束|报送|上报)*$/.exec(claim) ?? []
  if (DAY.test(day))
    return {
      question: `${matter}什么时候`,
      claimed: day
        .replace(/之?前$|以前$/, '')
        .replace('号', '日')
        .replace(/^每个?月的?/, '每月'),
    }
  if (OFTEN.test(claim)) return { question: `${matter}多久一次`, claimed: claim.replace(/一次$/, '') }
  if (NUMBER.test(claim)) return { question: `${matter}有多少`, claimed: claim.replace(/\D+$/, '') }
  return undefined
}

/** The name of a person who is claimed to be something: 「组长是兰慧娇吗」, where the pack has told who that is. */
export function openPersonClaim(text: string, names: (text: string) => boolean): Claim | undefined {
  if (!ENDING.test(text)) return undefined
  const [, matter = '', name = ''] =
    /^(.{2,16}?)(?:是不是|是否|就是|是)(\p{Script=Han}{2,4})$/u.exec(text.replace(ENDING, '')) ?? []
  return name !== '' && names(name) ? { question: `${matter}是谁`, claimed: name } : undefined
}

/**
 * The day of the month on which somebody wants to hand in, 「月底30号再交行不行」 -> 30; undefined where none is named, or a
 * month is, which may have a day of its own.
 */
export function dayProposed(text: string): number | undefined {
  if (/\d{1,2}月/.test(text)) return undefined
  const day = /(?<!\d)(\d{1,2})[号日](?!之?前|以前)[^,]{0,6}[交报送填]/.exec(text)?.[1]
  if (day !== undefined) return Number(day)
  return /月[底末][^,]{0,6}[交报送填]/.test(text) ? LAST_DAY : undefined
}

const LAST_DAY = 31

/** Whether an answer bears a claim out: its facts, or the departments that it names, hold it. */
export function bearsOut({ claimed }: Claim, { facts, departments }: Pick<Answer, 'facts' | 'departments'>): boolean {
  const plain = (text: string) =>
    text.replace(/^(?:\d{4})-0?(\d{1,2})-0?(\d{1,2})$/, '$1月$2日').replace(/0(\d)月|月0(\d)/g, '$1$2')
  // 「6日」 does not stand in 26日.
  const holds = (fact: string) => new RegExp(`(?<!\\d)${claimed.replace(/[^\p{L}\p{N}]/gu, '')}`, 'u').test(plain(fact))
  return facts.some(holds) || departments.some((name) => holds(name) || claimed.includes(name))
}
