// The log: one JSON line for each event on standard output. Events have names and ids; never a message text, a telephone
// number or a secret.

import { pino } from 'pino'

export interface Log {
  info(fields: object, event: string): void
  warn(fields: object, event: string): void
  error(fields: object, event: string): void
}

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'

/** Mobile numbers, however they got into a line. pino's own redaction looks at known paths only. */
const MOBILE = /(?<!\d)1[3-9]\d{9}(?!\d)/g

/** A log that writes lines at or above `level` through `write`. */
export function createLog(level: LogLevel, write: (line: string) => void, now: () => number): Log {
  return pino(
    {
      level,
      base: null,
      messageKey: 'event',
      timestamp: () => `,"time":"${new Date(now()).toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => write(line.replace(MOBILE, '1**********')) },
  )
}

/** An error without its message, which may quote what someone wrote: name, code and the places in the code. */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { error: typeof error }
  const places = error.stack?.split('\n').filter((line) => /^\s+at /.test(line))
  return { error: error.name, ...('code' in error && { code: error.code }), at: places?.map((line) => line.trim()) }
}
