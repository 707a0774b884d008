// What the bot says about days and receivers: the monthly report, one-off submissions, routines, the contact person.

import { dayText, dueText, monthText } from './day.ts'

/** 「上月末」 and the like: how the document itself says to which day figures run; undefined where it does not. */
export function asOfRule(
  rule:
    | { readonly rule: 'end-of-previous-month' | 'end-of-month' | 'unstated' }
    | { readonly rule: 'day'; readonly day: number },
): string | undefined {
  switch (rule.rule) {
    case 'end-of-previous-month':
      return '上月末'
    case 'end-of-month':
      return '本月末'
    case 'day':
      return `当月${rule.day}日`
    case 'unstated':
      return undefined
  }
}

export interface ReportParts {
  readonly aspect: 'due' | 'first' | 'last' | 'as-of' | 'from' | 'to'
  readonly form: string
  /** The month that is told; undefined when the rule for all months is. */
  readonly period: string | undefined
  readonly due: string | undefined
  /** From today to `due`; undefined when today is not known. */
  readonly daysLeft: number | undefined
  readonly day: number
  /** The day of the first report; undefined where the document gives it none of its own. */
  readonly first: string | undefined
  readonly from: string | undefined
  readonly to: string
  readonly asOf: readonly {
    readonly form: string
    readonly rule: string | undefined
    readonly day: string | undefined
  }[]
  /** Why a form is not the official one. */
  readonly provisional: readonly string[]
  readonly clause: string
  readonly quote: string
  readonly conflicts: readonly string[]
}

/** What was asked first: the day, the day figures run to, or the receiver; then the rest, and where the document says so. */
export function reportAnswer(parts: ReportParts): string {
  const due = dueLine(parts)
  const asOf = asOfLines(parts)
  const whole = parts.aspect === 'as-of' ? [...asOf, due] : [due, ...asOf]
  return [...whole, `依据：${parts.clause}「${parts.quote}」`, ...parts.conflicts, ...parts.provisional].join('\n')
}

function dueLine({ aspect, form, period, due, daysLeft, day, first, from, to }: ReportParts): string {
  const who = from ? `${from}报${to}` : `报${to}`
  const lacking = aspect === 'first' && first === undefined ? '文件没有单独写首报时间。\n' : ''
  if (lacking !== '' || period === undefined || due === undefined) {
    const start = first === undefined ? '' : `，首报${dateText(first)}前`
    const rule = `${lacking}${form}每月${day}日前（${day}日当天也算按时）${start}`
    return aspect === 'to' || aspect === 'from' ? `${who}：${rule}。` : `${rule}，${who}。`
  }
  const when = daysLeft === undefined ? `${dateText(due)}前` : dueText(due, daysLeft)
  // Who asks in chat knows who they are: the sender is named only when it is asked for.
  const whom = aspect === 'to' || aspect === 'from' ? who : `报${to}`
  return `${monthText(period)}${form}：${when}（${dayText(due)}当天也算按时），${whom}。`
}

function asOfLines({ asOf, to }: ReportParts): string[] {
  return asOf.map(({ form, rule, day }) => {
    const name = asOf.length > 1 ? `${form}：` : ''
    if (rule === undefined) return `${name}文件没有写数字截至哪天，请问${to}。`
    return `${name}数字截至${day === undefined ? rule : dayText(day)}。`
  })
}

/** A one-off submission; `daysLeft` counts from today, undefined when today is not known. */
export function submissionAnswer(
  what: string,
  from: string,
  to: string,
  due: string,
  daysLeft: number | undefined,
  clause: string,
): string {
  const when = daysLeft === undefined ? `${dateText(due)}前` : dueText(due, daysLeft)
  return `${what}：${when}。\n${from}报${to}。\n依据：${clause}`
}

export function everyText(every: 'week' | 'month' | 'quarter' | 'half-year'): string {
  return { week: '每周', month: '每月', quarter: '每季度', 'half-year': '每半年' }[every]
}

export function routineAnswer(what: string, who: string, every: string, clause: string, quote: string): string {
  const often = what.includes(every) ? '' : `（${every}）`
  return `${what}${often}：${who}。\n依据：${clause}「${quote}」`
}

export function contactAnswer(
  office: string,
  contact: string | undefined,
  phone: string | undefined,
  quote: string,
): string {
  const who = contact === undefined ? '' : `联系人${contact}`
  const number = phone === undefined ? '' : `电话${phone}`
  return `${office}：${[who, number].filter((part) => part !== '').join('，')}。\n依据：「${quote}」`
}

/** 「2023年5月30日」 of 2023-05-30. */
export function dateText(day: string): string {
  return `${day.slice(0, 4)}年${dayText(day)}`
}
