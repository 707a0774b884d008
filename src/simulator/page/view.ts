// Builds the elements of the chat page. Texts of people and bot enter the page by textContent alone, so that nothing
// in them is ever read as HTML. It holds no state.

import type { Entry, Person, Role, Shown } from './wire.ts'
import { BOT_NAME, describeNotice, describeUnread, ROLE_NAMES, renderShortTime, THINKING } from './words.ts'

/** A time stands above a message when the last one is older than this. */
const TIME_GAP = 5 * 60_000

/** The entries of a talk that are seen, each with the time above it where one is due. */
export function renderTalk(
  entries: readonly Entry[],
  person: Person,
  waiting: boolean,
  tap: (task: string, word: string) => void,
): HTMLElement[] {
  const items: HTMLElement[] = []
  let lastAt = Number.NEGATIVE_INFINITY
  for (const entry of entries) {
    if (entry.by === 'entering') continue
    if (entry.at - lastAt > TIME_GAP) items.push(create('li', 'talk__time', renderShortTime(entry.at)))
    lastAt = entry.at
    items.push(renderEntry(entry, person, tap))
  }
  if (waiting) items.push(renderThinking())
  return items
}

function renderEntry(
  entry: Exclude<Entry, { readonly by: 'entering' }>,
  person: Person,
  tap: (task: string, word: string) => void,
): HTMLElement {
  if (entry.by === 'notice') {
    const notice = create('li', 'talk__notice', describeNotice(entry))
    notice.title = entry.detail
    return notice
  }
  const mine = entry.by === 'person'
  const item = create('li', `message ${mine ? 'message_mine' : 'message_bot'}`)
  const speaker = create('span', 'unseen', `${mine ? person.name : BOT_NAME}：`)
  const bubble = entry.by === 'bot' && entry.file ? renderFile(entry.file) : create('p', 'bubble', entry.text)
  item.append(mine ? renderAvatar(person) : renderBotAvatar(), speaker, bubble)
  if (entry.by === 'bot' && entry.card) {
    const { task, buttons } = entry.card
    const list = create('span', 'bubble__buttons')
    for (const { label, word } of buttons) {
      const button = create('button', 'words__word', label)
      button.type = 'button'
      button.addEventListener('click', () => tap(task, word))
      list.append(button)
    }
    bubble.append(list)
  }
  return item
}

function renderFile({ url, name, image }: NonNullable<Shown['file']>): HTMLElement {
  const bubble = create('p', 'bubble')
  const link = create('a', 'bubble__file', image ? '' : name)
  link.href = url
  link.download = name
  if (image) {
    const picture = create('img', 'bubble__picture')
    picture.src = url
    picture.alt = name
    link.append(picture)
  }
  bubble.append(link)
  return bubble
}

function renderThinking(): HTMLElement {
  const item = create('li', 'message message_bot')
  const bubble = create('p', 'bubble bubble_thinking', '…')
  bubble.setAttribute('role', 'img')
  bubble.setAttribute('aria-label', THINKING)
  item.append(renderBotAvatar(), bubble)
  return item
}

/** The people in groups by role, the present one marked, a dot at those with something unread. */
export function renderPeople(
  people: readonly Person[],
  present: Person,
  hasUnread: (person: Person) => boolean,
  choose: (person: Person) => void,
): HTMLElement[] {
  return groupByRole(people).map(([role, members]) => {
    const group = create('section', 'people__group')
    const list = create('ul', '')
    for (const person of members) {
      const button = create('button', 'people__person')
      button.type = 'button'
      button.dataset.userid = person.userid
      if (person === present) button.setAttribute('aria-current', 'true')
      const names = create('span', 'people__names')
      names.append(create('strong', '', person.name), create('span', '', person.unit ?? ROLE_NAMES[role]))
      button.append(renderAvatar(person), names)
      if (hasUnread(person)) {
        const dot = create('span', 'dot')
        dot.setAttribute('role', 'img')
        dot.setAttribute('aria-label', describeUnread(person))
        button.append(dot)
      }
      button.addEventListener('click', () => choose(person))
      const item = create('li', '')
      item.append(button)
      list.append(item)
    }
    group.append(create('h2', '', ROLE_NAMES[role]), list)
    return group
  })
}

/** The same people for the picker of a narrow screen, by userid. */
export function renderPickerOptions(
  people: readonly Person[],
  present: Person,
  hasUnread: (person: Person) => boolean,
): HTMLElement[] {
  return groupByRole(people).map(([role, members]) => {
    const group = create('optgroup', '')
    group.label = ROLE_NAMES[role]
    for (const person of members) {
      const where = person.unit === undefined ? '' : ` · ${person.unit}`
      const option = create('option', '', `${person.name}${where}${hasUnread(person) ? '（有未读）' : ''}`)
      option.value = person.userid
      option.selected = person === present
      group.append(option)
    }
    return group
  })
}

function groupByRole(people: readonly Person[]): [Role, Person[]][] {
  const roles: readonly Role[] = ['contact', 'office', 'leader', 'newcomer']
  return roles
    .map((role): [Role, Person[]] => [role, people.filter((person) => person.role === role)])
    .filter(([, members]) => members.length > 0)
}

export function renderWords(words: readonly string[], send: (word: string) => void): HTMLElement[] {
  return words.map((word) => {
    const button = create('button', 'words__word', word)
    button.type = 'button'
    button.addEventListener('click', () => send(word))
    return button
  })
}

function renderAvatar(person: Person): HTMLElement {
  return renderAvatarOf(person.name.slice(0, 1), person.role)
}

function renderBotAvatar(): HTMLElement {
  return renderAvatarOf('调', 'bot')
}

function renderAvatarOf(letter: string, look: Role | 'bot'): HTMLElement {
  const avatar = create('span', `avatar avatar_${look}`, letter)
  avatar.setAttribute('aria-hidden', 'true')
  return avatar
}

function create<K extends keyof HTMLElementTagNameMap>(tag: K, className: string, text = ''): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  if (className !== '') element.className = className
  if (text !== '') element.textContent = text
  return element
}
