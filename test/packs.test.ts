// Every pack of flows/: it loads, and what it claims to quote stands in the document. The text of a pack's document is
// test/fixtures/ID.txt.

import { readdirSync, readFileSync } from 'node:fs'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { CORE_SCHEMA, load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Pack } from '../src/campaign/pack.ts'
import { readPacks } from '../src/files/pack-folder.ts'
import { parseAnswer } from '../src/form/answers/parse.ts'
import { type Form, numbersOf } from '../src/form/schema.ts'
import { cleanDocument } from './support/clean-document.ts'

const result = await readPacks(new URL('../flows', import.meta.url).pathname, fs)
const packs = result.ok ? [...result.packs.values()] : []
const bare = (text: string) => text.replace(/\s+/g, '')

/** Packs whose document is only known from a web page that garbled it. */
const GARBLED = ['jinji-2023']

it('every pack loads', () => {
  expect(result.ok ? [] : result.problems).toEqual([])
  expect(packs.length).toBeGreaterThan(0)
})

describe.each(packs.map((pack) => [pack.campaign.id, pack] as const))('%s', (id, pack) => {
  const document = fs
    .readFile(new URL(`fixtures/${id}.txt`, import.meta.url), 'utf8')
    .then((text) => bare(GARBLED.includes(id) ? cleanDocument(text) : text))

  it.each(Object.entries(claims(pack)))('%s stand in the document', async (_, texts) => {
    const text = await document
    expect(texts.filter((claim) => !text.includes(bare(claim)))).toEqual([])
  })

  it('each owner stands in the very sentence that is quoted for it', () => {
    const loose = (pack.duties?.duties ?? []).flatMap(({ subject, owners, quote }) =>
      owners.filter((owner) => !bare(quote).includes(bare(owner))).map((owner) => `${subject}: ${owner}`),
    )
    expect(loose).toEqual([])
  })

  it('the example of each item is an answer to it, and fits the checks of its form', () => {
    for (const form of pack.forms.values()) {
      const values = new Map(
        form.sections.flatMap(({ fields }) =>
          fields.map((field) => {
            const answer = parseAnswer(field, field.example)
            expect(answer, `${form.id} ${field.id}: ${field.example}`).toMatchObject({ outcome: 'value' })
            return [field.id, answer.outcome === 'value' ? answer.values : []] as const
          }),
        ),
      )
      const value = (part: string) =>
        numbersOf(values.get(part.split(':')[0] ?? ''))?.[Number(part.split(':')[1] ?? 1) - 1] ?? Number.NaN
      for (const check of form.checks) expect(value(check.left), check.id).toBeLessThanOrEqual(value(check.atMost))
    }
  })
})

/** Everything that a pack says in the document's own words. */
function claims({ campaign, forms, duties, knowledge, tasks }: Pack): Record<string, readonly string[]> {
  const fieldsOf = (some: readonly Form[]) =>
    some.flatMap(({ sections }) => sections.flatMap((section) => section.fields))
  // A provisional form is not in the document: only its title, blank and notes are.
  const printed = [...forms.values()].filter(({ provisional }) => provisional === undefined)
  return {
    'titles and blanks': [
      campaign.title,
      ...[...forms.values()].flatMap(({ title, blank }) => [title, blank]),
      ...printed.flatMap(({ sections }) => sections.map(({ title }) => title)),
    ],
    'labels and measure words of items': fieldsOf(printed).flatMap(({ label, components }) => [
      label,
      ...components.map(({ measure }) => measure),
    ]),
    'notes of items': fieldsOf([...forms.values()]).flatMap(({ note }) => note ?? []),
    'notes and as-of rules of forms': [...forms.values()].flatMap(({ notes, asOf }) => [
      ...notes,
      ...(asOf.rule === 'unstated' ? [] : [asOf.quote]),
    ]),
    'quotes of days, routines and contradictions': [
      campaign.office.quote,
      ...(campaign.monthly ? [campaign.monthly.quote, campaign.monthly.first.quote] : []),
      ...campaign.submissions.map(({ quote }) => quote),
      ...campaign.routines.map(({ quote }) => quote),
      ...campaign.conflicts.flatMap(({ quotes }) => quotes),
    ],
    'office, contact and telephone': [campaign.office.name, campaign.office.contact ?? '', campaign.office.phone ?? ''],
    'duties and departments': [
      ...(duties?.departments.map(({ name }) => name) ?? []),
      ...(duties?.duties.flatMap(({ owners, quote }) => [...owners, quote]) ?? []),
      ...(duties?.fallback ? [duties.fallback.quote] : []),
    ],
    facts: knowledge?.facts.map(({ quote }) => quote) ?? [],
    'measures and tasks': [
      ...(tasks?.measures.map(({ title }) => title) ?? []),
      ...(tasks?.tasks.flatMap(({ text, points, owners, dues }) => [
        text,
        ...points,
        ...owners,
        ...dues.map(({ quote }) => quote),
      ]) ?? []),
    ],
  }
}

describe('longmen-2023', () => {
  const forms = packs.find(({ campaign }) => campaign.id === 'longmen-2023')?.forms
  const counts = (form: string) => forms?.get(form)?.sections.map((section) => section.fields.length)
  const idsOf = (form: string) => forms?.get(form)?.sections.flatMap(({ fields }) => fields.map(({ id }) => id))

  it('has the 25 items of the village form and the 32 of the department form, in printed order', () => {
    expect(counts('village')).toEqual([4, 8, 8, 5])
    expect(counts('department')).toEqual([6, 8, 10, 8])
    const printed = (sizes: readonly number[]) =>
      sizes.flatMap((size, s) => Array.from({ length: size }, (_, f) => `${s + 1}.${f + 1}`))
    expect(idsOf('village')).toEqual(printed([4, 8, 8, 5]))
    expect(idsOf('department')).toEqual(printed([6, 8, 10, 8]))
  })

  it('asks the compound items for their parts', () => {
    const compound = (form: string) =>
      forms
        ?.get(form)
        ?.sections.flatMap(({ fields }) =>
          fields.filter(({ kind }) => kind !== 'count').map(({ id, kind }) => `${id} ${kind}`),
        )
    expect(compound('village')).toEqual(['3.2 times-amount', '3.7 count-of-which'])
    expect(compound('department')).toEqual(['3.3 times-amount', '3.8 count-of-which', '4.5 amount-of-which'])
  })

  it('checks every pair of found and mended, and every part of the enterprises that were visited', () => {
    const checks = (form: string) => forms?.get(form)?.checks.map(({ left, atMost }) => `${left} ≤ ${atMost}`)
    const visited = ['2.2', '2.3', '2.4', '2.5', '2.6', '2.7', '2.8'].map((id) => `${id} ≤ 2.1`)
    expect(checks('village')).toEqual(['1.2 ≤ 1.1', '1.4 ≤ 1.3', ...visited])
    expect(checks('department')).toEqual(['1.2 ≤ 1.1', '1.4 ≤ 1.3', '1.6 ≤ 1.5', ...visited])
  })

  it('gives the same item the same concept and measure words in both forms', () => {
    const concepts = (form: string) =>
      new Map(
        forms
          ?.get(form)
          ?.sections.flatMap(({ fields }) =>
            fields.map(({ concept, kind, components }) => [
              concept,
              [kind, ...components.map(({ measure }) => measure)].join(),
            ]),
          ),
      )
    const department = concepts('department')
    const shared = [...concepts('village')].filter(([concept]) => department.has(concept))
    expect(shared.length).toBe(4 + 8 + 7 + 1)
    expect(shared.filter(([concept, answer]) => department.get(concept) !== answer)).toEqual([])
  })
})

describe('jinji-2023', () => {
  const packOf = (id: string) => packs.find(({ campaign }) => campaign.id === id)
  const items = (id: string) =>
    (packOf(id)?.forms.get('department')?.sections ?? []).flatMap(({ fields }) =>
      fields.map(
        ({ concept, kind, components }) => `${concept} ${kind} ${components.map(({ measure }) => measure).join('+')}`,
      ),
    )

  it('asks provisionally for what the department forms of Longmen and Lingang have in common', () => {
    const lingang = items('lingang-2023')
    const common = items('longmen-2023').filter((item) => lingang.includes(item))
    expect(common.length).toBe(6 + 8 + 8 + 3)
    expect(items('jinji-2023')).toEqual(common)
    expect(packOf('jinji-2023')?.forms.get('department')?.provisional).toBeDefined()
  })

  it('lists the 23 sectors without an owner, as the document does', () => {
    const duties = packOf('jinji-2023')?.duties?.duties ?? []
    const sectors = duties.filter(({ quote }) => /^(?:突出抓好非煤矿山|渔业船舶)/.test(quote))
    expect(sectors.length).toBe(23)
    expect(sectors.flatMap(({ owners }) => owners)).toEqual([])
  })
})

it('both readers of YAML understand every file of every pack alike', () => {
  const folders = readdirSync('flows').map((name) => join('flows', name))
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  expect(files.length).toBeGreaterThan(10)
  for (const file of files) {
    const text = readFileSync(file, 'utf8')
    expect(load(text, { schema: CORE_SCHEMA }), file).toEqual(parse(text))
  }
})
