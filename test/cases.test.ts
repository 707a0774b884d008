// Plays the tables of test/cases/answers/: what people type, and the figure that they mean or the reason to ask again. A
// table is named after its answer kind, and a line is added without code.

import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { formatWan } from '../src/form/answers/amount.ts'
import { parseAnswer } from '../src/form/answers/parse.ts'
import { ANSWER_KINDS, Field } from '../src/form/schema.ts'

const Kept = z.tuple([z.string()], z.number())
const Asked = z.strictObject({ say: z.string(), ask: z.string() })
const Table = z.array(
  z.strictObject({
    field: z.strictObject({
      label: z.string(),
      short: z.string(),
      measures: z.array(z.string()),
      words: z.array(z.string()).default([]),
      componentWords: z.array(z.array(z.string())).default([]),
    }),
    cases: z.array(z.union([Kept, Asked])),
  }),
)

const folder = new URL('cases/answers/', import.meta.url)
const tables = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => ({
    kind: name.slice(0, -'.yaml'.length),
    blocks: Table.parse(parse(readFileSync(new URL(name, folder), 'utf8'))),
  }))

it('every answer kind has a table', () => {
  expect(tables.map(({ kind }) => kind).sort()).toEqual(Object.keys(ANSWER_KINDS).sort())
})

for (const { kind, blocks } of tables) {
  describe.each(blocks.map((block) => [block.field.label, block] as const))(`${kind}: %s`, (_, { field, cases }) => {
    const { label, short, words, measures, componentWords } = field
    const components = measures.map((measure, i) => ({ measure, words: componentWords[i] ?? [] }))
    const asked = Field.parse({ id: '1.1', label, short, kind, components, words, concept: 'case', example: '-' })

    const kept = cases.flatMap((each) => ('say' in each ? [] : [each]))
    const refused = cases.flatMap((each) => ('say' in each ? [each] : []))

    it.each(kept.map(([say, ...figures]) => [say, figures] as const))('%j is %j', (say, figures) => {
      const answer = parseAnswer(asked, say)
      expect(answer.outcome === 'value' ? printed(asked, answer.values) : answer).toEqual(figures.map(String))
    })
    it.each(refused.map(({ say, ask }) => [say, ask] as const))('%j is asked again: %s', (say, ask) => {
      expect(parseAnswer(asked, say)).toMatchObject({ outcome: 'ask-again', code: ask })
    })
  })
}

function printed(field: Field, values: readonly number[]): readonly string[] {
  return values.map((value, i) => (ANSWER_KINDS[field.kind][i] === 'amount' ? formatWan(value) : String(value)))
}
