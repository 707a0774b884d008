import { randomBytes } from 'node:crypto'
import { getSignature } from '@wecom/crypto'
import { afterEach, expect, test } from 'vitest'
import { APP, type Delivery, type FakeBot, read, sealReply, startFakeBot } from '../../test/support/fake-bot.ts'
import { createCallbackDriver } from './callback-driver.ts'
import type { Gesture } from './callback-xml.ts'

const NOW = Date.parse('2026-01-01T00:00:00Z')
const TEXT: Gesture = { kind: 'text', from: 'zhangsan', at: 1767225600, id: '4611686018427387905', text: '填报' }

let bot: FakeBot | undefined

afterEach(async () => {
  await bot?.stop()
  bot = undefined
})

async function startDriver(answer: Parameters<typeof startFakeBot>[0], answerWithin = 5000) {
  bot = await startFakeBot(answer)
  const driver = createCallbackDriver({
    ...APP,
    callbackUrl: bot.url,
    systemNow: () => NOW,
    random: randomBytes,
    patience: { answerWithin, retryAfter: 0 },
  })
  return { driver, deliveries: bot.deliveries }
}

test("what is delivered can be verified and opened with WeCom's own library", async () => {
  const { driver, deliveries } = await startDriver((delivery, response) => response.end(sealReply(delivery, '您好')))
  expect(await driver.deliver(TEXT)).toEqual({ outcome: 'answered', deliveries: 1, text: '您好' })
  const [delivery] = deliveries as [Delivery]
  const { query, encrypted } = delivery
  expect(query.get('timestamp')).toBe('1767225600')
  expect(query.get('msg_signature')).toBe(getSignature(APP.token, '1767225600', query.get('nonce') ?? '', encrypted))
  expect(delivery.receiveId).toBe(APP.corpId)
  expect(read(delivery.message, 'Content')).toBe('填报')
  expect(read(delivery.message, 'MsgId')).toBe('4611686018427387905')
})

test('a text in answer to a button of a card is not shown', async () => {
  const { driver } = await startDriver((delivery, response) => response.end(sealReply(delivery, '您好')))
  const tap = { kind: 'tap', from: 'zhangsan', at: 1767225600, key: '填报', task: 'task-1', code: 'c' } as const
  expect(await driver.deliver(tap)).toMatchObject({ outcome: 'unreadable' })
})

test.each(['', 'success'])('a 200 with %j means received, without an answer yet', async (body) => {
  const { driver } = await startDriver((_delivery, response) => response.end(body))
  expect(await driver.deliver(TEXT)).toEqual({ outcome: 'empty', deliveries: 1 })
})

test('a failing bot gets the same message four times, each sealed anew', async () => {
  const { driver, deliveries } = await startDriver((_delivery, response) => response.writeHead(500).end())
  expect(await driver.deliver(TEXT)).toEqual({ outcome: 'silent', deliveries: 4, detail: 'HTTP 500' })
  expect(deliveries).toHaveLength(4)
  expect(new Set(deliveries.map(({ message }) => message)).size).toBe(1)
  expect(new Set(deliveries.map(({ encrypted }) => encrypted)).size).toBe(4)
  expect(new Set(deliveries.map(({ query }) => query.get('nonce'))).size).toBe(4)
})

test('a bot that recovers at the last delivery still answers', async () => {
  const { driver, deliveries } = await startDriver((delivery, response) => {
    if (deliveries.length < 4) response.writeHead(503).end()
    else response.end(sealReply(delivery, '好了'))
  })
  expect(await driver.deliver(TEXT)).toEqual({ outcome: 'answered', deliveries: 4, text: '好了' })
})

test('a bot that never answers is given up after four deliveries', async () => {
  const { driver } = await startDriver(() => undefined, 30)
  expect(await driver.deliver(TEXT)).toEqual({ outcome: 'silent', deliveries: 4, detail: 'no answer in 30 ms' })
})

test('a bot that is not there is given up, with the reason of the network', async () => {
  const { driver } = await startDriver(() => undefined)
  await bot?.stop()
  expect(await driver.deliver(TEXT)).toMatchObject({
    outcome: 'silent',
    detail: expect.stringContaining('ECONNREFUSED'),
  })
})

test('stopping breaks off a delivery under way', async () => {
  const { driver } = await startDriver(() => driver.stop())
  expect(await driver.deliver(TEXT)).toMatchObject({ outcome: 'silent', deliveries: 1 })
})

const SPOILED: [string, (delivery: Delivery) => string, string][] = [
  ['a body that is no XML', () => 'hello', 'XML'],
  ['a missing element', () => '<xml><Encrypt>a</Encrypt></xml>', 'TimeStamp'],
  ['a wrong signature', (delivery) => sealReply(delivery, 'a').replace('<Nonce>', '<Nonce>1'), 'MsgSignature'],
  ["another corp's receiveid", (delivery) => sealReply(delivery, 'a', { receiveId: 'ww-other' }), 'receiveid'],
  ['names that were not reversed', (delivery) => respoil(delivery, 'zhangsan', APP.corpId), 'ToUserName'],
  [
    'another sender',
    (delivery) => respoil(delivery, `<FromUserName><![CDATA[${APP.corpId}`, '<FromUserName><![CDATA[x'),
    'FromUserName',
  ],
  ['a time that is not in seconds', (delivery) => respoil(delivery, '1685322000', '2023-05-29'), 'CreateTime'],
  ['a type that has no passive form', (delivery) => respoil(delivery, '[text]', '[markdown]'), 'markdown'],
]

function respoil(delivery: Delivery, from: string, to: string): string {
  return sealReply(delivery, 'a', { change: (xml) => xml.replace(from, to) })
}

test.each(SPOILED)('a reply with %s is not shown, and not asked for again', async (_what, spoil, detail) => {
  const { driver, deliveries } = await startDriver((delivery, response) => response.end(spoil(delivery)))
  expect(await driver.deliver(TEXT)).toMatchObject({
    outcome: 'unreadable',
    deliveries: 1,
    detail: expect.stringContaining(detail),
  })
  expect(deliveries).toHaveLength(1)
})

test('a passive reply over 2,048 bytes is cut', async () => {
  const { driver } = await startDriver((delivery, response) => response.end(sealReply(delivery, '村'.repeat(700))))
  expect(await driver.deliver(TEXT)).toMatchObject({ text: '村'.repeat(682) })
})

test('the address is verified by echoing the decrypted text', async () => {
  const { driver } = await startDriver(() => undefined)
  expect(await driver.verify()).toBeUndefined()
})
