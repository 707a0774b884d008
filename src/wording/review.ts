// What the bot says when a report is looked over, submitted and corrected.

import { dayText, monthText } from './day.ts'

interface ReviewLine {
  readonly id: string
  readonly short: string
  /** As printed; undefined when not answered yet. */
  readonly text: string | undefined
  /** The last version's answer when it differs. */
  readonly before?: string
}

export interface ReviewSection {
  readonly title: string
  readonly lines: readonly ReviewLine[]
}

/** All figures of a report, section by section, what changed against the last version marked. */
export function review(head: string, sections: readonly ReviewSection[]): string {
  const lines = [head]
  for (const section of sections) {
    lines.push(`【${section.title}】`)
    for (const { id, short, text, before } of section.lines) {
      const value = text ?? '未填'
      lines.push(`${id} ${short} ${value}${before === undefined ? '' : `（上次${before}）`}`)
    }
  }
  return lines.join('\n')
}

export function draftHead(unit: string, period: string, form: string, filled: number, of: number): string {
  return `${unit} ${monthText(period)}${form}（草稿，已填${filled}/${of}项）`
}

export function versionHead(unit: string, period: string, form: string, number: number, at: string): string {
  return `${unit} ${monthText(period)}${form}（已提交，第${number}版，${at}）`
}

export function readyToSubmit(): string {
  return '核对无误发“提交”；要改发编号和数字，如“1.1=14”。'
}

export function correctionReady(): string {
  return '改好了发“提交”。'
}

export function askBeforeSubmit(warnings: readonly string[]): string {
  return [...warnings, '属实发“确认”就上报；不对先改。'].join('\n')
}

export function receipt(
  unit: string,
  period: string,
  form: string,
  number: string,
  version: number,
  at: string,
  daysLate: number,
): string {
  const late = daysLate > 0 ? `（逾期${daysLate}天）` : ''
  return `✔ ${unit} ${monthText(period)}${form}已提交${late}\n回执 ${number} · 第${version}版 · ${at}\n改动发“更正”。`
}

export function alreadySubmitted(
  unit: string,
  period: string,
  form: string,
  version: number,
  by: string,
  at: string,
): string {
  return `${unit} ${monthText(period)}${form}已提交（第${version}版，${by} ${at}）。\n要改发“更正”，要看发“查看”。`
}

/** To someone whose unit's report was submitted or corrected by another contact while they were filling. */
export function submittedMeanwhile(by: string, at: string, version: number, changes: readonly string[]): string {
  const what = version > 1 ? '已更正' : '已提交'
  return [
    `${by} ${at} ${what}（第${version}版），您刚才这条没有记。`,
    ...(changes.length > 0 ? [`改动${changes.length}项：`, ...changes] : []),
    '看全表发“查看”，要改发“更正”。',
  ].join('\n')
}

/** `other` names who made that version and when, when it was not the person. */
export function correctionOpened(
  unit: string,
  period: string,
  form: string,
  version: number,
  other: string | undefined,
): string {
  const by = other === undefined ? '' : `，${other}`
  return `更正 ${unit} ${monthText(period)}${form}（第${version}版${by}）。\n请发要改的编号和数字，如“1.1=14”；改好了发“提交”。`
}

export function closed(period: string, office: string): string {
  return `${monthText(period)}的表${office}已经关了，现在改不了。要改请发“问办公室”，请${office}解锁。`
}

/** Opens the correction of a report that the office returned. */
export function returnedBecause(office: string, reason: string | undefined): string {
  return `${office}退回了这张表${reason === undefined ? '。' : `：${reason}`}`
}

/** To the contacts of a unit for which the office reported. */
export function reportedForYou(
  office: string,
  name: string,
  unit: string,
  period: string,
  form: string,
  version: number,
): string {
  return `${office}（${name}）代${unit}报了${monthText(period)}${form}（第${version}版）。\n请发“查看”核对，有不对的发“更正”。`
}

export function nothingToCorrect(period: string): string {
  return `${monthText(period)}的还没提交过，直接填就行，发“填报”。`
}

export function askReason(lines: readonly string[]): string {
  return [`改动${lines.length}项：`, ...lines, '为什么改？请发一句理由，如“漏报一家”；不写理由发“确认”。'].join('\n')
}

export function reasonStillOpen(): string {
  return '改的理由请用一句话说，如“漏报一家”；不写理由发“确认”。'
}

export function noChange(): string {
  return '还没有改动，没有什么要提交的。'
}

export function nothingToSubmit(): string {
  return '还没有开始填，发“填报”开始。'
}

export function askToDrop(version: number): string {
  return `放弃这次更正，仍以第${version}版为准吗？放弃发“确认”，不放弃发“不对”。`
}

export function correctionDropped(version: number): string {
  return `好，更正已放弃，仍以第${version}版为准。`
}

/** 「6月24日 16:02」 */
export function moment(day: string, time: string): string {
  return `${dayText(day)} ${time}`
}
