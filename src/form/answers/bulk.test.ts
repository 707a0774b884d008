import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Form } from '../schema.ts'
import { parseAddress, parseBulk, parseRestAtEnd, parseRun } from './bulk.ts'
import type { Bulk } from './bulk-entry.ts'
import { parseAnswer } from './parse.ts'

const item = (id: string, label: string, short: string, kind: string, measures: string[], words: string[] = []) => ({
  id,
  label,
  short,
  kind,
  components: measures.map((measure) => ({ measure })),
  words,
  concept: 'case',
  example: '-',
})

const form = Form.parse({
  id: 'village',
  title: '调度表',
  name: '调度表',
  blank: '村',
  asOf: { rule: 'unstated' },
  cumulative: true,
  sections: [
    {
      number: 1,
      title: '总体情况',
      fields: [
        item('1.1', '企业自查发现的重大事故隐患（个）', '企业自查发现', 'count', ['个'], ['自查发现']),
        item('1.2', '企业自查发现重大事故隐患中已完成整改的（个）', '企业自查已整改', 'count', ['个'], ['自查整改']),
        item('1.3', '村级检查发现的重大事故隐患（个）', '村级检查发现', 'count', ['个'], ['检查发现']),
      ],
    },
    {
      number: 3,
      title: '执法情况',
      fields: [
        item('3.1', '企业主要负责人未带队检查（家）', '未带队检查', 'count', ['家'], ['未带队']),
        item('3.2', '行政处罚（次，万元）', '行政处罚', 'times-amount', ['次', '万元'], ['约谈企业']),
        item('3.5', '责令停产整顿（家）', '停产整顿', 'count', ['家'], ['停产']),
        item('3.10', '约谈通报有关企业（次）', '约谈通报', 'count', ['次']),
      ],
    },
  ],
})

/** 3.2=3,5600000 for a figure, 3.2=blank, 3.2=?code for what is asked again; |what was left over. */
function brief(bulk: Bulk | undefined): string | undefined {
  if (bulk === undefined) return undefined
  const entries = bulk.entries.map(({ fieldId, answer }) => {
    const said = answer.outcome === 'value' ? answer.values : answer.outcome === 'blank' ? 'blank' : `?${answer.code}`
    return `${fieldId}=${said}`
  })
  return [entries.join(' '), ...bulk.leftover].join(' |')
}

describe('items addressed by number', () => {
  it.each([
    ['3.2=3次5.6万 3.5=0', '3.2=3,5600000 3.5=0'],
    ['3.2：3次，5.6万元；3.5：0', '3.2=3,5600000 3.5=0'],
    ['３.２＝３次５.６万　３.５＝０', '3.2=3,5600000 3.5=0'],
    ['3.2是3次，5.6万元，3.5为2家', '3.2=3,5600000 3.5=2'],
    ['3.2=3次5.6万3.5=0', '3.2=3,5600000 3.5=0'],
    ['1.1=9,1.2=7', '1.1=9 1.2=7'],
    ['1.1改成9', '1.1=9'],
    ['更正 1.1=9', '1.1=9'],
    ['1.1\t9\n1.2\t7', '1.1=9 1.2=7'],
    ['1.1 9\n1.2 7', '1.1=9 1.2=7'],
    ['3.10=2', '3.10=2'],
    ['3.5没有', '3.5=0'],
    ['3.5不涉及', '3.5=blank'],
    ['3.2=不适用 3.5=1', '3.2=blank 3.5=1'],
  ])('%j', (text, expected) => {
    expect(brief(parseBulk(form, text))).toBe(expected)
    expect(parseBulk(form, text)?.exact).toBe(true)
  })

  it.each([
    ['3.2=3', '3.2=?partial'],
    ['3.2=', '3.2=?unreadable'],
    ['1.1=大概9', '1.1=?approximate'],
    ['1.1=3.5=0', '1.1=?arithmetic'],
    ['1.1=21.2=3', '1.1=?arithmetic'],
    ['1.1=9 1.1=8', '1.1=?several-numbers'],
    ['9.9=3 1.1=2', '1.1=2 |9.9=3'],
    ['那家还没查 1.1=2', '1.1=2 |那家还没查'],
  ])('what is not clear in %j is not guessed', (text, expected) => {
    expect(brief(parseBulk(form, text))).toBe(expected)
  })

  it.each(['3.2', '1.1 9', '3，5.6', '12', '3.2怎么填', '9:30', ''])('%j addresses nothing', (text) => {
    expect(parseBulk(form, text)).toBeUndefined()
  })
})

describe('items addressed by name', () => {
  it.each([
    ['未带队检查 2家', '3.1=2'],
    ['未带队2家，停产1家', '3.1=2 3.5=1'],
    ['行政处罚3次，5.6万元，停产1家', '3.2=3,5600000 3.5=1'],
    ['自查发现9处，自查整改7处', '1.1=9 1.2=7'],
    ['自查发现9处，不对，是12处', '1.1=12'],
    ['没有未带队的，停产0', '3.1=0 3.5=0'],
    ['停产整顿不涉及', '3.5=blank'],
    ['停产：2家\n未带队：1家', '3.5=2 3.1=1'],
  ])('%j', (text, expected) => {
    expect(brief(parseBulk(form, text))).toBe(expected)
    expect(parseBulk(form, text)?.exact).toBe(false)
  })

  it('the longest name wins, so that 企业自查已整改 is not 企业自查发现', () => {
    expect(brief(parseBulk(form, '企业自查发现重大事故隐患中已完成整改的7个'))).toBe('1.2=7')
  })

  it('a clause without a name goes to the only item of which its verb tells, but never alone', () => {
    expect(brief(parseBulk(form, '停产1家，改了7处'))).toBe('3.5=1 1.2=7')
    expect(parseBulk(form, '改了7处')).toBeUndefined()
  })

  it('a clause without a name that brings a second figure is left over', () => {
    expect(brief(parseBulk(form, '停产1家，死亡0人'))).toBe('3.5=1 |死亡0人')
  })

  it('a clause that makes the figure unsure is not dropped', () => {
    expect(brief(parseBulk(form, '自查发现9处，大概'))).toBe('1.1=?approximate')
  })

  it('a clause that names two items is left over', () => {
    expect(brief(parseBulk(form, '停产1家，未带队和停产3家'))).toBe('3.5=1 |未带队和停产3家')
  })

  it.each(['行政处罚怎么填', '停产整顿谁管', '烟花爆竹归谁管', '大家好'])('%j states nothing', (text) => {
    expect(parseBulk(form, text)).toBeUndefined()
  })
})

describe('an answer that names an item', () => {
  const field = (id: string) => form.sections.flatMap(({ fields }) => fields).find((each) => each.id === id)
  const answer = (id: string, text: string) => {
    const asked = field(id)
    if (asked === undefined) throw new Error(`no item ${id}`)
    return parseAnswer(asked, text, form)
  }

  it('is not taken for another one, although its words would fit', () => {
    expect(answer('3.10', '约谈企业3次')).toMatchObject({ outcome: 'ask-again', code: 'other-field' })
  })

  it('is taken for its own, and for the open one when it names none', () => {
    expect(answer('3.10', '约谈通报3次')).toEqual({ outcome: 'value', values: [3] })
    expect(answer('3.10', '约谈3次')).toEqual({ outcome: 'value', values: [3] })
  })
})

describe('the next items in a row', () => {
  it.each([
    ['1.1', '3 2 5 4', '1.1=3 1.2=2 1.3=5 3.1=4'],
    ['1.1', '3，2，5', '1.1=3 1.2=2 1.3=5'],
    ['1.1', '三 二', '1.1=3 1.2=2'],
    ['1.2', '3\n0', '1.2=3 1.3=0'],
  ])('from %s: %j', (from, text, expected) => {
    expect(brief(parseRun(form, from, text))).toBe(expected)
  })

  it.each([
    ['1.3', '3 2 5', 'a compound item is among them'],
    ['3.10', '3 2', 'the form ends before'],
    ['1.1', '3', 'it is a single number'],
    ['1.1', '3,200', 'the comma may part thousands'],
    ['1.1', '3 2家', 'a word is among them'],
    ['1.1', '3 1.5', 'a decimal is among them'],
    ['1.1', '3 十几', 'one is not sure'],
    ['9.9', '3 2', 'there is no such item'],
  ])('from %s: %j is no run, since %s', (from, text) => {
    expect(parseRun(form, from, text)).toBeUndefined()
  })
})

describe('an item that a text names', () => {
  it.each([
    ['3.2', '3.2'],
    ['３．２', '3.2'],
    ['去3.2', '3.2'],
    ['看一下3.10', '3.10'],
    ['第4项', '3.1'],
    ['第四项', '3.1'],
    ['行政处罚', '3.2'],
    ['改行政处罚', '3.2'],
    ['停产', '3.5'],
    ['第99项', undefined],
    ['9.9', undefined],
    ['处罚', undefined],
    ['', undefined],
  ])('%j is %s', (text, id) => {
    expect(parseAddress(form, text)).toBe(id)
  })
})

describe('a message with several items', () => {
  const WORDS = `
    自查发现 改了 都改完了 村级检查 查出 停产 未带队 行政处罚 罚款 罚了 9处 7个 3次 5.6万元 1家 0 十二 没有 不涉及 大概 3到5 其中 还有 又 1.1 3.2 3.5 = ： ， 。 、
    上次 （上次9个） 未填 企业 谢谢 怎么填 不对`
    .trim()
    .split(/\s+/)
  const text = fc.array(fc.constantFrom(...WORDS, ' ', '\n', '\t'), { maxLength: 14 }).map((parts) => parts.join(''))

  it('is read or not, never throws, and gives an item one entry', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary', maxLength: 300 })), (typed) => {
        const bulk = parseBulk(form, typed) ?? parseRun(form, '1.1', typed)
        const ids = bulk?.entries.map(({ fieldId }) => fieldId) ?? []
        expect(new Set(ids).size).toBe(ids.length)
      }),
      { numRuns: 2000 },
    )
  })

  it('gives no item a figure that was not said', () => {
    fc.assert(
      fc.property(text, (typed) => {
        // Each may be a count, or an amount in 万元; also the numbers of the items, as in 罚了3次，3.5.
        const said = new Set(
          [0, 9, 7, 3, 1, 12, 5.6, 1.1, 3.2, 3.5].flatMap((one) => [one, Math.round(one * 1e6), one * 1e8]),
        )
        for (const { answer } of (parseBulk(form, typed) ?? parseRun(form, '1.1', typed))?.entries ?? []) {
          for (const value of answer.outcome === 'value' ? answer.values : []) expect(said).toContain(value)
        }
      }),
      { numRuns: 2000 },
    )
  })
})

describe('what is said of all other items at the end', () => {
  it.each([
    ['1.1=14 3.2=1次2万，其余同上月', '1.1=14 3.2=1次2万', 'rest-same'],
    ['自查发现9处，改了7处，其余为0', '自查发现9处，改了7处', 'rest-zero'],
    ['3 2 5 4\n剩下都是0。', '3 2 5 4', 'rest-zero'],
  ])('%j', (typed, before, rest) => {
    expect(parseRestAtEnd(typed)).toEqual({ before, rest })
  })

  it.each(['其余为0', '1.1=14', '1.1=14，其余3个', '其余为0，1.1=14', '1.1=14，提交', ''])(
    '%j says nothing of them',
    (typed) => {
      expect(parseRestAtEnd(typed)).toBeUndefined()
    },
  )
})
