// The hazards in a unit's figures, by the concept keys that forms share: how many were found and closed, and how many are
// under official supervision (挂牌督办).

import { fieldsOf } from '../form/checks.ts'
import { type Field, type Figures, type Form, numbersOf } from '../form/schema.ts'

/**
 * Hazards that were found by enterprises themselves or by an inspection. Those under official supervision (hazard.listed)
 * are among them already; those that people reported or that came from above may be, so that they are told by themselves.
 */
const FOUND: ReadonlySet<string> = new Set(['hazard.self.found', 'hazard.inspected.found'])
const FIXED: ReadonlySet<string> = new Set(['hazard.self.fixed', 'hazard.inspected.fixed'])
const LISTED_FOUND: ReadonlySet<string> = new Set(['hazard.listed.found'])
const LISTED_FIXED: ReadonlySet<string> = new Set(['hazard.listed.fixed'])

/** Whether an item counts hazards that were found, or closed, by self-checks or inspections. */
export function countsHazards({ concept }: Field, what: 'found' | 'fixed'): boolean {
  return (what === 'found' ? FOUND : FIXED).has(concept)
}

export interface Hazards {
  readonly found: number
  readonly fixed: number
}

/** Whether a unit gave a number of hazards at all; one that left all blank (不涉及) has none to tell, which is not 0. */
export function tellsHazards(form: Form, figures: Figures): boolean {
  return fieldsOf(form).some((field) => countsHazards(field, 'found') && numbersOf(figures[field.id]) !== undefined)
}

/** Found by self-checks and inspections; nothing known counts as none, as in every sum. */
export function hazardsOf(form: Form, figures: Figures): Hazards {
  return { found: sumOf(form, figures, FOUND), fixed: sumOf(form, figures, FIXED) }
}

/** Under official supervision. */
export function listedHazardsOf(form: Form, figures: Figures): Hazards {
  return { found: sumOf(form, figures, LISTED_FOUND), fixed: sumOf(form, figures, LISTED_FIXED) }
}

/** Whether the form asks for hazards under official supervision at all. */
export function asksForListed(form: Form): boolean {
  return fieldsOf(form).some(({ concept }) => LISTED_FOUND.has(concept))
}

export function addHazards(all: readonly Hazards[]): Hazards {
  return {
    found: all.reduce((sum, { found }) => sum + found, 0),
    fixed: all.reduce((sum, { fixed }) => sum + fixed, 0),
  }
}

function sumOf(form: Form, figures: Figures, concepts: ReadonlySet<string>): number {
  let sum = 0
  for (const { id, concept } of fieldsOf(form)) {
    if (concepts.has(concept)) sum += numbersOf(figures[id])?.[0] ?? 0
  }
  return sum
}
