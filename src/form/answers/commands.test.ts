// What holds for every message that may be a command. The messages that people send are in test/cases/commands/.

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nearestCommand, parseCommand } from './commands.ts'

it('a message of digits is no command', () => {
  fc.assert(fc.property(fc.nat(), (value) => parseCommand(String(value)) === undefined))
})

it('a message with a digit in it is no command but for the rest and a question', () => {
  const words = '跳过 提交 撤销 取消 不涉及 同上 没有 家 次 ， 。 谢谢 请'.split(' ')
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 4 }), fc.nat({ max: 99 }), (parts, value) => {
      for (let at = 0; at <= parts.length; at += 1) {
        const text = [...parts.slice(0, at), String(value), ...parts.slice(at)].join('')
        expect([text, parseCommand(text)]).toEqual([text, undefined])
      }
    }),
  )
})

it('a typo is no guess where the message is a command already', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
      if (parseCommand(text) !== undefined) expect(nearestCommand(text)).toBeUndefined()
    }),
  )
})
