// Plays every question of test/cases/questions against its pack: one file a pack, named after it. A line is a case, and
// needs no code. docs/questions.md says what the sets are for, and how far they are right.

import * as fs from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { readPacks } from '../src/files/pack-folder.ts'
import { createQuestionIndexes } from '../src/question/question-index.ts'
import { mayBeNamed, outcomeOf, readCases, wrongIn } from './support/question-cases.ts'

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
      expect(wrongIn(index, one, outcomeOf(index, one.query))).toBeUndefined()
    })

    it('questions that were not tuned for are answered as the document says', () => {
      const held = cases.filter(({ set }) => set === 'held')
      // Which of them are wrong is not printed: a question that was looked at is no longer held.
      const wrong = held.filter((one) => wrongIn(index, one, outcomeOf(index, one.query)) !== undefined)
      expect(wrong.length).toBeLessThanOrEqual(held.length * (1 - HELD_SHARE))
    })

    it('no question is answered with a department that the document does not name for it', () => {
      const invented = cases.filter((one) => {
        const answer = outcomeOf(index, one.query)
        const wrong = (name: string) => !one.departments.includes(name) && !mayBeNamed(index, one, answer, name)
        return answer.status === 'answered' && answer.departments.some(wrong)
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
    ...['月报几好前交', '调度表最迟到哪一天', '最晚哪天要交上去啊这个表', '月底30号再交行不行', '15号交表算不算晚'],
    ...[
      '我是新来的文书，每个月的表哪天前要给你们',
      '师傅，问一下，报表最后期限是哪日',
      '上次会上没听清楚，这个调度表到底哪一天报',
      '我们村的人手不够，想晚几天交，最迟能拖到几号',
      '您好，我是刚接手的报账员，想请教一下那个进展情况调度表每个月最晚哪天要交上去？谢谢！',
      '你好我是村里的小李，请问六月份的调度表几号前交',
      '请教一下领导，每月上报数据的最晚时间是什么时候',
    ],
    ...['忘记了，几号报来着', '几号前把数报给你们', '报表时间能不能推迟到下个月初', '月报晚两天交没事吧'],
    ...['what day of the month is our report due', 'mei ge yue na tian jiao biao'],
  ],
  first: [
    ...['首报什么时候', '第一次什么时候报', '首次上报是几月份', 'when is the first report due', '什么时候开始报'],
    ...['首報時間', '第一期调度表哪天报', '手报时间', '第一次报最晚哪天', '第一期表要赶在哪天前', '首抱是哪天'],
  ],
  to: [
    ...['报给谁', '表交到哪里', '报送到哪个部门', '调度表往哪儿报', '填完发给谁', 'who do we submit the report to'],
    ...['bao gei shei', '向谁报送调度表', '我填好了，往哪报', '28号前要交的那个表，报到哪个办公室'],
  ],
  'as-of': [
    ...['数字截至哪天', '数据截止到哪天', '累计到什么时候', '统计到几号', '累计数算到几号', '填的数字算到哪一天'],
    ...[
      'as of what date are the figures',
      '截至几号',
      '累计数算到哪天',
      '数据统计时间点是哪天',
      '填的数是截止到哪天的数',
    ],
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

/** Ways of asking for the number of the office. */
const PHONE_QUESTIONS = [
  ...[
    '不会填找谁问，电话多少',
    '打哪个电话问',
    '电话给我一个',
    '办公室电话号码发我一下',
    '有问题打什么电话咨询',
    '联系方式',
  ],
  ...[
    '你们电话多少啊，我有个事想问',
    'who should I call',
    'What number should I call if I have questions about the campaign?',
  ],
]

it.each(PHONE_QUESTIONS)('the office has the number that the document prints: %s', (query) => {
  for (const { campaign } of monthly) {
    const index = indexes.get(campaign.id)
    const facts = index ? outcomeOf(index, query).facts : []
    if (campaign.office.phone === undefined) expect(facts).toEqual([])
    else expect(facts).toContain(campaign.office.phone)
  }
})

/** What is handed in, filled or sent, and is not the report; whose number is not that of the office. */
const OTHER_QUESTIONS = [
  ...[
    '电费什么时候交',
    '医保什么时候交',
    '入党申请书交给谁',
    '高考志愿什么时候填',
    '税什么时候报',
    '低保申请表什么时候交',
  ],
  ...[
    '残疾人补贴哪天报',
    '人口普查表几号交',
    '贫困户信息表哪天前报',
    '财务报表哪天报',
    '党费每月几号交',
    '数学作业什么时候交',
  ],
  ...['镇长电话多少', '派出所的电话是多少', '表格发到哪个邮箱', '调度表几点之前交'],
  ...['专班组长是哪位', '安委办主任是谁', '镇长叫什么名字', '动员会在哪个会议室开', '动员会几点开始'],
]

it.each(OTHER_QUESTIONS)('no document answers this: %s', (query) => {
  for (const id of packs.packs.keys()) {
    const index = indexes.get(id)
    expect(index && outcomeOf(index, query)).toMatchObject({ status: 'unanswered', departments: [] })
  }
})

/** Ways of asking for an owner; X is the matter. What is asked decides the answer, not how. */
const OWNER_QUESTIONS = [
  ...[
    'X归哪个部门管？',
    'X是哪个单位负责',
    'X由谁牵头',
    'X归口哪个部门',
    'X由哪个办管',
    'X是谁的活',
    'X这一块谁抓',
    '谁管X',
  ],
  ...[
    '请问X由哪个部门组织排查整治',
    '关于X，哪家单位来管',
    'X责任单位',
    'X 归谁😂',
    'X边个管',
    'X搞不清楚该哪个部门',
    'X歸誰管',
  ],
  ...[
    '你好，我想问一下X这方面的隐患归谁管呀，谢谢',
    '昨天开会讲到X，我没听清，是哪个部门负责来着',
    'X坏了咋个弄，该找哪个',
  ],
  ...['隔壁那家X老是出问题，哪个来管一下嘛', '请问X由谁负责', 'X的重大事故隐患排查整治是由谁负责的？'],
]

describe.each(['longmen-2023', 'lingang-2023'])('a matter of %s', (id) => {
  const index = indexes.get(id)
  if (!index) throw new Error(`no pack ${id}`)
  // A matter that is one plain word; what is done about it would need sentences of its own.
  const duties = index.duty.duties.filter(
    ({ subject, owners }) => owners.length === 1 && /^[^，、（“]{2,6}$/.test(subject),
  )
  const named = duties.filter(({ subject }) => !/[报约考培宣牵挂通督录]/.test(subject))

  it.each(OWNER_QUESTIONS)('has the same owner however it is asked for: %s', (question) => {
    const wrong = named.filter(({ subject, owners }) => {
      const { status, departments } = outcomeOf(index, question.replace('X', subject))
      return status !== 'answered' || departments.join() !== owners.join()
    })
    expect(named.length).toBeGreaterThan(5)
    expect(wrong.map(({ subject }) => subject)).toEqual([])
  })
})

/** Matters on which none of the documents says a word. */
const STRANGE = [
  ...[
    '核电站',
    '卫星发射',
    '无人机飞行',
    '共享单车',
    '疫苗接种',
    '医保报销',
    '社保缴费',
    '户口迁移',
    '高考报名',
    '噪音扰民',
  ],
  ...['宠物医院', '快递', '宅基地', '野猪', '身份证', '广场舞', '停车位', '彩礼', '房租', '学区房'],
  ...['路灯不亮', '物业费', '土地流转', '电信诈骗', '拖欠工资', '税务登记', '商标注册', '天气预报', '猪瘟', '手机信号'],
]
const ABOUT_STRANGE = ['X归谁管', 'X哪个部门负责', 'X出了安全隐患找谁', '请问X由谁牵头排查整治', 'X谁来查']

it.each(STRANGE)('no document names a department for %s, however it is asked for', (matter) => {
  for (const id of packs.packs.keys()) {
    const index = indexes.get(id)
    const answers = ABOUT_STRANGE.flatMap((way) => (index ? outcomeOf(index, way.replace('X', matter)) : []))
    expect(answers.filter(({ status }) => status === 'answered')).toEqual([])
  }
})
