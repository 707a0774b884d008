import { describe, expect, it } from 'vitest'
import { endsOf, isElliptical, partsOf, withoutStory } from './parts.ts'

it('a story belongs to the question that follows it', () => {
  expect(partsOf('煤气罐漏气，归谁管，电话多少')).toEqual(['煤气罐漏气，归谁管', '电话多少'])
})

it('what is said behind the last question belongs to it', () => {
  expect(partsOf('归谁管？多久一次？谢谢')).toEqual(['归谁管', '多久一次，谢谢'])
})

it('a blank parts two Chinese questions, and no English words', () => {
  expect(partsOf('燃气归谁管 消防找谁')).toEqual(['燃气归谁管', '消防找谁'])
  expect(partsOf('who is in charge of gas')).toHaveLength(1)
})

it('from when to when asks for two days', () => {
  expect(endsOf('专项行动从什么时候到什么时候')).toEqual(['专项行动从什么时候开始', '专项行动到什么时候结束'])
  expect(endsOf('专项行动什么时候开始')).toEqual([])
})

it('a clause that only asks leans on another', () => {
  expect(isElliptical('该找哪个')).toBe(true)
  expect(isElliptical('消防找谁')).toBe(false)
})

describe('withoutStory', () => {
  it('leaves the clauses that ask', () => {
    expect(withoutStory('我刚接手,想问一下,调度表几号交,谢谢')).toBe('调度表几号交')
  })

  it('nothing is told where every clause asks, and nothing asked where none does', () => {
    expect(withoutStory('调度表几号交,报给谁')).toBeUndefined()
    expect(withoutStory('煤气漏了,好臭')).toBeUndefined()
  })
})
