// The cryptography of callbacks and passive replies: signature, cipher, and the layout of the plaintext. It works on
// strings and bytes, and knows neither XML nor whose key it is given.

import { isUtf8 } from 'node:buffer'
import { createCipheriv, createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'

/** WeCom pads to 32 bytes, twice the block of AES, so that Node's own padding refuses half of all messages. */
const PAD_BLOCK = 32
const RANDOM_BYTES = 16
/** Random bytes and the four-byte length, in front of the message. */
const HEAD_BYTES = RANDOM_BYTES + 4
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/

export interface AesKey {
  readonly key: Buffer
  readonly iv: Buffer
}

/**
 * The key behind an EncodingAESKey: 43 characters of base64, else undefined. WeCom makes them of letters and digits only;
 * a private deployment may not. Real keys are not always canonical (the bits after the 32nd byte need not be zero), so
 * re-encoding one says nothing about whether it is right.
 */
export function parseAesKey(encodingAesKey: string): AesKey | undefined {
  if (!/^[A-Za-z0-9+/]{43}$/.test(encodingAesKey)) return undefined
  const key = Buffer.from(`${encodingAesKey}=`, 'base64')
  return { key, iv: key.subarray(0, 16) }
}

/** Lower-case hex SHA-1 over the four values, sorted as plain strings and joined without a separator. */
export function sign(token: string, timestamp: string, nonce: string, encrypted: string): string {
  return createHash('sha1').update([token, timestamp, nonce, encrypted].sort().join('')).digest('hex')
}

/** Compares two signatures in a time that does not tell how much of the forged one was right. */
export function isSameSignature(expected: string, given: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** Encrypts a message for a receive id (the corp id, for an app of one's own); `random` is 16 fresh random bytes. */
export function encrypt(aes: AesKey, message: string, receiveId: string, random: Uint8Array): string {
  if (random.length !== RANDOM_BYTES) throw new RangeError(`16 random bytes are needed, not ${random.length}`)
  const messageBytes = Buffer.byteLength(message)
  const plainBytes = HEAD_BYTES + messageBytes + Buffer.byteLength(receiveId)
  const pad = PAD_BLOCK - (plainBytes % PAD_BLOCK)
  const plain = Buffer.alloc(plainBytes + pad, pad)
  plain.set(random)
  plain.writeUInt32BE(messageBytes, RANDOM_BYTES)
  plain.write(message, HEAD_BYTES)
  plain.write(receiveId, HEAD_BYTES + messageBytes)
  const cipher = createCipheriv('aes-256-cbc', aes.key, aes.iv).setAutoPadding(false)
  return cipher.update(plain, undefined, 'base64') + cipher.final('base64')
}

/** What is wrong with a ciphertext. `receive-id`: it opens well, but was meant for another corp. */
type DecryptionFault = 'base64' | 'blocks' | 'padding' | 'layout' | 'receive-id' | 'utf-8'

export type Decryption =
  | { readonly outcome: 'message'; readonly message: string }
  | { readonly outcome: 'refused'; readonly fault: DecryptionFault }

/**
 * Opens a ciphertext whose signature has been verified. Nothing is repaired: padding, length, receive id and UTF-8
 * must each be exact.
 */
export function decrypt(aes: AesKey, encrypted: string, receiveId: string): Decryption {
  if (encrypted.length % 4 !== 0 || !BASE64.test(encrypted)) return refused('base64')
  const ciphertext = Buffer.from(encrypted, 'base64')
  if (ciphertext.length % PAD_BLOCK !== 0) return refused('blocks')

  const decipher = createDecipheriv('aes-256-cbc', aes.key, aes.iv).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(ciphertext), decipher.final()])
  const pad = padded.at(-1) ?? 0
  if (pad < 1 || pad > PAD_BLOCK || !padded.subarray(-pad).every((byte) => byte === pad)) return refused('padding')

  const plain = padded.subarray(0, padded.length - pad)
  if (plain.length < HEAD_BYTES) return refused('layout')
  const end = HEAD_BYTES + plain.readUInt32BE(RANDOM_BYTES)
  if (end > plain.length) return refused('layout')
  if (!plain.subarray(end).equals(Buffer.from(receiveId))) return refused('receive-id')
  const message = plain.subarray(HEAD_BYTES, end)
  return isUtf8(message) ? { outcome: 'message', message: message.toString() } : refused('utf-8')
}

function refused(fault: DecryptionFault): Decryption {
  return { outcome: 'refused', fault }
}
