// What a message means to someone who is filling a report: a confirmation, a command, several figures, a question, or
// the answer to the open field. The order in which these are tried is the decision of this file.

import { dayAt, timeAt } from '../campaign/calendar.ts'
import type { Answer, Command } from '../form/answers/answer.ts'
import { parseBulk, parseRestAtEnd, parseRun } from '../form/answers/bulk.ts'
import { nearestCommand, parseCommand } from '../form/answers/commands.ts'
import { parseAnswer, parseMissingPart } from '../form/answers/parse.ts'
import { fieldOf } from '../form/checks.ts'
import { printPart } from '../form/print.ts'
import type { Component, Field } from '../form/schema.ts'
import { reportOf } from '../report/unit-reports.ts'
import { askAgainText } from '../wording/ask-again.ts'
import { commandName } from '../wording/command.ts'
import * as wording from '../wording/fill.ts'
import * as reviewWording from '../wording/review.ts'
import { notUnderstood } from '../wording/talk.ts'
import { obey, restart } from './command.ts'
import { changeLineOf, differenceLines, type Filling, momentText, promptOf } from './filling.ts'
import { answerQuestion } from './query.ts'
import { idRanges, restOf } from './rest.ts'
import { dropCorrection, makeVersion, submit } from './review.ts'
import { nameOf, type Scene, say, withoutFill, withoutPending, withSession } from './scene.ts'
import type { PendingFigure } from './session.ts'
import { begin, beginningOf } from './start.ts'
import { askAgain, confirmFigures, missed, proposeFigures } from './take-figures.ts'

/** After so many answers in a row that could not be taken, the definition and the ways out are given. */
const MISSES_BEFORE_HELP = 3

export function answerFilling(scene: Scene, now: Filling, text: string): Scene {
  if (!now.draft) return tellSubmitted(scene, now)
  const told = tellFilledByOthers(scene, now)
  return told ? take(told, { ...now, fill: told.session.fill ?? now.fill }, text) : take(scene, now, text)
}

function take(scene: Scene, now: Filling, text: string): Scene {
  const pending = scene.session.pending
  const command = parseCommand(text)
  if (pending?.kind === 'reason') return takeReason(scene, now, command, text)
  if (command === 'confirm' || command === 'deny') {
    const settled = settle(scene, now, command)
    if (settled) return settled
  }
  if (pending?.kind === 'figures' && command === undefined) {
    const reason = reasonAfterConfirm(text)
    if (reason !== undefined) return confirmFigures(scene, now, pending.figures, reason)
  }

  // An address or a value comes before a command of the same letters: 「没有」 to an open field is 0.
  const answer =
    now.open && (pending === undefined || pending.kind === 'rest' || pending.kind === 'command')
      ? parseOpen(scene, now, now.open, text)
      : undefined
  if (answer?.outcome === 'value' && now.open) {
    return proposeFigures(withoutPending(scene), now, {
      figures: [{ field: now.open.id, figure: answer.values }],
      echo: scene.spoken,
    })
  }
  if (command !== undefined && command !== 'confirm' && command !== 'deny') {
    return scene.spoken && CHANGING.has(command) ? askWhetherMeant(scene, command) : obey(scene, now, command, text)
  }

  const beginning = beginningOf(text)
  if (beginning?.purpose === 'fill') return begin(withoutPending(scene), 'fill', text)
  const bulk = takeBulk(scene, now, beginning ? beginning.rest : text)
  if (bulk) return bulk
  const told = answerQuestion(scene, text)
  if (told) return askAgain(told, now)
  const all = allFixed(now, text)
  if (all && answer) return proposeFigures(withoutPending(scene), now, { figures: [all], echo: true })
  if (pending?.kind === 'figures') return amendPending(scene, now, pending.figures, text)
  if (command !== undefined) return askAgain(say(scene, wording.nothingToConfirm()), now)
  return refuse(withoutPending(scene), now, answer, text)
}

/** 确认 or 不对 to whatever was asked last; undefined when nothing was. */
function settle(scene: Scene, now: Filling, command: 'confirm' | 'deny'): Scene | undefined {
  const { pending } = scene.session
  const yes = command === 'confirm'
  switch (pending?.kind) {
    case 'figures':
      return yes
        ? confirmFigures(scene, now, pending.figures, undefined)
        : askAgain(say(withoutPending(scene), wording.notKeptPending()), now)
    case 'submit':
      return yes ? submit(scene, now, true) : askAgain(say(withoutPending(scene), wording.noOpenField()), now)
    case 'restart':
      return yes ? restart(scene, now) : askAgain(say(withoutPending(scene), wording.nothingCleared()), now)
    case 'drop':
      return yes ? dropCorrection(scene, now) : say(withoutPending(scene), reviewWording.correctionReady())
    case 'command':
      return yes ? obey(withoutPending(scene), now, pending.command, '') : askAgain(withoutPending(scene), now)
    default:
      return undefined
  }
}

/** The reason of a correction: any words; 确认 gives none. A command, a figure or a question instead is taken as what it is. */
function takeReason(scene: Scene, now: Filling, command: Command | undefined, text: string): Scene {
  const plain = withoutPending(scene)
  if (command === 'confirm' || command === 'submit') return makeVersion(plain, undefined)
  if (command === 'deny') return say(plain, reviewWording.correctionReady())
  if (command !== undefined) return obey(plain, now, command, text)
  const bulk = takeBulk(plain, now, text)
  if (bulk) return bulk
  const told = answerQuestion(scene, text)
  if (told) return say(told, reviewWording.reasonStillOpen())
  const reason = shortReason(text)
  return reason === undefined ? say(scene, reviewWording.reasonStillOpen()) : makeVersion(plain, reason)
}

/** 「确认 上月多报」: words after the confirmation are the reason, unless they ask something or bring a figure of their own. */
function reasonAfterConfirm(text: string): string | undefined {
  const match = /^\s*(?:确认|属实|是的|对的)[，,。：:\s]*(?:因为|原因是?[：:]?|理由是?[：:]?)?\s*(\S[\s\S]*)$/.exec(
    text,
  )
  const reason = match?.[1]
  return reason === undefined || /[=＝?？]/.test(reason) ? undefined : shortReason(reason)
}

/** A reason has words and does not begin with a number, which would rather be a figure. At most 200 characters are kept. */
function shortReason(text: string): string | undefined {
  const reason = text.trim()
  if (!/\p{L}{2}/u.test(reason) || /^[\d０-９零〇一二两三四五六七八九十百]/.test(reason)) return undefined
  return [...reason].slice(0, 200).join('')
}

function parseOpen(scene: Scene, { form, fill }: Filling, field: Field, text: string): Answer {
  const { pending } = scene.session
  const when = { today: dayAt(scene.now), month: fill.period }
  if (pending?.kind !== 'rest' || pending.part !== field.id) return parseAnswer(field, text, form, when)
  const known = pending.known.map((value) => value ?? undefined)
  return parseMissingPart(field, known, text, form)
}

/** Figures that say themselves which field they are for, or a run of plain numbers from the open field on. */
function takeBulk(scene: Scene, now: Filling, text: string): Scene | undefined {
  const tail = parseRestAtEnd(text)
  const words = tail?.before ?? text
  const parsed = parseBulk(now.form, words) ?? (now.open ? parseRun(now.form, now.open.id, words) : undefined)
  if (!parsed) return undefined
  const figures: PendingFigure[] = []
  const leftover: string[] = [...parsed.leftover]
  const refusals: string[] = []
  for (const { fieldId, answer } of parsed.entries) {
    const field = fieldOf(now.form, fieldId)
    if (answer.outcome === 'value') figures.push({ field: fieldId, figure: answer.values })
    else if (answer.outcome === 'blank') {
      if (field.mayBeBlank) figures.push({ field: fieldId, figure: null })
      else refusals.push(`${fieldId} ${field.short}：${wording.mayNotBeBlank()}`)
    } else refusals.push(`${fieldId} ${askAgainText(answer, field)}`)
  }
  if (figures.length === 0) {
    const lines = refusals.length > 0 ? refusals : leftover.map((one) => wording.unknownField(one))
    return askAgain(say(missed(withoutPending(scene), now.fill), lines.join('\n')), now)
  }
  const pending = scene.session.pending
  const earlier = pending?.kind === 'figures' ? pending.figures : []
  const again = new Set(figures.map(({ field }) => field))
  const all = [...earlier.filter(({ field }) => !again.has(field)), ...figures]
  const rest = tail && restOf(now, tail.rest, new Set(all.map(({ field }) => field)))
  const plain = all.length === 1 && parsed.exact && !tail && leftover.length === 0 && refusals.length === 0
  return proposeFigures(scene, now, { figures: all, rest, echo: !plain, leftover: [...leftover, ...refusals] })
}

/**
 * A bare answer while the open field's figure waits for 确认 replaces that figure. While others wait, they come first: a bare
 * number may be meant for the open field.
 */
function amendPending(scene: Scene, now: Filling, figures: readonly PendingFigure[], text: string): Scene {
  const [only] = figures
  const own = now.open && only?.field === now.open.id && figures.length === 1
  const answer = own ? parseAnswer(now.open, text, now.form) : undefined
  if (!own || answer?.outcome !== 'value') return say(scene, wording.confirmFirst())
  return proposeFigures(withoutPending(scene), now, {
    figures: [{ field: now.open.id, figure: answer.values }],
    echo: false,
  })
}

const ALL_FIXED =
  /^\s*(?:已经?|这些|那些|发现的)*(?:都|全部?|全都|均)(?:已经?)?(?:整?改|完成整改|处理|解决|办)(?:完成?|好|到位|掉|结)?(?:了|啦)?[。！!]?\s*$/

/** 「都改完了」 to an item of closed hazards is the number found, where that is known; it is echoed before it is kept. */
function allFixed({ open, fields, figures }: Filling, text: string): PendingFigure | undefined {
  if (!open?.concept.endsWith('.fixed') || !ALL_FIXED.test(text)) return undefined
  const found = fields.find(({ concept }) => concept === open.concept.replace(/\.fixed$/, '.found'))
  const figure = found && figures[found.id]
  return figure ? { field: open.id, figure } : undefined
}

/** Commands that change what is kept; spoken ones may have been misheard. */
const CHANGING: ReadonlySet<Command> = new Set(['submit', 'undo', 'cancel', 'na', 'same'])

function askWhetherMeant(scene: Scene, command: Command): Scene {
  return say(withSession(scene, { pending: { kind: 'command', command } }), wording.didYouMean(commandName(command)))
}

/** Says why an answer was not taken, what a typo was perhaps meant to be, or which part is missing. */
function refuse(scene: Scene, now: Filling, answer: Answer | undefined, text: string): Scene {
  const guess = nearestCommand(text)
  if (guess) return askWhetherMeant(scene, guess)
  const { open, fill } = now
  if (!open || answer?.outcome !== 'ask-again') return say(scene, open ? notUnderstood() : wording.noOpenField())
  if (answer.code === 'partial' && answer.known) {
    const known = answer.known.map((value) => value ?? null)
    const told = known[0] == null ? 1 : 0
    const value = known[told]
    if (value != null) {
      const pending = { kind: 'rest', part: open.id, known } as const
      const missing = partName(open.components[1 - told])
      return say(withSession(scene, { pending }), wording.partLeft(printPart(open, told, value), missing))
    }
  }
  const next = say(missed(scene, fill), askAgainText(answer, open))
  const helped = fill.misses + 1 < MISSES_BEFORE_HELP ? next : say(next, wording.wayOut(open.note))
  return say(helped, promptOf(now, open))
}

/** 「罚款（万元）」 */
function partName(component: Component | undefined): string {
  const { name, measure = '' } = component ?? {}
  return name ? `${name}（${measure}）` : measure
}

/** Of more items than these, entered by another contact, only the numbers are told. */
const OTHERS_LISTED = 3

/** What other contacts of the unit entered since this one was last asked; the open item is spoken of when it is answered. */
function tellFilledByOthers(scene: Scene, now: Filling): Scene | undefined {
  const { fill, draft } = now
  const since = Math.max(fill.askedAt, fill.toldAt ?? 0)
  const theirs = Object.entries(draft?.entries ?? {}).filter(
    ([field, { by, at }]) => by !== scene.person.userid && at > since && field !== fill.field,
  )
  const [newest] = theirs.map(([, entry]) => entry).sort((a, b) => b.at - a.at)
  if (!newest) return undefined
  const fields = new Set(theirs.map(([field]) => field))
  const lines =
    fields.size > OTHERS_LISTED
      ? [idRanges(now, fields)]
      : [...fields].map((field) => changeLineOf(now.form, field, now.figures[field] ?? null, undefined))
  const next = withSession(scene, { fill: { ...fill, toldAt: scene.now } })
  return say(next, wording.othersFilled(nameOf(scene, newest.by), timeAt(newest.at), fields.size, lines))
}

/** Another contact submitted while this one was filling: what was just typed is not kept, and what differs is told. */
function tellSubmitted(scene: Scene, now: Filling): Scene {
  const [newest, before] = [...reportOf(now.reports, now.fill.period).versions].reverse()
  const next = withoutFill(scene)
  if (!newest) return say(next, reviewWording.nothingToSubmit())
  return say(
    next,
    reviewWording.submittedMeanwhile(
      nameOf(scene, newest.by),
      momentText(newest.at),
      newest.number,
      before ? differenceLines(now.form, newest.figures, before.figures) : [],
    ),
  )
}
