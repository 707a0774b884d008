// One YAML text of a pack -> a value of its shape, or everything that is wrong with it, each with its line.
// It knows the shapes only through zod, and nothing of what several files must agree on.

import { CORE_SCHEMA, load } from 'js-yaml'
import { isNode, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { Finding, KeyPath, PackProblem } from './pack-problem.ts'
import { printPath } from './pack-problem.ts'
import { nearestWord } from './word.ts'

export interface PackFile<T> {
  /** Undefined when the text does not have the shape; `problems` then says why. */
  readonly value: T | undefined
  readonly problems: readonly PackProblem[]
  /** Adds file and line to a finding that was made later, when files were compared. */
  readonly locate: (finding: Finding) => PackProblem
}

/**
 * Reads one file of a pack. Never throws: a broken file has no value and at least one problem. A file without problems is
 * read by a parser that is several times faster and knows no lines; lines are found only when there is something to say.
 */
export function parsePackFile<T>(file: string, text: string, schema: z.ZodType<T>): PackFile<T> {
  const quick = readQuickly(text)
  const parsed = quick && schema.safeParse(quick.content)
  if (!parsed?.success) return parseWithLines(file, text, schema)
  return {
    value: parsed.data,
    problems: [],
    locate: (finding) => parseWithLines(file, text, schema).locate(finding),
  }
}

function readQuickly(text: string): { readonly content: unknown } | undefined {
  if (text.includes('\uFFFD')) return undefined
  try {
    // The same reading of numbers, true and null as YAML 1.2's core schema, and days stay texts.
    return { content: load(text, { schema: CORE_SCHEMA }) }
  } catch {
    return undefined
  }
}

function parseWithLines<T>(file: string, text: string, schema: z.ZodType<T>): PackFile<T> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const locate = (finding: Finding): PackProblem => ({
    file,
    line: lineOf(finding.path),
    path: printPath(finding.path),
    code: finding.code,
    message: finding.message,
  })

  function lineOf(path: KeyPath): number | undefined {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true)
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
    }
    return undefined
  }

  if (text.includes('\uFFFD')) {
    const finding: Finding = { path: [], code: 'encoding', message: 'the file is not UTF-8; save it again as UTF-8' }
    return { value: undefined, problems: [locate(finding)], locate }
  }
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      file,
      line: lines.linePos(error.pos[0]).line,
      path: '',
      code: 'yaml' as const,
      message: `this is not valid YAML: ${error.message}`,
    }))
    return { value: undefined, problems, locate }
  }
  let content: unknown
  try {
    content = document.toJS({ maxAliasCount: MAX_ALIASES })
  } catch (error) {
    const finding: Finding = { path: [], code: 'yaml', message: `this is not valid YAML: ${String(error)}` }
    return { value: undefined, problems: [locate(finding)], locate }
  }
  const parsed = schema.safeParse(content, { error: plainSentence, reportInput: true })
  if (parsed.success) return { value: parsed.data, problems: [], locate }
  const findings = parsed.error.issues.flatMap((issue) => findingsOf(issue, schema))
  return { value: undefined, problems: findings.map(locate), locate }
}

/** A task table may repeat one quote for each of its rows; a text that multiplies itself is still refused. */
const MAX_ALIASES = 2_000

function findingsOf(issue: z.core.$ZodIssue, schema: z.ZodType): Finding[] {
  const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)))
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, path)
    return issue.keys.map((key) => {
      const nearest = nearestWord(key, known)
      const advice = nearest === undefined ? `known are ${[...known].join(', ')}` : `did you mean “${nearest}”`
      return { path: [...path, key], code: 'unknown-key', message: `there is no key “${key}” here; ${advice}` }
    })
  }
  if (issue.code === 'invalid_type' && issue.input === undefined) {
    return [{ path, code: 'missing-key', message: 'this key is missing' }]
  }
  return [{ path, code: issue.code === 'invalid_type' ? 'wrong-type' : 'wrong-value', message: issue.message }]
}

const TYPE_NAMES: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list (lines that begin with “- ”)',
  object: 'a group of keys',
}

/** The sentence for an issue for which the schema has none of its own. */
function plainSentence(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type': {
      const expected = TYPE_NAMES[issue.expected] ?? issue.expected
      if (issue.expected === 'string' && typeof issue.input === 'number') {
        // The number is not repeated: 1.10 was already read as 1.1.
        return 'this should be a text: put what is printed in quotes'
      }
      return `this should be ${expected}`
    }
    case 'invalid_value':
      return `“${String(issue.input)}” is not known here; write one of ${issue.values.map(String).join(', ')}`
    case 'too_small':
      if (issue.origin === 'string') return `this text is too short: at least ${issue.minimum} characters`
      if (issue.origin === 'array') return `this list needs at least ${issue.minimum} entries`
      return `this number must be at least ${issue.minimum}`
    case 'too_big':
      if (issue.origin === 'string') return `this text is too long: at most ${issue.maximum} characters`
      if (issue.origin === 'array') return `this list may have at most ${issue.maximum} entries`
      return `this number must be at most ${issue.maximum}`
    case 'invalid_format':
      return `“${String(issue.input)}” is not written as this key needs it (pattern ${issue.pattern ?? issue.format})`
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? `this is not known here; write one of ${issue.options.map(String).join(', ')}`
        : 'this has none of the shapes that docs/pack-reference.md allows'
    default:
      return undefined
  }
}

/** The keys that an object of the schema may have at a path: those of all branches where shapes differ. */
function keysAt(schema: z.core.$ZodType, path: KeyPath): ReadonlySet<string> {
  const keys = new Set<string>()
  let level = unwrap(schema)
  for (const key of path) {
    level = level.flatMap((shape) => {
      if (shape._zod.def.type === 'array') return unwrap((shape as z.core.$ZodArray)._zod.def.element)
      const child = (shape as z.core.$ZodObject)._zod.def.shape?.[key]
      return child === undefined ? [] : unwrap(child)
    })
  }
  for (const shape of level) {
    for (const key of Object.keys((shape as z.core.$ZodObject)._zod.def.shape ?? {})) keys.add(key)
  }
  return keys
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType[] {
  const def = schema._zod.def
  switch (def.type) {
    case 'optional':
    case 'default':
      return unwrap((schema as z.core.$ZodOptional)._zod.def.innerType)
    case 'union':
      return (schema as z.core.$ZodUnion)._zod.def.options.flatMap(unwrap)
    default:
      return [schema]
  }
}
