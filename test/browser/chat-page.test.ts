// The chat page in a real browser: simulator and page as built, a fake bot behind them.

import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { createSimulator, type Simulator } from '../../src/simulator/simulator.ts'
import { APP, type FakeBot, read, sealReply, startFakeBot } from '../support/fake-bot.ts'

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const SOURCES = join(ROOT, 'src/simulator/page')
const START = Date.parse('2023-05-29T09:00:00+08:00')

let folder: string
let context: BrowserContext
let bot: FakeBot
let simulator: Simulator
let page: Page
let alarms: string[]

const title = CHROMIUM === undefined ? 'the chat page (skipped: no chromium under /usr/bin)' : 'the chat page'

describe.skipIf(CHROMIUM === undefined)(title, () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chat-page-'))
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc')
    await promisify(execFile)(process.execPath, [tsc, '-p', SOURCES, '--outDir', folder])
    for (const file of ['chat.html', 'chat.css']) await copyFile(join(SOURCES, file), join(folder, file))
    context = await chromium.launchPersistentContext(join(folder, 'profile'), {
      ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }),
      args: ARGUMENTS,
    })
  }, 60_000)

  afterAll(async () => {
    await context?.close()
    await rm(folder, { recursive: true, force: true })
  })

  beforeEach(async () => {
    bot = await startFakeBot((delivery, response) => {
      const text = read(delivery.message, 'Content')
      if (read(delivery.message, 'Event') === 'enter_agent') response.end()
      else if (text === '坏') response.writeHead(500).end()
      else if (text !== '慢') response.end(sealReply(delivery, `收到：\n  ${text}`))
    })
    simulator = createSimulator({
      ...APP,
      callbackUrl: bot.url,
      host: '127.0.0.1',
      port: 0,
      campaign: 'longmen-2023',
      people: [
        { userid: 'zhangsan', name: '张三', role: 'contact', unit: '样例一村' },
        { userid: 'lisi', name: '李四', role: 'contact', unit: '样例二村' },
        { userid: 'zhaoliu', name: '赵六', role: 'office' },
        { userid: 'sunqi', name: '孙七', role: 'leader' },
      ],
      now: () => START,
      systemNow: () => START,
      random: randomBytes,
      patience: { retryAfter: 0 },
      pageFolder: folder,
    })
    await simulator.start()
    alarms = []
    page = await context.newPage()
    await page.setViewportSize({ width: 1200, height: 800 })
    page.on('dialog', (dialog) => {
      alarms.push(dialog.message())
      void dialog.dismiss()
    })
    page.on('pageerror', (error) => alarms.push(error.message))
    await page.goto(simulator.address)
    await page.getByText('您是：张三（样例一村 · 联络员）').waitFor()
  })

  afterEach(async () => {
    await page.close()
    await simulator.stop()
    await bot.stop()
    expect(alarms).toEqual([])
  })

  const input = () => page.getByLabel('要发送的内容')
  const answers = () => page.locator('.message_bot .bubble:not(.bubble_thinking)')
  const own = () => page.locator('.message_mine .bubble')
  const person = (name: string) => page.getByRole('navigation').getByRole('button', { name })

  async function say(text: string): Promise<void> {
    await input().fill(text)
    await input().press('Enter')
  }

  async function callApi(path: string, body: string | FormData): Promise<Record<string, unknown>> {
    const query = new URLSearchParams({ corpid: APP.corpId, corpsecret: APP.secret })
    const response = await fetch(`${simulator.address}/cgi-bin/gettoken?${query}`)
    const { access_token } = (await response.json()) as { access_token: string }
    const address = `${simulator.address}/cgi-bin/${path}${path.includes('?') ? '&' : '?'}access_token=${access_token}`
    return (await (await fetch(address, { method: 'POST', body })).json()) as Record<string, unknown>
  }

  async function send(touser: string, message: object): Promise<void> {
    await callApi('message/send', JSON.stringify({ touser, agentid: APP.agentId, ...message }))
  }

  const push = (touser: string, content: string) => send(touser, { msgtype: 'text', text: { content } })

  test('Enter sends, and the answer keeps its line breaks and spaces', async () => {
    await say('12')
    await answers().waitFor()
    expect(await own().textContent()).toBe('12')
    expect(await answers().textContent()).toBe('收到：\n  12')
    // Two lines of 24 pixels and the padding: the break is seen, not only kept.
    expect((await answers().boundingBox())?.height).toBe(64)
    expect(await input().inputValue()).toBe('')
  })

  test('Shift and Enter break the line, and an Enter of an input method takes its suggestion; neither sends', async () => {
    await input().fill('第一行')
    await input().press('Shift+Enter')
    await input().pressSequentially('b')
    await page.evaluate(
      "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }))",
    )
    expect(await input().inputValue()).toBe('第一行\nb')
    await page.getByRole('button', { name: '发送' }).click()
    await answers().waitFor()
    expect(bot.deliveries.map(({ message }) => read(message, 'Content')).filter(Boolean)).toEqual(['第一行\nb'])
  })

  test('a message with HTML in it is shown as text', async () => {
    await say('<img src=x onerror=alert(1)><b>粗</b>')
    await answers().waitFor()
    expect(await own().textContent()).toBe('<img src=x onerror=alert(1)><b>粗</b>')
    expect(await page.locator('#talk img, #talk b').count()).toBe(0)
  })

  test('each person has a talk and quick words of their own, and keeps what was not sent yet', async () => {
    await say('1')
    await answers().waitFor()
    await input().fill('写了一半')
    await person('孙七').click()
    expect(await own().count()).toBe(0)
    expect(await input().inputValue()).toBe('')
    await page.getByRole('button', { name: '谁没报' }).click()
    await answers().waitFor()
    expect(await own().textContent()).toBe('谁没报')
    await person('张三').click()
    expect(await own().textContent()).toBe('1')
    expect(await input().inputValue()).toBe('写了一半')
    expect(await page.getByRole('button', { name: '上一项' }).count()).toBe(1)
  })

  test('a push appears by itself, and is marked unread until its person is chosen', async () => {
    await push('zhangsan', '明天截止')
    await answers().waitFor()
    expect(await page.getByRole('status').textContent()).toBe('调度机器人：明天截止')
    await push('lisi', '李四您好')
    const unread = page.getByRole('img', { name: '李四有未读消息' })
    await unread.waitFor()
    await person('李四').focus()
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.dataset.userid')).toBe('lisi')
    await page.getByText('李四您好').first().waitFor()
    await unread.waitFor({ state: 'detached' })
    await page.reload()
    await page.getByText('您是：张三').waitFor()
    expect(await unread.count()).toBe(0)
  })

  test('a button of a card sends its word, and stands in the talk as what was said', async () => {
    const card = {
      card_type: 'button_interaction',
      main_title: { title: '明天截止' },
      button_list: [{ text: '开始填报', key: '填报' }],
      task_id: 'task-1',
    }
    await send('zhangsan', { msgtype: 'template_card', template_card: card })
    await page.getByRole('button', { name: '开始填报' }).click()
    await own().waitFor()
    expect(await own().textContent()).toBe('填报')
    await page.locator('.talk__notice').waitFor()
    const events = bot.deliveries.map(({ message }) => message).filter((message) => message.includes('TaskId'))
    expect(events.map((message) => read(message, 'EventKey'))).toEqual(['填报'])
  })

  test('a file that the bot sent is downloaded by its name', async () => {
    const form = new FormData()
    form.set('media', new Blob(['sheet-bytes']), '6月调度表.xlsx')
    const { media_id } = await callApi('media/upload?type=file', form)
    await send('zhangsan', { msgtype: 'file', file: { media_id } })
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '6月调度表.xlsx' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('6月调度表.xlsx')
    expect(await readFile(await download.path(), 'utf8')).toBe('sheet-bytes')
  })

  test('while the bot thinks a mark shows it', async () => {
    await say('慢')
    await page.getByRole('img', { name: '调度机器人正在回复' }).waitFor()
  })

  test('a bot that does not answer is told in a line', async () => {
    await say('坏')
    await page.locator('.talk__notice', { hasText: '调度机器人没有回答' }).waitFor()
  })

  test("the bot's date stands in the header", async () => {
    expect(await page.getByRole('banner').textContent()).toContain('2023年5月29日星期一 09:00')
  })

  test('the present talk is saved as a dialogue file', async () => {
    await say('12')
    await answers().waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '保存对话' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('talk-zhangsan.yaml')
    const saved = parse(await readFile(await download.path(), 'utf8'))
    expect(saved.talk).toEqual([{ zhangsan: '12' }, { bot: '收到：\n  12' }])
  })

  test('a text that could not be sent goes back into the input', async () => {
    await page.route('**/say', (route) => route.abort())
    await say('别丢')
    await page.getByRole('alert').getByText('没有发出').waitFor()
    expect(await input().inputValue()).toBe('别丢')
  })

  test('on a phone one picks the person at the top, and nothing is wider than the screen', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByLabel('身份', { exact: true }).selectOption('sunqi')
    await say('长'.repeat(100) + 'a'.repeat(200))
    await answers().waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    expect(await page.getByText('您是：孙七（镇领导）').count()).toBe(1)
  })
})
