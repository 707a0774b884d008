// The task list of one pack, made ready to be asked: by its words, by its passages, by owner, by day.
// It finds tasks; which of them answer a question is decided in answer.ts.

import type { Pack } from '../campaign/pack.ts'
import type { Task, Tasks } from '../campaign/schema.ts'
import { normaliseTerm, normaliseText } from '../match/normalise.ts'
import { type SoundedTerm, soundTerms } from '../match/sound.ts'
import { type Pairs, pairsOf } from '../match/spread.ts'
import { createTermTable, type Term, type TermTable } from '../match/term.ts'

export interface TaskTerm extends Term {
  /** Numbers of the tasks that the word names. */
  readonly tasks: number[]
}

interface OwnerTerm extends Term {
  /** The name under which an owner's tasks are kept together: 镇应急办 and 应急办 are one. */
  readonly owner: string
}

export interface TaskIndex {
  readonly tasks: readonly Task[]
  readonly measures: Tasks['measures']
  readonly clause: string
  readonly byNumber: ReadonlyMap<number, Task>
  readonly terms: TermTable<TaskTerm>
  readonly sounded: () => readonly SoundedTerm<TaskTerm>[]
  readonly owners: TermTable<OwnerTerm>
  readonly ownedBy: ReadonlyMap<string, readonly Task[]>
  /** For each task in order, its text, points and measure as the index compares them, and what they are made of. */
  readonly passages: readonly { readonly text: string; readonly pairs: Pairs }[]
}

/** Prepares a pack's tasks; undefined when the document has no task list. */
export function createTaskIndex({ tasks: list, duties }: Pack): TaskIndex | undefined {
  if (!list) return undefined
  const terms = new Map<string, TaskTerm>()
  for (const { number, short, words } of list.tasks) {
    for (const word of [short, ...words]) {
      const text = normaliseTerm(word)
      if (text.length < 2) continue
      const term = terms.get(text) ?? { text, tasks: [] }
      if (!term.tasks.includes(number)) term.tasks.push(number)
      terms.set(text, term)
    }
  }
  const names = (duties?.departments ?? []).map(({ name, words }) => [name, ...words])
  const printed = new Set(list.tasks.flatMap(({ owners }) => owners))
  const owners = new Map<string, OwnerTerm>()
  for (const owner of printed) {
    const known = names.find((group) => group.includes(owner)) ?? [owner]
    const canonical = known[0] ?? owner
    for (const word of [owner, ...known]) {
      const text = normaliseTerm(word)
      if (!owners.has(text)) owners.set(text, { text, owner: canonical })
    }
  }
  const ownedBy = new Map<string, Task[]>()
  for (const task of list.tasks) {
    for (const name of new Set(task.owners.map((owner) => owners.get(normaliseTerm(owner))?.owner ?? owner))) {
      ownedBy.set(name, [...(ownedBy.get(name) ?? []), task])
    }
  }
  const table = createTermTable(terms.values())
  let sounded: readonly SoundedTerm<TaskTerm>[] | undefined
  return {
    tasks: list.tasks,
    measures: list.measures,
    clause: list.clause,
    byNumber: new Map(list.tasks.map((task) => [task.number, task])),
    terms: table,
    sounded: () => (sounded ??= soundTerms(table.all)),
    owners: createTermTable(owners.values()),
    ownedBy,
    passages: list.tasks.map(({ short, text, points, words, measure }) => {
      const title = list.measures.find(({ number }) => number === measure)?.title ?? ''
      const said = [short, text, ...points, title].map(normaliseText)
      return { text: said.join(','), pairs: pairsOf([...said, ...words.map(normaliseText)]) }
    }),
  }
}
