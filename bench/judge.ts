// Whether an answer of a server is what a contact must get: a status, an envelope that opens, and the right words.

import { decrypt, parseAesKey } from '../src/channel/wecom/crypto.ts'
import { APP } from './app.ts'
import type { Answer } from './connection.ts'
import type { Line } from './talk.ts'

const aes = parseAesKey(APP.aesKey)

/** What is wrong with an answer, or undefined; without a line, any text will do. */
export function judgeAnswer({ status, body }: Answer, line: Line | undefined): string | undefined {
  if (status !== 200) return `status ${status}`
  const encrypted = /<Encrypt><!\[CDATA\[(.+?)\]\]>/.exec(body.toString())?.[1]
  if (encrypted === undefined || aes === undefined) return `no encrypted reply to ${line?.text}`
  const opened = decrypt(aes, encrypted, APP.corpId)
  if (opened.outcome !== 'message') return `the reply does not open: ${opened.fault}`
  const text = /<Content><!\[CDATA\[([\s\S]*?)\]\]><\/Content>/.exec(opened.message)?.[1] ?? ''
  if (line === undefined || line.reply.test(text)) return undefined
  return `${line.text} was answered with: ${text.slice(0, 120)}`
}
