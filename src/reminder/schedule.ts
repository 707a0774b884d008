// On which days and at which times a step of a campaign can be due: everything that follows from the packs and the
// workdays alone. Who is still missing then is not known here.

import {
  addDays,
  addMonths,
  type Day,
  daysBetween,
  endOfMonth,
  type Instant,
  instantAt,
  type Month,
  monthOf,
  weekdayOf,
  weekOf,
} from '../campaign/calendar.ts'
import type { Pack } from '../campaign/pack.ts'
import { currentPeriod, dueDay, periodsOf } from '../campaign/period.ts'
import { type Audience, type Step, stepsOf } from '../campaign/reminder-steps.ts'
import type { Campaign, Task } from '../campaign/schema.ts'
import type { Workdays } from '../campaign/workdays.ts'

/** One thing that is due on one day. */
export interface Matter {
  readonly pack: Pack
  /** The campaign with the month, longmen-2023/2023-06, or with the name of what is due, longmen-2023/plan; no two alike. */
  readonly key: string
  readonly what: Subject
  readonly due: Day
  /** Whether the due day is a day off; it stays the due day. */
  readonly dayOff: boolean
  readonly clause: string
  /** The times at which each audience is told, oldest first. */
  readonly times: Readonly<Record<Audience, readonly Occasion[]>>
  /** The times at which leaders are told that every unit has reported, if it has. */
  readonly allIn: readonly Occasion[]
}

type Subject =
  | { readonly kind: 'report'; readonly period: Month }
  | { readonly kind: 'submission'; readonly submission: Campaign['submissions'][number] }
  | { readonly kind: 'task'; readonly task: Task }
  | { readonly kind: 'routine'; readonly routine: Campaign['routines'][number] }
  /** How a month stands at the end of a week. */
  | { readonly kind: 'week'; readonly period: Month }

/** A step of a matter at one time. */
export interface Occasion {
  readonly at: Instant
  readonly day: Day
  readonly step: Step
  /** The step's name in a key: eve, due, due.2 for the second time of the day, overdue-1 for the first day after. */
  readonly name: string
}

export interface Schedule {
  readonly matters: readonly Matter[]
  /** Every time at which anything can be due, oldest first, each once. */
  readonly instants: readonly Instant[]
  /** The years in which something of a campaign is due while nobody knows their holidays. */
  readonly unknownYears: readonly { readonly campaign: Campaign; readonly year: number }[]
}

/** Plans all campaigns from their first day to their last. Some milliseconds: made once, and again when packs change. */
export function createSchedule(packs: Iterable<Pack>, workdays: Workdays): Schedule {
  const matters = [...packs].flatMap((pack) => mattersOf(pack, workdays))
  const instants = new Set(matters.flatMap((matter) => occasionsOf(matter).map(({ at }) => at)))
  const unknownYears: { campaign: Campaign; year: number }[] = []
  for (const { pack, due } of matters) {
    const { campaign } = pack
    const year = Number(due.slice(0, 4))
    if (workdays.coverage(year) !== 'unknown') continue
    if (unknownYears.some((one) => one.campaign === campaign && one.year === year)) continue
    unknownYears.push({ campaign, year })
  }
  return { matters, instants: [...instants].sort((a, b) => a - b), unknownYears }
}

/** The instants after `from` and up to `to` at which anything can be due; between them there is nothing to plan. */
export function nextInstants({ instants }: Schedule, from: Instant, to: Instant): readonly Instant[] {
  const first = firstAfter(instants, from)
  return instants.slice(first, firstAfter(instants, to))
}

/** The first instant after `from` at which anything can be due. */
export function nextInstant({ instants }: Schedule, from: Instant): Instant | undefined {
  return instants[firstAfter(instants, from)]
}

function firstAfter(instants: readonly Instant[], from: Instant): number {
  let low = 0
  let high = instants.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((instants[middle] ?? 0) > from) high = middle
    else low = middle + 1
  }
  return low
}

/** Everything that is planned for a matter, in no order. */
function occasionsOf({ times, allIn }: Matter): readonly Occasion[] {
  return [...times.contacts, ...times.office, ...times.leaders, ...allIn]
}

function mattersOf(pack: Pack, workdays: Workdays): readonly Matter[] {
  const { campaign, tasks } = pack
  const steps = stepsOf(campaign.reminders)
  const start = startOf(campaign)
  const matter = (id: string, what: Subject, due: Day, clause: string): Matter => {
    const times: Record<Audience, Occasion[]> = { contacts: [], office: [], leaders: [] }
    const mine = steps.filter((step) => step.for.includes(what.kind))
    const planned = mine.flatMap((step) => occasions(step, due, start, workdays)).sort((a, b) => a.at - b.at)
    for (const occasion of planned) {
      for (const audience of occasion.step.to) times[audience].push(occasion)
    }
    const allIn = what.kind === 'report' ? allInTimes(mine, planned) : []
    return { pack, key: `${campaign.id}/${id}`, what, due, dayOff: !workdays.isWorkday(due), clause, times, allIn }
  }

  const reports = periodsOf(campaign).flatMap((period) => {
    const due = dueDay(campaign, period)
    return due && campaign.monthly ? [matter(period, { kind: 'report', period }, due, campaign.monthly.clause)] : []
  })
  const submissions = campaign.submissions.map((submission) =>
    matter(submission.id, { kind: 'submission', submission }, submission.due, submission.clause),
  )
  const dated = (tasks?.tasks ?? []).flatMap((task) =>
    [...new Set(task.dues.map(({ due }) => due))].map((due) =>
      matter(`task-${task.number}-${due}`, { kind: 'task', task }, due, `${tasks?.clause ?? ''}第${task.number}项`),
    ),
  )
  const routines = campaign.routines.flatMap((routine) =>
    daysOf(campaign, routine, start).map(({ id, day }) =>
      matter(`${routine.id}-${id}`, { kind: 'routine', routine }, day, routine.clause),
    ),
  )
  const weeks = fridays(campaign, start).flatMap((day) => {
    const period = currentPeriod(campaign, instantAt(day, '12:00'))
    const clause = campaign.monthly?.clause ?? ''
    return period === undefined ? [] : [matter(`week-${weekOf(day)}`, { kind: 'week', period }, day, clause)]
  })
  return [...reports, ...submissions, ...dated, ...routines, ...weeks].filter((one) => occasionsOf(one).length > 0)
}

/**
 * Nobody is reminded of a document that was not issued yet. Where its first report is due before the day that we have for
 * it, that day is only that of its publication, and the first month counts.
 */
function startOf({ issued, monthly }: Campaign): Day {
  return monthly && monthly.first.due < issued ? `${monthly.first.period}-01` : issued
}

function endOf({ issued, monthly }: Campaign): Day {
  return monthly ? endOfMonth(monthly.last) : `${issued.slice(0, 4)}-12-31`
}

/** Every Friday of a campaign that has a monthly report. */
function fridays(campaign: Campaign, start: Day): readonly Day[] {
  const days: Day[] = []
  const end = campaign.monthly ? endOf(campaign) : start
  for (let day = addDays(start, (5 - weekdayOf(start) + 7) % 7); day <= end; day = addDays(day, 7)) days.push(day)
  return campaign.monthly ? days : []
}

/** The days of a routine for which the document, or the office, has set one. */
function daysOf(
  campaign: Campaign,
  { every, weekday, day }: Campaign['routines'][number],
  start: Day,
): readonly { readonly id: string; readonly day: Day }[] {
  const end = endOf(campaign)
  const found: { id: string; day: Day }[] = []
  if (every === 'week') {
    const wanted = weekday ?? campaign.reminders.weekday
    const first = addDays(start, (wanted - weekdayOf(start) + 7) % 7)
    for (let one = first; one <= end; one = addDays(one, 7)) found.push({ id: weekOf(one), day: one })
  } else if (every === 'month' && day !== undefined) {
    for (let month = monthOf(start); month <= monthOf(end); month = addMonths(month, 1)) {
      const one = `${month}-${String(day).padStart(2, '0')}`
      if (one >= start) found.push({ id: month, day: one })
    }
  }
  return found
}

function occasions(step: Step, due: Day, start: Day, workdays: Workdays): readonly Occasion[] {
  return stepDays(step, due, start, workdays).flatMap(({ day, name }) =>
    step.at.map((time, index) => ({
      at: instantAt(day, time),
      day,
      step,
      name: index === 0 ? name : `${name}.${index + 1}`,
    })),
  )
}

function stepDays(step: Step, due: Day, start: Day, workdays: Workdays): readonly { day: Day; name: string }[] {
  const one = (day: Day) => (day >= start ? [{ day, name: step.id }] : [])
  switch (step.when) {
    case 'workdays-before': {
      const day = workdays.workdaysBefore(due, step.days)
      // A matter that is announced late is opened on the day of the document, if that leaves it a day.
      return day < start && start < due ? one(start) : one(day)
    }
    case 'last-workday':
      return workdays.isWorkday(due) ? [] : one(workdays.workdaysBefore(due, 1))
    case 'days-before':
      return one(addDays(due, -step.days))
    case 'due':
      // What was due before the document was issued is told once, on its day.
      return one(due < start ? start : due)
    case 'days-after':
      return one(addDays(due, step.days))
    case 'overdue': {
      const last = [addDays(due, step.days), `${monthOf(due)}-28`].sort().at(-1) ?? due
      return Array.from({ length: daysBetween(due, last) }, (_, index) => ({
        day: addDays(due, index + 1),
        name: `${step.id}-${index + 1}`,
      }))
    }
    case 'all-in':
      return []
  }
}

/** From the first day on which anyone is told of a report to the last: whenever all are in, it is soon told. */
function allInTimes(steps: readonly Step[], planned: readonly Occasion[]): readonly Occasion[] {
  const first = planned[0]?.day
  const last = planned.at(-1)?.day
  if (first === undefined || last === undefined) return []
  return steps
    .filter(({ when }) => when === 'all-in')
    .flatMap((step) =>
      Array.from({ length: daysBetween(first, last) + 1 }, (_, index) => addDays(first, index)).flatMap((day) =>
        step.at.map((time): Occasion => ({ at: instantAt(day, time), day, step, name: step.id })),
      ),
    )
    .sort((a, b) => a.at - b.at)
}
