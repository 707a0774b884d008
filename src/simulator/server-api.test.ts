import { beforeEach, expect, test } from 'vitest'
import { APP } from '../../test/support/fake-bot.ts'
import { createServerApi, type ServerApi } from './server-api.ts'

let now: number
let shown: string[]
let api: ServerApi
let token: string

beforeEach(() => {
  now = Date.parse('2026-01-01T00:00:00Z')
  shown = []
  let drawn = 0
  api = createServerApi({
    ...APP,
    userids: ['ZhangSan', 'lisi'],
    systemNow: () => now,
    random: (bytes) => {
      drawn += 1
      return Buffer.alloc(bytes, drawn)
    },
    show: (userid, { text, format, card, file }) => {
      const extra = card ? ` [${card.buttons.map(({ label }) => label).join('][')}]` : file ? ` ${file.url}` : ''
      shown.push(`${userid} ${format} ${text}${extra}`)
    },
  })
  token = String(getToken().access_token)
})

function getToken(corpid: string = APP.corpId, corpsecret: string = APP.secret) {
  return api.answer({ path: 'gettoken', query: new URLSearchParams({ corpid, corpsecret }), body: '' })
}

function send(change: object = {}, accessToken = token) {
  const message = { touser: 'lisi', agentid: APP.agentId, msgtype: 'text', text: { content: '您好' }, ...change }
  return call('message/send', JSON.stringify(message), accessToken)
}

function call(path: string, body: string, accessToken = token) {
  return api.answer({ path, query: new URLSearchParams({ access_token: accessToken }), body })
}

test('a token lives 7,200 seconds and is the same until then', () => {
  now += 100_000
  expect(getToken()).toMatchObject({ errcode: 0, access_token: token, expires_in: 7100 })
  now += 7_100_000
  expect(send().errcode).toBe(42001)
  expect(getToken().access_token).not.toBe(token)
})

test.each([
  ['an unknown corp', () => getToken('ww-other'), 40013],
  ['a wrong secret', () => getToken(APP.corpId, 'wrong'), 40001],
  ['no token', () => send({}, ''), 41001],
  ['a token that was never issued', () => send({}, 'made-up'), 40014],
  ['an agentid that is not a number', () => send({ agentid: '1000002' }), 40056],
  ["another app's agentid", () => send({ agentid: 7 }), 301002],
  ['no receiver', () => send({ touser: '' }), 82001],
  ['only unknown receivers', () => send({ touser: 'nobody|noone' }), 81013],
  ['over 1,000 receivers', () => send({ touser: 'lisi|'.repeat(1001) }), 40032],
  ['a type that no app message has', () => send({ msgtype: 'telegram' }), 40008],
  ['an empty text', () => send({ text: { content: '' } }), 44004],
  ['a text without its object', () => send({ text: undefined }), 44004],
  ['a body that is not JSON', () => call('message/send', '{"touser":'), 40008],
  ['a body that is not an object', () => call('message/send', '"lisi"'), 40008],
])('%s is refused by errcode and shows nothing', (_what, attempt, errcode) => {
  expect(attempt().errcode).toBe(errcode)
  expect(shown).toEqual([])
})

test('the tail of an errmsg changes, so that nobody can rely on its text', () => {
  expect(send({}, 'made-up').errmsg).not.toBe(send({}, 'made-up').errmsg)
})

test('userids are found whatever their case; unknown ones come back in lower case, the others get the message', () => {
  expect(send({ touser: 'zhangsan|NoBody|LISI|lisi' })).toMatchObject({ errcode: 0, invaliduser: 'nobody' })
  expect(shown).toEqual(['ZhangSan text 您好', 'lisi text 您好'])
})

test('@all reaches everyone', () => {
  expect(send({ touser: '@all' }).errcode).toBe(0)
  expect(shown).toHaveLength(2)
})

test('markdown is taken from its own element and shown as markdown', () => {
  send({ msgtype: 'markdown', markdown: { content: '**您好**' } })
  expect(shown).toEqual(['lisi markdown **您好**'])
})

test('a text over 2,048 bytes is cut without a word', () => {
  expect(send({ text: { content: '村'.repeat(700) } }).errcode).toBe(0)
  expect(shown).toEqual([`lisi text ${'村'.repeat(682)}`])
})

test('the 31st message to a member within a minute is accepted and never shown; others still get theirs', () => {
  for (let count = 1; count <= 31; count += 1) expect(send().errcode).toBe(0)
  expect(shown).toHaveLength(30)
  send({ touser: 'zhangsan' })
  expect(shown).toHaveLength(31)
  now += 60_000
  send()
  expect(shown).toHaveLength(32)
})

test('the same body with a duplicate check is shown once within the interval, and again after it', () => {
  const checked = { enable_duplicate_check: 1, duplicate_check_interval: 60 }
  const first = send(checked)
  now += 59_999
  expect(send(checked)).toEqual(first)
  expect(shown).toHaveLength(1)
  now += 1
  expect(send(checked).errcode).toBe(0)
  expect(shown).toHaveLength(2)
})

test('without its own interval the duplicate check holds for half an hour', () => {
  send({ enable_duplicate_check: 1 })
  now += 1_799_999
  send({ enable_duplicate_check: 1 })
  expect(shown).toHaveLength(1)
  now += 1
  send({ enable_duplicate_check: 1 })
  expect(shown).toHaveLength(2)
})

test('the same body without the check is shown each time', () => {
  send()
  send()
  expect(shown).toHaveLength(2)
})

const CARD = {
  card_type: 'button_interaction',
  main_title: { title: '明天截止' },
  sub_title_text: '还差16项。',
  button_list: [{ text: '开始填报', key: '填报' }],
  task_id: 'task-1',
}

function sendCard(change: object = {}) {
  return send({ msgtype: 'template_card', template_card: { ...CARD, ...change } })
}

test('a card is shown with its buttons, and can be changed once by the code in the answer', () => {
  expect(sendCard()).toMatchObject({ errcode: 0, response_code: expect.any(String) })
  expect(shown).toEqual(['lisi text 明天截止\n还差16项。 [开始填报]'])
})

test.each([
  ['of another type', { card_type: 'hologram' }, 42031],
  ['without a title', { main_title: {} }, 42033],
  ['without buttons', { button_list: [] }, 42038],
  ['with a button that sends nothing', { button_list: [{ text: 'a' }] }, 42039],
  ['with a task id of other characters', { task_id: 'outbox/1' }, 42014],
])('a card %s is refused', (_what, change, errcode) => {
  expect(sendCard(change).errcode).toBe(errcode)
  expect(shown).toEqual([])
})

test('a task id is for one card only', () => {
  sendCard()
  expect(sendCard({ sub_title_text: '还差15项。' }).errcode).toBe(42014)
})

function upload(name: string, bytes: Buffer, type = 'file') {
  const query = new URLSearchParams({ access_token: token, type })
  return api.answer({ path: 'media/upload', query, body: '', upload: { name, bytes } })
}

test('a file is uploaded, sent by its id, and gone after three days', () => {
  const { media_id: id, created_at: at } = upload('表.xlsx', Buffer.from('sheet-bytes'))
  expect(typeof at).toBe('string')
  expect(send({ msgtype: 'file', file: { media_id: id } }).errcode).toBe(0)
  expect(shown).toEqual([`lisi text 表.xlsx /media/${id}`])
  expect(send({ msgtype: 'image', image: { media_id: id } }).errcode).toBe(40007)
  now += 3 * 24 * 3600_000 + 1
  const fresh = String(getToken().access_token)
  expect(send({ msgtype: 'file', file: { media_id: id } }, fresh).errcode).toBe(40007)
})

test.each([
  ['of five bytes', 'a.txt', 5, 'file', 44001],
  ['over 20 MB', 'a.txt', 20 * 1024 * 1024 + 1, 'file', 40006],
  ['that is no image', 'a.svg', 10, 'image', 40005],
  ['of an unknown type', 'a.txt', 10, 'sheet', 40004],
])('a file %s is refused', (_what, name, bytes, type, errcode) => {
  expect(upload(name, Buffer.alloc(bytes), type).errcode).toBe(errcode)
})

test('the robot needs its key, and no more than twenty messages a minute', () => {
  const post = (key: string) =>
    api.answer({
      path: 'webhook/send',
      query: new URLSearchParams({ key }),
      body: JSON.stringify({ msgtype: 'markdown', markdown: { content: '谁没报' } }),
    }).errcode
  expect(post('wrong')).toBe(93000)
  for (let count = 1; count <= 20; count += 1) expect(post('robot-key')).toBe(0)
  expect(post('robot-key')).toBe(45009)
  expect(api.groupShown).toHaveLength(20)
  now += 60_000
  expect(post('robot-key')).toBe(0)
})

test('any other call with a token is answered with errcode 0', () => {
  expect(call('menu/create', '{}')).toEqual({ errcode: 0, errmsg: 'ok' })
})
