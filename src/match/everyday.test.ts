import { expect, it } from 'vitest'
import { EVERYDAY, everydayWordsOf, inOfficialWords } from './everyday.ts'

it('a matter that a pack names officially is found by what people call it', () => {
  expect(everydayWordsOf('烟花爆竹')).toContain('炮仗')
  expect(everydayWordsOf('卫星发射')).toEqual([])
})

it('no everyday word stands for two matters', () => {
  expect(EVERYDAY.filter((word, at) => EVERYDAY.indexOf(word) !== at)).toEqual([])
})

it('people and doings are put into the words of documents, and a text in those stays', () => {
  expect(inOfficialWords('老板多久查一回')).toBe('企业主要负责人多久检查一次')
  expect(inOfficialWords('烟花爆竹归谁管')).toBeUndefined()
})
