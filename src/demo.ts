// `npm start` without settings: a simulator of WeCom beside the bot, sample people, and a calendar at the day before the
// first report is due. Nothing of this is ever used when WECOM_* is set.

import { randomBytes } from 'node:crypto'
import { addDays } from './campaign/calendar.ts'
import type { Pack } from './campaign/pack.ts'
import type { Roster } from './campaign/roster.ts'
import type { WecomSettings } from './config.ts'

/** Used when DATA_DIR has no roster of its own. */
export const SAMPLE_ROSTER = new URL('../data/roster.sample.csv', import.meta.url)

/** An app that exists only between this bot and its simulator, with fresh secrets at each start. */
export function demoApp(): WecomSettings {
  const letters = (count: number) => randomBytes(count).toString('hex').slice(0, count)
  return {
    corpId: `ww${letters(16)}`,
    agentId: 1000002,
    secret: letters(32),
    token: letters(20),
    aesKey: randomBytes(32).toString('base64').replaceAll('+', 'a').replaceAll('/', 'b').replace(/=+$/, ''),
  }
}

/** The campaign of the first unit on the roster: the one that the demo is about. */
export function demoCampaign(roster: Roster, packs: ReadonlyMap<string, Pack>): Pack | undefined {
  const [campaign] = roster.units.keys()
  return campaign === undefined ? undefined : packs.get(campaign)
}

/** 09:00 in China on the day before a campaign's first report is due, in milliseconds since 1970. */
export function demoStart(pack: Pack | undefined): number | undefined {
  const first = pack?.campaign.monthly?.first.due
  return first === undefined ? undefined : Date.parse(`${addDays(first, -1)}T09:00:00+08:00`)
}

export interface DemoPerson {
  readonly userid: string
  readonly name: string
  readonly role: 'contact' | 'office' | 'leader' | 'newcomer'
  readonly unit?: string
}

/** Someone who has yet to ask the office to be let in. */
const NEWCOMER: DemoPerson = { userid: 'xinren', name: '新人', role: 'newcomer' }

/** The people of a roster as the chat page lists them, one row for each role and unit; and someone who is not on it yet. */
export function demoPeople(roster: Roster): readonly DemoPerson[] {
  const people = [...roster.people.values()].flatMap(({ userid, name, units, office, leader }) => [
    ...units.map((unit) => ({ userid, name, role: 'contact' as const, unit: unit.name })),
    ...(office.length > 0 ? [{ userid, name, role: 'office' as const }] : []),
    ...(leader.length > 0 ? [{ userid, name, role: 'leader' as const }] : []),
  ])
  return [...people, NEWCOMER]
}
