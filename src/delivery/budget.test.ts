import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBudget } from './budget.ts'

describe('a budget', () => {
  it('lets the next one through when the first of the last so many is old enough, to the millisecond', () => {
    const budget = createBudget(2, 1_000)
    budget.spend(0)
    expect(budget.freeAt(10)).toBe(10)
    budget.spend(10)
    expect(budget.freeAt(20)).toBe(1_000)
    budget.spend(1_000)
    expect(budget.freeAt(1_000)).toBe(1_010)
  })

  it('takes what may have been spent before for spent', () => {
    const budget = createBudget(3, 1_000, 2, 500)
    expect(budget.freeAt(500)).toBe(500)
    budget.spend(500)
    expect(budget.freeAt(500)).toBe(1_500)
    expect(budget.isFresh(1_499)).toBe(false)
    expect(budget.isFresh(1_500)).toBe(true)
  })

  it('never holds more than it should within any stretch, however it is asked', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.array(fc.nat(400), { maxLength: 60 }), (most, gaps) => {
        const budget = createBudget(most, 1_000)
        const times: number[] = []
        let now = 0
        for (const gap of gaps) {
          now = budget.freeAt(now + gap)
          budget.spend(now)
          times.push(now)
        }
        for (const time of times) {
          expect(times.filter((other) => other > time - 1_000 && other <= time).length).toBeLessThanOrEqual(most)
        }
      }),
    )
  })
})
