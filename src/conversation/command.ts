// What each command does to someone who is filling a report.

import { unitKey } from '../campaign/roster.ts'
import type { Command } from '../form/answers/answer.ts'
import { parseAddress } from '../form/answers/bulk.ts'
import { equalFigures, fieldOf } from '../form/checks.ts'
import type { Field, Figure } from '../form/schema.ts'
import { setFigures } from '../report/unit-reports.ts'
import * as wording from '../wording/fill.ts'
import * as reviewWording from '../wording/review.ts'
import * as talk from '../wording/talk.ts'
import { changeLineOf, type Filling, filling, missingFields, nextMissing } from './filling.ts'
import { beginInquiry } from './inquiry.ts'
import { idRanges, type RestKind, restOf } from './rest.ts'
import { reviewText, showReview, submit } from './review.ts'
import { nameOf, note, type Scene, say, withoutFill, withoutPending, withReports, withSession } from './scene.ts'
import { pushUndo } from './session.ts'
import { begin } from './start.ts'
import { askAgain, askField, goOn, proposeFigures } from './take-figures.ts'

/** These show something or leave; a question that is open stays open. The others wait until it is answered. */
const ALWAYS: ReadonlySet<Command> = new Set([
  'help',
  'list',
  'define',
  'pause',
  'cancel',
  'undo',
  'greet',
  'thank',
  'fill',
  'more',
  'ask-office',
])

/** More changes than these are taken back without a line for each. */
const UNDONE_LISTED = 6

export function obey(scene: Scene, now: Filling, command: Command, text: string): Scene {
  const { fill, fields, open, figures } = now
  if (scene.session.pending?.kind === 'figures' && !ALWAYS.has(command)) return say(scene, wording.confirmFirst())
  const plain = withoutPending(scene)
  switch (command) {
    case 'skip': {
      if (!open) return say(plain, wording.noOpenField())
      const next = nextMissing(now, open.id)
      if (!next) return goOn(plain, fill, undefined)
      if (next.id === open.id) return askAgain(say(plain, wording.nothingLeftToSkip()), now)
      const said = open.id in figures ? plain : say(plain, wording.skipped())
      return askField(said, fill, next.id)
    }
    case 'back': {
      const at = open ? fields.indexOf(open) : fields.length
      const before = fields[at - 1]
      return before ? askField(plain, fill, before.id) : askAgain(say(plain, wording.firstAlready()), now)
    }
    case 'same':
      return open ? takeSame(plain, now, open) : obey(scene, now, 'no-change', text)
    case 'na':
      if (!open) return say(plain, wording.noOpenField())
      if (!open.mayBeBlank) return askAgain(say(plain, wording.mayNotBeBlank()), now)
      return proposeFigures(plain, now, { figures: [{ field: open.id, figure: null }], echo: false })
    case 'rest-zero':
      return takeRest(plain, now, 'rest-zero')
    case 'rest-same':
    case 'no-change':
      return takeRest(plain, now, 'rest-same')
    case 'list':
      return askAgain(say(scene, reviewText(now)), now)
    case 'define':
      if (!open) return say(scene, talk.helpContact())
      return askAgain(say(scene, wording.definition(open.note, open.example)), now)
    case 'help':
      return askAgain(say(scene, talk.helpContact()), now)
    case 'pause':
      return say(withoutFill(scene), wording.paused(Object.keys(figures).length, fields.length))
    case 'cancel':
      return cancel(scene, now)
    case 'undo':
      return undo(scene, now)
    case 'restart':
      return askToRestart(plain, now)
    case 'submit':
      return submit(scene, now, scene.session.pending?.kind === 'submit')
    case 'fill':
      return begin(plain, 'fill', text)
    case 'correct':
      return begin(plain, 'correct', text)
    case 'greet':
      return askAgain(say(scene, talk.greetBack(scene.person.name)), now)
    case 'thank':
      return askAgain(say(scene, talk.welcome()), now)
    case 'ask-office':
      return beginInquiry(scene)
    case 'more':
      return say(scene, talk.noMore())
    case 'confirm':
    case 'deny':
      return askAgain(say(scene, wording.nothingToConfirm()), now)
  }
}

/** Goes to a field that the person names: 「去3.2」, 「看行政处罚」. Undefined when the text names none. */
export function goTo(scene: Scene, now: Filling, text: string): Scene | undefined {
  const named = /^\s*(?:去|回到|回|跳到|改|看|填)\s*(?:第)?(.+?)(?:项)?\s*$/.exec(text)?.[1]
  const field = named === undefined ? undefined : parseAddress(now.form, named)
  return field === undefined ? undefined : askField(withoutPending(scene), now.fill, field)
}

function takeSame(scene: Scene, now: Filling, open: Field): Scene {
  const figure = now.last?.version.figures[open.id]
  if (figure === undefined) return askAgain(say(scene, wording.noLast()), now)
  const said = figure === null ? say(scene, wording.lastWasBlank()) : scene
  return proposeFigures(said, now, { figures: [{ field: open.id, figure }], echo: false })
}

function takeRest(scene: Scene, now: Filling, kind: RestKind): Scene {
  if (missingFields(now).length === 0) return showReview(say(scene, wording.nothingLeft()), now)
  const rest = restOf(now, kind, new Set())
  if (!rest) return askAgain(say(scene, wording.noLast()), now)
  return proposeFigures(scene, now, { figures: [], rest, echo: true })
}

function cancel(scene: Scene, now: Filling): Scene {
  if (scene.session.pending) return askAgain(say(withoutPending(scene), wording.notKeptPending()), now)
  const corrects = now.draft?.corrects
  if (corrects !== undefined) {
    return say(withSession(scene, { pending: { kind: 'drop' } }), reviewWording.askToDrop(corrects))
  }
  return obey(scene, now, 'pause', '')
}

/** 重填: a draft is emptied only after 确认, a correction is given up the same way as by 取消. */
function askToRestart(scene: Scene, now: Filling): Scene {
  const count = Object.keys(now.figures).length
  if (now.draft?.corrects !== undefined) return cancel(scene, now)
  if (count === 0) return askAgain(say(scene, wording.nothingToClear()), now)
  const { unit, period } = now.fill
  return say(withSession(scene, { pending: { kind: 'restart' } }), wording.askToClear(unit.name, period, count))
}

/** Empties the draft; one 撤销 brings all of it back. */
export function restart(scene: Scene, now: Filling): Scene {
  const { fill, figures, fields } = now
  const changes = Object.entries(figures).map(([field, from]) => ({ field, from, to: 'none' as const }))
  const entry = { by: scene.person.userid, at: scene.now }
  const empty = Object.fromEntries(changes.map(({ field }) => [field, undefined]))
  let next = withReports(withoutPending(scene), fill.unit, setFigures(now.reports, fill.period, empty, entry))
  for (const { field, from } of changes) {
    next = note(next, fill.unit, { period: fill.period, what: 'figure', field, old: from, new: 'none' })
  }
  const undo = { unit: unitKey(fill.unit), period: fill.period, changes }
  next = say({ ...next, session: pushUndo(next.session, undo) }, wording.cleared(changes.length))
  const [first] = fields
  return first ? askField(next, fill, first.id) : next
}

/** Takes back what the last message changed; a figure that another contact changed since is left alone. */
function undo(scene: Scene, now: Filling): Scene {
  if (scene.session.pending) return askAgain(say(withoutPending(scene), wording.notKeptPending()), now)
  const step = scene.session.undo.at(-1)
  const same = step && step.period === now.fill.period && step.unit === unitKey(now.fill.unit)
  if (!step || !same) return askAgain(say(scene, wording.nothingToUndo()), now)
  const fill = { ...now.fill, ...(step.field === undefined ? {} : { field: step.field }) }
  const lines: string[] = []
  const back: Record<string, Figure | undefined> = {}
  let next: Scene = withSession(scene, { undo: scene.session.undo.slice(0, -1) })
  for (const { field, from, to } of step.changes) {
    const present = field in now.figures ? (now.figures[field] ?? null) : 'none'
    const by = now.draft?.entries[field]?.by
    if (!equalOrNone(present, to)) {
      lines.push(wording.undoOvertaken(fieldOf(now.form, field).short, by ? nameOf(scene, by) : ''))
      continue
    }
    back[field] = from === 'none' ? undefined : from
    lines.push(changeLineOf(now.form, field, from, to))
    next = note(next, fill.unit, { period: fill.period, what: 'figure', field, old: to, new: from })
  }
  const entry = { by: scene.person.userid, at: scene.now }
  next = withReports(next, fill.unit, setFigures(now.reports, fill.period, back, entry))
  const many = Object.keys(back).length > UNDONE_LISTED
  next = say(
    next,
    many ? wording.undoneSeveral(lines.length, idRanges(now, new Set(Object.keys(back)))) : wording.undone(lines),
  )
  const [changed] = step.changes
  const field = step.field ?? changed?.field
  return field === undefined ? showReview(next, filling(next, fill)) : askField(next, fill, field)
}

function equalOrNone(a: Figure | 'none', b: Figure | 'none'): boolean {
  return a === 'none' || b === 'none' ? a === b : equalFigures(a, b)
}
