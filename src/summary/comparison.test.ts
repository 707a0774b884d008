import { describe, expect, it } from 'vitest'
import { loadPack, snapshotOf } from '../../test/support/sample-snapshot.ts'
import type { Form } from '../form/schema.ts'
import { compareFigures, compareMonths, trendOf } from './comparison.ts'

const pack = await loadPack('longmen-2023')
const form = pack.forms.get('village') as Form

describe('two versions', () => {
  it('are told by the items that differ, in printed order, with before, after and difference', () => {
    const before = { '3.2': [2, 100], '1.1': [9], '2.1': [4] }
    const after = { '3.2': [3, 50], '1.1': [9], '2.1': [6] }
    const changes = compareFigures(form, before, after)
    expect(changes.map(({ field, difference }) => [field.id, difference])).toEqual([
      ['2.1', [2]],
      ['3.2', [1, -50]],
    ])
  })

  it('differ when a blank became 0, without a difference in numbers', () => {
    expect(compareFigures(form, { '1.1': null }, { '1.1': [0] })).toMatchObject([
      { before: null, after: [0], difference: undefined },
    ])
  })
})

describe('two months', () => {
  const reports = [
    { unit: '样例一村', period: '2023-05', day: '2023-05-20', figures: { '1.1': [9], '1.3': [2] } },
    { unit: '样例二村', period: '2023-05', day: '2023-05-20', figures: { '1.1': [50], '1.3': [1] } },
    { unit: '样例一村', period: '2023-06', day: '2023-06-20', figures: { '1.1': [12], '1.3': null } },
    { unit: '样例三村', period: '2023-06', day: '2023-06-20', figures: { '1.1': [7], '1.3': [3] } },
  ]
  const snapshot = snapshotOf(pack, ['样例一村', '样例二村', '样例三村'], reports)

  it('are compared over the units that reported both: a missing unit is not a fall', () => {
    const { units, fields } = compareMonths(snapshot, form, '2023-05', '2023-06')
    expect(units).toBe(1)
    expect(fields.find(({ field }) => field.id === '1.1')).toMatchObject({
      before: [9],
      after: [12],
      difference: [3],
      units: 1,
    })
  })

  it('leave out a unit that left the item blank in one of them', () => {
    const { fields } = compareMonths(snapshot, form, '2023-05', '2023-06')
    expect(fields.find(({ field }) => field.id === '1.3')).toMatchObject({ difference: undefined, units: 0 })
  })

  it('make a trend, each month with the units that it covers', () => {
    const [field] = form.sections[0]?.fields ?? []
    if (!field) throw new Error('no field')
    const points = trendOf(snapshot, form, field, ['2023-05', '2023-06', '2023-07'])
    expect(points.map(({ period, total, reported, of }) => [period, total.sums?.[0], reported, of])).toEqual([
      ['2023-05', 59, 2, 3],
      ['2023-06', 19, 2, 3],
      ['2023-07', undefined, 0, 3],
    ])
  })
})
