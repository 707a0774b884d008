// A book of any size as the bytes of an .xlsx, row by row. Written here and not by the library of workbook.ts, which makes
// objects of every cell: with a town's year of audit that takes four times as long.

import type { BookCell, BookSheet } from '../summary/book.ts'
import { cellText } from './plain-text.ts'
import { createSheetNames } from './sheet-name.ts'
import { createZip } from './zip.ts'

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** The most rows of a sheet that any reader takes, less room for headings. */
const SHEET_ROWS = 1_048_000

/** Places in the list of cell formats in STYLES. */
const HEAD = 1
const BODY = 2
const TITLE = 3

/** The widest that is still read on paper, in characters of the usual font; a wider sheet takes several pages. */
const PAGE_WIDTH = 190

const THIN = ['left', 'right', 'top', 'bottom']
  .map((side) => `<${side} style="thin"><color auto="1"/></${side}>`)
  .join('')
const STYLES = `${XML}<styleSheet xmlns="${MAIN}">\
<fonts count="2"><font><sz val="10"/><name val="宋体"/><charset val="134"/></font><font><sz val="10"/><name val="黑体"/><charset val="134"/></font></fonts>\
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>\
<fill><patternFill patternType="solid"><fgColor rgb="FFEFEFEF"/><bgColor indexed="64"/></patternFill></fill></fills>\
<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${THIN}<diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf>\
<xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1"/>\
<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

/**
 * Writes the sheets. One that has more rows than a sheet can hold goes on in the next. Between blocks of rows the rest of
 * the process gets its turn.
 */
export async function writeBook(sheets: readonly BookSheet[], sheetRows = SHEET_ROWS): Promise<Buffer> {
  const zip = createZip()
  const nameOf = createSheetNames()
  const written: Written[] = []
  for (const sheet of sheets) {
    const rows = sheet.rows[Symbol.iterator]()
    const ahead = { row: rows.next() }
    do {
      written.push({ name: nameOf(sheet.name), headRows: sheet.head.length, frozen: sheet.frozen })
      await zip.add(`xl/worksheets/sheet${written.length}.xml`, sheetXml(sheet, rows, ahead, sheetRows))
    } while (!ahead.row.done)
  }
  await zip.add('xl/workbook.xml', [workbookXml(written)])
  await zip.add('xl/styles.xml', [STYLES])
  await zip.add('xl/_rels/workbook.xml.rels', [workbookRelations(written.length)])
  await zip.add('_rels/.rels', [relations([['officeDocument', 'xl/workbook.xml']])])
  await zip.add('[Content_Types].xml', [contentTypes(written.length)])
  return zip.finish()
}

/** `ahead` holds the first row that is not written yet, before and after. */
function* sheetXml(
  { head, frozen, widths }: BookSheet,
  rows: Iterator<readonly BookCell[]>,
  ahead: { row: IteratorResult<readonly BookCell[]> },
  most: number,
): Iterable<string> {
  const corner = `${columnLetters(frozen)}${head.length + 1}`
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  )
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`
  yield `<sheetViews><sheetView workbookViewId="0"><pane xSplit="${frozen}" ySplit="${head.length}" topLeftCell="${corner}" activePane="bottomRight" state="frozen"/></sheetView></sheetViews>`
  yield `<sheetFormatPr defaultRowHeight="15" customHeight="1"/><cols>${columns.join('')}</cols><sheetData>`
  const letters = widths.map((_, index) => columnLetters(index))
  for (const [index, cells] of head.entries()) {
    yield rowXml(index + 1, cells, letters, cells.length === 1 && letters.length > 1 ? TITLE : HEAD)
  }
  for (let count = 1; count <= most && !ahead.row.done; count++) {
    yield rowXml(head.length + count, ahead.row.value, letters, BODY)
    ahead.row = rows.next()
  }
  yield '</sheetData><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
  // Paper 9 is A4 in the list of the format.
  const pages = Math.ceil(widths.reduce((sum, width) => sum + width, 0) / PAGE_WIDTH)
  yield `<pageSetup paperSize="9" orientation="landscape" fitToWidth="${pages}" fitToHeight="0"/>`
  yield '<headerFooter><oddFooter>&amp;P/&amp;N</oddFooter></headerFooter></worksheet>'
}

function rowXml(row: number, cells: readonly BookCell[], letters: readonly string[], style: number): string {
  let xml = `<row r="${row}"${style === HEAD ? ' ht="30" customHeight="1"' : ''}>`
  // Every cell of the table has its lines, the blank ones too; a title is alone in its row.
  const count = style === TITLE ? cells.length : letters.length
  for (let index = 0; index < count; index++) {
    const value = cells[index]
    const place = `<c r="${letters[index]}${row}" s="${style}"`
    if (value === undefined) xml += `${place}/>`
    else if (typeof value === 'number') xml += `${place}><v>${value}</v></c>`
    else xml += `${place} t="inlineStr"><is><t xml:space="preserve">${escapeXml(cellText(value))}</t></is></c>`
  }
  return `${xml}</row>`
}

interface Written {
  readonly name: string
  readonly headRows: number
  readonly frozen: number
}

/** Headings and the first columns are printed again on every page. */
function workbookXml(sheets: readonly Written[]): string {
  const names = sheets.map(
    ({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  )
  const titles = sheets.map(({ name, headRows, frozen }, index) => {
    const sheet = `'${escapeXml(name)}'!`
    const areas = `${sheet}$A:$${columnLetters(frozen - 1)},${sheet}$1:$${headRows}`
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${areas}</definedName>`
  })
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${names.join('')}</sheets><definedNames>${titles.join('')}</definedNames></workbook>`
}

function workbookRelations(sheets: number): string {
  const own = Array.from({ length: sheets }, (_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const)
  return relations([...own, ['styles', 'styles.xml']])
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const all = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  )
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`
}

function contentTypes(sheets: number): string {
  const override = (part: string, type: string) => `<Override PartName="${part}" ContentType="${TYPE}.${type}+xml"/>`
  const own = Array.from({ length: sheets }, (_, index) =>
    override(`/xl/worksheets/sheet${index + 1}.xml`, 'worksheet'),
  )
  return `${XML}<Types xmlns="${PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
${override('/xl/workbook.xml', 'sheet.main')}${override('/xl/styles.xml', 'styles')}${own.join('')}</Types>`
}

/** A for 0, AA for 26. */
function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : `${columnLetters(Math.floor(index / 26) - 1)}${last}`
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escapeXml(text: string): string {
  return /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '') : text
}
