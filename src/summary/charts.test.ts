import fs from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { townOf, withMonths } from '../../test/support/sample-town.ts'
import { readPack } from '../files/pack-folder.ts'
import { fieldsOf } from '../form/checks.ts'
import { renderChartText } from './chart-text.ts'
import { type Board, boardOf, rankingChartOf, trendChartOf } from './charts.ts'

// Longmen: the first month is May 2023, due on the 30th; then the 26th of each month, until December.
const read = await readPack('flows', 'longmen-2023', fs)
if (!read.ok) throw new Error('flows/longmen-2023 is not a good pack')
const { pack } = read
const [form] = pack.forms.values()
const at = (time: string) => Date.parse(`${time}:00+08:00`)
const IN_JULY = at('2023-07-25T16:02')
const AFTER_JULY = at('2023-07-27T09:00')

function field(id: string) {
  const found = form && fieldsOf(form).find((one) => one.id === id)
  if (!found) throw new Error(`no item ${id}`)
  return found
}

function board(deeds: Readonly<Record<string, string>>, now: number): Board {
  const made = boardOf(townOf(pack, deeds), now)
  if (!made) throw new Error('no board')
  return made
}

const signs = ({ rows }: Board) =>
  Object.fromEntries(rows.map(({ unit, cells }) => [unit, cells.map(({ sign }) => sign).join(' ')]))

describe('the board', () => {
  it('has a sign for what each unit did in each month up to this one', () => {
    const made = board({ 甲村: '✓迟退', 乙村: '缺✓满', 丙村: '免✓缺' }, IN_JULY)
    expect(made.months).toEqual(['5月', '6月', '7月'])
    expect(signs(made)).toEqual({ 甲村: '✓ 迟 退', 乙村: '缺 ✓ 填满', 丙村: '免 ✓ –' })
  })

  it('says how far a draft is, rounded down', () => {
    // Twelve of the form's 25 items.
    expect(signs(board({ 甲村: '半' }, at('2023-05-29T09:00')))).toEqual({ 甲村: '填48%' })
  })

  it('calls a report missing only after its day: the 26th itself is still open', () => {
    const state = (now: string) => board({ 甲村: '✓✓缺' }, at(now)).rows[0]?.cells[2]?.state
    expect(state('2023-07-26T23:59')).toBe('waiting')
    expect(state('2023-07-27T00:00')).toBe('missing')
  })

  it('counts returned reports as missing, and exempt units not at all', () => {
    const made = board({ 甲村: '✓✓✓', 乙村: '✓✓退', 丙村: '✓✓迟', 丁村: '✓✓免' }, IN_JULY)
    expect(made.heading).toBe('7月应报3个单位，已报2个，缺1个（截至7月25日16:02）')
  })

  it('explains the states that occur, and no others', () => {
    const made = board({ 甲村: '✓✓缺' }, AFTER_JULY)
    expect(made.legend.map(({ sign, meaning }) => `${sign}${meaning}`)).toEqual(['✓按时', '缺到期没报'])
  })

  it('is named by place and month', () => {
    expect(board({ 甲村: '✓✓✓' }, IN_JULY).name).toEqual(['龙门镇', '看板', '2023-07'])
  })

  it('ends with the last month of the campaign, and has twelve months at most', () => {
    const made = boardOf(townOf(withMonths(pack, 15), { 甲村: '' }), at('2025-01-10T09:00'))
    expect(made?.months).toHaveLength(12)
    expect(made?.months.at(0)).toBe('8月')
    expect(made?.months.at(-1)).toBe('7月')
  })

  it('is nothing without units', () => {
    expect(boardOf(townOf(pack, {}), IN_JULY)).toBeUndefined()
  })

  const many = (count: number, deedOf: (unit: number) => string) =>
    Object.fromEntries(Array.from({ length: count }, (_, unit) => [`${unit}村`, deedOf(unit)]))

  it('shows all of 40 units', () => {
    const made = board(
      many(40, () => '✓✓✓'),
      AFTER_JULY,
    )
    expect(made.rows).toHaveLength(40)
    expect(made.notes).toEqual([])
  })

  it('of more than 40 shows those that are missing, late or returned, in the order of the roster, and says so', () => {
    const deeds: Readonly<Record<number, string>> = { 3: '✓迟✓', 17: '✓✓缺', 38: '退✓✓', 39: '✓✓半', 20: '免✓✓' }
    const made = board(
      many(41, (unit) => deeds[unit] ?? '✓✓✓'),
      AFTER_JULY,
    )
    expect(made.rows.map(({ unit }) => unit)).toEqual(['3村', '17村', '38村', '39村'])
    expect(made.notes).toEqual(['共41个单位，只列缺报、逾期、退回的4个。'])
    expect(made.heading).toContain('应报41个单位，已报39个')
  })

  it('leaves out first, where trouble does not fit, whoever is in order this month', () => {
    const made = board(
      many(50, (unit) => (unit < 10 ? '迟迟✓' : '✓✓缺')),
      AFTER_JULY,
    )
    expect(made.rows.map(({ unit }) => unit)).toEqual(Array.from({ length: 40 }, (_, index) => `${index + 10}村`))
    expect(made.notes).toEqual(['共50个单位，只列缺报、逾期、退回的40个，另有10个画不下。'])
  })

  it('of more than 40 without any trouble shows the first ones', () => {
    const made = board(
      many(60, () => '✓✓✓'),
      AFTER_JULY,
    )
    expect(made.rows).toHaveLength(40)
    expect(made.notes).toEqual(['共60个单位，都没有缺报、逾期、退回；只列前40个。'])
  })
})

describe('the trend', () => {
  const growing = (unit: number, month: number) => ({ found: 10 + unit + month, fixed: 5 + month })

  it('adds found and closed hazards of all units month by month', () => {
    const trend = trendChartOf(townOf(pack, { 甲村: '✓✓', 乙村: '✓✓' }, growing))
    expect(trend?.months.map(({ name }) => name)).toEqual(['5月', '6月'])
    expect(trend?.panels[0]?.map(({ name, points }) => [name, ...points.map((point) => point?.value)])).toEqual([
      ['发现（个）', 21, 23],
      ['整改（个）', 10, 12],
    ])
    expect(trend?.notes[0]).toBe('各月应报单位全部报齐。')
    expect(trend?.partial).toBeUndefined()
  })

  it('marks a month in which a unit is missing, and says how many reported', () => {
    const trend = trendChartOf(townOf(pack, { 甲村: '✓✓', 乙村: '✓缺' }))
    expect(trend?.months.map(({ isComplete }) => isComplete)).toEqual([true, false])
    expect(trend?.notes[0]).toBe('没报齐的月份：6月1/2。')
    expect(trend?.partial).toBe('没报齐')
  })

  it('leaves a gap, not zero, where nobody reported', () => {
    const trend = trendChartOf(townOf(pack, { 甲村: '✓缺✓' }))
    expect(trend?.panels[0]?.[0]?.points.map((point) => point?.value)).toEqual([10, undefined, 10])
  })

  it('ends with the last month that has a report, and says to which day its figures run', () => {
    const trend = trendChartOf(townOf(pack, { 甲村: '✓✓半' }))
    expect(trend?.name).toEqual(['龙门镇', '趋势', '2023-06'])
    // 「截至上月底」
    expect(trend?.notes).toContain('6月报的数字截至5月31日。')
  })

  it('draws times and money of one item on scales of their own', () => {
    const trend = trendChartOf(townOf(pack, { 甲村: '✓' }), field('3.2'))
    expect(trend?.title).toBe('龙门镇专项行动 3.2 行政处罚趋势')
    expect(trend?.panels.map((panel) => panel.map(({ name }) => name))).toEqual([['处罚（次）'], ['罚款（万元）']])
  })

  it('is nothing before the first report', () => {
    expect(trendChartOf(townOf(pack, { 甲村: '半' }))).toBeUndefined()
  })
})

describe('the ranking', () => {
  it('has the best first, with shared places, and names whom it leaves out', () => {
    const closed = [5, 10, 10, 0, 0]
    const town = townOf(pack, { 甲村: '✓', 乙村: '✓', 丙村: '✓', 丁村: '✓', 戊村: '缺' }, (unit) => ({
      found: unit === 3 ? 0 : 10,
      fixed: closed[unit] ?? 0,
    }))
    const ranking = rankingChartOf(town, '2023-05')
    expect(ranking?.bars).toEqual([
      { place: 1, unit: '乙村', rate: 1, label: '100%（10/10）' },
      { place: 1, unit: '丙村', rate: 1, label: '100%（10/10）' },
      { place: 3, unit: '甲村', rate: 0.5, label: '50%（5/10）' },
    ])
    expect(ranking?.heading).toBe('发现30个，整改25个（83.3%），4/5个单位已报')
    expect(ranking?.notes).toContain('没有发现隐患，不排名：丁村。')
    expect(ranking?.notes).toContain('没报，不排名：戊村。')
  })

  it('of more than 40 has the first and the last 20', () => {
    const deeds = Object.fromEntries(Array.from({ length: 50 }, (_, unit) => [`${unit}村`, '✓']))
    const ranking = rankingChartOf(
      townOf(pack, deeds, (unit) => ({ found: 100, fixed: 100 - unit })),
      '2023-05',
    )
    const places = ranking?.bars.map(({ place }) => place)
    expect(places).toHaveLength(40)
    expect(places?.slice(19, 21)).toEqual([20, 31])
    expect(ranking?.cutAfter).toBe(20)
    expect(ranking?.notes[0]).toBe('参加排名的50个单位，只列前20个和后20个。')
  })

  it('is nothing where no hazard was found', () => {
    expect(
      rankingChartOf(
        townOf(pack, { 甲村: '✓' }, () => ({ found: 0, fixed: 0 })),
        '2023-05',
      ),
    ).toBeUndefined()
  })
})

describe('a chart as text', () => {
  it('has the board line by line, with its legend', () => {
    expect(renderChartText(board({ 甲村: '✓迟半', 乙村: '✓缺缺' }, IN_JULY)).split('\n')).toEqual([
      '龙门镇专项行动上报看板',
      '7月应报2个单位，已报0个，缺2个（截至7月25日16:02）',
      '单位：5月 6月 7月',
      '甲村：✓ 迟 填48%',
      '乙村：✓ 缺 –',
      '✓ 按时，迟 逾期报的，填n% 在填，缺 到期没报，– 没到期',
    ])
  })

  it('has a trend month by month, and says where there is no figure', () => {
    const trend = trendChartOf(townOf(pack, { 甲村: '✓缺✓' }))
    expect(trend && renderChartText(trend).split('\n').slice(0, 4)).toEqual([
      '龙门镇专项行动隐患发现、整改趋势',
      '5月 发现（个）10，整改（个）8',
      '6月 发现（个）没有数，整改（个）没有数',
      '7月 发现（个）10，整改（个）8',
    ])
  })

  it('has a ranking place by place', () => {
    const ranking = rankingChartOf(townOf(pack, { 甲村: '✓' }), '2023-05')
    expect(ranking && renderChartText(ranking).split('\n')).toContain('1 甲村 80%（8/10）')
  })
})
