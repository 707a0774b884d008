import { describe, expect, it } from 'vitest'
import type { Board, Chart, RankingChart, Trend } from '../summary/charts.ts'
import { drawingOf } from './chart-drawing.ts'

const frame = { name: [], title: '龙门镇专项行动上报看板', heading: '6月应报15个单位，已报12个', notes: ['说明。'] }

function boardOf(units: readonly string[], months: number, sign = '填60%'): Board {
  return {
    ...frame,
    kind: 'board',
    months: Array.from({ length: months }, (_, index) => `${index + 1}月`),
    rows: units.map((unit) => ({
      unit,
      cells: Array.from({ length: months }, () => ({ state: 'filling' as const, sign })),
    })),
    legend: [{ state: 'filling', sign: '填n%', meaning: '在填' }],
  }
}

const trend: Trend = {
  ...frame,
  kind: 'trend',
  months: [
    { name: '5月', isComplete: true },
    { name: '6月', isComplete: false },
  ],
  partial: '没报齐',
  panels: [[{ name: '发现（个）', points: [{ value: 7, label: '7' }, undefined] }]],
}

const ranking: RankingChart = {
  ...frame,
  kind: 'ranking',
  bars: [{ place: 1, unit: '甲村', rate: 0.75, label: '75%（3/4）' }],
  cutAfter: undefined,
}

const charts: readonly Chart[] = [boardOf(['甲村'], 12), trend, ranking]

/** Every value of a key, at any depth. */
function valuesOf(key: string, within: unknown): unknown[] {
  if (typeof within !== 'object' || within === null) return []
  return Object.entries(within).flatMap(([name, value]) => [...(name === key ? [value] : []), ...valuesOf(key, value)])
}

/** What stands in the cells. */
const signsOf = (board: Board) =>
  valuesOf('formatter', drawingOf(board).option.series).filter((one): one is string => typeof one === 'string')

/** What stands beside the rows. */
const namesOf = (board: Board) => valuesOf('data', drawingOf(board).option.yAxis).flat().map(String)

describe('a drawing', () => {
  it.each(charts)('has no type that a phone cannot show: $kind', (chart) => {
    const sizes = valuesOf('fontSize', drawingOf(chart).option) as number[]
    expect(sizes.length).toBeGreaterThan(3)
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(22)
  })

  it.each(charts)('is 750 pixels wide and does not move: $kind', (chart) => {
    const { width, option } = drawingOf(chart)
    expect(width).toBe(750)
    expect(option.animation).toBe(false)
  })

  it('grows with its units', () => {
    const few = drawingOf(boardOf(['甲村'], 6)).height
    const more = drawingOf(boardOf(['甲村', '乙村', '丙村'], 6)).height
    expect(more).toBeGreaterThan(few + 60)
  })
})

describe('a board', () => {
  it('has the whole sign of a draft where months are few, and only its share where they are many', () => {
    expect(signsOf(boardOf(['甲村'], 6))).toContain('填60%')
    expect(signsOf(boardOf(['甲村'], 12))).toContain('60%')
    expect(signsOf(boardOf(['甲村'], 12, '填满'))).toContain('填满')
  })

  it('writes a long name on two lines, and cuts what is longer', () => {
    const [short, long, longer] = namesOf(
      boardOf(['甲村', '龙门镇应急管理办', '镇自然资源和规划管理所不动产登记中心'], 12),
    )
    expect(short).toBe('甲村')
    expect(long?.replace('\n', '')).toBe('龙门镇应急管理办')
    expect(long?.split('\n')).toHaveLength(2)
    expect(longer).toMatch(/^镇自然.*…$/s)
    expect(longer?.split('\n')).toHaveLength(2)
  })
})
