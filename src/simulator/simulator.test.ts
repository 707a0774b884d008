import { randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parse } from 'yaml'
import { APP, type FakeBot, read, sealReply, startFakeBot } from '../../test/support/fake-bot.ts'
import type { PageEvent, Snapshot, Talk } from './page/wire.ts'
import { createSimulator, type Simulator } from './simulator.ts'

const NOW = Date.parse('2023-05-29T09:00:00+08:00')

let bot: FakeBot
let simulator: Simulator

beforeEach(async () => {
  bot = await startFakeBot((delivery, response) => {
    const text = read(delivery.message, 'Content')
    if (text === '坏') response.writeHead(500).end()
    else if (text === '慢') response.end()
    else response.end(sealReply(delivery, `收到${text}`))
  })
  simulator = await startSimulator(5000)
})

afterEach(async () => {
  await simulator.stop()
  await bot.stop()
})

async function startSimulator(pushWithin: number): Promise<Simulator> {
  const created = createSimulator({
    ...APP,
    callbackUrl: () => bot.url,
    host: '127.0.0.1',
    port: 0,
    campaign: 'longmen-2023',
    people: [
      { userid: 'zhangsan', name: '张三', role: 'contact', unit: '样例一村' },
      { userid: 'zhangsan', name: '张三', role: 'contact', unit: '样例二村' },
      { userid: 'sunqi', name: '孙七', role: 'leader' },
      { userid: 'zhangsan', name: '张三', role: 'contact', unit: '样例一村' },
    ],
    now: () => NOW,
    systemNow: () => NOW,
    random: randomBytes,
    patience: { retryAfter: 0, pushWithin },
  })
  await created.start()
  return created
}

async function getToken(): Promise<string> {
  const query = new URLSearchParams({ corpid: APP.corpId, corpsecret: APP.secret })
  const response = await fetch(`${simulator.address}/cgi-bin/gettoken?${query}`)
  return ((await response.json()) as { access_token: string }).access_token
}

async function push(token: string, content: string) {
  const body = { touser: 'zhangsan', agentid: APP.agentId, msgtype: 'text', text: { content } }
  return fetch(`${simulator.address}/cgi-bin/message/send?access_token=${token}`, {
    method: 'POST',
    body: JSON.stringify(body),
  })
}

/** Subscribes as the page does; `until` reads on to the first event that is wanted and gives all so far. */
async function openPage() {
  const response = await fetch(`${simulator.address}/events`)
  const events: PageEvent[] = []
  return {
    async until(wanted: (event: PageEvent) => boolean): Promise<PageEvent[]> {
      let text = ''
      for await (const chunk of response.body ?? []) {
        text += Buffer.from(chunk).toString('utf8')
        const blocks = text.split('\n\n')
        text = blocks.pop() ?? ''
        for (const block of blocks.filter((block) => block.startsWith('data: '))) {
          events.push(JSON.parse(block.slice('data: '.length)) as PageEvent)
        }
        if (events.some(wanted)) break
      }
      return events
    },
  }
}

async function loadSnapshot(): Promise<Snapshot> {
  const page = await openPage()
  const [first] = await page.until(({ type }) => type === 'snapshot')
  if (first?.type !== 'snapshot') throw new Error('the first event is not a snapshot')
  return first.snapshot
}

async function loadTalk(userid = 'zhangsan'): Promise<Talk> {
  const talk = (await loadSnapshot()).talks[userid]
  if (!talk) throw new Error(`no talk of ${userid}`)
  return talk
}

function post(path: string, body: string, headers: Record<string, string> = {}) {
  return fetch(simulator.address + path, {
    method: 'POST',
    headers: { origin: simulator.address, 'content-type': 'application/json', ...headers },
    body,
  })
}

test('rows of one person become one person with all units', async () => {
  expect(await loadSnapshot()).toMatchObject({
    now: NOW,
    people: [
      { userid: 'zhangsan', name: '张三', role: 'contact', unit: '样例一村、样例二村' },
      { userid: 'sunqi', name: '孙七', role: 'leader' },
    ],
  })
})

test('what is said on the page reaches the bot, and its answer the page', async () => {
  const page = await openPage()
  expect((await post('/say', JSON.stringify({ userid: 'zhangsan', text: '填报' }))).status).toBe(204)
  const events = await page.until((event) => event.type === 'entry' && event.entry.by === 'bot')
  const entries = events.flatMap((event) => (event.type === 'entry' ? event.entry : []))
  const [asked] = entries
  expect(entries).toMatchObject([
    { by: 'person', text: '填报', at: NOW },
    { by: 'bot', text: '收到填报', answers: asked?.id },
  ])
})

test('MsgIds are texts beyond what a double can hold, and differ from message to message', async () => {
  await simulator.say('zhangsan', '一')
  await simulator.say('zhangsan', '二')
  const ids = bot.deliveries.map(({ message }) => BigInt(read(message, 'MsgId')))
  expect(new Set(ids).size).toBe(2)
  for (const id of ids) {
    expect(id > 2n ** 53n).toBe(true)
    expect(id < 2n ** 63n).toBe(true)
  }
})

test('a menu entry is sent as its key and stands in the talk as its word', async () => {
  await simulator.click('sunqi', '谁没报')
  expect(read(bot.deliveries[0]?.message ?? '', 'EventKey')).toBe('谁没报')
  expect((await loadTalk('sunqi')).entries[0]).toMatchObject({ by: 'person', text: '谁没报' })
})

test('a bot that fails is told to the person in the talk', async () => {
  await simulator.say('zhangsan', '坏')
  expect(await loadTalk()).toMatchObject({
    waiting: false,
    entries: [{ by: 'person' }, { by: 'notice', notice: 'silent', detail: 'HTTP 500' }],
  })
})

test('after an empty answer the next push is the answer', async () => {
  const token = await getToken()
  await simulator.say('zhangsan', '慢')
  await push(token, '久等了')
  const { entries, waiting } = await loadTalk()
  expect(waiting).toBe(false)
  expect(entries[1]).toMatchObject({ by: 'bot', text: '久等了', answers: entries[0]?.id })
})

test('while an empty answer waits for its push, the bot is shown as thinking', async () => {
  await simulator.say('zhangsan', '慢')
  expect(await loadTalk()).toMatchObject({ waiting: true, entries: [{ text: '慢' }] })
})

test('an empty answer that no push follows is told to the person', async () => {
  await simulator.stop()
  simulator = await startSimulator(10)
  const page = await openPage()
  await simulator.say('zhangsan', '慢')
  await page.until((event) => event.type === 'waiting' && !event.waiting)
  expect((await loadTalk()).entries[1]).toMatchObject({ by: 'notice', notice: 'silent' })
})

test('a push by itself answers nothing', async () => {
  await push(await getToken(), '明天截止')
  const { entries } = await loadTalk()
  expect(entries).toMatchObject([{ by: 'bot', text: '明天截止' }])
  expect(entries[0]).not.toHaveProperty('answers')
})

test('a button of a card is tapped on the page and reaches the bot as WeCom tells it', async () => {
  const token = await getToken()
  const card = {
    card_type: 'button_interaction',
    main_title: { title: '明天截止' },
    button_list: [{ text: '开始填报', key: '填报' }],
    task_id: 'task-1',
  }
  await fetch(`${simulator.address}/cgi-bin/message/send?access_token=${token}`, {
    method: 'POST',
    body: JSON.stringify({
      touser: 'zhangsan',
      agentid: APP.agentId,
      msgtype: 'template_card',
      template_card: card,
    }),
  })
  expect((await loadTalk()).entries).toMatchObject([
    { text: '明天截止', card: { task: 'task-1', buttons: [{ label: '开始填报', word: '填报' }] } },
  ])
  const page = await openPage()
  const tapped = await post('/tap', JSON.stringify({ userid: 'zhangsan', task: 'task-1', word: '填报' }))
  expect(tapped.status).toBe(204)
  await page.until((event) => event.type === 'entry' && event.entry.by === 'notice')
  const message = bot.deliveries[0]?.message ?? ''
  expect(['Event', 'EventKey', 'TaskId', 'CardType'].map((name) => read(message, name))).toEqual([
    'template_card_event',
    '填报',
    'task-1',
    'button_interaction',
  ])
})

test('a file is uploaded as a form, shown in the talk, and downloaded from the page and by the API', async () => {
  const token = await getToken()
  const form = new FormData()
  form.set('media', new Blob(['sheet-bytes']), '6月调度表.xlsx')
  const api = `${simulator.address}/cgi-bin`
  const uploaded = await fetch(`${api}/media/upload?access_token=${token}&type=file`, { method: 'POST', body: form })
  const { media_id: id } = (await uploaded.json()) as { media_id: string }
  await fetch(`${api}/message/send?access_token=${token}`, {
    method: 'POST',
    body: JSON.stringify({ touser: 'zhangsan', agentid: APP.agentId, msgtype: 'file', file: { media_id: id } }),
  })
  expect((await loadTalk()).entries).toMatchObject([{ file: { url: `/media/${id}`, name: '6月调度表.xlsx' } }])
  const downloaded = await fetch(`${simulator.address}/media/${id}`)
  expect(await downloaded.text()).toBe('sheet-bytes')
  expect(downloaded.headers.get('content-disposition')).toContain(encodeURIComponent('6月调度表.xlsx'))
  const got = await fetch(`${api}/media/get?access_token=${token}&media_id=${id}`)
  expect(await got.text()).toBe('sheet-bytes')
  expect((await fetch(`${simulator.address}/media/none`)).status).toBe(404)
})

test('a scheduled fault meets one call of its path, and the next is as always', async () => {
  const token = await getToken()
  simulator.schedule({ on: 'message/send', errcode: -1 }, { on: 'message/send', status: 502, body: '<html>' })
  expect(await (await push(token, 'a')).json()).toMatchObject({ errcode: -1 })
  expect((await push(token, 'b')).status).toBe(502)
  expect(await (await push(token, 'c')).json()).toMatchObject({ errcode: 0 })
  expect((await loadTalk()).entries).toMatchObject([{ text: 'c' }])
})

test('a connection lost before the call shows nothing, one lost after it has shown the message', async () => {
  const token = await getToken()
  simulator.schedule({ on: 'message/send', lost: 'before' }, { on: 'message/send', lost: 'after' })
  await expect(push(token, 'a')).rejects.toThrow()
  await expect(push(token, 'b')).rejects.toThrow()
  expect((await loadTalk()).entries).toMatchObject([{ text: 'b' }])
})

test('the talk of one person, or of all, is downloaded as a dialogue file', async () => {
  await simulator.say('zhangsan', '填报')
  await simulator.say('sunqi', '进度')
  const one = await fetch(`${simulator.address}/talk.yaml?userid=sunqi`)
  expect(one.headers.get('content-disposition')).toContain('talk-sunqi.yaml')
  expect(parse(await one.text())).toEqual({
    campaign: 'longmen-2023',
    at: '2023-05-29T09:00:00+08:00',
    talk: [{ sunqi: '进度' }, { bot: '收到进度' }],
  })
  const all = parse(await (await fetch(`${simulator.address}/talk.yaml`)).text())
  expect(all.talk).toHaveLength(4)
  expect((await fetch(`${simulator.address}/talk.yaml?userid=nobody`)).status).toBe(404)
})

const SAY = JSON.stringify({ userid: 'zhangsan', text: '填报' })

test.each([
  ["another site's script", SAY, { origin: 'http://evil.test' }, 403],
  ['a sandboxed page', SAY, { origin: 'null' }, 403],
  ['a form', SAY, { 'content-type': 'text/plain' }, 415],
  ['a body over 16 kB', JSON.stringify({ userid: 'zhangsan', text: 'a'.repeat(20_000) }), {}, 413],
  ['a body that is not JSON', '{', {}, 400],
  ['a body of another shape', '{"userid":"zhangsan","text":1}', {}, 400],
  ['an unknown person', JSON.stringify({ userid: 'nobody', text: 'a' }), {}, 404],
])('%s is refused, and the bot hears nothing', async (_what, body, headers, status) => {
  expect((await post('/say', body, headers)).status).toBe(status)
  expect(bot.deliveries).toEqual([])
})

test.each([
  ['evil.test', 403],
  ['127.0.0.1', 200],
  ['localhost', 200],
  ['[::1]', 200],
])('a page that reaches this machine under the name %s gets %i', async (host, status) => {
  const { port } = new URL(simulator.address)
  const got = await new Promise((resolve, reject) => {
    request(`${simulator.address}/talk.yaml`, { headers: { host: `${host}:${port}` } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
  expect(got).toBe(status)
})

test('what was read is remembered, and never goes back', async () => {
  await simulator.say('zhangsan', '填报')
  const last = (await loadTalk()).entries.at(-1)?.id ?? 0
  await post('/read', JSON.stringify({ userid: 'zhangsan', id: last }))
  await post('/read', JSON.stringify({ userid: 'zhangsan', id: 1 }))
  expect((await loadTalk()).read).toBe(last)
})

test('the callback is verified as WeCom does', async () => {
  expect(await simulator.verify()).toBeUndefined()
})

test('it stops while a page is open', async () => {
  const response = await fetch(`${simulator.address}/events`)
  await simulator.stop()
  await expect(response.text()).rejects.toThrow()
})
