// The envelope around every callback and passive reply, as WeCom's side makes and opens it. Written from the protocol's
// description and apart from the bot's own code on purpose: a double that shares our code shares our mistakes.

import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'

/** WeCom pads to 32 bytes, twice the block of AES; Node's own padding stops at 16. */
const PAD_BLOCK = 32

/** The 32-byte key behind the 43 letters of EncodingAESKey. */
export function parseAesKey(encodingAesKey: string): Buffer {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64')
  if (encodingAesKey.length !== 43 || key.length !== 32) throw new Error('EncodingAESKey must be 43 letters and digits')
  return key
}

/** Lower-case hex SHA-1 over the four values, sorted as plain strings and joined without a separator. */
export function sign(token: string, timestamp: string, nonce: string, encrypted: string): string {
  return createHash('sha1').update([token, timestamp, nonce, encrypted].sort().join('')).digest('hex')
}

/** Base64 of random(16) · length(4, big-endian) · message · receiveId · padding, under AES-256-CBC with the key's first half as IV. */
export function encrypt(key: Buffer, message: string, receiveId: string, random16: Buffer): string {
  const body = Buffer.from(message, 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  const plain = Buffer.concat([random16, length, body, Buffer.from(receiveId, 'utf8')])
  const pad = PAD_BLOCK - (plain.length % PAD_BLOCK)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)])), cipher.final()]).toString(
    'base64',
  )
}

/** Opens what `encrypt` makes; throws an Error that says which part of the layout is wrong. */
export function decrypt(key: Buffer, encrypted: string): { readonly message: string; readonly receiveId: string } {
  const bytes = Buffer.from(encrypted, 'base64')
  if (bytes.length === 0 || bytes.length % PAD_BLOCK !== 0) {
    throw new Error(`ciphertext of ${bytes.length} bytes is not a multiple of ${PAD_BLOCK}`)
  }
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(bytes), decipher.final()])
  const pad = padded.at(-1) ?? 0
  if (pad < 1 || pad > PAD_BLOCK || !padded.subarray(-pad).every((byte) => byte === pad)) {
    throw new Error('padding is wrong')
  }
  const plain = padded.subarray(0, padded.length - pad)
  if (plain.length < 20) throw new Error('plaintext is shorter than its head')
  const end = 20 + plain.readUInt32BE(16)
  if (end > plain.length) throw new Error('message length is beyond the plaintext')
  return { message: plain.subarray(20, end).toString('utf8'), receiveId: plain.subarray(end).toString('utf8') }
}
