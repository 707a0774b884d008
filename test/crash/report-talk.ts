// What a contact of the crash test types, from the opening of a report to its correction, and what the bot must show
// after each message that it answered. Written from the printed form, without our code.

/** The items of 龙门镇's 村级版 in printed order. */
const ITEMS = ['1.1', '1.2', '1.3', '1.4']
  .concat(['2.1', '2.2', '2.3', '2.4', '2.5', '2.6', '2.7', '2.8'])
  .concat(['3.1', '3.2', '3.3', '3.4', '3.5', '3.6', '3.7', '3.8'])
  .concat(['4.1', '4.2', '4.3', '4.4', '4.5'])

/** What is found or checked in all, of which other items are a part. */
const WHOLES = ['1.1', '1.3', '2.1']

/** The numbers of each item that was answered. */
export type Figures = Readonly<Record<string, readonly number[]>>

export interface Step {
  readonly text: string
  /** How the bot answers when it has kept the message. */
  readonly reply: RegExp
  /** All figures after it. */
  readonly figures: Figures
}

/** `person` sets the figures apart from those of other contacts. */
export function reportTalk(person: number): readonly Step[] {
  const steps: Step[] = [{ text: '填报', reply: /第 1\/25 项/, figures: {} }]
  let figures: Figures = {}
  for (const [place, item] of ITEMS.entries()) {
    const numbers = numbersOf(item, person)
    figures = { ...figures, [item]: numbers }
    const next = ITEMS[place + 1]
    const reply = next ? promptOf(next) : /核对无误发“提交”/
    steps.push({ text: textOf(item, numbers), reply, figures })
  }
  steps.push({ text: '提交', reply: /已提交/, figures })
  steps.push({ text: '更正', reply: /^更正 /, figures })
  for (const item of ['1.1', '2.1', '3.1', '4.1']) {
    const numbers = numbersOf(item, person + 1)
    figures = { ...figures, [item]: numbers }
    steps.push({ text: `${item}=${textOf(item, numbers)}`, reply: new RegExp(`\\b${numbers[0]}\\D`), figures })
  }
  return steps
}

/** The figures in an answer to 查看, and the item that is asked next, if one is open. */
export function readView(view: string): { readonly figures: Figures; readonly open: string | undefined } {
  const [table = '', prompt = ''] = view.split('———\n接着填')
  const figures: Record<string, readonly number[]> = {}
  for (const [, item = '', answer = ''] of table.matchAll(/^(\d\.\d) \S+ ([^（\n]+)/gm)) {
    const numbers = [...answer.matchAll(/\d+/g)].map(Number)
    if (numbers.length > 0) figures[item] = numbers
  }
  return { figures, open: /^(\d\.\d) /m.exec(prompt)?.[1] }
}

/** The item that is open after so many steps of a talk were answered. */
export function openItem(steps: number): string | undefined {
  return steps === 0 ? undefined : ITEMS[steps - 1]
}

function promptOf(item: string): RegExp {
  return new RegExp(`^${item.replace('.', '\\.')} `, 'm')
}

function numbersOf(item: string, person: number): readonly number[] {
  const first = (WHOLES.includes(item) ? 500 : 100) + person + ITEMS.indexOf(item)
  return item === '3.2' || item === '3.7' ? [first, 10 + person] : [first]
}

function textOf(item: string, [first, second]: readonly number[]): string {
  if (item === '3.2') return `${first}次，${second}万元`
  if (item === '3.7') return `${first}个，其中危险作业罪${second}个`
  return String(first)
}
