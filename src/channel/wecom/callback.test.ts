import { decrypt, encrypt, getSignature } from '@wecom/crypto'
import { describe, expect, it } from 'vitest'
import { createCallback, type Delivery, type Query } from './callback.ts'

// Requests and answers are made and opened with WeCom's own package, so that a mistake in ours cannot cancel itself.
const TOKEN = 'QDG6eK'
const AES_KEY = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'
const CORP_ID = 'wx5823bf96d3bd56c7'
const AGENT_ID = 218
const NOW = Date.parse('2023-06-26T09:00:00+08:00')
const SECONDS = String(NOW / 1000)

const random = (bytes: number) => Buffer.alloc(bytes, 7)
const callback = createCallback({ corpId: CORP_ID, agentId: AGENT_ID, token: TOKEN, aesKey: AES_KEY }, random)

const PLAINTEXT = `<xml><ToUserName><![CDATA[${CORP_ID}]]></ToUserName>
<FromUserName><![CDATA[ZhangSan]]></FromUserName>
<CreateTime>${SECONDS}</CreateTime>
<MsgType><![CDATA[text]]></MsgType>
<Content><![CDATA[3次，5.6万元]]></Content>
<MsgId>4561255354251345929</MsgId>
<AgentID>${AGENT_ID}</AgentID>
</xml>`

describe('verification', () => {
  const official = {
    msg_signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
    timestamp: '1409659589',
    nonce: '263014780',
    echostr: 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
  }
  const echo = { outcome: 'echo', body: '1616140317555161061' }

  it('echoes the plaintext of the official example, old as it is', () => {
    expect(callback.verify(official)).toEqual(echo)
  })

  it('takes a plus sign that became a space', () => {
    expect(callback.verify({ ...official, echostr: official.echostr.replaceAll('+', ' ') })).toEqual(echo)
  })

  it.each([
    ['query', { echostr: undefined }],
    ['query', { nonce: ['1', '2'] }],
    ['query', { timestamp: 'now' }],
    ['signature', { msg_signature: '0'.repeat(40) }],
    ['signature', { msg_signature: '' }],
    ['signature', { echostr: 'AAAA' }],
    ['signature', { timestamp: '1409659590' }],
  ])('refuses for its %s: %j', (reason, change) => {
    expect(callback.verify({ ...official, ...change } as Query)).toEqual({ outcome: 'refused', reason })
  })

  it('refuses what another corp was meant to echo', () => {
    const echostr = encrypt(AES_KEY, '123', 'wx0000000000000000')
    expect(callback.verify({ ...signed(echostr), echostr })).toEqual({ outcome: 'refused', reason: 'receive-id' })
  })
})

describe('a delivery', () => {
  it('gives the message', () => {
    expect(deliver()).toMatchObject({
      outcome: 'message',
      inbound: { kind: 'text', id: '4561255354251345929', from: 'zhangsan', text: '3次，5.6万元' },
    })
  })

  it.each([-600, 600])('is fresh when its time stamp is %d seconds off', (seconds) => {
    expect(deliver({ timestamp: String(NOW / 1000 + seconds) }).outcome).toBe('message')
  })

  it.each([-601, 601])('is stale when its time stamp is %d seconds off', (seconds) => {
    expect(deliver({ timestamp: String(NOW / 1000 + seconds) })).toEqual({ outcome: 'refused', reason: 'stale' })
  })

  it.each([
    ['nothing', ''],
    ['a text', 'Encrypt=1'],
    ['no ciphertext', '<xml><ToUserName>a</ToUserName></xml>'],
    ['two ciphertexts', '<xml><Encrypt>AAAA</Encrypt><Encrypt>AAAA</Encrypt></xml>'],
    ['an entity', '<!DOCTYPE xml [<!ENTITY e "AAAA">]><xml><Encrypt>&e;</Encrypt></xml>'],
    ['hundreds of tags', `<xml>${'<a/>'.repeat(300)}<Encrypt>AAAA</Encrypt></xml>`],
    ['another corp', `<xml><ToUserName>wx0</ToUserName><Encrypt>AAAA</Encrypt></xml>`],
    ['another app', `<xml><AgentID>1</AgentID><Encrypt>AAAA</Encrypt></xml>`],
    ['an app twice', `<xml><AgentID>218</AgentID><AgentID>218</AgentID><Encrypt>AAAA</Encrypt></xml>`],
    ['JSON without a ciphertext', '{"tousername":"a"}'],
    ['a ciphertext that is a list', '{"encrypt":["AAAA"]}'],
  ])('is refused for its envelope: %s', (_, body) => {
    expect(callback.receive(signed('AAAA'), body, NOW)).toEqual({ outcome: 'refused', reason: 'envelope' })
  })

  it('is refused for its query before the body is looked at', () => {
    expect(callback.receive({}, 'junk', NOW)).toEqual({ outcome: 'refused', reason: 'query' })
  })

  it('is refused for its signature before it is decrypted', () => {
    const query = { ...signed('AAAA'), msg_signature: 'f'.repeat(40) }
    expect(callback.receive(query, '<xml><Encrypt>AAAA</Encrypt></xml>', NOW)).toEqual({
      outcome: 'refused',
      reason: 'signature',
    })
  })

  it.each([
    ['decryption', 'AAAA'],
    ['decryption', encrypt('A'.repeat(43), PLAINTEXT, CORP_ID, Buffer.alloc(16))],
    ['receive-id', encrypt(AES_KEY, PLAINTEXT, '')],
    ['fields', encrypt(AES_KEY, 'hello', CORP_ID)],
    ['fields', encrypt(AES_KEY, PLAINTEXT.replace('<MsgId>', '<MsgId>1</MsgId><MsgId>'), CORP_ID)],
    ['fields', encrypt(AES_KEY, `<!DOCTYPE xml [<!ENTITY e "1">]>${PLAINTEXT}`, CORP_ID)],
    ['recipient', encrypt(AES_KEY, PLAINTEXT.replace(CORP_ID, 'wx0000000000000000'), CORP_ID)],
  ])('that is signed well is refused for its %s', (reason, encrypted) => {
    expect(deliver({ encrypted })).toEqual({ outcome: 'refused', reason })
  })

  it('of an unknown type is ignored', () => {
    const encrypted = encrypt(AES_KEY, PLAINTEXT.replace('CDATA[text]', 'CDATA[hologram]'), CORP_ID)
    expect(deliver({ encrypted })).toEqual({ outcome: 'ignored', what: 'hologram' })
  })
})

describe('the reply', () => {
  it('to an XML envelope is encrypted, signed XML with sender and receiver changed round', () => {
    const { type, body } = replyTo(deliver(), '收到]]>，<b>3</b> 次 & 5.6万元 👍')
    expect(type).toBe('application/xml')
    const [encrypted, signature, timestamp, nonce] = ['Encrypt', 'MsgSignature', 'TimeStamp', 'Nonce'].map((name) =>
      within(body, name),
    )
    expect(getSignature(TOKEN, timestamp ?? '', nonce ?? '', encrypted ?? '')).toBe(signature)
    const { message, id } = decrypt(AES_KEY, encrypted ?? '')
    expect(id).toBe(CORP_ID)
    expect(message).toBe(
      `<xml><ToUserName><![CDATA[ZhangSan]]></ToUserName><FromUserName><![CDATA[${CORP_ID}]]></FromUserName><CreateTime>${SECONDS}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[收到]]]]><![CDATA[>，<b>3</b> 次 & 5.6万元 👍]]></Content></xml>`,
    )
  })

  it('to a JSON envelope is encrypted, signed JSON around the format of the message', () => {
    const encrypted = encrypt(AES_KEY, PLAINTEXT, CORP_ID)
    const body = JSON.stringify({ tousername: CORP_ID, encrypt: encrypted, agentid: AGENT_ID })
    const reply = replyTo(callback.receive(signed(encrypted), body, NOW), '收到')
    expect(reply.type).toBe('application/json')
    const answer = JSON.parse(reply.body)
    expect(getSignature(TOKEN, answer.timestamp, answer.nonce, answer.encrypt)).toBe(answer.msgsignature)
    expect(decrypt(AES_KEY, answer.encrypt).message).toContain('<Content><![CDATA[收到]]></Content>')
  })

  it('to a message in JSON is a message in JSON', () => {
    const message = {
      ToUserName: CORP_ID,
      FromUserName: 'ZhangSan',
      CreateTime: NOW / 1000,
      MsgType: 'text',
      Content: '填报',
      MsgId: '1',
      AgentID: AGENT_ID,
    }
    const encrypted = encrypt(AES_KEY, JSON.stringify(message), CORP_ID)
    const delivery = callback.receive(signed(encrypted), JSON.stringify({ encrypt: encrypted }), NOW)
    const answer = JSON.parse(replyTo(delivery, '收到').body)
    expect(JSON.parse(decrypt(AES_KEY, answer.encrypt).message)).toEqual({
      ToUserName: 'ZhangSan',
      FromUserName: CORP_ID,
      CreateTime: NOW / 1000,
      MsgType: 'text',
      Content: '收到',
    })
  })

  it('holds no character that XML forbids', () => {
    const { body } = replyTo(deliver(), 'a\u0000\u001b\uffffb\tc\r\nd\ud83d')
    expect(within(decrypt(AES_KEY, within(body, 'Encrypt') ?? '').message, 'Content')).toBe('ab\tc\nd')
  })
})

it('settings with a malformed key make no callback', () => {
  const settings = { corpId: CORP_ID, agentId: AGENT_ID, token: TOKEN, aesKey: 'short' }
  expect(() => createCallback(settings, random)).toThrow(TypeError)
})

function signed(encrypted: string, timestamp = SECONDS): Query {
  const nonce = '1372623149'
  return { msg_signature: getSignature(TOKEN, timestamp, nonce, encrypted), timestamp, nonce }
}

function deliver({ encrypted = encrypt(AES_KEY, PLAINTEXT, CORP_ID), timestamp = SECONDS } = {}): Delivery {
  const body = `<xml><ToUserName><![CDATA[${CORP_ID}]]></ToUserName><AgentID>${AGENT_ID}</AgentID><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`
  return callback.receive(signed(encrypted, timestamp), body, NOW)
}

function replyTo(delivery: Delivery, text: string) {
  if (delivery.outcome !== 'message' || !delivery.reply) throw new Error(`not a message: ${JSON.stringify(delivery)}`)
  return delivery.reply(text, NOW)
}

function within(xml: string, name: string): string | undefined {
  const [, text] = new RegExp(`<${name}>(?:<!\\[CDATA\\[)?([\\s\\S]*?)(?:\\]\\]>)?</${name}>`).exec(xml) ?? []
  return text
}
