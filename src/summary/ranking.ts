// Orders units by a rate: hazards closed of those found (整改率), reports on time of those due (及时率). A unit without a
// denominator has no rate; it is named beside the ranking instead of standing first or last.

import { type Day, dayAt, type Instant, type Month } from '../campaign/calendar.ts'
import { isExempt } from '../campaign/desk.ts'
import { dueDay } from '../campaign/period.ts'
import type { Unit } from '../campaign/roster.ts'
import { hazardsOf } from './hazards.ts'
import { coverageOf, progressIn, type Snapshot } from './snapshot.ts'

/** `part` of `whole`: 7 closed of 9 found. Equal rates share a place: 1, 2, 2, 4. */
interface Ranked {
  readonly place: number
  readonly unit: Unit
  readonly part: number
  readonly whole: number
}

export interface Ranking {
  /** The best first; units of one place in the order of the roster. */
  readonly ranked: readonly Ranked[]
  /** Units of which nothing can be divided: no hazard found, no report due. */
  readonly without: readonly Unit[]
}

/** 整改率 of a month, over the units that reported it. */
export function rankByFixed(snapshot: Snapshot, period: Month): Ranking {
  const rates = [...snapshot.pack.forms.values()].flatMap((form) =>
    coverageOf(snapshot, form, period).reported.map(({ unit, version }) => {
      const { found, fixed } = hazardsOf(form, version.figures)
      return { unit, part: fixed, whole: found }
    }),
  )
  return rank(rates)
}

/**
 * 及时率 over months: how many of the reports that were due came on time. A month counts once its day has passed or its
 * report has come; a month for which the unit is exempt does not.
 */
export function rankByTimely(snapshot: Snapshot, months: readonly Month[], now: Instant): Ranking {
  return rank(snapshot.units.map((unit) => ({ unit, ...timelinessOf(snapshot, unit, months, dayAt(now)) })))
}

function timelinessOf(snapshot: Snapshot, unit: Unit, months: readonly Month[], today: Day) {
  let part = 0
  let whole = 0
  for (const period of months) {
    const due = dueDay(snapshot.pack.campaign, period)
    if (due === undefined || isExempt(snapshot.desk, unit, period)) continue
    const progress = progressIn(snapshot, unit, period)
    if (progress.state !== 'submitted' && today <= due) continue
    whole++
    if (progress.state === 'submitted' && !progress.late) part++
  }
  return { part, whole }
}

function rank(rates: readonly Omit<Ranked, 'place'>[]): Ranking {
  // Rates are compared as fractions, so that 1/3 and 2/6 are equal.
  const sorted = rates.filter(({ whole }) => whole > 0).sort((a, b) => b.part * a.whole - a.part * b.whole)
  const ranked: Ranked[] = []
  for (const [index, rate] of sorted.entries()) {
    const above = ranked.at(-1)
    const tied = above !== undefined && above.part * rate.whole === rate.part * above.whole
    ranked.push({ place: tied ? above.place : index + 1, ...rate })
  }
  return { ranked, without: rates.filter(({ whole }) => whole === 0).map(({ unit }) => unit) }
}
