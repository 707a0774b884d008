// What a message/send asks to be shown: reads its type's own part as WeCom does (path/90236, cards path/90372). Who gets
// it and how often is decided elsewhere.

import type { MediaShelf } from './media-shelf.ts'
import { cutText } from './message-bytes.ts'
import type { Shown } from './page/wire.ts'
import { Refusal } from './refusal.ts'

type Fields = Readonly<Record<string, unknown>>

/** Throws Refusal with WeCom's errcode for a message that it would not take. `cards`: whether this site knows them. */
export function readMessage(message: Fields, shelf: MediaShelf, cards: boolean): Shown {
  const { msgtype } = message
  switch (msgtype) {
    case 'text':
    case 'markdown':
      return { text: cutText(textOf(fieldsOf(message[msgtype]).content)), format: msgtype }
    case 'image':
    case 'file': {
      const { id, name, type } = shelf.take(fieldsOf(message[msgtype]).media_id)
      if (type !== msgtype) throw new Refusal(40007, 'invalid media_id')
      return { text: name, format: 'text', file: { url: `/media/${id}`, name, image: type === 'image' } }
    }
    case 'template_card':
      if (cards) return readCard(fieldsOf(message.template_card))
      break
  }
  throw new Refusal(40008, 'invalid message type')
}

function readCard(card: Fields): Shown {
  if (card.card_type !== 'button_interaction') throw new Refusal(42031, 'template_card.card_type invalid')
  const { title, desc } = fieldsOf(card.main_title)
  if (typeof title !== 'string' || title === '') throw new Refusal(42033, 'template_card.main_title.title invalid')
  if (typeof card.task_id !== 'string' || !/^[\w@-]{1,128}$/.test(card.task_id))
    throw new Refusal(42014, 'task_id invalid')
  const list: readonly unknown[] = Array.isArray(card.button_list) ? card.button_list : []
  if (list.length < 1 || list.length > 6) throw new Refusal(42038, 'template_card.button_list invalid')
  const buttons = list.map(fieldsOf).map(({ text, key }) => {
    if (typeof text !== 'string' || text === '') throw new Refusal(42038, 'button text missing')
    if (typeof key !== 'string' || key === '' || Buffer.byteLength(key) > 1024) throw new Refusal(42039, 'button key')
    return { label: text, word: key }
  })
  const text = [title, desc, card.sub_title_text].filter((part) => typeof part === 'string' && part !== '').join('\n')
  return { text, format: 'text', card: { task: card.task_id, buttons } }
}

function textOf(content: unknown): string {
  if (typeof content !== 'string' || content === '') throw new Refusal(44004, 'text content is empty')
  return content
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}
