// Who is reminded of what: the people of a roster by campaign, role and unit, and the units that a task names.

import type { Pack } from '../campaign/pack.ts'
import { type Person, type Roster, type Unit, unitKey } from '../campaign/roster.ts'
import type { Task } from '../campaign/schema.ts'
import { normaliseWord } from '../campaign/word.ts'

export interface UnitMembers {
  readonly unit: Unit
  readonly key: string
  /** Its name in the book of a reminder: village/样例一村. */
  readonly about: string
  readonly contacts: readonly Person[]
}

export interface CampaignMembers {
  readonly units: readonly UnitMembers[]
  readonly office: readonly Person[]
  readonly leaders: readonly Person[]
}

/** A roster never changes after it was loaded, so what is derived from it is kept with it. */
const indexes = new WeakMap<Roster, ReadonlyMap<string, CampaignMembers>>()

const NOBODY: CampaignMembers = { units: [], office: [], leaders: [] }

export function membersOf(roster: Roster, campaign: string): CampaignMembers {
  const known = indexes.get(roster) ?? indexMembers(roster)
  indexes.set(roster, known)
  return known.get(campaign) ?? NOBODY
}

function indexMembers(roster: Roster): ReadonlyMap<string, CampaignMembers> {
  const members = new Map<string, { units: UnitMembers[]; office: Person[]; leaders: Person[] }>()
  const of = (campaign: string) => {
    const known = members.get(campaign) ?? { units: [], office: [], leaders: [] }
    members.set(campaign, known)
    return known
  }
  const contacts = new Map<string, Person[]>()
  for (const person of roster.people.values()) {
    for (const unit of person.units) {
      const key = unitKey(unit)
      contacts.set(key, [...(contacts.get(key) ?? []), person])
    }
    for (const campaign of person.office) of(campaign).office.push(person)
    for (const campaign of person.leader) of(campaign).leaders.push(person)
  }
  for (const [campaign, units] of roster.units) {
    of(campaign).units.push(
      ...units.map((unit) => {
        const key = unitKey(unit)
        return { unit, key, about: aboutUnit(unit), contacts: contacts.get(key) ?? [] }
      }),
    )
  }
  return members
}

/** How a unit is named in a person's book, below the campaign: village/样例一村. */
export function aboutUnit({ form, name }: Unit): string {
  return `${form}/${name}`
}

/** 「各村（社区）」 and the like: every village and community. */
const VILLAGES = /^(?:镇)?各村/
const VILLAGE = /(?:村|社区|居委会)$/

/**
 * Whether a unit is one of those whom a task names: by the name as printed, by another name that the pack knows for that
 * department, or as one of 各村（社区）. Who belongs to 安委会成员科室 no document says, so they match nobody.
 */
export function owesTask({ duties }: Pack, task: Task, unit: Unit): boolean {
  const name = normaliseWord(unit.name)
  return task.owners.some((owner) => {
    if (VILLAGES.test(owner)) return VILLAGE.test(unit.name)
    const department = duties?.departments.find(({ name: one, words }) => one === owner || words.includes(owner))
    const names = [owner, ...(department ? [department.name, ...department.words] : [])]
    return names.some((one) => normaliseWord(one) === name)
  })
}
