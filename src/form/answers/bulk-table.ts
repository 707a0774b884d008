// A table pasted from Excel or WPS: tab-separated cells, each label followed by its figure, as the printed form has them, also
// two items in a row. It finds which cells belong to which item. A cell that is no label, figure, unit or heading is left over.

import { fieldsOf } from '../checks.ts'
import type { Field, Form } from '../schema.ts'
import { type Bulk, type BulkEntry, isPoliteness, readEntry } from './bulk-entry.ts'
import { namesOf } from './field-names.ts'
import { normalize } from './normalize.ts'
import { labelParts } from './own-words.ts'
import { askAgain } from './reading.ts'

interface Cell {
  readonly text: string
  readonly row: number
}

interface Label {
  readonly field: Field
  /** The cells of the label, from the first to one past the last. */
  readonly from: number
  readonly to: number
}

/** Undefined when the message has no tabs, or no cell is the label of an item. */
export function parseTable(form: Form, typed: string): Bulk | undefined {
  if (!typed.includes('\t')) return undefined
  const cells = cellsOf(typed)
  const labels = findLabels(form, cells)
  if (labels.length === 0) return undefined
  // In 「label 2 label 9」 the 2 is a figure, or the number printed before the second label: every label tells, or none does.
  const numbered = labels.every(({ field, from }) => isNumberOf(form, field, cells[from - 1]))
  const entries: BulkEntry[] = []
  const used = new Set<number>()
  for (const [i, { field, from, to }] of labels.entries()) {
    const next = labels[i + 1]
    const end = (next?.from ?? cells.length) - (numbered && next !== undefined ? 1 : 0)
    for (let cell = from - (numbered ? 1 : 0); cell < to; cell += 1) used.add(cell)
    const values: string[] = []
    for (let cell = to; cell < end && cells[cell]?.row === cells[to - 1]?.row; cell += 1) {
      used.add(cell)
      const text = cells[cell]?.text.trim() ?? ''
      if (text !== '' && !isUnit(field, text)) values.push(text)
    }
    const said = values.join('，')
    if (said === '') continue
    // In a table a stroke may mean none, or that the item does not apply.
    entries.push(
      /^[/\-－—–、\\|]+$/.test(said)
        ? { fieldId: field.id, answer: askAgain('ambiguous', said) }
        : readEntry(field, said),
    )
  }
  const titles = new Set(form.sections.map(({ title }) => bare(title)))
  const leftover = cells
    .filter(({ text }, i) => !used.has(i) && !isHeading(form, titles, text))
    .map(({ text }) => text.trim())
  const exact = labels.every(({ field, from }) => cells[from]?.text.trim() === field.id)
  return { entries, exact, leftover }
}

/** Cells with line ends in quotation marks are how a spreadsheet copies a label that is printed in two lines. */
function cellsOf(typed: string): readonly Cell[] {
  const cells: Cell[] = []
  let row = 0
  for (const [, quoted, plain, end] of typed.matchAll(
    /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\r|\n|$)/g,
  )) {
    cells.push({ text: quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'), row })
    if (end !== '\t') row += 1
  }
  return cells
}

/** The cells that are labels; a label may go on in the next line. */
function findLabels(form: Form, cells: readonly Cell[]): readonly Label[] {
  const names = labelNames(form)
  const labels: Label[] = []
  for (let from = 0; from < cells.length; from += 1) {
    const label = labelAt(names, cells, from)
    const last = labels.at(-1)
    if (label === undefined) continue
    // 「1.1 | 企业自查发现 | 12」 names the item twice.
    if (last !== undefined && last.to === label.from && last.field === label.field) {
      labels[labels.length - 1] = { ...last, to: label.to }
    } else labels.push(label)
    from = label.to - 1
  }
  return labels
}

function labelAt(
  names: ReadonlyMap<string, Field | undefined>,
  cells: readonly Cell[],
  from: number,
): Label | undefined {
  let text = ''
  for (let to = from; to < cells.length && to < from + 3; to += 1) {
    const [cell, before] = [cells[to], cells[to - 1]]
    if (cell === undefined || (to > from && (cell.row === before?.row || !/\p{L}/u.test(text)))) return undefined
    text += cell.text
    const label = bare(text)
    const field = names.get(label) ?? names.get(label.replace(/^\d{1,2}(?:\.\d{1,2})?\.?(?=[^\d.])/, ''))
    // 3.2 further on in a row may as well be an amount.
    if (field !== undefined && (label !== field.id || from === 0 || cells[from - 1]?.row !== cell.row)) {
      return { field, from, to: to + 1 }
    }
  }
  return undefined
}

const namesByForm = new WeakMap<Form, ReadonlyMap<string, Field | undefined>>()

/** Ids, names and printed labels with their items; undefined where a name is that of several. */
function labelNames(form: Form): ReadonlyMap<string, Field | undefined> {
  const known = namesByForm.get(form)
  if (known !== undefined) return known
  const names = new Map<string, Field | undefined>()
  for (const field of fieldsOf(form)) {
    for (const name of new Set(
      [field.id, ...namesOf(field), ...(labelParts(field).length === 1 ? labelParts(field) : [])].map(bare),
    )) {
      names.set(name, names.has(name) ? undefined : field)
    }
    names.set(bare(field.label), field)
  }
  namesByForm.set(form, names)
  return names
}

/** A label without what its print adds: brackets with what is in them, blanks, quotation marks, colons. */
function bare(text: string): string {
  return normalize(text)
    .replace(/\([^()]*\)/g, '')
    .replace(/[\s":，,、]/g, '')
}

/** Whether a cell is the number that the form prints before an item: in its section, in the whole form, or its id. */
function isNumberOf(form: Form, field: Field, cell: Cell | undefined): boolean {
  const text = normalize(cell?.text ?? '').trim()
  const place = fieldsOf(form).indexOf(field) + 1
  return text === field.id || text === field.id.split('.')[1] || text === String(place)
}

function isUnit(field: Field, text: string): boolean {
  const measures = field.components.map(({ measure }) => measure)
  return bare(text) === '' || measures.includes(text) || measures.join('，') === text || measures.join('、') === text
}

const HEADINGS = new Set(
  '序号 编号 项目 指标 指标名称 内容 调度内容 事项 类别 数量 数值 数据 填报数 填报 单位 计量单位 备注 合计'.split(' '),
)

function isHeading(form: Form, titles: ReadonlySet<string>, cell: string): boolean {
  const text = bare(cell)
  if (isPoliteness(text) || titles.has(text) || HEADINGS.has(text)) return true
  return (
    bare(form.title).endsWith(text) || text.includes(form.name) || /^(?:时间|填报时间|填报单位|填报人|_+)/.test(text)
  )
}
