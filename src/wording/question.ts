// What the bot says to questions about facts and items of a form, and where the document has no answer.

export interface FactLine {
  readonly say: string
  readonly clause: string
}

/** The answer in the pack's words, then where it stands. */
export function factAnswer(facts: readonly FactLine[], reading: string | undefined): string {
  const clauses = [...new Set(facts.map(({ clause }) => clause))]
  return join(reading && `按“${reading}”理解：`, ...new Set(facts.map(({ say }) => say)), `依据：${clauses.join('；')}`)
}

/** Opens the answer to 「X是Y吧」. */
export function verdict(holds: boolean): string {
  return holds ? '是。' : '不是。'
}

/** Opens the answer to 「30号再交行不行」. */
export function inTime(holds: boolean): string {
  return holds ? '可以。' : '不行，过了日子。'
}

export interface ItemParts {
  readonly form: string
  readonly id: string
  readonly place: number
  readonly of: number
  readonly section: string
  readonly label: string
  readonly measures: readonly string[]
  readonly note: string | undefined
  readonly example: string
  readonly provisional: string | undefined
}

/** How an item is filled: its place, its label as printed, its measure words, what the notes say, an example. */
export function itemAnswer(items: readonly ItemParts[]): string {
  return items
    .map(({ form, id, section, label, measures, note, example, provisional }) =>
      join(
        `${id} ${label}（${form}，${section}）`,
        `单位：${measures.join('、')}。例如填“${example}”。`,
        note && `填报说明：${note}`,
        provisional,
      ),
    )
    .join('\n\n')
}

/** The form has the item, and the document does not say what it means. */
export function itemUnexplained(items: readonly ItemParts[], office: string): string {
  const named = items.map(({ form, id, label }) => `${form}第${id}项“${label}”`).join('、')
  return join(`文件没有解释这个说法，只在${named}里写到。`, `可以问${office}。`)
}

/** Tasks use a word, and the document does not say what it means. */
export function taskUnexplained(numbers: readonly number[], office: string): string {
  return join(`文件没有解释这个说法，只在第${numbers.join('、')}项任务里写到。`, `可以问${office}。`)
}

export function itemCount(
  forms: readonly { readonly name: string; readonly count: number; readonly provisional: string | undefined }[],
): string {
  return join(
    ...forms.map(({ name, count }) => `${name}：共${count}项。`),
    ...new Set(forms.flatMap(({ provisional }) => provisional ?? [])),
  )
}

/** What was asked for and the document does not say. */
export type Silence = 'when' | 'how-often' | 'whom' | 'phone' | 'meaning' | 'where' | 'number' | 'anything'

const SILENCE: Readonly<Record<Silence, string>> = {
  when: '文件没有写这件事的时间。',
  'how-often': '文件没有写这件事多久一次。',
  whom: '文件没有写报给谁。',
  phone: '文件没有写这个电话。',
  meaning: '文件没有解释这个说法。',
  where: '文件没有写地点。',
  number: '文件没有写数量。',
  anything: '文件没有写这件事。',
}

/** Nothing in the document; what is near is only asked about. */
export function notSaid(
  silence: Silence,
  nearest: readonly string[],
  office: string,
  contact: string | undefined,
): string {
  const near = nearest.map((subject) => `“${subject}”`).join('或')
  return join(SILENCE[silence], near && `您是想问${near}吗？`, `可以问${office}${contact ? `（${contact}）` : ''}。`)
}

export function otherPlace(place: string, own: string): string {
  return `我这里只有${own}的文件，答不了${place}的事。`
}

export function notAQuestion(): string {
  return '没看懂要问什么。可以问谁负责、什么时候报、怎么填。'
}

export function questionTooLong(longest: number): string {
  return `这条太长了（最多${longest}个字），请用一句话问。`
}

export function unknownCampaign(id: string): string {
  return `没有“${id}”这个专项行动。`
}

export function unreadableQuestion(): string {
  return '这一行没读懂，请每行写一个问题。'
}

function join(...lines: readonly (string | undefined)[]): string {
  return lines.filter((line) => line !== undefined && line !== '').join('\n')
}
