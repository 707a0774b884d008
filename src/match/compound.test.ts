import { describe, expect, it } from 'vitest'
import { isOtherMatter } from './compound.ts'

describe('isOtherMatter', () => {
  it.each(['保险谁管', '彩票', '费交给谁', '金归谁发', '补贴', '周边的网吧', '门口的摊'])(
    '「医疗」 or 「学校」 before 「%s」 is another matter',
    (rest) => {
      expect(isOtherMatter(rest)).toBe(true)
    },
  )

  it.each(['归谁管', '着火了', '金属冶炼', '险情', ''])('before 「%s」 it is still the same', (rest) => {
    expect(isOtherMatter(rest)).toBe(false)
  })
})
