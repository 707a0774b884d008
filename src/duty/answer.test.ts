import { describe, expect, it } from 'vitest'
import type { Pack } from '../campaign/pack.ts'
import type { Duty } from '../campaign/schema.ts'
import { answerDuty } from './answer.ts'
import { createDutyIndex } from './duty-index.ts'
import { renderDuty } from './reply.ts'

function duty(subject: string, owners: string[], words: string[] = [], vague: string[] = []): Duty {
  return { id: 'row', subject, owners, words, vague, quote: `${owners.join('、')}负责${subject}`, clause: '第四部分' }
}

const index = createDutyIndex({
  campaign: { office: { name: '镇安委办', quote: '' } } as Pack['campaign'],
  forms: new Map(),
  knowledge: undefined,
  tasks: undefined,
  duties: {
    clause: '第四部分',
    departments: [
      { name: '镇应急办', words: ['应急办'] },
      { name: '镇农业农村办', words: [] },
      { name: '镇农业农村服务中心', words: [] },
      { name: '镇学校', words: ['中小学校'] },
    ],
    duties: [
      duty('烟花爆竹', ['镇应急办'], ['鞭炮', 'firework']),
      duty('电焊作业', ['应急办', '镇农业农村办']),
      duty('防雷', ['镇农业农村办']),
      duty('校车', ['镇学校'], [], ['接送车']),
      duty('农机', ['镇农业农村服务中心'], ['拖拉机', '收割机']),
      duty('充电设施', []),
      duty('学校', ['镇学校'], ['中小学校']),
    ],
  },
})
const ask = (query: string) => answerDuty(index, query)
const textOf = (query: string) => renderDuty(index, ask(query), true)

describe('answerDuty', () => {
  it('a word inside a longer department name is not that word', () => {
    expect(ask('镇农业农村服务中心管哪些')).toMatchObject({ kind: 'subjects', facts: ['农机'] })
  })

  it('a department is one, whether written with its town or without', () => {
    expect(ask('应急办管什么')).toMatchObject({ departments: ['镇应急办'], facts: ['烟花爆竹', '电焊作业'] })
  })

  it('owners are given as the row writes them', () => {
    expect(ask('电焊作业归谁管').departments).toEqual(['应急办', '镇农业农村办'])
  })

  it('a word with an unknown one behind it is asked about, since it may be another matter', () => {
    expect(ask('拖拉机驾照归谁')).toMatchObject({ status: 'choose', departments: ['镇农业农村服务中心'] })
    expect(ask('拖拉机企业归谁')).toMatchObject({ status: 'answered' })
    expect(ask('拖拉机补贴归谁')).toMatchObject({ status: 'unanswered', departments: [] })
  })

  it('what stands beside a place is not the place', () => {
    expect(ask('学校门口的网吧归谁管')).toMatchObject({ status: 'unanswered', departments: [] })
    expect(ask('学校门口的鞭炮归谁管')).toMatchObject({ status: 'answered', departments: ['镇应急办'] })
  })

  it.each(['应急办要干什么', '应急办要做什么', '应急办名下有哪些'])(
    '「%s」 asks for what a department has',
    (query) => {
      expect(ask(query)).toMatchObject({ kind: 'subjects', departments: ['镇应急办'] })
    },
  )

  it('a matter that the document lists without an owner stays unanswered', () => {
    expect(ask('充电设施归谁管')).toMatchObject({ status: 'unanswered', kind: 'no-owner', departments: [] })
  })

  it('a part of a word is asked about and never answered', () => {
    expect(ask('电焊机归谁管')).toMatchObject({
      status: 'unanswered',
      departments: [],
      nearest: [{ subject: '电焊作业' }],
    })
  })

  it('a word that is only a part of another matter is asked about and never answered', () => {
    expect(ask('学校招生归谁管')).toMatchObject({
      status: 'unanswered',
      departments: [],
      nearest: [{ subject: '学校' }],
    })
    expect(ask('学校归谁管').status).toBe('answered')
  })

  it('a vague word with another before it is another matter', () => {
    expect(ask('接送车归谁管').status).toBe('choose')
    expect(ask('机场接送车归谁管')).toMatchObject({ status: 'unanswered', departments: [] })
  })

  it('two syllables that sound alike are asked back, three are taken and said', () => {
    expect(ask('小车归谁管')).toMatchObject({ status: 'choose', options: [{ subject: '校车' }] })
    expect(ask('托拉鸡归谁管')).toMatchObject({
      status: 'answered',
      reading: '拖拉机',
      departments: ['镇农业农村服务中心'],
    })
  })

  it('what nothing separates is one matter with two readings, what 和 separates are two matters', () => {
    expect(ask('学校的防雷归谁管')).toMatchObject({ status: 'choose' })
    expect(ask('学校和防雷归谁管')).toMatchObject({ status: 'answered', departments: ['镇学校', '镇农业农村办'] })
  })

  it('a word that is a department and a matter is read by the form of the question', () => {
    expect(ask('中小学校归谁管')).toMatchObject({ kind: 'owners', departments: ['镇学校'] })
    expect(ask('中小学校管哪些')).toMatchObject({ kind: 'subjects', facts: ['校车', '学校'] })
  })

  it('a verdict over several matters may hold for some', () => {
    expect(ask('鞭炮和农机都归应急办管吗')).toMatchObject({ kind: 'verdict', holds: 'some' })
  })

  it('who owns a department is not what it owns', () => {
    expect(ask('应急办归谁管').status).toBe('unanswered')
  })

  it('a word is not found inside a longer English word, and its plural is', () => {
    expect(ask('who manages fireworks').status).toBe('answered')
    expect(ask('who manages fireworkshops').status).toBe('unanswered')
  })

  it('an empty or endless text is no trouble', () => {
    expect(ask('').status).toBe('unanswered')
    expect(ask('归谁管'.repeat(5_000)).status).toBe('unanswered')
  })
})

describe('renderDuty', () => {
  it('gives matter, owner and clause in two lines', () => {
    expect(textOf('鞭炮谁管')).toBe('烟花爆竹：镇应急办\n依据：第四部分')
  })

  it('puts yes or no first', () => {
    expect(textOf('防雷归镇农业农村服务中心管吗')).toBe('不是。\n防雷：镇农业农村办\n依据：第四部分')
  })

  it('numbers the choices', () => {
    expect(textOf('学校的防雷归谁管')).toBe('您问的是哪一项？请回数字。\n1 学校：镇学校\n2 防雷：镇农业农村办')
  })

  it('points to the office when the document names nobody', () => {
    expect(textOf('卫星发射归谁管')).toBe('方案里没有写明由谁负责。\n可以问镇安委办。')
  })

  it('says what a sound was taken for', () => {
    expect(textOf('bian pao gui shei guan')).toBe('按“鞭炮”理解：\n烟花爆竹：镇应急办\n依据：第四部分')
  })
})
