import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import { writeCsv } from './csv.ts'

it('a file opens with the mark by which Excel knows UTF-8, and its lines end as Excel writes them', () => {
  const bytes = writeCsv([['单位'], ['甲村']])
  expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf')
  expect(bytes.toString().slice(1)).toBe('单位\r\n甲村\r\n')
})

it('commas, quotes and line ends survive a reader', () => {
  const rows = [
    ['甲,乙', '说"好"'],
    ['第一行\n第二行', ''],
  ]
  expect(parse(writeCsv(rows), { bom: true })).toEqual(rows)
})

it('no cell is a formula', () => {
  expect(parse(writeCsv([['=HYPERLINK("x")', '@a']]), { bom: true })).toEqual([[`'=HYPERLINK("x")`, "'@a"]])
})
