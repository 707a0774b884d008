import { describe, expect, it } from 'vitest'
import type { Document } from './elements.ts'
import { readInbound } from './inbound.ts'

const APP = { corpId: 'wx5823bf96d3bd56c7', agentId: 218 }
const COMMON = { ToUserName: APP.corpId, FromUserName: 'ZhangSan', CreateTime: '1687000000', AgentID: '218' }
const TEXT = { ...COMMON, MsgType: 'text', Content: ' 3 2 5 4\n', MsgId: '4561255354251345929' }
const ENTER = { ...COMMON, MsgType: 'event', Event: 'enter_agent', EventKey: '' }

const read = (elements: Record<string, unknown>) => readInbound(documentOf(elements), APP)

describe('a message', () => {
  it('of text keeps its id and its text to the letter, and names the sender in lower case', () => {
    expect(read(TEXT)).toEqual({
      outcome: 'message',
      sender: 'ZhangSan',
      inbound: { kind: 'text', id: '4561255354251345929', from: 'zhangsan', text: ' 3 2 5 4\n' },
    })
  })

  it.each(['image', 'voice', 'video', 'location', 'link', 'file'])('of type %s is unreadable', (type) => {
    expect(read({ ...TEXT, MsgType: type, Content: undefined })).toMatchObject({
      outcome: 'message',
      inbound: { kind: 'unreadable', type },
    })
  })

  it('of voice is read as spoken text where a recognition comes with it, else it is unreadable', () => {
    expect(read({ ...TEXT, MsgType: 'voice', Recognition: '三次' })).toMatchObject({
      inbound: { kind: 'text', text: '三次', spoken: true },
    })
    for (const recognition of [{}, { Recognition: ' ' }]) {
      expect(read({ ...TEXT, MsgType: 'voice', ...recognition })).toMatchObject({
        inbound: { kind: 'unreadable', type: 'voice' },
      })
    }
  })

  it('of a type that is not known is ignored by name', () => {
    expect(read({ ...TEXT, MsgType: 'hologram' })).toEqual({ outcome: 'ignored', what: 'hologram' })
  })

  it('of a type whose name is not fit for a log is ignored without it', () => {
    expect(read({ ...TEXT, MsgType: '电话13800000000' })).toEqual({ outcome: 'ignored', what: 'unnamed' })
  })

  it.each([
    ['ToUserName', undefined],
    ['FromUserName', undefined],
    ['FromUserName', ''],
    ['FromUserName', 'a|b'],
    ['FromUserName', 'a/b'],
    ['CreateTime', undefined],
    ['CreateTime', 'yesterday'],
    ['MsgType', undefined],
    ['MsgId', undefined],
    ['MsgId', '12a'],
    ['MsgId', ['1', '1']],
    ['AgentID', undefined],
    ['Content', undefined],
    ['Content', ['1', '2']],
    ['Content', { b: '1' }],
  ])('with the field %s as %j is refused', (name, value) => {
    expect(read({ ...TEXT, [name]: value })).toEqual({ outcome: 'refused', fault: 'fields' })
  })

  it.each([
    ['corp', { ToUserName: 'wx0000000000000000' }],
    ['app', { AgentID: '219' }],
  ])('for another %s is refused', (_, other) => {
    expect(read({ ...TEXT, ...other })).toEqual({ outcome: 'refused', fault: 'recipient' })
  })
})

describe('an event', () => {
  it.each(['enter_agent', 'subscribe', 'ENTER_AGENT'])('%s opens the chat', (event) => {
    expect(read({ ...ENTER, Event: event })).toMatchObject({
      outcome: 'message',
      inbound: { kind: 'enter', from: 'zhangsan' },
    })
  })

  it('of opening the chat needs no key', () => {
    expect(read({ ...ENTER, EventKey: undefined })).toMatchObject({ inbound: { kind: 'enter' } })
  })

  it('of a tap carries the key of the menu entry', () => {
    expect(read({ ...ENTER, Event: 'click', EventKey: '填报' })).toMatchObject({
      outcome: 'message',
      sender: 'ZhangSan',
      inbound: { kind: 'click', key: '填报', from: 'zhangsan' },
    })
  })

  it('of a button on a card is a tap too, to be answered by a message of its own', () => {
    const tap = { ...ENTER, Event: 'template_card_event', EventKey: '填报', TaskId: 'task-1', ResponseCode: 'code' }
    expect(read(tap)).toMatchObject({
      outcome: 'message',
      pushOnly: true,
      inbound: { kind: 'click', key: '填报', from: 'zhangsan' },
    })
    expect(idOf(tap)).not.toBe(idOf({ ...tap, TaskId: 'task-2' }))
    expect(read({ ...tap, EventKey: undefined })).toEqual({ outcome: 'refused', fault: 'fields' })
  })

  it('of a tap without a key is refused', () => {
    expect(read({ ...ENTER, Event: 'click' })).toEqual({ outcome: 'refused', fault: 'fields' })
  })

  it('has the same id each time it is delivered, and another one for anything else in that second', () => {
    const click = { ...ENTER, Event: 'click', EventKey: '填报' }
    expect(idOf(click)).toBe(idOf({ ...click, FromUserName: 'zhangsan' }))
    const others = [
      ENTER,
      { ...click, EventKey: '查看' },
      { ...click, FromUserName: 'lisi' },
      { ...click, CreateTime: '1687000001' },
    ]
    expect(new Set([click, ...others].map(idOf)).size).toBe(5)
  })

  it.each([
    [{ Event: 'unsubscribe' }, 'event unsubscribe'],
    [{ Event: 'LOCATION', Latitude: '23.1' }, 'event location'],
    [{ Event: 'change_contact', FromUserName: 'sys', AgentID: undefined }, 'event change_contact'],
    [{ Event: 'of_next_year' }, 'event of_next_year'],
  ])('that the bot has no use for is ignored by name: %j', (own, what) => {
    expect(read({ ...ENTER, ...own })).toEqual({ outcome: 'ignored', what })
  })

  it('without a name is refused', () => {
    expect(read({ ...ENTER, Event: undefined })).toEqual({ outcome: 'refused', fault: 'fields' })
  })

  it('of another app is refused', () => {
    expect(read({ ...ENTER, AgentID: '1' })).toEqual({ outcome: 'refused', fault: 'recipient' })
  })
})

function documentOf(elements: Record<string, unknown>): Document {
  const present = Object.entries(elements).filter(([, value]) => value !== undefined)
  return { format: 'xml', elements: Object.fromEntries(present) }
}

function idOf(elements: Record<string, unknown>): string {
  const reading = read(elements)
  if (reading.outcome !== 'message') throw new Error(`not a message: ${reading.outcome}`)
  return reading.inbound.id
}
