import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePack } from '../campaign/pack.ts'
import { createQuestionIndexes } from './question-index.ts'
import { answerQuestion, type QuestionContext } from './routing.ts'

const CAMPAIGN = `
id: town-2030
title: 某镇专项行动方案
name: 某镇专项行动
place: 某镇
issued: 2030-05-20
receipt: ZZ
forms: [village]
office: { name: 镇安委办, contact: 张三, phone: "12345678", quote: 联系人 }
monthly:
  day: 26
  from: 各村
  quote: 每月26日前报送
  clause: 五（六）
  first: { period: 2030-05, due: 2030-05-30, quote: 首报5月30日前 }
  last: 2030-12
submissions:
  - { id: plan, what: 实施方案, from: 各村, to: 镇政府, due: 2030-06-01, words: [实施方案], quote: 报送方案, clause: 末段 }
routines:
  - { id: bulletin, what: 全镇通报, who: 镇安委办, every: half-year, words: [通报], quote: 每半年通报, clause: 五（七） }
`
const FORM = `
id: village
title: 调度表
name: 调度表
blank: 村
cumulative: true
asOf: { rule: unstated }
sections:
  - number: 1
    title: 总体情况
    fields:
      - { id: "1.1", label: 行政处罚（次，万元）, short: 行政处罚, kind: times-amount, components: [{ measure: 次 }, { measure: 万元 }], concept: enforcement.penalty, example: "3次，5.6万元" }
      - { id: "1.2", label: 挂牌督办（个）, short: 挂牌督办, kind: count, components: [{ measure: 个 }], concept: hazard.listed, example: 2个 }
`
const DUTIES = `
clause: 第四部分
departments: [{ name: 镇应急办 }, { name: 镇规划办 }]
duties:
  - { id: fireworks, subject: 烟花爆竹, owners: [镇应急办], quote: 镇应急办负责烟花爆竹, clause: 第四部分 }
  - { id: gas, subject: 燃气, owners: [镇规划办], vague: [气罐], quote: 镇规划办负责燃气, clause: 第四部分 }
  - { id: lift, subject: 电梯, owners: [], vague: [气罐], quote: 电梯, clause: 第四部分 }
`
const KNOWLEDGE = `
facts:
  - { id: sign, subject: 整改销号, asks: [who], words: [签字], say: 由主要负责人签字。, facts: [主要负责人], quote: 主要负责人签字, clause: 三 }
  - { id: mess, subject: 外包混乱, asks: [what], say: 指未签协议。, facts: [未签协议], quote: 是指未签协议, clause: 注2 }
  - { id: tip-line, subject: 举报, asks: [phone], say: 举报电话是 999。, facts: ["999"], quote: 举报电话999, clause: 六 }
`
const TASKS = `
clause: 附件
measures: [{ number: 1, title: 压实责任 }, { number: 2, title: 打击非法 }]
tasks:
  - { number: 1, measure: 1, short: 责任清单, text: 5月底前制定责任清单, points: [], owners: [镇应急办], dues: [{ due: 2030-05-31, quote: 5月底前 }] }
  - { number: 2, measure: 2, short: 打非治违, text: 常态化打非治违, points: [], owners: [镇规划办, 镇应急办], words: [黑车] }
`

const pack = (files: Record<string, string>) => {
  const result = parsePack(
    'town-2030',
    Object.entries(files).map(([name, text]) => ({ name, text })),
  )
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  const index = createQuestionIndexes(new Map([['town-2030', result.pack]])).get('town-2030')
  if (!index) throw new Error('no index')
  return index
}
const FILES = {
  'campaign.yaml': CAMPAIGN,
  'village.form.yaml': FORM,
  'duties.yaml': DUTIES,
  'knowledge.yaml': KNOWLEDGE,
}
const index = pack(FILES)
const listed = pack({ ...FILES, 'tasks.yaml': TASKS })
const plain: QuestionContext = { now: undefined, forms: [], asked: undefined, numbered: true }
const ask = (query: string, context: Partial<QuestionContext> = {}) =>
  answerQuestion(index, query, { ...plain, ...context })
const askTasks = (query: string) => answerQuestion(listed, query, plain)

describe('what a question is about', () => {
  it('an owner comes from the table of duties, with the clause', () => {
    expect(ask('烟花爆竹归谁管')).toMatchObject({ status: 'answered', departments: ['镇应急办'] })
    expect(ask('烟花爆竹归谁管').text).toContain('第四部分')
  })

  it('a person who signs comes from the facts, and is no department', () => {
    expect(ask('整改完谁签字')).toMatchObject({ status: 'answered', departments: [], facts: ['主要负责人'] })
  })

  it('a day of a submission is not that of the monthly report', () => {
    expect(ask('实施方案什么时候报').facts).toContain('2030-06-01')
    expect(ask('调度表什么时候报').facts).toEqual(expect.arrayContaining(['每月26日', '2030-05-30']))
  })

  it('a receiver is that of the thing that is handed in', () => {
    expect(ask('实施方案报给谁').facts).toContain('镇政府')
    expect(ask('调度表报给谁').facts).toContain('镇安委办')
  })

  it('a day that the document does not name for a matter is not borrowed from the report', () => {
    expect(ask('电费什么时候交')).toMatchObject({ status: 'unanswered', facts: [] })
  })

  it('an as-of rule that the document does not name is said to be missing', () => {
    expect(ask('数字截至哪天')).toMatchObject({ status: 'unanswered', facts: [] })
    expect(ask('数字截至哪天').text).toContain('没有写')
  })

  it('an item is told by how it is filled, and not defined where the document does not', () => {
    expect(ask('行政处罚怎么填').facts).toEqual(expect.arrayContaining(['1.1', '次', '万元']))
    expect(ask('1.2填什么').facts).toContain('挂牌督办（个）')
    expect(ask('什么叫挂牌督办')).toMatchObject({ status: 'unanswered', facts: [] })
    expect(ask('什么叫外包混乱')).toMatchObject({ status: 'answered', facts: ['未签协议'] })
  })

  it('the number of the office is given for itself alone', () => {
    expect(ask('联系电话多少').facts).toContain('12345678')
    expect(ask('举报电话多少').facts).toEqual(['999'])
    expect(ask('派出所电话多少').status).toBe('unanswered')
  })

  it('two questions in one message get two answers', () => {
    const answer = ask('燃气谁管？调度表几号报？')
    expect(answer).toMatchObject({ status: 'answered', departments: ['镇规划办'] })
    expect(answer.facts).toContain('每月26日')
  })
})

describe('tasks', () => {
  it('by number, in figures or in words', () => {
    expect(askTasks('第2项是什么')).toMatchObject({ tasks: [2], departments: ['镇规划办', '镇应急办'] })
    expect(askTasks('二号任务谁负责')).toMatchObject({ tasks: [2], departments: ['镇规划办', '镇应急办'] })
  })

  it('a number beyond the list is said not to be there', () => {
    expect(askTasks('第3项谁负责')).toMatchObject({ status: 'unanswered', tasks: [], departments: [] })
  })

  it('by content, by owner, by measure and by month', () => {
    expect(askTasks('黑车谁管')).toMatchObject({ tasks: [2] })
    expect(askTasks('镇应急办有哪些任务')).toMatchObject({ tasks: [1, 2], departments: ['镇应急办'] })
    expect(askTasks('第二条措施有哪些任务')).toMatchObject({ tasks: [2] })
    expect(askTasks('5月底前要完成哪些')).toMatchObject({
      tasks: [1],
      facts: expect.arrayContaining(['2030-05-31']),
    })
  })

  it('a task without a day has none to tell', () => {
    expect(askTasks('打非治违什么时候完成')).toMatchObject({ status: 'unanswered', tasks: [2] })
  })
})

describe('follow-ups', () => {
  it('防雷呢 asks as the last question did', () => {
    const { asked } = ask('烟花爆竹归谁管')
    expect(ask('燃气呢？', { asked })).toMatchObject({ status: 'answered', departments: ['镇规划办'] })
  })

  it('那什么时候报 is about what was asked last', () => {
    const { asked } = ask('实施方案报给谁')
    expect(ask('那什么时候报？', { asked }).facts).toContain('2030-06-01')
  })

  it('那什么时候报 after a matter without a day is the report', () => {
    const { asked } = ask('烟花爆竹归谁管')
    expect(ask('那什么时候报？', { asked }).facts).toContain('每月26日')
  })

  it('a number after a choice is the choice, and is asked for only where it would be understood', () => {
    const choice = ask('气罐归谁管')
    expect(choice.status).toBe('choose')
    expect(ask('1', { asked: choice.asked })).toMatchObject({ status: 'answered', departments: ['镇规划办'] })
    expect(choice.text).toContain('回数字')
    expect(ask('气罐归谁管', { numbered: false }).text).not.toContain('回数字')
  })
})

describe('what is no question to this document', () => {
  it.each([
    '',
    '   ',
    '😀😀😀',
    '？？？',
    '你是傻子',
    'rm -rf / && echo 1',
    '<script>alert(1)</script>',
    '12家',
    '字'.repeat(2000),
  ])('%s gets a short, polite answer', (query) => {
    const answer = ask(query)
    expect(answer).toMatchObject({ status: 'unanswered', departments: [], tasks: [], facts: [] })
    expect([...answer.text].length).toBeGreaterThan(0)
    expect([...answer.text].length).toBeLessThan(100)
  })

  it('another place is not answered for', () => {
    expect(ask('东风镇的烟花爆竹归谁管')).toMatchObject({ status: 'unanswered', departments: [] })
  })

  it('any text gets an answer, and a department only with a row that names it', () => {
    const words = fc.constantFrom(
      '烟花爆竹',
      '燃气',
      '归谁管',
      '什么时候',
      '报',
      '第2项',
      '？',
      '呢',
      '5月',
      'gas',
      '签字',
      '。',
      '9',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(words, { maxLength: 8 }).map((all) => all.join('')),
    )
    fc.assert(
      fc.property(text, (query) => {
        const answer = ask(query)
        const known = [
          ...(query.includes('烟花爆竹') ? ['镇应急办'] : []),
          ...(/燃气|gas/i.test(query) ? ['镇规划办'] : []),
        ]
        expect(answer.text).not.toBe('')
        if (answer.status === 'answered') expect(answer.departments.filter((name) => !known.includes(name))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})
