// What the bot says while a report is being filled: opening, prompts, echoes, and what was not kept.

import { dayText, dueText, monthText } from './day.ts'

export interface PromptParts {
  readonly place: number
  readonly of: number
  readonly section: string
  readonly id: string
  readonly label: string
  /** The last version's answer as printed, with the month it is from. */
  readonly last?: { readonly month: string; readonly text: string }
  /** What the draft holds already. */
  readonly present?: string
}

/** 「第 9/25 项 总体情况」, the label as printed, and what is known already. */
export function prompt({ place, of, section, id, label, last, present }: PromptParts): string {
  const lines = [`第 ${place}/${of} 项 ${section}`, `${id} ${label}`]
  if (present !== undefined) lines.push(`已填：${present}（要改就重发，不改发“跳过”）`)
  if (last) lines.push(`${monthText(last.month)}报的：${last.text}`)
  return lines.join('\n')
}

export interface OpeningParts {
  readonly name: string
  readonly unit: string
  readonly period: string
  readonly form: string
  readonly asOf?: string
  readonly due: string
  readonly daysLeft: number
  readonly of: number
  readonly filled: number
  /** Whether a last version is there to be carried over. */
  readonly hasLast: boolean
}

/** 「李四您好，样例二村 7月调度表（截至6月30日，7月26日截止，还有6天）。」 */
export function openingHead({ name, unit, period, form, asOf, due, daysLeft }: OpeningParts): string {
  const until = asOf ? `截至${dayText(asOf)}，` : ''
  return `${name}您好，${unit} ${monthText(period)}${form}（${until}${dueText(due, daysLeft)}）。`
}

export function openingHint({ of, filled, hasLast }: OpeningParts): string {
  if (filled > 0) return `已填${filled}/${of}项，接着填。`
  if (!hasLast) return `共${of}项，不清楚的发“？”，要停发“暂停”。`
  return `共${of}项。和上次一样的发“同上”，全都没变发“无变化”，也可以只报变化，如“1.1=14 3.2=1次2万”，再发“其余同上月”。`
}

export function kept(text: string): string {
  return `✔ ${text}`
}

export function keptWithReason(text: string, reason: string): string {
  return `✔ ${text}，理由已记：${reason}`
}

export function keptSeveral(count: number): string {
  return `✔ ${count}项已记`
}

/** In a correction the changes are listed below. */
export function keptChange(): string {
  return '✔ 已记，还没有提交。改动：'
}

export interface ChangeLine {
  readonly id: string
  readonly short: string
  readonly now: string
  readonly before?: string
}

/** 「1.1 企业自查发现 12个→14个」 */
export function changeLine({ id, short, now, before }: ChangeLine): string {
  return before === undefined || before === now ? `${id} ${short} ${now}` : `${id} ${short} ${before}→${now}`
}

/** The echo of what was understood, before anything is kept. */
export function askToConfirm(
  count: number,
  lines: readonly string[],
  warnings: readonly string[],
  notUnderstood: readonly string[],
): string {
  const parts = [`请核对（${count}项），还没有记：`, ...lines]
  if (warnings.length > 0) parts.push('', ...warnings)
  if (notUnderstood.length > 0) parts.push('', `没看懂，不会记：${notUnderstood.map((text) => `“${text}”`).join('、')}`)
  parts.push(
    warnings.length > 0
      ? '属实发“确认”，后面可以写理由，如“确认 上月多报”；不对发“不对”。'
      : '对就发“确认”，不对发“不对”或直接改。',
  )
  return parts.join('\n')
}

/** 「没填的22项都记0（1.3、1.4、2.1到2.8）」 */
export function restZero(count: number, ids: string): string {
  return `没填的${count}项都记0（${ids}）`
}

export function restSame(count: number, month: string, ids: string): string {
  return `没填的${count}项都照${monthText(month)}报的（${ids}）`
}

/** What is left when some fields cannot be filled that way: blank last time, or never reported. */
export function restLeft(ids: string): string {
  return `${ids}没有数可以照抄，还要填。`
}

/** The question about one figure that was understood but is unlikely. */
export function askAboutOne(text: string, warnings: readonly string[]): string {
  return [
    `${text}，还没有记。`,
    ...warnings,
    '属实发“确认”，后面可以写理由，如“确认 上月多报”；填错了直接重发数字。',
  ].join('\n')
}

export function dropped(id: string, short: string, before: string, now: string, month: string): string {
  return `${id} ${short}：${monthText(month)}报的是${before}，这次${now}，累计数变少了。`
}

export function jumped(id: string, short: string, before: string, now: string, month: string): string {
  return `${id} ${short}：${monthText(month)}报的是${before}，这次${now}，多了两倍以上。`
}

export function zerosAgain(month: string): string {
  return `${monthText(month)}全是0，这次又全是0。`
}

export function brokenWarning(why: string, left: string, right: string): string {
  return `${brokenLine(why, left, right)}。`
}

/** A rule that keeps the answer out. `open` is the field that was answered, `other` the one that it is held against. */
export function brokenRule(line: string, open: string, other: string): string {
  return `${line}。没有记。\n请重发${open}；要改${other}，发“${other}=数字”。`
}

export function brokenRules(lines: readonly string[]): string {
  return ['下面几项对不上，都没有记：', ...lines, '请改好再发一遍。'].join('\n')
}

/** 「整改数不能多于发现数：1.2 企业自查已整改15个，1.1 企业自查发现12个」 */
export function brokenLine(why: string, left: string, right: string): string {
  return `${why.replace(/。$/, '')}：${left}，${right}`
}

export function filledByOther(name: string, time: string, short: string, theirs: string, yours: string): string {
  return `${name} ${time} 已填${short} ${theirs}。\n改成${yours}吗？改发“确认”，不改发“不对”。`
}

/** 「张九 16:02 填了1项：1.1 企业自查发现 7个」 */
export function othersFilled(name: string, time: string, count: number, items: readonly string[]): string {
  return `${name} ${time} 填了${count}项：${items.join('，')}`
}

export function notKeptPending(): string {
  return '好，刚才的没有记。'
}

export function confirmFirst(): string {
  return '上面的还等您一句话：对就发“确认”，不对发“不对”。'
}

export function nothingToConfirm(): string {
  return '现在没有等您确认的内容。'
}

export function skipped(): string {
  return '先跳过，提交前再补。'
}

export function nothingLeftToSkip(): string {
  return '只剩这一项没填了，先不填可以发“暂停”。'
}

export function firstAlready(): string {
  return '这已经是第一项了。'
}

export function noLast(): string {
  return '之前没有报过这一项，没有数可以照抄，请直接发数字。'
}

export function lastWasBlank(): string {
  return '上次这一项是“不涉及”。'
}

export function mayNotBeBlank(): string {
  return '这一项不能留空，没有就发“0”。'
}

export function noOpenField(): string {
  return '现在没有正在问的项。要改哪一项，请带上编号，如“1.1=14”。'
}

export function unknownField(text: string): string {
  return `表里没有“${text}”这一项。`
}

export function paused(filled: number, of: number): string {
  return `好，已填${filled}/${of}项，都记着。发“继续”接着填。`
}

export function askToClear(unit: string, period: string, count: number): string {
  return `${unit} ${monthText(period)}已填的${count}项都清空，从头填吗？清空发“确认”，不清空发“不对”。`
}

export function cleared(count: number): string {
  return `好，${count}项已清空，从头开始。要找回发“撤销”。`
}

export function nothingCleared(): string {
  return '好，没有清空，填过的都在。'
}

export function nothingToClear(): string {
  return '还没填过，不用清空。'
}

export function undoneSeveral(count: number, ids: string): string {
  return `已撤回${count}项（${ids}）。`
}

export function undone(lines: readonly string[]): string {
  return lines.length === 0 ? '刚才那条没有改动，不用撤。' : ['已撤回：', ...lines].join('\n')
}

export function undoOvertaken(short: string, name: string): string {
  return `${short}后来由${name}改过，没有动。`
}

export function nothingToUndo(): string {
  return '没有可以撤回的了。'
}

export function stillMissing(ids: readonly string[]): string {
  const shown = ids.slice(0, 8).join('、')
  const tail = ids.length > 8 ? `等${ids.length}项` : `这${ids.length}项`
  return `还差${shown}${tail}没填。\n都没有发生的发“其余为0”，都和上次一样的发“其余同上月”。`
}

export function nothingLeft(): string {
  return '所有项都填了。'
}

/** What the form's notes say about an item, and how an answer looks. */
export function definition(note: string | undefined, example: string): string {
  return `${note ? `表后注：${note}` : '表后没有专门说明，按字面填。'}\n例如发：${example}`
}

/** After several answers that could not be taken: what the form says about the item, and the ways out. */
export function wayOut(note: string | undefined): string {
  const ways = '还没查清发“跳过”，没有发生发“0”，不涉及发“不涉及”；拿不准发“问办公室”。'
  return note ? `表后注：${note}\n${ways}` : ways
}

export function didYouMean(command: string): string {
  return `您是想发“${command}”吗？是就发“确认”，不是就重发。`
}

/** Before the open question comes again after a question in the middle. */
export function goOn(text: string): string {
  return `———\n接着填：\n${text}`
}

export function choosePrompt(items: readonly string[]): string {
  return ['您负责几个单位，请回数字：', ...items.map((item, index) => `${index + 1} ${item}`)].join('\n')
}

export function notAChoice(count: number): string {
  return `请回1到${count}的数字。`
}

export function partLeft(known: string, missing: string): string {
  return `${known}，还差${missing}，没有记。\n请补上${missing}。`
}

export function noMonth(named: string, months: readonly string[]): string {
  return `“${named}”不在这次专项行动的上报月份里（${months.map(monthText).join('、')}）。`
}

export function noForm(): string {
  return '这个专项行动没有要填的月报表。'
}

export function olderMissing(month: string): string {
  return `${monthText(month)}的还没报，要补报发“填报${monthText(month)}”。`
}
