// Greetings, help, and what is said to people who are not on the roster or who ask for what they may not see.

import { dueText, monthText } from './day.ts'

export interface UnitState {
  readonly unit: string
  readonly period: string
  readonly form: string
  readonly due: string
  readonly daysLeft: number
  readonly state: string
}

export function greeting(name: string, states: readonly UnitState[]): string {
  return [`${name}您好。`, ...states.map(stateLine), '要填发“填报”，不会用发“帮助”。'].join('\n')
}

/** The first time ever: who is speaking, how it goes, where help is. */
export function firstGreeting(name: string, states: readonly UnitState[]): string {
  return [
    `${name}您好，我是调度机器人，每月帮您把调度表报上去。`,
    ...states.map(stateLine),
    '发“填报”，我一项一项问，您回数字就行，填过的都记着。',
    '不会填发“？”，不会用发“帮助”，想问办公室发“问办公室”。',
  ].join('\n')
}

function stateLine({ unit, period, form, due, daysLeft, state }: UnitState): string {
  return `${unit} ${monthText(period)}${form}：${state}（${dueText(due, daysLeft)}）`
}

/** Opens the reply to a voice message with what was heard. */
export function heard(text: string): string {
  return `听到：“${[...text].slice(0, 60).join('')}”`
}

export function noMore(): string {
  return '后面没有了。'
}

/** Ends a part of a long answer. */
export function moreLeft(parts: number): string {
  return `（后面还有${parts}条，要看发“更多”）`
}

export function greetingOffice(name: string): string {
  return `${name}您好。\n想看情况发“进度”“谁没报”，或直接问，如“某某村报了多少”。`
}

export function notStarted(): string {
  return '还没开始填'
}

export function filling(filled: number, of: number): string {
  return `已填${filled}/${of}项`
}

export function returned(): string {
  return '已退回，要改好再报'
}

export function submitted(version: number): string {
  return `已提交第${version}版`
}

export function helpContact(): string {
  return [
    '填报 开始或接着填',
    '上一项 跳过 同上 不涉及 撤销',
    '查看 全表　暂停 停一停',
    '提交 上报　更正 改已报的',
    '一次报几项：1.1=14 3.2=1次2万',
    '没填的都是0：其余为0',
    '清空从头填：重填　拿不准：问办公室',
    '也可以问：什么时候截止？烟花爆竹谁管？',
  ].join('\n')
}

export function helpOffice(): string {
  return [
    '进度 本月报了多少',
    '谁没报 缺哪些单位',
    '某某村报了多少',
    '催报　缺报名单　待审　通过/退回',
    '汇总 行政处罚　整改率排名　和上月比',
    '导出　总表　通报　看板　趋势图',
    '待办 申请加入和联络员的提问',
    '什么时候截止？烟花爆竹谁管？',
  ].join('\n')
}

export function notUnderstood(): string {
  return '没看懂，没有记。要填表发“填报”，要看能做什么发“帮助”。'
}

export function notUnderstoodOffice(): string {
  return '没看懂。可以发“进度”“谁没报”“某某村报了多少”，或问“烟花爆竹谁管”。'
}

export function cannotReadThis(type: string): string {
  const names: Readonly<Record<string, string>> = {
    image: '图片',
    voice: '语音',
    video: '视频',
    location: '位置',
    link: '链接',
    file: '文件',
  }
  return `${names[type] ?? '这种消息'}我还读不了，没有记。请打字发给我。`
}

export function tooLong(longest: number): string {
  return `这条太长了（最多${longest}个字），没有记。请分几次发。`
}

export function greetBack(name: string): string {
  return `${name}您好。`
}

export function welcome(): string {
  return '不客气。'
}

export function onlyOffice(): string {
  return '这个只有办公室和领导能看。您本单位的发“查看”。'
}

/** Opens the second and later parts of a long message. */
export function continued(part: number, of: number, time: string): string {
  return `（接上，第${part}/${of}条，${time}）`
}

/** Opens a reply that could not be given in time. */
export function lateReply(time: string): string {
  return `（${time} 那条的回复）`
}

export function notKept(): string {
  return '刚才这条没有记住，服务器暂时存不了。之前填的都在，请过几分钟再发一次。'
}

export function wentWrong(): string {
  return '刚才这条没有处理成功，没有记。请再发一次；还不行请告诉办公室。'
}
