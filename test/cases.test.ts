// Plays the tables of test/cases/: what people type, and what they mean by it or the reason to ask again. A line is added
// without code. answers/ has a table for each answer kind, bulk/ messages with several items, commands/ whole messages that
// are commands, held/ sets that the parsers are measured by, never/ what must not be kept.

import * as fs from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { readPacks } from '../src/files/pack-folder.ts'
import { formatWan } from '../src/form/answers/amount.ts'
import type { Command } from '../src/form/answers/answer.ts'
import { parseBulk, parseRun } from '../src/form/answers/bulk.ts'
import type { Bulk } from '../src/form/answers/bulk-entry.ts'
import { nearestCommand, parseCommand } from '../src/form/answers/commands.ts'
import { parseAnswer } from '../src/form/answers/parse.ts'
import { fieldsOf } from '../src/form/checks.ts'
import { printFigure } from '../src/form/print.ts'
import { ANSWER_KINDS, Field, type Figure, type Form } from '../src/form/schema.ts'
import { draftHead, readyToSubmit, review } from '../src/wording/review.ts'

const packs = await readPacks(new URL('../flows', import.meta.url).pathname, fs)
if (!packs.ok) throw new Error('the packs do not load')

function formAt(path: string): Form {
  const [campaign = '', form = ''] = path.split('/')
  const found = packs.ok ? packs.packs.get(campaign)?.forms.get(form) : undefined
  if (found === undefined) throw new Error(`no form ${path}`)
  return found
}

async function readTables<T>(folder: string, shape: z.ZodType<T>) {
  const at = new URL(`cases/${folder}/`, import.meta.url)
  const names = (await fs.readdir(at)).filter((name) => name.endsWith('.yaml'))
  return Promise.all(
    names.map(async (name) => ({
      name: name.slice(0, -'.yaml'.length),
      table: shape.parse(parse(await fs.readFile(new URL(name, at), 'utf8'))),
    })),
  )
}

const DescribedField = z.strictObject({
  label: z.string(),
  short: z.string(),
  measures: z.array(z.string()),
  words: z.array(z.string()).default([]),
  componentWords: z.array(z.array(z.string())).default([]),
})

function fieldFrom(described: z.infer<typeof DescribedField>, kind: string): Field {
  const { label, short, words, measures, componentWords } = described
  const components = measures.map((measure, i) => ({ measure, words: componentWords[i] ?? [] }))
  return Field.parse({ id: '1.1', label, short, kind, components, words, concept: 'case', example: '-' })
}

/** One figure for each component as the form prints it, money in 万元; words and days as they are kept. */
function printed(field: Field, values: readonly number[] | string): readonly string[] {
  if (typeof values === 'string') return [values]
  return values.map((value, i) => (ANSWER_KINDS[field.kind][i] === 'amount' ? formatWan(value) : String(value)))
}

const Kept = z.tuple([z.string()], z.union([z.number(), z.string()]))
/** A Wednesday. */
const WHEN = { today: '2023-06-28', month: '2023-06' }
const Asked = z.strictObject({ say: z.string(), ask: z.string() })
const answerTables = await readTables(
  'answers',
  z.array(z.strictObject({ field: DescribedField, cases: z.array(z.union([Kept, Asked])) })),
)

it('every answer kind has a table', () => {
  expect(answerTables.map(({ name }) => name).sort()).toEqual(Object.keys(ANSWER_KINDS).sort())
})

for (const { name: kind, table } of answerTables) {
  describe.each(table.map((block) => [block.field.label, block] as const))(`${kind}: %s`, (_, { field, cases }) => {
    const asked = fieldFrom(field, kind)
    const kept = cases.flatMap((each) => ('say' in each ? [] : [each]))
    const refused = cases.flatMap((each) => ('say' in each ? [each] : []))

    it.each(kept.map(([say, ...figures]) => [say, figures] as const))('%j is %j', (say, figures) => {
      const answer = parseAnswer(asked, say, undefined, WHEN)
      expect(answer.outcome === 'value' ? printed(asked, answer.values) : answer).toEqual(figures.map(String))
    })
    it.each(refused.map(({ say, ask }) => [say, ask] as const))('%j is asked again: %s', (say, ask) => {
      expect(parseAnswer(asked, say, undefined, WHEN)).toMatchObject({ outcome: 'ask-again', code: ask })
    })
  })
}

/** `1.1=9 3.2=3,5.6 2.2=blank 3.5=?partial` */
function printedBulk(form: Form, bulk: Bulk | undefined): string {
  if (bulk === undefined) return ''
  return bulk.entries
    .map(({ fieldId, answer }) => {
      const field = fieldsOf(form).find(({ id }) => id === fieldId)
      if (field === undefined) throw new Error(`no item ${fieldId}`)
      if (answer.outcome === 'value') return `${fieldId}=${printed(field, answer.values).join(',')}`
      return `${fieldId}=${answer.outcome === 'blank' ? 'blank' : `?${answer.code}`}`
    })
    .join(' ')
}

const bulkTables = await readTables(
  'bulk',
  z.array(
    z.strictObject({
      form: z.string(),
      open: z.string(),
      cases: z.array(z.tuple([z.string(), z.string()], z.string())),
    }),
  ),
)

for (const { name, table } of bulkTables) {
  describe.each(table.map((block) => [block.form, block] as const))(`${name}: %s`, (path, { open, cases }) => {
    const form = formAt(path)
    it.each(cases)('%j is %j', (say, figures, ...leftover) => {
      const bulk = parseBulk(form, say) ?? parseRun(form, open, say)
      expect([printedBulk(form, bulk), ...(bulk?.leftover ?? [])]).toEqual([figures, ...leftover])
    })
  })
}

describe.each(['longmen-2023/village', 'longmen-2023/department'])('the list that 查看 shows of %s', (path) => {
  const form = formAt(path)
  const count = fc.nat({ max: 9999 })
  const figure = (field: Field) =>
    fc.oneof(
      fc.constant(undefined),
      fc.constant(null),
      fc.tuple(count, count).map(([a, b]): Figure => {
        const pair = field.kind.endsWith('of-which') ? [Math.max(a, b), Math.min(a, b)] : [a, a === 0 ? 0 : b]
        return pair.slice(0, ANSWER_KINDS[field.kind].length)
      }),
    )

  it('is read back to the same figures when it is sent again', () => {
    const fields = fieldsOf(form)
    fc.assert(
      fc.property(fc.tuple(...fields.map(figure)), (figures) => {
        const said = new Map(fields.map((field, i) => [field.id, figures[i]]))
        const sections = form.sections.map(({ title, fields: items }) => ({
          title,
          lines: items.map((field) => {
            const own = said.get(field.id)
            const text = own === undefined ? undefined : printFigure(field, own)
            return { id: field.id, short: field.short, text, before: printFigure(field, [1, 0]) }
          }),
        }))
        const list = `${review(draftHead('样例一村', '2023-06', form.name, 3, 25), sections)}\n${readyToSubmit()}`
        fc.pre(figures.some((one) => one !== undefined))
        expect(parseBulk(form, list)).toEqual({
          entries: fields.flatMap(({ id }) => {
            const own = said.get(id)
            if (own === undefined) return []
            return [{ fieldId: id, answer: own === null ? { outcome: 'blank' } : { outcome: 'value', values: own } }]
          }),
          exact: true,
          leftover: [],
        })
      }),
      { numRuns: 100 },
    )
  })
})

const commandTables = await readTables(
  'commands',
  z.strictObject({
    commands: z.record(z.string(), z.string()),
    none: z.array(z.string()),
    slips: z.record(z.string(), z.string()),
    noSlips: z.array(z.string()),
  }),
)

describe.each(commandTables.map(({ name, table }) => [name, table] as const))('commands: %s', (_, table) => {
  const said = Object.entries(table.commands).flatMap(([command, texts]) =>
    texts
      .split('|')
      .map((text) => text.trim())
      .map((text) => [text, command] as const),
  )
  it.each(said)('%j is %s', (text, command) => {
    expect(parseCommand(text)).toBe(command)
  })
  it.each(table.none)('%j is no command', (text) => {
    expect(parseCommand(text)).toBeUndefined()
  })
  it.each(Object.entries(table.slips))('%j may be %s', (text, command) => {
    expect(nearestCommand(text)).toBe(command)
  })
  it.each(table.noSlips)('%j is no slip', (text) => {
    expect(nearestCommand(text)).toBeUndefined()
  })
})

/** For a single item, 跟上月一样 comes to 同上 and 怎么填 to 帮助, as in the batch tool. */
function commandMeant(command: Command | undefined): Command | undefined {
  return command === 'no-change' ? 'same' : command === 'define' ? 'help' : command
}

const heldTables = await readTables(
  'held',
  z.array(
    z.strictObject({
      item: z.string().optional(),
      field: DescribedField.extend({ kind: z.string() }).optional(),
      cases: z.array(z.union([Kept, z.strictObject({ say: z.string(), do: z.string() })])),
    }),
  ),
)

for (const { name, table } of heldTables) {
  describe.each(table.map((block) => [block.item ?? block.field?.label ?? '', block] as const))(
    `held/${name}: %s`,
    (_, { item, field: described, cases }) => {
      const form = item === undefined ? undefined : formAt(item)
      const asked = form
        ? fieldsOf(form).find(({ id }) => item?.endsWith(`/${id}`))
        : described && fieldFrom(described, described.kind)
      if (asked === undefined) throw new Error('a block has an item or a field')

      it.each(
        cases.map((each) =>
          'say' in each ? ([each.say, each.do] as const) : ([each[0], each.slice(1).join('，')] as const),
        ),
      )('%j is %j', (say, meant) => {
        const answer = parseAnswer(asked, say, form)
        const understood =
          answer.outcome === 'value'
            ? printed(asked, answer.values).join('，')
            : (commandMeant(parseCommand(say)) ?? '')
        expect(understood).toBe(meant)
      })
    },
  )
}

const neverTables = await readTables('never', z.array(z.strictObject({ item: z.string(), cases: z.array(z.string()) })))

for (const { name, table } of neverTables) {
  describe.each(table.map(({ item, cases }) => [item, cases] as const))(`never/${name}: %s`, (item, cases) => {
    const form = formAt(item)
    const asked = fieldsOf(form).find(({ id }) => item.endsWith(`/${id}`))
    it.each(cases)('%j gives no figure', (say) => {
      expect(asked && parseAnswer(asked, say, form)).toMatchObject({ outcome: 'ask-again' })
    })
  })
}
