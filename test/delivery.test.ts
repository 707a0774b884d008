// What the outbox does in bad times: nothing lost, nothing doubled, and whoever can mend it is told.

import { describe, expect, it } from 'vitest'
import { ROBOT } from '../src/delivery/outbox.ts'
import { createDeliveryWorld, endless, html, type Shown, unplugged, type Wire } from './support/delivery-world.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const CAMPAIGN = 'longmen-2023'

const people = (count: number) => Array.from({ length: count }, (_, index) => `p${index}`)
const reminders = (userids: readonly string[]) =>
  userids.map((to) => ({ to, text: `${to}，请填报`, campaign: CAMPAIGN }))

/** Each of them was shown their reminder, and nobody anything else. */
function expectEachOnce(shown: readonly Shown[], userids: readonly string[]): void {
  expect(shown.map(({ text }) => text).sort()).toEqual(userids.map((to) => `${to}，请填报`).sort())
}

/** The most messages that anyone was shown within any minute. */
function mostInAMinute(shown: readonly Shown[]): number {
  return Math.max(
    ...shown.map(({ to, at }) => shown.filter((m) => m.to === to && m.at > at - MINUTE && m.at <= at).length),
  )
}

describe.each<[string, Wire]>([
  ['the API cannot be reached', unplugged],
  ['a gateway answers with a page', html],
  ['no answer ever ends', endless],
  ['the server is busy', (path) => (path === 'message/send' ? errcode(-1) : undefined)],
])('while %s for an hour', (_what, wire) => {
  it('nothing is lost or doubled, readiness says so, and all is sent within two minutes after it', async () => {
    const world = createDeliveryWorld(people(30))
    world.wire = wire
    await world.owe(...reminders(people(30)))
    await world.pass(HOUR)
    expect(world.shown).toEqual([])
    expect(world.worker.state()).toMatchObject({
      waiting: 30,
      troubles: [{ line: 'app', trouble: 'unreachable' }],
    })
    // One try a minute, each with one quick repeat at most; the first few come faster.
    expect(world.calls.length).toBeLessThan(200)

    world.wire = () => undefined
    await world.pass(2 * MINUTE)
    expectEachOnce(world.shown, people(30))
    expect(await world.rows()).toEqual([])
    expect(world.worker.state()).toMatchObject({ waiting: 0, troubles: [] })
    expect(world.events().filter((event) => event === 'push-unreachable')).toHaveLength(1)
    expect(world.events().filter((event) => event === 'push-works-again')).toHaveLength(1)
  })
})

describe.each([
  ['a wrong secret', 'gettoken', 40001],
  ['a wrong corp id', 'gettoken', 40013],
  ['an address that is not trusted', 'message/send', 60020],
  ['a right that the app does not have', 'message/send', 48002],
  ['a missing token', 'message/send', 41001],
])('with %s', (_what, on, code) => {
  it('nothing is sent, given up or counted against a message until it is mended; the log says it once', async () => {
    const world = createDeliveryWorld(people(30))
    world.wire = (path) => (path === on ? errcode(code) : undefined)
    await world.owe(...reminders(people(30)))
    await world.pass(8 * HOUR)
    expect(world.shown).toEqual([])
    expect(world.worker.state()).toMatchObject({ waiting: 30, troubles: [{ line: 'app', trouble: 'settings' }] })
    expect((await world.rows()).every(({ tries, parked }) => tries === 0 && parked === undefined)).toBe(true)
    expect(world.events().filter((event) => event === 'push-settings-wrong')).toHaveLength(1)
    // Six tries an hour, far from what bans an address.
    expect(world.calls.filter(({ path }) => path === on).length).toBeLessThan(60)

    world.wire = () => undefined
    await world.pass(11 * MINUTE)
    expectEachOnce(world.shown, people(30))
    expect(world.worker.state()).toMatchObject({ waiting: 0, troubles: [] })
  })
})

describe('a rate limit', () => {
  it('holds up everyone for as long as WeCom blocks', async () => {
    const world = createDeliveryWorld(people(10))
    world.wire = (path) => (path === 'message/send' ? errcode(45009) : undefined)
    await world.owe(...reminders(people(10)))
    const tried = world.calls.length
    await world.pass(59 * SECOND)
    expect(world.calls.length).toBe(tried)
    world.wire = () => undefined
    await world.pass(2 * SECOND)
    expectEachOnce(world.shown, people(10))
  })
})

describe('an answer that is lost', () => {
  it('does not show a message twice: the same bytes are sent again', async () => {
    const world = createDeliveryWorld(people(10))
    let lost = 0
    world.wire = (path, answer) => {
      if (path !== 'message/send' || lost++ >= 10) return undefined
      return answer().then(() => Promise.reject(new TypeError('fetch failed')))
    }
    await world.owe(...reminders(people(10)))
    await world.pass(5 * MINUTE)
    expectEachOnce(world.shown, people(10))
    const bodies = world.calls.filter(({ path }) => path === 'message/send').map(({ body }) => body)
    expect(bodies).toHaveLength(20)
    expect(new Set(bodies).size).toBe(10)
  })

  it('because the process is gone does not either, in the middle of a batch', async () => {
    const world = createDeliveryWorld(people(100))
    let accepted = 0
    world.wire = (path, answer) => {
      if (path !== 'message/send' || ++accepted <= 40) return undefined
      // Taken by the server; who sent it will never hear of that.
      return answer().then(() => new Promise<never>(() => {}))
    }
    await world.owe(...reminders(people(100)))
    expect(world.shown.length).toBe(44)
    world.wire = () => undefined
    await world.crash()
    await world.pass(MINUTE)
    expectEachOnce(world.shown, people(100))
    expect(await world.rows()).toEqual([])
  })
})

describe('a disk that is full after a message was accepted', () => {
  it('does not make it go out again, and is asked again until it has room', async () => {
    const world = createDeliveryWorld(['a'])
    world.unwritable = true
    await world.owe({ to: 'a', text: '一' })
    await world.pass(HOUR)
    expect(world.calls.filter(({ path }) => path === 'message/send')).toHaveLength(1)
    world.unwritable = false
    await world.pass(2 * SECOND)
    expect(world.textsTo('a')).toEqual(['一'])
    expect(await world.rows()).toEqual([])
  })
})

describe('people who cannot be reached', () => {
  const known = ['office1', 'office2', ...people(20).filter((_, index) => index % 2 === 0)]
  const unknown = people(20).filter((_, index) => index % 2 === 1)

  it('hold up nobody, are listed, and the office hears of all of them in one message', async () => {
    const world = createDeliveryWorld(known)
    await world.owe(...reminders(people(20)))
    await world.pass(10 * MINUTE)
    expect(world.shown.filter(({ to }) => to.startsWith('p'))).toHaveLength(10)
    for (const office of ['office1', 'office2']) {
      expect(world.textsTo(office)).toHaveLength(1)
      for (const to of unknown) expect(world.textsTo(office)[0]).toContain(`${to}的名字`)
    }
    expect(world.worker.state()).toMatchObject({ waiting: 0, parked: { receiver: 10 }, troubles: [] })
    expect((await world.rows()).map(({ to, parked }) => [to, parked])).toEqual(unknown.map((to) => [to, 'receiver']))
  })

  it('are told once a day each, whatever is owed to them and however often the bot starts', async () => {
    // An hour apart, since WeCom itself drops a text that is equal to one of the last half hour.
    const world = createDeliveryWorld(known)
    await world.owe(...reminders(['p1']))
    await world.pass(HOUR)
    await world.owe({ to: 'p1', text: '再次提醒', campaign: CAMPAIGN })
    await world.pass(HOUR)
    await world.crash()
    await world.owe({ to: 'p1', text: '又一次提醒', campaign: CAMPAIGN })
    await world.pass(HOUR)
    expect(world.textsTo('office1')).toHaveLength(1)
    world.today = '2023-06-27'
    await world.owe({ to: 'p1', text: '第二天的提醒', campaign: CAMPAIGN })
    await world.pass(HOUR)
    expect(world.textsTo('office1')).toHaveLength(2)
  })

  it('are told after the next start when the bot stopped before it could', async () => {
    const world = createDeliveryWorld(known)
    await world.owe(...reminders(['p1']))
    await world.crash()
    await world.pass(10 * MINUTE)
    expect(world.textsTo('office1')).toHaveLength(1)
  })

  it('of the office itself are no news to the office', async () => {
    const world = createDeliveryWorld(['p0'])
    await world.owe(...reminders(['p1']))
    await world.pass(HOUR)
    expect((await world.rows()).map(({ to }) => to).sort()).toEqual(['office1', 'office2', 'p1'])
  })

  it('are told of although the call was answered ok', async () => {
    const world = createDeliveryWorld(['office1', 'office2', 'p1'])
    world.wire = (path, answer) =>
      path === 'message/send'
        ? answer().then(async (response) =>
            Response.json({ ...((await response.json()) as object), invaliduser: 'p1' }),
          )
        : undefined
    await world.owe(...reminders(['p1']))
    await world.pass(10 * MINUTE)
    expect(world.textsTo('office1')).toHaveLength(1)
  })
})

describe('many messages at once', () => {
  it('500 are all shown, and none is dropped for going over 30 a minute to one member', async () => {
    const world = createDeliveryWorld(people(9))
    const texts = Array.from({ length: 500 }, (_, index) => ({
      // Half of all go to one person.
      to: index % 2 === 0 ? 'p0' : `p${1 + (((index - 1) / 2) % 8)}`,
      text: `第${index}条`,
    }))
    await world.owe(...texts)
    await world.pass(15 * MINUTE)
    expect(world.shown.map(({ text }) => text).sort()).toEqual(texts.map(({ text }) => text).sort())
    expect(mostInAMinute(world.shown)).toBeLessThanOrEqual(30)
    expect(world.textsTo('p0')).toEqual(texts.filter(({ to }) => to === 'p0').map(({ text }) => text))
  })

  it('a start in the middle of a minute does not go over the limit either', async () => {
    const world = createDeliveryWorld(['a'])
    await world.pass(MINUTE)
    await world.owe(...Array.from({ length: 60 }, (_, index) => ({ to: 'a', text: `第${index}条` })))
    await world.pass(10 * SECOND)
    await world.crash()
    await world.pass(5 * MINUTE)
    expect(world.shown).toHaveLength(60)
    expect(mostInAMinute(world.shown)).toBeLessThanOrEqual(30)
  })

  it('to one person do not keep the others waiting', async () => {
    const world = createDeliveryWorld(['a', ...people(10)])
    await world.pass(MINUTE)
    const many = Array.from({ length: 20 }, (_, index) => ({ to: 'a', text: `第${index}条` }))
    await world.owe(...many, ...reminders(people(10)))
    const order = world.shown.map(({ to }) => to)
    expect(order.lastIndexOf('p9')).toBeLessThan(20)
    expect(order.slice(0, 11).filter((to) => to === 'a').length).toBeLessThanOrEqual(4)
  })

  it('stay within what the operator allows in a minute', async () => {
    const world = createDeliveryWorld(people(30), { perMinute: 10 })
    await world.owe(...reminders(people(30)))
    await world.pass(59 * SECOND)
    expect(world.shown).toHaveLength(10)
    await world.pass(2 * MINUTE)
    expectEachOnce(world.shown, people(30))
  })
})

describe('the robot of a group', () => {
  it('gets what is addressed to it, within its own twenty a minute', async () => {
    const world = createDeliveryWorld(['a'])
    const lines = Array.from({ length: 25 }, (_, index) => ({ to: ROBOT, text: `第${index}条` }))
    await world.pass(MINUTE)
    await world.owe(...lines, { to: 'a', text: '一' })
    expect(world.textsTo('a')).toEqual(['一'])
    expect(world.groupShown).toHaveLength(20)
    await world.pass(MINUTE)
    expect(world.groupShown).toEqual(lines.map(({ text }) => text))
    expect(world.calls.filter(({ path }) => path === 'webhook/send')).toHaveLength(25)
  })

  it('that does not answer holds up nobody else', async () => {
    const world = createDeliveryWorld(['a'])
    world.wire = (path, answer, signal) => (path === 'webhook/send' ? unplugged(path, answer, signal) : undefined)
    await world.owe({ to: ROBOT, text: '谁没报' })
    await world.pass(HOUR)
    await world.owe({ to: 'a', text: '一' })
    expect(world.textsTo('a')).toEqual(['一'])
    expect(world.worker.state().troubles).toEqual([{ line: 'robot', trouble: 'unreachable' }])
  })

  it('whose key is no longer right is told to the office like a person', async () => {
    const world = createDeliveryWorld(['office1', 'office2'])
    world.wire = (path) => (path === 'webhook/send' ? errcode(93000) : undefined)
    await world.owe({ to: ROBOT, text: '谁没报', campaign: CAMPAIGN })
    await world.pass(10 * MINUTE)
    expect(world.textsTo('office1')[0]).toContain(`${ROBOT}的名字`)
  })
})

describe('a row with a file', () => {
  const TABLE = { to: 'a', text: '表没有做成，请稍后再要。', file: { type: 'file', what: '调度表', of: {} } } as const

  it('is uploaded once and sent once, however often sending fails and the bot starts', async () => {
    const world = createDeliveryWorld(['a'])
    let failures = 3
    world.wire = (path, answer, signal) =>
      path === 'message/send' && failures-- > 0 ? html(path, answer, signal) : undefined
    await world.owe(TABLE)
    await world.crash()
    await world.pass(10 * MINUTE)
    expect(world.textsTo('a')).toEqual(['调度表.xlsx'])
    expect(world.calls.filter(({ path }) => path === 'media/upload')).toHaveLength(1)
    expect(new Set(world.calls.filter(({ path }) => path === 'message/send').map(({ body }) => body)).size).toBe(1)
  })

  it('is uploaded again when WeCom no longer has it', async () => {
    const world = createDeliveryWorld(['a'])
    let gone = true
    world.wire = (path) => {
      if (path !== 'message/send' || !gone) return undefined
      gone = false
      return errcode(40007)
    }
    await world.owe(TABLE)
    await world.pass(MINUTE)
    expect(world.textsTo('a')).toEqual(['调度表.xlsx'])
    expect(world.calls.filter(({ path }) => path === 'media/upload')).toHaveLength(2)
  })

  it('that cannot be made, or that WeCom refuses, is answered in words', async () => {
    const unmade = createDeliveryWorld(['a'], { makeFile: () => Promise.reject(new Error('no such table')) })
    await unmade.owe(TABLE)
    expect(unmade.textsTo('a')).toEqual([TABLE.text])
    const refused = createDeliveryWorld(['a'])
    refused.wire = (path) => (path === 'media/upload' ? errcode(40005) : undefined)
    await refused.owe(TABLE)
    expect(refused.textsTo('a')).toEqual([TABLE.text])
  })
})

describe('a row of the last release', () => {
  it('is sent as it is', async () => {
    const world = createDeliveryWorld(['a'])
    await world.leave('000001687741620000-ABCDE-000', { schema: 1, to: 'a', text: '一', format: 'text', tries: 2 })
    await world.leave('000001687741620000-ABCDE-001', {
      schema: 1,
      to: 'a',
      text: '二',
      format: 'text',
      tries: 1,
      parked: 'receiver',
    })
    await world.crash()
    expect(world.textsTo('a')).toEqual(['一'])
    expect(world.worker.state().parked.receiver).toBe(1)
  })
})

describe('a message that fails while others get through', () => {
  it('is given up after fifty tries, kept and listed, and the next one to that person follows', async () => {
    const world = createDeliveryWorld(['a', 'b'])
    world.wire = (path) => (path === 'message/send' && lastBody(world).includes('毒') ? errcode(-1) : undefined)
    await world.owe({ to: 'a', text: '毒' }, { to: 'a', text: '后' })
    // Others are served all the time, so that it is not the line.
    for (let round = 0; round < 100; round++) {
      await world.owe({ to: 'b', text: `第${round}条` })
      await world.pass(10 * MINUTE)
    }
    expect(world.textsTo('a')).toEqual(['后'])
    expect(world.textsTo('b')).toHaveLength(100)
    expect(await world.rows()).toMatchObject([{ to: 'a', text: '毒', parked: 'busy', tries: 50 }])
    expect(world.worker.state().parked['given-up']).toBe(1)
  })
})

function errcode(code: number): Promise<Response> {
  return Promise.resolve(Response.json({ errcode: code, errmsg: 'hint: [1687]' }))
}

function lastBody({ calls }: ReturnType<typeof createDeliveryWorld>): string {
  return calls.at(-1)?.body ?? ''
}
