// One message for each person: what was offered to them at one moment, held together, held back, or passed on to a deputy.
// What is worth offering is decided in plan.ts and personal.ts.

import { type Day, dayAt, type Instant } from '../campaign/calendar.ts'
import type { Audience } from '../campaign/reminder-steps.ts'
import type { Person, Roster } from '../campaign/roster.ts'
import type { MenuEntry } from '../message/message.ts'
import { reminderMenu } from '../wording/reminder.ts'
import { emptyBook, isAway, markSent, type ReminderBook, type ReminderName } from './book.ts'
import type { Matter } from './schedule.ts'
import { type MissingBlock, type OneOffItem, renderMissing, renderOneOffs, renderUnit, type UnitBlock } from './text.ts'

/** A step that a message stands for, with what it is about. */
interface PlannedStep extends ReminderName {
  readonly audience: Audience
  /** Undefined for what no document asks for, such as that holidays are unknown. */
  readonly from: Matter | undefined
}

/** One message to one person. */
export interface Push {
  readonly to: string
  readonly text: string
  /** What a tap may answer, where it is about reports of the person's own. */
  readonly menu: readonly MenuEntry[]
  /** The campaign that it is about; of several, the first. */
  readonly campaign: string | undefined
  readonly steps: readonly PlannedStep[]
  /** The person's book once this is sent. */
  readonly book: ReminderBook
  /** The unitKeys whose reports must not change before it is committed, so that nobody who has just submitted is told. */
  readonly units: readonly string[]
}

/** What a message says of one matter. */
export type Block =
  | ({ readonly kind: 'unit'; readonly key: string } & UnitBlock)
  | ({ readonly kind: 'missing'; readonly audience: 'office' | 'leaders' } & MissingBlock)
  | { readonly kind: 'one-offs'; readonly items: readonly OneOffItem[] }
  | { readonly kind: 'silence'; readonly key: string; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }

export interface Offer {
  readonly step: PlannedStep
  /** Offers of the same name are told once: a unit's month, all that is due on one day. */
  readonly topic: string
  readonly block: Block
  /** Whether its time has come; what comes later today goes along with what has. */
  readonly come: boolean
  /** Whether it may be the second message of the day. */
  readonly urgent: boolean
  /** Whether it is one of the planned messages of which there is one a day. */
  readonly counted: boolean
}

/** The person who is to be told: the one meant, or the deputy of one who is away. */
interface Recipient {
  readonly person: Person
  readonly book: ReminderBook
  readonly insteadOf: Person | undefined
}

export interface Letters {
  /** Undefined for someone who wants to hear nothing now, or is away without a deputy. */
  recipientFor(person: Person): Recipient | undefined
  offer(recipient: Recipient, offer: Offer): void
  pushes(): readonly Push[]
}

/** What one person is told, while it is gathered. */
interface Letter {
  readonly recipient: Recipient
  readonly topics: Topic[]
}

interface Topic {
  readonly name: string
  block: Block
  readonly steps: PlannedStep[]
  come: boolean
  urgent: boolean
  counted: boolean
}

/** A snooze lasts to the next day at most; one that ends later was made by a clock that has been put back since. */
const LONGEST_SNOOZE = 2 * 86_400_000

export function createLetters(
  roster: Roster,
  bookOf: (userid: string) => ReminderBook | undefined,
  now: Instant,
): Letters {
  const today = dayAt(now)
  const letters = new Map<string, Letter>()

  function recipientFor(person: Person): Recipient | undefined {
    const book = bookOf(person.userid) ?? emptyBook
    if (isAway(book, today)) return deputyOf(person, book, new Set([person]))
    return wantsNothing(book) ? undefined : { person, book, insteadOf: undefined }
  }

  /** The deputy may be away too and have named another. */
  function deputyOf(absent: Person, { away }: ReminderBook, passed: Set<Person>): Recipient | undefined {
    const person = away?.deputy === undefined ? undefined : roster.people.get(away.deputy)
    if (!person || passed.has(person)) return undefined
    const book = bookOf(person.userid) ?? emptyBook
    if (isAway(book, today)) return deputyOf(absent, book, passed.add(person))
    return wantsNothing(book) ? undefined : { person, book, insteadOf: absent }
  }

  function wantsNothing({ quietOn, snoozedUntil = 0 }: ReminderBook): boolean {
    return quietOn === today || (snoozedUntil > now && snoozedUntil <= now + LONGEST_SNOOZE)
  }

  function offer(recipient: Recipient, { step, topic: name, block, come, urgent, counted }: Offer): void {
    const { userid } = recipient.person
    const letter = letters.get(userid)
    const topic = letter?.topics.find((one) => one.name === name)
    if (topic) {
      // A deputy may be asked for the same unit as someone of its own.
      if (topic.steps.some((one) => isSame(one, step))) return
      topic.block = joinBlocks(topic.block, block)
      topic.steps.push(step)
      topic.come ||= come
      topic.urgent ||= urgent
      topic.counted ||= counted
      return
    }
    const added: Topic = { name, block, steps: [step], come, urgent, counted }
    if (letter) letter.topics.push(added)
    else letters.set(userid, { recipient, topics: [added] })
  }

  function pushOf({ recipient: { person, book }, topics }: Letter): Push | undefined {
    const toldToday = book.pushedOn === today
    if (!topics.some(({ come, urgent }) => come && (urgent || !toldToday))) return undefined
    const steps = topics.flatMap((topic) => topic.steps)
    const counted = topics.some((topic) => topic.counted)
    const named = campaignsOf(person) > 1
    const blocks = sortTopics(topics).map(({ block }) => renderBlock(block, today, named))
    return {
      to: person.userid,
      text: blocks.join('\n\n'),
      menu: menuOf(topics),
      campaign: steps[0]?.matter.split('/')[0],
      steps,
      book: markSent(book, steps, now, counted ? today : undefined),
      units: topics.flatMap(({ block }) => ('key' in block ? [block.key] : [])),
    }
  }

  function pushes(): readonly Push[] {
    const all: Push[] = []
    for (const letter of letters.values()) {
      const push = pushOf(letter)
      if (push) all.push(push)
    }
    return all
  }

  return { recipientFor, offer, pushes }
}

/** Beginning or going on, and later; for what is only to be read there is nothing to tap. */
function menuOf(topics: readonly Topic[]): readonly MenuEntry[] {
  const blocks = topics.map(({ block }) => block)
  if (!blocks.every((block) => block.kind === 'unit')) return []
  const begun =
    blocks.length === 1 && blocks.some(({ reports, period }) => reports?.periods[period]?.draft !== undefined)
  return reminderMenu(begun)
}

function isSame(a: ReminderName, b: ReminderName): boolean {
  return a.step === b.step && a.matter === b.matter && a.about === b.about
}

/** What is due first stands first; what no document asks for stands last. */
function sortTopics(topics: readonly Topic[]): readonly Topic[] {
  const dueOf = ({ steps }: Topic): Day => steps[0]?.from?.due ?? '9999'
  return topics.length < 2
    ? topics
    : [...topics].sort((a, b) => (dueOf(a) < dueOf(b) ? -1 : dueOf(a) > dueOf(b) ? 1 : 0))
}

/** Things to hand in are listed together; of anything else the first is told. */
function joinBlocks(known: Block, added: Block): Block {
  if (known.kind !== 'one-offs' || added.kind !== 'one-offs') return known
  const items = added.items.filter(({ matter }) => !known.items.some((item) => item.matter === matter))
  return { kind: 'one-offs', items: [...known.items, ...items] }
}

function renderBlock(block: Block, today: Day, named: boolean): string {
  switch (block.kind) {
    case 'unit':
      return renderUnit(block, named)
    case 'missing':
      return renderMissing(block, block.audience, today, named)
    case 'one-offs':
      return renderOneOffs(block.items, today)
    case 'silence':
    case 'text':
      return block.text
  }
}

function campaignsOf({ units, office, leader }: Person): number {
  if (units.length + office.length + leader.length < 2) return 1
  return new Set([...units.map(({ campaign }) => campaign), ...office, ...leader]).size
}
