import { describe, expect, it } from 'vitest'
import { measuresIn, monthIn, numbersIn } from './task-question.ts'

describe('numbersIn', () => {
  it.each<[string, number[]]>([
    ['第12项是什么', [12]],
    ['12号任务谁负责', [12]],
    ['第四十五项什么时候完成', [45]],
    ['任务7哪天到期', [7]],
    ['第12、13项谁负责', [12, 13]],
    ['任务49和55分别谁干', [49, 55]],
    ['第三十条和五十一条归谁', [30, 51]],
    ['20到22项分别谁负责', [20, 21, 22]],
    ['叫应机制是哪一项', []],
    ['燃气的任务有哪些', []],
    ['5月底前要完成哪些任务', []],
    ['第三条措施有哪些任务', []],
  ])('%s', (text, numbers) => {
    expect(numbersIn(text)).toEqual(numbers)
  })
})

it('the name of all fifteen measures names none of them', () => {
  expect(measuresIn('十五条硬措施有哪些')).toEqual([])
  expect(measuresIn('第六条措施')).toEqual([6])
  expect(measuresIn('十五条硬措施第3条')).toEqual([3])
  expect(measuresIn('第十五条措施')).toEqual([15])
})

describe('monthIn', () => {
  it('底 is the end of the month, 底前 all of it', () => {
    expect(monthIn('5月底完成的')).toMatchObject({ month: 5, from: 28, to: 31 })
    expect(monthIn('5月底前要完成')).toMatchObject({ month: 5, from: 1, to: 31 })
  })

  it('knows the thirds of a month, and months in words', () => {
    expect(monthIn('5月上旬')).toMatchObject({ month: 5, from: 1, to: 10 })
    expect(monthIn('五月中旬')).toMatchObject({ month: 5, from: 11, to: 20 })
    expect(monthIn('十二月')).toMatchObject({ month: 12 })
  })

  it('a day is itself, and with 前 all that comes before it in its month', () => {
    expect(monthIn('5月20日完成')).toMatchObject({ month: 5, from: 20, to: 20 })
    expect(monthIn('5月20日前')).toMatchObject({ month: 5, from: 1, to: 20 })
  })

  it('a month that no year has is none', () => {
    expect(monthIn('13月')).toBeUndefined()
  })
})
