// The official tables as the bytes of an .xlsx, for A4. The only file that knows the library that writes workbooks; what a
// table says is decided in summary/table.ts.

import ExcelJS from 'exceljs'
import type { OfficialTable, TableCell, TableItem } from '../summary/table.ts'
import { cellText, printable } from './plain-text.ts'
import { createSheetNames } from './sheet-name.ts'

/** The paper size of the format's own list. */
const A4 = 9

/** Fonts of official documents. A machine without them shows its own instead. */
const TITLE = '方正小标宋简体'
const HEAD = '黑体'
const BODY = '仿宋_GB2312'

const THIN = { style: 'thin' } as const
const BORDER = { top: THIN, left: THIN, bottom: THIN, right: THIN }

/** Section, then number, label, figure, twice; in characters of the usual font. They fill the width of A4 upright. */
const WIDTHS = [9, 4, 31, 12, 4, 31, 12]
const COLUMNS = WIDTHS.length
const LINE_POINTS = 15

/** The official tables, one sheet each, as they are printed. */
export async function writeTables(tables: readonly OfficialTable[]): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook()
  const names = createSheetNames()
  for (const table of tables) writeTable(workbook, names(table.form.blank), table)
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

function writeTable(workbook: ExcelJS.Workbook, name: string, table: OfficialTable): void {
  const sheet = workbook.addWorksheet(name, {
    pageSetup: {
      paperSize: A4,
      orientation: 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      margins: { left: 0.6, right: 0.6, top: 0.7, bottom: 0.7, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: '&P/&N' },
  })
  for (const [index, width] of WIDTHS.entries()) sheet.getColumn(index + 1).width = width
  for (const line of table.title) {
    const cell = wideRow(sheet, cellText(line), 28)
    cell.font = { name: TITLE, size: 18 }
    cell.alignment = { horizontal: 'center', vertical: 'middle' }
  }
  if (table.provisional !== undefined) {
    const cell = wideRow(sheet, cellText(table.provisional), LINE_POINTS * 1.4)
    cell.font = { name: HEAD, size: 11, color: { argb: 'FFC00000' } }
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
  }
  writeHeadLine(sheet, table)
  sheet.pageSetup.printTitlesRow = `1:${sheet.rowCount}`
  for (const section of table.sections) {
    const first = sheet.rowCount + 1
    for (const [left, right] of section.rows) writeItems(sheet, section.title, left, right)
    sheet.mergeCells(first, 1, sheet.rowCount, 1)
    // A title that stands upright in a low cell would be cut off: it shares the rows' height.
    const needed = linesOf(section.title, WIDTHS[0] ?? 0) * LINE_POINTS + 6
    stretch(sheet, first, needed)
  }
  for (const note of table.notes) writeNote(sheet, note, BODY)
  for (const remark of table.remarks) writeNote(sheet, remark, HEAD)
}

/** A row that is one cell from edge to edge. */
function wideRow(sheet: ExcelJS.Worksheet, value: ExcelJS.CellValue, height: number): ExcelJS.Cell {
  const row = sheet.addRow([])
  row.height = height
  sheet.mergeCells(row.number, 1, row.number, COLUMNS)
  const cell = row.getCell(1)
  cell.value = value
  return cell
}

function writeHeadLine(sheet: ExcelJS.Worksheet, { unit, time }: OfficialTable): void {
  const row = sheet.addRow([])
  row.height = 24
  const font = { name: BODY, size: 12 }
  const cell = row.getCell(1)
  cell.value = {
    richText: [
      { text: printable(unit.before), font },
      { text: ` ${printable(unit.name)} `, font: { ...font, underline: true } },
      { text: printable(unit.after), font },
    ].filter(({ text }) => text !== ''),
  }
  cell.alignment = { vertical: 'middle' }
  sheet.mergeCells(row.number, 1, row.number, 4)
  const right = row.getCell(5)
  right.value = cellText(time)
  right.font = font
  right.alignment = { horizontal: 'right', vertical: 'middle' }
  sheet.mergeCells(row.number, 5, row.number, COLUMNS)
}

function writeItems(sheet: ExcelJS.Worksheet, title: string, left: TableItem, right: TableItem | undefined): void {
  const row = sheet.addRow([cellText(title)])
  const lines = [left, right].map((item, side) => {
    const column = 2 + side * 3
    if (item) {
      row.getCell(column).value = Number(item.number)
      row.getCell(column + 1).value = cellText(item.label)
      writeFigure(row.getCell(column + 2), item.cell)
    }
    const figure = item?.cell.kind === 'text' ? item.cell.lines : []
    return Math.max(
      linesOf(item?.label ?? '', WIDTHS[column] ?? 0),
      figure.reduce((sum, line) => sum + linesOf(line, WIDTHS[column + 1] ?? 0), 0),
    )
  })
  row.height = Math.max(2, ...lines) * LINE_POINTS + 4
  for (let column = 1; column <= COLUMNS; column++) {
    const cell = row.getCell(column)
    cell.border = BORDER
    cell.font = { name: column === 1 ? HEAD : BODY, size: 10.5 }
    const isLabel = column === 3 || column === 6
    cell.alignment = { horizontal: isLabel ? 'left' : 'center', vertical: 'middle', wrapText: true }
  }
}

function writeFigure(cell: ExcelJS.Cell, figure: TableCell): void {
  switch (figure.kind) {
    case 'blank':
      return
    case 'number':
      cell.value = figure.value
      cell.numFmt = figure.measure === '' ? '0' : `0"${figure.measure.replaceAll('"', '')}"`
      return
    case 'text':
      cell.value = cellText(figure.lines.join('\n'))
  }
}

function writeNote(sheet: ExcelJS.Worksheet, text: string, font: string): void {
  const whole = WIDTHS.reduce((sum, width) => sum + width, 0)
  const cell = wideRow(sheet, cellText(text), linesOf(text, whole) * LINE_POINTS + 3)
  cell.font = { name: font, size: 10.5 }
  cell.alignment = { vertical: 'top', wrapText: true }
}

/** Makes the rows from `first` to the last together as high as needed. */
function stretch(sheet: ExcelJS.Worksheet, first: number, needed: number): void {
  const rows = Array.from({ length: sheet.rowCount - first + 1 }, (_, index) => sheet.getRow(first + index))
  const lacking = needed - rows.reduce((sum, { height }) => sum + height, 0)
  if (lacking > 0) for (const row of rows) row.height += lacking / rows.length
}

/** How many lines a text takes in a column of that many characters; a Chinese character counts two. */
function linesOf(text: string, width: number): number {
  let wide = 0
  for (const character of text) wide += character.charCodeAt(0) < 0x2000 ? 1 : 2
  return Math.max(1, Math.ceil(wide / Math.max(2, width - 1)))
}
