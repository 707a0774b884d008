import { describe, expect, it } from 'vitest'
import { isDutyQuestion, readQuestion } from './question.ts'

describe('isDutyQuestion', () => {
  it.each([
    '烟花爆竹谁管？',
    '燃气归哪个部门管',
    '电梯坏了找谁',
    '镇规划建设办管哪些',
    '燃气归规划建设办管吗',
    '应急办管不管消防',
    '煙花歸誰管',
    'which department owns fireworks?',
    'who is responsible for schools',
    'yanhua gui shei guan',
  ])('%s is one', (text) => {
    expect(isDutyQuestion(text)).toBe(true)
  })

  it.each([
    '12家',
    '归零',
    '其余归零吗',
    '没有',
    '3次，5.6万元',
    '没人管的有3家',
    '找到2个',
    '负责人2人',
    '管理人员3人',
    '由村委会负责整改的5个',
    '谁没报',
    '谁还没报',
    '哪个部门没报',
    '什么时候截止',
    '镇安委办电话多少',
    '是不是填错了',
    '这个数归哪一项',
    '1.1=14',
    'who',
    '',
  ])('%s is not one', (text) => {
    expect(isDutyQuestion(text)).toBe(false)
  })

  it('a long story is never one', () => {
    expect(isDutyQuestion(`${'我们村上个月检查了几家企业，'.repeat(20)}归谁管`)).toBe(false)
  })
})

describe('readQuestion', () => {
  it('an owner that is asked for counts before a day in the same text', () => {
    expect(readQuestion('燃气归哪个部门管，什么时候检查').form).toBe('owner')
  })

  it('a day alone is a question about something else', () => {
    expect(readQuestion('学校什么时候报').form).toBe('other')
  })
})
