// The questions of test/cases/questions, and when an answer is what a case wants. Read by the test and by the figures
// of docs/questions.md.

import { parse } from 'yaml'
import { z } from 'zod'
import type { Answer } from '../../src/question/answer.ts'
import type { QuestionIndex } from '../../src/question/question-index.ts'
import { answerQuestion } from '../../src/question/routing.ts'

const Status = z.enum(['answered', 'choose', 'unanswered'])

const Case = z.strictObject({
  set: z.enum(['tune', 'held']),
  query: z.string(),
  /** Several where more than one outcome is right. */
  status: z.union([Status, z.array(Status)]),
  departments: z.array(z.string()).default([]),
  /** Each must be among the facts of the answer, perhaps inside a longer one. */
  facts: z.array(z.string()).default([]),
  /** Numbers of tasks, in any order. */
  tasks: z.array(z.number()).default([]),
})
export type QuestionCase = z.infer<typeof Case>

export interface CaseFiles {
  readdir(path: URL): Promise<string[]>
  readFile(path: URL, encoding: 'utf8'): Promise<string>
}

/** The cases of every pack, by campaign id. */
export async function readCases(files: CaseFiles): Promise<ReadonlyMap<string, readonly QuestionCase[]>> {
  const folder = new URL('../cases/questions/', import.meta.url)
  const names = (await files.readdir(folder)).filter((name) => name.endsWith('.yaml')).sort()
  const cases = await Promise.all(
    names.map(async (name) => {
      const text = await files.readFile(new URL(name, folder), 'utf8')
      return [name.replace(/\.yaml$/, ''), z.array(Case).parse(parse(text))] as const
    }),
  )
  return new Map(cases)
}

/** What a question gets when it is asked of a pack by the batch tool: no clock, nobody in particular. */
export function outcomeOf(index: QuestionIndex, query: string): Answer {
  return answerQuestion(index, query, { now: undefined, forms: [], asked: undefined, numbered: true })
}

/** What is wrong with an answer; undefined when it is as the case wants it. */
export function wrongIn(index: QuestionIndex, one: QuestionCase, got: Answer): string | undefined {
  const allowed = [one.status].flat()
  if (!allowed.includes(got.status)) return `${got.status} instead of ${allowed.join(' or ')}: ${got.text}`
  const same = (a: readonly (string | number)[], b: readonly (string | number)[]) =>
    [...a].sort().join() === [...b].sort().join()
  const named = got.departments.filter((name) => one.departments.includes(name) || !mayBeNamed(index, one, got, name))
  if (!same(one.departments, named)) return `departments ${got.departments.join('、') || 'none'}: ${got.text}`
  // A fact may say in which task it stands, though the case does not ask for that.
  if (one.tasks.length > 0 && !same(one.tasks, got.tasks)) return `tasks ${got.tasks.join('、') || 'none'}: ${got.text}`
  const missing = one.facts.filter((fact) => !got.facts.some((told) => told.includes(fact)))
  return missing.length === 0 ? undefined : `facts without ${missing.join('、')}: ${got.facts.join('、')}`
}

/**
 * Whether a department may be told though the case does not ask for it: who receives something, which the case has among
 * its facts, and who is printed beside a task that is answered with.
 */
export function mayBeNamed(index: QuestionIndex, one: QuestionCase, got: Answer, name: string): boolean {
  if (one.facts.some((fact) => name.includes(fact))) return true
  return (
    one.departments.length === 0 && got.tasks.some((number) => index.tasks?.byNumber.get(number)?.owners.includes(name))
  )
}
