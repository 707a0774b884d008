import { expect, it } from 'vitest'
import { askAgainText } from './ask-again.ts'

const count = { short: '未带队检查', components: [{ measure: '家' }], example: '2家' }
const fine = {
  short: '行政处罚',
  components: [
    { measure: '次', name: '处罚' },
    { measure: '万元', name: '罚款' },
  ],
  example: '3次，5.6万元',
}
const flag = { short: '播放专题栏目', components: [{ measure: '是/否' }], example: '是' }

const CODES = [
  'approximate',
  'range',
  'negative',
  'decimal',
  'too-large',
  'ambiguous',
  'partial',
  'part-exceeds-whole',
  'identity-number',
  'date',
  'arithmetic',
  'other-unit',
  'other-field',
  'code',
  'several-numbers',
  'unreadable',
  'too-long',
  'no-such-day',
] as const

it.each(CODES)('%s: repeats the words, says that nothing was kept, and how to go on', (code) => {
  for (const asked of [count, fine]) {
    const text = askAgainText({ code, quote: '五六个' }, asked)
    expect(text).toContain('“五六个”')
    expect(text).toContain('没有记')
    // Who is unsure is given no figure to copy.
    expect(text).toContain(code === 'approximate' || code === 'range' ? '跳过' : asked.example)
    // Even with a long quotation it fits a phone without scrolling.
    expect(text.length).toBeLessThan(100)
  }
})

it('a day is no number in any reason', () => {
  const day = { short: '会议日期', components: [{ measure: '日期' }], example: '6月26日' }
  for (const code of ['approximate', 'range', 'ambiguous'] as const) {
    const text = askAgainText({ code, quote: '月底' }, day)
    expect(text).not.toContain('准数')
    expect(text).toContain('6月26日')
  }
})

it('a question of yes or no asks for one of both', () => {
  expect(askAgainText({ code: 'other-unit', quote: '3次' }, flag)).toContain('请发“是”或“否”')
})

it('nothing typed is not quoted', () => {
  expect(askAgainText({ code: 'unreadable', quote: '' }, count)).not.toContain('“”')
})
