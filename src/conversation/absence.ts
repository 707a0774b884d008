// 「我出差到30日，让张三代报」: until which day someone is away, and who is reminded instead. Pure reading of the text.

import { addDays, addMonths, type Day, daysBetween, endOfMonth, monthOf, weekdayOf } from '../campaign/calendar.ts'
import { parseNumeral } from '../form/answers/numeral.ts'

export interface Absence {
  /** The last day away; undefined when none was said. */
  readonly until: Day | undefined
  readonly deputy: string | undefined
}

/** Nobody is away for longer without being asked again. Days. */
const LONGEST = 62

const AWAY = /(?:我|本人)?(?:要|在|去|正在|正)?(?:出差|请假|休假|外出|住院|学习去|不在(?:家|村|单位|镇)?|出门)/
const DEPUTY = /(?:由|让|请|找|换)\s*(\p{Script=Han}{2,4}?)\s*(?:来|先|暂时)?(?:代|替|帮)/u

/** Undefined when the text does not say that its sender is away; 「隐患不在台账里」 does not. */
export function readAbsence(text: string, today: Day): Absence | undefined {
  const plain = text.normalize('NFKC').replace(/\s+/g, '')
  if (
    plain.length > 40 ||
    !AWAY.test(plain) ||
    !/^(?:您好|你好|[,，])?(?:我|本人|出差|请假|休假|外出|住院)/.test(plain)
  ) {
    return undefined
  }
  if (/[?？吗谁哪几]|回来了/.test(plain)) return undefined
  return { until: readUntil(plain, today), deputy: DEPUTY.exec(plain)?.[1] }
}

function readUntil(text: string, today: Day): Day | undefined {
  const day = dayIn(text, today)
  if (day === undefined) return undefined
  const ahead = daysBetween(today, day)
  return ahead >= 0 && ahead <= LONGEST ? day : undefined
}

const NUMBER = '([\\d零一二三四五六七八九十廿两]{1,3})'

function dayIn(text: string, today: Day): Day | undefined {
  const dated = new RegExp(`(?:${NUMBER}月(?:份)?)?${NUMBER}[日号]`).exec(text)
  if (dated) return dayOf(dated[1], dated[2], today)
  const days = new RegExp(`${NUMBER}(?:天|个?晚上)`).exec(text)
  const count = numberIn(days?.[1])
  if (count !== undefined) return addDays(today, count)
  const weekday = /(下)?(?:个)?(?:周|星期|礼拜)([一二三四五六日天])/.exec(text)
  if (weekday) {
    const wanted = '一二三四五六日'.indexOf(weekday[2] === '天' ? '日' : (weekday[2] ?? '')) + 1
    const monday = addDays(today, 1 - weekdayOf(today))
    return addDays(monday, wanted - 1 + (weekday[1] ? 7 : 0))
  }
  if (/月底/.test(text)) return endOfMonth(monthOf(today))
  if (/一个?(?:星期|周|礼拜)/.test(text)) return addDays(today, 7)
  if (/后天/.test(text)) return addDays(today, 2)
  if (/明天/.test(text)) return addDays(today, 1)
  return /今天/.test(text) ? today : undefined
}

/** 「30日」 is the next one from today on; 「7月2日」 that of this year, or of the next where it has passed. */
function dayOf(month: string | undefined, day: string | undefined, today: Day): Day | undefined {
  const number = numberIn(day)
  if (number === undefined || number < 1 || number > 31) return undefined
  const dayText = String(number).padStart(2, '0')
  if (month !== undefined) {
    const named = numberIn(month)
    if (named === undefined || named < 1 || named > 12) return undefined
    const thisYear = `${today.slice(0, 4)}-${String(named).padStart(2, '0')}-${dayText}`
    const day = thisYear >= today ? thisYear : `${Number(today.slice(0, 4)) + 1}${thisYear.slice(4)}`
    return exists(day) ? day : undefined
  }
  const thisMonth = `${monthOf(today)}-${dayText}`
  const found = thisMonth >= today ? thisMonth : `${addMonths(monthOf(today), 1)}-${dayText}`
  return exists(found) ? found : undefined
}

function exists(day: Day): boolean {
  return !Number.isNaN(Date.parse(`${day}T00:00:00Z`)) && addDays(day, 0) === day
}

function numberIn(text: string | undefined): number | undefined {
  const read = text === undefined ? undefined : parseNumeral(text)
  return read?.outcome === 'number' && read.scale === 0 ? Number(read.digits) : undefined
}
