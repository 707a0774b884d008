import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Command } from './answer.ts'
import { nearestCommand, parseCommand } from './commands.ts'

const SAID: Readonly<Record<Command, string>> = {
  skip: '跳过 请跳过一下 麻烦跳过，谢谢 先跳过吧 快跳过 下一项 过 略过 skip SKIP! Next 烦死了跳过',
  back: '上一项 上一题 返回 回到上一项 back GoBack',
  pause: '暂停 先停一下 等会再填吧 先不填了 退出 晚点再填 烦死了 pause quit',
  same: '同上 跟上次一样 一样 一样的 不变 照旧 同上。 same',
  na: '不涉及 不适用 没有这项业务 我们不涉及 无此项 n/a N/A 跟我们没关系',
  help: '帮助 怎么用 菜单 请帮助 help HELP!',
  list: '查看 看一下 我填了什么 全表 还差几项 list',
  cancel: '取消 取消吧 算了 放弃 重新填 cancel',
  submit: '提交 请提交 提交吧 上报 可以提交了 填完了，提交 报上去吧 submit ＳＵＢＭＩＴ',
  undo: '撤销 撤回 刚才填错了 撤销上一条 undo',
  fill: '填报 我要填报 开始 继续 接着填 本月填报 报表 start',
  correct: '更正 我要更正 修改一下 改一下 correct',
  confirm: '确认 对 对的 是 是的 好的 没错 没问题 可以 嗯 ok OK。 yes',
  deny: '不对 不是 错了 不 不行 no',
  'rest-zero': '其余为0 其余为０ 剩下都是0 其他全是零 余下没有 其余都没有 请把其余全部填0',
  'rest-same': '其余同上月 其余跟上月一样 剩下的都不变 其他没变化',
  'no-change': '无变化 本月无变化 没有变化 跟上月一样 同上月 全部不变 nochange',
  define: '? ？ ？？ 怎么填 什么意思？ 不懂 举个例子',
  greet: '你好 您好 在吗 早上好 hello',
  thank: '谢谢 谢谢您 多谢了 辛苦了 thanks',
}

describe('a whole message is a command', () => {
  const said = Object.entries(SAID).flatMap(([command, texts]) => texts.split(' ').map((text) => [text, command]))

  it.each(said)('%s is %s', (text, command) => {
    expect(parseCommand(text ?? '')).toBe(command)
  })

  it('also when English words stand apart', () => {
    expect(parseCommand('go back')).toBe('back')
    expect(parseCommand('no change')).toBe('no-change')
  })
})

describe('a message is no command', () => {
  it.each([
    '0',
    '12',
    '1.1',
    '没有',
    '无',
    '跳过3项',
    '不提交',
    '别提交',
    '不要取消',
    '取消提交',
    '提交了吗',
    '停产2家',
    '烟花爆竹谁管',
    '其余为1',
    '其余',
    '',
  ])('%s', (text) => {
    expect(parseCommand(text)).toBeUndefined()
  })

  it('when it is only digits', () => {
    fc.assert(fc.property(fc.nat(), (value) => parseCommand(String(value)) === undefined))
  })
})

describe('one slip away', () => {
  it.each([
    ['跳国', 'skip'],
    ['提焦', 'submit'],
    ['上一向', 'back'],
    ['撒销', 'undo'],
    ['帮住', 'help'],
    ['不设及', 'na'],
    ['本月无变话', 'no-change'],
    ['sbumit', 'submit'],
    ['hlep', 'help'],
  ])('%s may be %s', (text, command) => {
    expect(nearestCommand(text)).toBe(command)
  })

  it.each(['跳过', '没有', '不提交', '不取消', '有变化', '跟上月不一样', '提交3', '三过', '处罚', '停产', '我填', ''])(
    '%s is no slip',
    (text) => {
      expect(nearestCommand(text)).toBeUndefined()
    },
  )
})
