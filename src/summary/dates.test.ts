import { describe, expect, it } from 'vitest'
import type { Pack } from '../campaign/pack.ts'
import type { AsOf, Form } from '../form/schema.ts'
import { answerReport, answerRoutines, answerSubmissions, aspectOf } from './dates.ts'

const form = (id: string, blank: string, asOf: AsOf) =>
  ({ id, blank, name: '调度表', title: `调度表（${blank}版）`, asOf, sections: [] }) as unknown as Form
const pack = (asOf: AsOf): Pack => ({
  campaign: {
    place: '某镇',
    office: { name: '镇安委办', quote: '' },
    monthly: {
      day: 26,
      from: '各村',
      quote: '每月26日前报送',
      clause: '五（六）',
      first: { period: '2030-05', due: '2030-05-30', quote: '首报5月30日' },
      last: '2030-12',
    },
    conflicts: [{ topic: 'first-report', say: '两处写得不一样。', quotes: [] }],
  } as unknown as Pack['campaign'],
  forms: new Map([['village', form('village', '村', asOf)]]),
  duties: undefined,
  knowledge: undefined,
  tasks: undefined,
})
const DAY: AsOf = { rule: 'day', day: 25, quote: '截至当月25日' }
const NOON = Date.parse('2030-07-20T12:00:00+08:00')
const report = (text: string, now?: number, asOf: AsOf = DAY) =>
  answerReport(pack(asOf), aspectOf(text), text, { now, forms: [] })

describe('answerReport', () => {
  it('without a clock the rule is told, and the first day', () => {
    expect(report('什么时候报')).toMatchObject({ known: true, facts: ['每月26日', '2030-05-30', '各村', '镇安委办'] })
  })

  it('with a clock the day of this month is told, and how long it is off', () => {
    const answer = report('什么时候报', NOON)
    expect(answer?.facts).toContain('2030-07-26')
    expect(answer?.text).toContain('还有6天')
  })

  it('a month that is named is that month', () => {
    expect(report('9月的什么时候报', NOON)?.facts).toContain('2030-09-26')
    expect(report('9月的什么时候报')?.facts).toContain('2030-09-26')
  })

  it('the day to which figures run is told by the rule, and by the day where the month is known', () => {
    expect(report('数字截至哪天')?.facts).toEqual(['当月25日'])
    expect(report('数字截至哪天', NOON)?.facts).toEqual(['当月25日', '2030-07-25'])
  })

  it('a rule that the document lacks is said to be lacking', () => {
    const answer = report('数字截至哪天', NOON, { rule: 'unstated' })
    expect(answer).toMatchObject({ known: false, facts: [] })
    expect(answer?.text).toContain('没有写数字截至哪天')
  })

  it('a contradiction about the first report is told for the first month only', () => {
    expect(report('首报什么时候', NOON)?.text).toContain('两处写得不一样')
    expect(report('什么时候报', NOON)?.text).not.toContain('两处写得不一样')
  })

  it('a campaign without a monthly report has no answer', () => {
    const { campaign, ...rest } = pack(DAY)
    const { monthly: _, ...without } = campaign
    expect(answerReport({ ...rest, campaign: without as Pack['campaign'] }, 'due', '', { now: NOON, forms: [] })).toBe(
      undefined,
    )
  })
})

it.each([
  ['什么时候报', 'due'],
  ['首报是哪天', 'first'],
  ['首报哪天', 'first'],
  ['报到几月为止', 'last'],
  ['最后一次什么时候报', 'last'],
  ['数据统计到哪天', 'as-of'],
  ['截至哪天', 'as-of'],
  ['报给谁', 'to'],
  ['由谁报', 'from'],
  ['什么时候截止', 'due'],
])('%s asks for %s', (text, aspect) => {
  expect(aspectOf(text)).toBe(aspect)
})

it('a submission is told with its day, who hands it in and who gets it', () => {
  const plan = {
    id: 'plan',
    what: '方案',
    from: '各村',
    to: '镇安委办',
    due: '2030-06-01',
    forms: [],
    words: [],
    quote: '报送方案',
    clause: '末段',
  }
  expect(answerSubmissions([plan], { now: undefined, forms: [] }).facts).toEqual([
    '2030-06-01',
    '镇安委办',
    '各村',
    '方案',
  ])
})

it('a routine is told with how often it is done', () => {
  const bulletin = {
    id: 'b',
    what: '通报',
    who: '镇安委办',
    every: 'half-year' as const,
    words: [],
    quote: '半年',
    clause: '五',
  }
  expect(answerRoutines([bulletin]).facts).toEqual(['每半年', '镇安委办', '通报'])
})
