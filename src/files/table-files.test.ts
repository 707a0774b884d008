import { XMLParser } from 'fast-xml-parser'
import readWorkbook from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { readZip } from '../../test/support/read-zip.ts'
import { loadPack, snapshotOf } from '../../test/support/sample-snapshot.ts'
import { draftBulletin, rangeOf } from '../summary/bulletin.ts'
import { type OfficialTable, tableOfTotals, tableOfUnit } from '../summary/table.ts'
import { writeBulletinDocument } from './bulletin-document.ts'
import { writeTableDocument } from './form-document.ts'
import { writeTables } from './workbook.ts'

const pack = await loadPack('longmen-2023')
const period = '2023-06'
const now = Date.parse('2023-06-27T09:00:00+08:00')
const snapshot = snapshotOf(
  pack,
  ['=样例一村', ['镇应急管理办', 'department']],
  [
    { unit: '=样例一村', period, day: '2023-06-20', figures: { '1.1': [12], '1.2': null, '3.2': [3, 5_600_000] } },
    { unit: '镇应急管理办', period, day: '2023-06-20', figures: { '3.1': [2] }, reason: '@x' },
  ],
)
const tables: OfficialTable[] = [
  ...[...pack.forms.values()].map((form) => tableOfTotals(snapshot, form, period, now)),
  ...snapshot.units.flatMap((unit) => tableOfUnit(snapshot, unit, period) ?? []),
]

describe('the official table as .xlsx', async () => {
  const bytes = await writeTables(tables)
  const sheets = await readWorkbook(bytes)
  const parts = readZip(bytes)
  const first = parts.get('xl/worksheets/sheet1.xml') ?? ''

  it('has a sheet for each table, named by its form', () => {
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['村（社区）', '部门', '村（社区）2', '部门2'])
  })

  it('reads as it is printed: title, header line, section, number, label, figure', () => {
    const rows = sheets[0]?.data ?? []
    expect(rows[1]?.[0]).toBe('2023行动进展情况调度表（村级版）')
    expect(rows[2]?.[4]).toBe('时间：2023年6月27日')
    expect(rows[3]).toEqual([
      '总体情况',
      1,
      '企业自查发现的重大事故隐患（个）',
      12,
      2,
      '企业自查发现重大事故隐患中已完成整改的（个）',
      null,
    ])
  })

  it('merges the cells of each section, from its first row to its last', () => {
    // Two title lines and the header line; then 2, 4, 4 and 3 rows.
    for (const merged of ['A4:A5', 'A6:A9', 'A10:A13', 'A14:A16']) expect(first).toContain(`ref="${merged}"`)
  })

  it('prints upright on A4, as wide as the page, and repeats title and header line', () => {
    expect(first).toMatch(/<pageSetup [^>]*paperSize="9"/)
    expect(first).toMatch(/<pageSetup [^>]*orientation="portrait"/)
    expect(first).toMatch(/<pageSetup [^>]*fitToWidth="1" fitToHeight="0"/)
    expect(parts.get('xl/workbook.xml')).toContain('&apos;村（社区）&apos;!$1:$3')
  })

  it('keeps a number a number where a word is printed beside it', () => {
    expect(sheets[1]?.data.find(([, , label]) => String(label).startsWith('帮扶指导重点镇'))?.[3]).toBe(2)
    expect(parts.get('xl/styles.xml')).toContain('formatCode="0&quot;镇（街道）&quot;"')
  })

  it('is in the fonts of official documents', () => {
    for (const font of ['方正小标宋简体', '仿宋_GB2312', '黑体'])
      expect(parts.get('xl/styles.xml')).toContain(`val="${font}"`)
  })

  it('has no formula', () => {
    for (const [name, xml] of parts) expect(xml, name).not.toMatch(/<f[ >]/)
  })
})

/** Text of a document, paragraph by paragraph, and its table rows as cells. */
function readDocument(bytes: Buffer) {
  const xml = readZip(bytes).get('word/document.xml') ?? ''
  const textOf = (part: string) => [...part.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join('')
  const rows = [...xml.matchAll(/<w:tr>.*?<\/w:tr>/gs)].map(([row]) =>
    [...row.matchAll(/<w:tc>.*?<\/w:tc>/gs)].map(([cell]) => textOf(cell)),
  )
  return { xml, rows, paragraphs: [...xml.matchAll(/<w:p>.*?<\/w:p>/gs)].map(([paragraph]) => textOf(paragraph)) }
}

describe('the official table as .docx', async () => {
  const bytes = await writeTableDocument(tables)
  const { xml, rows, paragraphs } = readDocument(bytes)

  it('is well-formed', () => {
    for (const [name, part] of readZip(bytes)) expect(() => new XMLParser().parse(part, true), name).not.toThrow()
  })

  it('reads as it is printed', () => {
    expect(paragraphs.slice(0, 2)).toEqual(['龙门镇重大事故隐患专项排查整治', '2023行动进展情况调度表（村级版）'])
    expect(rows[0]).toEqual([
      '总体情况',
      '1',
      '企业自查发现的重大事故隐患（个）',
      '12',
      '2',
      '企业自查发现重大事故隐患中已完成整改的（个）',
      '',
    ])
  })

  it('merges each section and is on A4', () => {
    expect(xml.match(/w:vMerge w:val="restart"/g)).toHaveLength(16)
    expect(xml).toContain('<w:pgSz w:w="11906" w:h="16838"')
  })

  it('names its Chinese fonts as East Asian ones', () => {
    for (const font of ['方正小标宋简体', '仿宋_GB2312', '黑体']) expect(xml).toContain(`w:eastAsia="${font}"`)
  })
})

describe('the bulletin as .docx', async () => {
  const bulletin = draftBulletin(snapshot, rangeOf(pack.campaign, 'month', period), now)
  if (!bulletin) throw new Error('no bulletin')
  const { paragraphs, rows, xml } = readDocument(await writeBulletinDocument(bulletin))

  it('opens with title and draft mark, and closes with office and day', () => {
    expect(paragraphs[0]).toBe('关于龙门镇重大事故隐患专项排查整治2023行动6月份进展情况的通报')
    expect(paragraphs[1]).toMatch(/^【草稿/)
    expect(paragraphs.slice(-2)).toEqual(['镇安委办', '2023年6月27日'])
  })

  it('has a line for every unit and repeats the heading of the table on each page', () => {
    expect(rows.map(([unit]) => unit)).toEqual(['单位', '=样例一村', '镇应急管理办'])
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(1)
  })
})
