// The parts of a pack, asked one at a time: what each has to say to a question, as an answer. Which of them a question is
// about is decided in routing.ts.

import { answerDuty } from '../duty/answer.ts'
import type { DutyAnswer } from '../duty/duty-answer.ts'
import { renderDuty } from '../duty/reply.ts'
import { normaliseTerm } from '../match/normalise.ts'
import { findHits } from '../match/term.ts'
import { answerReport, type DateAnswer, type DateContext, type ReportAspect } from '../summary/dates.ts'
import { answerNamedTask, answerTaskMatter, type TaskQuestion } from '../task/answer.ts'
import * as wording from '../wording/question.ts'
import { type Answer, refuse } from './answer.ts'
import type { Reading } from './ask.ts'
import { howOf, silenceOf } from './asked-for.ts'
import { answerItems, answerNamedItem } from './item.ts'
import { lacksAsked, postIn } from './needs.ts'
import type { QuestionIndex } from './question-index.ts'
import { renderTask } from './task-reply.ts'
import { type Match, subjectOf } from './topic.ts'
import { answerTopics } from './topic-answer.ts'
import { dayProposed } from './verdict.ts'

export interface TellingContext extends DateContext {
  /** Whether a bare number would be understood as the choice of an option; not while a figure is being asked for. */
  readonly numbered: boolean
}

/** A question with what was found out about it so far. */
export interface Scene {
  readonly index: QuestionIndex
  readonly query: string
  readonly reading: Reading
  readonly context: TellingContext
  readonly matches: readonly Match[]
}

/** What the table of duties has on the question, as data. */
export function dutyOf({ index, query, reading }: Scene): DutyAnswer {
  const asWritten = answerDuty(index.duty, query)
  // English and pinyin that the pack does not know may still be known in Chinese.
  const again = asWritten.status === 'unanswered' && /[a-z]/i.test(query)
  const answer = again ? answerDuty(index.duty, reading.text) : asWritten
  // 「专班组长是哪位」 asks for the holder of a post; a row that does not name the post has no answer to it.
  const post = postIn(reading.text)
  const told = answer.kind === 'owners' ? answer.duties : answer.kind === 'which-matter' ? answer.options : []
  const holds = post === undefined || told.length === 0 || told.some(({ quote }) => quote.includes(post))
  return holds ? answer : answerDuty(index.duty, '')
}

/** How many characters of the question are words of the table of duties. */
export function namedByDuty({ index, reading }: Scene): number {
  const lengths = findHits(index.duty.terms, reading.text)
    .filter(({ term }) => term.named.length > 0 || term.vague.length > 0)
    .map(({ start, end }) => end - start)
  return lengths.reduce((sum, length) => sum + length, 0)
}

/** The answer of the table of duties. */
export function tellDuty(scene: Scene): Answer {
  const { index, reading, context } = scene
  const answer = dutyOf(scene)
  const { status, departments, tasks, facts, citation } = answer
  const options = answer.kind === 'which-matter' ? answer.options.map(({ subject }) => subject) : undefined
  const about =
    answer.kind === 'owners' || answer.kind === 'verdict' || answer.kind === 'scope' || answer.kind === 'no-owner'
      ? answer.duties[0]?.subject
      : answer.kind === 'which-matter'
        ? answer.options[0]?.subject
        : departments[0]
  return {
    status,
    departments,
    tasks,
    facts,
    citation,
    text: renderDuty(index.duty, answer, context.numbered),
    asked: about === undefined ? undefined : { about, how: howOf(reading), ...(options ? { options } : {}) },
  }
}

/** The answer of facts, submissions and routines; the first match must be sure. */
export function tellTopics(scene: Scene): Answer {
  const { index, reading, context, matches } = scene
  const { answer, about } = answerTopics(index, reading, context, matches)
  return { ...answer, asked: { about, how: howOf(reading) } }
}

/** How items of a form are filled, or what they mean. */
export function tellItems({ index, reading, context }: Scene, items: readonly Match[], filling: boolean): Answer {
  const answer = answerItems(index.pack, items, context.forms, filling)
  const about = items[0] ? subjectOf(items[0].topic) : ''
  return { ...answer, asked: { about, how: howOf(reading) } }
}

/** An item that the question names by its number; undefined when it names none. */
export function answerItemNamed({ index, reading, context }: Scene): Answer | undefined {
  const answer = answerNamedItem(index.pack, reading.text, context.forms)
  return answer && { ...answer, asked: undefined }
}

/** What the document says of the monthly report; undefined when it has none. */
export function tellReport(scene: Scene, aspect: ReportAspect): Answer | undefined {
  const report = answerReport(scene.index.pack, aspect, scene.reading.text, scene.context)
  if (!report) return undefined
  const { office, monthly } = scene.index.pack.campaign
  const asked = { to: [office.name], from: [monthly?.from ?? ''] }[aspect as 'to' | 'from'] ?? []
  const departments = asked.filter((name) => report.known && scene.index.departments.has(normaliseTerm(name)))
  const answer = { ...tellDates(scene, report, '调度表'), departments }
  const proposed = scene.reading.form === 'verdict' ? dayProposed(scene.reading.text) : undefined
  if (proposed === undefined || monthly === undefined || aspect !== 'due') return answer
  return { ...answer, text: `${wording.inTime(proposed <= monthly.day)}\n${answer.text}` }
}

/** An answer about days, as an answer of any kind. */
export function tellDates({ reading }: Scene, { known, text, facts, citation }: DateAnswer, about: string): Answer {
  const status = known ? 'answered' : 'unanswered'
  return { status, departments: [], tasks: [], facts, text, citation, asked: { about, how: howOf(reading) } }
}

/** Tasks that the question names by number, measure, month or owner; undefined when it names none. */
export function answerTaskNamed({ index, reading }: Scene): Answer | undefined {
  if (!index.tasks) return undefined
  const question = taskQuestion(reading, wantsOf(reading))
  const answer = answerNamedTask(index.tasks, question)
  // 「应急办的电话」 names an owner, and asks for none of its tasks.
  if (!answer || (answer.kind === 'owned' && reading.asks.has('phone'))) return undefined
  const about = answer.kind === 'tasks' ? answer.tasks.map(({ number }) => `第${number}项`).join('和') : undefined
  const asked = about === undefined ? undefined : { about, how: howOf(reading) }
  return { ...renderTask(index.tasks, answer, question.wants), asked }
}

/** Tasks that are about the matter of the question; undefined when none is, or none holds what is asked. */
export function answerTaskAbout({ index, reading }: Scene, wants: TaskQuestion['wants']): Answer | undefined {
  // A task names posts, and not who holds them.
  if (!index.tasks || postIn(reading.text) !== undefined) return undefined
  const { asks, form } = reading
  if (asks.has('phone') || (asks.has('where') && !asks.has('who') && form !== 'owner')) return undefined
  const answer = answerTaskMatter(index.tasks, taskQuestion(reading, wants))
  if (!answer) return undefined
  const told = answer.kind === 'tasks' || answer.kind === 'choose' ? answer.tasks : []
  const passage = told.map(({ text, points }) => [text, ...points].join()).join()
  if (told.length > 0 && lacksAsked(reading, passage, false)) return undefined
  const about = answer.kind === 'tasks' || answer.kind === 'choose' ? answer.tasks[0]?.short : undefined
  return {
    ...renderTask(index.tasks, answer, wants),
    asked: about === undefined ? undefined : { about, how: howOf(reading) },
  }
}

function taskQuestion({ text, matter, content }: Reading, wants: TaskQuestion['wants']): TaskQuestion {
  return { text, matter, content, wants, list: /哪些任务|任务[^,]{0,4}(?:哪些|什么|清单)|哪几项|有哪些/.test(text) }
}

/** What of a task is asked for. */
export function wantsOf({ asks, form, text }: Reading): TaskQuestion['wants'] {
  if (form === 'owner' || asks.has('who')) return 'owner'
  return asks.has('when') && !/哪一?项|第几项/.test(text) ? 'day' : 'content'
}

/** The document has no answer: what it is silent on, what is near, whom to ask. */
export function silent({ index, reading, matches }: Scene, text?: string): Answer {
  const { campaign } = index.pack
  const near = [...new Set(matches.slice(0, 2).map(({ topic }) => subjectOf(topic)))]
  const contact = [campaign.office.contact ?? [], campaign.office.phone ?? []].flat().join(' ')
  return {
    ...refuse(text ?? wording.notSaid(silenceOf(reading), near, campaign.office.name, contact || undefined)),
    asked: near[0] === undefined ? undefined : { about: near[0], how: howOf(reading) },
  }
}
