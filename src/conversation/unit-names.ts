// Which units of a campaign a text names.

import type { Unit } from '../campaign/roster.ts'

/**
 * The units whose name stands in the text. 「样例一村」 also stands in 「大样例一村」: of names within each other the longest
 * is meant.
 */
export function namedUnits(units: readonly Unit[], text: string): readonly Unit[] {
  const whole = units.filter(({ name }) => text.includes(name))
  return whole.filter(({ name }) => !whole.some((other) => other.name !== name && other.name.includes(name)))
}
