import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseNumeral } from './numeral.ts'

const MODERN = { digits: '零一二三四五六七八九', units: ['', '十', '百', '千'] }
const FINANCIAL = { digits: '零壹贰叁肆伍陆柒捌玖', units: ['', '拾', '佰', '仟'] }

/** The schoolbook way of writing a number below 100,000: every unit named, one 零 for each gap. */
function written(value: number, { digits, units } = MODERN): string {
  if (value === 0) return '零'
  if (value >= 10_000) {
    const rest = value % 10_000
    const gap = rest > 0 && rest < 1000 ? '零' : ''
    return `${written(Math.trunc(value / 10_000), { digits, units })}万${gap}${rest === 0 ? '' : written(rest, { digits, units })}`
  }
  let text = ''
  let gap = false
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.trunc(value / 10 ** place) % 10
    if (digit === 0) gap = text !== ''
    else {
      text += `${gap ? '零' : ''}${digits[digit]}${units[place]}`
      gap = false
    }
  }
  return text
}

/** How people say it: 两 before 百, 千 and 万, 十二 for 一十二 at the head, no unit after the last digit but one. */
function spoken(value: number): string {
  const text = written(value)
    .replace(/(?<![十零])二(?=[百千万])/g, '两')
    .replace(/^一十/, '十')
  const shortened = /^(.*[百千万][一二两三四五六七八九])[十百千]$/.exec(text)?.[1]
  const [above, unit] = [text.at(-3), text.at(-1)]
  const oneLower =
    (above === '百' && unit === '十') || (above === '千' && unit === '百') || (above === '万' && unit === '千')
  return shortened !== undefined && oneLower ? shortened.replace(/两$/, '二') : text
}

const read = (text: string) => {
  const numeral = parseNumeral(text)
  return numeral.outcome === 'number' && numeral.scale === 0 ? Number(numeral.digits) : numeral
}

describe('every number from 0 to 99,999 is read back', () => {
  const misread = (print: (value: number) => string) => {
    const wrong: string[] = []
    for (let value = 0; value < 100_000; value += 1) {
      if (read(print(value)) !== value) wrong.push(`${value} ${print(value)}`)
    }
    return wrong.slice(0, 10)
  }

  it.each([
    ['digits', String],
    ['thousands commas', (value: number) => String(value).replace(/\B(?=\d{3}$)/, ',')],
    ['the written form', written],
    ['the spoken form', spoken],
    ['the financial form', (value: number) => written(value, FINANCIAL)],
  ])('in %s', (_, print) => {
    expect(misread(print)).toEqual([])
  })

  it.each([
    ['digits', String],
    ['thousands commas', (value: number) => String(value).replace(/\B(?=(?:\d{3})+$)/g, ',')],
    ['the written form', written],
    ['the spoken form', spoken],
    ['the financial form', (value: number) => written(value, FINANCIAL)],
    ['万 with decimals', (value: number) => `${value / 10_000}万`],
  ])('and 20,000 larger ones up to 99,999,999 in %s', (_, print) => {
    fc.assert(
      fc.property(fc.integer({ min: 100_000, max: 99_999_999 }), (value) => {
        const numeral = parseNumeral(print(value))
        // 12.3456万 keeps no places behind the point, since all of them were needed.
        expect([print(value), numeral]).toEqual([print(value), { outcome: 'number', digits: BigInt(value), scale: 0 }])
      }),
      { numRuns: 20_000 },
    )
  })

  it('and the printers of this test print what is meant', () => {
    expect([3200, 3002, 12_000, 10_005, 10_500, 250, 112, 12, 20_020].map((value) => written(value))).toEqual(
      '三千二百 三千零二 一万二千 一万零五 一万零五百 二百五十 一百一十二 一十二 二万零二十'.split(' '),
    )
    expect([3200, 3002, 12_000, 10_005, 250, 110, 12, 22_000, 320].map(spoken)).toEqual(
      '三千二 三千零二 一万二 一万零五 两百五 一百一 十二 两万二 三百二'.split(' '),
    )
  })
})

describe('what people mix', () => {
  it.each([
    ['2万3', 23_000],
    ['2万3000', 23_000],
    ['2万零300', 20_300],
    ['3千5', 3500],
    ['3千5百', 3500],
    ['56千', 56_000],
    ['1.5万', 15_000],
    ['5.6千', 5600],
    ['0.5万', 5000],
    ['5 万', 50_000],
    ['一点五万', 15_000],
    ['一百十五', 115],
    ['百二十', 120],
    ['百零五', 105],
    ['千二百', 1200],
    ['二十万零八千', 208_000],
    ['一百廿三', 123],
    ['卅一', 31],
    ['〇', 0],
    ['俩', 2],
    ['二零二三', 2023],
    ['一亿二', 120_000_000],
    ['一亿零五', 100_000_005],
    ['12,345', 12_345],
  ])('%s is %d', (text, value) => {
    expect(read(text)).toBe(value)
  })

  it('a decimal keeps its places', () => {
    expect(parseNumeral('5.60')).toEqual({ outcome: 'number', digits: 560n, scale: 2 })
    expect(parseNumeral('三点五')).toEqual({ outcome: 'number', digits: 35n, scale: 1 })
    expect(parseNumeral('1.23456万')).toEqual({ outcome: 'number', digits: 123_456_0000n, scale: 5 })
  })
})

describe('what has no sure reading is refused', () => {
  it.each([
    ['两三百', 'approximate'],
    ['三五', 'approximate'],
    ['十七八', 'approximate'],
    ['一百二三', 'approximate'],
    ['三七', 'ambiguous'],
    ['百', 'ambiguous'],
    ['百二', 'ambiguous'],
    ['百十', 'ambiguous'],
    ['百八十', 'ambiguous'],
    ['千八百', 'ambiguous'],
    ['万', 'ambiguous'],
    ['两十', 'ambiguous'],
    ['三千两', 'ambiguous'],
    ['一万两', 'ambiguous'],
    ['三千零', 'ambiguous'],
    ['三百零五十', 'ambiguous'],
    ['一万零五千', 'ambiguous'],
    ['一百二万', 'ambiguous'],
    ['一亿五千', 'ambiguous'],
    ['一万万', 'ambiguous'],
    ['2万30', 'ambiguous'],
    ['1.5万3', 'ambiguous'],
    ['15百', 'ambiguous'],
    ['1五', 'ambiguous'],
    ['1,20', 'ambiguous'],
    ['007', 'identity-number'],
    ['00', 'identity-number'],
    ['13800000000', 'identity-number'],
    ['', 'unreadable'],
    ['12家', 'unreadable'],
    ['3到5', 'unreadable'],
  ])('%s: %s', (text, code) => {
    expect(parseNumeral(text)).toEqual({ outcome: 'refused', code })
  })
})
