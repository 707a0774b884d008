// What stands on the official table beside its figures, and on the sheets of the workbook: header line, coverage, days.

import { dateText } from './dates.ts'
import { dayText, monthText } from './day.ts'

/** 「时间：2023年6月26日」, as the forms print it. */
export function timeLine(day: string): string {
  return `时间：${dateText(day)}`
}

/** Before the unit's name on a form that prints no line of its own for it. */
export function unitLabel(): string {
  return '填报单位：'
}

/** In place of a unit's name on a table that adds up: 「汇总（12个单位，缺3个）」. */
export function sumName(reported: number, missing: number): string {
  return `汇总（${reported}个单位，${missing === 0 ? '已报齐' : `缺${missing}个`}）`
}

/** 「2023年6月」 of 2023-06. */
export function yearMonthText(period: string): string {
  return `${period.slice(0, 4)}年${monthText(period)}`
}

/** 「2023年6月填报，数据截至2023年5月31日。」 */
export function asOfRemark(period: string, day: string | undefined): string {
  const asOf = day === undefined ? '文件没有写数据截至哪天' : `数据截至${dateText(day)}`
  return `${yearMonthText(period)}填报，${asOf}。`
}

export function versionRemark(version: {
  readonly number: number
  readonly day: string
  readonly time: string
  readonly receipt: string
  readonly late: boolean
  readonly reason: string | undefined
}): string {
  const { number, day, time, receipt, late, reason } = version
  const what = number === 1 ? '' : `，第${number}版（更正${reason === undefined ? '' : `：${reason}`}）`
  return `${dayText(day)}${time}上报${late ? '（逾期）' : ''}，回执${receipt}${what}。`
}

export function missingRemark(names: readonly string[]): string {
  return `未报、未计入：${names.join('、')}。`
}

export function exemptRemark(names: readonly string[]): string {
  return `免报：${names.join('、')}。`
}

/** Which items cover fewer units than the table: 「不涉及的不计入合计：1.5（3个单位）、3.2（1个单位）。」 */
export function blankRemark(items: readonly { readonly id: string; readonly units: number }[]): string {
  return `填“不涉及”的不计入合计：${items.map(({ id, units }) => `${id}（${units}个单位）`).join('、')}。`
}

/** What renewed a sum after its day: late reports and corrections. */
export function renewedRemark(
  late: readonly string[],
  corrected: readonly { readonly unit: string; readonly version: number; readonly day: string }[],
): string {
  const parts = [
    ...(late.length > 0 ? [`逾期补报${late.join('、')}`] : []),
    ...(corrected.length > 0
      ? [`更正${corrected.map(({ unit, version, day }) => `${unit}（第${version}版，${dayText(day)}）`).join('、')}`]
      : []),
  ]
  return `含${parts.join('；')}。`
}

/** A yes-no item over many units. */
export function yesNoTotal(yes: number, answered: number): readonly string[] {
  return [`是：${yes}个单位`, `否：${answered - yes}个单位`]
}

/** Words and days do not add up. */
export function answeredTotal(answered: number): string {
  return `${answered}个单位填写`
}

/** 「其中1个」: the second figure of an item that says so in its label. */
export function ofWhich(part: string): string {
  return `其中${part}`
}
