// Words as an answer: kept as they were typed. A message that is a command stays one, and 没有 is kept as 无.

import type { Field } from '../schema.ts'
import type { Answer } from './answer.ts'
import { parseCommand } from './commands.ts'
import { normalize } from './normalize.ts'
import { askAgain } from './reading.ts'

/** In characters as people count them; about two screens of a phone. */
const LONGEST = 200

const NONE = new Set('没有 没 无 暂无 没有的 没得 无。'.split(' '))

export function parseText(_: Field, typed: string): Answer {
  const text = typed.trim()
  const bare = normalize(text).replace(/[\s，,。.!~]/g, '')
  if (bare === '' || parseCommand(text) !== undefined) return askAgain('unreadable', text)
  if (/\p{Cc}/u.test(text)) return askAgain('code', text)
  if ([...text].length > LONGEST) return askAgain('too-long', text)
  return { outcome: 'value', values: NONE.has(bare) ? '无' : text }
}
