import { describe, expect, it } from 'vitest'
import { readAsk } from './ask.ts'
import { decisivePlaces, lacksAsked, postIn } from './needs.ts'

describe('postIn', () => {
  it.each([
    ['专班组长是哪位', '组长'],
    ['领导组副组长是谁', '副组长'],
    ['镇党委书记叫什么', '书记'],
    ['谁是安委会主任', '主任'],
  ])('%s asks for the %s', (text, post) => {
    expect(postIn(text)).toBe(post)
  })

  it.each(['组长要做什么', '书记多久听一次汇报', '消防归谁管'])('%s asks for no holder of a post', (text) => {
    expect(postIn(text)).toBeUndefined()
  })
})

describe('lacksAsked', () => {
  it.each([
    ['专题培训在哪个会议室开', '2023年6月30日前完成'],
    ['第三方诊断要多少钱', '对高风险单元进行一次全面诊断'],
    ['动员会几点开始', '2023年6月15日前'],
    ['要提百分之几', '按规定比例提取'],
  ])('%s is not answered by %s', (text, passage) => {
    expect(lacksAsked(readAsk(text), passage, false)).toBe(true)
  })

  it.each([
    ['隐患贴在什么地方公开', '在企业醒目位置公开'],
    ['举报奖多少钱', '最高奖励30万元'],
  ])('%s is answered by %s', (text, passage) => {
    expect(lacksAsked(readAsk(text), passage, false)).toBe(false)
  })
})

it('the wage of somebody is another matter than who it is', () => {
  expect(decisivePlaces('安全总监工资')).toEqual([4])
  expect(decisivePlaces('安全总监向谁述职')).toEqual([])
})
