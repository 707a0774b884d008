// Figures that were understood: whether they are kept at once, asked about first, or refused; and what comes next.

import { timeAt } from '../campaign/calendar.ts'
import { unitKey } from '../campaign/roster.ts'
import {
  type BrokenCheck,
  checkFigures,
  equalFigures,
  fieldOf,
  questionFigures,
  type Warning,
  warningKey,
} from '../form/checks.ts'
import { printFigure } from '../form/print.ts'
import type { Field, Figure, Figures } from '../form/schema.ts'
import { confirmWarning, setFigures } from '../report/unit-reports.ts'
import * as wording from '../wording/fill.ts'
import { changeLineOf, type Filling, filling, nextMissing, partText, promptOf, warningText } from './filling.ts'
import type { Rest } from './rest.ts'
import { showReview } from './review.ts'
import { nameOf, note, type Scene, say, withoutPending, withReports, withSession } from './scene.ts'
import { type Fill, type PendingFigure, pushUndo } from './session.ts'

export interface Proposal {
  readonly figures: readonly PendingFigure[]
  /** Whether the person must say 确认 even when nothing is unlikely: several figures at once, or words that were matched. */
  readonly echo: boolean
  /** What of the message was not understood, to be quoted back. */
  readonly leftover?: readonly string[]
  /** All the other items at once, echoed by one line. */
  readonly rest?: Rest | undefined
}

/** Figures beside those of the draft, looked at once for all that is asked of them. */
interface Change {
  readonly figures: readonly PendingFigure[]
  /** The draft as it would be. */
  readonly merged: Figures
  readonly touched: ReadonlySet<string>
}

/** Refuses figures that break a rule, asks about those that are unlikely or were echoed, keeps the rest at once. */
export function proposeFigures(scene: Scene, now: Filling, proposal: Proposal): Scene {
  const { echo, leftover = [], rest } = proposal
  const figures = rest ? [...proposal.figures, ...rest.figures] : proposal.figures
  const change = changeOf(now, figures)
  const refused = refuseBroken(scene, now, change)
  if (refused) return refused

  const warnings = unconfirmed(now, change)
  const overtaken = figures.flatMap(({ field, figure }) => overtakenLine(scene, now, field, figure))
  if (!echo && warnings.length === 0 && overtaken.length === 0)
    return keepFigures(scene, now, change, warnings, undefined)

  const asked = withSession(scene, { pending: { kind: 'figures', figures } })
  const texts = warnings.map((warning) => warningText(now, warning))
  const [only] = figures
  if (overtaken.length > 0 && only && figures.length === 1) return say(asked, [...texts, ...overtaken].join('\n'))
  if (!echo && only && figures.length === 1) {
    return say(asked, wording.askAboutOne(printFigure(fieldOf(now.form, only.field), only.figure), texts))
  }
  const lines = [...proposal.figures.map((one) => echoLine(now, one)), ...(rest ? [rest.line] : [])]
  return say(asked, wording.askToConfirm(figures.length, lines, [...texts, ...overtaken], leftover))
}

/** Keeps figures that were confirmed; another contact may have changed what they are held against since they were asked. */
export function confirmFigures(
  scene: Scene,
  now: Filling,
  figures: readonly PendingFigure[],
  reason: string | undefined,
): Scene {
  const change = changeOf(now, figures)
  return refuseBroken(scene, now, change) ?? keepFigures(scene, now, change, unconfirmed(now, change), reason)
}

/** Says which rules of the form figures would break, and keeps none of them; undefined when they break none. */
function refuseBroken(scene: Scene, now: Filling, { figures, merged, touched }: Change): Scene | undefined {
  const broken = checkFigures(now.form, merged, touched).filter(({ check }) => check.level === 'error')
  const [first] = broken
  if (!first) return undefined
  const plain = missed(withoutPending(scene), now.fill)
  const line = ({ check, left, right }: BrokenCheck) =>
    wording.brokenLine(check.why, partText(now.form, left), partText(now.form, right))
  if (broken.length > 1 || figures.length > 1) return say(plain, wording.brokenRules(broken.map(line)))
  const open = touched.has(first.left.field) ? first.left : first.right
  const other = open === first.left ? first.right : first.left
  return say(plain, wording.brokenRule(line(first), open.field, other.field))
}

/** Keeps figures in the draft, with the warnings that were confirmed, and goes on to what is open next. */
function keepFigures(
  scene: Scene,
  now: Filling,
  { figures }: Change,
  warnings: readonly Warning[],
  reason: string | undefined,
): Scene {
  const { fill } = now
  const entry = { by: scene.person.userid, at: scene.now }
  const changes = figures.map(({ field, figure }) => ({
    field,
    from: now.figures[field] ?? absent(now.figures, field),
    to: figure,
  }))

  let next = withoutPending(scene)
  let reports = setFigures(
    now.reports,
    fill.period,
    Object.fromEntries(figures.map((one) => [one.field, one.figure])),
    entry,
  )
  for (const warning of warnings) {
    const key = warningKey(warning)
    const why = reason === undefined ? {} : { reason }
    reports = confirmWarning(reports, fill.period, { warning: key, ...entry, ...why })
    next = note(next, fill.unit, { period: fill.period, what: 'confirm', warning: key, ...why })
  }
  for (const { field, from, to } of changes) {
    if (from !== 'none' && equalFigures(from, to)) continue
    next = note(next, fill.unit, { period: fill.period, what: 'figure', field, old: from, new: to })
  }
  next = withReports(next, fill.unit, reports)
  const undo = {
    unit: unitKey(fill.unit),
    period: fill.period,
    changes,
    ...(fill.field === undefined ? {} : { field: fill.field }),
  }
  next = { ...next, session: pushUndo(next.session, undo) }

  const [only] = figures
  const echo = only && figures.length === 1 ? printFigure(fieldOf(now.form, only.field), only.figure) : undefined
  if (now.draft?.corrects !== undefined && reason === undefined) next = say(next, wording.keptChange())
  else if (echo === undefined) next = say(next, wording.keptSeveral(figures.length))
  else
    next = say(
      next,
      reason === undefined ? wording.kept(echoWithField(now, only?.field, echo)) : wording.keptWithReason(echo, reason),
    )
  return goOn(next, fill, figures.length === 1 ? only?.field : undefined)
}

/** Opens the next field without an answer and asks it; shows the review when there is none left. */
export function goOn(scene: Scene, fill: Fill, answered: string | undefined): Scene {
  const now = filling(scene, fill)
  if (now.draft?.corrects !== undefined) return showReview(scene, now)
  const done = answered === fill.field || fill.field === undefined || fill.field in now.figures
  const field = done ? nextMissing(now, answered ?? fill.field) : now.open
  return field ? ask(scene, now, field) : showReview(scene, now)
}

/** Makes a field the open one and asks it. */
export function askField(scene: Scene, fill: Fill, field: string): Scene {
  const now = filling(scene, fill)
  return ask(scene, now, fieldOf(now.form, field))
}

function ask(scene: Scene, now: Filling, field: Field): Scene {
  const fill: Fill = { ...now.fill, field: field.id, askedAt: scene.now, misses: 0 }
  return say(withSession(scene, { fill }), promptOf(now, field))
}

/** Asks the open field again, or says what a review waits for, after something else was answered in between. */
export function askAgain(scene: Scene, now: Filling): Scene {
  if (scene.session.pending?.kind === 'figures') return say(scene, wording.confirmFirst())
  if (!now.open) return scene
  const fill = { ...(scene.session.fill ?? now.fill), askedAt: scene.now }
  return say(withSession(scene, { fill }), wording.goOn(promptOf(now, now.open)))
}

/** Counts an answer that was not taken. */
export function missed(scene: Scene, fill: Fill): Scene {
  return withSession(scene, { fill: { ...fill, misses: fill.misses + 1 } })
}

/** The warnings over some fields that nobody confirmed yet in this draft. */
function unconfirmed(now: Filling, { merged, touched }: Change): readonly Warning[] {
  const warnings = questionFigures(now.form, merged, now.last?.version.figures, touched)
  if (warnings.length === 0) return warnings
  const confirmed = new Set(now.draft?.confirmations.map(({ warning }) => warning))
  return warnings.filter((warning) => !confirmed.has(warningKey(warning)))
}

/** A line when another contact of the unit entered a different figure after this person was asked. */
function overtakenLine(scene: Scene, now: Filling, field: string, figure: Figure): readonly string[] {
  const entry = now.draft?.entries[field]
  const theirs = now.figures[field]
  if (!entry || entry.by === scene.person.userid || entry.at < now.fill.askedAt) return []
  if (theirs === undefined || equalFigures(theirs, figure)) return []
  const { short } = fieldOf(now.form, field)
  const print = (one: Figure) => printFigure(fieldOf(now.form, field), one)
  return [wording.filledByOther(nameOf(scene, entry.by), timeAt(entry.at), short, print(theirs), print(figure))]
}

function echoLine(now: Filling, { field, figure }: PendingFigure): string {
  const before = now.figures[field] === undefined ? now.last?.version.figures[field] : now.figures[field]
  return changeLineOf(now.form, field, figure, before)
}

/** The label is not repeated for the field that was asked, but for one that was addressed by its number. */
function echoWithField(now: Filling, field: string | undefined, text: string): string {
  if (field === undefined || field === now.fill.field) return text
  return `${field} ${fieldOf(now.form, field).short} ${text}`
}

function changeOf(now: Filling, figures: readonly PendingFigure[]): Change {
  const merged: Record<string, Figure> = { ...now.figures }
  for (const { field, figure } of figures) merged[field] = figure
  return { figures, merged, touched: new Set(figures.map(({ field }) => field)) }
}

function absent(figures: Figures, field: string): Figure | 'none' {
  return field in figures ? null : 'none'
}
