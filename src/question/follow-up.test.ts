import { describe, expect, it } from 'vitest'
import { type Asked, leansOn, readingsOf } from './follow-up.ts'

const owner: Asked = { about: '烟花爆竹', how: '归谁管' }

describe('readingsOf', () => {
  it('a new matter with 呢 is asked as the last one was', () => {
    expect(readingsOf('防雷呢？', owner)).toEqual(['防雷归谁管'])
    expect(readingsOf('那燃气呢', owner)).toEqual(['燃气归谁管'])
  })

  it('a new way of asking with 那 is about the last matter first, and may stand alone', () => {
    expect(readingsOf('那什么时候报？', { about: '专项行动方案', how: '报给谁' })).toEqual([
      '专项行动方案什么时候报',
      '那什么时候报？',
    ])
  })

  it('a way of asking without 那 stands alone first', () => {
    expect(readingsOf('什么时候截止', owner)[0]).toBe('什么时候截止')
  })

  it('a number chooses among what was offered, and only that', () => {
    const choice: Asked = { ...owner, options: ['水库', '水闸'] }
    expect(readingsOf('2', choice)).toEqual(['水闸归谁管'])
    expect(readingsOf('3', choice)).toEqual(['3'])
    expect(readingsOf('2', owner)).toEqual(['2'])
  })

  it('without a last question every text stands alone', () => {
    expect(readingsOf('防雷呢', undefined)).toEqual(['防雷呢'])
  })
})

it('leans on the last question only what makes no sense without it', () => {
  expect(leansOn('防雷呢', owner)).toBe(true)
  expect(leansOn('防雷呢', undefined)).toBe(false)
  expect(leansOn('燃气归谁管', owner)).toBe(false)
  expect(leansOn('12家', owner)).toBe(false)
})
