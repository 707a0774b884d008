import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byteLength, splitText } from './split.ts'

describe('splitting a text by bytes', () => {
  it('leaves a text alone that fits exactly', () => {
    expect(splitText('六个汉字啊啊', 18)).toEqual(['六个汉字啊啊'])
  })

  it('splits at line ends, so that no item is cut in two', () => {
    expect(splitText('一二三\n四五六\n七', 13)).toEqual(['一二三', '四五六\n七'])
  })

  it('cuts a line that is too long by itself between characters, never inside one', () => {
    expect(splitText('隐患😀隐患', 7)).toEqual(['隐患', '😀隐', '患'])
  })

  it('keeps every character but the line ends it splits at, and every piece within the limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 24, max: 80 }), (text, limit) => {
        const pieces = splitText(text, limit)
        expect(pieces.join('').replaceAll('\n', '')).toBe(text.replaceAll('\n', ''))
        for (const piece of pieces) expect(byteLength(piece)).toBeLessThanOrEqual(limit)
      }),
    )
  })
})
