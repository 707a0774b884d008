// The bulletin as the bytes of a .docx in the form of an official document. What it says is decided in
// summary/bulletin.ts.

import {
  AlignmentType,
  Document,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { Bulletin, BulletinSection } from '../summary/bulletin.ts'
import { centred, pageOf, runOf } from './document-style.ts'

/** The margins of an official document (GB/T 9704). */
const PAGE = pageOf(37, 26, 35, 28)
const TEXT_WIDTH = PAGE.size.width - PAGE.margin.left - PAGE.margin.right
/** 三号, and for tables 小四. */
const POINTS = 16
const TABLE_POINTS = 12
/** 28 points from line to line. */
const SPACING = { line: 560, lineRule: 'exact' } as const
/** Two characters. */
const INDENT = { firstLine: POINTS * 2 * 20 }

export async function writeBulletinDocument(bulletin: Bulletin): Promise<Buffer> {
  const [office, day] = bulletin.signature
  const children = [
    centred(bulletin.title, 'title', 22),
    centred(bulletin.mark, 'head', TABLE_POINTS, { color: 'C00000' }),
    paragraph(bulletin.opening),
    ...bulletin.sections.flatMap(sectionContent),
    signatureLine(office, { before: 560 }),
    signatureLine(day, {}),
  ]
  return Packer.toBuffer(new Document({ sections: [{ properties: { page: PAGE }, children }] }))
}

function sectionContent({ heading, paragraphs, table }: BulletinSection): (Paragraph | Table)[] {
  return [
    new Paragraph({ spacing: SPACING, indent: INDENT, keepNext: true, children: [runOf(heading, 'head', POINTS)] }),
    ...paragraphs.map(paragraph),
    ...(table ? [tableOf(table)] : []),
  ]
}

function paragraph(text: string): Paragraph {
  return new Paragraph({
    spacing: SPACING,
    indent: INDENT,
    alignment: AlignmentType.BOTH,
    children: [runOf(text, 'body', POINTS)],
  })
}

function signatureLine(text: string, spacing: { readonly before?: number }): Paragraph {
  return new Paragraph({
    spacing: { ...SPACING, ...spacing },
    alignment: AlignmentType.RIGHT,
    indent: { right: POINTS * 2 * 20 },
    children: [runOf(text, 'body', POINTS)],
  })
}

/** The first column, which has names, is twice as wide as the others. */
function tableOf({ head, rows }: NonNullable<BulletinSection['table']>): Table {
  const width = Math.floor(TEXT_WIDTH / (head.length + 1))
  const widths = head.map((_, index) => (index === 0 ? 2 * width : width))
  const rowOf = (cells: readonly string[], face: 'head' | 'body', isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map(
        (text, index) =>
          new TableCell({
            width: { size: widths[index] ?? width, type: WidthType.DXA },
            verticalAlign: VerticalAlign.CENTER,
            children: [centred(text, face, TABLE_POINTS)],
          }),
      ),
    })
  return new Table({
    width: { size: widths.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    rows: [rowOf(head, 'head', true), ...rows.map((cells) => rowOf(cells, 'body', false))],
  })
}
