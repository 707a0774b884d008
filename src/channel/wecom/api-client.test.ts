import { describe, expect, it } from 'vitest'
import type { MenuEntry, Outbound } from '../../message/message.ts'
import { type Channel, type MediaFile, type Message, SendError } from '../port.ts'
import { createApiClient } from './api-client.ts'

const SECRET = 'sEcReT-of-the-app'
const hintOf = (menu: readonly MenuEntry[]) => menu.map(({ label, word }) => `${label}发“${word}”`).join('，')
const HELLO: Outbound = { to: 'ZhangSan', text: '7月26日前请填报', format: 'text' }

describe('sending', () => {
  it('posts the message with the duplicate check on', async () => {
    const wecom = fakeWecom()
    await wecom.client.send(HELLO)
    expect(wecom.sent).toEqual([
      {
        touser: 'ZhangSan',
        msgtype: 'text',
        agentid: 218,
        text: { content: '7月26日前请填报' },
        enable_duplicate_check: 1,
      },
    ])
    expect(wecom.urls[1]).toBe('https://host:7443/prefix/cgi-bin/message/send?access_token=token-1')
  })

  it('posts markdown as such', async () => {
    const wecom = fakeWecom()
    await wecom.client.send({ ...HELLO, format: 'markdown' })
    expect(wecom.sent[0]).toMatchObject({ msgtype: 'markdown', markdown: { content: HELLO.text } })
  })

  it('gives the same bytes for the same message', async () => {
    const wecom = fakeWecom()
    await wecom.client.send(HELLO)
    await wecom.client.send({ format: 'text', text: HELLO.text, to: HELLO.to })
    expect(wecom.bodies[0]).toBe(wecom.bodies[1])
  })

  it('sends text as itself, not as escapes', async () => {
    const wecom = fakeWecom()
    await wecom.client.send({ ...HELLO, text: '好👍\u0000\ud83d' })
    expect(wecom.bodies[0]).toContain('"好👍"')
  })

  it.each(['https://host:7443/prefix', 'https://host:7443/prefix/', 'https://host:7443/prefix/cgi-bin/'])(
    'finds the API below %s',
    async (apiBase) => {
      const wecom = fakeWecom({ apiBase })
      await wecom.client.send(HELLO)
      expect(wecom.urls.map((url) => url.split('?')[0])).toEqual([
        'https://host:7443/prefix/cgi-bin/gettoken',
        'https://host:7443/prefix/cgi-bin/message/send',
      ])
    },
  )

  it('takes 2048 bytes and refuses one more before it is cut without a word', async () => {
    const wecom = fakeWecom()
    // 682 Chinese characters of three bytes, and two letters.
    const full = `${'安'.repeat(682)}ok`
    await wecom.client.send({ ...HELLO, text: full })
    await expect(wecom.client.send({ ...HELLO, text: `${full}!` })).rejects.toMatchObject({ code: 'refused' })
    expect(wecom.sent).toHaveLength(1)
  })

  it.each(['', 'a|b', '@all', '@ALL'])('to %j is refused, as it would reach others', async (to) => {
    const wecom = fakeWecom()
    await expect(wecom.client.send({ ...HELLO, to })).rejects.toMatchObject({ code: 'receiver' })
    expect(wecom.urls).toEqual([])
  })
})

describe('what WeCom answers to a message', () => {
  it.each([
    [45009, 'busy', 60_000],
    [45033, 'busy', 5_000],
    [6000, 'busy', 1_000],
    [81013, 'receiver', undefined],
    [60111, 'receiver', undefined],
    [40003, 'receiver', undefined],
    [46004, 'receiver', undefined],
    [301021, 'receiver', undefined],
    [60011, 'receiver', undefined],
    [60021, 'receiver', undefined],
    [40013, 'settings', undefined],
    [41001, 'settings', undefined],
    [40007, 'file', undefined],
    [40091, 'settings', undefined],
    [301002, 'settings', undefined],
    [40056, 'settings', undefined],
    [48002, 'settings', undefined],
    [60020, 'settings', undefined],
    [40008, 'refused', undefined],
    [44004, 'refused', undefined],
    [82004, 'refused', undefined],
    [999999, 'refused', undefined],
  ])('errcode %d is %s', async (errcode, code, retryAfter) => {
    const wecom = fakeWecom({ send: () => json({ errcode, errmsg: 'hint: [1687] more at a page' }) })
    const error = await failure(wecom.client)
    expect([error.code, error.retryAfter]).toEqual([code, retryAfter])
    expect(error.message).toContain(String(errcode))
    expect(wecom.sent).toHaveLength(1)
  })

  it('names the address that is not trusted', async () => {
    const wecom = fakeWecom({
      send: () => json({ errcode: 60020, errmsg: 'not allow to access, from ip: 203.0.113.7' }),
    })
    expect((await failure(wecom.client)).message).toContain('203.0.113.7')
  })

  it.each(['zhangsan', 'lisi|ZHANGSAN'])('success with the receiver in invaliduser %j is a failure', async (list) => {
    const wecom = fakeWecom({ send: () => json({ errcode: 0, invaliduser: list }) })
    expect(await failure(wecom.client)).toMatchObject({ code: 'receiver' })
  })

  it('success without a licence for the receiver is a failure', async () => {
    const wecom = fakeWecom({ send: () => json({ errcode: 0, unlicenseduser: 'zhangsan' }) })
    expect(await failure(wecom.client)).toMatchObject({ code: 'receiver' })
  })

  it('success with another name in invaliduser is a success', async () => {
    const wecom = fakeWecom({ send: () => json({ errcode: 0, invaliduser: 'zhangsan2' }) })
    await wecom.client.send(HELLO)
  })

  it('busy once is tried again at once, with the same bytes', async () => {
    const wecom = fakeWecom({ send: (n) => json({ errcode: n === 1 ? -1 : 0 }) })
    await wecom.client.send(HELLO)
    expect(wecom.bodies).toHaveLength(2)
    expect(wecom.bodies[0]).toBe(wecom.bodies[1])
  })

  it('busy twice is left to the outbox', async () => {
    const wecom = fakeWecom({ send: () => json({ errcode: -1 }) })
    expect(await failure(wecom.client)).toMatchObject({ code: 'busy', retryable: true, retryAfter: 5_000 })
    expect(wecom.sent).toHaveLength(2)
  })
})

describe('what is no answer of WeCom', () => {
  const html = '<html><title>502 Bad Gateway</title></html>'
  it.each([
    ['a gateway’s page', () => new Response(html, { status: 502 }), 'unknown'],
    ['a page with status 200', () => new Response(html), 'unknown'],
    ['an empty body', () => new Response(''), 'unknown'],
    ['JSON without an errcode', () => json({ ok: true }), 'unknown'],
    ['a list', () => json([0]), 'unknown'],
    ['a redirect', () => new Response(null, { status: 302, headers: { location: 'https://elsewhere/' } }), 'settings'],
    ['a page that is not there', () => new Response(html, { status: 404 }), 'settings'],
    ['a rate limit of a gateway', () => new Response(html, { status: 429 }), 'busy'],
    ['a refused connection', () => Promise.reject(networkError('ECONNREFUSED')), 'busy'],
    ['an unknown host', () => Promise.reject(networkError('ENOTFOUND')), 'busy'],
    ['a reset connection', () => Promise.reject(networkError('ECONNRESET')), 'unknown'],
    ['a certificate that is not trusted', () => Promise.reject(networkError('SELF_SIGNED_CERT_IN_CHAIN')), 'settings'],
    ['a time-out', () => Promise.reject(new DOMException('late', 'TimeoutError')), 'unknown'],
  ])('%s', async (_, send, code) => {
    const wecom = fakeWecom({ send })
    expect(await failure(wecom.client)).toMatchObject({ code })
    expect(wecom.sent).toHaveLength(1)
  })

  it('an endless body is cut off', async () => {
    let cancelled = false
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(16 * 1024)),
      cancel: () => {
        cancelled = true
      },
    })
    const wecom = fakeWecom({ send: () => new Response(endless) })
    expect(await failure(wecom.client)).toMatchObject({ code: 'unknown' })
    expect(cancelled).toBe(true)
  })

  it('a body that stops halfway ends with the time-out', async () => {
    const wecom = fakeWecom({
      send: (_, signal) => {
        const stuck = new ReadableStream({
          start: (controller) => signal.addEventListener('abort', () => controller.error(signal.reason)),
        })
        queueMicrotask(() => wecom.timeOut())
        return new Response(stuck)
      },
    })
    expect(await failure(wecom.client)).toMatchObject({ code: 'unknown' })
  })

  it('a message was not sent when there was no answer for the token', async () => {
    const wecom = fakeWecom({ gettoken: () => Promise.reject(networkError('ECONNRESET')) })
    expect(await failure(wecom.client)).toMatchObject({ code: 'busy' })
    expect(wecom.sent).toEqual([])
  })

  it('every call has a time limit of its own', async () => {
    const wecom = fakeWecom()
    await wecom.client.send(HELLO)
    expect(wecom.limits).toHaveLength(2)
    expect(Math.max(...wecom.limits)).toBeLessThanOrEqual(15_000)
  })
})

describe('the access token', () => {
  it('is fetched once for many messages at once', async () => {
    const wecom = fakeWecom()
    await Promise.all(Array.from({ length: 20 }, () => wecom.client.send(HELLO)))
    expect(wecom.tokens()).toBe(1)
    expect(wecom.sent).toHaveLength(20)
  })

  it('is used until 60 seconds before its end', async () => {
    const wecom = fakeWecom()
    await wecom.client.send(HELLO)
    wecom.advance(7_139_999)
    await wecom.client.send(HELLO)
    expect(wecom.tokens()).toBe(1)
    wecom.advance(1)
    await wecom.client.send(HELLO)
    expect(wecom.tokens()).toBe(2)
  })

  it.each([40014, 42001])(
    'that died early (%d) is renewed once for all who noticed, and all are sent',
    async (errcode) => {
      const wecom = fakeWecom({ send: (_n, _signal, token) => json({ errcode: token === 'token-1' ? errcode : 0 }) })
      await Promise.all(Array.from({ length: 20 }, () => wecom.client.send(HELLO)))
      expect(wecom.tokens()).toBe(2)
      expect(wecom.sent).toHaveLength(40)
    },
  )

  it('is not renewed again for an answer that was on its way while it was', async () => {
    let answerSecond: (response: Response) => void = () => {}
    const wecom = fakeWecom({
      send: (nth, _signal, token) => {
        if (nth === 2) {
          return new Promise<Response>((resolve) => {
            answerSecond = resolve
          })
        }
        return json({ errcode: token === 'token-1' ? 42001 : 0 })
      },
    })
    const [first, second] = [wecom.client.send(HELLO), wecom.client.send(HELLO)]
    await first
    answerSecond(json({ errcode: 42001 }))
    await second
    expect(wecom.tokens()).toBe(2)
  })

  it('that is refused although new is left alone for a minute', async () => {
    const wecom = fakeWecom({ send: () => json({ errcode: 40014 }) })
    expect(await failure(wecom.client)).toMatchObject({ code: 'busy', retryAfter: 60_000 })
    expect(await failure(wecom.client)).toMatchObject({ code: 'busy', retryAfter: 60_000 })
    expect(wecom.tokens()).toBe(2)
    wecom.advance(60_000)
    await failure(wecom.client)
    expect(wecom.tokens()).toBeGreaterThan(2)
  })

  it.each([40001, 40013, 40091])('is not asked for again for ten minutes after errcode %d', async (errcode) => {
    const wecom = fakeWecom({ gettoken: () => json({ errcode }) })
    expect(await failure(wecom.client)).toMatchObject({ code: 'settings', retryable: false })
    wecom.advance(599_999)
    expect(await failure(wecom.client)).toMatchObject({ code: 'settings', retryAfter: 1 })
    expect(wecom.tokens()).toBe(1)
    wecom.advance(1)
    await failure(wecom.client)
    expect(wecom.tokens()).toBe(2)
  })

  it('is renewed once when a message is answered with 40001, then nothing is tried for ten minutes', async () => {
    const wecom = fakeWecom({ send: () => json({ errcode: 40001 }) })
    expect(await failure(wecom.client)).toMatchObject({ code: 'settings' })
    wecom.advance(599_999)
    expect(await failure(wecom.client)).toMatchObject({ code: 'settings' })
    expect([wecom.tokens(), wecom.sent.length]).toEqual([2, 2])
  })

  it('may be had again a minute after the address was not trusted', async () => {
    const wecom = fakeWecom({
      gettoken: (n) => (n === 1 ? json({ errcode: 60020, errmsg: 'from ip: 203.0.113.7' }) : undefined),
    })
    const error = await failure(wecom.client)
    expect([error.code, error.message.includes('203.0.113.7')]).toEqual(['settings', true])
    wecom.advance(60_000)
    await wecom.client.send(HELLO)
    expect(wecom.sent).toHaveLength(1)
  })

  it.each([{}, { access_token: '' }, { access_token: 't', expires_in: 0 }, { access_token: 't', expires_in: '7200' }])(
    'is not made of %j',
    async (fields) => {
      const wecom = fakeWecom({ gettoken: () => json({ errcode: 0, ...fields }) })
      expect(await failure(wecom.client)).toMatchObject({ code: 'busy' })
    },
  )

  it('with a life shorter than the margin is used for half of it', async () => {
    const wecom = fakeWecom({ gettoken: () => json({ errcode: 0, access_token: 't', expires_in: 30 }) })
    await wecom.client.send(HELLO)
    wecom.advance(14_999)
    await wecom.client.send(HELLO)
    expect(wecom.tokens()).toBe(1)
    wecom.advance(1)
    await wecom.client.send(HELLO)
    expect(wecom.tokens()).toBe(2)
  })
})

describe('a text with a menu', () => {
  const MENU = [
    { label: '开始填报', word: '填报' },
    { label: '看帮助', word: '帮助' },
  ]
  const ASKING: Message = { ...HELLO, id: '000-ABC-000', text: '【明天截止】样例一村\n还差16项。', menu: MENU }

  it('is a card with buttons where cards are on, each sending its word', async () => {
    const wecom = fakeWecom({ cards: true })
    await wecom.client.send(ASKING)
    expect(wecom.sent).toEqual([
      {
        touser: 'ZhangSan',
        msgtype: 'template_card',
        agentid: 218,
        template_card: {
          card_type: 'button_interaction',
          main_title: { title: '【明天截止】样例一村' },
          sub_title_text: '还差16项。',
          button_list: [
            { text: '开始填报', style: 1, key: '填报' },
            { text: '看帮助', style: 2, key: '帮助' },
          ],
          task_id: '000-ABC-000',
        },
        enable_duplicate_check: 1,
      },
    ])
  })

  it('says what to send where cards are off', async () => {
    const wecom = fakeWecom()
    await wecom.client.send(ASKING)
    expect(wecom.sent).toMatchObject([
      { msgtype: 'text', text: { content: '【明天截止】样例一村\n还差16项。\n开始填报发“填报”，看帮助发“帮助”' } },
    ])
  })

  it.each([
    ['a first line that a card would cut', `${'村'.repeat(37)}\n还差16项。`],
    ['a text that a card would cut', `样例一村\n${'项'.repeat(161)}`],
  ])('is text for %s', async (_what, text) => {
    const wecom = fakeWecom({ cards: true })
    await wecom.client.send({ ...ASKING, text })
    expect(wecom.sent).toMatchObject([{ msgtype: 'text' }])
  })

  it('goes without the hint rather than over the limit', async () => {
    const wecom = fakeWecom()
    await wecom.client.send({ ...ASKING, text: '安'.repeat(682) })
    expect(wecom.sent).toMatchObject([{ text: { content: '安'.repeat(682) } }])
  })

  it.each([40008, 43012])(
    'becomes text for good after errcode %d, which says that there are no cards',
    async (errcode) => {
      const wecom = fakeWecom({ cards: true, send: (nth) => json({ errcode: nth === 1 ? errcode : 0 }) })
      await wecom.client.send(ASKING)
      await wecom.client.send({ ...ASKING, id: '000-ABC-001' })
      expect(wecom.sent.map((body) => (body as { msgtype: string }).msgtype)).toEqual(['template_card', 'text', 'text'])
    },
  )

  it('becomes text this once after an errcode about this card', async () => {
    const wecom = fakeWecom({ cards: true, send: (nth) => json({ errcode: nth === 1 ? 42038 : 0 }) })
    await wecom.client.send(ASKING)
    await wecom.client.send({ ...ASKING, id: '000-ABC-001' })
    expect(wecom.sent.map((body) => (body as { msgtype: string }).msgtype)).toEqual([
      'template_card',
      'text',
      'template_card',
    ])
  })
})

describe('a file', () => {
  const SHEET: MediaFile = { type: 'file', name: '表.xlsx', bytes: Buffer.from('sheet-bytes') }

  it('that was uploaded is sent by its id', async () => {
    const wecom = fakeWecom()
    await wecom.client.send({ ...HELLO, media: { type: 'file', id: 'M1' } })
    expect(wecom.sent).toEqual([
      { touser: 'ZhangSan', msgtype: 'file', agentid: 218, file: { media_id: 'M1' }, enable_duplicate_check: 1 },
    ])
  })

  it('is given longer to be uploaded than a message', async () => {
    const wecom = fakeWecom({ send: () => json({ errcode: 0, media_id: 'M1' }) })
    expect(await wecom.client.upload(SHEET)).toEqual({ type: 'file', id: 'M1' })
    expect(wecom.limits).toEqual([15_000, 120_000])
  })

  it.each<[string, Partial<MediaFile>]>([
    ['of five bytes', { bytes: Buffer.alloc(5) }],
    ['over 20 MB', { bytes: Buffer.alloc(20 * 1024 * 1024 + 1) }],
    ['that is an image over 10 MB', { type: 'image', name: 'a.png', bytes: Buffer.alloc(10 * 1024 * 1024 + 1) }],
    ['that is an image of another kind', { type: 'image', name: 'a.svg' }],
  ])('%s is refused before it is uploaded', async (_what, change) => {
    const wecom = fakeWecom()
    await expect(wecom.client.upload({ ...SHEET, ...change })).rejects.toMatchObject({ code: 'refused' })
    expect(wecom.bodies).toEqual([])
  })

  it.each([
    [{ errcode: 40006 }, 'refused'],
    [{ errcode: 45009 }, 'busy'],
    [{ errcode: 0 }, 'busy'],
  ])('whose upload is answered with %j is %s', async (answer, code) => {
    const wecom = fakeWecom({ send: () => json(answer) })
    await expect(wecom.client.upload(SHEET)).rejects.toMatchObject({ code })
  })

  it('is uploaded again with a new token when the old one is dead', async () => {
    const wecom = fakeWecom({ send: (nth) => json(nth === 1 ? { errcode: 42001 } : { errcode: 0, media_id: 'M1' }) })
    expect(await wecom.client.upload(SHEET)).toEqual({ type: 'file', id: 'M1' })
    expect(wecom.tokens()).toBe(2)
  })
})

it('no error tells a secret, a token or the text', async () => {
  const leaky = (url: string) => new TypeError(`Failed to parse URL from ${url}`)
  const errors = await Promise.all(
    [
      fakeWecom({ gettoken: (_n, url) => Promise.reject(leaky(url)) }),
      fakeWecom({ send: (_n, _signal, token) => Promise.reject(leaky(`https://host/?access_token=${token}`)) }),
      fakeWecom({ send: () => json({ errcode: 40014, errmsg: `invalid token-2, ${HELLO.text}` }) }),
      fakeWecom({ gettoken: () => json({ errcode: 40001, errmsg: `bad ${SECRET}` }) }),
    ].map(({ client }) => failure(client)),
  )
  for (const error of errors) {
    const whole = `${error.message} ${error.stack} ${String(error.cause)}`
    for (const hidden of [SECRET, 'token-1', 'token-2', HELLO.text]) expect(whole).not.toContain(hidden)
  }
})

type Answer = Response | Promise<Response>

interface Behaviour {
  apiBase?: string
  cards?: boolean
  gettoken?: (nth: number, url: string) => Answer | undefined
  send?: (nth: number, signal: AbortSignal, token: string) => Answer
}

/** A server API behind an injected fetch: gives token-1, token-2, … and takes every message, unless told otherwise. */
function fakeWecom({ apiBase = 'https://host:7443/prefix', cards = false, gettoken, send }: Behaviour = {}) {
  const urls: string[] = []
  const bodies: string[] = []
  const limits: number[] = []
  const controllers: AbortController[] = []
  let now = 1_000
  const tokens = () => urls.filter((url) => url.includes('/gettoken')).length
  const network = {
    fetch: async (input: unknown, init?: RequestInit) => {
      const url = String(input)
      urls.push(url)
      if (url.includes('/gettoken')) {
        const nth = tokens()
        return (await gettoken?.(nth, url)) ?? json({ errcode: 0, access_token: `token-${nth}`, expires_in: 7200 })
      }
      bodies.push(String(init?.body))
      const token = new URL(url).searchParams.get('access_token') ?? ''
      return (await send?.(bodies.length, init?.signal as AbortSignal, token)) ?? json({ errcode: 0, invaliduser: '' })
    },
    timeout: (milliseconds: number) => {
      limits.push(milliseconds)
      const controller = new AbortController()
      controllers.push(controller)
      return controller.signal
    },
  }
  const settings = { corpId: 'wx5823bf96d3bd56c7', agentId: 218, secret: SECRET, apiBase, cards, menuHint: hintOf }
  return {
    client: createApiClient(settings, network, () => now),
    urls,
    bodies,
    limits,
    tokens,
    get sent(): unknown[] {
      return bodies.map((body) => JSON.parse(body))
    },
    advance: (milliseconds: number) => {
      now += milliseconds
    },
    timeOut: () => controllers.at(-1)?.abort(new DOMException('late', 'TimeoutError')),
  }
}

function json(value: unknown): Response {
  return new Response(JSON.stringify(value), { headers: { 'content-type': 'application/json' } })
}

/** What fetch throws when the network fails: the reason is the code of its cause. */
function networkError(code: string): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error('socket'), { code }) })
}

async function failure(client: Channel): Promise<SendError> {
  const error: unknown = await client.send(HELLO).catch((reason: unknown) => reason)
  if (!(error instanceof SendError)) throw new Error(`no SendError: ${String(error)}`)
  return error
}
