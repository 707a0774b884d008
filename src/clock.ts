// The only caller of the system time. Everything else is told what time it is.

export interface Clock {
  /** The calendar: milliseconds since 1970, moved by CLOCK_START. Decisions, due days and stored times use it. */
  readonly now: () => number
  /** The wire: the machine's own time, never moved. The freshness of a callback is judged by it. */
  readonly systemNow: () => number
  /** Milliseconds that only ever grow, for time-outs and back-off. */
  readonly monotonic: () => number
}

/** A clock that shows `start` (milliseconds since 1970) now and runs on from there; the machine's own time without it. */
export function createClock(start?: number): Clock {
  const systemNow = () => Date.now()
  const monotonic = () => performance.now()
  if (start === undefined) return { now: systemNow, systemNow, monotonic }
  const origin = monotonic()
  return { now: () => start + Math.floor(monotonic() - origin), systemNow, monotonic }
}
