// Plays every question of test/cases/questions against its pack: one file a pack, named after it. A line is a case, and
// needs no code. docs/questions.md says what the sets are for, and how far they are right.

import * as fs from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { readPacks } from '../src/files/pack-folder.ts'
import { createQuestionIndexes, type QuestionIndex } from '../src/question/question-index.ts'
import { outcomeOf, type QuestionCase, readCases, wrongIn } from './support/question-cases.ts'

/** Of the questions that nobody tuned for, at least this share must be answered as the document says. */
const HELD_SHARE = 0.9

const packs = await readPacks(new URL('../flows', import.meta.url).pathname, fs)
if (!packs.ok) throw new Error(`broken packs: ${JSON.stringify(packs.problems)}`)
const indexes = createQuestionIndexes(packs.packs)

for (const [id, cases] of await readCases(fs)) {
  const index = indexes.get(id)
  if (!index) throw new Error(`no pack for the questions of ${id}`)

  describe(`questions about ${id}`, () => {
    it.each(cases.filter(({ set }) => set === 'tune'))('$query', (one) => {
      expect(wrongIn(one, outcomeOf(index, one.query))).toBeUndefined()
    })

    it('questions that were not tuned for are answered as the document says', () => {
      const held = cases.filter(({ set }) => set === 'held')
      const wrong = held.flatMap((one) => describeWrong(index, one))
      expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(held.length * (1 - HELD_SHARE))
    })

    it('no question is answered with a department that the document does not name for it', () => {
      const invented = cases.filter(({ query, departments }) => {
        const answer = outcomeOf(index, query)
        return answer.status === 'answered' && answer.departments.some((name) => !departments.includes(name))
      })
      expect(invented.map(({ query }) => query)).toEqual([])
    })
  })
}

function describeWrong(index: QuestionIndex, one: QuestionCase): string[] {
  const wrong = wrongIn(one, outcomeOf(index, one.query))
  return wrong === undefined ? [] : [`${one.query} -> ${wrong}`]
}
