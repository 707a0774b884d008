// An answer about tasks -> its text and the facts of it. Only matches answers with sentences; both sides decide the rest.

import type { Task } from '../campaign/schema.ts'
import type { TaskAnswer, TaskQuestion } from '../task/answer.ts'
import type { TaskIndex } from '../task/task-index.ts'
import * as wording from '../wording/task.ts'
import type { Answer } from './answer.ts'

/** What is said and handed out for an answer about tasks. */
export function renderTask(index: TaskIndex, answer: TaskAnswer, wants: TaskQuestion['wants']): Omit<Answer, 'asked'> {
  const { clause } = index
  switch (answer.kind) {
    case 'tasks': {
      const spans = wants === 'day' ? answer.tasks.flatMap(wording.timedPoints) : []
      const known = wants !== 'day' || spans.length > 0 || answer.tasks.some(({ dues }) => dues.length > 0)
      const text = wording.taskAnswer(answer.tasks, wants, answer.reading, clause)
      const full = answer.tasks.length <= wording.TOLD_IN_FULL
      const owners = wants === 'owner' || full ? ownersOf(answer.tasks) : []
      const points = full ? saidIn(answer.tasks, wants) : []
      const { facts, ...rest } = told(answer.tasks, clause)
      const status = known ? 'answered' : 'unanswered'
      return { ...rest, facts: unique([...facts, ...spans, ...points]), status, departments: known ? owners : [], text }
    }
    case 'owned': {
      const text = wording.taskList(answer.owner, answer.tasks, clause)
      return { ...listed(answer.tasks, clause), departments: answer.owner.split('、'), text }
    }
    case 'due': {
      const text = wording.taskList(`${answer.owner ?? ''}${answer.month}到期`, answer.tasks, clause)
      return { ...listed(answer.tasks, clause), text }
    }
    case 'measure': {
      const { number, title } = answer.measure
      const text = wording.measureText(number, title, answer.tasks, clause)
      const { facts, ...rest } = listed(answer.tasks, clause)
      return { ...rest, facts: [title, ...facts], departments: ownersOf(answer.tasks), text }
    }
    case 'count': {
      const text = wording.taskCount(answer.tasks, answer.measures, clause)
      return { ...told([], clause), facts: [`${answer.tasks}项`, `${answer.measures}条`], text }
    }
    case 'no-number': {
      const text = wording.noSuchTask(answer.number, answer.last)
      return { ...told([], clause), status: 'unanswered', text }
    }
    case 'choose':
      return {
        ...told(answer.tasks, clause),
        status: 'choose',
        departments: ownersOf(answer.tasks),
        text: wording.taskChoice(answer.tasks),
      }
  }
}

/** A list of tasks: their names are what was asked for. */
function listed(tasks: readonly Task[], clause: string): Omit<Answer, 'asked' | 'text'> {
  const { facts, ...rest } = told(tasks, clause)
  const said = tasks.length <= wording.TOLD_IN_FULL ? saidIn(tasks, 'content') : []
  return { ...rest, facts: unique([...tasks.map(({ short }) => short), ...facts, ...said]) }
}

/** What few tasks say: their text, and their points where these were asked for. */
function saidIn(tasks: readonly Task[], wants: TaskQuestion['wants']): readonly string[] {
  return tasks.flatMap(({ text, points }) => (wants === 'content' ? [text, ...points] : [text]))
}

/** 「9月底」 of 「9月底，完成项目审批“回头看”」. */
function daysAsWritten(quote: string): readonly string[] {
  return quote.match(/\d{1,2}月(?:\d{1,2}日|[底初末]|[上中下]旬)?/g) ?? []
}

function ownersOf(tasks: readonly Task[]): readonly string[] {
  return [...new Set(tasks.flatMap(({ owners }) => owners))]
}

function told(tasks: readonly Task[], clause: string): Omit<Answer, 'asked' | 'text'> {
  return {
    status: 'answered',
    departments: [],
    tasks: tasks.map(({ number }) => number),
    facts: unique(tasks.flatMap(({ dues }) => dues.flatMap(({ due, quote }) => [due, ...daysAsWritten(quote)]))),
    citation:
      tasks.length === 0 ? clause : tasks.map(({ number, text }) => `${clause}第${number}项：${text}`).join('\n'),
  }
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)]
}
