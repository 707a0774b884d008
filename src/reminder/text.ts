// The text of each block of a reminder: gathers the values that wording/ needs. Whether it is sent is decided in plan.ts.

import { type Day, daysBetween, type Month } from '../campaign/calendar.ts'
import { formOfUnit } from '../campaign/pack.ts'
import { asOfDay } from '../campaign/period.ts'
import type { Step, TemplateName } from '../campaign/reminder-steps.ts'
import type { Unit } from '../campaign/roster.ts'
import { fieldsOf } from '../form/checks.ts'
import { printFigure } from '../form/print.ts'
import type { Form } from '../form/schema.ts'
import { lastReport, reportOf, type UnitReports, type Version } from '../report/unit-reports.ts'
import { dayText, monthText } from '../wording/day.ts'
import * as wording from '../wording/reminder.ts'
import type { UnitMembers } from './members.ts'
import type { Matter } from './schedule.ts'

/** Items that are left are named up to this number. */
const NAMED = 5

export interface UnitBlock {
  readonly matter: Matter
  readonly period: Month
  readonly unit: Unit
  readonly reports: UnitReports | undefined
  readonly step: Step | undefined
  /** Days from today to the due day; negative after it. */
  readonly daysLeft: number
  /** Whether nobody told this person of this month before: then as-of day and last figures are told. */
  readonly first: boolean
  readonly insteadOf: string | undefined
}

/** What a contact is told of one unit. `named`: the campaign is named, as the person belongs to several. */
export function renderUnit(block: UnitBlock, named: boolean): string {
  const { matter, period, unit, reports, daysLeft, first, insteadOf, step } = block
  const { campaign } = matter.pack
  const form = formOfUnit(matter.pack, unit)
  const draft = reports && reportOf(reports, period).draft
  const fields = fieldsOf(form)
  const left = draft ? fields.filter(({ id }) => !(id in draft.figures)) : fields
  if (step?.text !== undefined) {
    return fill(step.text, {
      单位: unit.name,
      月份: monthText(period),
      表: form.name,
      截止: dayText(matter.due),
      天: String(Math.abs(daysLeft)),
      共: String(fields.length),
      已填: String(fields.length - left.length),
      还差: String(left.length),
      办公室: campaign.office.name,
    })
  }
  const last = reports && !draft ? lastReport(reports, period) : undefined
  return wording.reportReminder({
    campaign: named ? campaign.name : undefined,
    unit: unit.name,
    period,
    form: form.name,
    due: matter.due,
    daysLeft,
    dayOff: matter.dayOff,
    of: fields.length,
    filled: draft ? fields.length - left.length : undefined,
    left: draft && left.length <= NAMED ? left.map(({ short }) => short) : [],
    last: last && { month: last.period, figures: first ? figuresLine(form, last.version) : undefined },
    asOf: first ? asOfDay(form.asOf, period) : undefined,
    insteadOf,
  })
}

function figuresLine(form: Form, { figures }: Version): string {
  const shown: string[] = []
  let zeros = 0
  let blanks = 0
  for (const field of fieldsOf(form)) {
    const figure = figures[field.id]
    if (figure === undefined) continue
    if (figure === null) blanks++
    else if (typeof figure !== 'string' && figure.every((value) => value === 0)) zeros++
    else shown.push(`${field.id} ${printFigure(field, figure)}`)
  }
  return wording.lastFigures(shown, zeros, blanks)
}

/** Someone fell silent in the middle of the unit's report, or of its correction. */
export function renderSilence({ pack }: Matter, period: Month, unit: Unit, reports: UnitReports): string {
  const form = formOfUnit(pack, unit)
  const { draft, versions } = reportOf(reports, period)
  if (versions.length > 0) return wording.silenceInCorrection(unit.name, period, form.name)
  const fields = fieldsOf(form)
  const filled = fields.filter(({ id }) => draft && id in draft.figures).length
  return wording.silence(unit.name, period, form.name, filled, fields.length)
}

/** How the reports of one month stand. */
export interface MissingBlock {
  readonly matter: Matter
  readonly period: Month
  readonly step: Step
  readonly units: number
  readonly filling: number
  readonly missing: readonly UnitMembers[]
  /** What the reports add up to, for leaders. */
  readonly figures: string | undefined
}

/** What the office or a leader is told of a month. */
export function renderMissing(
  { matter, period, step, units, filling, missing, figures }: MissingBlock,
  audience: 'office' | 'leaders',
  today: Day,
  named: boolean,
): string {
  const { campaign, forms } = matter.pack
  const [form] = forms.values()
  const daysLeft = daysBetween(today, matter.due)
  const names = missing.map(({ unit, contacts }) => ({ unit: unit.name, contacts: contacts.map(({ name }) => name) }))
  if (step.text !== undefined) {
    return fill(step.text, {
      月份: monthText(period),
      表: form?.name ?? '',
      截止: dayText(matter.due),
      天: String(Math.abs(daysLeft)),
      应报: String(units),
      已报: String(units - missing.length),
      还差: String(missing.length),
      缺报: names.map(({ unit }) => unit).join('、'),
      办公室: campaign.office.name,
    })
  }
  const parts: wording.MissingParts = {
    campaign: named ? campaign.name : undefined,
    form: form?.name ?? '',
    period,
    due: matter.due,
    daysLeft,
    units,
    filling,
    missing: names,
  }
  const line = missing.length === 0 ? wording.allIn(parts) : wording.leaderLine(parts)
  if (missing.length > 0 && audience === 'office') return wording.officeList(parts)
  return figures === undefined ? line : `${line}\n${figures}`
}

/** How a month stands at the end of a week. */
export interface WeekParts {
  readonly matter: Matter
  readonly period: Month
  readonly units: number
  /** Units that reported since Monday, and those that have yet to. */
  readonly fresh: readonly string[]
  readonly missing: readonly string[]
  readonly figures: string | undefined
}

export function renderWeek({ matter, period, units, fresh, missing, figures }: WeekParts): string {
  const { campaign, forms } = matter.pack
  const [form] = forms.values()
  const line = wording.week(campaign.name, period, form?.name ?? '', units, fresh, missing)
  return figures === undefined ? line : `${line}\n${figures}`
}

/** What is due on one day beside the reports. `owed`: by the person who is told, so that it need not be said by whom. */
export interface OneOffItem {
  readonly matter: Matter
  readonly step: Step
  readonly owed: boolean
}

/** What is told of everything that is due on one day beside the reports. */
export function renderOneOffs(matters: readonly OneOffItem[], today: Day): string {
  const own = matters.filter(({ step }) => step.text !== undefined)
  const plain = matters.filter(({ step }) => step.text === undefined)
  const texts = own.map(({ matter, step }) =>
    fill(step.text ?? '', {
      事项: oneOffOf(matter, true).what,
      截止: dayText(matter.due),
      天: String(Math.abs(daysBetween(today, matter.due))),
      办公室: matter.pack.campaign.office.name,
    }),
  )
  const [first] = plain
  if (first) {
    const { due, dayOff, pack } = first.matter
    const items = plain.map(({ matter, owed }) => oneOffOf(matter, owed))
    texts.push(wording.oneOffReminder(pack.campaign.name, due, daysBetween(today, due), dayOff, items))
  }
  return texts.join('\n')
}

/** What a matter is called in a list: 「6月调度表」, 「联络人名单」, 「第7项 …」. */
export function matterName({ what, pack }: Matter): string {
  switch (what.kind) {
    case 'report':
      return `${monthText(what.period)}${[...pack.forms.values()][0]?.name ?? ''}`
    case 'submission':
      return what.submission.what
    case 'task':
      return wording.taskName(what.task.number, what.task.short)
    case 'routine':
      return what.routine.what
    case 'week':
      return wording.weekName(what.period)
  }
}

function oneOffOf({ what }: Matter, owed: boolean): wording.OneOff {
  switch (what.kind) {
    case 'submission': {
      const { what: name, from, to } = what.submission
      return { what: name, from: owed ? undefined : from, to }
    }
    case 'task': {
      const { number, short, owners } = what.task
      return { what: wording.taskName(number, short), from: owed ? undefined : owners.join('、'), to: undefined }
    }
    case 'routine':
      return { what: what.routine.what, from: what.routine.who, to: undefined }
    case 'report':
    case 'week':
      throw new Error('a report is no one-off')
  }
}

function fill(template: string, values: Partial<Record<TemplateName, string>>): string {
  return wording.fillTemplate(template, values as Readonly<Record<string, string>>)
}
