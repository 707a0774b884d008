import { describe, expect, it } from 'vitest'
import { bearsOut, dayProposed, openClaim, openPersonClaim } from './verdict.ts'

it.each([
  ['首报是6月26日没错吧', '首报什么时候', '6月26日'],
  ['办公室是设在应急办吧', '办公室设在哪里', '应急办'],
  ['阶段情况是报给市安委办对吧', '阶段情况报给谁', '市安委办'],
  ['数据库是每月更新吗', undefined, undefined],
  ['通报是每半年一次吗', '通报多久一次', '每半年'],
])('%s', (text, question, claimed) => {
  const claim = openClaim(text)
  expect(claim?.question).toBe(question)
  expect(claim?.claimed).toBe(claimed)
})

it('a person is claimed only where the pack knows the name', () => {
  const known = (name: string) => name === '兰慧娇'
  expect(openPersonClaim('组长是兰慧娇吗', known)).toEqual({ question: '组长是谁', claimed: '兰慧娇' })
  expect(openPersonClaim('组长是女的吗', known)).toBeUndefined()
})

it('a day is borne out however it is written, and another day is not', () => {
  const claim = { question: '首报什么时候', claimed: '6月27日' }
  expect(bearsOut(claim, { facts: ['2023-06-27'], departments: [] })).toBe(true)
  expect(bearsOut(claim, { facts: ['2023-06-26', '每月26日', '6月'], departments: [] })).toBe(false)
})

it('the 6th is not borne out by the 26th', () => {
  expect(bearsOut({ question: '', claimed: '6日' }, { facts: ['每月26日'], departments: [] })).toBe(false)
})

describe('dayProposed', () => {
  it.each<[string, number | undefined]>([
    ['月底30号再交行不行', 30],
    ['20号交可以吗', 20],
    ['月底再报也行吧', 31],
    ['30号前交行吗', undefined],
    ['6月30日交行吗', undefined],
    ['什么时候交', undefined],
  ])('%s', (text, day) => {
    expect(dayProposed(text)).toBe(day)
  })
})
