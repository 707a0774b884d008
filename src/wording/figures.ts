// What the office and the leaders are told of figures: totals, what changed, rankings, how an item went over the months.

import { dayText, monthText } from './day.ts'

export interface TotalsHead {
  readonly campaign: string | undefined
  readonly period: string
  /** The form's name, 「村（社区）」. */
  readonly form: string
  readonly reported: number
  readonly of: number
  readonly asOf: string | undefined
  readonly provisional: string | undefined
}

/** 「6月村（社区）汇总：12/15个单位已报，数字截至5月31日」: every total says what it covers. */
export function totalsHead({ campaign, period, form, reported, of, asOf, provisional }: TotalsHead): string {
  const day = asOf === undefined ? '' : `，数字截至${dayText(asOf)}`
  const head = `${campaign ? `${campaign} ` : ''}${monthText(period)}${form}汇总：${reported}/${of}个单位已报${day}`
  return provisional === undefined ? head : `${head}\n${provisional}`
}

export function itemTotal(id: string, short: string, total: string | undefined): string {
  return `${id} ${short} ${total ?? '没有单位填'}`
}

/** 「各单位：甲村 3次，乙村 1次；其余9个单位是0」 */
export function itemByUnit(
  shown: readonly string[],
  zeros: number,
  blanks: number,
  missing: readonly string[],
): string {
  const parts = [...(shown.length > 0 ? [shown.join('，')] : [])]
  if (zeros > 0) parts.push(shown.length > 0 ? `其余${zeros}个单位是0` : `${zeros}个单位都是0`)
  if (blanks > 0) parts.push(`${blanks}个单位不涉及`)
  if (missing.length > 0) parts.push(`没报：${missing.join('、')}`)
  return `各单位：${parts.join('；')}`
}

export function noReportsYet(period: string): string {
  return `${monthText(period)}还没有单位报，没有可汇总的。`
}

/** Head of a comparison of a unit's two months. */
export function unitComparison(unit: string, before: string, after: string, lines: readonly string[]): string {
  const head = `${unit} ${monthText(before)}→${monthText(after)}`
  return lines.length === 0 ? `${head}：数字都一样。` : [`${head}，${lines.length}项有变化：`, ...lines].join('\n')
}

export function monthComparison(
  form: string,
  before: string,
  after: string,
  units: number,
  lines: readonly string[],
): string {
  const head = `${form} ${monthText(after)}比${monthText(before)}（两个月都报了的${units}个单位）`
  return lines.length === 0 ? `${head}：没有变化。` : [`${head}：`, ...lines].join('\n')
}

/** 「1.1 企业自查发现 9个→12个（+3个）」 */
export function changeOf(
  id: string,
  short: string,
  before: string,
  after: string,
  difference: string | undefined,
): string {
  return `${id} ${short} ${before}→${after}${difference === undefined ? '' : `（${difference}）`}`
}

export function signed(value: number, text: string): string {
  return value > 0 ? `+${text}` : text
}

export function nothingToCompare(unit: string, period: string): string {
  return `${unit}${monthText(period)}或上个月没有报，没法比。`
}

export function nothingInBoth(form: string, before: string, after: string): string {
  return `${form}：没有${monthText(before)}、${monthText(after)}都报了的单位，没法比。`
}

export function noMonthBefore(period: string): string {
  return `${monthText(period)}是第一个月，没有上个月可比。`
}

export interface RankLine {
  readonly place: number
  readonly unit: string
  readonly part: number
  readonly whole: number
}

/** 「整改率排名（6月）：1 甲村 100%（9/9）」 */
export function ranking(
  what: string,
  span: string,
  lines: readonly RankLine[],
  without: readonly string[],
  why: string,
): string {
  const rate = (part: number, whole: number) => `${((part / whole) * 100).toFixed(1).replace(/\.0$/, '')}%`
  const none = without.length > 0 ? [`${why}，不排名：${without.join('、')}`] : []
  if (lines.length === 0) return [`${what}（${span}）：还没有可排的。`, ...none].join('\n')
  return [
    `${what}排名（${span}）：`,
    ...lines.map(({ place, unit, part, whole }) => `${place} ${unit} ${rate(part, whole)}（${part}/${whole}）`),
    ...none,
  ].join('\n')
}

export interface TrendLine {
  readonly period: string
  readonly total: string | undefined
  readonly reported: number
  readonly of: number
}

export function trend(id: string, short: string, unit: string | undefined, lines: readonly TrendLine[]): string {
  const head = `${unit === undefined ? '' : `${unit} `}${id} ${short}：`
  return [
    head,
    ...lines.map(({ period, total, reported, of }) => {
      const covers = unit === undefined ? `（${reported}/${of}个单位）` : ''
      return `${monthText(period)} ${total ?? '没报'}${total === undefined ? '' : covers}`
    }),
  ].join('\n')
}

export interface HistoryLine {
  readonly period: string
  readonly found: number
  readonly fixed: number
  readonly version: number
  readonly at: string
  readonly late: boolean
}

/** All months of a unit, a line each. */
export function history(unit: string, lines: readonly HistoryLine[], missing: readonly string[]): string {
  if (lines.length === 0) return `${unit}还没有报过。`
  const none = missing.length > 0 ? [`没报：${missing.map(monthText).join('、')}`] : []
  return [
    `${unit}历次上报：`,
    ...lines.map(
      ({ period, found, fixed, version, at, late }) =>
        `${monthText(period)} 发现${found} 整改${fixed}（第${version}版，${at}${late ? '，逾期' : ''}）`,
    ),
    ...none,
  ].join('\n')
}

/** Who is filling, and how far: 「样例一村 9/25（李四 16:02 填的）」. */
export function fillingList(
  period: string,
  lines: readonly { unit: string; filled: number; of: number; by: string; at: string }[],
  idle: readonly string[],
): string {
  if (lines.length === 0)
    return `${monthText(period)}现在没有单位填到一半。${idle.length > 0 ? `还没开始：${idle.join('、')}` : ''}`
  return [
    `${monthText(period)}正在填的${lines.length}个单位：`,
    ...lines.map(({ unit, filled, of, by, at }) => `${unit} ${filled}/${of}${by === '' ? '' : `（${by} ${at}）`}`),
    ...(idle.length > 0 ? [`还没开始：${idle.join('、')}`] : []),
  ].join('\n')
}
