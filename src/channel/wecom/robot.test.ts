import { describe, expect, it } from 'vitest'
import { SendError } from '../port.ts'
import { createRobot } from './robot.ts'

const URL_WITH_KEY = 'https://host:7443/prefix/cgi-bin/webhook/send?key=hush-key'

describe("a group's robot", () => {
  it('posts text and markdown to its address, without receiver, token or menu', async () => {
    const { robot, sent } = setUp()
    await robot.send({ to: 'robot', text: '谁没报：样例一村', format: 'text', menu: [{ label: '催报', word: '催报' }] })
    await robot.send({ to: 'robot', text: '**谁没报**', format: 'markdown' })
    expect(sent).toEqual([
      { url: URL_WITH_KEY, body: { msgtype: 'text', text: { content: '谁没报：样例一村' } } },
      { url: URL_WITH_KEY, body: { msgtype: 'markdown', markdown: { content: '**谁没报**' } } },
    ])
  })

  it('takes markdown of 4096 bytes, text of 2048, and refuses more before it is cut', async () => {
    const { robot, sent } = setUp()
    await robot.send({ to: 'robot', text: 'a'.repeat(4096), format: 'markdown' })
    const longer = robot.send({ to: 'robot', text: 'a'.repeat(2049), format: 'text' })
    await expect(longer).rejects.toMatchObject({ code: 'refused' })
    expect(sent).toHaveLength(1)
  })

  it('uploads a file for itself and sends it', async () => {
    const { robot, sent } = setUp({ errcode: 0, media_id: 'M1' })
    const media = await robot.upload({ type: 'file', name: '表.xlsx', bytes: Buffer.from('sheet-bytes') })
    await robot.send({ to: 'robot', text: '', format: 'text', media })
    expect(sent).toMatchObject([
      { url: 'https://host:7443/prefix/cgi-bin/webhook/upload_media?key=hush-key&type=file' },
      { url: URL_WITH_KEY, body: { msgtype: 'file', file: { media_id: 'M1' } } },
    ])
  })

  it.each([
    [45009, 'busy'],
    [93000, 'receiver'],
    [93008, 'receiver'],
    [40058, 'refused'],
  ])('errcode %d is %s, and the error does not tell the key', async (errcode, code) => {
    const { robot } = setUp({ errcode, errmsg: 'see key hush-key' })
    const error: unknown = await robot.send({ to: 'robot', text: '一', format: 'text' }).catch((reason) => reason)
    if (!(error instanceof SendError)) throw new Error('no SendError')
    expect(error.code).toBe(code)
    expect(`${error.message} ${error.stack} ${String(error.cause)}`).not.toContain('hush-key')
  })
})

function setUp(answer: object = { errcode: 0, errmsg: 'ok' }) {
  const sent: { url: string; body: unknown }[] = []
  const robot = createRobot(URL_WITH_KEY, {
    fetch: async (input: unknown, init?: RequestInit) => {
      sent.push({ url: String(input), body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined })
      return Response.json(answer)
    },
    timeout: () => new AbortController().signal,
  })
  return { robot, sent }
}
