// How a figure is written: with its measure words, as a contact would type it back.

import { formatWan } from './answers/amount.ts'
import { ANSWER_KINDS, type Field, type Figure } from './schema.ts'

/** 「3次，5.6万元」, 「4个，其中危险作业罪案例1个」, 「不涉及」 for a blank, 「是」 or 「否」, words as typed, 「2023年6月26日」. */
export function printFigure(field: Field, figure: Figure): string {
  if (figure === null) return '不涉及'
  if (typeof figure === 'string') return field.kind === 'date' ? printDay(figure) : figure
  // Nothing at all is said by its first part: 0次 has no fine, 0个 no part.
  const shown = figure.every((value) => value === 0) ? figure.slice(0, 1) : figure
  return shown
    .map((value, index) => {
      const name = field.components[index]?.name ?? ''
      return `${index === 0 ? '' : name}${printPart(field, index, value)}`
    })
    .join('，')
}

/** One component with its measure word; amounts come in 分 and are printed in 万元. */
export function printPart(field: Field, component: number, value: number): string {
  const type = ANSWER_KINDS[field.kind][component]
  if (type === 'flag') return value === 1 ? '是' : '否'
  const measure = field.components[component]?.measure ?? ''
  return `${type === 'amount' ? formatWan(value) : value}${measure}`
}

/** 2023-06-26 as 2023年6月26日. */
function printDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}
