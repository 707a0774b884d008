// Every sentence of the chat page itself, and what its buttons say. The bot's own sentences are not here.

import type { Entry, Person, Role } from './wire.ts'

export const BOT_NAME = '调度机器人'
export const OFFLINE = '与演示服务的连接已断开，正在重新连接。'
export const NOT_SENT = '刚才的内容没有发出，请稍后再发。'
export const THINKING = '调度机器人正在回复'

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  contact: '联络员',
  office: '安委办',
  leader: '镇领导',
  newcomer: '不在名单',
}

export const QUICK_WORDS: Readonly<Record<Role, readonly string[]>> = {
  contact: ['填报', '查看', '上一项', '跳过', '同上', '帮助', '提交'],
  office: ['谁没报', '待审', '待办', '催报', '汇总', '导出', '看板'],
  leader: ['谁没报', '进度', '整改率排名', '趋势图', '看板'],
  newcomer: ['登记 新人 样例三村', '填报'],
}

/** 您是：张三（样例一村 · 联络员） */
export function describePresent(person: Person): string {
  const role = ROLE_NAMES[person.role]
  return `您是：${person.name}（${person.unit === undefined ? role : `${person.unit} · ${role}`}）`
}

export function describeNotice(entry: Extract<Entry, { readonly by: 'notice' }>): string {
  return entry.notice === 'silent'
    ? '调度机器人没有回答，请稍后再发。'
    : '调度机器人的回答无法显示，请联系技术人员查看服务日志。'
}

export function describeUnread(person: Person): string {
  return `${person.name}有未读消息`
}

const CLOCK = { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
const dateTime = new Intl.DateTimeFormat('zh-CN', {
  ...CLOCK,
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  weekday: 'long',
})
const shortTime = new Intl.DateTimeFormat('zh-CN', { ...CLOCK, month: 'long', day: 'numeric' })

/** 2023年5月29日星期一 09:00 */
export function renderDateTime(instant: number): string {
  return dateTime.format(instant)
}

/** 5月29日 09:00 */
export function renderShortTime(instant: number): string {
  return shortTime.format(instant)
}
