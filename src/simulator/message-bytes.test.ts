import { expect, test } from 'vitest'
import { cutText } from './message-bytes.ts'

test('2,048 bytes are shown whole', () => {
  expect(cutText('a'.repeat(2048))).toBe('a'.repeat(2048))
  expect(cutText('a'.repeat(2049))).toBe('a'.repeat(2048))
})

test('a character that does not fit whole is left out: 682 Chinese characters are 2,046 bytes', () => {
  expect(cutText('村'.repeat(700))).toBe('村'.repeat(682))
  // 2,047 bytes, then a character of four bytes.
  expect(cutText(`${'a'.repeat(2047)}𠮷`)).toBe('a'.repeat(2047))
  expect(cutText(`${'a'.repeat(2044)}𠮷a`)).toBe(`${'a'.repeat(2044)}𠮷`)
})
