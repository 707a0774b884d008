// What stands on pictures of figures, and in the text tables that are sent where no picture can be drawn: titles, legends,
// signs of the cells, notes.

import { dayText, monthText } from './day.ts'

/** What a cell of the status board says of one unit's month. */
export type CellState = 'on-time' | 'late' | 'returned' | 'filling' | 'missing' | 'waiting' | 'exempt'

/** The sign in a cell, so that nobody has to tell colours apart. A draft has its share of items instead. */
const SIGNS: Readonly<Record<CellState, string>> = {
  'on-time': '✓',
  late: '迟',
  returned: '退',
  filling: '填n%',
  missing: '缺',
  waiting: '–',
  exempt: '免',
}

const MEANINGS: Readonly<Record<CellState, string>> = {
  'on-time': '按时',
  late: '逾期报的',
  returned: '退回待改',
  filling: '在填',
  missing: '到期没报',
  waiting: '没到期',
  exempt: '免报',
}

/** Names beyond these are only counted. */
const MOST_NAMES = 12

/** The parts of the name of a picture's file: 龙门镇, 看板, 2023-06. */
export function chartNameParts(place: string, kind: 'board' | 'trend' | 'ranking', period: string): readonly string[] {
  return [place, { board: '看板', trend: '趋势', ranking: '整改率排名' }[kind], period]
}

export function stateSign(state: Exclude<CellState, 'filling'>): string {
  return SIGNS[state]
}

/** 「填60%」; a draft that has every item and was not submitted is 「填满」. */
export function fillingSign(filled: number, of: number): string {
  return filled === of ? '填满' : `填${Math.floor((filled / of) * 100)}%`
}

/** 「60%」 of 「填60%」, for cells in which no more fits; other signs are short already. */
export function shortSign(sign: string): string {
  return sign.endsWith('%') ? sign.replace('填', '') : sign
}

/** 「迟」 and 「逾期报的」. */
export function legendOf(state: CellState): { readonly sign: string; readonly meaning: string } {
  return { sign: SIGNS[state], meaning: MEANINGS[state] }
}

export function boardTitle(campaign: string): string {
  return `${campaign}上报看板`
}

/** 「6月应报15个单位，已报12个，缺3个（截至6月24日16:02）」 */
export function boardHeading(
  period: string,
  { of, reported }: { readonly of: number; readonly reported: number },
  day: string,
  time: string,
): string {
  const missing = reported === of ? '全部报齐' : `缺${of - reported}个`
  return `${monthText(period)}应报${of}个单位，已报${reported}个，${missing}（截至${dayText(day)}${time}）`
}

/** Why a board does not have every unit: only those with trouble, of whom the worst ones fit. */
export function onlyTroubled(units: number, shown: number, left: number): string {
  const more = left === 0 ? '' : `，另有${left}个画不下`
  return `共${units}个单位，只列缺报、逾期、退回的${shown}个${more}。`
}

export function onlyFirst(units: number, shown: number): string {
  return `共${units}个单位，都没有缺报、逾期、退回；只列前${shown}个。`
}

export function trendTitle(campaign: string): string {
  return `${campaign}隐患发现、整改趋势`
}

export function itemTrendTitle(campaign: string, id: string, short: string): string {
  return `${campaign} ${id} ${short}趋势`
}

export function foundName(): string {
  return '发现（个）'
}

export function fixedName(): string {
  return '整改（个）'
}

/** 「行政处罚（万元）」; of a yes-no item how many units said yes. */
export function seriesName(name: string, measure: string): string {
  return `${name}（${measure}）`
}

export function yesName(): string {
  return '答“是”的（个单位）'
}

/** 「没报齐的月份：5月14/15，6月12/15。」: every total says what it covers. */
export function coverageNote(
  months: readonly { readonly period: string; readonly reported: number; readonly of: number }[],
): string {
  if (months.every(({ reported, of }) => reported === of)) return '各月应报单位全部报齐。'
  const short = months.filter(({ reported, of }) => reported < of)
  return `没报齐的月份：${short.map(({ period, reported, of }) => `${monthText(period)}${reported}/${of}`).join('，')}。`
}

/** What a hollow point of a trend means. */
export function partialName(): string {
  return '没报齐'
}

export function asOfNote(period: string, day: string): string {
  return `${monthText(period)}报的数字截至${dayText(day)}。`
}

export function cumulativeNote(): string {
  return '数字是累计数。'
}

export function rankingTitle(campaign: string, period: string): string {
  return `${campaign}${monthText(period)}整改率排名`
}

/** 「75.7%（56/74）」 */
export function rateLabel(part: number, whole: number): string {
  return `${rateText(part, whole)}（${part}/${whole}）`
}

/** 「发现74个，整改56个（75.7%），12/15个单位已报」 */
export function rankingHeading(
  { part, whole }: { readonly part: number; readonly whole: number },
  reported: number,
  of: number,
): string {
  return `发现${whole}个，整改${part}个（${rateText(part, whole)}），${reported}/${of}个单位已报`
}

export function nothingFoundNote(names: readonly string[]): string {
  return `没有发现隐患，不排名：${listNames(names)}。`
}

export function notReportedNote(names: readonly string[]): string {
  return `没报，不排名：${listNames(names)}。`
}

export function middleLeftOut(units: number, first: number, last: number): string {
  return `参加排名的${units}个单位，只列前${first}个和后${last}个。`
}

/** A line of the text table of a board: 「甲村：✓ 迟 填60%」. */
export function boardLine(unit: string, signs: readonly string[]): string {
  return `${unit}：${signs.join(' ')}`
}

/** The head of the text table of a board: 「单位：5月 6月」. */
export function boardHead(months: readonly string[]): string {
  return boardLine('单位', months)
}

/** 「✓按时 迟逾期报的」, below a text table. */
export function legendLine(entries: readonly { readonly sign: string; readonly meaning: string }[]): string {
  return entries.map(({ sign, meaning }) => `${sign} ${meaning}`).join('，')
}

/** A month of the text table of a trend: 「6月 发现（个）74，整改（个）56」. */
export function trendLine(
  month: string,
  values: readonly { readonly name: string; readonly label: string | undefined }[],
): string {
  return `${month} ${values.map(({ name, label }) => `${name}${label ?? '没有数'}`).join('，')}`
}

/** 「1 甲村 100%（9/9）」 */
export function rankingLine(place: number, unit: string, label: string): string {
  return `${place} ${unit} ${label}`
}

/** Texts that have the characters of nearly every picture, beside the names of campaign and units. */
export function usualTexts(): readonly string[] {
  const [month, day] = ['2023-01', '2023-01-01']
  const some = { of: 2, reported: 1 }
  return [
    '0123456789%/.',
    ...Object.values(SIGNS),
    ...Object.values(MEANINGS),
    boardTitle(''),
    boardHeading(month, some, day, '00:00'),
    onlyTroubled(2, 1, 1),
    trendTitle(''),
    foundName(),
    fixedName(),
    partialName(),
    coverageNote([{ period: month, ...some }]),
    asOfNote(month, day),
    cumulativeNote(),
    rankingTitle('', month),
    rankingHeading({ part: 1, whole: 2 }, 1, 2),
    notReportedNote([]),
  ]
}

function rateText(part: number, whole: number): string {
  return `${((part / whole) * 100).toFixed(1).replace(/\.0$/, '')}%`
}

function listNames(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join('、')
  return names.length > MOST_NAMES ? `${shown}等${names.length}个` : shown
}
