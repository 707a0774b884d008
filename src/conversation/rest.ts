// What 「其余为0」 and 「其余同上月」 mean for the items that have no answer yet: their figures, and the line that echoes them.

import { ANSWER_KINDS, type Field, type Figure, isCounted } from '../form/schema.ts'
import * as wording from '../wording/fill.ts'
import { type Filling, missingFields } from './filling.ts'
import type { PendingFigure } from './session.ts'

export type RestKind = 'rest-zero' | 'rest-same'

export interface Rest {
  readonly figures: readonly PendingFigure[]
  /** 「没填的22项都记0（1.3、1.4、2.1到2.8）」, with what cannot be filled that way. */
  readonly line: string
}

/** The rest beside the items that are answered, or are being answered in the same message; undefined when none can be filled. */
export function restOf(now: Filling, kind: RestKind, beside: ReadonlySet<string>): Rest | undefined {
  const figures: PendingFigure[] = []
  const left: Field[] = []
  for (const field of missingFields(now)) {
    if (beside.has(field.id)) continue
    const figure = kind === 'rest-zero' ? zeroOf(field) : now.last?.version.figures[field.id]
    if (figure === undefined) left.push(field)
    else figures.push({ field: field.id, figure })
  }
  if (figures.length === 0) return undefined
  const ids = idRanges(now, new Set(figures.map(({ field }) => field)))
  const month = now.last?.period ?? now.fill.period
  const line =
    kind === 'rest-zero' ? wording.restZero(figures.length, ids) : wording.restSame(figures.length, month, ids)
  if (left.length === 0) return { figures, line }
  return { figures, line: `${line}\n${wording.restLeft(left.map(({ id, short }) => `${id}${short}`).join('、'))}` }
}

/** 「1.3、1.4、2.1到2.8」: neighbours in printed order drawn together, so that a long list stays readable. */
export function idRanges(now: Filling, ids: ReadonlySet<string>): string {
  const texts: string[] = []
  for (const section of now.form.sections) {
    let run: string[] = []
    for (const field of [...section.fields, undefined]) {
      if (field && ids.has(field.id)) {
        run.push(field.id)
        continue
      }
      const [first] = run
      const last = run.at(-1)
      if (first && last) texts.push(run.length > 2 ? `${first}到${last}` : run.join('、'))
      run = []
    }
  }
  return texts.join('、')
}

/** 0 for every component; undefined for words, days and yes-no items, where 「其余为0」 does not say 否. */
function zeroOf(field: Field): Figure | undefined {
  return isCounted(field.kind) ? ANSWER_KINDS[field.kind].map(() => 0) : undefined
}
