import { expect, test } from 'vitest'
import { decrypt, encrypt, parseAesKey, sign } from './envelope.ts'

// Published with WeCom's sample code (GET verification) and its page on callback encryption (POST delivery).
const TOKEN = 'QDG6eK'
const CORP_ID = 'wx5823bf96d3bd56c7'
const KEY = parseAesKey('jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C')
const ECHO = 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=='
const DELIVERY =
  'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q=='
const DELIVERED = [
  '<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName>',
  '<FromUserName><![CDATA[mycreate]]></FromUserName>',
  '<CreateTime>1409659813</CreateTime>',
  '<MsgType><![CDATA[text]]></MsgType>',
  '<Content><![CDATA[hello]]></Content>',
  '<MsgId>4561255354251345929</MsgId>',
  '<AgentID>218</AgentID>',
  '</xml>',
].join('\n')

test('the published URL verification is signed, opened and sealed byte for byte', () => {
  expect(sign(TOKEN, '1409659589', '263014780', ECHO)).toBe('5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3')
  expect(decrypt(KEY, ECHO)).toEqual({ message: '1616140317555161061', receiveId: CORP_ID })
  expect(encrypt(KEY, '1616140317555161061', CORP_ID, Buffer.from('c41b64491c2468d0'))).toBe(ECHO)
})

test('the published delivery, whose padding is longer than an AES block, is signed, opened and sealed byte for byte', () => {
  expect(sign(TOKEN, '1409659813', '1372623149', DELIVERY)).toBe('477715d11cdb4164915debcba66cb864d751f3e6')
  expect(decrypt(KEY, DELIVERY)).toEqual({ message: DELIVERED, receiveId: CORP_ID })
  expect(encrypt(KEY, DELIVERED, CORP_ID, Buffer.from('0960688932c47ef1'))).toBe(DELIVERY)
})

test('an already aligned plaintext gets a whole block of padding', () => {
  // 16 random bytes, 4 of length, 12 of message: exactly 32.
  const sealed = encrypt(KEY, '123456789012', '', Buffer.alloc(16))
  expect(Buffer.from(sealed, 'base64')).toHaveLength(64)
  expect(decrypt(KEY, sealed)).toEqual({ message: '123456789012', receiveId: '' })
})

test.each([
  ['a ciphertext cut in the middle', ECHO.slice(0, 20), /multiple of 32/],
  ['nothing at all', '', /multiple of 32/],
  ['a ciphertext under another key', encrypt(Buffer.alloc(32, 7), 'hello', CORP_ID, Buffer.alloc(16)), /padding/],
])('%s is refused with the reason', (_what, sealed, reason) => {
  expect(() => decrypt(KEY, sealed)).toThrow(reason)
})

test('a key that is not 43 letters is refused', () => {
  expect(() => parseAesKey('short')).toThrow(/43/)
})
