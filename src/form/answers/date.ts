// A day as an answer: 6月26日, 2023-6-26, 26号, 昨天, 上周五. Which day is today, and which month is reported, are given; a day
// that is only roughly known, and one that the calendar does not have, are asked again.

import type { Field } from '../schema.ts'
import type { Answer, AskAgainCode } from './answer.ts'
import { normalize } from './normalize.ts'
import { parseNumeral } from './numeral.ts'
import { ownWordAt } from './own-words.ts'
import { askAgain } from './reading.ts'

/** When an answer is given: the day (2023-06-28), and the month that is reported (2023-06). */
export interface When {
  readonly today: string
  readonly month: string
}

const ROUGH =
  /大概|大约|大致|左右|前后|可能|好像|应该|估计|差不多|约|[上中下]旬|[月年周季]?[底末初]|几[月号日]|吧|吗|记得|\?/
const RANGE = /到|至|~|[日号]-|或|还是|之间|以前|以后|之前|之后|前$|后$/
const FILLERS =
  /^(?:是|就是|为|在|于|日期|时间|的|了|那天|当天|嗯|那个|好的|谢谢|谢谢您|[\s，,、。.!:])+|(?:召开的?|开的|完成的?|的|了|那天|当天|谢谢|谢谢您|[\s，,、。.!])+$/g
/** 25号，不对，应该是26号: what comes before is taken back. */
const CORRECTION = /^.*(?:不对|错了|更正为?|改成|改为)[，,\s]*(?:应该是|应该|是)?(?=\S)/

/** A day with its words; more is a story. */
const LONGEST = 60

const NUMBER = '(\\d{1,2}|[一二三四五六七八九十廿卅]{1,3})'
const FULL =
  /^(\d{4}|二[零〇]\S{2})(?:年|[-/.])(\d{1,2}|[一二三四五六七八九十]{1,3})(?:月|[-/.])(\d{1,2}|[一二三四五六七八九十廿卅]{1,3})[日号]?$/
const TOGETHER = /^(20\d\d)(\d\d)(\d\d)$/
const OF_YEAR = new RegExp(`^(今年|本年|去年)?${NUMBER}月(?:份)?${NUMBER}[日号]?$`)
const OF_MONTH = new RegExp(`^(本月|这个月|上个?月)?${NUMBER}[日号]$`)
const DAYS_AWAY = new Map([
  ['大前天', -3],
  ['前天', -2],
  ['昨天', -1],
  ['昨日', -1],
  ['今天', 0],
  ['今日', 0],
  ['明天', 1],
  ['后天', 2],
])
const WEEKDAY = /^(上|这|本|下)(?:个)?(?:周|星期|礼拜)([一二三四五六日天])$/

/** Kept as 2023-06-26. Codes: `approximate`, `range`, `no-such-day`, `ambiguous` (26, 周五, 昨天 where today is not known). */
export function parseDate(field: Field, typed: string, when?: When): Answer {
  if (typed.length > LONGEST) return askAgain('unreadable', typed)
  const text = normalize(typed).replace(CORRECTION, '')
  const said = withoutOwnWords(field, text).replace(FILLERS, '').replace(FILLERS, '')
  if (said === '') return askAgain('unreadable', typed)
  const day = dayOf(said, when)
  if (day !== undefined) return isDay(day) ? { outcome: 'value', values: day } : askAgain('no-such-day', typed)
  return askAgain(refusalOf(said), typed)
}

function refusalOf(said: string): AskAgainCode {
  if (RANGE.test(said)) return 'range'
  if (ROUGH.test(said)) return 'approximate'
  if (/^\d{1,2}(?:[./-]\d{1,2})?$|[日号天]|周|星期|礼拜|月/.test(said)) return 'ambiguous'
  return 'unreadable'
}

/** The day that a text without fillers is, as 2023-06-26, perhaps one that the calendar does not have. */
function dayOf(said: string, when: When | undefined): string | undefined {
  const full = FULL.exec(said) ?? TOGETHER.exec(said)
  if (full !== null) return dayFrom(numberOf(full[1]), numberOf(full[2]), numberOf(full[3]))
  if (when === undefined) return undefined
  const away = DAYS_AWAY.get(said)
  if (away !== undefined) return shift(when.today, away)
  const [year, month] = when.month.split('-').map(Number)
  const ofYear = OF_YEAR.exec(said)
  if (ofYear !== null) {
    const [m, d] = [numberOf(ofYear[2]), numberOf(ofYear[3])]
    const thisYear = Number(when.today.slice(0, 4))
    if (ofYear[1] !== undefined) return dayFrom(ofYear[1] === '去年' ? thisYear - 1 : thisYear, m, d)
    return nearest(
      [thisYear - 1, thisYear, thisYear + 1].map((each) => dayFrom(each, m, d)),
      when.today,
    )
  }
  const ofMonth = OF_MONTH.exec(said)
  if (ofMonth !== null && year !== undefined && month !== undefined) {
    const back = ofMonth[1]?.startsWith('上') ? 1 : 0
    const at = year * 12 + month - 1 - back
    return dayFrom(Math.floor(at / 12), (at % 12) + 1, numberOf(ofMonth[2]))
  }
  const week = WEEKDAY.exec(said)
  if (week === null) return undefined
  const weekday = '一二三四五六日'.indexOf(week[2]?.replace('天', '日') ?? '')
  const monday = shift(when.today, -weekdayOf(when.today))
  return shift(monday, weekday + (week[1] === '上' ? -7 : week[1] === '下' ? 7 : 0))
}

/** 12月26日 said in January is of the year before. */
function nearest(days: readonly (string | undefined)[], today: string): string | undefined {
  const known = days.flatMap((day) => (day === undefined ? [] : [day]))
  const real = known.filter(isDay)
  const distance = (day: string) => Math.abs(instantOf(day) - instantOf(today))
  return real.sort((a, b) => distance(a) - distance(b))[0] ?? known[0]
}

function numberOf(text: string | undefined): number | undefined {
  // 二零二三 is read digit by digit, 二十六 as a numeral.
  const numeral = parseNumeral((text ?? '').replace(/^0(?=\d)/, ''))
  return numeral.outcome === 'number' && numeral.scale === 0 ? Number(numeral.digits) : undefined
}

function dayFrom(year: number | undefined, month: number | undefined, day: number | undefined): string | undefined {
  if (year === undefined || month === undefined || day === undefined) return undefined
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

const DAY = 86_400_000
const instantOf = (day: string) => Date.parse(`${day}T00:00:00Z`)
const shift = (day: string, days: number) => new Date(instantOf(day) + days * DAY).toISOString().slice(0, 10)
/** 0 for a Monday; 1970-01-01 was a Thursday. */
const weekdayOf = (day: string) => (Math.floor(instantOf(day) / DAY) + 3) % 7

/** Whether the calendar has the day: not so 2023-06-31. */
function isDay(day: string): boolean {
  const instant = instantOf(day)
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(day)
}

function withoutOwnWords(field: Field, text: string): string {
  let at = 0
  while (/[\s，,:]/.test(text.charAt(at))) at += 1
  const own = ownWordAt(field, text, at)
  return own === undefined ? text : text.slice(at + own.length)
}
