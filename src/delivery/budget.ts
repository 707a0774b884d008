// How often something may happen within a stretch of time, whatever stretch one looks at. It knows no clock and nothing
// of what is counted.

export interface Budget {
  /** The earliest time from `now` on at which one more fits. */
  freeAt(now: number): number
  spend(now: number): void
  /** Whether all that was spent is so long ago that it no longer counts. */
  isFresh(now: number): boolean
}

/**
 * At most `most` within any `per` milliseconds. `spent` of them are taken for used up at the time `at`: whoever starts
 * anew does not know what was sent just before.
 */
export function createBudget(most: number, per: number, spent = 0, at = 0): Budget {
  /** The times of the last `most` spendings, in a ring: the next one takes the place of the oldest. */
  const times = new Float64Array(most).fill(Number.NEGATIVE_INFINITY).fill(at, 0, spent)
  let next = spent % most
  return {
    freeAt: (now) => Math.max(now, (times[next] ?? now) + per),
    spend(now) {
      times[next] = now
      next = (next + 1) % most
    },
    isFresh: (now) => (times[(next + most - 1) % most] ?? now) + per <= now,
  }
}
