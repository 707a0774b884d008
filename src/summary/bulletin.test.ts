import { describe, expect, it } from 'vitest'
import { loadPack, snapshotOf } from '../../test/support/sample-snapshot.ts'
import { draftBulletin, rangeOf, renderBulletin } from './bulletin.ts'

const longmen = await loadPack('longmen-2023')
const lingang = await loadPack('lingang-2023')
const baishiyi = await loadPack('baishiyi-2022')
const now = Date.parse('2023-06-27T09:00:00+08:00')

const figures = (found: number, fixed: number) => ({
  '1.1': [found],
  '1.2': [fixed],
  '1.3': [0],
  '1.4': [0],
  '2.1': [8],
  '2.3': [3],
})
const snapshot = snapshotOf(
  longmen,
  ['甲村', '乙村', '丙村', ['镇应急管理办', 'department']],
  [
    { unit: '甲村', period: '2023-05', day: '2023-05-30', figures: figures(6, 2) },
    { unit: '甲村', period: '2023-06', day: '2023-06-26', figures: figures(9, 9) },
    { unit: '乙村', period: '2023-06', day: '2023-06-27', figures: figures(3, 1) },
    { unit: '镇应急管理办', period: '2023-06', day: '2023-06-20', figures: { '1.5': [2], '1.6': [1] } },
  ],
)

function textOf(every: 'week' | 'month' | 'half-year', source = snapshot, period = '2023-06'): string {
  const bulletin = draftBulletin(source, rangeOf(source.pack.campaign, every, period), now)
  return bulletin ? renderBulletin(bulletin) : ''
}

describe('a bulletin', () => {
  const text = textOf('month')

  it('tells how many reported, on time and late, of how many', () => {
    expect(text).toContain('2023年6月应报4个单位，已报3个（按时2个、逾期1个），报送率75.0%。')
  })

  it('says of every figure how many units it covers and to which day', () => {
    expect(text).toContain('村（社区）（2个单位合计，数据截至2023年5月31日）：企业自查发现12个，已整改10个（83.3%）')
  })

  it('counts the increase over the units that reported both months', () => {
    expect(text).toContain('与5月相比（两个月都报的1个单位）：发现新增3个，整改新增7个。')
  })

  it('names who was late and who is missing', () => {
    expect(text).toContain('迟报1个：乙村（6月27日）。')
    expect(text).toContain('未报1个：丙村。')
  })

  it('ranks the units that found hazards, and names the one that found none', () => {
    expect(text).toContain('第1名 甲村（100.0%，9/9）；第2名 乙村（33.3%，1/3）。')
    expect(text).toContain('没有发现隐患或不涉及、不参加排名的：镇应急管理办。')
  })

  it('tells hazards under supervision that are open, by unit', () => {
    expect(text).toContain('挂牌督办2个，已整改1个，尚未完成整改1个：镇应急管理办1个。')
  })

  it('says as next steps only what the document says, and leaves the rest to the office', () => {
    const next = text.slice(text.indexOf('下一步工作'))
    expect(next).toContain('2023年7月26日前报送7月调度表（“各村（社区）、镇各有关部门每月26日前报送')
    expect(next).toContain('2023年8月3日前，各村（社区）、镇各有关部门向镇安委办报送贯彻落实情况（第一次）')
    expect(next).not.toContain('2023年12月3日前，')
    expect(next).toContain('【请办公室补充】')
  })

  it('is marked as a draft and signed with office and day', () => {
    expect(text).toContain('【草稿，据2023年6月27日09:00已报数据生成，印发前请办公室核改】')
    expect(text.endsWith('镇安委办\n2023年6月27日')).toBe(true)
  })

  it('numbers its parts without a gap', () => {
    const numerals = [...text.matchAll(/^([一二三四五六七八九十])、/gm)].map(([, numeral]) => numeral)
    expect(numerals.join('')).toBe('一二三四五六七')
  })
})

describe('the kind of a bulletin', () => {
  it('that the document orders is quoted', () => {
    expect(textOf('half-year')).toContain(
      '根据《龙门镇重大事故隐患专项排查整治2023行动总体方案》“镇安委办每半年全镇通报一次”的要求',
    )
    expect(textOf('month')).not.toContain('根据《')
    const lingangText = textOf('week', snapshotOf(lingang, ['区住建局'], []))
    expect(lingangText).toContain('周调度情况的通报（截至6月27日）')
    expect(lingangText).toContain('“每周调度统计区有关部门单位开展专项排查整治开展情况”')
  })

  it('half-yearly tells its months one by one, and who was not always on time', () => {
    const text = textOf('half-year')
    expect(text).toContain('关于龙门镇重大事故隐患专项排查整治2023行动上半年进展情况的通报')
    expect(text).toContain('2023-05：已报/应报1/4，发现6，整改2，整改率33.3%')
    expect(text).toContain('丙村（2次按时0次）')
    expect(text).not.toContain('甲村（2次按时')
  })

  it('half-yearly begins with the first month of the campaign in that half', () => {
    expect(rangeOf(longmen.campaign, 'half-year', '2023-06')).toEqual({
      every: 'half-year',
      from: '2023-05',
      to: '2023-06',
    })
    expect(rangeOf(longmen.campaign, 'half-year', '2023-09')).toEqual({
      every: 'half-year',
      from: '2023-07',
      to: '2023-09',
    })
  })

  it('does not say of a form that is not cumulative that it grew', () => {
    const report = (period: string, found: number) => ({
      unit: '区住建局',
      period,
      day: `${period}-20`,
      figures: { '1.1': [found] },
    })
    const text = textOf('month', snapshotOf(lingang, ['区住建局'], [report('2023-05', 2), report('2023-06', 5)]))
    expect(text).toContain('发现多3个，整改持平')
  })
})

describe('where there is nothing to tell', () => {
  it('there is no bulletin of a campaign without a form', () => {
    expect(textOf('month', snapshotOf(baishiyi, [], []), '2022-06')).toBe('')
  })

  it('a month without reports says so, without a rate of nothing', () => {
    const text = textOf('month', snapshotOf(longmen, ['甲村'], []))
    expect(text).toContain('还没有单位报送。')
    expect(text).not.toMatch(/NaN|Infinity|undefined/)
  })
})

describe('a blank', () => {
  const blank = { '1.1': null, '1.2': null, '1.3': null, '1.4': null }
  const reports = [{ unit: '甲村', period: '2023-06', day: '2023-06-20', figures: blank }]
  const text = textOf('month', snapshotOf(longmen, ['甲村'], reports))

  it('is not told as no hazard found', () => {
    expect(text).not.toMatch(/发现0/)
    expect(text).toContain('甲村：报送按时\n')
  })
})

describe('a town of three hundred units', () => {
  const names = Array.from({ length: 300 }, (_, index) => `样例${index}村`)
  const reports = names.map((unit) => ({ unit, period: '2023-06', day: '2023-06-20', figures: figures(10, 5) }))
  const text = textOf('month', snapshotOf(longmen, names, reports))

  it('is told in chat by its first units and the ends of the ranking', () => {
    expect(text).toContain('……另有285个单位，见文件。')
    expect(text).toContain('前10名：')
    expect(text.split('\n').length).toBeLessThan(60)
  })
})
