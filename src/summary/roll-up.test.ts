import { describe, expect, it } from 'vitest'
import { loadPack, snapshotOf } from '../../test/support/sample-snapshot.ts'
import type { Form } from '../form/schema.ts'
import { rollUp, rollUpConcepts } from './roll-up.ts'

const longmen = await loadPack('longmen-2023')
const lingang = await loadPack('lingang-2023')
const village = longmen.forms.get('village') as Form
const day = '2023-06-20'
const period = '2023-06'

function totalsOf(...figures: Parameters<typeof snapshotOf>[2][number]['figures'][]) {
  const units = figures.map((_, index) => `样例${index}村`)
  const reports = figures.map((one, index) => ({ unit: units[index] ?? '', period, day, figures: one }))
  const total = rollUp(snapshotOf(longmen, units, reports), village, period)
  return (id: string) => total.fields.find(({ field }) => field.id === id)
}

describe('a total', () => {
  it('leaves a blank out and says how many units it covers', () => {
    const total = totalsOf({ '1.1': [9] }, { '1.1': null }, { '1.1': [0] })('1.1')
    expect(total).toMatchObject({ sums: [9], answered: 2, blank: 1 })
  })

  it('is none, and not zero, where every unit left the item blank', () => {
    expect(totalsOf({ '1.1': null }, { '1.1': null })('1.1')).toMatchObject({ sums: undefined, answered: 0, blank: 2 })
  })

  it('adds each component of an item by itself, money exactly', () => {
    // 0.1 + 0.2 万元 is 0.3, which numbers with a point do not give.
    const total = totalsOf({ '3.2': [1, 100_000], '3.7': [5, 1] }, { '3.2': [2, 200_000], '3.7': [3, 0] })
    expect(total('3.2')?.sums).toEqual([3, 300_000])
    expect(total('3.7')?.sums).toEqual([8, 1])
  })

  it('counts the yes of those that answered', () => {
    const form = lingang.forms.get('department') as Form
    const figures = [[1], [0], null, [1]]
    const units = figures.map((_, index) => `样例${index}局`)
    const reports = figures.map((figure, index) => ({
      unit: units[index] ?? '',
      period,
      day,
      figures: { '4.6': figure },
    }))
    const total = rollUp(snapshotOf(lingang, units, reports), form, period)
    expect(total.fields.find(({ field }) => field.id === '4.6')).toMatchObject({ sums: [2], answered: 3, blank: 1 })
  })

  it('takes the newest version of a unit and no older one', () => {
    const reports = [
      { unit: '样例一村', period, day, figures: { '1.1': [9] } },
      { unit: '样例一村', period, day, figures: { '1.1': [8] } },
    ]
    const total = rollUp(snapshotOf(longmen, ['样例一村'], reports), village, period)
    expect(total.fields[0]?.sums).toEqual([8])
  })

  it('names who is missing, and knows an exempt unit in no denominator', () => {
    const reports = [
      { unit: '样例一村', period, day, figures: { '1.1': [9] } },
      { unit: '样例三村', period, day, figures: { '1.1': [5] } },
    ]
    const exempt = [{ unit: '样例三村', from: period }]
    const total = rollUp(snapshotOf(longmen, ['样例一村', '样例二村', '样例三村'], reports, exempt), village, period)
    expect(total.reported.map(({ unit }) => unit.name)).toEqual(['样例一村'])
    expect(total.missing.map(({ name }) => name)).toEqual(['样例二村'])
    expect(total.exempt.map(({ name }) => name)).toEqual(['样例三村'])
    expect(total.fields[0]?.sums).toEqual([9])
  })

  it('says to which day its figures run, by the rule of its form', () => {
    const snapshot = snapshotOf(longmen, ['样例一村'], [])
    expect(rollUp(snapshot, village, period).asOf).toBe('2023-05-31')
    expect(rollUp(snapshot, longmen.forms.get('department') as Form, period).asOf).toBe('2023-06-30')
    expect(rollUp(snapshotOf(lingang, [], []), lingang.forms.get('department') as Form, period).asOf).toBeUndefined()
  })
})

describe('forms side by side', () => {
  it('meet by concept and are not added to each other', () => {
    const reports = [
      { unit: '样例一村', period, day, figures: { '1.1': [9], '3.2': [1, 0] } },
      { unit: '镇应急管理办', period, day, figures: { '1.1': [4], '3.3': [2, 0] } },
    ]
    const units = ['样例一村', ['镇应急管理办', 'department'] as const]
    const { concepts } = rollUpConcepts(snapshotOf(longmen, units, reports), period)
    const sumsOf = (concept: string) =>
      concepts.find((one) => one.concept === concept)?.totals.map((total) => total?.sums?.[0])
    expect(sumsOf('hazard.self.found')).toEqual([9, 4])
    // The same matter under another number.
    expect(sumsOf('enforcement.penalty')).toEqual([1, 2])
    // Only departments are asked for it.
    expect(concepts.find(({ concept }) => concept === 'hazard.listed.found')?.totals[0]).toBeUndefined()
  })
})
