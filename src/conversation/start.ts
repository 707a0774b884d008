// Which report a contact means: choosing the unit and the month, opening or resuming the draft.

import { dayAt, daysBetween, type Month } from '../campaign/calendar.ts'
import { isLocked } from '../campaign/desk.ts'
import { currentPeriod, dueDay, periodNamed, periodsOf } from '../campaign/period.ts'
import { type Unit, unitKey } from '../campaign/roster.ts'
import { newestVersion, openDraft, returnOf } from '../report/unit-reports.ts'
import * as wording from '../wording/fill.ts'
import { closed as closedWording } from '../wording/review.ts'
import type * as talk from '../wording/talk.ts'
import { type Filling, filling, nextMissing, openingOf, stateText } from './filling.ts'
import { alreadySubmittedText, correct, reviewText, showReview } from './review.ts'
import {
  deskOf,
  formOf,
  note,
  packOf,
  reportsOf,
  type Scene,
  say,
  withoutFill,
  withoutPending,
  withReports,
  withSession,
} from './scene.ts'
import type { Fill } from './session.ts'
import { askField } from './take-figures.ts'

export type Purpose = 'fill' | 'correct' | 'list'

/**
 * Begins what the person asked for. `text` may name the unit (「填报 样例二村」) or the month (「填报5月」); without a unit
 * the report that is open now is meant, else the only unit, else the person is asked.
 */
export function begin(scene: Scene, purpose: Purpose, text: string): Scene {
  const units = scene.person.units
  const named = units.filter((unit) => text.includes(unit.name))
  const open = scene.session.fill
  const sole =
    named.length === 1 ? named[0] : units.length === 1 ? units[0] : named.length === 0 ? open?.unit : undefined
  const month = /([\d一二三四五六七八九十]{1,2})\s*月/.exec(text)?.[0]

  if (!sole) {
    const choices = named.length > 0 ? named : units
    const period = month && choices[0] ? periodNamed(packOf(scene, choices[0].campaign).campaign, month) : undefined
    const pending = { kind: 'unit', choices, purpose, ...(period === undefined ? {} : { period }) } as const
    return say(
      withSession(withoutFill(scene), { pending }),
      wording.choosePrompt(choices.map((unit) => choiceText(scene, unit))),
    )
  }
  const { campaign } = packOf(scene, sole.campaign)
  const period = month
    ? periodNamed(campaign, month)
    : open && resumesToday(scene, open, sole)
      ? open.period
      : currentPeriod(campaign, scene.now)
  if (period === undefined) {
    return say(scene, month ? wording.noMonth(month, periodsOf(campaign)) : wording.noForm())
  }
  return beginWith(scene, purpose, sole, period)
}

export function beginWith(scene: Scene, purpose: Purpose, unit: Unit, period: Month): Scene {
  const plain = withoutPending(scene)
  const fill = fillFor(scene, unit, period)
  switch (purpose) {
    case 'fill':
      return startFilling(plain, fill)
    case 'correct':
      return correct(plain, fill)
    case 'list':
      return say(plain, reviewText(filling(scene, fill)))
  }
}

/** 「填报5月」, 「补报 样例二村」, 「更正 1.1=14」: a beginning with more words than the command alone. */
export function beginningOf(text: string): { readonly purpose: 'fill' | 'correct'; readonly rest: string } | undefined {
  const match = /^\s*(填报|补报|更正|改报)[：:，,\s]*(.*)$/s.exec(text)
  if (!match) return undefined
  const purpose = match[1] === '填报' || match[1] === '补报' ? 'fill' : 'correct'
  return { purpose, rest: match[2] ?? '' }
}

/** The report that a command such as 提交 is about when none is open in this talk: that of the only unit, this month. */
export function resume(scene: Scene): Filling | undefined {
  const [unit] = scene.person.units
  if (!unit || scene.person.units.length > 1) return undefined
  const period = currentPeriod(packOf(scene, unit.campaign).campaign, scene.now)
  return period === undefined ? undefined : filling(scene, fillFor(scene, unit, period))
}

/** How each unit of a person stands this month, for a greeting. */
export function unitStates(scene: Scene): readonly talk.UnitState[] {
  return scene.person.units.flatMap((unit) => {
    const { campaign } = packOf(scene, unit.campaign)
    const period = currentPeriod(campaign, scene.now)
    const due = period && dueDay(campaign, period)
    if (!period || !due) return []
    const daysLeft = daysBetween(dayAt(scene.now), due)
    const state = stateText(scene, unit, period)
    return [{ unit: unit.name, period, form: formOf(scene, unit).name, due, daysLeft, state }]
  })
}

function startFilling(scene: Scene, fill: Fill): Scene {
  const { form, draft, reports } = filling(scene, fill)
  if (returnOf(reports, fill.period)) return correct(scene, fill)
  if (!draft && newestVersion(reports, fill.period))
    return say(scene, alreadySubmittedText(scene, filling(scene, fill)))
  if (draft?.corrects !== undefined) return correct(scene, fill)

  const closed = isLocked(deskOf(scene, fill.unit.campaign), fill.unit, fill.period)
  if (closed && !scene.person.office.includes(fill.unit.campaign)) {
    return say(scene, closedWording(fill.period, packOf(scene, fill.unit.campaign).campaign.office.name))
  }

  let next = scene
  if (!draft) {
    next = withReports(next, fill.unit, openDraft(reports, fill.period, scene.now))
    next = note(next, fill.unit, { period: fill.period, what: 'open' })
  }
  next = withSession(next, { fill })
  const now = filling(next, fill)
  const { head, hint } = openingOf(next, now)
  next = say(say(next, head), hint)
  const older = olderMissing(scene, fill)
  if (older && !draft) next = say(next, wording.olderMissing(older))
  const first = nextMissing(now, undefined)
  next = say(next, '')
  return first ? askField(next, fill, first.id) : showReview(next, { ...now, form })
}

/** The month before, when it has no report although it should. */
function olderMissing(scene: Scene, fill: Fill): Month | undefined {
  const months = periodsOf(packOf(scene, fill.unit.campaign).campaign).filter((month) => month < fill.period)
  const month = months.at(-1)
  return month && !newestVersion(reportsOf(scene, fill.unit), month) ? month : undefined
}

function fillFor(scene: Scene, unit: Unit, period: Month): Fill {
  const open = scene.session.fill
  const same = open && open.period === period && unitKey(open.unit) === unitKey(unit)
  return same ? open : { unit, period, askedAt: scene.now, misses: 0 }
}

function choiceText(scene: Scene, unit: Unit): string {
  const period = currentPeriod(packOf(scene, unit.campaign).campaign, scene.now)
  return period ? `${unit.name}（${stateText(scene, unit, period)}）` : unit.name
}

/**
 * Whether 「继续」 means the report that is open: one of an earlier month only on the day it was last asked, since a month later
 * 「填报」 means this month's.
 */
function resumesToday(scene: Scene, open: Fill, unit: Unit): boolean {
  return unitKey(open.unit) === unitKey(unit) && dayAt(open.askedAt) === dayAt(scene.now)
}
