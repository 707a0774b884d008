// What is said around files: what is coming, and what the person gets when a file cannot be made.

import { monthText } from './day.ts'

export type FileKind = 'table' | 'document' | 'list' | 'book' | 'bulletin'

const NAMES: Readonly<Record<FileKind, string>> = {
  table: '调度表（Excel）',
  document: '调度表（Word）',
  list: '明细（CSV）',
  book: '总表（Excel）',
  bulletin: '通报稿（Word）',
}

/** 「样例二村6月调度表（Excel）」 */
function fileName(kind: FileKind, period: string, unit: string | undefined): string {
  return `${unit ?? '汇总'}${monthText(period)}${NAMES[kind]}`
}

export function coming(kind: FileKind, period: string, unit: string | undefined): string {
  return `${fileName(kind, period, unit)}正在做，马上发来。`
}

/** Instead of a file that could not be made or was refused. */
export function fileFailed(kind: FileKind, period: string, unit: string | undefined): string {
  return `${fileName(kind, period, unit)}没有做成，请过几分钟再要一次；还不行请告诉管理员。`
}

export function nothingToWrite(period: string, unit: string | undefined): string {
  return `${unit ?? ''}${monthText(period)}还没有报，没有可导出的。`
}

export function onlyOwnFiles(): string {
  return '您只能导出本单位的表，发“导出”就行。汇总的请找办公室。'
}

export function pictureComing(): string {
  return '图正在画，马上发来。'
}

export function nothingToDraw(): string {
  return '还没有单位报，没有可画的图。'
}

/** Before the text of a bulletin's draft. */
export function bulletinHead(): string {
  return '下面是通报初稿，Word 文件随后发来；请办公室改好再发。'
}
