import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Desk } from '../src/campaign/desk.ts'
import { type Decision, decide, reportKeysOf } from '../src/conversation/decide.ts'
import type { World } from '../src/conversation/scene.ts'
import { emptySession, type Session } from '../src/conversation/session.ts'
import { checkFigures, fieldsOf } from '../src/form/checks.ts'
import { ANSWER_KINDS } from '../src/form/schema.ts'
import type { ReminderBook } from '../src/reminder/book.ts'
import type { UnitReports } from '../src/report/unit-reports.ts'
import { loadSampleWorld } from './support/sample-world.ts'

let world: World

beforeAll(async () => {
  world = await loadSampleWorld()
})

/** What people send, and what they should not. */
const TEXTS = [
  ...[
    '填报',
    '填报5月',
    '继续',
    '更正',
    '更正 1.1=3',
    '提交',
    '确认',
    '不对',
    '取消',
    '撤销',
    '上一项',
    '跳过',
    '同上',
    '不涉及',
    '查看',
  ],
  ...[
    '暂停',
    '无变化',
    '其余为0',
    '其余同上月',
    '帮助',
    '？',
    '谢谢',
    '去3.2',
    '样例四村',
    '1',
    '2',
    '0',
    '12',
    '十二个',
    '没有',
    '3 2 5 4',
  ],
  ...[
    '1.1=9',
    '1.2=7',
    '2.1=30 2.2=3',
    '3.2=3次5.6万 3.5=0',
    '3.7=4个，其中危险作业罪1个',
    '罚了3次',
    '5万6',
    '3.2=不涉及',
    '未带队检查 2家',
  ],
  ...[
    '大概10个',
    '3到5家',
    '-3',
    '99999999999',
    '烟花爆竹谁管',
    '什么时候截止',
    '谁没报',
    '进度',
    '样例二村报了多少',
    '确认 上月多报',
  ],
  ...[
    '登记 王五 样例一村',
    '同意',
    '同意 1',
    '不同意 1',
    '问办公室',
    '问办公室 外包的算不算',
    '答 2 不算',
    '待办',
    '重填',
    '通过全部',
    '通过 样例一村',
    '退回 样例一村 3.2请核实',
    '退回 样例一村',
    '锁定',
    '解锁',
    '解锁 样例一村',
    '代填 样例三村',
    '代改 样例一村',
    '样例一村谁改过3.2',
    '有什么异常',
    '我的上报',
    '对比 1 2',
    '稍后提醒',
    '今天别再提醒',
    '我出差到30日',
    '我出差3天，让张九代报',
    '我回来了',
    '催报',
    '催 样例一村',
    '提醒计划',
    '提醒记录',
    '暂停提醒',
    '恢复提醒',
    '样例四村免报',
    '恢复上报 样例四村',
    '更多',
  ],
  ...['漏报一家', '<b>1</b>', '😀', '', ' ', '__proto__', '1.1=1.1=1.1', '9.9=1', 'toString'],
]
const PEOPLE = ['zhangsan', 'zhangjiu', 'zhaoliu', 'sunqi', 'bangongshi', 'stranger']

const message = fc.record({
  from: fc.constantFrom(...PEOPLE),
  text: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...TEXTS) }, { weight: 1, arbitrary: fc.string() }),
  /** Days that pass before the message. */
  later: fc.constantFrom(0, 0, 0, 0, 1, 20),
})

/** Plays messages as turn/ does: everything that is kept goes through JSON between two messages. */
function play(messages: readonly { from: string; text: string; later: number }[], after: (step: Step) => void): void {
  const sessions = new Map<string, string>()
  const reports = new Map<string, string>()
  const desks = new Map<string, string>()
  const books = new Map<string, string>()
  let now = Date.parse('2023-05-29T09:00:00+08:00')
  messages.forEach(({ from, text, later }, index) => {
    now += later * 86_400_000 + 15_000
    const keys = reportKeysOf(world, from).filter((key) => reports.has(key))
    const before = new Map(keys.map((key) => [key, JSON.parse(reports.get(key) ?? '') as UnitReports]))
    const decision = decide({
      world,
      inbound: { kind: 'text', id: `m${index}`, from, text },
      now,
      nonce: `T${index}`,
      session: JSON.parse(sessions.get(from) ?? JSON.stringify(emptySession)) as Session,
      reports: before,
      history: new Map(),
      books: new Map([...books].map(([userid, book]) => [userid, JSON.parse(book) as ReminderBook])),
      desks: new Map([...desks].map(([campaign, desk]) => [campaign, JSON.parse(desk) as Desk])),
    })
    sessions.set(from, JSON.stringify(decision.session))
    for (const [userid, book] of decision.books) books.set(userid, JSON.stringify(book))
    for (const [campaign, desk] of decision.desks) desks.set(campaign, JSON.stringify(desk))
    for (const [key, changed] of decision.reports) reports.set(key, JSON.stringify(changed))
    after({ from, text, before, decision })
  })
}

interface Step {
  readonly from: string
  readonly text: string
  readonly before: ReadonlyMap<string, UnitReports>
  readonly decision: Decision
}

/** Whole steps of a report by one person, so that talks get as far as versions and corrections. */
const step = fc
  .record({
    from: fc.constantFrom('zhangsan', 'zhangjiu', 'sunqi'),
    texts: fc.constantFrom(
      ['填报', '其余为0', '确认'],
      ['填报', '其余为0', '确认', '提交'],
      ['无变化', '确认'],
      ['更正 1.1=8', '提交', '漏报'],
      ['1.1=9', '确认'],
    ),
  })
  .map(({ from, texts }) => texts.map((text) => ({ from, text, later: 0 })))

const talks = fc
  .array(fc.oneof({ weight: 1, arbitrary: message.map((one) => [one]) }, { weight: 2, arbitrary: step }), {
    minLength: 1,
    maxLength: 30,
  })
  .map((steps) => steps.flat())

describe('whatever people send', () => {
  it('is answered, and never with what a program would say', () => {
    fc.assert(
      fc.property(talks, (messages) => {
        play(messages, ({ decision }) => {
          expect(decision.reply).not.toMatch(/undefined|null|NaN|\[object/)
          expect(decision.reply).not.toBe('')
        })
      }),
      { numRuns: 150 },
    )
  })

  it('leaves only whole figures in a draft, and none that breaks a rule of the form', () => {
    fc.assert(
      fc.property(talks, (messages) => {
        play(messages, ({ decision }) => {
          for (const { campaign, form: id, periods } of decision.reports.values()) {
            const form = world.packs.get(campaign)?.forms.get(id)
            if (!form) throw new Error('a report of no form')
            for (const figures of Object.values(periods).flatMap(({ draft, versions }) => [
              ...(draft ? [draft.figures] : []),
              ...versions.map((version) => version.figures),
            ])) {
              for (const [field, figure] of Object.entries(figures)) {
                const kind = fieldsOf(form).find((one) => one.id === field)?.kind
                expect(kind).toBeDefined()
                if (figure === null || typeof figure === 'string' || !kind) continue
                expect(figure).toHaveLength(ANSWER_KINDS[kind].length)
                for (const value of figure) expect(Number.isSafeInteger(value) && value >= 0).toBe(true)
              }
              expect(checkFigures(form, figures).filter(({ check }) => check.level === 'error')).toEqual([])
            }
          }
        })
      }),
      { numRuns: 150 },
    )
  })

  it('never changes a version, and submits only what is complete', () => {
    let corrections = 0
    fc.assert(
      fc.property(talks, (messages) => {
        play(messages, ({ before, decision }) => {
          for (const [key, after] of decision.reports) {
            for (const [period, { versions }] of Object.entries(after.periods)) {
              const earlier = before.get(key)?.periods[period]?.versions ?? []
              expect(versions.slice(0, earlier.length)).toEqual(earlier)
              expect(versions.map(({ number }) => number)).toEqual(versions.map((_, index) => index + 1))
              if (versions.length > 1) corrections++
              const form = world.packs.get(after.campaign)?.forms.get(after.form)
              for (const { figures } of versions) {
                expect(Object.keys(figures).sort()).toEqual((form ? fieldsOf(form) : []).map(({ id }) => id).sort())
              }
            }
          }
        })
      }),
      { numRuns: 150 },
    )
    // Else the talks did not get far enough to show anything.
    expect(corrections).toBeGreaterThan(10)
  })

  it('never touches the reports of a unit that is neither the sender’s nor of the sender’s office', () => {
    fc.assert(
      fc.property(talks, (messages) => {
        play(messages, ({ from, decision }) => {
          const { units = [], office = [] } = world.roster.people.get(from) ?? {}
          const own = units.map(({ campaign, form, name }) => `${campaign}/${form}/${name}`)
          for (const [key, { campaign }] of decision.reports) {
            if (!office.includes(campaign)) expect(own).toContain(key)
          }
        })
      }),
      { numRuns: 100 },
    )
  })

  it('is never kept of someone who is not on the roster, but a request to join', () => {
    fc.assert(
      fc.property(talks, (messages) => {
        play(messages, ({ from, decision }) => {
          if (world.roster.people.has(from)) return
          expect([decision.reports.size, decision.books.size, decision.audit.length]).toEqual([
            0,
            0,
            decision.desks.size,
          ])
        })
      }),
      { numRuns: 100 },
    )
  })

  it('is taken back by 撤销 exactly', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('9', '12', '没有', '1.1=9', '3.2=3次5.6万', '不涉及', '跳过'), { maxLength: 12 }),
        (texts) => {
          const figures: string[] = []
          const messages = ['填报', ...texts, '5', '撤销'].map((text) => ({ from: 'zhangsan', text, later: 0 }))
          play(messages, ({ decision, before }) => {
            const key = 'longmen-2023/village/样例一村'
            const reports = decision.reports.get(key) ?? before.get(key)
            figures.push(JSON.stringify(reports?.periods['2023-05']?.draft?.figures))
          })
          // 「5」 may have been refused by a rule; then 撤销 takes back the message before it.
          const [beforeFive, afterFive, afterUndo] = figures.slice(-3)
          if (beforeFive !== afterFive) expect(JSON.parse(afterUndo ?? '')).toEqual(JSON.parse(beforeFive ?? ''))
        },
      ),
    )
  })
})
