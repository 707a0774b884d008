// The chat page: keeps what the simulator tells, shows the talk of the chosen person, and sends what is typed.

import { renderPeople, renderPickerOptions, renderTalk, renderWords } from './view.ts'
import type { Entry, PageEvent, Person, Snapshot, Talk } from './wire.ts'
import { BOT_NAME, describeNotice, describePresent, NOT_SENT, OFFLINE, QUICK_WORDS, renderDateTime } from './words.ts'

const parts = {
  date: find('date', HTMLTimeElement),
  peopleList: find('people-list', HTMLDivElement),
  peoplePicker: find('people-picker', HTMLSelectElement),
  pickerDot: find('picker-dot', HTMLSpanElement),
  whoami: find('whoami', HTMLParagraphElement),
  save: find('save', HTMLAnchorElement),
  trouble: find('trouble', HTMLParagraphElement),
  talk: find('talk', HTMLOListElement),
  news: find('news', HTMLParagraphElement),
  composer: find('composer', HTMLFormElement),
  words: find('words', HTMLFieldSetElement),
  input: find('input', HTMLTextAreaElement),
}

/** Of the input, above and below: scrollHeight leaves them out, height takes them in. */
const BORDERS = 2

let people: readonly Person[] = []
let present: Person | undefined
const talks = new Map<string, Talk>()
/** What each person has typed and not sent yet. */
const unsent = new Map<string, string>()
/** The bot's calendar as last told, and the page's clock at that moment. */
let told = { now: 0, at: 0 }

function find<T extends HTMLElement>(id: string, kind: new () => T): T {
  const element = document.getElementById(id)
  if (!(element instanceof kind)) throw new Error(`the page has no ${kind.name} #${id}`)
  return element
}

async function post(path: string, body: unknown): Promise<void> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`)
}

const events = new EventSource('/events')
events.addEventListener('open', () => {
  showTrouble('')
})
// The browser connects again by itself, and the first event then is a whole snapshot.
events.addEventListener('error', () => showTrouble(OFFLINE))
events.addEventListener('message', ({ data }: MessageEvent<string>) => take(JSON.parse(data) as PageEvent))

function take(event: PageEvent): void {
  if (event.type === 'snapshot') takeSnapshot(event.snapshot)
  else if (event.type === 'entry') takeEntry(event.userid, event.entry)
  else changeTalk(event.userid, event.type === 'waiting' ? { waiting: event.waiting } : { read: event.read })
}

function takeSnapshot(snapshot: Snapshot): void {
  people = snapshot.people
  talks.clear()
  for (const [userid, talk] of Object.entries(snapshot.talks)) talks.set(userid, talk)
  tellTime(snapshot.now)
  const again = people.find((person) => person.userid === present?.userid) ?? people[0]
  if (again) choose(again)
}

function takeEntry(userid: string, entry: Entry): void {
  tellTime(entry.at)
  changeTalk(userid, { entries: [...(talks.get(userid)?.entries ?? []), entry] })
  if (userid !== present?.userid) return
  markRead(userid)
  if (entry.by === 'bot') parts.news.textContent = `${BOT_NAME}：${entry.text}`
  if (entry.by === 'notice') parts.news.textContent = describeNotice(entry)
}

function changeTalk(userid: string, change: Partial<Talk>): void {
  const talk = talks.get(userid)
  if (!talk) return
  talks.set(userid, { ...talk, ...change })
  if (userid === present?.userid) showTalk()
  showPeople()
}

function choose(person: Person): void {
  if (present) unsent.set(present.userid, parts.input.value)
  present = person
  putInput(unsent.get(person.userid) ?? '')
  parts.news.textContent = ''
  parts.whoami.textContent = describePresent(person)
  parts.save.href = `/talk.yaml?userid=${encodeURIComponent(person.userid)}`
  parts.words.replaceChildren(...renderWords(QUICK_WORDS[person.role], (word) => void send(word)))
  showTalk()
  showPeople()
  markRead(person.userid)
  // WeCom tells the app whenever its chat is opened; here once for each person, so that switching stays quiet.
  if (talks.get(person.userid)?.entries.length === 0) {
    void post('/enter', { userid: person.userid }).catch(() => undefined)
  }
}

function showTalk(): void {
  const talk = present && talks.get(present.userid)
  if (!present || !talk) return
  parts.talk.replaceChildren(...renderTalk(talk.entries, present, talk.waiting, tapAs(present)))
  parts.talk.scrollTop = parts.talk.scrollHeight
}

/** What the list of people shows at the moment, to see whether it must be built anew. */
let shownPeople = ''

function showPeople(): void {
  if (!present) return
  const unread = people.filter(hasUnread)
  // Rebuilding closes a picker that is open, so only when something differs.
  const shows = JSON.stringify([people, present.userid, unread.map((person) => person.userid)])
  if (shows === shownPeople) return
  shownPeople = shows
  const focused = parts.peopleList.querySelector<HTMLElement>(':focus')?.dataset.userid
  parts.peopleList.replaceChildren(...renderPeople(people, present, hasUnread, choose))
  if (focused !== undefined) {
    parts.peopleList.querySelector<HTMLElement>(`[data-userid="${CSS.escape(focused)}"]`)?.focus()
  }
  parts.peoplePicker.replaceChildren(...renderPickerOptions(people, present, hasUnread))
  parts.pickerDot.hidden = unread.every((person) => person === present)
}

function hasUnread(person: Person): boolean {
  const talk = talks.get(person.userid)
  return talk?.entries.some((entry) => entry.id > talk.read && (entry.by === 'bot' || entry.by === 'notice')) ?? false
}

function markRead(userid: string): void {
  const last = talks.get(userid)?.entries.at(-1)
  if (last) void post('/read', { userid, id: last.id }).catch(() => undefined)
}

/** What a button of a card does when this person taps it. */
function tapAs({ userid }: Person): (task: string, word: string) => void {
  return (task, word) => {
    post('/tap', { userid, task, word }).then(
      () => showTrouble(''),
      () => showTrouble(NOT_SENT),
    )
  }
}

/** Resolves to whether the simulator has taken the text. */
async function send(text: string): Promise<boolean> {
  if (!present || text.trim() === '') return false
  try {
    await post('/say', { userid: present.userid, text })
    showTrouble('')
    return true
  } catch {
    showTrouble(NOT_SENT)
    return false
  }
}

async function sendTyped(): Promise<void> {
  const [person, text] = [present, parts.input.value]
  if (text.trim() === '') return
  putInput('')
  const sent = await send(text)
  // Nothing typed is lost, unless something new already stands in its place.
  if (!sent && person === present && parts.input.value === '') putInput(text)
}

function putInput(text: string): void {
  parts.input.value = text
  fitInput()
}

function showTrouble(text: string): void {
  parts.trouble.textContent = text
  parts.trouble.hidden = text === ''
}

/** Grows with the text, up to the stylesheet's limit, and keeps the newest message in sight. */
function fitInput(): void {
  parts.input.style.height = 'auto'
  parts.input.style.height = `${parts.input.scrollHeight + BORDERS}px`
  parts.talk.scrollTop = parts.talk.scrollHeight
}

function tellTime(now: number): void {
  told = { now, at: performance.now() }
  showTime()
}

function showTime(): void {
  const now = told.now + performance.now() - told.at
  parts.date.dateTime = new Date(now).toISOString()
  parts.date.textContent = renderDateTime(now)
}

parts.composer.addEventListener('submit', (event) => {
  event.preventDefault()
  void sendTyped()
})
parts.input.addEventListener('input', fitInput)
parts.input.addEventListener('keydown', (event) => {
  // Enter while an input method is open takes its suggestion; 229 is what Safari says for the last one.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
  event.preventDefault()
  void sendTyped()
})
parts.peoplePicker.addEventListener('change', () => {
  const person = people.find((person) => person.userid === parts.peoplePicker.value)
  if (person) choose(person)
})
setInterval(showTime, 10_000)
