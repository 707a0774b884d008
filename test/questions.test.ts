// Plays every question of test/cases/questions against its pack: one file a pack, named after it. A line is a case, and
// needs no code. docs/questions.md says what the sets are for, and how far they are right.

import * as fs from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { readPacks } from '../src/files/pack-folder.ts'
import { createQuestionIndexes } from '../src/question/question-index.ts'
import { outcomeOf, readCases, wrongIn } from './support/question-cases.ts'

/** Of the questions that nobody tuned for, at least this share must be answered as the document says. */
const HELD_SHARE = 0.85

const packs = await readPacks(new URL('../flows', import.meta.url).pathname, fs)
if (!packs.ok) throw new Error(`broken packs: ${JSON.stringify(packs.problems)}`)
const indexes = createQuestionIndexes(packs.packs)

for (const [id, cases] of await readCases(fs)) {
  const index = indexes.get(id)
  if (!index) throw new Error(`no pack for the questions of ${id}`)

  describe(`questions about ${id}`, () => {
    it.each(cases.filter(({ set }) => set === 'tune'))('$query', (one) => {
      expect(wrongIn(one, outcomeOf(index, one.query))).toBeUndefined()
    })

    it('questions that were not tuned for are answered as the document says', () => {
      const held = cases.filter(({ set }) => set === 'held')
      // Which of them are wrong is not printed: a question that was looked at is no longer held.
      const wrong = held.filter((one) => wrongIn(one, outcomeOf(index, one.query)) !== undefined)
      expect(wrong.length).toBeLessThanOrEqual(held.length * (1 - HELD_SHARE))
    })

    it('no question is answered with a department that the document does not name for it', () => {
      const invented = cases.filter(({ query, departments }) => {
        const answer = outcomeOf(index, query)
        return answer.status === 'answered' && answer.departments.some((name) => !departments.includes(name))
      })
      expect(invented.map(({ query }) => query)).toEqual([])
    })
  })
}

/** Ways of asking for the monthly report. On days and receivers nothing less than all of them will do. */
const REPORT_QUESTIONS = {
  due: [
    ...[
      '什么时候报',
      '啥时候交表',
      '每月几号前报送',
      '月报最晚哪天',
      '报表截止日期是哪天',
      '每月报送期限',
      '几号之前要报',
    ],
    ...['进展情况调度表每月几号前报送', '最迟几号报', '月调度表啥时候要', '村里的调度表什么时候交', '这个月几号前报'],
    ...['when is the monthly form due', 'what is the deadline for the report', 'deadline?', 'mei yue ji hao bao'],
    ...['調度表什麼時候報送', '什么时侯报', '调渡表几号报', '8月的调度表哪天截止'],
  ],
  first: [
    ...['首报什么时候', '第一次什么时候报', '首次上报是几月份', 'when is the first report due', '什么时候开始报'],
    ...['首報時間', '第一期调度表哪天报'],
  ],
  to: [
    ...['报给谁', '表交到哪里', '报送到哪个部门', '调度表往哪儿报', '填完发给谁', 'who do we submit the report to'],
    ...['bao gei shei', '向谁报送调度表'],
  ],
  'as-of': [
    ...['数字截至哪天', '数据截止到哪天', '累计到什么时候', '统计到几号', '累计数算到几号', '填的数字算到哪一天'],
    ...['as of what date are the figures', '截至几号'],
  ],
} as const

const monthly = [...packs.packs.values()].filter(({ campaign }) => campaign.monthly !== undefined)

describe.each(monthly.map((pack) => [pack.campaign.id, pack] as const))('the monthly report of %s', (id, pack) => {
  const index = indexes.get(id)
  const { office, monthly: rule } = pack.campaign
  if (!index || !rule) throw new Error(`no monthly report in ${id}`)
  const names = { 'end-of-previous-month': '上月末', 'end-of-month': '本月末' }
  const rules = [...pack.forms.values()].flatMap(({ asOf }) =>
    asOf.rule === 'unstated' ? [] : asOf.rule === 'day' ? `${asOf.day}日` : names[asOf.rule],
  )

  it.each(REPORT_QUESTIONS.due)('is due on its day: %s', (query) => {
    expect(outcomeOf(index, query)).toMatchObject({ status: 'answered', departments: [] })
    expect(outcomeOf(index, query).facts).toContain(`每月${rule.day}日`)
  })

  it.each(REPORT_QUESTIONS.first)('has its first day, where the document gives it one: %s', (query) => {
    const { status, facts } = outcomeOf(index, query)
    if (rule.first.quote === rule.quote) expect({ status, facts }).toEqual({ status: 'unanswered', facts: [] })
    else expect(facts).toContain(rule.first.due)
  })

  it.each(REPORT_QUESTIONS.to)('goes to its office: %s', (query) => {
    expect(outcomeOf(index, query)).toMatchObject({ status: 'answered', facts: expect.arrayContaining([office.name]) })
  })

  it.each(REPORT_QUESTIONS['as-of'])('runs to the day that the document names, or to none: %s', (query) => {
    const { status, facts } = outcomeOf(index, query)
    expect(status).toBe(rules.length > 0 ? 'answered' : 'unanswered')
    for (const one of rules) expect(facts.some((fact) => fact.includes(one))).toBe(true)
    if (rules.length === 0) expect(facts).toEqual([])
  })
})
