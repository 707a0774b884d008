import { describe, expect, it } from 'vitest'
import { checkReminders, isQuiet, Reminders, stepsOf } from './reminder-steps.ts'

const checked = (reminders: object) =>
  checkReminders(Reminders.parse(reminders)).map(({ path, code }) => `${path.slice(1).join('.')} ${code}`)

describe('the reminders of a pack', () => {
  it('are right when the pack says nothing', () => {
    expect(checked({})).toEqual([])
    expect(Reminders.parse({})).toEqual({
      quiet: { from: '20:00', to: '08:00' },
      catchUpHours: 12,
      weekday: 5,
      steps: [],
    })
  })

  it('may change one thing of a standard step and keep the rest', () => {
    const { steps } = Reminders.parse({ steps: [{ id: 'due', to: ['contacts', 'office'] }] })
    const due = stepsOf(Reminders.parse({ steps })).find(({ id }) => id === 'due')
    expect(due).toMatchObject({ when: 'due', at: ['09:07', '15:23'], to: ['contacts', 'office'] })
  })

  it('tell all that a new step lacks, and which standard step may have been meant', () => {
    const findings = checkReminders(Reminders.parse({ steps: [{ id: 'evee', at: ['10:00'] }] }))
    expect(findings.map(({ path }) => path.at(-1))).toEqual(['for', 'when', 'to'])
    expect(findings[0]?.message).toContain('“eve”')
  })

  it('need a number of days where days are counted', () => {
    const step = { id: 'x', for: ['report'], when: 'days-before', at: ['10:00'], to: ['office'] }
    expect(checked({ steps: [step] })).toEqual(['steps.0.days missing-key'])
    expect(checked({ steps: [{ ...step, days: 2 }] })).toEqual([])
  })

  it('may not name a step twice, nor a time in the quiet hours', () => {
    const steps = [{ id: 'due', at: ['21:00'] }, { id: 'due' }]
    expect(checked({ steps })).toEqual(['steps.1.id duplicate', 'steps.0.at.0 mismatch'])
  })

  it('may only name in braces what there is', () => {
    const text = (words: string) => checked({ steps: [{ id: 'eve', text: words }] })
    expect(text('{单位}还差{还差}项')).toEqual([])
    expect(text('{单位}还差{几项}')).toEqual(['steps.0.text unknown-reference'])
    expect(text('{单位还差')).toEqual(['steps.0.text wrong-value'])
  })
})

describe('the quiet hours', () => {
  it('go over midnight, begin with their first minute and end before their last', () => {
    const quiet = { from: '20:00', to: '08:00' }
    expect(['19:59', '20:00', '23:59', '00:00', '07:59', '08:00'].map((time) => isQuiet(quiet, time))).toEqual([
      false,
      true,
      true,
      true,
      true,
      false,
    ])
  })

  it('may lie in the middle of the day', () => {
    const noon = { from: '12:00', to: '14:00' }
    expect(['11:59', '12:00', '14:00', '02:00'].map((time) => isQuiet(noon, time))).toEqual([false, true, false, false])
  })
})
