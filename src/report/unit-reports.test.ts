import { describe, expect, it } from 'vitest'
import {
  confirmWarning,
  dropDraft,
  emptyReports,
  lastReport,
  latestVersion,
  newestVersion,
  openDraft,
  reportOf,
  returnOf,
  reviewReport,
  setFigures,
  submitDraft,
} from './unit-reports.ts'

const unit = { campaign: 'longmen-2023', form: 'village', name: '样例一村' }
const entry = { by: 'zhangsan', at: 1 }

function submitted() {
  const draft = setFigures(openDraft(emptyReports(unit), '2023-06', 1), '2023-06', { '1.1': [9], '1.2': [7] }, entry)
  return submitDraft(draft, '2023-06', 'zhangsan', 2, 'LM-2306-A', new Set()).reports
}

describe('the reports of a unit', () => {
  it('leave an open draft as it is when it is opened again', () => {
    const opened = openDraft(emptyReports(unit), '2023-06', 1)
    expect(openDraft(opened, '2023-06', 2)).toBe(opened)
  })

  it('take an answer back without leaving a zero', () => {
    const filled = setFigures(openDraft(emptyReports(unit), '2023-06', 1), '2023-06', { '1.1': [9] }, entry)
    const emptied = setFigures(filled, '2023-06', { '1.1': undefined }, entry)
    expect(reportOf(emptied, '2023-06').draft?.figures).toEqual({})
  })

  it('keep a blank apart from no answer', () => {
    const blank = setFigures(openDraft(emptyReports(unit), '2023-06', 1), '2023-06', { '1.1': null }, entry)
    expect(reportOf(blank, '2023-06').draft?.figures).toEqual({ '1.1': null })
  })

  it('close the draft on submission and number the version', () => {
    const reports = submitted()
    expect(reportOf(reports, '2023-06').draft).toBeUndefined()
    expect(newestVersion(reports, '2023-06')).toMatchObject({
      number: 1,
      receipt: 'LM-2306-A',
      figures: { '1.1': [9] },
    })
  })

  it('start a correction from the newest version and never overwrite one', () => {
    const corrected = setFigures(openDraft(submitted(), '2023-06', 3), '2023-06', { '1.1': [8] }, entry)
    expect(reportOf(corrected, '2023-06').draft).toMatchObject({ corrects: 1, figures: { '1.1': [8], '1.2': [7] } })
    const { reports } = submitDraft(corrected, '2023-06', 'lisi', 4, 'LM-2306-B', new Set(), '重复统计')
    expect(
      reportOf(reports, '2023-06').versions.map(({ number, figures, reason }) => [number, figures['1.1'], reason]),
    ).toEqual([
      [1, [9], undefined],
      [2, [8], '重复统计'],
    ])
  })

  it('keep what was submitted when a correction is given up', () => {
    expect(dropDraft(openDraft(submitted(), '2023-06', 3), '2023-06')).toEqual(submitted())
  })

  it('know the last report as the newest earlier month that has one', () => {
    expect(lastReport(submitted(), '2023-08')?.period).toBe('2023-06')
    expect(lastReport(submitted(), '2023-06')).toBeUndefined()
  })

  it('keep a confirmation with the version only while its warning is still raised', () => {
    let reports = openDraft(emptyReports(unit), '2023-06', 1)
    for (const warning of ['drop 1.1:1 9 8', 'drop 1.2:1 7 6']) {
      reports = confirmWarning(reports, '2023-06', { warning, by: 'zhangsan', at: 1, reason: '上月多报' })
    }
    const { version } = submitDraft(reports, '2023-06', 'zhangsan', 2, 'X', new Set(['drop 1.1:1 9 8']))
    expect(version.confirmations.map(({ warning }) => warning)).toEqual(['drop 1.1:1 9 8'])
  })

  it('do not change the value they were made from', () => {
    const before = openDraft(emptyReports(unit), '2023-06', 1)
    const copy = structuredClone(before)
    setFigures(before, '2023-06', { '1.1': [9] }, entry)
    expect(before).toEqual(copy)
  })
})

describe('a report that the office returned', () => {
  const returned = () =>
    reviewReport(submitted(), '2023-06', { outcome: 'returned', version: 1, by: 'office', at: 2, reason: '请核实' })

  it('no longer counts, and is still kept', () => {
    expect(newestVersion(returned(), '2023-06')).toBeUndefined()
    expect(latestVersion(returned(), '2023-06')?.number).toBe(1)
    expect(returnOf(returned(), '2023-06')?.reason).toBe('请核实')
    expect(lastReport(returned(), '2023-07')).toBeUndefined()
  })

  it('counts again with its next version', () => {
    const { reports } = submitDraft(openDraft(returned(), '2023-06', 3), '2023-06', 'lisi', 4, 'LM-2306-B', new Set())
    expect(newestVersion(reports, '2023-06')?.number).toBe(2)
    expect(returnOf(reports, '2023-06')).toBeUndefined()
  })

  it('that passed counts like any other', () => {
    const passed = reviewReport(submitted(), '2023-06', { outcome: 'passed', version: 1, by: 'office', at: 2 })
    expect(newestVersion(passed, '2023-06')?.number).toBe(1)
  })
})
