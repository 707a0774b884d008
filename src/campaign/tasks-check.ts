// What must hold inside tasks.yaml beyond its shape: numbers without gaps, measures and points that exist, days that the
// task itself names.

import { type Finding, findDuplicates } from './pack-problem.ts'
import type { Campaign, Duties, Task, Tasks } from './schema.ts'
import { nearestWord } from './word.ts'

/** Everything in a task list that would make the bot tell a wrong number, a wrong owner or a wrong day. */
export function checkTasks(tasks: Tasks, campaign: Campaign | undefined, duties: Duties | undefined): Finding[] {
  return [
    ...findDuplicates(
      tasks.measures,
      ({ number }) => String(number),
      (m) => ['measures', m, 'number'],
      'measure number',
    ),
    ...findDuplicates(
      tasks.tasks,
      ({ number }) => String(number),
      (t) => ['tasks', t, 'number'],
      'task number',
    ),
    ...findDuplicates(
      tasks.tasks,
      ({ short }) => short,
      (t) => ['tasks', t, 'short'],
      'short name',
    ),
    ...checkGaps(tasks),
    ...checkMeasures(tasks),
    ...tasks.tasks.flatMap((task, t) => [
      ...checkDues(task, t, tasks, campaign),
      ...checkOwners(task, t, duties),
      ...findDuplicates(
        task.words,
        (word) => word,
        (w) => ['tasks', t, 'words', w],
        'word',
      ),
    ]),
  ]
}

/** A list that people ask for by number starts at 1 and leaves none out, or a row was lost in writing it down. */
function checkGaps({ tasks }: Tasks): Finding[] {
  const numbers = new Set(tasks.map(({ number }) => number))
  const missing = Array.from({ length: Math.max(0, ...numbers) }, (_, n) => n + 1).filter((n) => !numbers.has(n))
  if (missing.length === 0) return []
  return [{ path: ['tasks'], code: 'order', message: `the numbers ${missing.join(', ')} are missing from the list` }]
}

function checkMeasures({ measures, tasks }: Tasks): Finding[] {
  const numbers = new Set(measures.map(({ number }) => number))
  const used = new Set(tasks.map(({ measure }) => measure))
  return [
    ...tasks.flatMap(({ measure }, t): Finding[] =>
      numbers.has(measure)
        ? []
        : [{ path: ['tasks', t, 'measure'], code: 'unknown-reference', message: `there is no measure ${measure}` }],
    ),
    ...measures.flatMap(({ number }, m): Finding[] =>
      used.has(number)
        ? []
        : [{ path: ['measures', m], code: 'unknown-reference', message: `no task stands under measure ${number}` }],
    ),
  ]
}

function checkDues(task: Task, t: number, tasks: Tasks, campaign: Campaign | undefined): Finding[] {
  const bare = (text: string) => text.replace(/\s+/g, '')
  const title = tasks.measures.find(({ number }) => number === task.measure)?.title ?? ''
  const printed = bare([title, task.text, ...task.points].join('\n'))
  return task.dues.flatMap(({ due, point, quote }, d) => {
    const findings: Finding[] = []
    if (point !== undefined && point > task.points.length) {
      findings.push({
        path: ['tasks', t, 'dues', d, 'point'],
        code: 'unknown-reference',
        message: `the task has ${task.points.length} points, not ${point}`,
      })
    }
    if (!printed.includes(bare(quote))) {
      findings.push({
        path: ['tasks', t, 'dues', d, 'quote'],
        code: 'mismatch',
        message: `“${quote}” stands neither in the task nor in its points`,
      })
    }
    // A document may still set a day that has passed when it is issued, but hardly one of an earlier year.
    if (campaign && due.slice(0, 4) < campaign.issued.slice(0, 4)) {
      findings.push({
        path: ['tasks', t, 'dues', d, 'due'],
        code: 'order',
        message: `the day ${due} lies in a year before ${campaign.issued}, when the document was issued`,
      })
    }
    return findings
  })
}

/** Only where the pack lists departments at all: a task list alone names its owners as it goes. */
function checkOwners(task: Task, t: number, duties: Duties | undefined): Finding[] {
  const repeated = findDuplicates(
    task.owners,
    (owner) => owner,
    (o) => ['tasks', t, 'owners', o],
    'owner',
  )
  if (!duties) return repeated
  const names = new Set(duties.departments.flatMap(({ name, words }) => [name, ...words]))
  const unknown = task.owners.flatMap((owner, o): Finding[] => {
    if (names.has(owner)) return []
    const nearest = nearestWord(owner, names)
    const advice = nearest === undefined ? 'add it under departments of duties.yaml' : `did you mean “${nearest}”`
    const message = `“${owner}” is not one of the departments; ${advice}`
    return [{ path: ['tasks', t, 'owners', o], code: 'unknown-reference', message }]
  })
  return [...repeated, ...unknown]
}
