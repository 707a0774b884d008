// The official tables as the bytes of a .docx, one page or more each, as they are printed. What a table says is decided in
// summary/table.ts.

import {
  AlignmentType,
  Document,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  VerticalAlign,
  VerticalMergeType,
  WidthType,
} from 'docx'
import type { TableCell as Figure, OfficialTable, TableItem } from '../summary/table.ts'
import { centred, pageOf, runOf } from './document-style.ts'

const PAGE = pageOf(15, 15, 13, 15)
const TEXT_WIDTH = PAGE.size.width - PAGE.margin.left - PAGE.margin.right
/** Section, then number, label, figure, twice; as parts of the width between the margins. */
const PARTS = [10, 4, 28, 13, 4, 28, 13]
const WIDTHS = PARTS.map((part) => Math.floor((TEXT_WIDTH * part) / 100))
const POINTS = 10
/** Smaller than the table, so that a form with long notes stays on one page as printed. */
const NOTE_POINTS = 9

export async function writeTableDocument(tables: readonly OfficialTable[]): Promise<Buffer> {
  const sections = tables.map((table) => ({ properties: { page: PAGE }, children: pageContent(table) }))
  return Packer.toBuffer(new Document({ sections }))
}

function pageContent(table: OfficialTable): (Paragraph | Table)[] {
  return [
    ...table.title.map((line) => centred(line, 'title', 18)),
    ...(table.provisional === undefined ? [] : [centred(table.provisional, 'head', 11, { color: 'C00000' })]),
    headLine(table),
    new Table({
      width: { size: WIDTHS.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
      columnWidths: WIDTHS,
      layout: TableLayoutType.FIXED,
      rows: table.sections.flatMap(({ title, rows }) =>
        rows.map(([left, right], index) => rowOf(title, index, left, right)),
      ),
    }),
    ...table.notes.map((note) => noteOf(note, 'body')),
    ...table.remarks.map((remark) => noteOf(remark, 'head')),
  ]
}

function headLine({ unit, time }: OfficialTable): Paragraph {
  return new Paragraph({
    spacing: { before: 160, after: 80 },
    tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }],
    children: [
      runOf(unit.before, 'body', 12),
      runOf(` ${unit.name} `, 'body', 12, { underline: {} }),
      runOf(`${unit.after}\t${time}`, 'body', 12),
    ],
  })
}

function rowOf(section: string, index: number, left: TableItem, right: TableItem | undefined): TableRow {
  const merge = index === 0 ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE
  return new TableRow({
    cantSplit: true,
    height: { value: 440, rule: 'atLeast' },
    children: [
      cell(0, index === 0 ? [section] : [''], { face: 'head', verticalMerge: merge }),
      ...[left, right].flatMap((item, side) => [
        cell(1 + side * 3, [item?.number ?? '']),
        cell(2 + side * 3, [item?.label ?? ''], { alignment: AlignmentType.LEFT }),
        cell(3 + side * 3, item ? linesOf(item.cell) : ['']),
      ]),
    ],
  })
}

function linesOf(figure: Figure): readonly string[] {
  switch (figure.kind) {
    case 'blank':
      return ['']
    case 'number':
      return [`${figure.value}${figure.measure}`]
    case 'text':
      return figure.lines
  }
}

interface CellLook {
  readonly face?: 'head' | 'body'
  readonly alignment?: (typeof AlignmentType)['LEFT' | 'CENTER']
  readonly verticalMerge?: (typeof VerticalMergeType)['RESTART' | 'CONTINUE']
}

function cell(column: number, lines: readonly string[], look: CellLook = {}): TableCell {
  const { face = 'body', alignment = AlignmentType.CENTER, verticalMerge } = look
  return new TableCell({
    width: { size: WIDTHS[column] ?? 0, type: WidthType.DXA },
    margins: { left: 40, right: 40 },
    verticalAlign: VerticalAlign.CENTER,
    ...(verticalMerge === undefined ? {} : { verticalMerge }),
    children: lines.map((line) => new Paragraph({ alignment, children: [runOf(line, face, POINTS)] })),
  })
}

function noteOf(text: string, face: 'head' | 'body'): Paragraph {
  return new Paragraph({ spacing: { before: 40 }, children: [runOf(text, face, NOTE_POINTS)] })
}
