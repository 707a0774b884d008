// The topics of a question -> what the pack says about them. Several are told when the question joins them with 和, or
// when nothing in it tells them apart.

import type { Task } from '../campaign/schema.ts'
import { normaliseTerm } from '../match/normalise.ts'
import { answerRoutines, answerSubmissions, type DateAnswer, type DateContext } from '../summary/dates.ts'
import * as wording from '../wording/question.ts'
import { taskOwners } from '../wording/task.ts'
import type { Answer } from './answer.ts'
import type { Reading } from './ask.ts'
import type { QuestionIndex } from './question-index.ts'
import { type Match, subjectOf, type Topic } from './topic.ts'

/** More answers than these are no answer. */
const MOST = 3

/** Answers with the likeliest topics; the first match must be sure. */
export function answerTopics(
  index: QuestionIndex,
  reading: Reading,
  context: DateContext,
  matches: readonly Match[],
): { readonly answer: Omit<Answer, 'asked'>; readonly about: string } {
  const told = chosen(reading, matches)
  const submissions = told.flatMap(({ topic }) => (topic.kind === 'submission' ? [topic.submission] : []))
  const routines = told.flatMap(({ topic }) => (topic.kind === 'routine' ? [topic.routine] : []))
  const facts = told.flatMap(({ topic }) => (topic.kind === 'fact' ? [topic.fact] : []))
  const parts: readonly Pick<DateAnswer, 'text' | 'facts' | 'citation'>[] = [
    ...(submissions.length > 0 ? [answerSubmissions(submissions, context)] : []),
    ...(routines.length > 0 ? [answerRoutines(routines)] : []),
    ...(facts.length > 0
      ? [
          {
            text: wording.factAnswer(facts, told[0]?.reading),
            facts: facts.flatMap((fact) => fact.facts),
            citation: facts.map(({ clause, quote }) => `${clause}：${quote}`).join('\n'),
          },
        ]
      : []),
  ]
  const said = parts.flatMap((part) => part.facts)
  const tasks = [...new Set(told.flatMap(({ topic }) => taskOf(topic, index) ?? []))]
  const bodies = unique(told.flatMap((match) => bodiesOf(match, reading, index)))
  return {
    answer: {
      status: 'answered',
      // Whoever wants a number wants no department.
      departments: reading.asks.has('phone') ? [] : unique([...bodies, ...tasks.flatMap(({ owners }) => owners)]),
      tasks: tasks.map(({ number }) => number),
      facts: unique(said),
      text: [
        parts.map(({ text }) => text).join('\n\n'),
        ...tasks.map(({ number, owners }) => taskOwners(number, owners)),
      ].join('\n'),
      citation: unique(parts.map(({ citation }) => citation)).join('\n'),
    },
    about: told[0] ? subjectOf(told[0].topic) : '',
  }
}

/** The task in which something stands, by its clause: 附件第22项. */
function taskOf(topic: Topic, { tasks }: QuestionIndex): Task | undefined {
  if (topic.kind === 'item') return undefined
  const { clause } = topic.kind === 'fact' ? topic.fact : topic.kind === 'routine' ? topic.routine : topic.submission
  return tasks?.byNumber.get(Number(/第(\d+)项/.exec(clause)?.[1]))
}

/** The departments that answer the question: who does it, who receives it, where it sits. */
function bodiesOf({ topic }: Match, reading: Reading, index: QuestionIndex): readonly string[] {
  const { asks } = reading
  const named = (names: readonly string[]) => names.filter((name) => index.departments.has(normaliseTerm(name)))
  switch (topic.kind) {
    case 'submission': {
      // 「方案谁来报」 asks for those who hand in, not for the receiver.
      const { from, to } = topic.submission
      return named([...(asks.has('whom') ? [to] : []), ...(asksForBody(reading) ? [from] : [])])
    }
    case 'routine':
      return asksForBody(reading) ? named([topic.routine.who]) : []
    case 'fact': {
      const { asks: answers, facts } = topic.fact
      const sits = asks.has('where') && answers.includes('where') && /设/.test(topic.fact.say)
      const gets = asks.has('whom') && answers.includes('whom')
      // A post may own a duty elsewhere; here it only says who a person is.
      const bodies = named(facts).filter((name) => !/(?:书记|[镇站所]长|主任)$/.test(name))
      return sits || gets || asksForBody(reading) ? bodies : []
    }
    case 'item':
      return []
  }
}

/** 「组长是谁」 and 「查哪些人」 ask for people, whose offices are not departments that own anything. */
function asksForBody({ asks, text }: Reading): boolean {
  return asks.has('who') && !/是谁(?!来|去|负责|牵头)|谁是|哪几?位|哪[些几]个?人|叫什么|谁签/.test(text)
}

function chosen({ text }: Reading, matches: readonly Match[]): readonly Match[] {
  const sure = matches.filter(({ topic }) => topic.kind !== 'item')
  const best = sure[0]?.score ?? 0
  const equal = sure.filter((match) => match.sure && match.score === best).slice(0, MOST)
  if (!/[和与及跟]|还有|,|分别/.test(text)) return equal
  const taken = new Set(equal.flatMap(({ places }) => [...places]))
  const others: Match[] = []
  for (const match of sure) {
    if (equal.includes(match) || match.named === 0 || match.fit < 1) continue
    if ([...match.places].some((at) => taken.has(at))) continue
    others.push(match)
    for (const at of match.places) taken.add(at)
  }
  return [...equal, ...others].slice(0, MOST)
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)]
}
