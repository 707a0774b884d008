import { describe, expect, it } from 'vitest'
import {
  comeBack,
  emptyBook,
  goAway,
  isAway,
  keepQuiet,
  markSent,
  sentAbout,
  snooze,
  snoozeEnd,
  wasSent,
} from './book.ts'

const at = (text: string) => Date.parse(`${text.replace(' ', 'T')}:00+08:00`)
const eve = { matter: 'longmen-2023/2023-06', about: 'village/样例一村', step: 'eve' }

describe('the book of a person', () => {
  it('knows what was sent, and nothing that is named otherwise', () => {
    const book = markSent(emptyBook, [eve], at('2023-06-25 09:07'), '2023-06-25')
    expect(wasSent(book, eve)).toBe(true)
    expect(wasSent(book, { ...eve, step: 'due' })).toBe(false)
    expect(wasSent(book, { ...eve, about: 'village/样例二村' })).toBe(false)
    expect(wasSent(book, { ...eve, matter: 'longmen-2023/2023-07' })).toBe(false)
  })

  it('notes the day of a planned message, and not of one beside those', () => {
    const planned = markSent(emptyBook, [eve], at('2023-06-25 09:07'), '2023-06-25')
    expect(planned.pushedOn).toBe('2023-06-25')
    expect(markSent(planned, [{ ...eve, step: 'silence' }], at('2023-06-26 10:00'), undefined).pushedOn).toBe(
      '2023-06-25',
    )
  })

  it('keeps 400 days', () => {
    const old = markSent(emptyBook, [eve], at('2023-06-25 09:07'), '2023-06-25')
    const within = markSent(old, [{ ...eve, step: 'due' }], at('2024-07-29 09:00'), '2024-07-29')
    expect(within.sent.map(({ step }) => step)).toEqual(['eve', 'due'])
    const beyond = markSent(old, [{ ...eve, step: 'due' }], at('2024-08-01 09:07'), '2024-08-01')
    expect(beyond.sent.map(({ step }) => step)).toEqual(['due'])
  })

  it('stays in the order of the calendar when the clock was put back', () => {
    const later = markSent(emptyBook, [{ ...eve, step: 'due' }], at('2023-06-26 09:07'), '2023-06-26')
    const back = markSent(later, [eve], at('2023-06-25 09:07'), '2023-06-25')
    expect(back.sent.map(({ step }) => step)).toEqual(['eve', 'due'])
  })

  it('forgets a snooze that is over, and keeps one that is not', () => {
    const book = snooze(emptyBook, at('2023-06-26 10:30'))
    expect(markSent(book, [eve], at('2023-06-26 10:30'), undefined).snoozedUntil).toBeUndefined()
    expect(markSent(book, [eve], at('2023-06-26 10:29'), undefined).snoozedUntil).toBe(at('2023-06-26 10:30'))
  })

  it('is quiet for the day, with the snooze that would end on it', () => {
    expect(keepQuiet(snooze(emptyBook, at('2023-06-26 15:00')), '2023-06-26').snoozedUntil).toBeUndefined()
    expect(keepQuiet(snooze(emptyBook, at('2023-06-27 09:07')), '2023-06-26').snoozedUntil).toBe(at('2023-06-27 09:07'))
  })

  it('is away up to and with the last day, or until the person is back', () => {
    const book = goAway(emptyBook, '2023-06-30', 'lisi')
    expect([isAway(book, '2023-06-30'), isAway(book, '2023-07-01')]).toEqual([true, false])
    expect(isAway(comeBack(book), '2023-06-26')).toBe(false)
  })

  it('lists what was sent about one campaign', () => {
    const other = { ...eve, matter: 'jinji-2023/2023-06' }
    const book = markSent(emptyBook, [eve, other], at('2023-06-25 09:07'), '2023-06-25')
    expect(sentAbout(book, 'longmen-2023')).toEqual([{ ...eve, at: at('2023-06-25 09:07') }])
  })
})

describe('a snooze', () => {
  it.each([
    ['hour', '2023-06-26 09:10', '2023-06-26 10:10'],
    ['hour', '2023-06-26 19:30', '2023-06-27 09:07'],
    ['hour', '2023-06-26 23:30', '2023-06-27 09:07'],
    ['afternoon', '2023-06-26 09:10', '2023-06-26 15:23'],
    ['afternoon', '2023-06-26 15:00', '2023-06-26 16:00'],
    ['afternoon', '2023-06-26 19:30', '2023-06-27 09:07'],
    ['tomorrow', '2023-06-26 09:10', '2023-06-27 09:07'],
    ['tomorrow', '2023-06-30 23:59', '2023-07-01 09:07'],
  ] as const)('%s, asked at %s, ends at %s', (choice, now, end) => {
    expect(snoozeEnd(choice, at(now))).toBe(at(end))
  })
})
