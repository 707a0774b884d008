// What a pack can be asked about besides duties and tasks: facts, days of submissions, routines, items of forms.
// It finds the topics of a question and says how sure it is; it does not say what is answered.

import type { Pack } from '../campaign/pack.ts'
import type { Campaign, Fact } from '../campaign/schema.ts'
import { fieldsOf } from '../form/checks.ts'
import type { Field, Form } from '../form/schema.ts'
import { normaliseTerm, normaliseText } from '../match/normalise.ts'
import { findBySound, type SoundedTerm, soundTerms } from '../match/sound.ts'
import { type Pairs, pairsOf, spreadOf } from '../match/spread.ts'
import { createTermTable, findHits, findMisspelt, type Term, type TermTable } from '../match/term.ts'
import { monthIn } from '../task/task-question.ts'
import type { Ask, Reading } from './ask.ts'
import { decisivePlaces, lacksAsked } from './needs.ts'

export type Topic =
  | { readonly kind: 'fact'; readonly fact: Fact }
  | { readonly kind: 'submission'; readonly submission: Campaign['submissions'][number] }
  | { readonly kind: 'routine'; readonly routine: Campaign['routines'][number] }
  | { readonly kind: 'item'; readonly form: Form; readonly field: Field; readonly place: number }

interface TopicTerm extends Term {
  /** Indexes of the topics that the word names. */
  readonly topics: number[]
}

export interface TopicIndex {
  readonly topics: readonly Topic[]
  readonly terms: TermTable<TopicTerm>
  /** The sounds are worked out when first asked for: most questions never need them. */
  readonly sounded: () => readonly SoundedTerm<TopicTerm>[]
  /** For each topic, what its words are made of, and what its words and its passage are. */
  readonly passages: readonly { readonly words: Pairs; readonly whole: Pairs }[]
}

/** A topic that a question may be about. */
export interface Match {
  readonly topic: Topic
  /** Places of the question that are words of the topic, and how many. */
  readonly places: ReadonlySet<number>
  readonly named: number
  /** 1 when the topic answers just what is asked, less when it nearly does. */
  readonly fit: number
  /** Share of what the question is about that the topic's passage holds, 0 to 1. */
  readonly coverage: number
  /** The topic's word that was meant, when it was written otherwise. */
  readonly reading: string | undefined
  readonly score: number
  /** Whether the topic may be answered with, or only be asked about. */
  readonly sure: boolean
}

/** Prepares facts, submissions, routines and form items of a pack. */
export function createTopicIndex({ campaign, forms, knowledge }: Pack): TopicIndex {
  const topics: readonly Topic[] = [
    ...(knowledge?.facts ?? []).map((fact) => ({ kind: 'fact' as const, fact })),
    ...campaign.submissions.map((submission) => ({ kind: 'submission' as const, submission })),
    ...campaign.routines.map((routine) => ({ kind: 'routine' as const, routine })),
    ...[...forms.values()].flatMap((form) =>
      fieldsOf(form).map((field, at) => ({ kind: 'item' as const, form, field, place: at + 1 })),
    ),
  ]
  const terms = new Map<string, TopicTerm>()
  for (const [t, topic] of topics.entries()) {
    for (const word of wordsOf(topic)) {
      const text = normaliseTerm(word)
      if (text.length < 2) continue
      const term = terms.get(text) ?? { text, topics: [] }
      if (!term.topics.includes(t)) term.topics.push(t)
      terms.set(text, term)
    }
  }
  const table = createTermTable(terms.values())
  let sounded: readonly SoundedTerm<TopicTerm>[] | undefined
  return {
    topics,
    terms: table,
    sounded: () => (sounded ??= soundTerms(table.all)),
    passages: topics.map((topic) => {
      const words = wordsOf(topic).map(normaliseText)
      return { words: pairsOf(words), whole: pairsOf([...words, ...passageOf(topic).map(normaliseText)]) }
    }),
  }
}

/** What a topic is called in a question back: 周调度, 行政处罚. */
export function subjectOf(topic: Topic): string {
  switch (topic.kind) {
    case 'fact':
      return topic.fact.subject
    case 'submission':
      return topic.submission.what
    case 'routine':
      return topic.routine.what
    case 'item':
      return topic.field.short
  }
}

/** The day of a year that a normalised text names, as 08-03. */
export function dayIn(text: string): string | undefined {
  const match = /(?<!\d)(\d{1,2})月(\d{1,2})[日号]/.exec(text)
  return match ? `${match[1]?.padStart(2, '0')}-${match[2]?.padStart(2, '0')}` : undefined
}

/** Whether the document sets that day for a topic. */
export function isOnDay(topic: Topic, day: string): boolean {
  const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && text.endsWith(day)
  if (topic.kind === 'submission') return isDay(topic.submission.due)
  return topic.kind === 'fact' && topic.fact.facts.some(isDay)
}

/** A topic that was found otherwise than by its words, and is surely meant. */
export function certain(topic: Topic): Match {
  return { topic, places: new Set(), named: 0, fit: 1, coverage: 1, reading: undefined, score: 0, sure: true }
}

function wordsOf(topic: Topic): readonly string[] {
  switch (topic.kind) {
    case 'fact':
      return [topic.fact.subject, ...topic.fact.words]
    case 'submission':
      return [topic.submission.what, ...topic.submission.words]
    case 'routine':
      return [topic.routine.what, ...topic.routine.words]
    case 'item':
      return [labelOf(topic.field), topic.field.short, ...topic.field.words]
  }
}

function passageOf(topic: Topic): readonly string[] {
  switch (topic.kind) {
    case 'fact':
      return [topic.fact.say, topic.fact.quote, ...topic.fact.facts]
    case 'submission':
      return [topic.submission.quote, topic.submission.from, topic.submission.to]
    case 'routine':
      return [topic.routine.quote, topic.routine.who]
    case 'item':
      return [topic.field.label]
  }
}

/** 行政处罚 of 「行政处罚（次，万元）」. */
function labelOf({ label }: Field): string {
  return label.replace(/[（(][^（()）]*[）)]/g, '')
}

const ASKS: Readonly<Record<Exclude<Topic['kind'], 'fact'>, readonly Ask[]>> = {
  submission: ['when', 'whom', 'who', 'what'],
  routine: ['how-often', 'when', 'who', 'what', 'how-many'],
  item: ['how', 'what'],
}

/**
 * Kinds of question whose borders people do not keep: a number of times is also how often. 什么 and 怎么 may ask for
 * anything; a day, a telephone or a receiver is never told for another.
 */
const NEIGHBOURS: Readonly<Record<Ask, readonly Ask[]>> = {
  what: ['how', 'how-many', 'who', 'where'],
  who: ['what', 'how', 'whom'],
  when: ['what', 'how', 'how-often'],
  'how-often': ['what', 'how', 'when', 'how-many'],
  'how-many': ['what', 'how', 'how-often'],
  where: ['what', 'how', 'whom', 'who'],
  whom: ['what', 'how', 'where'],
  how: ['what', 'where', 'who'],
  phone: ['what', 'how', 'where', 'whom'],
}

/** 1 when the topic answers what is asked, less when it nearly does, 0 when it does not. */
function fitOf(topic: Topic, asks: ReadonlySet<Ask>, text: string): number {
  // 「组长是谁」 asks for a person, 「什么叫」 for a meaning: no submission and no routine has either.
  if ((topic.kind === 'submission' || topic.kind === 'routine') && (PERSON.test(text) || MEANING.test(text))) return 0
  const answers = topic.kind === 'fact' ? topic.fact.asks : ASKS[topic.kind]
  if (asks.size === 0) return 0.8
  // 「谁去厂里讲方案」 asks for no day on which the 方案 is handed in.
  if (topic.kind === 'submission' && asks.size === 1 && asks.has('who') && !HANDING_IN.test(text)) return 0
  if (answers.some((ask) => asks.has(ask))) return 1
  return answers.some((ask) => NEIGHBOURS[ask].some((near) => asks.has(near))) ? 0.5 : 0
}

/**
 * With a word of the topic in the question, half of the rest must be the topic's too. Without one, two thirds, of
 * which most must be made of its words: what its passage mentions in passing is not what it is about.
 */
const SURE_NAMED = 0.5
/** The same for a topic that answers only nearly what is asked. */
const SURE_NEARLY = 0.65
const SURE_UNNAMED = 0.65
const SURE_WORDS = 0.5
/** Of 方案 that are issued and 方案 that are handed in, these are the latter. */
const HANDING_IN = /报|交|送/
/** What a passage mentions in passing, it does not explain. */
const SURE_MEANING = 0.8
const MEANING =
  /(?:哪些|什么样?的?|怎样的?)[^,]{0,6}(?:算|才叫|才是)|什么叫|什么是|什么意思|(?:是|具?体?)指|定义|怎么算的/
/** Asks for a person by a post, which the topic's own words must name. */
const SURE_PERSON = 0.8
const PERSON = /(?:是谁|是?哪一?位)[呢啊呀,]*$|^谁是/
/** Fewer characters than these are shared by chance. */
const SHORTEST_UNNAMED = 4
/** Below this a topic is not even worth asking about. */
const NEAR = 0.5
/** What is asked tells facts of one matter apart better than a few characters more of it do. */
const FIT = 8
/** Two syllables are too often another word, three are not. */
const SURE_SYLLABLES = 3

/** The topics that a question may be about, the likeliest first; those whose answer does not fit the question are left out. */
export function findTopics(index: TopicIndex, reading: Reading): readonly Match[] {
  const written = matchAll(index, reading, namedIn(index, reading), undefined)
  if (written.some(({ sure }) => sure)) return written
  const { terms, sure } = findAlike(index, reading.matter)
  if (terms.length === 0) return written
  const places = new Map<number, ReadonlySet<number>>()
  for (const { text, topics } of terms) {
    const at = placesAlike(text, reading.text)
    for (const topic of topics) places.set(topic, new Set([...(places.get(topic) ?? []), ...at]))
  }
  const alike = matchAll(index, reading, places, terms[0]?.text).filter(({ named }) => named > 0)
  if (alike.length === 0 || (!sure && written.length > 0)) return written
  return alike.map((match) => ({ ...match, sure: match.sure && sure }))
}

/** Where in a text a word stands that was written otherwise: as many characters as it has, or all letters when typed so. */
function placesAlike(word: string, text: string): readonly number[] {
  const letters = [...text].flatMap((character, at) => (/[a-z ]/.test(character) ? at : []))
  if (letters.length > 1) return letters
  const starts = [...text].map((_, start) => {
    const same = [...word].filter((character, c) => text[start + c] === character).length
    return { start, same }
  })
  const [best] = starts.sort((a, b) => b.same - a.same)
  return best === undefined ? [] : [...word].map((_, c) => best.start + c)
}

/** For each topic, the places of the text that are words of it, also where words of asking part them: 「党委多久开一次会」. */
function namedIn(index: TopicIndex, { text, matter }: Reading): Map<number, Set<number>> {
  const places = new Map<number, Set<number>>()
  const add = ({ topics }: TopicTerm, at: readonly number[]) => {
    for (const topic of topics) places.set(topic, new Set([...(places.get(topic) ?? []), ...at]))
  }
  for (const { start, end, term } of findHits(index.terms, text)) {
    add(
      term,
      [...term.text].map((_, c) => start + c).filter((at) => at < end),
    )
  }
  const said = [...text].flatMap((character, at) => (matter[at] !== ',' || character === ',' ? at : []))
  for (const { start, end, term } of findHits(index.terms, said.map((at) => text[at]).join(''))) {
    const at = said.slice(start, end)
    if ((at.at(-1) ?? 0) - (at[0] ?? 0) >= at.length) add(term, at)
  }
  return places
}

/** Words that sound like a part of the question, or that are written with one character wrong. */
function findAlike(index: TopicIndex, matter: string): { terms: readonly TopicTerm[]; sure: boolean } {
  const content = matter.replace(/,+/g, ',').replace(/^,|,$/g, '')
  const sounds = findBySound(index.sounded(), content)
  if (sounds.length > 0) {
    return {
      terms: sounds.map(({ term }) => term),
      sure: sounds.every(({ typed, syllables }) => typed || syllables >= SURE_SYLLABLES),
    }
  }
  return { terms: findMisspelt(index.terms, content), sure: true }
}

function matchAll(
  index: TopicIndex,
  { text, matter, content, asks }: Reading,
  named: ReadonlyMap<number, ReadonlySet<number>>,
  reading: string | undefined,
): readonly Match[] {
  const month = monthIn(text)
  const decisive = decisivePlaces(text)
  return index.topics
    .flatMap((topic, t): Match[] => {
      const fit = fitOf(topic, asks, text)
      const words = named.get(t) ?? NONE
      const passage = index.passages[t]
      if (fit === 0 || passage === undefined) return []
      const isPlace = topic.kind === 'fact' && topic.fact.asks.includes('where')
      if (lacksAsked({ asks, text }, passageOf(topic).join(), isPlace)) return []
      // A word of the topic that is itself a word of asking, as 电话, says nothing of which telephone is meant.
      const said = [...words].filter((at) => matter[at] !== ',')
      const asked = words.size > 0 ? [...content].filter((at) => sharesClause(at, words, text)) : [...content]
      const about = new Set(asked.length + said.length === 0 ? words : [...asked, ...said])
      if (about.size === 0) return []
      const inMonth = month !== undefined && monthOf(topic) === month.month
      const spread = new Set([...spreadOf(passage.whole, text), ...(inMonth ? placesOf(month.name, text) : [])])
      const covered = [...about].filter((at) => words.has(at) || spread.has(at)).length
      const coverage = covered / about.size
      if (words.size === 0 && coverage < NEAR) return []
      const otherMonth = month !== undefined && monthOf(topic) !== undefined && !inMonth
      const alike =
        words.size > 0
          ? coverage >= (fit === 1 ? SURE_NAMED : SURE_NEARLY)
          : fit === 1 && isSureUnnamed(about, covered, passage.words, text)
      const sure = alike && !otherMonth && decisive.every((at) => spread.has(at))
      return [
        {
          topic,
          places: words,
          named: words.size,
          fit,
          coverage,
          reading,
          score: words.size + covered + FIT * fit + (topic.kind === 'submission' && HANDING_IN.test(text) ? 1 : 0),
          sure,
        },
      ]
    })
    .sort((a, b) => Number(b.sure) - Number(a.sure) || b.score - a.score)
}

/** Whether no comma stands between a place and a word: a story told before or behind says nothing of the matter. */
function sharesClause(at: number, words: ReadonlySet<number>, text: string): boolean {
  return [...words].some((word) => !text.slice(Math.min(at, word), Math.max(at, word)).includes(','))
}

/** The month in which something is to be handed in once, 1 to 12: 「8月那次」 is not the one of December. */
function monthOf(topic: Topic): number | undefined {
  return topic.kind === 'submission' ? Number(topic.submission.due.slice(5, 7)) : undefined
}

function placesOf(word: string, text: string): readonly number[] {
  return [...word].map((_, at) => text.indexOf(word) + at)
}

function isSureUnnamed(about: ReadonlySet<number>, covered: number, words: Pairs, text: string): boolean {
  if (covered < SHORTEST_UNNAMED || covered / about.size < (MEANING.test(text) ? SURE_MEANING : SURE_UNNAMED))
    return false
  const spread = spreadOf(words, text)
  return [...about].filter((at) => spread.has(at)).length / about.size >= (PERSON.test(text) ? SURE_PERSON : SURE_WORDS)
}

const NONE: ReadonlySet<number> = new Set()
