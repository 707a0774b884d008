// A message as the body of message/send (path/90236, cards path/90372). Equal messages give equal bodies, by which WeCom
// finds duplicates. Throws SendError for what must not be sent; it knows nothing of tokens and connections.

import type { MenuEntry } from '../../message/message.ts'
import { type Message, SendError } from '../port.ts'
import { toContent } from './reply.ts'

/** Longer texts are cut by WeCom without a word. */
export const MAX_BYTES = 2048

/** What a card shows of each part at most, in characters. */
const TITLE_CHARACTERS = 36
const BODY_CHARACTERS = 160
const BUTTON_CHARACTERS = 10

/** The sentence below a text that has no buttons: what to send instead of tapping. */
export type MenuHint = (menu: readonly MenuEntry[]) => string

/** A text, or a file that was uploaded, to one person. */
export function renderBody(message: Message, agentId: number, hint: MenuHint): string {
  const { to, format, media } = message
  checkReceiver(to)
  if (media)
    return withCheck({ touser: to, msgtype: media.type, agentid: agentId, [media.type]: { media_id: media.id } })
  return withCheck({ touser: to, msgtype: format, agentid: agentId, [format]: { content: contentOf(message, hint) } })
}

/** A text with buttons as a card; undefined when there are none, or when a card would not show all of it. */
export function renderCard({ id, to, text, format, menu, media }: Message, agentId: number): string | undefined {
  checkReceiver(to)
  if (!menu || menu.length === 0 || media || format !== 'text' || id === undefined) return undefined
  const [title = '', ...rest] = toContent(text).split('\n')
  const body = rest.join('\n')
  const fits =
    title !== '' &&
    length(title) <= TITLE_CHARACTERS &&
    length(body) <= BODY_CHARACTERS &&
    menu.every(({ label }) => length(label) <= BUTTON_CHARACTERS)
  if (!fits) return undefined
  return withCheck({
    touser: to,
    msgtype: 'template_card',
    agentid: agentId,
    template_card: {
      card_type: 'button_interaction',
      main_title: { title },
      ...(body !== '' && { sub_title_text: body }),
      button_list: menu.map(({ label, word }, index) => ({ text: label, style: index === 0 ? 1 : 2, key: word })),
      task_id: id,
    },
  })
}

/** The text as it is sent without buttons; throws when it is too long even without the hint. */
export function contentOf({ text, menu = [] }: Message, hint: MenuHint, maxBytes = MAX_BYTES): string {
  const content = toContent(text)
  const bytes = Buffer.byteLength(content)
  if (bytes > maxBytes) throw new SendError('refused', `${bytes} bytes are more than one message holds`)
  // A text that names the words itself needs no hint.
  if (menu.length === 0 || menu.every(({ word }) => content.includes(`“${word}”`))) return content
  const hinted = `${content}\n${toContent(hint(menu))}`
  return Buffer.byteLength(hinted) > maxBytes ? content : hinted
}

/** In a receiver list these would reach other people. */
function checkReceiver(to: string): void {
  if (to === '' || to.includes('|') || to.toLowerCase() === '@all') {
    throw new SendError('receiver', 'the receiver is not one userid')
  }
}

/** For WeCom's own half hour: a longer one would swallow the reminder that someone has put off by an hour. */
function withCheck(message: object): string {
  return JSON.stringify({ ...message, enable_duplicate_check: 1 })
}

function length(text: string): number {
  return [...text].length
}
