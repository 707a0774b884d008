// What must hold inside knowledge.yaml beyond its shape: facts that a question can tell apart, and days that exist.

import { type Finding, findDuplicates, type KeyPath } from './pack-problem.ts'
import { Day, type Duties, type Fact, type Knowledge } from './schema.ts'
import { normaliseWord } from './word.ts'

/** Everything in the facts of a pack that would give a question two answers, or a day that no calendar has. */
export function checkKnowledge(knowledge: Knowledge, duties: Duties | undefined): Finding[] {
  return [
    ...findDuplicates(
      knowledge.facts,
      ({ id }) => id,
      (f) => ['facts', f, 'id'],
      'fact id',
    ),
    ...checkWords(knowledge),
    ...checkOwnersAreDuties(knowledge, duties),
    ...checkDays(knowledge),
  ]
}

function placesOf(fact: Fact, f: number): readonly (readonly [KeyPath, string])[] {
  return [
    [['facts', f, 'subject'], fact.subject],
    ...fact.words.map((word, w) => [['facts', f, 'words', w], word] as const),
  ]
}

/** Facts may share a word as long as they answer other questions: 周调度 may have a day and a form to fill. */
function checkWords({ facts }: Knowledge): Finding[] {
  const holders = new Map<string, { fact: Fact; asks: string }[]>()
  return facts.flatMap((fact, f) => {
    const asks = [...fact.asks].sort().join()
    return placesOf(fact, f).flatMap(([path, word]): Finding[] => {
      const key = normaliseWord(word)
      const held = holders.get(key) ?? []
      const twin = held.find((one) => one.fact === fact || one.asks === asks)
      holders.set(key, [...held, { fact, asks }])
      if (twin === undefined) return []
      if (twin.fact === fact) return [{ path, code: 'duplicate', message: `“${word}” stands twice in this fact` }]
      const message = `“${word}” leads to “${twin.fact.id}” too, and both answer the same questions; make one fact of them, or give one other words`
      return [{ path, code: 'overlap', message }]
    })
  })
}

/** Who owns a matter is told by its duty alone, with the departments as the table has them. */
function checkOwnersAreDuties({ facts }: Knowledge, duties: Duties | undefined): Finding[] {
  const subjects = new Map(
    (duties?.duties ?? []).flatMap(({ subject, words }) =>
      [subject, ...words].map((word) => [normaliseWord(word), subject] as const),
    ),
  )
  return facts.flatMap((fact, f) =>
    placesOf(fact, f).flatMap(([path, word]): Finding[] => {
      const subject = fact.asks.includes('who') ? subjects.get(normaliseWord(word)) : undefined
      if (subject === undefined) return []
      const message = `who is in charge of “${word}” is already told by the duty “${subject}”; take “who” out of asks, or use another word`
      return [{ path, code: 'overlap', message }]
    }),
  )
}

function checkDays({ facts }: Knowledge): Finding[] {
  return facts.flatMap((fact, f) =>
    fact.facts.flatMap((text, t): Finding[] => {
      if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Day.safeParse(text).success) return []
      return [
        {
          path: ['facts', f, 'facts', t],
          code: 'wrong-value',
          message: `the day ${text} does not exist in the calendar`,
        },
      ]
    }),
  )
}
