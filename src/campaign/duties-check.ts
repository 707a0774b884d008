// What must hold inside duties.yaml beyond its shape: known owners, and no word that leads to two different owners.

import { type Finding, findDuplicates, type KeyPath } from './pack-problem.ts'
import type { Duties } from './schema.ts'
import { nearestWord, normaliseWord } from './word.ts'

/** Everything in a table of duties that would make the bot name a department that the document does not name. */
export function checkDuties(duties: Duties): Finding[] {
  return [
    ...findDuplicates(
      duties.duties,
      ({ id }) => id,
      (d) => ['duties', d, 'id'],
      'duty id',
    ),
    ...checkDepartments(duties),
    ...checkOwners(duties),
    ...checkWords(duties),
  ]
}

function checkDepartments({ departments }: Duties): Finding[] {
  const holders = new Map<string, string>()
  const findings: Finding[] = []
  for (const [d, { name, words }] of departments.entries()) {
    for (const [place, word] of [[['name'], name] as const, ...words.map((word, w) => [['words', w], word] as const)]) {
      const key = normaliseWord(word)
      const holder = holders.get(key)
      if (holder === undefined) holders.set(key, name)
      else {
        const message =
          holder === name ? `“${word}” stands twice at ${name}` : `“${word}” names ${holder} as well as ${name}`
        findings.push({ path: ['departments', d, ...place], code: 'duplicate', message })
      }
    }
  }
  return findings
}

/** An owner may be written as any of a department's names: a document itself says 镇应急管理办 here and 应急管理办 there. */
function checkOwners({ departments, duties }: Duties): Finding[] {
  const names = new Set(departments.flatMap(({ name, words }) => [name, ...words]))
  return duties.flatMap(({ owners }, d) =>
    owners.flatMap((owner, o) => {
      if (names.has(owner)) return []
      const nearest = nearestWord(owner, names)
      const advice = nearest === undefined ? 'add it under departments' : `did you mean “${nearest}”`
      return [
        {
          path: ['duties', d, 'owners', o],
          code: 'unknown-reference' as const,
          message: `“${owner}” is not one of the departments; ${advice}`,
        },
      ]
    }),
  )
}

/** Rows with the same owners may share a word, since it leads to the same answer. */
function checkWords({ departments, duties }: Duties): Finding[] {
  const canonical = new Map(departments.flatMap(({ name, words }) => [name, ...words].map((word) => [word, name])))
  const ownersOf = (owners: readonly string[]) => owners.map((owner) => canonical.get(owner) ?? owner).sort()
  const holders = new Map<string, { subject: string; owners: string; row: number }>()
  const findings: Finding[] = []
  for (const [d, duty] of duties.entries()) {
    const owners = ownersOf(duty.owners).join('、')
    const places: readonly (readonly [KeyPath, string])[] = [
      [['subject'], duty.subject],
      ...duty.words.map((word, w) => [['words', w], word] as const),
    ]
    for (const [place, word] of places) {
      const key = normaliseWord(word)
      const path = ['duties', d, ...place]
      const holder = holders.get(key)
      if (holder === undefined) holders.set(key, { subject: duty.subject, owners, row: d })
      else if (holder.row === d) {
        findings.push({ path, code: 'duplicate', message: `“${word}” stands twice in this row` })
      } else if (holder.owners !== owners) {
        findings.push({
          path,
          code: 'overlap',
          message: `“${word}” also leads to “${holder.subject}”, which has other owners; keep it in one row, or put it under vague in both`,
        })
      }
    }
  }
  for (const [d, duty] of duties.entries()) {
    for (const [v, word] of duty.vague.entries()) {
      const holder = holders.get(normaliseWord(word))
      if (holder === undefined) continue
      findings.push({
        path: ['duties', d, 'vague', v],
        code: 'overlap',
        message: `“${word}” is vague here, but leads straight to “${holder.subject}”; take it out of one of the two`,
      })
    }
  }
  return findings
}
