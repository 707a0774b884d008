// What holds for every answer, whatever is typed. The cases that people do type are in test/cases/answers/.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printFigure } from '../print.ts'
import { ANSWER_KINDS, type AnswerKind, Field, numbersOf } from '../schema.ts'
import { parseAnswer, parseMissingPart } from './parse.ts'

const LABELS: Readonly<Record<Exclude<AnswerKind, 'text' | 'date'>, readonly [string, ...string[]]>> = {
  count: ['企业主要负责人未带队检查（家）', '家'],
  'times-amount': ['行政处罚（次，万元）', '次', '万元'],
  'count-of-which': ['公布典型执法案例（个），其中危险作业罪案例（个）', '个', '个'],
  'amount-of-which': ['举报奖励（万元），其中匿名举报查实奖励（万元）', '万元', '万元'],
  'stop-close': ['责令停产整顿/关闭取缔（家）', '家', '家'],
  'yes-no': ['是否在省级主流媒体播放安全生产专题栏目', '是/否'],
}
const fields = (Object.keys(LABELS) as (keyof typeof LABELS)[]).map((kind) => {
  const [label, ...measures] = LABELS[kind]
  const components = measures.map((measure) => ({ measure }))
  return Field.parse({ id: '1.1', label, short: label.slice(0, 4), kind, components, concept: 'case', example: '-' })
})
const NAMES: Partial<Record<AnswerKind, readonly string[]>> = {
  'times-amount': ['处罚', '罚款'],
  'count-of-which': ['案例', '其中危险作业罪案例'],
  'amount-of-which': ['奖励', '其中匿名举报查实奖励'],
  'stop-close': ['停产', '关闭'],
}
const field = fc.constantFrom(...fields)
const figures = fc.constantFrom(...fields.filter(({ kind }) => kind !== 'yes-no'))
const count = fields.find(({ kind }) => kind === 'count') ?? fields[0]

const WORDS = `
  家 个 次 人 元 万元 天 月 号 有 没 没有 无 未 没发现 全是 都 都没有 其中 里面 不对 错了 不是 是 改成 了 的 吧 吗 大概 左右 多 来 余 几 到 至 或 负 第 每
  共 一共 我们村 企业 隐患 罚 罚款 停 关 停产 关闭 检查 未带队检查 带队 危险作业罪 匿名 播放 还 又 新增 上月 其余 同上 谢谢 ， , 。 . 、 - ~ + = / : ( ) % ？`
  .trim()
  .split(/\s+/)
const NUMERALS = '0 1 2 12 5.6 007 1,200 一 两 三 十 十二 百 千 万 亿 零 半 两百五 3万 5万6 １２'.split(' ')
const words = fc.array(fc.constantFrom(...WORDS, ' '), { maxLength: 8 })
const mixture = fc
  .array(fc.constantFrom(...WORDS, ...NUMERALS, ' ', '\n'), { maxLength: 12 })
  .map((parts) => parts.join(''))
const anyText = fc.oneof(mixture, fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ maxLength: 40 }))

/** Without 一 as in 一共, which is no number but is written like one. */
const noNumeral = words.map((parts) => parts.join('').replaceAll('一', ''))

describe('an answer', () => {
  it('is read or asked again, and never throws', () => {
    fc.assert(
      fc.property(field, anyText, (asked, text) => {
        const answer = parseAnswer(asked, text)
        if (answer.outcome === 'ask-again') expect(answer.quote.length).toBeLessThanOrEqual(40)
        else {
          expect(answer.values).toHaveLength(ANSWER_KINDS[asked.kind].length)
          for (const value of numbersOf(answer.values) ?? [Number.NaN])
            expect(Number.isSafeInteger(value) && value >= 0).toBe(true)
        }
      }),
      { numRuns: 3000 },
    )
  })

  it('without a digit or a numeral never gives a positive figure', () => {
    fc.assert(
      fc.property(figures, noNumeral, (asked, text) => {
        const answer = parseAnswer(asked, text)
        expect(answer.outcome === 'value' ? Math.max(...(numbersOf(answer.values) ?? [Number.NaN])) : 0).toBe(0)
      }),
      { numRuns: 3000 },
    )
  })

  it('with one number in it gives that number as the count, or none', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 9999 }), words, (before, value, after) => {
        const text = [...before, String(value), ...after].join('').replaceAll('一', '')
        const answer = count === undefined ? undefined : parseAnswer(count, text)
        // 12，不对，是没有 takes the number back.
        const takenBack = /不对|错了|不是/.test(text) && answer?.outcome === 'value' && answer.values[0] === 0
        if (answer?.outcome === 'value' && !takenBack) expect(answer.values).toEqual([value])
      }),
      { numRuns: 3000 },
    )
  })

  it('keeps its figure, or is asked again, when an unknown word is put into it', () => {
    const unknown = fc.constantFrom('隔壁', '塑料', '听说', '王五', '火', 'xyz', '§', '麒麟', '尚未', '除外')
    fc.assert(
      fc.property(figures, mixture, unknown, fc.nat(), (asked, text, word, place) => {
        const before = parseAnswer(asked, text)
        fc.pre(before.outcome === 'value')
        const at = place % (text.length + 1)
        const after = parseAnswer(asked, text.slice(0, at) + word + text.slice(at))
        if (after.outcome === 'value') expect([text, at, after]).toEqual([text, at, before])
      }),
      { numRuns: 2000 },
    )
  })

  it('means the same in full-width characters', () => {
    const wide = (text: string) => text.replace(/[!-+.-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))
    fc.assert(
      fc.property(field, mixture, (asked, text) => {
        const [plain, full] = [parseAnswer(asked, text), parseAnswer(asked, wide(text))]
        expect(full.outcome === 'value' ? full.values : full.code).toEqual(
          plain.outcome === 'value' ? plain.values : plain.code,
        )
      }),
    )
  })

  it('of more than 200 characters is not read', () => {
    for (const asked of fields)
      expect(parseAnswer(asked, `${'是'.repeat(200)}12`)).toMatchObject({ code: 'unreadable' })
  })

  it('that is partly known says which part', () => {
    const fine = fields.find(({ kind }) => kind === 'times-amount')
    if (fine === undefined) throw new Error('no such kind')
    expect(parseAnswer(fine, '罚了3次')).toMatchObject({ code: 'partial', known: [3, undefined] })
    expect(parseAnswer(fine, '罚款5万')).toMatchObject({ code: 'partial', known: [undefined, 5_000_000] })
  })

  it('is read back from what the bot prints', () => {
    const value = fc.integer({ min: 0, max: 99_999 })
    fc.assert(
      fc.property(figures, value, value, (asked, a, b) => {
        const types = ANSWER_KINDS[asked.kind]
        const [large, small] = asked.kind.endsWith('of-which') ? [Math.max(a, b), Math.min(a, b)] : [a, a === 0 ? 0 : b]
        const values = [large, small].slice(0, types.length)
        // 停2家，关0家 is printed with names that a pack gives.
        const named = {
          ...asked,
          components: asked.components.map((each, i) => ({ ...each, name: NAMES[asked.kind]?.[i] })),
        }
        expect(parseAnswer(named, printFigure(named, values))).toEqual({ outcome: 'value', values })
      }),
    )
  })

  it('is quoted as it was typed', () => {
    expect(count && parseAnswer(count, '大概１０個')).toMatchObject({ quote: '大概１０個' })
    expect(count && parseAnswer(count, '我们村五六家')).toMatchObject({ quote: '五六家' })
  })
})

describe('the part that was missing', () => {
  const of = (kind: AnswerKind) => {
    const asked = fields.find((each) => each.kind === kind)
    if (asked === undefined) throw new Error(`no ${kind}`)
    return asked
  }

  it.each([
    ['times-amount', [3, undefined], '5万6', [3, 5_600_000]],
    ['times-amount', [3, undefined], '5.6', [3, 5_600_000]],
    ['times-amount', [3, undefined], '没有', [3, 0]],
    ['times-amount', [3, undefined], '0', [3, 0]],
    ['times-amount', [3, undefined], '没罚款', [3, 0]],
    ['times-amount', [3, undefined], '4次6万', [4, 6_000_000]],
    ['times-amount', [undefined, 5_600_000], '3次', [3, 5_600_000]],
    ['times-amount', [undefined, 5_600_000], '3', [3, 5_600_000]],
    ['count-of-which', [4, undefined], '1', [4, 1]],
    ['count-of-which', [4, undefined], '其中1个', [4, 1]],
    ['count-of-which', [4, undefined], '没有', [4, 0]],
    ['count-of-which', [4, undefined], '全是', [4, 4]],
    ['stop-close', [2, undefined], '关1家', [2, 1]],
    ['stop-close', [2, undefined], '1家', [2, 1]],
    ['stop-close', [2, undefined], '没有', [2, 0]],
    ['stop-close', [undefined, 1], '没有', [0, 1]],
  ] as const)('%s %j and %j make %j', (kind, known, text, values) => {
    expect(parseMissingPart(of(kind), known, text)).toEqual({ outcome: 'value', values })
  })

  it.each([
    ['times-amount', [3, undefined], '5次'],
    ['times-amount', [3, undefined], '500'],
    ['times-amount', [3, undefined], '大概5万'],
    ['times-amount', [undefined, 5_600_000], '没有'],
    ['count-of-which', [4, undefined], '5'],
    ['count-of-which', [undefined, 1], '没有'],
    ['stop-close', [2, undefined], '停1'],
  ] as const)('%s %j and %j is asked again', (kind, known, text) => {
    expect(parseMissingPart(of(kind), known, text).outcome).toBe('ask-again')
  })
})

describe('a day', () => {
  const asked = Field.parse({
    id: '1.1',
    label: '会议日期',
    short: '会议日期',
    kind: 'date',
    components: [{ measure: '日期' }],
    concept: 'case',
    example: '6月26日',
  })

  it('is read back from what the bot prints', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        (date) => {
          const day = date.toISOString().slice(0, 10)
          expect(parseAnswer(asked, printFigure(asked, day))).toEqual({ outcome: 'value', values: day })
        },
      ),
    )
  })

  it.each(['6月26日', '26号', '昨天', '上周五'])(
    'that is said as %s is not guessed where today is not known',
    (said) => {
      expect(parseAnswer(asked, said)).toMatchObject({ code: 'ambiguous' })
    },
  )

  it('in January, 26 December is of the year before, and the 26th of the month that is reported', () => {
    const when = { today: '2024-01-03', month: '2023-12' }
    expect(parseAnswer(asked, '12月26日', undefined, when)).toMatchObject({ values: '2023-12-26' })
    expect(parseAnswer(asked, '26号', undefined, when)).toMatchObject({ values: '2023-12-26' })
    expect(parseAnswer(asked, '昨天', undefined, when)).toMatchObject({ values: '2024-01-02' })
  })
})

it('words of more than 200 characters are asked again, and of 200 are kept', () => {
  const asked = Field.parse({
    id: '1.1',
    label: '主要问题',
    short: '主要问题',
    kind: 'text',
    components: [{ measure: '文字' }],
    concept: 'case',
    example: '无',
  })
  expect(parseAnswer(asked, '字'.repeat(200))).toEqual({ outcome: 'value', values: '字'.repeat(200) })
  expect(parseAnswer(asked, '字'.repeat(201))).toMatchObject({ code: 'too-long' })
  expect(parseAnswer(asked, '👌'.repeat(200))).toMatchObject({ outcome: 'value' })
})
