import { parse } from 'csv-parse/sync'
import { XMLValidator } from 'fast-xml-parser'
import readWorkbook from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { readZip } from '../../test/support/read-zip.ts'
import { loadPack, snapshotOf } from '../../test/support/sample-snapshot.ts'
import { fieldsOf } from '../form/checks.ts'
import { ANSWER_KINDS, type Figure, type Form } from '../form/schema.ts'
import type { AuditEntry } from '../report/audit.ts'
import { bookOf } from '../summary/book.ts'
import { listFigures } from '../summary/long-form.ts'
import type { Snapshot } from '../summary/snapshot.ts'
import { writeBook } from './book-workbook.ts'
import { writeCsv } from './csv.ts'

const pack = await loadPack('longmen-2023')
const months = ['2023-05', '2023-06']
const nobody = { auditOf: () => [], nameOf: (userid: string) => userid }

/** Figures that look like chance and are the same each time. */
function figureAt(form: Form, unit: number, month: number): Record<string, Figure> {
  return Object.fromEntries(
    fieldsOf(form).map(({ id, kind }, index) => {
      const seed = (unit * 7919 + month * 104_729 + index * 31) % 1009
      if (seed % 11 === 0) return [id, null]
      return [id, ANSWER_KINDS[kind].map((type, part) => (type === 'amount' ? seed * 12_345 + part : seed + part))]
    }),
  )
}

const units = [
  ...Array.from({ length: 12 }, (_, index) => [`样例${index}村`, 'village'] as const),
  ...Array.from({ length: 5 }, (_, index) => [`样例${index}办`, 'department'] as const),
]
const reports = units.flatMap(([unit, form], index) =>
  months.flatMap((period, month) => {
    // Every fifth unit misses a month.
    if ((index + month) % 5 === 4) return []
    return [{ unit, form, period, day: `${period}-20`, figures: figureAt(pack.forms.get(form) as Form, index, month) }]
  }),
)
const snapshot = snapshotOf(pack, units, reports)

/** The sum of one component, straight from what was put in, with integers of any size. */
function sumOf(form: string, period: string, field: string, part: number): bigint {
  return reports
    .filter((one) => one.form === form && one.period === period)
    .map(({ figures }) => figures[field])
    .reduce((sum, figure) => sum + (Array.isArray(figure) ? BigInt(figure[part]) : 0n), 0n)
}

/** A decimal in 万元 as 分, without a number with a point in between. */
function fenOf(wan: string): bigint {
  const [whole = '0', rest = ''] = wan.split('.')
  return BigInt(whole) * 1_000_000n + BigInt(rest.padEnd(6, '0'))
}

async function sheetsOf(from: Snapshot, more: Partial<Parameters<typeof bookOf>[0]> = {}) {
  const bytes = await writeBook(bookOf({ snapshot: from, months, ...nobody, ...more }))
  const sheets = await readWorkbook(bytes)
  return { bytes, sheets, rowsOf: (name: string) => sheets.find(({ sheet }) => sheet === name)?.data ?? [] }
}

describe('the totals that are read back', () => {
  it('of the workbook equal an independent sum, for every item, component and month', async () => {
    const { rowsOf } = await sheetsOf(snapshot)
    const rows = rowsOf('汇总')
    let compared = 0
    for (const form of pack.forms.values()) {
      for (const { id, kind, components } of fieldsOf(form)) {
        const own = rows.filter(([blank, number]) => blank === form.blank && number === id)
        for (const part of components.keys()) {
          for (const [month, period] of months.entries()) {
            const cell = String(own[part]?.[4 + month * 3])
            const total = ANSWER_KINDS[kind][part] === 'amount' ? fenOf(cell) : BigInt(cell)
            expect(total, `${form.id} ${id} ${part} ${period}`).toBe(sumOf(form.id, period, id, part))
            compared++
          }
        }
      }
    }
    // 25 and 32 items, of which two and three have a second component, in two months.
    expect(compared).toBe((27 + 35) * 2)
  })

  it('of the list equal an independent sum too', () => {
    const records = parse(writeCsv(listFigures(snapshot, months)), { bom: true, columns: true }) as Record<
      string,
      string
    >[]
    const sums = new Map<string, bigint>()
    for (const { 表: form, 月份: period, 编号: id, 分项: part, 数值: value = '', 计量单位: measure } of records) {
      const key = `${form} ${period} ${id} ${part}`
      const number = value === '' ? 0n : measure === '万元' ? fenOf(value) : BigInt(value)
      sums.set(key, (sums.get(key) ?? 0n) + number)
    }
    for (const form of pack.forms.values()) {
      for (const { id, components } of fieldsOf(form)) {
        for (const [part, { name = '' }] of components.entries()) {
          for (const period of months) {
            expect(sums.get(`${form.id} ${period} ${id} ${name}`)).toBe(sumOf(form.id, period, id, part))
          }
        }
      }
    }
  })
})

describe('the workbook', () => {
  it('has a sheet for each form, then totals, forms side by side and the audit', async () => {
    const { sheets } = await sheetsOf(snapshot)
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['村（社区）', '部门', '汇总', '各表对照', '留痕'])
  })

  it('lists every unit for every month, with a state and no figure where there is no report', async () => {
    const rows = (await sheetsOf(snapshot)).rowsOf('村（社区）').slice(3)
    expect(rows).toHaveLength(12 * months.length)
    const missing = rows.find(([month, unit]) => month === '2023-05' && unit === '样例4村')
    expect(missing?.[2]).toBe('未报')
    expect(missing?.slice(3).every((cell) => cell === null)).toBe(true)
    expect(rows[0]?.slice(0, 6)).toEqual(['2023-05', '样例0村', '已报', '2023-05-20', '12:00', 1])
  })

  it('has numbers as numbers and a blank as nothing', async () => {
    const figures = { '1.1': [12], '1.2': null, '3.2': [3, 5_600_000] }
    const one = snapshotOf(pack, ['甲村'], [{ unit: '甲村', period: '2023-05', day: '2023-05-20', figures }])
    const rows = (await sheetsOf(one)).rowsOf('村（社区）')
    const at = (head: string) => rows[1]?.findIndex((cell) => String(cell).startsWith(head)) ?? -1
    const cells = rows[3] ?? []
    expect([cells[at('1.1 ')], cells[at('1.2 ')], cells[at('3.2 ')], cells[at('3.2 ') + 1]]).toEqual([12, null, 3, 5.6])
  })

  it('says who changed what, when, from which message', async () => {
    const entry: AuditEntry = {
      at: '2023-06-24T16:02:11+08:00',
      by: 'zhangsan',
      message: 'm1',
      period: '2023-06',
      what: 'figure',
      field: '3.2',
      old: [2, 0],
      new: [3, 5_600_000],
    }
    const one = snapshotOf(pack, ['甲村'], [])
    const { rowsOf } = await sheetsOf(one, { auditOf: () => [entry], nameOf: () => '张三' })
    expect(rowsOf('留痕')[1]).toEqual([
      '2023-06-24 16:02:11',
      '甲村',
      '2023-06',
      '张三',
      '填写',
      '3.2 行政处罚',
      '2次，罚款0万元',
      '3次，罚款5.6万元',
      'm1',
      null,
    ])
  })

  it('is made of parts that are well-formed, without a formula whatever a unit is called', async () => {
    const evil = snapshotOf(pack, ['=1+1', '<&">\u0001村'], [])
    const { bytes, rowsOf } = await sheetsOf(evil)
    const parts = readZip(bytes)
    expect([...parts.keys()]).toContain('xl/worksheets/sheet1.xml')
    for (const [name, xml] of parts) {
      expect(XMLValidator.validate(xml), name).toBe(true)
      expect(xml, name).not.toMatch(/<f[ >]/)
    }
    expect(
      rowsOf('村（社区）')
        .slice(3, 5)
        .map(([, unit]) => unit),
    ).toEqual(["'=1+1", '<&">村'])
  })

  it('prints on A4 across, headings again on every page', async () => {
    const parts = readZip((await sheetsOf(snapshot)).bytes)
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain('<pageSetup paperSize="9" orientation="landscape"')
    expect(parts.get('xl/workbook.xml')).toContain("'村（社区）'!$A:$B,'村（社区）'!$1:$3")
  })

  it('goes on in the next sheet where one is full', async () => {
    const sheet = { name: '留痕', head: [['行']], frozen: 1, widths: [8], rows: [[1], [2], [3], [4]] }
    const parts = readZip(await writeBook([sheet], 2))
    expect(parts.get('xl/workbook.xml')).toMatch(/name="留痕".*name="留痕2"/)
    const rowsOf = (part: string) => [...(parts.get(part) ?? '').matchAll(/<v>(\d)<\/v>/g)].map(([, value]) => value)
    expect(parts.has('xl/worksheets/sheet3.xml')).toBe(false)
    expect([1, 2].map((number) => rowsOf(`xl/worksheets/sheet${number}.xml`))).toEqual([
      ['1', '2'],
      ['3', '4'],
    ])
  })
})
