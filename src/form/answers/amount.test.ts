import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountOf, formatWan } from './amount.ts'
import { parseNumeral } from './numeral.ts'

const said = (text: string, measure?: string) => {
  const numeral = parseNumeral(text)
  if (numeral.outcome === 'refused') throw new Error(`${text} is no numeral`)
  return { kind: 'number' as const, value: { digits: numeral.digits, scale: numeral.scale }, text, measure }
}

describe('分 printed as 万元', () => {
  it.each([
    [0, '0'],
    [1, '0.000001'],
    [5_600_000, '5.6'],
    [1_000_000, '1'],
    [10_000_000, '10'],
    [123_456_789, '123.456789'],
    [1_000_000_000_000_000, '1000000000'],
  ])('%d is %s', (fen, text) => {
    expect(formatWan(fen)).toBe(text)
  })

  it('is read back to the same 分', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), (fen) => {
        expect(amountOf(said(`${formatWan(fen)}万`, '元'), '万元')).toBe(fen)
      }),
    )
  })
})

describe('money that was said', () => {
  it.each([
    ['0.1', '元', 10],
    ['0.29', '元', 29],
    ['1.15', '元', 115],
    ['5.6', undefined, 5_600_000],
    ['5万6', undefined, 5_600_000],
    ['1000000000万', '元', 1_000_000_000_000_000],
  ])('%s%s is %d 分, beside a printed 万元', (text, measure, fen) => {
    expect(amountOf(said(text, measure), '万元')).toBe(fen)
  })

  it('a bare number is in the printed measure', () => {
    expect(amountOf(said('5'), '元')).toBe(500)
    expect(amountOf(said('500'), '元')).toBe(50_000)
    expect(amountOf(said('5'), '亿元')).toBe(50_000_000_000)
  })

  it.each([
    ['0.001', '元', 'decimal'],
    ['1000000001万', '元', 'too-large'],
    ['5', '个', 'other-unit'],
    ['99', undefined, 99_000_000],
    ['100', undefined, 'ambiguous'],
    ['三百', undefined, 'ambiguous'],
  ])('%s%s gives %s', (text, measure, result) => {
    expect(amountOf(said(text, measure), '万元')).toBe(result)
  })
})
