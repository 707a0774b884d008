// The look of official documents on paper (GB/T 9704: A4, 仿宋 text, 黑体 headings, margins), shared by all that is
// written as .docx.

import { AlignmentType, type IRunOptions, Paragraph, TextRun } from 'docx'
import { printable } from './plain-text.ts'

const TITLE_FONT = '方正小标宋简体'
const HEAD_FONT = '黑体'
const BODY_FONT = '仿宋_GB2312'

/** Lengths in Word are twentieths of a point. */
const MILLIMETRE = 1440 / 25.4
const A4 = { width: Math.round(210 * MILLIMETRE), height: Math.round(297 * MILLIMETRE) }

/** Margins in millimetres. */
export function pageOf(top: number, right: number, bottom: number, left: number) {
  const [t, r, b, l] = [top, right, bottom, left].map((length) => Math.round(length * MILLIMETRE))
  return { size: A4, margin: { top: t ?? 0, right: r ?? 0, bottom: b ?? 0, left: l ?? 0 } }
}

type Face = 'title' | 'head' | 'body'

/** Font names that hold for Chinese; digits stay in a font for them. Sizes in points. */
export function runOf(text: string, face: Face, points: number, more: Omit<IRunOptions, 'text'> = {}): TextRun {
  const eastAsia = { title: TITLE_FONT, head: HEAD_FONT, body: BODY_FONT }[face]
  const font = { eastAsia, ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman' }
  return new TextRun({ ...more, text: printable(text), font, size: points * 2 })
}

/** A line in the middle of the page. */
export function centred(text: string, face: Face, points: number, more: Omit<IRunOptions, 'text'> = {}): Paragraph {
  return new Paragraph({ alignment: AlignmentType.CENTER, children: [runOf(text, face, points, more)] })
}
