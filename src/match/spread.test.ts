import { expect, it } from 'vitest'
import { pairsOf, spreadOf } from './spread.ts'

const covered = (passage: readonly string[], text: string) =>
  [...spreadOf(pairsOf(passage), text)].map((at) => text[at]).join('')

it('covers what stands in the passage in pairs', () => {
  expect(covered(['整改完成由主要负责人签字'], '谁来签字')).toBe('签字')
})

it('a single character in common covers nothing', () => {
  expect(covered(['签名'], '签字')).toBe('')
})

it('a Latin word is covered whole or not at all', () => {
  expect(covered(['ledger,ktv'], 'ledgers ktv')).toBe('ktv')
})

it('does not join what punctuation parts', () => {
  expect(covered(['安全,生产'], '全生')).toBe('')
})
