import { describe, expect, it } from 'vitest'
import { loadPack, snapshotOf } from '../../test/support/sample-snapshot.ts'
import { rankByFixed, rankByTimely } from './ranking.ts'

const pack = await loadPack('longmen-2023')

describe('整改率', () => {
  const hazards = (found: number, fixed: number) => ({ '1.1': [found], '1.2': [fixed], '1.3': [0], '1.4': [0] })
  const rank = (...rates: [number, number][]) => {
    const units = rates.map((_, index) => `样例${index}村`)
    const reports = rates.map(([found, fixed], index) => ({
      unit: units[index] ?? '',
      period: '2023-06',
      day: '2023-06-20',
      figures: hazards(found, fixed),
    }))
    return rankByFixed(snapshotOf(pack, [...units, '没报村'], reports), '2023-06')
  }

  it('gives equal rates one place and skips the next', () => {
    const { ranked } = rank([3, 1], [9, 9], [6, 2], [10, 0])
    expect(ranked.map(({ place, unit }) => [place, unit.name])).toEqual([
      [1, '样例1村'],
      [2, '样例0村'],
      [2, '样例2村'],
      [4, '样例3村'],
    ])
  })

  it('names a unit that found nothing beside the ranking, and one that did not report not at all', () => {
    const { ranked, without } = rank([0, 0], [2, 1])
    expect(ranked.map(({ unit }) => unit.name)).toEqual(['样例1村'])
    expect(without.map(({ name }) => name)).toEqual(['样例0村'])
  })

  it('adds self-checks and inspections', () => {
    const figures = { '1.1': [2], '1.2': [1], '1.3': [2], '1.4': [2] }
    const reports = [{ unit: '样例一村', period: '2023-06', day: '2023-06-20', figures }]
    expect(rankByFixed(snapshotOf(pack, ['样例一村'], reports), '2023-06').ranked).toMatchObject([
      { part: 3, whole: 4 },
    ])
  })
})

describe('及时率', () => {
  const months = ['2023-05', '2023-06', '2023-07']
  const report = (unit: string, period: string, day: string) => ({ unit, period, day, figures: { '1.1': [1] } })
  const timely = (day: string, exempt: Parameters<typeof snapshotOf>[3] = []) => {
    const reports = [
      report('准时村', '2023-05', '2023-05-30'),
      report('准时村', '2023-06', '2023-06-26'),
      report('迟报村', '2023-05', '2023-05-31'),
      report('迟报村', '2023-06', '2023-06-20'),
      // Corrected after the day: the first version counts.
      report('迟报村', '2023-06', '2023-06-28'),
    ]
    const snapshot = snapshotOf(pack, ['准时村', '迟报村', '没报村'], reports, exempt)
    return rankByTimely(snapshot, months, Date.parse(`${day}T10:00:00+08:00`))
  }

  it('counts the due day itself as on time, and no month before its day has passed', () => {
    expect(timely('2023-06-27').ranked.map(({ unit, part, whole }) => [unit.name, part, whole])).toEqual([
      ['准时村', 2, 2],
      ['迟报村', 1, 2],
      ['没报村', 0, 2],
    ])
  })

  it('counts a month from the day after it was due', () => {
    const wholes = (day: string) => timely(day).ranked.find(({ unit }) => unit.name === '没报村')?.whole
    expect(wholes('2023-06-26')).toBe(1)
    expect(wholes('2023-06-27')).toBe(2)
  })

  it('leaves out the months of which a unit is exempt', () => {
    const { without } = timely('2023-06-27', [{ unit: '没报村', from: '2023-05' }])
    expect(without.map(({ name }) => name)).toEqual(['没报村'])
  })
})
