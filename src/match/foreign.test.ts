import { expect, it } from 'vitest'
import { toChinese as translate } from './foreign.ts'
import { normaliseText } from './normalise.ts'
import { createTermTable } from './term.ts'

const toChinese = (text: string, ...kept: string[]) =>
  translate(text, createTermTable(kept.map((term) => ({ text: term }))), new Map())

it.each([
  ['when is the monthly report due?', /什么时候.*调度表.*截止/],
  ['to whom do we send the form', /报给谁.*调度表/],
  ['who is in charge of fireworks', /谁负责烟花爆竹/],
  ['which tasks are due by the end of May', /哪些任务.*截止5月底前/],
  ['shen me shi hou bao', /^什么时候报$/],
  ['shenmeshihou bao', /^什么时候报$/],
  ['bao gei shui', /^报给谁$/],
])('%s', (text, chinese) => {
  expect(toChinese(normaliseText(text))).toMatch(chinese)
})

it('a word that it does not know stays, so that it is seen to be unknown', () => {
  expect(toChinese('who is responsible for satellite')).toBe('谁负责satellite')
})

it('English is not sought in a Chinese text, and 「may」 alone is no month', () => {
  expect(toChinese('KTV的form')).toBe('KTV的form')
  expect(toChinese('we may be late')).not.toContain('5月')
})

it('a phrase that the pack has in English is not taken apart', () => {
  expect(toChinese('who is responsible for labor dispatch training', 'labor dispatch training')).toBe(
    '谁负责labor dispatch training',
  )
})
