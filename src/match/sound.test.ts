import { describe, expect, it } from 'vitest'
import { isSlip } from './sound.ts'

describe('isSlip', () => {
  it.each(['消访', '然气', '点梯'])('a piece that is no word is one: %s', (text) => {
    expect(isSlip(text, 0, 2)).toBe(true)
  })

  it('a word of its own is none, though it sounds like another', () => {
    expect(isSlip('小车', 0, 2)).toBe(false)
  })

  it('a piece that cuts through two words is none', () => {
    expect(isSlip('商店梯子', 1, 3)).toBe(false)
  })

  it('what one does is none: 发钱 is not 罚钱', () => {
    expect(isSlip('发钱', 0, 2)).toBe(false)
  })
})
