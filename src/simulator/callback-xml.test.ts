import { expect, test } from 'vitest'
import { parseElements, renderGesture } from './callback-xml.ts'

test('a text message has the elements, order and line ends of the published example', () => {
  expect(
    renderGesture(
      { kind: 'text', from: 'mycreate', at: 1409659813, id: '4561255354251345929', text: 'hello' },
      { corpId: 'wx5823bf96d3bd56c7', agentId: 218 },
    ),
  ).toBe(
    [
      '<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName>',
      '<FromUserName><![CDATA[mycreate]]></FromUserName>',
      '<CreateTime>1409659813</CreateTime>',
      '<MsgType><![CDATA[text]]></MsgType>',
      '<Content><![CDATA[hello]]></Content>',
      '<MsgId>4561255354251345929</MsgId>',
      '<AgentID>218</AgentID>',
      '</xml>',
    ].join('\n'),
  )
})

test('events have no MsgId; the key of a menu entry stands in EventKey', () => {
  const app = { corpId: 'ww1', agentId: 1 }
  const enter = parseElements(renderGesture({ kind: 'enter', from: 'zhangsan', at: 1 }, app))
  expect([enter.get('MsgType'), enter.get('Event'), enter.get('EventKey')]).toEqual(['event', 'enter_agent', ''])
  expect(enter.has('MsgId')).toBe(false)
  const click = parseElements(renderGesture({ kind: 'click', from: 'zhangsan', at: 1, key: '填报' }, app))
  expect([click.get('MsgType'), click.get('Event'), click.get('EventKey')]).toEqual(['event', 'click', '填报'])
  expect(click.has('MsgId')).toBe(false)
})

test.each(['a]]>b', ']]>]]>', '  两边有空格  \n第二行', '<img src=x> & &amp; 𠮷', '007'])(
  'the text %j comes out as it went in',
  (text) => {
    const xml = renderGesture({ kind: 'text', from: 'a', at: 1, id: '9', text }, { corpId: 'c', agentId: 1 })
    expect(parseElements(xml).get('Content')).toBe(text)
  },
)

test('elements without CDATA, and numbers beyond 2^53, are read as the text they are', () => {
  const elements = parseElements('<xml>\n  <Content>a &lt; b</Content><MsgId>4561255354251345929</MsgId>\n</xml>')
  expect(elements.get('Content')).toBe('a < b')
  expect(elements.get('MsgId')).toBe('4561255354251345929')
})

test.each(['', 'success', '<xml><A>', '<html></html>'])('%j is not taken for a reply', (body) => {
  expect(() => parseElements(body)).toThrow()
})
