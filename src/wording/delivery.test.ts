import { expect, it } from 'vitest'
import { menuHint, unreachable } from './delivery.ts'

it('the office reads who got no message, and of many the first twenty', () => {
  expect(unreachable(['张三（样例一村）', '李四']).split('\n')[0]).toBe('2人收不到消息：张三（样例一村）、李四。')
  const many = unreachable(Array.from({ length: 250 }, (_, index) => `联络员${index}`))
  expect(many).toMatch(/^250人收不到消息：联络员0、.*联络员19等。/)
})

it('a menu without buttons says what to send', () => {
  const start = { label: '开始填报', word: '填报' }
  expect(menuHint([start, { label: '帮助', word: '帮助' }])).toBe('开始填报发“填报”，发“帮助”。')
})
