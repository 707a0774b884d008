import { describe, expect, it } from 'vitest'
import { loadPack, snapshotOf } from '../../test/support/sample-snapshot.ts'
import type { Form } from '../form/schema.ts'
import { type OfficialTable, type TableCell, tableOfTotals, tableOfUnit } from './table.ts'

const longmen = await loadPack('longmen-2023')
const nanzhuang = await loadPack('nanzhuang-2023')
const lingang = await loadPack('lingang-2023')
const jinji = await loadPack('jinji-2023')
const period = '2023-06'
const now = Date.parse('2023-06-27T09:00:00+08:00')

function tableFor(
  pack: typeof longmen,
  unit: readonly [string, string],
  figures: Parameters<typeof snapshotOf>[2][number]['figures'],
): OfficialTable {
  const snapshot = snapshotOf(pack, [unit], [{ unit: unit[0], period, day: '2023-06-20', figures }])
  const table = snapshot.units[0] && tableOfUnit(snapshot, snapshot.units[0], period)
  if (!table) throw new Error('no table')
  return table
}

function cellAt(table: OfficialTable, section: number, number: string): TableCell | undefined {
  return table.sections[section - 1]?.rows.flat().find((item) => item?.number === number)?.cell
}

describe('the table of a unit', () => {
  const table = tableFor(longmen, ['样例一村', 'village'], { '1.1': [12], '1.3': null, '3.2': [3, 5_600_000] })

  it('has title and header line as printed, and the day of the report', () => {
    expect(table.title).toEqual(['龙门镇重大事故隐患专项排查整治', '2023行动进展情况调度表（村级版）'])
    expect(table.unit).toEqual({ before: '', name: '样例一村', after: '' })
    expect(table.time).toBe('时间：2023年6月20日')
  })

  it('sets two items in a row, numbered within their section, and leaves the place beside the last one free', () => {
    const [first] = table.sections
    expect(first?.rows.map((row) => row.map((item) => item?.number))).toEqual([
      ['1', '2'],
      ['3', '4'],
    ])
    expect(table.sections[3]?.rows.at(-1)).toMatchObject([{ number: '5' }, undefined])
  })

  it('has numbers as numbers, two figures below each other, and nothing for a blank', () => {
    expect(cellAt(table, 1, '1')).toEqual({ kind: 'number', value: 12, measure: '' })
    expect(cellAt(table, 3, '2')).toEqual({ kind: 'text', lines: ['3次', '5.6万元'] })
    expect(cellAt(table, 1, '3')).toEqual({ kind: 'blank' })
  })

  it('opens the notes as printed and says below them to which day the figures run', () => {
    expect(table.notes[0]).toMatch(/^注：1\.镇安委会办公室/)
    expect(table.remarks[0]).toBe('2023年6月填报，数据截至2023年5月31日。')
  })

  it('puts beside a department the word that is printed there', () => {
    const { unit } = tableFor(longmen, ['镇应急管理办', 'department'], {})
    expect(unit).toEqual({ before: '', name: '镇应急管理办', after: '部门' })
  })

  it('gives the unit a line of its own where the form prints none', () => {
    expect(tableFor(lingang, ['区住建局', 'department'], {}).unit).toEqual({
      before: '填报单位：',
      name: '区住建局',
      after: '',
    })
  })

  it('keeps the words that are printed in the cells', () => {
    const department = tableFor(longmen, ['镇应急管理办', 'department'], {
      '3.1': [2],
      '3.8': [5, 1],
      '4.5': [2_000_000, 0],
    })
    expect(cellAt(department, 3, '1')).toEqual({ kind: 'number', value: 2, measure: '镇（街道）' })
    expect(cellAt(department, 3, '8')).toEqual({ kind: 'text', lines: ['（总数）5', '（其中）1'] })
    expect(cellAt(department, 4, '5')).toEqual({ kind: 'text', lines: ['（总数）2', '（其中）0'] })
    const station = tableFor(nanzhuang, ['样例一村', 'village'], { '3.6': [2, 1] })
    expect(cellAt(station, 3, '6')).toEqual({ kind: 'text', lines: ['(停产)2', '(关闭)1'] })
  })

  it('says that a form is not the official one', () => {
    expect(tableFor(jinji, ['镇应急管理办', 'department'], {}).provisional).toMatch(/正式表/)
  })

  it('does not exist before the unit has reported', () => {
    const snapshot = snapshotOf(longmen, ['样例一村'], [])
    expect(snapshot.units[0] && tableOfUnit(snapshot, snapshot.units[0], period)).toBeUndefined()
  })
})

describe('the summed table', () => {
  const village = longmen.forms.get('village') as Form
  const report = (unit: string, found: number | null, day = '2023-06-20') => ({
    unit,
    period,
    day,
    figures: { '1.1': found === null ? null : [found] },
  })

  it('says over how many units it adds up, and who is missing', () => {
    const units = ['样例一村', '样例二村', '样例三村']
    const table = tableOfTotals(
      snapshotOf(longmen, units, [report('样例一村', 9), report('样例二村', 5)]),
      village,
      period,
      now,
    )
    expect(table.unit.name).toBe('汇总（2个单位，缺1个）')
    expect(table.time).toBe('时间：2023年6月27日')
    expect(cellAt(table, 1, '1')).toEqual({ kind: 'number', value: 14, measure: '' })
    expect(table.remarks).toContain('未报、未计入：样例三村。')
  })

  it('says which sums cover fewer units because of a blank', () => {
    const snapshot = snapshotOf(longmen, ['样例一村', '样例二村'], [report('样例一村', 9), report('样例二村', null)])
    const { remarks } = tableOfTotals(snapshot, village, period, now)
    expect(remarks).toContain('填“不涉及”的不计入合计：1.1（1个单位）。')
  })

  it('says what came late and what was corrected, so that it differs from the one before', () => {
    const reports = [
      report('样例一村', 9, '2023-06-27'),
      report('样例二村', 5),
      { ...report('样例二村', 6, '2023-06-29') },
    ]
    const { remarks } = tableOfTotals(snapshotOf(longmen, ['样例一村', '样例二村'], reports), village, period, now)
    expect(remarks).toContain('含逾期补报样例一村；更正样例二村（第2版，6月29日）。')
  })
})
