// Every figure that counts as one line, for whoever adds up with their own tools: campaign, form, unit, month, version,
// item, component, value, measure. Older versions are left out, so that adding up gives the totals.

import type { Month } from '../campaign/calendar.ts'
import { formatWan } from '../form/answers/amount.ts'
import { fieldsOf } from '../form/checks.ts'
import { ANSWER_KINDS, type Field, type Figure, numbersOf } from '../form/schema.ts'
import { listColumns } from '../wording/book.ts'
import { coverageOf, type Snapshot } from './snapshot.ts'

/**
 * A heading and then the lines, month by month, form by form. Amounts are exact decimals in 万元, yes is 1 and no 0, a
 * blank (不涉及) has an empty value. A unit that did not report has no line.
 */
export function* listFigures(snapshot: Snapshot, months: readonly Month[]): Iterable<readonly string[]> {
  const { campaign, forms } = snapshot.pack
  yield listColumns()
  for (const period of months) {
    for (const form of forms.values()) {
      for (const { unit, version } of coverageOf(snapshot, form, period).reported) {
        for (const field of fieldsOf(form)) {
          const figure = version.figures[field.id]
          if (figure === undefined) continue
          const lead = [campaign.id, form.id, unit.name, period, String(version.number), field.id, field.label]
          for (const [part, { name = '', measure }] of field.components.entries()) {
            yield [...lead, name, valueText(field, part, figure), measure]
          }
        }
      }
    }
  }
}

function valueText(field: Field, part: number, figure: Figure): string {
  if (typeof figure === 'string') return figure
  const value = numbersOf(figure)?.[part]
  if (value === undefined) return ''
  return ANSWER_KINDS[field.kind][part] === 'amount' ? formatWan(value) : String(value)
}
