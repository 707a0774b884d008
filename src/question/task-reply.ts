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
      const owners = wants === 'owner' ? ownersOf(answer.tasks) : []
      const { facts, ...rest } = told(answer.tasks, clause)
      const status = known ? 'answered' : 'unanswered'
      return { ...rest, facts: [...facts, ...spans], status, departments: owners, text }
    }
    case 'owned': {
      const text = wording.taskList(answer.owner, answer.tasks, clause)
      return { ...told(answer.tasks, clause), departments: answer.owner.split('、'), text }
    }
    case 'due': {
      const text = wording.taskList(`${answer.owner ?? ''}${answer.month}到期`, answer.tasks, clause)
      return { ...told(answer.tasks, clause), text }
    }
    case 'measure': {
      const { number, title } = answer.measure
      const text = wording.measureText(number, title, answer.tasks, clause)
      return { ...told(answer.tasks, clause), facts: [title], text }
    }
    case 'count': {
      const text = wording.taskCount(answer.tasks, answer.measures, clause)
      return { ...told([], clause), facts: [String(answer.tasks), String(answer.measures)], text }
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

function ownersOf(tasks: readonly Task[]): readonly string[] {
  return [...new Set(tasks.flatMap(({ owners }) => owners))]
}

function told(tasks: readonly Task[], clause: string): Omit<Answer, 'asked' | 'text'> {
  return {
    status: 'answered',
    departments: [],
    tasks: tasks.map(({ number }) => number),
    facts: [...new Set(tasks.flatMap(({ dues }) => dues.map(({ due }) => due)))],
    citation:
      tasks.length === 0 ? clause : tasks.map(({ number, text }) => `${clause}第${number}项：${text}`).join('\n'),
  }
}
