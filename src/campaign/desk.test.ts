import { describe, expect, it } from 'vitest'
import { emptyDesk, isExempt, isLocked, isPaused, lockPeriod, unlockPeriod } from './desk.ts'

const ONE = { campaign: 'longmen-2023', form: 'village', name: '样例一村' }
const TWO = { ...ONE, name: '样例二村' }
const desk = emptyDesk('longmen-2023')

describe('a month that the office has closed', () => {
  const closed = lockPeriod(desk, '2023-06', 'office', 0)

  it('is closed for every unit, and other months are not', () => {
    expect([ONE, TWO].map((unit) => isLocked(closed, unit, '2023-06'))).toEqual([true, true])
    expect(isLocked(closed, ONE, '2023-07')).toBe(false)
    expect(isLocked(desk, ONE, '2023-06')).toBe(false)
  })

  it('can be opened for one unit, closed again for all, and opened for all', () => {
    const open = unlockPeriod(closed, '2023-06', ONE)
    expect([ONE, TWO].map((unit) => isLocked(open, unit, '2023-06'))).toEqual([false, true])
    expect(isLocked(lockPeriod(open, '2023-06', 'office', 1), ONE, '2023-06')).toBe(true)
    expect(isLocked(unlockPeriod(open, '2023-06', undefined), TWO, '2023-06')).toBe(false)
  })
})

describe('an exemption', () => {
  it('counts from its first month to its last, both included', () => {
    const exemption = { unit: ONE, from: '2023-06', to: '2023-08', by: 'office', at: 0 }
    const exempt = { ...desk, exemptions: [exemption] }
    const months = ['2023-05', '2023-06', '2023-08', '2023-09']
    expect(months.map((month) => isExempt(exempt, ONE, month))).toEqual([false, true, true, false])
    expect(isExempt(exempt, { ...ONE, form: 'department' }, '2023-06')).toBe(false)
  })

  it('without a last month does not end', () => {
    const exempt = { ...desk, exemptions: [{ unit: ONE, from: '2023-06', by: 'office', at: 0 }] }
    expect(isExempt(exempt, ONE, '2024-01')).toBe(true)
  })
})

describe('a pause', () => {
  it('of the campaign holds for every unit, that of a unit for it alone', () => {
    const all = { ...desk, pauses: [{ by: 'office', at: 0 }] }
    const one = { ...desk, pauses: [{ unit: ONE, by: 'office', at: 0 }] }
    expect([isPaused(all), isPaused(all, TWO)]).toEqual([true, true])
    expect([isPaused(one), isPaused(one, ONE), isPaused(one, TWO)]).toEqual([false, true, false])
  })
})
