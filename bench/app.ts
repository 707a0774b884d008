// The WeCom app that bot, echo and load generator of the bench agree on, and the campaign that is filled.

import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

export const APP = {
  corpId: 'wxbench0000000000',
  agentId: 1000002,
  secret: 'bench-secret',
  token: 'benchtoken',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
} as const

export const CAMPAIGN = 'longmen-2023'
export const FORM = 'village'
/** In the last month of the campaign, so that all its months can be filled. */
export const CLOCK_START = '2023-12-10T09:00:00+08:00'
/** On the due day of that month, after the hour of the reminders: whoever has not reported hears of it at the start. */
export const REMINDERS_START = '2023-12-26T09:10:00+08:00'

/** Where package.json, dist/ and flows/ are. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

/** The userid of the contact of a unit, counted from 0. */
export function contactOf(unit: number): string {
  return `contact${unit}`
}
