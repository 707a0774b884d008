import { describe, expect, it } from 'vitest'
import { cellText, printable } from './plain-text.ts'

describe('text in a cell', () => {
  it.each(['=1+1', '+86', '-3', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠甲'])(
    'is never a formula: %j',
    (text) => {
      expect(cellText(text).startsWith("'")).toBe(true)
    },
  )

  it('is not a formula after an unprintable character either', () => {
    expect(cellText('\u0001=1')).toBe("'=1")
  })

  it.each(['样例一村', '3次，5.6万元', '（总数）5', '1=1', 'a-b'])('stays as it is: %s', (text) => {
    expect(cellText(text)).toBe(text)
  })
})

describe('text in a document', () => {
  it('loses what XML cannot hold and keeps line ends, rare characters and pictures', () => {
    expect(printable('甲\u0000\u000b\uFFFE\uD800乙')).toBe('甲乙')
    expect(printable('第一行\n𠮷𡃁😀')).toBe('第一行\n𠮷𡃁😀')
  })
})
