// One way out, the app or a group robot: how much goes over it at once and in a minute, and when it is tried again after
// it took nothing. A fault of the line is nobody's in particular: it holds up every message, and counts against none.

import { type Channel, SendError } from '../channel/port.ts'
import { type Budget, createBudget } from './budget.ts'

/** `settings`: nothing gets through until an operator mends them. `unreachable`: no answer, or none but "later". */
export type Trouble = 'settings' | 'unreachable'

export type LineName = 'app' | 'robot'

export interface Line {
  readonly name: LineName
  readonly channel: Channel
  /** The earliest time from `now` on at which one more message may go. */
  freeAt(now: number): number
  /** Whether as many as may be are under way; while the line is tried, that is one. */
  isFull(): boolean
  begin(now: number): void
  end(): void
  /** A message was accepted, or refused for its own sake: the line works. */
  works(): void
  /** Whether the error is the line's; if so, it rests. */
  isFault(error: unknown, now: number): boolean
  trouble(): Trouble | undefined
}

const MINUTE = 60_000
const FIRST_REST = 1_000
/** An outage is over for everyone at most so long after it is over. */
const LONGEST_REST = MINUTE
/** Wrong settings do not mend themselves, and asking for a token again and again bans the address (path/91039). */
const FIRST_SETTINGS_REST = 30_000
const LONGEST_SETTINGS_REST = 10 * MINUTE
/** Rests in a row before it is called trouble; one connection that breaks is none. */
const RESTS_UNTIL_TROUBLE = 3

export function createLine(name: LineName, channel: Channel, perMinute: number, atOnce: number): Line {
  const budget: Budget = createBudget(perMinute, MINUTE)
  let underWay = 0
  let rests = 0
  let restUntil = Number.NEGATIVE_INFINITY
  let settings = false

  function rest(error: SendError, now: number): void {
    // What failed side by side failed for one reason.
    if (now >= restUntil) rests += 1
    settings = error.code === 'settings'
    const [first, longest] = settings ? [FIRST_SETTINGS_REST, LONGEST_SETTINGS_REST] : [FIRST_REST, LONGEST_REST]
    const pause = Math.min(longest, first * 2 ** Math.min(rests - 1, 20))
    restUntil = Math.max(restUntil, now + Math.max(pause, error.retryAfter ?? 0))
  }

  return {
    name,
    channel,
    freeAt: (now) => Math.max(restUntil, budget.freeAt(now)),
    isFull: () => underWay >= (rests > 0 ? 1 : atOnce),
    begin(now) {
      underWay += 1
      budget.spend(now)
    },
    end() {
      underWay -= 1
    },
    works() {
      rests = 0
      settings = false
    },
    isFault(error, now) {
      if (!(error instanceof SendError) || !(error.retryable || error.code === 'settings')) return false
      rest(error, now)
      return true
    },
    trouble() {
      if (settings) return 'settings'
      return rests >= RESTS_UNTIL_TROUBLE ? 'unreachable' : undefined
    },
  }
}
