// What is said when the office looks reports through: passed, returned, closed; and who changed what.

import { dayText, monthText } from './day.ts'

export function passed(units: readonly string[], period: string): string {
  return units.length === 0
    ? `${monthText(period)}没有等着审的表。`
    : `✔ ${monthText(period)}已通过：${units.join('、')}`
}

/** Which reports wait, with what deserves a look. */
export function toReview(
  period: string,
  units: readonly { readonly unit: string; readonly flags: readonly string[] }[],
): string {
  if (units.length === 0) return `${monthText(period)}没有等着审的表。`
  const first = units.find(({ flags }) => flags.length > 0)?.unit ?? units[0]?.unit ?? ''
  return [
    `${monthText(period)}还没审的${units.length}份：`,
    ...units.map(({ unit, flags }) => (flags.length > 0 ? `${unit}：${flags.join('；')}` : unit)),
    `发“通过 ${first}”“退回 ${first} 原因”，或“通过全部”。`,
  ].join('\n')
}

export function notReported(unit: string, period: string): string {
  return `${unit}${monthText(period)}还没有报，没有可审的。`
}

export function returnNeedsReason(unit: string): string {
  return `退回要写原因，如“退回 ${unit} 3.2罚款数请核实”。`
}

export function returnedNow(period: string, missing: number, people: readonly string[]): string {
  const told = people.length > 0 ? `，已通知${people.join('、')}` : ''
  return `✔ 已退回${told}。${monthText(period)}缺报现为${missing}个单位。`
}

/** To the contacts of a unit whose report was returned. */
export function yourReportReturned(
  office: string,
  unit: string,
  period: string,
  form: string,
  version: number,
  reason: string,
): string {
  return `【退回】${unit} ${monthText(period)}${form}（第${version}版）\n${office}：${reason}\n发“更正”改好再报，有疑问发“问办公室”。`
}

export function yourReportUnlocked(office: string, unit: string, period: string, form: string): string {
  return `${office}把${unit} ${monthText(period)}${form}解锁了，要改发“更正”。`
}

export function whichUnitToReview(): string {
  return '请写明是哪个单位，如“退回 样例八村 请核实全0”。'
}

export function locked(period: string): string {
  return `✔ ${monthText(period)}的表已关，各单位不能再改；要开发“解锁 单位”或“解锁${monthText(period)}”。`
}

export function unlocked(what: string, period: string): string {
  return `✔ ${what}${monthText(period)}的表已解锁。`
}

export function notLocked(period: string): string {
  return `${monthText(period)}的表没有关，不用解锁。`
}

export function whichUnitToFill(): string {
  return '代哪个单位填？请写全名，如“代填 样例七村”。'
}

export interface ChangeEntry {
  readonly day: string
  readonly time: string
  readonly who: string
  readonly text: string
}

export function whoChanged(unit: string, item: string | undefined, changes: readonly ChangeEntry[]): string {
  const head = `${unit}${item === undefined ? '' : ` ${item}`}`
  if (changes.length === 0) return `${head}没有改动记录。`
  return [
    `${head}的改动（新的在前）：`,
    ...changes.map(({ day, time, who, text }) => `${dayText(day)} ${time} ${who}：${text}`),
  ].join('\n')
}

/** 「3.2 行政处罚 未填→2次，3万元」; undefined stands for no answer. */
export function figureEntry(item: string | undefined, before: string | undefined, now: string | undefined): string {
  return `${item === undefined ? '' : `${item} `}${before ?? '未填'}→${now ?? '未填'}`
}

export function submittedEntry(version: number, reason: string | undefined): string {
  return `提交第${version}版${reason === undefined ? '' : `（${reason}）`}`
}

export function passedEntry(version: number): string {
  return `通过第${version}版`
}

export function returnedEntry(version: number, reason: string | undefined): string {
  return `退回第${version}版${reason === undefined ? '' : `（${reason}）`}`
}

export function unlockedEntry(): string {
  return '解锁'
}

/** To a leader who would return or unlock a report. */
export function onlyOfficeReviews(): string {
  return '审核、退回、解锁由办公室来做，请告诉办公室。'
}

export function whichUnitChanged(): string {
  return '请写明是哪个单位，如“样例一村谁改过3.2”。'
}

export interface OwnVersion {
  readonly period: string
  readonly number: number
  readonly receipt: string
  readonly by: string
  readonly at: string
  readonly reason: string | undefined
  readonly review: 'passed' | 'returned' | undefined
}

/** A contact's reports, with every version and its receipt. */
export function ownReports(unit: string, versions: readonly OwnVersion[]): string {
  if (versions.length === 0) return `${unit}还没有报过。`
  const lines = versions.map(({ period, number, receipt, by, at, reason, review }) => {
    const why = reason === undefined ? '' : `，理由：${reason}`
    const state = review === 'returned' ? '，已退回' : review === 'passed' ? '，已通过' : ''
    return `${monthText(period)}第${number}版 ${at} ${by} 回执${receipt}${why}${state}`
  })
  const two = versions.some(({ number }) => number > 1) ? ['看两版差别发“对比 1 2”。'] : []
  return [`${unit}报过的：`, ...lines, ...two].join('\n')
}

export function difference(unit: string, period: string, from: number, to: number, lines: readonly string[]): string {
  const head = `${unit} ${monthText(period)}第${from}版→第${to}版`
  return lines.length === 0 ? `${head}：数字都一样。` : [`${head}，${lines.length}项不同：`, ...lines].join('\n')
}

export function noSuchVersion(unit: string, period: string, versions: number): string {
  return versions === 0 ? `${unit}${monthText(period)}还没有报过。` : `${unit}${monthText(period)}只有${versions}版。`
}

/** What deserves a look in a report, before its figures. */
export function flags(lines: readonly string[]): string {
  return `需留意：${lines.join('；')}`
}

export function lateFlag(days: number): string {
  return `逾期${days}天报的`
}

export function correctedFlag(version: number, reason: string | undefined): string {
  return `更正过（第${version}版${reason === undefined ? '' : `，${reason}`}）`
}

/** A warning that the contact confirmed, with the reason given. */
export function confirmedFlag(warning: string, reason: string | undefined): string {
  return `${warning.replace(/。$/, '')}（${reason === undefined ? '已确认，没写理由' : `理由：${reason}`}）`
}

export function anomalies(
  period: string,
  units: readonly { readonly unit: string; readonly flags: readonly string[] }[],
): string {
  if (units.length === 0) return `${monthText(period)}已报的没有需要留意的。`
  return [
    `${monthText(period)}需留意${units.length}个单位：`,
    ...units.map(({ unit, flags }) => `${unit}：${flags.join('；')}`),
  ].join('\n')
}
