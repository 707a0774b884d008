import { describe, expect, it } from 'vitest'
import { checkFigures, equalFigures, isAllZeroAgain, questionFigures, warningKey } from './checks.ts'
import { Form } from './schema.ts'

const count = (id: string) => ({
  id,
  label: `项${id}（个）`,
  short: `项${id}`,
  kind: 'count',
  components: [{ measure: '个' }],
  concept: 'x',
  example: '1',
})
const form = Form.parse({
  id: 'village',
  title: '表',
  name: '调度表',
  blank: '村',
  asOf: { rule: 'unstated' },
  cumulative: true,
  sections: [
    {
      number: 1,
      title: '总体情况',
      fields: [
        count('1.1'),
        count('1.2'),
        { ...count('1.3'), kind: 'count-of-which', components: [{ measure: '个' }, { measure: '个' }] },
      ],
    },
  ],
  checks: [
    { id: 'fixed', left: '1.2', atMost: '1.1', level: 'error', why: '整改数不能多于发现数' },
    { id: 'part', left: '1.3:2', atMost: '1.1', level: 'warning', why: '一般不会多于发现数' },
  ],
})

describe('the rules of a form', () => {
  it('hold when both sides are equal', () => {
    expect(checkFigures(form, { '1.1': [9], '1.2': [9] })).toEqual([])
  })

  it('are broken when the left side is larger', () => {
    expect(checkFigures(form, { '1.1': [9], '1.2': [10] }).map(({ check }) => check.id)).toEqual(['fixed'])
  })

  it('cannot be broken while a side is unknown or blank', () => {
    expect(checkFigures(form, { '1.2': [10] })).toEqual([])
    expect(checkFigures(form, { '1.1': null, '1.2': [10] })).toEqual([])
  })

  it('may look at a second component', () => {
    expect(checkFigures(form, { '1.1': [1], '1.3': [5, 2] }).map(({ check }) => check.id)).toEqual(['part'])
  })

  it('are looked at only where a figure was touched', () => {
    expect(checkFigures(form, { '1.1': [1], '1.2': [2], '1.3': [0, 0] }, new Set(['1.3']))).toEqual([])
  })
})

describe('what is unlikely', () => {
  it('is a cumulative figure that fell, in any component', () => {
    const warnings = questionFigures(form, { '1.1': [8], '1.3': [4, 0] }, { '1.1': [9], '1.3': [4, 1] })
    expect(warnings.map(warningKey)).toEqual(['drop 1.1:1 9 8', 'drop 1.3:2 1 0'])
  })

  it('is growth to more than three times, not to three times', () => {
    expect(questionFigures(form, { '1.1': [27] }, { '1.1': [9] })).toEqual([])
    expect(questionFigures(form, { '1.1': [28] }, { '1.1': [9] }).map(({ code }) => code)).toEqual(['jump'])
  })

  it('is not the first figure above zero', () => {
    expect(questionFigures(form, { '1.1': [50] }, { '1.1': [0] })).toEqual([])
  })

  it('is nothing where there is no last version, or it was blank', () => {
    expect(questionFigures(form, { '1.1': [1] }, undefined)).toEqual([])
    expect(questionFigures(form, { '1.1': [1] }, { '1.1': null })).toEqual([])
    expect(questionFigures(form, { '1.1': null }, { '1.1': [5] })).toEqual([])
  })

  it('is never about words or a day, and neither is a report of zeros', () => {
    const last = { '1.1': [0], '1.2': '2023-06-26' }
    expect(questionFigures(form, { '1.1': [0], '1.2': '2022-06-26' }, last)).toEqual([])
    expect(checkFigures(form, { '1.1': [0], '1.2': '2023-06-26' })).toEqual([])
    expect(isAllZeroAgain({ '1.1': [0], '1.2': '无' }, last)).toBe(true)
    expect(equalFigures('2023-06-26', '2023-06-26')).toBe(true)
    expect(equalFigures('2023-06-26', '2023-06-27')).toBe(false)
  })

  it('is a report of zeros after a report of zeros', () => {
    const zeros = { '1.1': [0], '1.2': [0], '1.3': null }
    expect(isAllZeroAgain(zeros, zeros)).toBe(true)
    expect(isAllZeroAgain(zeros, { '1.1': [1] })).toBe(false)
    expect(isAllZeroAgain(zeros, undefined)).toBe(false)
    expect(isAllZeroAgain({ '1.1': null }, { '1.1': null })).toBe(false)
  })
})
