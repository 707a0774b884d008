// The sentences of the bulletin (通报), in the style of official documents: figures and names come in as plain values.

import { dateText } from './dates.ts'
import { dayText, monthText } from './day.ts'
import { yearMonthText } from './table.ts'

/** What only the office can write. */
const OFFICE_WRITES = '【请办公室补充】'

const NUMERALS = '一二三四五六七八九十'

/** 「一、总体情况」 */
export function heading(index: number, text: string): string {
  return `${NUMERALS[index] ?? index + 1}、${text}`
}

export const HEADINGS = {
  overall: '总体情况',
  units: '分单位情况',
  reporting: '报送情况',
  ranking: '整改率排名',
  listed: '挂牌督办隐患',
  problems: '存在的主要问题',
  next: '下一步工作',
} as const

export type BulletinTime =
  | { readonly every: 'week'; readonly day: string }
  | { readonly every: 'month'; readonly month: string }
  | { readonly every: 'half-year'; readonly month: string }

/** 「龙门镇重大事故隐患专项排查整治2023行动」 of the title of the document, without 总体方案. */
export function actionName(title: string): string {
  return title.replace(/(?:总体|实施|工作)?方案$/, '')
}

/** The year is not said twice: 「…2023行动6月份进展情况」. */
export function title(action: string, time: BulletinTime): string {
  const year = (month: string) => (action.includes(month.slice(0, 4)) ? '' : `${month.slice(0, 4)}年`)
  switch (time.every) {
    case 'week':
      return `关于${action}周调度情况的通报（截至${dayText(time.day)}）`
    case 'month':
      return `关于${action}${year(time.month)}${monthText(time.month)}份进展情况的通报`
    case 'half-year':
      return `关于${action}${year(time.month)}${Number(time.month.slice(5)) <= 6 ? '上' : '下'}半年进展情况的通报`
  }
}

/** Says that it is a draft, and of which moment. */
export function draftMark(day: string, time: string): string {
  return `【草稿，据${dateText(day)}${time}已报数据生成，印发前请办公室核改】`
}

/** `basis` is what the document says of bulletins like this one. */
export function opening(basis: { readonly title: string; readonly quote: string } | undefined): string {
  const why = basis === undefined ? '' : `根据《${basis.title}》“${basis.quote}”的要求，`
  return `${why}现将有关情况通报如下。`
}

export interface ReportingParts {
  readonly period: string
  readonly reported: number
  readonly of: number
  readonly late: number
  readonly exempt: number
}

/** 「2023年6月应报15个单位，已报12个（按时11个、逾期1个），报送率80.0%。」 */
export function reportingLine({ period, reported, of, late, exempt }: ReportingParts): string {
  const rate = of === 0 ? '' : `，报送率${rateText(reported, of)}`
  const free = exempt === 0 ? '' : `另有${exempt}个单位免报，不计入。`
  return `${yearMonthText(period)}应报${of}个单位，已报${reported}个（按时${reported - late}个、逾期${late}个）${rate}。${free}`
}

/** Before the figures of one form: what they cover. */
export function formLead(
  form: string,
  units: number,
  asOf: string | undefined,
  provisional: string | undefined,
): string {
  const day = asOf === undefined ? '文件没有写数据截至哪天' : `数据截至${dateText(asOf)}`
  return `${form}（${units}个单位合计，${day}）：${provisional === undefined ? '' : `（暂用表：${provisional}）`}`
}

export function nobodyReported(): string {
  return '还没有单位报送。'
}

/** 「企业自查发现36个，已整改27个（75.0%）」 */
export function sourceText(name: string, found: number, fixed: number | undefined): string {
  const rate = fixed === undefined ? '' : `，已整改${fixed}个${found > 0 ? `（${rateText(fixed, found)}）` : ''}`
  return `${name}${found}个${rate}`
}

export function sentence(parts: readonly string[]): string {
  return `${parts.join('；')}。`
}

/** Items of a section; those that are 0 everywhere are counted and not named. */
export function sectionLine(section: string, items: readonly string[], zeros: number): string {
  if (items.length === 0) return `${section}：各项均为0。`
  return `${section}：${items.join('；')}${zeros === 0 ? '' : `；其余${zeros}项为0`}。`
}

export function yesNoText(name: string, yes: number, answered: number): string {
  return `${name}：${yes}个单位为是、${answered - yes}个为否`
}

/** Against the month before; the figures of a form that is not cumulative do not increase, they differ. */
export function growthLine(month: string, units: number, found: number, fixed: number, isCumulative: boolean): string {
  const change = (value: number) => {
    if (value === 0) return '持平'
    if (isCumulative) return `${value > 0 ? '新增' : '减少'}${Math.abs(value)}个`
    return `${value > 0 ? '多' : '少'}${Math.abs(value)}个`
  }
  return `与${monthText(month)}相比（两个月都报的${units}个单位）：发现${change(found)}，整改${change(fixed)}。`
}

export function unitColumns(): readonly string[] {
  return ['单位', '报送', '发现', '整改', '整改率', '发现比上月']
}

export function monthColumns(): readonly string[] {
  return ['月份', '已报/应报', '发现', '整改', '整改率']
}

export function stateText(state: 'on-time' | 'late' | 'missing' | 'exempt'): string {
  return { 'on-time': '按时', late: '逾期', missing: '未报', exempt: '免报' }[state]
}

export function lateLine(units: readonly { readonly name: string; readonly day: string }[]): string {
  return units.length === 0
    ? '没有迟报的单位。'
    : `迟报${units.length}个：${units.map(({ name, day }) => `${name}（${dayText(day)}）`).join('、')}。`
}

export function missingLine(names: readonly string[]): string {
  return names.length === 0 ? '没有未报的单位。' : `未报${names.length}个：${names.join('、')}。`
}

export function correctedLine(units: readonly { readonly name: string; readonly version: number }[]): string {
  return `更正${units.length}个：${units.map(({ name, version }) => `${name}（第${version}版）`).join('、')}，本通报按更正后的数。`
}

/** Over several months: who was not always on time. */
export function untimelyLine(
  units: readonly { readonly name: string; readonly part: number; readonly whole: number }[],
): string {
  return units.length === 0
    ? '各单位每月均按时报送。'
    : `未能每月按时报送的：${units.map(({ name, part, whole }) => `${name}（${whole}次按时${part}次）`).join('、')}。`
}

/** 「并列第1名 样例一村（100.0%，9/9）」 */
export function rankText(place: number, tied: boolean, name: string, part: number, whole: number): string {
  return `${tied ? '并列' : ''}第${place}名 ${name}（${rateText(part, whole)}，${part}/${whole}）`
}

/** In a long ranking only its ends are told; the rate of every unit is in the table. */
export function endsOfRanking(first: readonly string[], last: readonly string[]): readonly string[] {
  return [`前${first.length}名：${sentence(first)}`, `后${last.length}名：${sentence(last)}`]
}

export function withoutLine(names: readonly string[]): string {
  return `没有发现隐患或不涉及、不参加排名的：${names.join('、')}。`
}

export function nothingToRank(): string {
  return '没有可以排名的单位。'
}

export function listedLine(
  found: number,
  fixed: number,
  open: readonly { readonly name: string; readonly count: number }[],
): string {
  const left =
    open.length === 0
      ? '已全部完成整改'
      : `尚未完成整改${found - fixed}个：${open.map(({ name, count }) => `${name}${count}个`).join('、')}`
  return found === 0 ? '没有挂牌督办的重大事故隐患。' : `挂牌督办${found}个，已整改${fixed}个，${left}。`
}

/** Deadlines of single hazards are not in the monthly form. */
export function overdueLine(): string {
  return `逾期未整改的隐患：调度表没有逐条的整改期限，${OFFICE_WRITES}。`
}

/** What inspections found wrong most often, the most first. */
export function problemsLine(items: readonly string[]): string {
  return items.length === 0 ? '抽查检查没有报出问题。' : `抽查检查发现较多的：${items.join('；')}。`
}

export function officeWrites(): string {
  return OFFICE_WRITES
}

export function nextReport(due: string, month: string, form: string, quote: string): string {
  return `${dateText(due)}前报送${monthText(month)}${form}（“${quote}”）。`
}

export function nextSubmission(due: string, from: string, to: string, what: string, quote: string): string {
  return `${dateText(due)}前，${from}向${to}报送${what}（“${quote}”）。`
}

export function signature(office: string, day: string): readonly [string, string] {
  return [office, dateText(day)]
}

/** Where a text leaves out lines of a long table. */
export function moreRows(count: number): string {
  return `……另有${count}个单位，见文件。`
}

/** 75.7% of 56 and 74. What is not complete is never rounded to 100.0%. */
export function rateText(part: number, whole: number): string {
  const tenths = Math.round((part * 1000) / whole)
  const shown = part < whole ? Math.min(tenths, 999) : tenths
  return `${Math.trunc(shown / 10)}.${shown % 10}%`
}

export function signed(value: number): string {
  return value > 0 ? `+${value}` : String(value)
}
