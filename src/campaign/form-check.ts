// What must hold inside one form beyond its shape: ids, names and words that tell items apart, measure words, checks.

import { ANSWER_KINDS, type Check, type Field, type Form, isCounted } from '../form/schema.ts'
import { type Finding, findDuplicates } from './pack-problem.ts'
import { normaliseWord } from './word.ts'

interface Placed {
  readonly field: Field
  readonly path: readonly (string | number)[]
  readonly section: number
}

/** Everything in a form that would make the bot ask for the wrong item or check the wrong figures. */
export function checkForm(form: Form): Finding[] {
  const fields: Placed[] = form.sections.flatMap((section, s) =>
    section.fields.map((field, f) => ({ field, path: ['sections', s, 'fields', f], section: section.number })),
  )
  return [
    ...findDuplicates(
      form.sections,
      (section) => String(section.number),
      (s) => ['sections', s, 'number'],
      'section number',
    ),
    ...findDuplicates(
      fields,
      ({ field }) => field.id,
      (f) => [...(fields[f]?.path ?? []), 'id'],
      'field id',
    ),
    ...fields.flatMap(checkField),
    ...checkNames(fields),
    ...checkChecks(form.checks, new Map(fields.map(({ field }) => [field.id, field]))),
  ]
}

function checkField({ field, path, section }: Placed): Finding[] {
  const findings: Finding[] = []
  if (!field.id.startsWith(`${section}.`)) {
    findings.push({
      path: [...path, 'id'],
      code: 'mismatch',
      message: `the id “${field.id}” does not fit its section, which is number ${section}`,
    })
  }
  const wanted = ANSWER_KINDS[field.kind].length
  if (field.components.length !== wanted) {
    findings.push({
      path: [...path, 'components'],
      code: 'mismatch',
      message: `an item of kind ${field.kind} has ${wanted} ${wanted === 1 ? 'component' : 'components'}, not ${field.components.length}`,
    })
  }
  if (!isCounted(field.kind)) return findings
  const brackets = [...field.label.normalize('NFKC').matchAll(/\(([^)]*)\)/g)].map((match) => match[1] ?? '').join(' ')
  for (const [c, { measure }] of field.components.entries()) {
    if (brackets.includes(measure.normalize('NFKC'))) continue
    findings.push({
      path: [...path, 'components', c, 'measure'],
      code: 'mismatch',
      message: `the measure word “${measure}” does not stand in the brackets of the label “${field.label}”`,
    })
  }
  return findings
}

/** A short name or a word that two items share would put a figure into the wrong one. */
function checkNames(fields: readonly Placed[]): Finding[] {
  const owners = new Map<string, string>()
  const findings: Finding[] = []
  const claim = (name: string, owner: string, path: Finding['path']) => {
    const key = normaliseWord(name)
    const other = owners.get(key)
    if (other === undefined) owners.set(key, owner)
    else {
      const message =
        other === owner
          ? `“${name}” stands twice in item ${owner}`
          : `“${name}” names item ${other} as well as ${owner}`
      findings.push({ path, code: 'duplicate', message })
    }
  }
  for (const { field, path } of fields) claim(field.short, field.id, [...path, 'short'])
  for (const { field, path } of fields) {
    for (const [w, word] of field.words.entries()) claim(word, field.id, [...path, 'words', w])
  }
  return findings
}

function checkChecks(checks: readonly Check[], fields: ReadonlyMap<string, Field>): Finding[] {
  const findings = findDuplicates(
    checks,
    (check) => check.id,
    (c) => ['checks', c, 'id'],
    'check id',
  )
  for (const [c, check] of checks.entries()) {
    for (const side of ['left', 'atMost'] as const) {
      const message = missingPart(check[side], fields)
      if (message) findings.push({ path: ['checks', c, side], code: 'unknown-reference', message })
    }
    if (check.left === check.atMost) {
      findings.push({ path: ['checks', c], code: 'cycle', message: `the check compares ${check.left} with itself` })
    } else if (reaches(check.atMost, check.left, checks)) {
      findings.push({
        path: ['checks', c],
        code: 'cycle',
        message: `with the other checks, ${check.left} would have to be at most itself: one of them is the wrong way round`,
      })
    }
  }
  return findings
}

function missingPart(part: string, fields: ReadonlyMap<string, Field>): string | undefined {
  const [id = '', component] = part.split(':')
  const field = fields.get(id)
  if (!field) return `the form has no item “${id}”`
  if (field.kind === 'text' || field.kind === 'date') return `item “${id}” has no number to compare`
  if (component !== undefined && Number(component) > field.components.length) {
    return `item “${id}” has no component ${component}`
  }
  if (component === undefined && field.components.length > 1) {
    return `item “${id}” has ${field.components.length} figures; say which, as "${id}:1"`
  }
  return undefined
}

/** Whether the checks say, step by step, that `from` is at most `to`. */
function reaches(from: string, to: string, checks: readonly Check[]): boolean {
  const seen = new Set<string>()
  const open = [from]
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (part === to) return true
    if (seen.has(part)) continue
    seen.add(part)
    for (const check of checks) if (check.left === part) open.push(check.atMost)
  }
  return false
}
