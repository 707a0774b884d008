import { describe, expect, it } from 'vitest'
import { type Channel, SendError } from '../channel/port.ts'
import { createLine } from './line.ts'

const CHANNEL: Channel = { maxBytes: 2048, send: async () => {}, upload: () => Promise.reject(new Error('unused')) }
const BUSY = new SendError('busy', 'busy')
const open = () => createLine('app', CHANNEL, 10_000, 4)

describe('a line that fails', () => {
  it('rests one second, two, four, up to a minute', () => {
    const line = open()
    const rests: number[] = []
    let now = 0
    for (let round = 0; round < 8; round++) {
      line.isFault(BUSY, now)
      rests.push((line.freeAt(now) - now) / 1_000)
      now = line.freeAt(now)
    }
    expect(rests).toEqual([1, 2, 4, 8, 16, 32, 60, 60])
  })

  it('rests no longer because several messages failed side by side', () => {
    const line = open()
    for (const now of [0, 1, 2, 3]) line.isFault(BUSY, now)
    expect(line.freeAt(3)).toBe(1_003)
    expect(line.trouble()).toBeUndefined()
  })

  it('is tried with one message at a time, and works as before once one is accepted', () => {
    const line = open()
    line.isFault(BUSY, 0)
    line.begin(1_000)
    expect(line.isFull()).toBe(true)
    line.works()
    expect(line.isFull()).toBe(false)
  })

  it('is in trouble from the third rest in a row', () => {
    const line = open()
    line.isFault(BUSY, 0)
    line.isFault(BUSY, 1_000)
    expect(line.trouble()).toBeUndefined()
    line.isFault(BUSY, 3_000)
    expect(line.trouble()).toBe('unreachable')
    line.works()
    expect(line.trouble()).toBeUndefined()
  })

  it('is in trouble at once when the settings are wrong, and rests longer, up to ten minutes', () => {
    const line = open()
    const wrong = new SendError('settings', 'errcode 60020')
    line.isFault(wrong, 0)
    expect([line.trouble(), line.freeAt(0)]).toEqual(['settings', 30_000])
    for (let round = 0; round < 6; round++) line.isFault(wrong, line.freeAt(0))
    const now = line.freeAt(0)
    line.isFault(wrong, now)
    expect(line.freeAt(now) - now).toBe(600_000)
  })

  it('rests as long as it is told to', () => {
    const line = open()
    line.isFault(new SendError('busy', '45009', { retryAfter: 60_000 }), 0)
    expect(line.freeAt(0)).toBe(60_000)
  })

  it.each(['receiver', 'refused', 'file'] as const)('does not rest for a fault of the message: %s', (code) => {
    const line = open()
    expect(line.isFault(new SendError(code, code), 0)).toBe(false)
    expect(line.freeAt(0)).toBe(0)
  })
})
