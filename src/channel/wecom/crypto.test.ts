import { createCipheriv } from 'node:crypto'
import { getSignature, decrypt as oracleDecrypt, encrypt as oracleEncrypt } from '@wecom/crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AesKey, decrypt, encrypt, isSameSignature, parseAesKey, sign } from './crypto.ts'

/** The worked examples of WeCom's page path/90968 and of its PHP sample share these. */
const TOKEN = 'QDG6eK'
const ENCODING_AES_KEY = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'
const CORP_ID = 'wx5823bf96d3bd56c7'
const aes = keyOf(ENCODING_AES_KEY)

const VECTORS = [
  {
    name: 'V1, a verification whose pad byte is 7',
    timestamp: '1409659589',
    nonce: '263014780',
    encrypted: 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
    signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
    receiveId: CORP_ID,
    random: 'c41b64491c2468d0',
    message: '1616140317555161061',
  },
  {
    name: 'V2, a delivery whose pad byte is 30, beyond the block of AES',
    timestamp: '1409659813',
    nonce: '1372623149',
    encrypted:
      'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==',
    signature: '477715d11cdb4164915debcba66cb864d751f3e6',
    receiveId: CORP_ID,
    random: '0960688932c47ef1',
    message: `<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName>
<FromUserName><![CDATA[mycreate]]></FromUserName>
<CreateTime>1409659813</CreateTime>
<MsgType><![CDATA[text]]></MsgType>
<Content><![CDATA[hello]]></Content>
<MsgId>4561255354251345929</MsgId>
<AgentID>218</AgentID>
</xml>`,
  },
  {
    name: 'V3, not official: an empty receive id and Chinese text',
    timestamp: '1700000000',
    nonce: 'nonce01',
    encrypted:
      'sKqRbbiSUnDhFHOvPjtUMUrQca85tU21pozbSr7kjcXGqaiSteSzfpgPQE/eLSePOef5bcXVjp7VJiDlxQGzMYStAAN/OFR8N7D3X8fHHbRFezit/ylO+2RsPjdqElkA3r1CVfbQqkd45Tao9yyE8BmPk9mj0JsSraBZmz8jEy/J/t/a4nV6giNyrUm1eYnm8qoPKmQ7rK2Tm36tiooqsA==',
    signature: '1500939a942d5a3d18ce03256549ba5073299bcd',
    receiveId: '',
    random: '0123456789abcdef',
    message:
      '{"msgid":"m1","aibotid":"AIBOTID","chattype":"single","from":{"userid":"zhangsan"},"msgtype":"text","text":{"content":"你好"}}',
  },
]

describe.each(VECTORS)('$name', ({ timestamp, nonce, encrypted, signature, receiveId, random, message }) => {
  it('has the published signature', () => {
    expect(sign(TOKEN, timestamp, nonce, encrypted)).toBe(signature)
  })

  it('opens to the published plaintext', () => {
    expect(decrypt(aes, encrypted, receiveId)).toEqual({ outcome: 'message', message })
  })

  it('is what encrypting the plaintext with the same random bytes gives', () => {
    expect(encrypt(aes, message, receiveId, Buffer.from(random))).toBe(encrypted)
  })
})

describe('parseAesKey', () => {
  it('takes a key that is not canonical base64, as the official one', () => {
    const { key, iv } = keyOf(ENCODING_AES_KEY)
    expect(key).toHaveLength(32)
    expect(iv).toEqual(key.subarray(0, 16))
    expect(key.toString('base64')).not.toBe(`${ENCODING_AES_KEY}=`)
  })

  it.each(['', ENCODING_AES_KEY.slice(1), `${ENCODING_AES_KEY}=`, ENCODING_AES_KEY.replace('j', '-')])(
    'refuses %j',
    (text) => {
      expect(parseAesKey(text)).toBeUndefined()
    },
  )
})

describe('against WeCom’s own package', () => {
  const text = fc.string({ unit: 'binary', maxLength: 700 })
  const random = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes))

  it('whatever it encrypts is opened here', () => {
    fc.assert(
      fc.property(text, random, (message, bytes) => {
        expect(decrypt(aes, oracleEncrypt(ENCODING_AES_KEY, message, CORP_ID, bytes), CORP_ID)).toEqual({
          outcome: 'message',
          message,
        })
      }),
    )
  })

  it('whatever is encrypted here is opened by it', () => {
    fc.assert(
      fc.property(text, random, (message, bytes) => {
        const opened = oracleDecrypt(ENCODING_AES_KEY, encrypt(aes, message, CORP_ID, bytes))
        expect([opened.message, opened.id, opened.random]).toEqual([message, CORP_ID, bytes])
      }),
    )
  })

  it('both sign alike', () => {
    fc.assert(
      fc.property(text, text, text, text, (token, timestamp, nonce, encrypted) => {
        expect(sign(token, timestamp, nonce, encrypted)).toBe(getSignature(token, timestamp, nonce, encrypted))
      }),
    )
  })
})

describe('a ciphertext that was tampered with', () => {
  const random = Buffer.alloc(16, 'r')
  const whole = encrypt(aes, '提交', CORP_ID, random)
  /** 16 random bytes, the length 6, six bytes of text, the corp id of 18: 44 bytes, so 20 bytes of padding. */
  const plain = Buffer.concat([random, Buffer.from([0, 0, 0, 6]), Buffer.from(`提交${CORP_ID}`), Buffer.alloc(20, 20)])

  /** 16 + 4 + 25 + 18 = 63 bytes, which 33 more fill up to three blocks; all is right but the number. */
  const overPadded = Buffer.concat([
    random,
    Buffer.from([0, 0, 0, 25]),
    Buffer.from('x'.repeat(25) + CORP_ID),
    Buffer.alloc(33, 33),
  ])

  it('is put together here as encrypt does it', () => {
    expect(seal(plain)).toBe(whole)
  })

  it.each([
    ['an empty text', '', 'base64'],
    ['a character that base64 does not have', `*${whole.slice(1)}`, 'base64'],
    ['the alphabet of URLs', `-_${whole.slice(2)}`, 'base64'],
    ['a space inside', `${whole.slice(0, 8)} ${whole.slice(9)}`, 'base64'],
    ['a missing character', whole.slice(0, -1), 'base64'],
    ['half a block', Buffer.from(whole, 'base64').subarray(0, 48).toString('base64'), 'blocks'],
    ['a pad byte of 0', seal(changed(plain, 63, 0)), 'padding'],
    ['padding of 33 bytes', seal(overPadded), 'padding'],
    ['one pad byte unlike the others', seal(changed(plain, 45, 19)), 'padding'],
    ['padding that leaves no room for the head', seal(Buffer.alloc(32, 32)), 'layout'],
    ['a length beyond the end', seal(changed(plain, 19, 25)), 'layout'],
    ['a length that is one too small', seal(changed(plain, 19, 5)), 'receive-id'],
    ['a length that is one too large', seal(changed(plain, 19, 7)), 'receive-id'],
    ['another corp', encrypt(aes, '提交', 'wx0000000000000000', random), 'receive-id'],
    ['an id that only begins like ours', encrypt(aes, '提交', `${CORP_ID}0`, random), 'receive-id'],
    ['a text that is not UTF-8', seal(changed(plain, 20, 0xff)), 'utf-8'],
  ])('is refused: %s', (_, encrypted, fault) => {
    expect(decrypt(aes, encrypted, CORP_ID)).toEqual({ outcome: 'refused', fault })
  })

  it('is refused when it was made with another key', () => {
    const other = encrypt(keyOf('A'.repeat(43)), '提交', CORP_ID, random)
    expect(decrypt(aes, other, CORP_ID).outcome).toBe('refused')
  })

  it('is refused when any bit of its last two blocks has changed', () => {
    const bytes = Buffer.from(whole, 'base64')
    fc.assert(
      fc.property(fc.integer({ min: 32, max: 63 }), fc.integer({ min: 0, max: 7 }), (at, bit) => {
        const flipped = changed(bytes, at, (bytes[at] ?? 0) ^ (1 << bit))
        expect(decrypt(aes, flipped.toString('base64'), CORP_ID).outcome).toBe('refused')
      }),
    )
  })

  function seal(padded: Buffer): string {
    const cipher = createCipheriv('aes-256-cbc', aes.key, aes.iv).setAutoPadding(false)
    return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64')
  }

  function changed(bytes: Buffer, at: number, value: number): Buffer {
    const copy = Buffer.from(bytes)
    copy[at] = value
    return copy
  }
})

describe('isSameSignature', () => {
  const signature = VECTORS[0]?.signature ?? ''
  it('is true for equal text only', () => {
    expect(isSameSignature(signature, signature)).toBe(true)
    expect(isSameSignature(signature, signature.toUpperCase())).toBe(false)
    expect(isSameSignature(signature, signature.slice(1))).toBe(false)
    expect(isSameSignature(signature, '')).toBe(false)
  })
})

describe('encrypt', () => {
  it('adds a whole block of padding to a text that fills its blocks', () => {
    // 16 + 4 + 26 + 18 bytes are two blocks.
    expect(Buffer.from(encrypt(aes, 'x'.repeat(26), CORP_ID, Buffer.alloc(16)), 'base64')).toHaveLength(96)
  })

  it('takes 16 random bytes and no other number', () => {
    expect(() => encrypt(aes, '', CORP_ID, Buffer.alloc(15))).toThrow(RangeError)
  })
})

function keyOf(encodingAesKey: string): AesKey {
  const parsed = parseAesKey(encodingAesKey)
  if (!parsed) throw new Error('not a key')
  return parsed
}
