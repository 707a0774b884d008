// The webhook of a group's robot (path/91770): a key instead of a token, twenty messages a minute, and what the group saw.

import type { MediaShelf, ShelvedFile, Upload } from './media-shelf.ts'
import { type ApiAnswer, parseObject, Refusal } from './refusal.ts'

const MESSAGES_PER_MINUTE = 20
const MOST_BYTES: Readonly<Record<string, number>> = { text: 2048, markdown: 4096 }

export interface GroupRobot {
  /** What stands in the group: texts, and the names of files. */
  readonly shown: readonly string[]
  /** Both throw Refusal. */
  send(key: string | null, body: string): ApiAnswer
  upload(query: URLSearchParams, upload: Upload | undefined): ShelvedFile
}

export function createGroupRobot(key: string, shelf: MediaShelf, systemNow: () => number): GroupRobot {
  const shown: string[] = []
  let recent: number[] = []

  function checkKey(given: string | null): void {
    if (given !== key) throw new Refusal(93000, 'invalid webhook url')
  }

  function read(body: string): string {
    const message = parseObject(body)
    const type = String(message.msgtype)
    const part = message[type] as { content?: unknown; media_id?: unknown } | undefined
    if (type === 'file') return shelf.take(part?.media_id).name
    const most = MOST_BYTES[type]
    if (most === undefined) throw new Refusal(40008, 'invalid message type')
    if (typeof part?.content !== 'string' || part.content === '') throw new Refusal(44004, 'text content is empty')
    if (Buffer.byteLength(part.content) > most) throw new Refusal(40058, 'content exceed max length')
    return part.content
  }

  return {
    shown,
    send(given, body) {
      checkKey(given)
      const text = read(body)
      const now = systemNow()
      recent = recent.filter((at) => now - at < 60_000)
      if (recent.length >= MESSAGES_PER_MINUTE) throw new Refusal(45009, 'api freq out of limit')
      recent.push(now)
      shown.push(text)
      return { errcode: 0, errmsg: 'ok' }
    },
    upload(query, upload) {
      checkKey(query.get('key'))
      const type = query.get('type')
      if (type !== 'file' && type !== 'voice') throw new Refusal(40004, 'invalid media type')
      return shelf.put(type, upload)
    },
  }
}
