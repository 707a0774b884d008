// The assembled app over real HTTP on a free port. Requests are made and answers opened with WeCom's own package.

import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { encrypt } from '@wecom/crypto'
import { describe, expect, it } from 'vitest'
import { createServer } from '../../src/http/server.ts'
import { StoreError } from '../../src/store/port.ts'
import {
  AES_KEY,
  AGENT_ID,
  CORP_ID,
  deferred,
  envelope,
  NOT_KEPT,
  NOW,
  openJson,
  openXml,
  path,
  plaintext,
  seal,
  start,
  TYPED,
} from './running-app.ts'

describe('a message', () => {
  it('is taken, answered in the response, and handed over after it', async () => {
    const bot = await start()
    const response = await bot.post()
    expect(response.status).toBe(200)
    expect(await openXml(response)).toContain('<Content><![CDATA[收到]]></Content>')
    expect(bot.taken).toEqual([{ kind: 'text', id: '4561255354251345929', from: 'zhangsan', text: TYPED }])
    expect(await bot.nextCall()).toBe('handedOver')
    expect(await bot.metric('callbacks_total', 'outcome="replied"')).toBe(1)
  })

  it('without a reply is answered empty', async () => {
    const bot = await start({ reply: () => Promise.resolve(undefined) })
    const response = await bot.post()
    expect([response.status, await response.text()]).toEqual([200, ''])
    expect(await bot.nextCall()).toBe('handedOver')
  })

  it('from a button of a card is answered empty, and its reply follows by push', async () => {
    const bot = await start()
    const event =
      '<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[template_card_event]]></Event><EventKey><![CDATA[填报]]></EventKey><TaskId><![CDATA[task-1]]></TaskId>'
    const tap = plaintext().replace('<MsgType><![CDATA[text]]></MsgType>', event)
    const response = await bot.post({ encrypted: seal(tap) })
    expect([response.status, await response.text()]).toEqual([200, ''])
    expect(bot.taken).toMatchObject([{ kind: 'click', from: 'zhangsan', key: '填报' }])
    expect(await bot.nextCall()).toBe('late')
  })

  it('in a JSON envelope is answered in one', async () => {
    const bot = await start()
    const encrypted = seal()
    const response = await bot.post({
      encrypted,
      body: JSON.stringify({ tousername: CORP_ID, encrypt: encrypted, agentid: String(AGENT_ID) }),
    })
    expect(response.headers.get('content-type')).toContain('application/json')
    expect(await openJson(response)).toContain('<Content><![CDATA[收到]]></Content>')
  })

  it('of an unknown type is answered empty and logged by name', async () => {
    const bot = await start()
    const response = await bot.post({ encrypted: seal(plaintext().replace('CDATA[text]', 'CDATA[hologram]')) })
    expect([response.status, await response.text()]).toEqual([200, ''])
    expect(bot.taken).toEqual([])
    expect(bot.logged).toContainEqual({ event: 'callback-ignored', what: 'hologram' })
  })

  it('whose turn is slow is answered empty, and the turn is told', async () => {
    const slow = deferred()
    const bot = await start({ reply: () => slow.promise })
    const pending = bot.post()
    await bot.fireTimer(4_000)
    const response = await pending
    expect([response.status, await response.text()]).toEqual([200, ''])
    expect(await bot.nextCall()).toBe('late')
    slow.resolve('too late')
    expect(bot.calls).toEqual(['late'])
    expect(await bot.metric('callbacks_total', 'outcome="late"')).toBe(1)
  })

  it('whose turn is slow and then fails is logged, and the process lives', async () => {
    const slow = deferred()
    const bot = await start({ reply: () => slow.promise })
    const pending = bot.post()
    await bot.fireTimer(4_000)
    await pending
    slow.reject(new StoreError('unwritable', 'disk full'))
    expect(await bot.nextLogged('late-turn-failed')).toMatchObject({ error: 'StoreError', code: 'unwritable' })
    expect((await bot.get('/healthz')).status).toBe(200)
  })

  it('that could not be kept is answered with that', async () => {
    const bot = await start({ reply: () => Promise.reject(new StoreError('unwritable', `while writing ${TYPED}`)) })
    const response = await bot.post()
    expect(response.status).toBe(200)
    expect(await openXml(response)).toContain(NOT_KEPT)
    expect(bot.calls).toEqual([])
    expect(await bot.metric('callbacks_total', 'outcome="failed"')).toBe(1)
    expect(bot.logged).toContainEqual(expect.objectContaining({ event: 'turn-failed', code: 'unwritable' }))
  })

  it.each([
    ['rejects', () => Promise.reject(new Error(`no idea what ${TYPED} means`))],
    [
      'throws',
      () => {
        throw new Error(`no idea what ${TYPED} means`)
      },
    ],
  ])('whose turn %s by a bug of ours gets 500 without a word, so that WeCom asks again', async (_, reply) => {
    const bot = await start({ reply })
    const response = await bot.post()
    expect([response.status, await response.text()]).toEqual([500, ''])
    expect(bot.logged).toContainEqual(expect.objectContaining({ event: 'request-failed', request: 'request-1' }))
    expect(JSON.stringify(bot.logged)).not.toContain(TYPED)
    expect(await bot.metric('callbacks_total', 'outcome="failed"')).toBe(1)
    expect((await bot.get('/healthz')).status).toBe(200)
  })

  it('whose sender goes away before the answer is late, since nobody heard the reply', async () => {
    const reply = deferred()
    const bot = await start({ reply: () => reply.promise })
    const encrypted = seal()
    const body = envelope(encrypted)
    const socket = connect(bot.port, '127.0.0.1')
    socket.write(
      `POST ${path(encrypted)} HTTP/1.1\r\nHost: bot\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )
    await bot.turnTaken()
    const gone = bot.connectionClosed()
    socket.destroy()
    await gone
    reply.resolve('收到')
    expect(await bot.nextCall()).toBe('late')
  })
})

describe('a request that is refused', () => {
  const encrypted = seal()
  it.each([
    ['a forged signature', 'signature', { query: { msg_signature: '0'.repeat(40) } }],
    ['an old time stamp', 'stale', { timestamp: NOW / 1000 - 601 }],
    ['a time stamp of the future', 'stale', { timestamp: NOW / 1000 + 601 }],
    ['no query', 'query', { query: { msg_signature: '', nonce: undefined } }],
    ['a parameter given twice', 'query', { extra: '&nonce=2' }],
    ['a garbled body', 'envelope', { body: 'junk' }],
    ['an empty body', 'envelope', { body: '' }],
    [
      'an entity',
      'envelope',
      { body: `<!DOCTYPE xml [<!ENTITY e SYSTEM "file:///etc/passwd">]>${envelope(encrypted)}` },
    ],
    ['a doubled tag', 'envelope', { body: envelope(encrypted).replace('<Encrypt>', '<Encrypt>A</Encrypt><Encrypt>') }],
    ['a garbled ciphertext', 'decryption', { encrypted: `${'A'.repeat(43)}=` }],
    ['another corp’s ciphertext', 'receive-id', { encrypted: encrypt(AES_KEY, plaintext(), 'wx0000000000000000') }],
    ['another app’s message', 'recipient', { encrypted: seal(plaintext().replace('>218<', '>219<')) }],
    ['a doubled tag inside', 'fields', { encrypted: seal(plaintext().replace('<MsgId>', '<MsgId>1</MsgId><MsgId>')) }],
  ])('for %s gets 403 and nothing else, and is counted', async (_, reason, request) => {
    const bot = await start()
    const response = await bot.post(request)
    expect([response.status, await response.text()]).toEqual([403, ''])
    expect(bot.taken).toEqual([])
    expect(await bot.metric('refused_total', `reason="${reason}"`)).toBe(1)
    expect(await bot.metric('callbacks_total', 'outcome="refused"')).toBe(1)
  })

  it('is logged the first time only, so that junk does not fill the disk', async () => {
    const bot = await start()
    await bot.post({ body: 'junk' })
    await bot.post({ body: 'junk' })
    expect(bot.logged).toEqual([{ event: 'callback-refused-first-time', reason: 'envelope' }])
  })

  it('for its size gets 413', async () => {
    const bot = await start()
    const response = await bot.post({ body: envelope('A'.repeat(64 * 1024)) })
    expect([response.status, await response.text()]).toEqual([413, ''])
    expect(response.headers.get('connection')).toBe('close')
    expect(await bot.metric('refused_total', 'reason="too-large"')).toBe(1)
  })

  it('for a size that it did not tell gets 413', async () => {
    const bot = await start()
    const chunks = new ReadableStream({
      start(controller) {
        for (let n = 0; n < 5; n++) controller.enqueue(Buffer.alloc(16 * 1024, 'A'))
        controller.close()
      },
    })
    const response = await fetch(bot.url + path(encrypted), { method: 'POST', body: chunks, duplex: 'half' })
    expect(response.status).toBe(413)
  })

  it('for a compressed body gets 415 without its being unpacked', async () => {
    const bot = await start()
    const response = await bot.post({ body: gzipSync(envelope(encrypted)), headers: { 'content-encoding': 'gzip' } })
    expect([response.status, await response.text()]).toEqual([415, ''])
    expect(await bot.metric('refused_total', 'reason="content-encoding"')).toBe(1)
  })
})

describe('the verification of the address', () => {
  const echostr = encrypt(AES_KEY, '1616140317555161061', CORP_ID, Buffer.from('c41b64491c2468d0'))

  it('echoes the plaintext and nothing else', async () => {
    const bot = await start()
    const response = await bot.get(`${path(echostr)}&echostr=${encodeURIComponent(echostr)}`)
    expect([response.status, await response.text()]).toEqual([200, '1616140317555161061'])
  })

  it('takes plus signs that were sent as they are, and a time stamp of years ago', async () => {
    const bot = await start()
    expect(echostr).toContain('+')
    const response = await bot.get(`${path(echostr, 1_409_659_589)}&echostr=${echostr}`)
    expect(await response.text()).toBe('1616140317555161061')
  })

  it('never makes a page of what it echoes', async () => {
    const bot = await start()
    const page = encrypt(AES_KEY, '<script>1</script>', CORP_ID)
    const response = await bot.get(`${path(page)}&echostr=${encodeURIComponent(page)}`)
    expect(response.headers.get('content-type')).toContain('text/plain')
  })

  it('refuses a forged one', async () => {
    const bot = await start()
    const response = await bot.get(`/wecom/callback?msg_signature=0&timestamp=1&nonce=1&echostr=${echostr}`)
    expect([response.status, await response.text()]).toEqual([403, ''])
  })
})

describe('the other addresses', () => {
  it('there are none but the known', async () => {
    const bot = await start()
    expect((await bot.get('/')).status).toBe(404)
    expect((await bot.get('/wecom/callback/../../etc/passwd')).status).toBe(404)
    const response = await fetch(`${bot.url}/wecom/callback`, { method: 'PUT', body: 'x' })
    expect(response.status).toBe(405)
  })

  it('/readyz is red while something is missing, or does not answer', async () => {
    const answers = [
      () => Promise.resolve([]),
      () => Promise.resolve(['store']),
      () => Promise.reject(new Error('disk')),
      () => new Promise<never>(() => {}),
    ]
    const bot = await start({ readiness: () => answers.shift()?.() ?? Promise.resolve([]) })
    const ready = await bot.get('/readyz')
    expect([ready.status, await ready.text()]).toEqual([200, 'ready\n'])
    const missing = await bot.get('/readyz')
    expect([missing.status, await missing.text()]).toEqual([503, 'not ready: store\n'])
    const failed = await bot.get('/readyz')
    expect([failed.status, await failed.text()]).toEqual([503, 'not ready: check failed\n'])
    const pending = bot.get('/readyz')
    await bot.fireTimer(3_000)
    expect((await pending).status).toBe(503)
  })

  it('/metrics is for programs on this machine', async () => {
    const bot = await start()
    const response = await bot.get('/metrics')
    expect(response.headers.get('content-type')).toContain('text/plain')
    const text = await response.text()
    for (const name of ['callbacks_total', 'refused_total', 'turn_seconds', 'pushes_total', 'process_cpu']) {
      expect(text).toContain(name)
    }
  })

  it.each(['X-Forwarded-For', 'Forwarded', 'X-Real-IP'])(
    '/metrics is not there for a request with %s',
    async (name) => {
      const bot = await start()
      const response = await bot.get('/metrics', { [name]: '203.0.113.7' })
      expect(response.status).toBe(404)
      expect(await response.text()).not.toContain('callbacks_total')
    },
  )
})

describe('stopping', () => {
  it('lets a request under way finish, and closes its connection', async () => {
    const reply = deferred()
    const bot = await start({ reply: () => reply.promise })
    const pending = bot.post()
    await bot.turnTaken()
    const stopped = bot.stop()
    reply.resolve('收到')
    expect(await openXml(await pending)).toContain('收到')
    await stopped
    await expect(bot.get('/healthz')).rejects.toThrow()
  })

  it('does not wait for ever', async () => {
    const bot = await start({ reply: () => new Promise(() => {}) })
    const pending = bot.post().catch((error: unknown) => error)
    await bot.turnTaken()
    const stopped = bot.stop()
    await bot.fireTimer(6_000)
    await stopped
    expect(await pending).toBeInstanceOf(Error)
  })

  it('is not held up by a connection that is kept open for later', async () => {
    const bot = await start()
    await (await bot.get('/healthz')).text()
    await bot.stop()
  })

  it('an address that is taken is an error of listening', async () => {
    const bot = await start()
    const second = createServer(bot.app, bot.after)
    await expect(second.listen(bot.port, '127.0.0.1')).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})
