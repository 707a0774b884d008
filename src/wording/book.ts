// The headings of the workbook and of the long list of figures, and the words in their cells.

import { dateText } from './dates.ts'
import { yearMonthText } from './table.ts'

/** The sheet of a form: 「村（社区）」. */
export function formSheet(blank: string): string {
  return blank
}

export function formTitle(title: string, provisional: string | undefined): string {
  return provisional === undefined ? title : `${title}【暂用表】${provisional}`
}

/** Before the items. */
export function unitColumns(): readonly string[] {
  return ['月份', '单位', '状态', '上报日期', '时间', '版本', '回执']
}

export function stateText(state: 'on-time' | 'late' | 'filling' | 'returned' | 'not-started' | 'exempt'): string {
  return {
    'on-time': '已报',
    late: '逾期报',
    filling: '填报中',
    returned: '已退回',
    'not-started': '未报',
    exempt: '免报',
  }[state]
}

/** 「罚款（万元）」, 「个」. */
export function partName(name: string | undefined, measure: string): string {
  return name === undefined ? measure : `${name}（${measure}）`
}

export function totalsSheet(): string {
  return '汇总'
}

export function totalColumns(): readonly string[] {
  return ['表', '编号', '项目', '分项']
}

/** Under each month: the sum, over how many units, and against the month before over those that reported both. */
export function monthColumns(month: string): readonly string[] {
  return [`${month} 合计`, `${month} 单位数`, `${month} 比上月`]
}

export function coverageLabel(provisional: string | undefined): string {
  return provisional === undefined ? '已报单位' : '已报单位（暂用表）'
}

/** 「12/15」 */
export function coverage(reported: number, missing: number): string {
  return `${reported}/${reported + missing}`
}

export function asOfLabel(): string {
  return '数据截至'
}

export function asOf(day: string | undefined): string {
  return day === undefined ? '文件未写' : dateText(day)
}

export function conceptsSheet(): string {
  return '各表对照'
}

export function conceptTitle(month: string): string {
  return `${yearMonthText(month)}，各表分列，不相加：同一隐患可能两边都报了`
}

export function conceptColumn(): string {
  return '事项'
}

export function conceptColumns(form: string, coverage: string): readonly string[] {
  return [`${form}（已报${coverage}）`, '合计', '单位数']
}

export function auditSheet(): string {
  return '留痕'
}

export function auditColumns(): readonly string[] {
  return ['时间', '单位', '月份', '谁', '做了什么', '项目', '原来', '改为', '消息号', '原因或回执']
}

/** What an entry of the audit is about. */
const AUDIT = {
  figure: '填写',
  confirm: '确认提醒',
  open: '开始填报',
  drop: '放弃草稿',
  passed: '审核通过',
  returned: '退回',
  unlocked: '解锁',
  called: '催报',
  submit: '提交',
  'join-asked': '申请加入',
  joined: '加入',
  'join-refused': '未同意加入',
  left: '退出',
} as const

export function auditText(what: keyof typeof AUDIT): string {
  return AUDIT[what]
}

export function versionText(version: number): string {
  return `第${version}版`
}

export function why(receipt: string, reason: string | undefined): string {
  return reason === undefined ? receipt : `${receipt}，${reason}`
}

/** The columns of the long list: one line for each component of each figure. */
export function listColumns(): readonly string[] {
  return ['专项行动', '表', '单位', '月份', '版本', '编号', '项目', '分项', '数值', '计量单位']
}
