import { describe, expect, it } from 'vitest'
import { mendBySound, mendSlips } from './slip.ts'

describe('mendSlips', () => {
  it.each([
    ['调渡表几好前报', '调度表几号前报'],
    ['手报时间', '首报时间'],
    ['甚么时侯交', '什么时候交'],
    ['正副组长是谁', '组长和副组长是谁'],
    ['好几好人', '好几好人'],
  ])('%s -> %s', (text, meant) => {
    expect(mendSlips(text)).toBe(meant)
  })
})

describe('mendBySound', () => {
  it.each([
    ['最池几号', '最迟几号'],
    ['联系电花', '联系电话'],
    ['那个报标什么时候交', '那个报表什么时候交'],
  ])('a word of asking written by its sound is put right: %s', (text, meant) => {
    expect(mendBySound(text)).toBe(meant)
  })

  it.each(['烟花爆竹归谁管', '时间', '事件归谁管', '食品'])('what is written right stays: %s', (text) => {
    expect(mendBySound(text)).toBeUndefined()
  })
})
