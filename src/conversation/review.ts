// Looking a report over, submitting it, and correcting what was submitted.

import { dayAt, daysBetween } from '../campaign/calendar.ts'
import { isLocked } from '../campaign/desk.ts'
import { dueDay } from '../campaign/period.ts'
import { contactsOf, isContactOf } from '../campaign/roster.ts'
import {
  checkFigures,
  equalFigures,
  fieldOf,
  isAllZeroAgain,
  questionFigures,
  type Warning,
  warningKey,
} from '../form/checks.ts'
import { printFigure } from '../form/print.ts'
import {
  confirmWarning,
  dropDraft,
  latestVersion,
  openDraft,
  reportOf,
  returnOf,
  submitDraft,
} from '../report/unit-reports.ts'
import * as fillWording from '../wording/fill.ts'
import * as wording from '../wording/review.ts'
import {
  differenceLines,
  type Filling,
  filling,
  missingFields,
  momentText,
  partText,
  promptOf,
  warningText,
} from './filling.ts'
import {
  deskOf,
  nameOf,
  note,
  type Scene,
  say,
  tell,
  withoutFill,
  withoutPending,
  withReports,
  withSession,
} from './scene.ts'
import type { Fill } from './session.ts'

/** All figures of the draft, or of the newest version when no draft is open, what changed against the last report marked. */
export function reviewText(now: Filling): string {
  const { fill, form, fields, figures, last, draft, reports } = now
  const newest = latestVersion(reports, fill.period)
  const head =
    draft === undefined && newest
      ? wording.versionHead(fill.unit.name, fill.period, form.name, newest.number, momentText(newest.at))
      : wording.draftHead(fill.unit.name, fill.period, form.name, Object.keys(figures).length, fields.length)
  const before = draft?.corrects === undefined ? last?.version.figures : newest?.figures
  return wording.review(
    form.provisional ? `${head}\n${form.provisional}` : head,
    form.sections.map((section) => ({
      title: section.title,
      lines: section.fields.map((field) => {
        const figure = figures[field.id]
        const earlier = before?.[field.id]
        const changed = figure !== undefined && earlier !== undefined && !equalFigures(figure, earlier)
        return {
          id: field.id,
          short: field.short,
          text: figure === undefined ? undefined : printFigure(field, figure),
          ...(changed ? { before: printFigure(field, earlier) } : {}),
        }
      }),
    })),
  )
}

/** Shows the whole draft and waits for 提交 or for changes; in a correction only what was changed is shown. */
export function showReview(scene: Scene, now: Filling): Scene {
  const { field: _, ...fill } = now.fill
  const reviewed: Fill = { ...fill, misses: 0, reviewedAt: scene.now }
  const next = withSession(scene, { fill: reviewed })
  if (now.draft?.corrects !== undefined) {
    return say(next, [...changedLines(now), wording.correctionReady()].join('\n'))
  }
  return say(next, `${reviewText(now)}\n${wording.readyToSubmit()}`)
}

/** Whether the office has closed the month for this unit; whoever is of the office may still change it. */
function isClosed(scene: Scene, { unit, period }: Fill): boolean {
  return !scene.person.office.includes(unit.campaign) && isLocked(deskOf(scene, unit.campaign), unit, period)
}

/** 提交: says what is still in the way, asks what must be asked, else makes the draft the next version. */
export function submit(scene: Scene, now: Filling, confirmed: boolean): Scene {
  const { fill, form, figures, draft, reports } = now
  const plain = withoutPending(scene)
  if (!draft) {
    const newest = latestVersion(reports, fill.period)
    return say(plain, newest ? alreadySubmittedText(scene, now) : wording.nothingToSubmit())
  }

  if (isClosed(scene, fill)) return say(plain, wording.closed(fill.period, now.pack.campaign.office.name))
  const missing = missingFields(now)
  if (missing.length > 0) {
    const told = say(plain, fillWording.stillMissing(missing.map(({ id, short }) => `${id}${short}`)))
    const [first] = missing
    if (!first) return told
    // What is open is said: a bare answer to the list would go to it.
    const open: Fill = { ...fill, field: first.id, askedAt: scene.now, misses: 0 }
    return say(withSession(told, { fill: open }), fillWording.goOn(promptOf(now, first)))
  }
  const broken = checkFigures(form, figures).filter(({ check }) => check.level === 'error')
  if (broken.length > 0) {
    const lines = broken.map(({ check, left, right }) =>
      fillWording.brokenLine(check.why, partText(form, left), partText(form, right)),
    )
    return say(plain, fillWording.brokenRules(lines))
  }
  if (draft.corrects !== undefined && changedLines(now).length === 0) return say(plain, wording.noChange())

  if (!confirmed) {
    const open = warningsOf(now).filter((warning) => !isConfirmed(now, warning))
    if (open.length > 0) {
      const texts = open.map((warning) => warningText(now, warning))
      return say(withSession(scene, { pending: { kind: 'submit' } }), wording.askBeforeSubmit(texts))
    }
    if (draft.corrects !== undefined) {
      return say(withSession(scene, { pending: { kind: 'reason' } }), wording.askReason(changedLines(now)))
    }
    if (!isReviewed(now)) {
      return showReview(withSession(scene, { pending: { kind: 'submit' } }), now)
    }
  } else if (draft.corrects !== undefined) {
    const next = keepConfirmations(withSession(scene, { pending: { kind: 'reason' } }), now)
    return say(next, wording.askReason(changedLines(now)))
  }
  return makeVersion(keepConfirmations(plain, now), undefined)
}

/** Makes the open draft the next version, with the reason of a correction, and gives the receipt. */
export function makeVersion(scene: Scene, reason: string | undefined): Scene {
  const { fill } = scene.session
  if (!fill) throw new Error('nothing is being filled')
  const now = filling(scene, fill)
  const asked = new Set(warningsOf(now).map(warningKey))
  const receipt = `${now.pack.campaign.receipt}-${fill.period.slice(2).replace('-', '')}-${scene.nonce}`
  const { reports, version } = submitDraft(
    now.reports,
    fill.period,
    scene.person.userid,
    scene.now,
    receipt,
    asked,
    reason,
  )

  let next = withReports(scene, fill.unit, reports)
  const why = reason === undefined ? {} : { reason }
  next = note(next, fill.unit, { period: fill.period, what: 'submit', version: version.number, receipt, ...why })
  next = withSession(withoutFill(next), { undo: [] })
  const due = dueDay(now.pack.campaign, fill.period)
  const late = due === undefined || version.number > 1 ? 0 : daysBetween(due, dayAt(scene.now))
  return say(
    tellUnit(next, now, version.number),
    wording.receipt(fill.unit.name, fill.period, now.form.name, receipt, version.number, momentText(scene.now), late),
  )
}

/** The contacts of a unit are told when the office reported for them. */
function tellUnit(scene: Scene, { fill, pack, form }: Filling, version: number): Scene {
  const { unit, period } = fill
  if (isContactOf(scene.person, unit)) return scene
  const text = wording.reportedForYou(
    pack.campaign.office.name,
    scene.person.name,
    unit.name,
    period,
    form.name,
    version,
  )
  return contactsOf(scene.world.roster, unit).reduce(
    (next, { userid }) => tell(next, unit.campaign, userid, text),
    scene,
  )
}

/** 更正: opens a draft that starts from the newest version. */
export function correct(scene: Scene, fill: Fill): Scene {
  const before = filling(scene, fill)
  const newest = latestVersion(before.reports, fill.period)
  if (!newest) return say(scene, wording.nothingToCorrect(fill.period))
  if (isClosed(scene, fill)) return say(scene, wording.closed(fill.period, before.pack.campaign.office.name))
  const returned = returnOf(before.reports, fill.period)
  let next = scene
  if (!before.draft) {
    next = withReports(next, fill.unit, openDraft(before.reports, fill.period, scene.now))
    next = note(next, fill.unit, { period: fill.period, what: 'open', corrects: newest.number })
  }
  next = withSession(next, { fill, undo: [] })
  const other = newest.by === scene.person.userid ? undefined : `${nameOf(scene, newest.by)} ${momentText(newest.at)}`
  const told = say(
    returned ? say(next, wording.returnedBecause(before.pack.campaign.office.name, returned.reason)) : next,
    wording.correctionOpened(fill.unit.name, fill.period, before.form.name, newest.number, other),
  )
  const asked = returned?.fields?.[0]
  if (asked === undefined) return told
  const open: Fill = { ...fill, field: asked, askedAt: scene.now, misses: 0 }
  const now = filling(told, open)
  return say(withSession(told, { fill: open }), promptOf(now, fieldOf(now.form, asked)))
}

/** Gives a correction up: the draft goes, the versions stay. */
export function dropCorrection(scene: Scene, now: Filling): Scene {
  const { fill, reports, draft } = now
  const corrects = draft?.corrects
  if (corrects === undefined) return withoutFill(scene)
  let next = withReports(scene, fill.unit, dropDraft(reports, fill.period))
  next = note(next, fill.unit, { period: fill.period, what: 'drop', corrects })
  return say(withSession(withoutFill(next), { undo: [] }), wording.correctionDropped(corrects))
}

export function alreadySubmittedText(scene: Scene, now: Filling): string {
  const newest = latestVersion(now.reports, now.fill.period)
  if (!newest) return wording.nothingToSubmit()
  const by = nameOf(scene, newest.by)
  return wording.alreadySubmitted(
    now.fill.unit.name,
    now.fill.period,
    now.form.name,
    newest.number,
    by,
    momentText(newest.at),
  )
}

/** In a correction, one line for each field that differs from the version that is corrected. */
function changedLines(now: Filling): readonly string[] {
  const corrected = reportOf(now.reports, now.fill.period).versions.at(-1)
  if (!corrected) return []
  return differenceLines(now.form, now.figures, corrected.figures)
}

/** What a figure of the report would be asked about: drops, jumps, rules that only warn, all zeros again. */
export function warningsOf({ form, figures, last }: Filling): readonly Warning[] {
  const warnings = questionFigures(form, figures, last?.version.figures)
  return isAllZeroAgain(figures, last?.version.figures) ? [...warnings, { code: 'zeros' }] : warnings
}

function isConfirmed({ draft }: Filling, warning: Warning): boolean {
  return draft?.confirmations.some((confirmation) => confirmation.warning === warningKey(warning)) ?? false
}

function keepConfirmations(scene: Scene, now: Filling): Scene {
  const { fill } = now
  return warningsOf(now)
    .filter((warning) => !isConfirmed(now, warning))
    .map(warningKey)
    .reduce((next, warning) => {
      const confirmation = { warning, by: scene.person.userid, at: scene.now }
      const reports = confirmWarning(filling(next, fill).reports, fill.period, confirmation)
      return note(withReports(next, fill.unit, reports), fill.unit, { period: fill.period, what: 'confirm', warning })
    }, scene)
}

/** Whether nothing was entered since all figures were last shown to this person. */
function isReviewed({ fill, draft }: Filling): boolean {
  const shown = fill.reviewedAt
  if (shown === undefined || !draft) return false
  return Object.values(draft.entries).every(({ at }) => at <= shown)
}
