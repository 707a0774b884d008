import { expect, it } from 'vitest'
import { createPinyinWords, pinyinToChinese } from './pinyin.ts'
import { soundTerms } from './sound.ts'

const words = createPinyinWords(soundTerms(['消防', '燃气', '大坝', '大巴'].map((text) => ({ text }))))
const chinese = (text: string) => pinyinToChinese(text, words)

it.each([
  ['xiaofang shui qiantou', '消防谁牵头'],
  ['ran qi gui shei guan', '燃气归谁管'],
  ['ranqiguishuiguan', '燃气归谁管'],
  ['shoubao shi shenme shihou', '首报是什么时候'],
  ['ranqi 归谁管', '燃气归谁管'],
])('%s', (typed, meant) => {
  expect(chinese(typed)).toBe(meant)
})

it('what two words of the pack sound like is left to be asked about', () => {
  expect(chinese('da ba gui shui guan')).toBe('da ba归谁管')
})

it('syllables that no word has stay, so that they are seen to be unknown', () => {
  expect(chinese('wei xing gui shui guan')).toContain('wei xing')
})

it('English is left alone', () => {
  expect(chinese('who is in charge of the gas')).toBe('who is in charge of the gas')
})
