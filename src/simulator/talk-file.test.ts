import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Entry, Happened } from './page/wire.ts'
import { renderTalkFile } from './talk-file.ts'

const AT = Date.parse('2023-05-29T09:00:00+08:00')

function entry(id: number, happened: Happened): Entry {
  return { ...happened, id, at: AT + id }
}

function said(id: number, text: string) {
  return entry(id, { by: 'person', text })
}

function answered(id: number, text: string, answers: number) {
  return entry(id, { by: 'bot', text, format: 'text', answers })
}

function save(...talks: { userid: string; entries: Entry[] }[]) {
  return renderTalkFile({ campaign: 'longmen-2023', at: AT, talks })
}

test('a talk is saved as it is written by hand', () => {
  expect(save({ userid: 'zhangsan', entries: [said(1, '填报'), answered(2, '张三您好\n1/25 总体情况', 1)] })).toBe(
    [
      '# one talk; played by `npm run replay -- FILE`',
      'campaign: longmen-2023',
      'at: 2023-05-29T09:00:00+08:00',
      'talk:',
      '  - zhangsan: 填报',
      '  - bot: |-',
      '      张三您好',
      '      1/25 总体情况',
      '',
    ].join('\n'),
  )
})

test('an answer stands under its question even when it came late, and a push where it came', () => {
  const entries = [
    said(1, '一'),
    said(2, '二'),
    entry(3, { by: 'bot', text: '明天截止', format: 'text' }),
    answered(4, '答一', 1),
    answered(5, '答二', 2),
  ]
  expect(parse(save({ userid: 'zhangsan', entries })).talk).toEqual([
    { zhangsan: '一' },
    { bot: '答一' },
    { zhangsan: '二' },
    { bot: '答二' },
    { 'bot>zhangsan': '明天截止' },
  ])
})

test('what cannot be played is left out: opening the chat, its welcome, notices, and answers to what was forgotten', () => {
  const entries = [
    answered(5, '答', 4),
    entry(6, { by: 'entering' }),
    answered(7, '欢迎', 6),
    entry(8, { by: 'notice', notice: 'silent', detail: 'HTTP 500' }),
  ]
  expect(parse(save({ userid: 'zhangsan', entries })).talk).toEqual([])
})

test('several people are one talk in the order of what happened', () => {
  const zhangsan = { userid: 'zhangsan', entries: [said(1, '填报'), answered(3, '好', 1)] }
  const lisi = { userid: 'lisi', entries: [said(2, '谁没报')] }
  expect(parse(save(zhangsan, lisi)).talk).toEqual([{ zhangsan: '填报' }, { bot: '好' }, { lisi: '谁没报' }])
})

test.each([
  '12',
  '是',
  'no',
  '- 破折号',
  'a: b',
  '  前有空格\n后有空格  \n',
  '#1',
  '"',
  "'",
  '\t',
  '长'.repeat(300),
  '~',
])('the text %j is read back as the same text', (text) => {
  expect(parse(save({ userid: 'zhangsan', entries: [said(1, text)] })).talk).toEqual([{ zhangsan: text }])
})
