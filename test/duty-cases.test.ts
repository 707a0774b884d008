// Plays every question of test/cases/duty against its pack: one case file a pack, named after it.

import * as fs from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { answerDuty } from '../src/duty/answer.ts'
import { createDutyIndex, type DutyIndex } from '../src/duty/duty-index.ts'
import { readPacks } from '../src/files/pack-folder.ts'

const Status = z.enum(['answered', 'choose', 'unanswered'])
const Cases = z.array(
  z.strictObject({
    set: z.enum(['tune', 'held']),
    query: z.string(),
    status: z.union([Status, z.array(Status)]),
    departments: z.array(z.string()),
    facts: z.array(z.string()).optional(),
  }),
)

/** Of the questions that nobody tuned for, at least this share must be answered as the document says. */
const HELD_SHARE = 0.9

const folder = new URL('cases/duty/', import.meta.url)
const files = (await fs.readdir(folder)).filter((name) => name.endsWith('.yaml'))
const packs = await readPacks(new URL('../flows', import.meta.url).pathname, fs)
if (!packs.ok) throw new Error(`broken packs: ${JSON.stringify(packs.problems)}`)

for (const file of files) {
  const pack = packs.packs.get(file.replace(/\.yaml$/, ''))
  if (!pack) throw new Error(`no pack for ${file}`)
  const index = createDutyIndex(pack)
  const cases = Cases.parse(parse(await fs.readFile(new URL(file, folder), 'utf8')))

  describe(`duties of ${pack.campaign.id}`, () => {
    it.each(cases.filter(({ set }) => set === 'tune'))('$query', (one) => {
      expect(outcome(index, one.query)).toEqual(wanted(one, index))
    })

    it('questions that were not tuned for are answered as the document says', () => {
      const held = cases.filter(({ set }) => set === 'held')
      const wrong = held
        .filter((one) => JSON.stringify(outcome(index, one.query)) !== JSON.stringify(wanted(one, index)))
        .map(({ query }) => `${query} -> ${JSON.stringify(outcome(index, query))}`)
      expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(held.length * (1 - HELD_SHARE))
    })

    it('no question is answered with a department that the document does not name for it', () => {
      const invented = cases.filter(({ query, departments }) => {
        const answer = answerDuty(index, query)
        return answer.status === 'answered' && answer.departments.some((name) => !departments.includes(name))
      })
      expect(invented.map(({ query }) => query)).toEqual([])
    })
  })
}

function outcome(index: DutyIndex, query: string) {
  const { status, departments, facts } = answerDuty(index, query)
  return { status, departments: [...departments].sort(), facts: [...facts].sort() }
}

/** Where a case allows two outcomes, the one that came is wanted if it is among them. */
function wanted(one: z.infer<typeof Cases>[number], index: DutyIndex) {
  const got = answerDuty(index, one.query).status
  const allowed = [one.status].flat()
  const status = allowed.includes(got) ? got : allowed[0]
  return { status, departments: [...one.departments].sort(), facts: [...(one.facts ?? [])].sort() }
}
