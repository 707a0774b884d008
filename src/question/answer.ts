// The shape of an answer, whoever gives it, and several answers made one.

import { dayText } from '../wording/day.ts'
import type { Asked } from './follow-up.ts'

/** What a question is answered with. Nothing in it is ever a figure of a report. */
export interface Answer {
  readonly status: 'answered' | 'choose' | 'unanswered'
  /** The departments that the answer names, as the document writes them. */
  readonly departments: readonly string[]
  /** Numbers of tasks. */
  readonly tasks: readonly number[]
  /** The heart of the answer as short strings: days, rules, places, people, matters. */
  readonly facts: readonly string[]
  readonly text: string
  /** Clauses and quotes that the answer rests on, a line each. */
  readonly citation: string
  /** What the next question may lean on; undefined when nothing was understood. */
  readonly asked: Asked | undefined
}

/** Nothing is known, or nothing was asked. */
export function refuse(text: string): Answer {
  return { status: 'unanswered', departments: [], tasks: [], facts: [], text, citation: '', asked: undefined }
}

/** Each day among the facts also as documents write it: 2023-05-30 and 5月30日. */
export function withDays(answer: Answer): Answer {
  const facts = answer.facts.flatMap((fact) => (/^\d{4}-\d{2}-\d{2}$/.test(fact) ? [fact, dayText(fact)] : [fact]))
  return { ...answer, facts: [...new Set(facts)] }
}

/** The answers to the parts of one message. One that asks back makes all of it a question; one that is known, an answer. */
export function joinAnswers(parts: readonly Answer[]): Answer {
  const answers = parts.filter((part, at) => !parts.slice(0, at).some((earlier) => saysTheSame(earlier, part)))
  const unique = <T>(values: readonly T[]) => [...new Set(values)]
  const has = (status: Answer['status']) => answers.some((answer) => answer.status === status)
  return {
    status: has('choose') ? 'choose' : has('answered') ? 'answered' : 'unanswered',
    departments: unique(answers.flatMap(({ departments }) => departments)),
    tasks: unique(answers.flatMap(({ tasks }) => tasks)),
    facts: unique(answers.flatMap(({ facts }) => facts)),
    text: unique(answers.map(({ text }) => text)).join('\n\n'),
    citation: unique(answers.map(({ citation }) => citation)).join('\n'),
    asked: answers.findLast(({ asked }) => asked !== undefined)?.asked,
  }
}

/** 「什么时候报，报给谁」: both parts are answered by one sentence of the document, which is said once. */
function saysTheSame(earlier: Answer, later: Answer): boolean {
  const covered = (of: (answer: Answer) => readonly (string | number)[]) => {
    const said = new Set(of(earlier))
    return of(later).every((value) => said.has(value))
  }
  return (
    later.citation !== '' &&
    later.citation === earlier.citation &&
    covered(({ facts }) => facts) &&
    covered(({ departments }) => departments) &&
    covered(({ tasks }) => tasks)
  )
}
