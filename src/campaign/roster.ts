// Who belongs to a campaign, in which role and for which unit; and what is wrong with a roster. Bytes are read elsewhere.

import type { Joined } from './desk.ts'
import type { Campaign } from './schema.ts'

const ROLES = ['contact', 'office', 'leader'] as const
type Role = (typeof ROLES)[number]

/**
 * A reporting body with the form it fills; empty in a campaign that has tasks and no form. The same name under two forms
 * is two units.
 */
export interface Unit {
  readonly campaign: string
  readonly form: string
  readonly name: string
}

export interface Person {
  readonly userid: string
  readonly name: string
  /** For the office's list of whom to telephone; never in a log. */
  readonly mobile?: string
  /** The units that the person reports for. */
  readonly units: readonly Unit[]
  /** Campaigns in which the person belongs to the office, and those in which they are a leader. */
  readonly office: readonly string[]
  readonly leader: readonly string[]
}

export interface Roster {
  readonly people: ReadonlyMap<string, Person>
  /** Every unit that has a contact, by campaign, in the order of the roster. */
  readonly units: ReadonlyMap<string, readonly Unit[]>
}

export const ROSTER_COLUMNS = ['userid', 'name', 'mobile', 'campaign', 'unit', 'form', 'role'] as const
export type RosterColumn = (typeof ROSTER_COLUMNS)[number]

/** One line of the file, cells trimmed, with its number as an editor counts it. */
export interface RosterRow {
  readonly line: number
  readonly cells: Readonly<Record<RosterColumn, string>>
}

/** What is wrong in one cell. The sentence for whoever keeps the roster is in wording/roster.ts. */
interface RosterProblem {
  readonly line: number
  readonly column: RosterColumn
  readonly code:
    | 'userid'
    | 'name'
    | 'mobile'
    | 'campaign'
    | 'unit'
    | 'form'
    | 'role'
    | 'unit-not-empty'
    | 'form-not-empty'
    | 'repeated'
    | 'two-names'
  /** The cell as it stands, never a telephone number. */
  readonly value?: string
  /** What would have been accepted. */
  readonly known?: readonly string[]
  /** The earlier line that this one repeats or contradicts. */
  readonly earlier?: number
}

export type RosterResult =
  | { readonly ok: true; readonly roster: Roster }
  | { readonly ok: false; readonly problems: readonly RosterProblem[] }

/** Names the robot of the office's group as a receiver of messages. */
export const ROBOT_USERID = 'robot'

/** How a unit is named in keys of the store: longmen-2023/village/样例一村. */
export function unitKey(unit: Unit): string {
  return `${unit.campaign}/${unit.form}/${unit.name}`
}

/** Userids are case-insensitive in WeCom (path/96260), so they are compared in lower case. */
function normalUserid(userid: string): string {
  return userid.trim().toLowerCase()
}

/**
 * Turns the rows of a roster into people and units, or lists all that is wrong with it, by line. `userid` is 1 to 64 of
 * [A-Za-z0-9_.@-] (path/96260); `unit` and `form` are for contacts only; `mobile` may be empty.
 */
export function parseRoster(rows: readonly RosterRow[], campaigns: ReadonlyMap<string, Campaign>): RosterResult {
  const problems: RosterProblem[] = []
  const people = new Map<
    string,
    { name: string; mobile: string; line: number; units: Unit[]; office: string[]; leader: string[] }
  >()
  const units = new Map<string, Unit[]>()
  const listedKeys = new Set<string>()
  const seen = new Map<string, number>()

  for (const { line, cells } of rows) {
    const before = problems.length
    const problem = (column: RosterColumn, code: RosterProblem['code'], more: Partial<RosterProblem> = {}) =>
      problems.push({ line, column, code, ...(column === 'mobile' ? {} : { value: cells[column] }), ...more })

    const isUserid = /^[A-Za-z0-9_.@-]{1,64}$/.test(cells.userid) && normalUserid(cells.userid) !== ROBOT_USERID
    if (!isUserid) problem('userid', 'userid')
    if (!isPlainName(cells.name, 20)) problem('name', 'name')
    if (cells.mobile && !/^(\+?86)?1\d{10}$/.test(cells.mobile.replace(/[ -]/g, ''))) problem('mobile', 'mobile')
    const campaign = campaigns.get(cells.campaign)
    if (!campaign) problem('campaign', 'campaign', { known: [...campaigns.keys()] })
    if (!isRole(cells.role)) {
      problem('role', 'role', { known: ROLES })
    } else if (cells.role === 'contact') {
      if (!isPlainName(cells.unit, 30)) problem('unit', 'unit')
      if (campaign && campaign.forms.length > 0 && !campaign.forms.includes(cells.form)) {
        problem('form', 'form', { known: campaign.forms })
      } else if (campaign?.forms.length === 0 && cells.form) problem('form', 'form-not-empty')
    } else {
      if (cells.unit) problem('unit', 'unit-not-empty')
      if (cells.form) problem('form', 'form-not-empty')
    }

    const userid = normalUserid(cells.userid)
    const known = people.get(userid)
    if (known && known.name !== cells.name) {
      problem('name', 'two-names', { known: [known.name], earlier: known.line })
    }
    const identity = [userid, cells.campaign, cells.unit, cells.form, cells.role].join('\n')
    const first = seen.get(identity)
    if (first !== undefined) problem('userid', 'repeated', { earlier: first })
    else seen.set(identity, line)

    if (problems.length > before) continue
    const person = known ?? { name: cells.name, mobile: '', line, units: [], office: [], leader: [] }
    person.mobile ||= cells.mobile
    people.set(userid, person)
    if (cells.role === 'contact') {
      const unit: Unit = { campaign: cells.campaign, form: cells.form, name: cells.unit }
      person.units.push(unit)
      const listed = units.get(unit.campaign) ?? []
      units.set(unit.campaign, listed)
      if (!listedKeys.has(unitKey(unit))) listed.push(unit)
      listedKeys.add(unitKey(unit))
    } else {
      person[cells.role === 'office' ? 'office' : 'leader'].push(cells.campaign)
    }
  }

  if (problems.length > 0) return { ok: false, problems }
  return {
    ok: true,
    roster: {
      people: new Map(
        [...people].map(([userid, { name, mobile, units, office, leader }]) => [
          userid,
          { userid, name, ...(mobile ? { mobile } : {}), units, office, leader },
        ]),
      ),
      units,
    },
  }
}

/**
 * The roster of the file with those whom the offices let in beside it. A person of the file keeps the name that it has
 * there; someone who is in the file for the same unit already is not doubled.
 */
export function withJoined(roster: Roster, joined: readonly Joined[]): Roster {
  if (joined.length === 0) return roster
  const people = new Map(roster.people)
  const units = new Map(roster.units)
  for (const { userid, name, unit } of joined) {
    const person = people.get(userid) ?? { userid, name, units: [], office: [], leader: [] }
    if (!isContactOf(person, unit)) {
      people.set(userid, { ...person, units: [...person.units, unit] })
    }
    const listed = units.get(unit.campaign) ?? []
    if (!listed.some((one) => unitKey(one) === unitKey(unit))) units.set(unit.campaign, [...listed, unit])
  }
  return { people, units }
}

/** The roster with the robot of the office's group among every office, so that it is told what they are. */
export function withRobot(roster: Roster, campaigns: Iterable<string>, name: string): Roster {
  const robot: Person = { userid: ROBOT_USERID, name, units: [], office: [...campaigns], leader: [] }
  return { ...roster, people: new Map(roster.people).set(ROBOT_USERID, robot) }
}

/** Whether a person reports for a unit. */
export function isContactOf({ units }: Pick<Person, 'units'>, unit: Unit): boolean {
  const key = unitKey(unit)
  return units.some((own) => unitKey(own) === key)
}

/** Everyone who reports for a unit, in the order of the roster. */
export function contactsOf(roster: Roster, unit: Unit): readonly Person[] {
  return [...roster.people.values()].filter((person) => isContactOf(person, unit))
}

/** The people of a campaign's office, in the order of the roster. */
export function officeOf(roster: Roster, campaign: string): readonly Person[] {
  return [...roster.people.values()].filter(({ office }) => office.includes(campaign))
}

function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text)
}

/** Whether a text may be the name of a person or a unit: not empty, at most `longest` characters, no slash, no control character. */
export function isPlainName(text: string, longest: number): boolean {
  return text.length > 0 && [...text].length <= longest && !/[\p{C}/\\]/u.test(text)
}
