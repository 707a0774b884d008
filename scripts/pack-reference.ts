// Writes docs/pack-reference.md from the descriptions in the schemas; with --check, says whether the page is up to date.

import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { Campaign, Duties, Knowledge, Tasks } from '../src/campaign/schema.ts'
import { ANSWER_KINDS, Form } from '../src/form/schema.ts'

/** What is read of a JSON schema here; zod writes more. */
interface Shape {
  readonly type?: string
  readonly description?: string
  readonly properties?: Record<string, Shape>
  readonly required?: readonly string[]
  readonly items?: Shape
  readonly oneOf?: readonly Shape[]
  readonly enum?: readonly string[]
  readonly const?: string
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
}

const FILES = [
  {
    file: 'campaign.yaml',
    about: 'Who runs the campaign, when what is due. Every pack has this file.',
    schema: Campaign,
  },
  { file: 'FORM.form.yaml', about: 'One form (调度表). FORM is its id: village.form.yaml.', schema: Form },
  { file: 'duties.yaml', about: 'Who is in charge of what. Only when the document divides tasks.', schema: Duties },
  {
    file: 'knowledge.yaml',
    about: 'What else the document says and people ask: definitions, procedures, days, people. Optional.',
    schema: Knowledge,
  },
  {
    file: 'tasks.yaml',
    about: 'A numbered task list with owners and days. Only when the document has one.',
    schema: Tasks,
  },
]

const page = new URL('../docs/pack-reference.md', import.meta.url)
const text = render()
if (process.argv.includes('--check')) {
  const kept = await readFile(page, 'utf8').catch(() => '')
  if (kept !== text) {
    console.error(`${fileURLToPath(page)} is not up to date: run npm run pack-reference`)
    process.exitCode = 1
  }
} else {
  await writeFile(page, text)
}

function render(): string {
  const parts = FILES.map(({ file, about, schema }) => {
    const shape = z.toJSONSchema(schema, { io: 'input' }) as Shape
    return [
      `## ${file}`,
      '',
      about,
      '',
      '| key | needed | value | meaning |',
      '| --- | --- | --- | --- |',
      ...rows(shape, ''),
      '',
    ].join('\n')
  })
  const kinds = Object.entries(ANSWER_KINDS).map(([kind, components]) => `| \`${kind}\` | ${components.join(', ')} |`)
  return [
    '# Pack reference',
    '',
    'Every key of the files of a pack. Written by `npm run pack-reference` from the schemas; do not edit.',
    'How to write a pack: [write-a-pack.md](write-a-pack.md). `[]` stands for each entry of a list.',
    '',
    ...parts,
    '## Kinds of answers',
    '',
    'What `kind` of an item may be, and the figures that its `components` are, in order.',
    '',
    '| kind | components |',
    '| --- | --- |',
    ...kinds,
    '',
  ].join('\n')
}

function rows(shape: Shape, prefix: string): string[] {
  return Object.entries(shape.properties ?? {}).flatMap(([key, value]) => {
    const path = `${prefix}${key}`
    const needed = shape.required?.includes(key) ? 'yes' : 'no'
    const meaning = [value.description, value.items?.enum && value.items.description].filter(Boolean).join(' ')
    const row = `| \`${path}\` | ${needed} | ${printValue(value)} | ${cell(meaning)} |`
    const below = value.items
      ? rows(value.items, `${path}[].`)
      : rows(value.oneOf ? mergeShapes(value.oneOf) : value, `${path}.`)
    return [row, ...below]
  })
}

/** The keys of several alternatives as one group: needed are those that all of them need. */
function mergeShapes(shapes: readonly Shape[]): Shape {
  const keys = new Set(shapes.flatMap((shape) => Object.keys(shape.properties ?? {})))
  const properties = [...keys].map((key) => {
    const values = shapes.flatMap((shape) => shape.properties?.[key] ?? [])
    const constants = values.flatMap((value) => value.const ?? [])
    return [key, constants.length > 0 ? { enum: constants } : (values[0] ?? {})] as const
  })
  return {
    properties: Object.fromEntries(properties),
    required: [...keys].filter((key) => shapes.every((shape) => shape.required?.includes(key))),
  }
}

function printValue(value: Shape): string {
  if (value.enum) return value.enum.map((one) => `\`${one}\``).join(', ')
  if (value.oneOf) return 'one of several groups of keys'
  const limits = [
    value.type === 'integer' && value.minimum !== undefined && rangeOf(value.minimum, value.maximum),
    value.maxLength !== undefined && `at most ${value.maxLength} characters`,
    value.default !== undefined &&
      !(Array.isArray(value.default) && value.default.length === 0) &&
      `otherwise ${JSON.stringify(value.default)}`,
  ].filter((limit) => limit !== false)
  return [nameOf(value), ...limits].join(', ')
}

function rangeOf(minimum: number, maximum = Number.MAX_SAFE_INTEGER): string {
  return maximum === Number.MAX_SAFE_INTEGER ? `at least ${minimum}` : `${minimum} to ${maximum}`
}

function nameOf(value: Shape): string {
  switch (value.type) {
    case 'array':
      if (value.items?.enum) return `list of ${printValue(value.items)}`
      return value.items?.properties ? 'list of groups' : 'list of texts'
    case 'object':
      return 'group of keys'
    case 'integer':
      return 'whole number'
    case 'boolean':
      return 'true or false'
    default:
      return 'text'
  }
}

function cell(description: string): string {
  return description.replaceAll('|', '\\|').replaceAll('\n', ' ')
}
