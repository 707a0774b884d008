// What the bot says when it speaks first: reminders to contacts, lists for the office, lines for leaders.

import { dayText, dueText, monthText } from './day.ts'
import { statusLine } from './status.ts'

/** 【明天截止】, 【6月26日截止】, 【逾期2天】; `daysLeft` counts from today to the due day. */
function head(due: string, daysLeft: number): string {
  if (daysLeft < 0) return `【逾期${-daysLeft}天】`
  if (daysLeft === 0) return '【今天截止】'
  return daysLeft === 1 ? '【明天截止】' : `【${dayText(due)}截止】`
}

export interface ReportParts {
  /** The campaign's name, when the person belongs to several. */
  readonly campaign: string | undefined
  readonly unit: string
  readonly period: string
  readonly form: string
  readonly due: string
  readonly daysLeft: number
  /** Whether the due day is a day off. */
  readonly dayOff: boolean
  readonly of: number
  /** How many items are filled; undefined when nobody has begun. */
  readonly filled: number | undefined
  /** The short names of the items that are left, when there are few. */
  readonly left: readonly string[]
  /** The last report: its month, and its figures where they are told in this message. */
  readonly last: { readonly month: string; readonly figures: string | undefined } | undefined
  /** The day to which figures run, where it is told in this message. */
  readonly asOf: string | undefined
  /** Who is away, when the message goes to a deputy. */
  readonly insteadOf: string | undefined
}

/** 【明天截止】样例一村 6月调度表 / 已填9/25，还差16项。发“继续”接着填。 */
export function reportReminder(parts: ReportParts): string {
  const { campaign, unit, period, form, due, daysLeft, dayOff, filled, asOf, insteadOf } = parts
  const begun = filled === undefined ? '还没开始' : ''
  const lines = [`${head(due, daysLeft)}${campaign ? `${campaign} ` : ''}${unit} ${monthText(period)}${form}${begun}`]
  if (insteadOf !== undefined) lines.push(`${insteadOf}这几天不在，请您代为办理。`)
  if (asOf !== undefined) lines.push(`数字截至${dayText(asOf)}。`)
  lines.push(wayOn(parts))
  if (dayOff && daysLeft > 0) lines.push(`${dayText(due)}是休息日，截止日不顺延。`)
  if (daysLeft === 0) lines.push('稍后提醒发“稍后”。')
  if (daysLeft < 0) lines.push('有困难发“问办公室”。')
  return lines.join('\n')
}

/** The buttons of a reminder: what they show, and the word that a tap sends. */
export function reminderMenu(begun: boolean): readonly { readonly label: string; readonly word: string }[] {
  const go = begun ? { label: '接着填', word: '继续' } : { label: '开始填报', word: '填报' }
  return [go, { label: '稍后提醒', word: '稍后' }]
}

/** How far the report is, and the one word that takes it on. */
function wayOn({ of, filled, left, last }: ReportParts): string {
  if (filled === undefined) {
    if (!last) return `共${of}项，发“填报”开始。`
    if (last.figures === undefined) return `${monthText(last.month)}${of}项可直接带出，发“无变化”或“填报”。`
    return `${monthText(last.month)}报的：${last.figures}。\n全没变发“无变化”，有变化发“填报”。`
  }
  const missing = of - filled
  if (missing === 0) return `${of}项都填了，还没提交。发“提交”上报。`
  const names = left.length > 0 ? `：${left.join('、')}` : ''
  return `已填${filled}/${of}，还差${missing}项${names}。发“继续”接着填。`
}

/** 「1.1 14个；3.2 1次，2万元；其余23项是0」: the last figures in one line. */
export function lastFigures(shown: readonly string[], zeros: number, blanks: number): string {
  const parts = [...shown]
  if (zeros > 0) parts.push(shown.length === 0 && blanks === 0 ? `${zeros}项都是0` : `其余${zeros}项是0`)
  if (blanks > 0) parts.push(`${blanks}项不涉及`)
  return parts.join('；')
}

/** Someone who fell silent in the middle: 「样例一村 6月调度表填到9/25，回“继续”接着填。」 */
export function silence(unit: string, period: string, form: string, filled: number, of: number): string {
  const what = `${unit} ${monthText(period)}${form}`
  return filled === of
    ? `${what}${of}项都填了，还没提交。回“提交”上报。`
    : `${what}填到${filled}/${of}，回“继续”接着填。`
}

/** Someone who fell silent in a correction: what was submitted still counts. */
export function silenceInCorrection(unit: string, period: string, form: string): string {
  return `${unit} ${monthText(period)}${form}的更正还没提交，回“继续”接着改，回“提交”上报。`
}

/** One thing to hand in: what, who owes it, who gets it. */
export interface OneOff {
  readonly what: string
  /** Undefined for those who owe it themselves. */
  readonly from: string | undefined
  readonly to: string | undefined
}

/** 【明天截止】龙门镇专项行动 / 专项行动方案及动员部署情况，报镇安委办。 Several that are due on one day stand together. */
export function oneOffReminder(
  campaign: string,
  due: string,
  daysLeft: number,
  dayOff: boolean,
  items: readonly OneOff[],
): string {
  const lines = items.map(({ what, from, to }) => {
    const who = from === undefined ? '' : `（${from}）`
    return `${items.length > 1 ? '· ' : ''}${what}${who}${to === undefined ? '' : `，报${to}`}`
  })
  const late = daysLeft < 0 ? `，${dayText(due)}截止` : ''
  const off = dayOff && daysLeft > 0 ? [`${dayText(due)}是休息日，截止日不顺延。`] : []
  return [`${head(due, daysLeft)}${campaign}${late}`, ...lines, ...off, '已经办了的请忽略。'].join('\n')
}

/** How the name of a task is written in a list. */
export function taskName(number: number, short: string): string {
  return `第${number}项 ${short}`
}

/** Names of missing units beyond which a list no longer helps on a phone. */
const LISTED = 40

export interface MissingParts {
  readonly campaign: string | undefined
  readonly form: string
  readonly period: string
  readonly due: string
  readonly daysLeft: number
  readonly units: number
  readonly filling: number
  readonly missing: readonly { readonly unit: string; readonly contacts: readonly string[] }[]
}

/** For the office: who is missing, with the contacts' names, and how to nudge them all. */
export function officeList({ campaign, form, period, due, daysLeft, units, missing }: MissingParts): string {
  const names = missing
    .slice(0, LISTED)
    .map(({ unit, contacts }) => (contacts.length > 0 ? `${unit}（${contacts.join('、')}）` : unit))
  const rest = missing.length > LISTED ? `等${missing.length}个单位，发“谁没报”看全部` : ''
  return [
    `${head(due, daysLeft)}${campaign ? `${campaign} ` : ''}${monthText(period)}${form}`,
    `${units}个单位应报，已报${units - missing.length}，缺${missing.length}：`,
    `${names.join('、')}${rest}`,
    '发“催报”一起提醒。',
  ].join('\n')
}

/** For leaders: one line, and who is missing. */
export function leaderLine({ campaign, period, due, daysLeft, units, filling, missing }: MissingParts): string {
  return statusLine({
    campaign,
    period,
    units,
    submitted: units - missing.length,
    filling,
    missing: missing.map(({ unit }) => unit),
    due,
    daysLeft,
  })
}

/** 【本周小结】 how a month stands on a Friday: what came in this week, who is missing. */
export function week(
  campaign: string,
  period: string,
  form: string,
  units: number,
  fresh: readonly string[],
  missing: readonly string[],
): string {
  const list = (names: readonly string[]) =>
    names.length > LISTED ? `${names.slice(0, LISTED).join('、')}等${names.length}个` : names.join('、')
  return [
    `【本周小结】${campaign} ${monthText(period)}${form}`,
    `${units}个单位应报，已报${units - missing.length}，本周新报${fresh.length}${fresh.length > 0 ? `：${list(fresh)}` : ''}。`,
    ...(missing.length > 0 ? [`还缺${missing.length}：${list(missing)}。`] : []),
  ].join('\n')
}

export function weekName(period: string): string {
  return `本周小结（${monthText(period)}）`
}

export function allIn({ campaign, form, period, due, daysLeft, units }: MissingParts): string {
  const where = campaign ? `${campaign} ` : ''
  return `【全部报齐】${where}${monthText(period)}${form}：${units}个单位都报了（${dueText(due, daysLeft)}）。`
}

export function holidaysUnknown(campaign: string, year: number): string {
  return `【请留意】${campaign}：${year}年的节假日安排还不知道，提醒先按周一到周五是工作日来算。请管理员补上${year}年的节假日文件。`
}

/** A text of the pack with the figures put in; a name without a figure here becomes empty. */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{([^{}]*)\}/g, (_, name: string) => values[name] ?? '')
}
