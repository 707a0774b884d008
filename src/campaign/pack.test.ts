import { describe, expect, it } from 'vitest'
import { parsePack } from './pack.ts'

const CAMPAIGN = `
id: town-2030
title: 某镇专项行动方案
name: 某镇专项行动
place: 某镇
issued: 2030-05-26
receipt: ZZ
forms: [village]
office: { name: 镇安委办, quote: 报送镇安委办 }
monthly:
  day: 26
  quote: 每月26日前
  clause: 五（六）
  first: { period: 2030-05, due: 2030-05-30, quote: 首报 }
  last: 2030-12
submissions:
  - { id: plan, what: 方案, from: 各村, to: 镇安委办, due: 2030-06-01, quote: 报送方案, clause: 末段 }
conflicts:
  - { topic: due, form: village, say: 两处不一致, quotes: [每月26日前, 每月25日前] }
`
const FORM = `
id: village
title: 调度表
name: 调度表
blank: 村（社区）
cumulative: true
asOf: { rule: unstated }
sections:
  - number: 1
    title: 总体情况
    fields:
      - { id: "1.1", label: 发现的隐患（个）, short: 发现, kind: count, components: [{ measure: 个 }], words: [自查发现], concept: hazard.found, example: 3个 }
      - { id: "1.2", label: 完成整改的（个）, short: 整改, kind: count, components: [{ measure: 个 }], concept: hazard.fixed, example: 2个 }
checks:
  - { id: fixed, left: "1.2", atMost: "1.1", level: error, why: 整改数不能多于发现数。 }
`
const DUTIES = `
clause: 第四部分
departments:
  - { name: 镇应急办, words: [应急办] }
  - { name: 镇规划办 }
duties:
  - { id: fireworks, subject: 烟花爆竹, owners: [镇应急办], words: [鞭炮], quote: 镇应急办负责, clause: 第四部分 }
  - { id: gas, subject: 燃气, owners: [镇规划办], words: [煤气], quote: 镇规划办负责, clause: 第四部分 }
`

const KNOWLEDGE = `
facts:
  - { id: sign, subject: 整改签字, asks: [who], words: [签字], say: 主要负责人签字, facts: [2030-06-30], quote: 签字销号, clause: 三 }
  - { id: when, subject: 整改签字, asks: [when], say: 整改后, quote: 签字销号, clause: 三 }
`
const TASKS = `
clause: 附件
measures: [{ number: 1, title: 压实责任 }]
tasks:
  - { number: 1, measure: 1, short: 清单, text: 5月底前制定清单, points: [（1）制定清单], owners: [应急办], dues: [{ due: 2030-05-31, point: 1, quote: 5月底前 }] }
  - { number: 2, measure: 1, short: 巡查, text: 开展巡查, points: [], owners: [镇规划办] }
`

interface Change {
  readonly knowledge?: string
  readonly tasks?: string
  readonly campaign?: string
  readonly form?: string
  readonly duties?: string
  readonly folder?: string
  readonly extra?: readonly string[]
}

function problemsOf(change: Change) {
  const result = parsePack(change.folder ?? 'town-2030', [
    { name: 'campaign.yaml', text: change.campaign ?? CAMPAIGN },
    { name: 'village.form.yaml', text: change.form ?? FORM },
    { name: 'duties.yaml', text: change.duties ?? DUTIES },
    { name: 'knowledge.yaml', text: change.knowledge ?? KNOWLEDGE },
    { name: 'tasks.yaml', text: change.tasks ?? TASKS },
    ...(change.extra ?? []).map((name) => ({ name, text: FORM })),
  ])
  return result.ok ? [] : result.problems
}

const place = ({ file, path, code }: { file: string; path: string; code: string }) => `${file} ${path} ${code}`

describe('parsePack', () => {
  it('gives a good pack with its forms in the order of campaign.yaml', () => {
    const result = parsePack('town-2030', [
      { name: 'other.form.yaml', text: FORM.replace('id: village', 'id: other') },
      { name: 'village.form.yaml', text: FORM },
      { name: 'campaign.yaml', text: CAMPAIGN.replace('[village]', '[village, other]') },
    ])
    expect(result.ok && [...result.pack.forms.keys()]).toEqual(['village', 'other'])
    expect(result.ok && result.pack.duties).toBeUndefined()
  })

  it('reports the problems of all files at once', () => {
    const problems = problemsOf({
      campaign: CAMPAIGN.replace('receipt: ZZ', 'receipt: zz'),
      form: FORM.replace('blank:', 'blnak:'),
      duties: DUTIES.replace('owners: [镇规划办]', 'owners: [镇规化办]'),
    })
    expect(problems.map(place).sort()).toEqual([
      'town-2030/campaign.yaml receipt wrong-value',
      'town-2030/duties.yaml duties[1].owners[0] unknown-reference',
      'town-2030/village.form.yaml blank missing-key',
      'town-2030/village.form.yaml blnak unknown-key',
    ])
  })

  it('names the nearest known key for an unknown one, inside lists too', () => {
    const [problem] = problemsOf({ form: FORM.replace('short: 发现,', 'short: 发现, exmaple: 3个,') })
    expect(problem).toMatchObject({ path: 'sections[0].fields[0].exmaple', line: 12 })
    expect(problem?.message).toContain('“example”')
  })

  it('says that an id without quotes needs them', () => {
    const [problem] = problemsOf({ form: FORM.replace('id: "1.1"', 'id: 1.1') })
    expect(problem).toMatchObject({ path: 'sections[0].fields[0].id', code: 'wrong-type' })
    expect(problem?.message).toContain('quotes')
  })

  it('gives the line of a YAML mistake', () => {
    const [problem] = problemsOf({ campaign: 'id: town-2030\ntitle: "open\n' })
    expect(problem?.code).toBe('yaml')
    expect(problem?.line).toBeGreaterThanOrEqual(2)
  })

  it('refuses a file that was not saved as UTF-8', () => {
    expect(problemsOf({ duties: 'clause: \uFFFD\uFFFD' }).map(({ code }) => code)).toEqual(['encoding'])
  })

  it.each<[string, Change, string]>([
    [
      'a form that is listed and missing',
      { campaign: CAMPAIGN.replace('[village]', '[village, town]') },
      'campaign.yaml forms[1] missing-file',
    ],
    ['a form that is there and not listed', { extra: ['town.form.yaml'], form: FORM }, 'town.form.yaml  unlisted-file'],
    ['a file that nothing reads', { extra: ['dutys.yaml'] }, 'dutys.yaml  unknown-file'],
    ['an id that differs from the folder', { folder: 'town-2031' }, 'campaign.yaml id mismatch'],
    [
      'a form id that differs from its file',
      { form: FORM.replace('id: village', 'id: town') },
      'village.form.yaml id mismatch',
    ],
    [
      'a check over an item that is not there',
      { form: FORM.replace('atMost: "1.1"', 'atMost: "1.9"') },
      'village.form.yaml checks[0].atMost unknown-reference',
    ],
    [
      'a check of a second figure that is not there',
      { form: FORM.replace('atMost: "1.1"', 'atMost: "1.1:2"') },
      'village.form.yaml checks[0].atMost unknown-reference',
    ],
    [
      'a check that compares an item with itself',
      { form: FORM.replace('atMost: "1.1"', 'atMost: "1.2"') },
      'village.form.yaml checks[0] cycle',
    ],
    [
      'an item id of another section',
      { form: FORM.replace('id: "1.2"', 'id: "2.2"').replace('left: "1.2"', 'left: "2.2"') },
      'village.form.yaml sections[0].fields[1].id mismatch',
    ],
    [
      'an item id used twice',
      { form: FORM.replace('id: "1.2"', 'id: "1.1"').replace('left: "1.2"', 'left: "1.1:1"') },
      'village.form.yaml sections[0].fields[1].id duplicate',
    ],
    [
      'too few components for the kind',
      { form: FORM.replace('kind: count', 'kind: times-amount') },
      'village.form.yaml sections[0].fields[0].components mismatch',
    ],
    [
      'a measure word that the label lacks',
      { form: FORM.replace('measure: 个', 'measure: 家') },
      'village.form.yaml sections[0].fields[0].components[0].measure mismatch',
    ],
    [
      'a short name that two items share',
      { form: FORM.replace('short: 整改', 'short: 发 现') },
      'village.form.yaml sections[0].fields[1].short duplicate',
    ],
    [
      'a word that is another item’s short name',
      { form: FORM.replace('[自查发现]', '[整改]') },
      'village.form.yaml sections[0].fields[0].words[0] duplicate',
    ],
    [
      'a conflict about a form that is not there',
      { campaign: CAMPAIGN.replace('form: village', 'form: town') },
      'campaign.yaml conflicts[0].form unknown-reference',
    ],
    [
      'a day before the campaign',
      { campaign: CAMPAIGN.replace('due: 2030-06-01', 'due: 2029-06-01') },
      'campaign.yaml submissions[0].due order',
    ],
    [
      'a last month before the first',
      { campaign: CAMPAIGN.replace('last: 2030-12', 'last: 2030-04') },
      'campaign.yaml monthly.last order',
    ],
    [
      'a first report due months later',
      { campaign: CAMPAIGN.replace('due: 2030-05-30', 'due: 2030-07-30') },
      'campaign.yaml monthly.first.due order',
    ],
    [
      'a day that does not exist',
      { campaign: CAMPAIGN.replace('due: 2030-05-30', 'due: 2030-06-31') },
      'campaign.yaml monthly.first.due wrong-value',
    ],
    [
      'a word that leads to two owners',
      { duties: DUTIES.replace('[煤气]', '[鞭 炮]') },
      'duties.yaml duties[1].words[0] overlap',
    ],
    [
      'a vague word that also leads straight',
      { duties: DUTIES.replace('words: [煤气]', 'vague: [鞭炮]') },
      'duties.yaml duties[1].vague[0] overlap',
    ],
    [
      'a short name of two departments',
      { duties: DUTIES.replace('name: 镇规划办', 'name: 镇规划办, words: [应急办]') },
      'duties.yaml departments[1].words[0] duplicate',
    ],
    [
      'two facts of one word that answer the same question',
      { knowledge: KNOWLEDGE.replace('[when]', '[who]') },
      'knowledge.yaml facts[1].subject overlap',
    ],
    [
      'a word that stands twice in a fact',
      { knowledge: KNOWLEDGE.replace('[签字]', '[整 改签字]') },
      'knowledge.yaml facts[0].words[0] duplicate',
    ],
    [
      'a fact that tells the owner of a duty',
      { knowledge: KNOWLEDGE.replace('[签字]', '[煤气]') },
      'knowledge.yaml facts[0].words[0] overlap',
    ],
    [
      'a day in a fact that does not exist',
      { knowledge: KNOWLEDGE.replace('2030-06-30', '2030-06-31') },
      'knowledge.yaml facts[0].facts[0] wrong-value',
    ],
    [
      'a fact id used twice',
      { knowledge: KNOWLEDGE.replace('id: when', 'id: sign') },
      'knowledge.yaml facts[1].id duplicate',
    ],
    [
      'a task number used twice',
      { tasks: TASKS.replace('number: 2, measure', 'number: 1, measure') },
      'tasks.yaml tasks[1].number duplicate',
    ],
    [
      'a number that the list leaves out',
      { tasks: TASKS.replace('number: 2, measure', 'number: 3, measure') },
      'tasks.yaml tasks order',
    ],
    [
      'a measure that is not there',
      { tasks: TASKS.replace('number: 2, measure: 1', 'number: 2, measure: 2') },
      'tasks.yaml tasks[1].measure unknown-reference',
    ],
    [
      'a measure without tasks',
      { tasks: TASKS.replace('title: 压实责任 }', 'title: 压实责任 }, { number: 2, title: 空 }') },
      'tasks.yaml measures[1] unknown-reference',
    ],
    [
      'a day of a point that the task lacks',
      { tasks: TASKS.replace('point: 1', 'point: 2') },
      'tasks.yaml tasks[0].dues[0].point unknown-reference',
    ],
    [
      'a day that the task does not name',
      { tasks: TASKS.replace('quote: 5月底前', 'quote: 6月底前') },
      'tasks.yaml tasks[0].dues[0].quote mismatch',
    ],
    [
      'a day of a year before the document',
      { tasks: TASKS.replace('2030-05-31', '2029-05-31') },
      'tasks.yaml tasks[0].dues[0].due order',
    ],
    [
      'an owner that is no department',
      { tasks: TASKS.replace('[应急办]', '[应积办]') },
      'tasks.yaml tasks[0].owners[0] unknown-reference',
    ],
  ])('finds %s', (_, change, expected) => {
    expect(problemsOf(change).map(place)).toContain(`${change.folder ?? 'town-2030'}/${expected}`)
  })

  it('finds checks that run in a circle', () => {
    const form = `${FORM}  - { id: back, left: "1.1", atMost: "1.2", level: error, why: 反了 }\n`
    expect(problemsOf({ form }).map(({ code }) => code)).toEqual(['cycle', 'cycle'])
  })

  it('lets rows of one owner share a word, and rows of any owner a vague one', () => {
    const shared = DUTIES.replace('owners: [镇规划办], words: [煤气]', 'owners: [应急办], words: [鞭炮], vague: [仓库]')
    expect(
      problemsOf({ duties: shared.replace('words: [鞭炮], quote', 'words: [鞭炮], vague: [仓库], quote') }),
    ).toEqual([])
  })
})
