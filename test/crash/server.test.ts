// kill -9 in the middle of traffic, again and again, over one data folder: what was answered is there after a restart.
// A killed process loses what it had not handed to the system; what a power cut loses is tried in src/store/lowdb.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BuiltServer, startBuiltServer } from '../support/built-server.ts'
import { deliver, PEER_APP, type TextMessage } from '../support/wecom-peer.ts'
import { openItem, readView, reportTalk, type Step } from './report-talk.ts'

const ROUNDS = 50
const SEED = 20230626
const AT_ONCE = 8
const PEOPLE = 120
const FIRST_START = Date.parse('2023-06-20T09:00:00+08:00')

interface Contact {
  readonly userid: string
  readonly steps: readonly Step[]
  /** How many steps the bot has answered. */
  done: number
  /** The last message that was answered, with its reply. */
  last?: { readonly message: TextMessage; readonly reply: string }
  /** A message that the crash left without an answer: kept or not, nobody knows. */
  open?: TextMessage
}

let data = ''
let server: BuiltServer | undefined
let lastId = 0

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'diaodu-crash-'))
  const rows = Array.from(
    { length: PEOPLE },
    (_, n) => `person${n},联络员${n},,longmen-2023,样例${n}村,village,contact`,
  )
  await writeFile(join(data, 'roster.csv'), ['userid,name,mobile,campaign,unit,form,role', ...rows, ''].join('\n'))
})

afterAll(async () => {
  await server?.kill('SIGKILL')
  await rm(data, { recursive: true, force: true })
})

test(`${ROUNDS} kills in the middle of traffic lose no answered message`, { timeout: 180_000 }, async () => {
  console.log(`seed ${SEED}`)
  const random = randomOf(SEED)
  const all: Contact[] = []
  const lost: string[] = []
  let answered = 0

  for (let round = 1; round <= ROUNDS && lost.length === 0; round++) {
    server = await start(round)
    const talking = all.filter((contact) => contact.open !== undefined || contact.done < contact.steps.length)
    while (talking.length < AT_ONCE) talking.push(newContact(all))
    for (const contact of talking)
      lost.push(...(await checkKept(server.port, contact)).map((line) => `round ${round}: ${line}`))
    answered += await talkUntilKilled(server, talking, random)
  }

  server = await start(ROUNDS + 1)
  for (const contact of all) lost.push(...(await checkKept(server.port, contact)))
  expect(lost).toEqual([])
  // Else the kills came before there was anything to lose.
  expect(answered).toBeGreaterThan(ROUNDS * AT_ONCE)
  expect(await server.kill('SIGTERM')).toBe(0)
})

/** Each start is later than the one before, as for an operator. */
function start(round: number): Promise<BuiltServer> {
  return startBuiltServer({
    DATA_DIR: data,
    CLOCK_START: new Date(FIRST_START + round * 10 * 60_000).toISOString(),
    WECOM_CORP_ID: PEER_APP.corpId,
    WECOM_AGENT_ID: PEER_APP.agentId,
    WECOM_SECRET: PEER_APP.secret,
    WECOM_TOKEN: PEER_APP.token,
    WECOM_AES_KEY: PEER_APP.aesKey,
    // Nobody listens there: all replies of this talk fit into the answer.
    WECOM_API_BASE: 'http://127.0.0.1:1',
  })
}

function newContact(all: Contact[]): Contact {
  const number = all.length
  if (number >= PEOPLE) throw new Error('more people talk than the roster has')
  const contact = { userid: `person${number}`, steps: reportTalk(number), done: 0 }
  all.push(contact)
  return contact
}

function messageOf({ userid }: Contact, text: string): TextMessage {
  lastId += 1
  return { id: lastId, from: userid, text }
}

/** Everyone talks at once, each waiting for the answer; at a moment that only the seed knows the process is killed. */
async function talkUntilKilled(
  server: BuiltServer,
  contacts: readonly Contact[],
  random: () => number,
): Promise<number> {
  const killAfter = Math.floor(random() * 5 * contacts.length)
  const delay = random() < 0.5 ? 0 : random() * 4
  let answered = 0
  let gone: Promise<unknown> | undefined

  async function talk(contact: Contact): Promise<void> {
    for (;;) {
      const step = contact.steps[contact.done]
      if (step === undefined || gone !== undefined) return
      const message = messageOf(contact, step.text)
      contact.open = message
      const reply = await deliver(server.port, message).catch((error: unknown) => {
        if (gone === undefined) throw error
      })
      if (reply === undefined) return
      expect(reply).toMatch(step.reply)
      noteReply(contact, message, reply)
      answered += 1
      if (answered >= killAfter) killSoon()
    }
  }

  function killSoon(): void {
    if (delay === 0) gone ??= server.kill('SIGKILL')
    else setTimeout(() => (gone ??= server.kill('SIGKILL')), delay)
  }

  await Promise.all(contacts.map(talk))
  await (gone ?? server.kill('SIGKILL'))
  return answered
}

function noteReply(contact: Contact, message: TextMessage, reply: string): void {
  contact.done += 1
  contact.last = { message, reply }
  delete contact.open
}

/** What a restart lost or changed of a contact's talk. Leaves no message open. */
async function checkKept(port: number, contact: Contact): Promise<readonly string[]> {
  const { userid, last, open, steps } = contact
  const lost: string[] = []
  if (last !== undefined && (await deliver(port, last.message)) !== last.reply) {
    lost.push(`${userid} gets another reply to the redelivered “${last.message.text}”`)
  }
  if (open !== undefined) {
    const reply = await deliver(port, open)
    if (steps[contact.done]?.reply.test(reply)) noteReply(contact, open, reply)
    else lost.push(`${userid} is out of step after “${last?.message.text}”: “${open.text}” is answered with “${reply}”`)
  }
  const before = steps[contact.done - 1]
  if (before === undefined || lost.length > 0) return lost
  const view = readView(await deliver(port, messageOf(contact, '查看')))
  if (JSON.stringify(sorted(view.figures)) !== JSON.stringify(sorted(before.figures))) {
    lost.push(`${userid} answered up to “${before.text}”, but 查看 shows ${JSON.stringify(view.figures)}`)
  }
  if (view.open !== openItem(contact.done)) lost.push(`${userid} is asked ${view.open}, not ${openItem(contact.done)}`)
  return lost
}

function sorted(figures: object): readonly (readonly [string, unknown])[] {
  return Object.entries(figures).sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
