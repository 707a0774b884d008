// What is said when people talk about reminders: later, not today, I am away; and what the office does with them.

import { dayText, monthText } from './day.ts'

export function snoozed(day: string, time: string, isToday: boolean): string {
  return `好，${isToday ? '' : dayText(day)}${time}再提醒您。`
}

export function quietToday(): string {
  return '好，今天不再提醒。急事办公室还会联系您。'
}

export function away(until: string, deputy: string | undefined): string {
  const who = deputy === undefined ? '这段时间不提醒您' : `这段时间的提醒发给${deputy}`
  return `好，记下了：您在外到${dayText(until)}，${who}。\n提前回来发“我回来了”。`
}

/** To the one who is reminded instead. */
export function youAreDeputy(name: string, units: readonly string[], until: string): string {
  return `${name}到${dayText(until)}不在，${units.join('、')}的提醒这段时间发给您。`
}

export function askAwayUntil(): string {
  return '到哪天回来？请连日子一起发，如“我出差到30日”；有人代办就说“我出差到30日，让张三代报”。'
}

export function noSuchDeputy(name: string, units: readonly string[]): string {
  return `名单里没有能替${units.join('、')}填报的“${name}”，没有记。\n请先让${name}发“登记 ${name} ${units[0] ?? '单位'}”，办公室同意后再发一次。`
}

export function back(): string {
  return '好，欢迎回来，提醒照常发给您。'
}

export function notAway(): string {
  return '好，提醒一直照常发给您。'
}

/** Who was nudged: how many units and people, and which units could not be reached. */
export function called(units: number, people: readonly string[], unreached: readonly string[]): string {
  const names = people.length > 8 ? `${people.slice(0, 8).join('、')}等${people.length}人` : people.join('、')
  const none = unreached.length > 0 ? `\n没人可提醒：${unreached.join('、')}（不在或今天不收提醒），请打电话。` : ''
  return units === 0 ? `没有提醒到人。${none}`.trim() : `✔ 已提醒${units}个单位${people.length}人（${names}）。${none}`
}

export function nobodyMissing(period: string): string {
  return `${monthText(period)}都报了，没有要催的。`
}

export function callOff(unit: string, period: string): string {
  return `${unit}${monthText(period)}已经报了，不用催。`
}

/** 「样例三村：王五 13800000000，还没开始填，提醒过2次（最近6月25日 09:07）」 */
export function chaseLine(
  unit: string,
  contacts: readonly string[],
  state: string,
  told: { readonly day: string; readonly time: string; readonly times: number } | undefined,
): string {
  const who = contacts.length > 0 ? contacts.join('、') : '没有联络员'
  const reminded = told ? `提醒过${told.times}次（最近${dayText(told.day)} ${told.time}）` : '没提醒过'
  return `${unit}：${who}，${state}，${reminded}`
}

export function chase(period: string, lines: readonly string[]): string {
  return lines.length === 0
    ? nobodyMissing(period)
    : [`${monthText(period)}缺报名单（${lines.length}个单位）：`, ...lines].join('\n')
}

export interface PlanLine {
  readonly day: string
  readonly time: string
  readonly to: string
  readonly what: string
}

/** What would be sent until the end of the month if nobody reported any more. */
export function plan(until: string, lines: readonly PlanLine[]): string {
  if (lines.length === 0) return `到${dayText(until)}没有要发的提醒。`
  const head = `提醒计划（到${dayText(until)}，谁报了就不再提醒谁）：`
  return [head, ...lines.map(({ day, time, to, what }) => `${dayText(day)} ${time} ${to}：${what}`)].join('\n')
}

export interface SentLine {
  readonly day: string
  readonly time: string
  readonly step: string
  readonly people: readonly string[]
}

/** What was sent to whom, newest first. */
export function sent(lines: readonly SentLine[]): string {
  if (lines.length === 0) return '还没有发过提醒。'
  return ['发过的提醒（新的在前）：', ...lines.map(sentLine)].join('\n')
}

function sentLine({ day, time, step, people }: SentLine): string {
  const names = people.length > 6 ? `${people.slice(0, 6).join('、')}等${people.length}人` : people.join('、')
  return `${dayText(day)} ${time} ${step}：${names}`
}

const STEPS: readonly (readonly [RegExp, string])[] = [
  [/^call/, '催报'],
  [/^silence/, '填到一半'],
  [/^snooze/, '稍后再提醒'],
  [/overdue/, '逾期'],
  [/last-workday/, '节前'],
  [/eve/, '截止前一天'],
  [/due/, '截止当天'],
  [/open/, '开始填报'],
  [/all-in/, '全部报齐'],
  [/leaders/, '缺报情况'],
  [/routine/, '例行工作'],
  [/^week$/, '本周小结'],
]

/** The name of a step as the office knows it; a step of the pack's own is told by its id. */
export function stepName(step: string): string {
  return STEPS.find(([pattern]) => pattern.test(step))?.[1] ?? step
}

export function paused(what: string): string {
  return `✔ ${what}的提醒已暂停。要恢复发“恢复提醒”。`
}

export function resumed(what: string): string {
  return `✔ ${what}的提醒照常发了。`
}

export function notPaused(what: string): string {
  return `${what}的提醒没有暂停过。`
}

export function exempted(unit: string, from: string, to: string | undefined): string {
  const until = to === undefined ? '起' : to === from ? '' : `到${monthText(to)}`
  return `✔ ${unit}${monthText(from)}${until}免报，不再提醒，也不算缺报。要恢复发“恢复上报 ${unit}”。`
}

export function exemptionEnded(unit: string): string {
  return `✔ ${unit}照常上报。`
}

export function notExempt(unit: string): string {
  return `${unit}没有免报过。`
}

export function whichUnitToExempt(): string {
  return '请写明哪个单位，如“样例七村免报”或“样例七村7月免报”。'
}
