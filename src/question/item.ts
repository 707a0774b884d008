// Questions about the form itself: what an item is, how it is filled, how many there are.

import type { Pack } from '../campaign/pack.ts'
import { fieldsOf } from '../form/checks.ts'
import type { Field, Form } from '../form/schema.ts'
import * as wording from '../wording/question.ts'
import type { Answer } from './answer.ts'
import type { Match } from './topic.ts'

type ItemAnswer = Omit<Answer, 'asked'>

interface Item {
  readonly form: Form
  readonly field: Field
  readonly place: number
}

/** An item that is named by its number, 「3.2填什么」, 「第9项」, or 「表有多少项」; undefined when none is. */
export function answerNamedItem(pack: Pack, text: string, own: readonly Form[]): ItemAnswer | undefined {
  const forms = own.length > 0 ? own : [...pack.forms.values()]
  if (forms.length === 0) return undefined
  if (
    /(?:表|填|报)[^,]{0,8}(?:多少|(?<!第)几)[个]?(?:项|条|指标|数|栏|格)|(?:多少|(?<![哪第])几)[个]?(?:项|指标)(?:[^,]{0,6}(?:填|报(?!告)|表)|[吗呢啊]*,*$)/.test(
      text,
    )
  ) {
    return tellCount(forms)
  }
  const items = forms.flatMap((form) => fieldsOf(form).map((field, at): Item => ({ form, field, place: at + 1 })))
  const id = /(?<![\d.])(\d{1,2})[.,](\d{1,2})(?![\d.])/.exec(text)
  if (id) return tell(items.filter(({ field }) => field.id === `${id[1]}.${id[2]}`))
  const place = /第(\d{1,2})(?:项|条|个)/.exec(text)?.[1]
  if (place !== undefined && pack.tasks === undefined) return tell(items.filter((item) => item.place === Number(place)))
  return undefined
}

/** Items that a question names by their words. `filling`: how they are filled; otherwise what they mean. */
export function answerItems(pack: Pack, matches: readonly Match[], own: readonly Form[], filling: boolean): ItemAnswer {
  const best = matches[0]?.score ?? 0
  const items = matches
    .filter(({ score }) => score === best)
    .flatMap(({ topic }) => (topic.kind === 'item' ? [topic] : []))
  const mine = items.filter(({ form }) => own.some(({ id }) => id === form.id))
  const asked = mine.length > 0 ? mine : items
  if (!filling && asked.every(({ field }) => field.note === undefined)) {
    return {
      ...EMPTY,
      status: 'unanswered',
      text: wording.itemUnexplained(asked.map(partsOf), pack.campaign.office.name),
      citation: asked.map(({ form, field }) => `${form.title}：${field.label}`).join('\n'),
    }
  }
  return tell(asked) ?? EMPTY
}

const EMPTY: ItemAnswer = { status: 'unanswered', departments: [], tasks: [], facts: [], text: '', citation: '' }

function tell(items: readonly Item[]): ItemAnswer | undefined {
  if (items.length === 0) return undefined
  return {
    ...EMPTY,
    status: 'answered',
    facts: [
      ...new Set(
        items.flatMap(({ field }) => [
          field.id,
          field.label,
          ...field.components.map(({ measure }) => measure),
          ...(field.note === undefined ? [] : [field.note]),
        ]),
      ),
    ],
    text: wording.itemAnswer(items.map(partsOf)),
    citation: items.map(({ form, field }) => `${form.title}：${field.label}`).join('\n'),
  }
}

function tellCount(forms: readonly Form[]): ItemAnswer {
  const counts = forms.map((form) => ({
    name: forms.length > 1 ? `${form.blank}${form.name}` : form.name,
    count: fieldsOf(form).length,
    provisional: form.provisional,
  }))
  return {
    ...EMPTY,
    status: 'answered',
    facts: [...new Set(counts.map(({ count }) => String(count)))],
    text: wording.itemCount(counts),
    citation: forms.map(({ title }) => title).join('\n'),
  }
}

function partsOf({ form, field, place }: Item): wording.ItemParts {
  const section = form.sections.find(({ fields }) => fields.includes(field))
  return {
    form: `${form.blank}${form.name}`,
    id: field.id,
    place,
    of: fieldsOf(form).length,
    section: section?.title ?? '',
    label: field.label,
    measures: field.components.map(({ measure }) => measure),
    note: field.note,
    example: field.example,
    provisional: form.provisional,
  }
}
