// What the bot says about numbered tasks: what one is, who has it, by when. Plain values in, sentences out.

import { dateText } from './dates.ts'

export interface TaskLine {
  readonly number: number
  readonly short: string
  readonly text: string
  readonly points: readonly string[]
  readonly owners: readonly string[]
  readonly dues: readonly { readonly due: string; readonly quote: string }[]
}

/** A time that is no day: 结案后一个月内, 每月. */
const SPAN = /[一两二三四五六七八九十半\d]+个?(?:年|月|周|日|天|小时)以?内|每(?:半年|季度|年|月|周|日)/

/** The points of a task that say how soon or how often, where it names no day. */
export function timedPoints({ points, dues }: Pick<TaskLine, 'points' | 'dues'>): readonly string[] {
  return dues.length > 0 ? [] : points.filter((point) => SPAN.test(point))
}

/** As many tasks as are told in full; of more only number and name are. */
export const TOLD_IN_FULL = 2
/** As many as are listed by name in one message. */
const LISTED = 20

/** Tasks with what was asked first: the owners, the days, or the task itself. */
export function taskAnswer(
  tasks: readonly TaskLine[],
  wants: 'owner' | 'day' | 'content',
  reading: string | undefined,
  clause: string,
): string {
  const told =
    tasks.length <= TOLD_IN_FULL
      ? tasks.map((task) => fullText(task, wants))
      : listed(tasks, ({ number, short, owners, dues }) => {
          const more = wants === 'owner' ? `：${owners.join('、')}` : wants === 'day' ? `：${daysText(dues)}` : ''
          return `${number} ${short}${more}`
        })
  return join(reading && `按“${reading}”理解：`, ...told, `依据：${clause}`)
}

export function taskList(of: string, tasks: readonly TaskLine[], clause: string): string {
  if (tasks.length === 0) return join(`没有${of}的任务。`, `依据：${clause}`)
  return join(
    `${of}：共${tasks.length}项`,
    ...listed(tasks, ({ number, short }) => `${number} ${short}`),
    `依据：${clause}`,
  )
}

export function measureText(number: number, title: string, tasks: readonly TaskLine[], clause: string): string {
  return join(
    `第${number}条措施：${title}`,
    ...listed(tasks, (task) => `${task.number} ${task.short}`),
    `依据：${clause}`,
  )
}

export function taskCount(tasks: number, measures: number, clause: string): string {
  return join(`${measures}条措施，共${tasks}项任务。`, `依据：${clause}`)
}

export function noSuchTask(number: number, last: number): string {
  return `没有第${number}项任务，一共${last}项。`
}

/** The numbers are those of the list itself, so that the reply 「第7项」 is a question of its own. */
export function taskChoice(tasks: readonly TaskLine[]): string {
  return join(
    tasks.length === 1 ? '您是想问这一项任务吗？' : '这几项任务都写到了，您问的是哪一项？',
    ...listed(tasks, ({ number, short, owners }) => `第${number}项 ${short}：${owners.join('、')}`),
  )
}

function fullText({ number, short, text, points, owners, dues }: TaskLine, wants: 'owner' | 'day' | 'content'): string {
  const who = `责任单位：${owners.join('、')}`
  const when = dues.length === 0 ? '' : `时限：${daysText(dues)}`
  if (wants === 'owner') return join(`第${number}项 ${short}`, who, when)
  if (wants === 'day') {
    const days = dues.map(({ due, quote }) => `${dateText(due)}：${quote}`)
    const spans = timedPoints({ points, dues })
    const silence = days.length + spans.length > 0 ? '' : '文件没有写完成日期。'
    return join(`第${number}项 ${short}`, ...days, ...spans, silence, who)
  }
  return join(`第${number}项 ${text}`, ...points, who, when)
}

function daysText(dues: TaskLine['dues']): string {
  return dues.length === 0 ? '没有写日期' : [...new Set(dues.map(({ due }) => dateText(due)))].join('、')
}

function listed(tasks: readonly TaskLine[], line: (task: TaskLine) => string): readonly string[] {
  const rest = tasks.slice(LISTED).map(({ number }) => number)
  const more = rest.length > 0 ? [`还有第${rest.join('、')}项，可以问“第${rest[0]}项是什么”。`] : []
  return [...tasks.slice(0, LISTED).map(line), ...more]
}

function join(...lines: readonly (string | undefined)[]): string {
  return lines.filter((line) => line !== undefined && line !== '').join('\n')
}

/** What else is likely to be asked about a fact that stands in a task. */
export function taskOwners(number: number, owners: readonly string[]): string {
  return `第${number}项责任单位：${owners.join('、')}`
}
