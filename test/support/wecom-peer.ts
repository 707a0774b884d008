// A stranger that speaks WeCom's callback protocol: its own crypto, written from the protocol's description, and nothing
// of ours, so that it shares none of our mistakes.

import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

export const PEER_APP = {
  corpId: 'wx9a1b2c3d4e5f6071',
  agentId: '1000007',
  secret: 'secret-of-the-peer',
  token: 'PeerToken',
  aesKey: 'Qm7vT2xYc9LkR4sWd8NfHj3ZpGb6VuEa1XoKi5MtBqA',
} as const

export interface TextMessage {
  readonly id: number
  readonly from: string
  readonly text: string
}

const KEY = Buffer.from(`${PEER_APP.aesKey}=`, 'base64')
const IV = KEY.subarray(0, 16)
const BLOCK = 32

/**
 * Delivers a text and gives the text of the passive reply. The same message may be delivered again: time, nonce and
 * ciphertext are fresh each time, as WeCom's are. Rejects when the connection breaks or anything in the answer is wrong.
 */
export async function deliver(port: number, { id, from, text }: TextMessage): Promise<string> {
  const seconds = Math.floor(Date.now() / 1000)
  const encrypted = seal(
    [
      `<xml><ToUserName><![CDATA[${PEER_APP.corpId}]]></ToUserName>`,
      `<FromUserName><![CDATA[${from}]]></FromUserName>`,
      `<CreateTime>${seconds}</CreateTime>`,
      '<MsgType><![CDATA[text]]></MsgType>',
      `<Content><![CDATA[${text}]]></Content>`,
      `<MsgId>${id}</MsgId>`,
      `<AgentID>${PEER_APP.agentId}</AgentID></xml>`,
    ].join('\n'),
  )
  const nonce = String(randomBytes(4).readUInt32LE())
  const query = new URLSearchParams({
    msg_signature: signatureOf(String(seconds), nonce, encrypted),
    timestamp: String(seconds),
    nonce,
  })
  const response = await fetch(`http://127.0.0.1:${port}/wecom/callback?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml' },
    body: `<xml><ToUserName><![CDATA[${PEER_APP.corpId}]]></ToUserName><AgentID><![CDATA[${PEER_APP.agentId}]]></AgentID><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
  })
  const body = await response.text()
  if (response.status !== 200) throw new Error(`the callback answered ${response.status}`)
  return readReply(body, from)
}

function readReply(body: string, to: string): string {
  const encrypted = elementOf(body, 'Encrypt')
  const signature = signatureOf(elementOf(body, 'TimeStamp'), elementOf(body, 'Nonce'), encrypted)
  if (elementOf(body, 'MsgSignature') !== signature) throw new Error('the reply bears a wrong signature')
  const reply = unseal(encrypted)
  if (elementOf(reply, 'ToUserName') !== to) throw new Error('the reply is for someone else')
  return elementOf(reply, 'Content')
}

function signatureOf(timestamp: string, nonce: string, encrypted: string): string {
  const parts = [PEER_APP.token, timestamp, nonce, encrypted].sort()
  return createHash('sha1').update(parts.join('')).digest('hex')
}

/** 16 random bytes, the length, the message, the corp id; padded to 32 with bytes that say how many there are. */
function seal(message: string): string {
  const bytes = Buffer.from(message)
  const length = Buffer.alloc(4)
  length.writeInt32BE(bytes.length)
  const plain = Buffer.concat([randomBytes(16), length, bytes, Buffer.from(PEER_APP.corpId)])
  const missing = BLOCK - (plain.length % BLOCK)
  const cipher = createCipheriv('aes-256-cbc', KEY, IV)
  cipher.setAutoPadding(false)
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(missing, missing)), cipher.final()]).toString(
    'base64',
  )
}

function unseal(encrypted: string): string {
  const decipher = createDecipheriv('aes-256-cbc', KEY, IV)
  decipher.setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(encrypted, 'base64'), decipher.final()])
  const plain = padded.subarray(0, padded.length - padded.readUInt8(padded.length - 1))
  const end = 20 + plain.readInt32BE(16)
  if (plain.toString('utf8', end) !== PEER_APP.corpId) throw new Error('the reply is sealed for another corp')
  return plain.toString('utf8', 20, end)
}

function elementOf(xml: string, name: string): string {
  const [, cdata, bare] = new RegExp(`<${name}>(?:<!\\[CDATA\\[([\\s\\S]*?)\\]\\]>|([^<]*))</${name}>`).exec(xml) ?? []
  const value = cdata ?? bare
  if (value === undefined) throw new Error(`the answer has no ${name}`)
  return value
}
