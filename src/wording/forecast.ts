// How the plan of reminders is told to the office: one line for each step, with the clause that asks for it.

import { dayText } from './day.ts'

export interface ForecastParts {
  readonly day: string
  readonly time: string
  readonly audience: 'contacts' | 'office' | 'leaders'
  /** Names. */
  readonly to: readonly string[]
  readonly step: string
  readonly matter: string
  readonly due: string
  readonly daysLeft: number
  readonly why: string
}

/** Names of people beyond which only their number is told. */
const NAMED = 3

/** The columns of a line: 「2023-06-25 周日 09:07」, 「联络员：张三、李四」, 「6月调度表（6月26日截止，前1天）」, step, clause. */
export function forecastColumns(parts: ForecastParts): readonly string[] {
  const { day, time, audience, to, step, matter, due, daysLeft, why } = parts
  return [
    `${day} ${weekdayText(day)} ${time}`,
    `${audienceText(audience)}：${peopleText(to)}`,
    `${matter}（${dayText(due)}截止，${distanceText(daysLeft)}）`,
    step,
    why,
  ]
}

function weekdayText(day: string): string {
  return `周${'日一二三四五六'.charAt(new Date(`${day}T00:00:00Z`).getUTCDay())}`
}

function peopleText(names: readonly string[]): string {
  const shown = names.slice(0, NAMED).join('、')
  return names.length > NAMED ? `${shown}等${names.length}人` : shown
}

function distanceText(daysLeft: number): string {
  if (daysLeft === 0) return '当天'
  return daysLeft > 0 ? `前${daysLeft}天` : `逾期${-daysLeft}天`
}

export function audienceText(audience: 'contacts' | 'office' | 'leaders'): string {
  return { contacts: '联络员', office: '办公室', leaders: '领导' }[audience]
}

/** Every unit of a kind, before there is a roster: 「各村（社区）」. */
export function everyUnit(blank: string): string {
  return `各${blank}`
}
