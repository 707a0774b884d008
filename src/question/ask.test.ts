import { describe, expect, it } from 'vitest'
import { isQuestion, readAsk } from './ask.ts'

describe('readAsk', () => {
  it.each([
    ['专项行动方案什么时候报', ['when']],
    ['调度表报给谁', ['whom']],
    ['数据库多久更新一次', ['how-often']],
    ['联系人电话多少', ['phone']],
    ['什么叫外包外租混乱', ['what']],
    ['行政处罚怎么填', ['how']],
    ['表里一共几项', ['how-many']],
    ['办公室设在哪里', ['where']],
    ['组长是谁', ['who']],
  ])('%s', (text, asks) => {
    expect([...readAsk(text).asks]).toEqual(asks)
  })

  it('what it is about leaves out the words of asking and of politeness', () => {
    const { text, content } = readAsk('请问周调度是什么时候？')
    expect([...content].map((at) => text[at]).join('')).toBe('周调度')
  })
})

describe('isQuestion', () => {
  it.each([
    '什么时候截止',
    '报给谁',
    '烟花爆竹谁管',
    '行政处罚怎么填？',
    '3.2填什么',
    'when is the report due',
    '数据库多久更新一次',
  ])('%s is one', (text) => {
    expect(isQuestion(text)).toBe(true)
  })

  it.each([
    '12家',
    '没有',
    '归零',
    '3次，5.6万元',
    '多少都行',
    '内容同上',
    '罚了几家，共3家',
    '上月时间报错了',
    '确认',
    '',
    '1.1=14',
    '！！！',
  ])('%s is not one', (text) => {
    expect(isQuestion(text)).toBe(false)
  })
})
