// The people's phones: turns what a person does into a callback, and outcomes and pushes into what stands in the talk.
// It decides which push answers which message; protocol and page are elsewhere.

import type { CallbackDriver, DeliveryOutcome } from './callback-driver.ts'
import type { Gesture } from './callback-xml.ts'
import type { Shown } from './page/wire.ts'
import type { Talks } from './talks.ts'

export interface PhonesSettings {
  readonly talks: Talks
  readonly driver: CallbackDriver
  readonly systemNow: () => number
  readonly random: (bytes: number) => Buffer
  /** Milliseconds that a push may take after an empty answer, until the talk says that none came. */
  readonly pushWithin: number
}

export interface Phones {
  /** Each resolves when the bot has answered, answered empty, or been given up; an unknown userid rejects. */
  say(userid: string, text: string): Promise<DeliveryOutcome>
  enter(userid: string): Promise<DeliveryOutcome>
  click(userid: string, key: string): Promise<DeliveryOutcome>
  /** A button of a card that is shown in the talk. */
  tap(userid: string, task: string, word: string): Promise<DeliveryOutcome>
  /** A message that the bot sent by the server API. */
  show(userid: string, shown: Shown): void
  stop(): void
}

export function createPhones({ talks, driver, systemNow, random, pushWithin }: PhonesSettings): Phones {
  /** Entries that were answered empty: the next push to the person is the answer to the oldest. */
  const late = new Map<number, { readonly userid: string; readonly timer: NodeJS.Timeout }>()
  /** WeCom's MsgIds have 64 bits and are beyond 2^53, where a double would round them. */
  let lastMsgId = 2n ** 62n + (random(8).readBigUInt64BE() >> 3n)

  async function perform(entryId: number, gesture: Gesture): Promise<DeliveryOutcome> {
    const userid = gesture.from
    // Nobody waits for an answer to merely opening the chat.
    const awaited = gesture.kind !== 'enter'
    if (awaited) talks.await(userid, entryId)
    const outcome = await driver.deliver(gesture)
    if (outcome.outcome === 'empty') {
      if (awaited) {
        late.set(entryId, { userid, timer: setTimeout(() => giveUp(userid, entryId), pushWithin).unref() })
      }
      return outcome
    }
    if (outcome.outcome === 'answered') {
      talks.add(userid, { by: 'bot', text: outcome.text, format: 'text', answers: entryId })
    } else {
      talks.add(userid, { by: 'notice', notice: outcome.outcome, detail: outcome.detail })
    }
    talks.settle(userid, entryId)
    return outcome
  }

  function giveUp(userid: string, entryId: number): void {
    late.delete(entryId)
    talks.add(userid, {
      by: 'notice',
      notice: 'silent',
      detail: `an empty answer, and no push within ${pushWithin} ms`,
    })
    talks.settle(userid, entryId)
  }

  function stampSeconds(): number {
    return Math.floor(systemNow() / 1000)
  }

  return {
    async say(userid, text) {
      const { id } = talks.add(userid, { by: 'person', text })
      lastMsgId += 1n
      return perform(id, { kind: 'text', from: userid, at: stampSeconds(), id: String(lastMsgId), text })
    },
    async enter(userid) {
      const { id } = talks.add(userid, { by: 'entering' })
      return perform(id, { kind: 'enter', from: userid, at: stampSeconds() })
    },
    async click(userid, key) {
      const { id } = talks.add(userid, { by: 'person', text: key })
      return perform(id, { kind: 'click', from: userid, at: stampSeconds(), key })
    },
    async tap(userid, task, word) {
      const { id } = talks.add(userid, { by: 'person', text: word })
      const code = random(24).toString('base64url')
      return perform(id, { kind: 'tap', from: userid, at: stampSeconds(), key: word, task, code })
    },
    show(userid, shown) {
      const oldest = [...late].find(([, waiting]) => waiting.userid === userid)
      if (!oldest) {
        talks.add(userid, { by: 'bot', ...shown })
        return
      }
      const [answers, { timer }] = oldest
      clearTimeout(timer)
      late.delete(answers)
      talks.add(userid, { by: 'bot', ...shown, answers })
      talks.settle(userid, answers)
    },
    stop() {
      for (const { timer } of late.values()) clearTimeout(timer)
      late.clear()
    },
  }
}
