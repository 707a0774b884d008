// A world for tests of reminders: the packs of flows/, a roster made of a few words, and situations at a time of day.

import * as fs from 'node:fs/promises'
import type { Instant } from '../../src/campaign/calendar.ts'
import type { Desk } from '../../src/campaign/desk.ts'
import type { Pack } from '../../src/campaign/pack.ts'
import { type Person, type Roster, type Unit, unitKey } from '../../src/campaign/roster.ts'
import { createWorkdays } from '../../src/campaign/workdays.ts'
import { readPacks } from '../../src/files/pack-folder.ts'
import { fieldsOf } from '../../src/form/checks.ts'
import type { ReminderBook } from '../../src/reminder/book.ts'
import type { Push } from '../../src/reminder/letters.ts'
import { planReminders } from '../../src/reminder/plan.ts'
import { createSchedule, type Schedule } from '../../src/reminder/schedule.ts'
import type { OpenTalk, Situation } from '../../src/reminder/situation.ts'
import { emptyReports, openDraft, setFigures, submitDraft, type UnitReports } from '../../src/report/unit-reports.ts'

export async function loadPacks(): Promise<ReadonlyMap<string, Pack>> {
  const result = await readPacks(new URL('../../flows', import.meta.url).pathname, fs)
  if (!result.ok) throw new Error(`broken packs: ${JSON.stringify(result.problems)}`)
  return result.packs
}

export const workdays = createWorkdays(new Map())

/** 「2023-06-26 09:07」 in China. */
export function at(text: string): Instant {
  return Date.parse(`${text.replace(' ', 'T')}:00+08:00`)
}

export function village(name: string, campaign = 'longmen-2023'): Unit {
  return { campaign, form: 'village', name }
}

/** A roster of people, each with units, and campaigns of whose office or leaders they are. */
export function rosterOf(
  people: Readonly<
    Record<string, { readonly units?: readonly Unit[]; readonly office?: string; readonly leader?: string }>
  >,
): Roster {
  const list = Object.entries(people).map(
    ([userid, { units = [], office, leader }]): Person => ({
      userid,
      name: userid,
      units,
      office: office === undefined ? [] : [office],
      leader: leader === undefined ? [] : [leader],
    }),
  )
  const units = new Map<string, Unit[]>()
  for (const unit of list.flatMap((person) => person.units)) {
    const listed = units.get(unit.campaign) ?? []
    if (!listed.some((one) => unitKey(one) === unitKey(unit))) units.set(unit.campaign, [...listed, unit])
  }
  return { people: new Map(list.map((person) => [person.userid, person])), units }
}

/** What people did and asked, and a clock that only the test moves. */
export interface ReminderWorld {
  readonly books: Map<string, ReminderBook>
  readonly reports: Map<string, UnitReports>
  readonly desks: Map<string, Desk>
  talks: readonly OpenTalk[]
  situation(now: Instant): Situation
  /** What is sent at a time, 「2023-06-26 09:07」; the books keep it. */
  push(time: string): readonly Push[]
  /** The same as `to: text`. */
  say(time: string): readonly string[]
  /** Fills the first `count` items of a unit's month with 0; all of them when left out. */
  fill(unit: Unit, period: string, count?: number): void
  submit(unit: Unit, period: string): void
}

export function createReminderWorld(
  packs: ReadonlyMap<string, Pack>,
  roster: Roster,
  schedule: Schedule = createSchedule(packs.values(), workdays),
): ReminderWorld {
  const world: ReminderWorld = {
    books: new Map(),
    reports: new Map(),
    desks: new Map(),
    talks: [],
    situation: (now) => ({
      schedule,
      roster,
      deskOf: (campaign) => world.desks.get(campaign),
      reportsOf: (unit) => world.reports.get(unit),
      bookOf: (userid) => world.books.get(userid),
      talks: world.talks,
      snoozed: [...world.books.keys()],
      now,
    }),
    push(time) {
      const pushes = planReminders(world.situation(at(time)))
      for (const { to, book } of pushes) world.books.set(to, book)
      return pushes
    },
    say: (time) => world.push(time).map(({ to, text }) => `${to}: ${text}`),
    fill(unit, period, count) {
      const form = packs.get(unit.campaign)?.forms.get(unit.form)
      if (!form) throw new Error('no such form')
      const fields = fieldsOf(form).slice(0, count)
      const figures = Object.fromEntries(fields.map(({ id, components }) => [id, components.map(() => 0)]))
      const opened = openDraft(world.reports.get(unitKey(unit)) ?? emptyReports(unit), period, 1)
      world.reports.set(unitKey(unit), setFigures(opened, period, figures, { by: 'someone', at: 1 }))
    },
    submit(unit, period) {
      world.fill(unit, period)
      const { reports } = submitDraft(
        world.reports.get(unitKey(unit)) ?? emptyReports(unit),
        period,
        'someone',
        2,
        'LM-1',
        new Set(),
      )
      world.reports.set(unitKey(unit), reports)
    },
  }
  return world
}
