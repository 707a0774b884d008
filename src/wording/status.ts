// What the office and the leaders are told: who has reported, who is missing, what a unit reported.

import { dueText, monthText } from './day.ts'

export interface StatusParts {
  readonly campaign: string | undefined
  readonly period: string
  readonly units: number
  readonly submitted: number
  readonly filling: number
  readonly missing: readonly string[]
  readonly due: string
  readonly daysLeft: number
}

/** 「6月：15家应报，已报12，缺3：甲村、乙村、丙村（今天截止）」: the one line that matters. */
export function statusLine(parts: StatusParts): string {
  const where = parts.campaign ? `${parts.campaign} ` : ''
  const head = `${where}${monthText(parts.period)}：${parts.units}个单位应报，已报${parts.submitted}`
  const due = dueText(parts.due, parts.daysLeft)
  if (parts.missing.length === 0) return `${head}，全部报齐（${due}）。`
  return `${head}，缺${parts.missing.length}：${parts.missing.join('、')}（${due}）。`
}

export function fillingLine(
  units: readonly { readonly unit: string; readonly filled: number; readonly of: number }[],
): string {
  return `正在填：${units.map(({ unit, filled, of }) => `${unit} ${filled}/${of}`).join('、')}`
}

/** 「发现74个，整改56个（75.7%），已报12个单位合计」 */
export function hazardLine(found: number, fixed: number, units: number): string {
  const rate = found > 0 ? `（${((fixed / found) * 100).toFixed(1)}%）` : ''
  return `发现${found}个，整改${fixed}个${rate}，${units}个单位合计。`
}

/** Against the month before: 「比5月 发现+9 整改+7」 */
export function growthLine(month: string, found: number, fixed: number): string {
  return `比${monthText(month)} 发现${signed(found)} 整改${signed(fixed)}（两个月都报了的单位）。`
}

export function lateLine(units: readonly string[]): string {
  return `逾期报的：${units.join('、')}`
}

export function unitMissing(unit: string, period: string, state: string): string {
  return `${unit} ${monthText(period)}还没提交（${state}）。`
}

export function whichUnit(units: readonly string[]): string {
  return `是哪一个？${units.slice(0, 10).join('、')}`
}

export function noSuchUnit(units: number): string {
  return `没找到这个单位，名单里有${units}个。发“谁没报”看单位名。`
}

export function noMonthlyReport(): string {
  return '文件里没有每月要报的表。'
}

function signed(number: number): string {
  return number > 0 ? `+${number}` : String(number)
}
