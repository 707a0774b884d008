// The passive text reply, as it stands before it is encrypted. Splitting a text to fit is done by message/; WeCom cuts
// what is over 2048 bytes.

import type { Format } from './envelope.ts'

/** A text without what neither XML nor WeCom accepts: control characters but tab and line feed, and halves of emoji. */
export function toContent(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff\p{Cs}]/gu, '')
}

export interface PassiveText {
  /** The userid of the person. */
  readonly to: string
  /** The corp id: on the way back sender and receiver change places. */
  readonly from: string
  /** Seconds. */
  readonly created: number
  readonly text: string
}

/** The plaintext of a passive reply, in the format of the plaintext that it answers. */
export function renderReply(format: Format, { to, from, created, text }: PassiveText): string {
  const content = toContent(text)
  if (format === 'json') {
    return JSON.stringify({
      ToUserName: to,
      FromUserName: from,
      CreateTime: created,
      MsgType: 'text',
      Content: content,
    })
  }
  return `<xml><ToUserName>${cdata(to)}</ToUserName><FromUserName>${cdata(from)}</FromUserName><CreateTime>${created}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content>${cdata(content)}</Content></xml>`
}

/** A section cannot hold its own end mark: it is closed between the brackets and opened again. */
function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}
