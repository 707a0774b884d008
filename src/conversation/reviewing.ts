// What the office does with reports that have come: let pass, return with a reason, close a month, fill in for a unit; and
// who changed what. Contacts see the versions of their own reports.

import { dayAt, daysBetween, type Month } from '../campaign/calendar.ts'
import { isLocked, lockPeriod, unlockPeriod } from '../campaign/desk.ts'
import { dueDay, periodAsked, periodNamed } from '../campaign/period.ts'
import { contactsOf, type Person, type Unit, unitKey } from '../campaign/roster.ts'
import { fieldOf, fieldsOf, warningKey } from '../form/checks.ts'
import { printFigure } from '../form/print.ts'
import type { Figure, Form } from '../form/schema.ts'
import type { AuditEntry } from '../report/audit.ts'
import { latestVersion, newestVersion, reportOf, reviewReport, type Version } from '../report/unit-reports.ts'
import * as wording from '../wording/reviewing.ts'
import { differenceLines, isMissing, momentText, submittedOf, warningText } from './filling.ts'
import { warningsOf } from './review.ts'
import {
  deskOf,
  formOf,
  nameOf,
  note,
  packOf,
  reportsOf,
  type Scene,
  say,
  tell,
  withDesk,
  withReports,
} from './scene.ts'
import { beginWith } from './start.ts'
import { namedUnits } from './unit-names.ts'

const ALL = /全部|所有|都/

/** Undefined when the text is about something else, or its sender is of no office. */
export function answerReviewing(scene: Scene, text: string): Scene | undefined {
  const { office, leader } = scene.person
  if (office.length + leader.length === 0) return undefined
  const plain = text.normalize('NFKC').trim()
  if (plain.length > 300) return undefined
  const [, verb = '', rest = ''] =
    /^(审核通过|通过|退回|打回|驳回|锁定|关账|封账|解锁|代填|代报|代改|补录)\s*[：:，,]?\s*([\s\S]*)$/.exec(plain) ?? []
  if (office.length === 0) return verb === '' ? undefined : say(scene, wording.onlyOfficeReviews())
  switch (verb) {
    case '通过':
    case '审核通过':
      return pass(scene, rest)
    case '退回':
    case '打回':
    case '驳回':
      return returnReport(scene, rest)
    case '锁定':
    case '关账':
    case '封账':
      return lock(scene, rest)
    case '解锁':
      return unlock(scene, rest)
    case '代填':
    case '代报':
    case '补录':
    case '代改':
      return fillIn(scene, rest, verb === '代改' ? 'correct' : 'fill')
  }
  if (/^(?:待审|还没审|要审|没审)(?:的|核|哪些)*[?？]?$/.test(plain)) return pass(scene, '')
  if (/异常|需要?留意|有什么问题的?数|不正常/.test(plain)) return tellAnomalies(scene, plain)
  return isHistoryQuestion(plain) ? tellHistory(scene, plain) : undefined
}

/** 「样例一村谁改过3.2」 needs the audit streams of these units, by unitKey; none for any other message. */
export function auditStreamsOf(
  roster: Scene['world']['roster'],
  person: Person | undefined,
  text: string,
): readonly string[] {
  if (!person || person.office.length === 0 || !isHistoryQuestion(text)) return []
  return person.office.flatMap((campaign) => namedUnits(roster.units.get(campaign) ?? [], text)).map(unitKey)
}

function isHistoryQuestion(text: string): boolean {
  return text.length < 100 && /谁(?:改|动|填|报)过|(?:改动|修改|变动)记录/.test(text)
}

interface Target {
  readonly unit: Unit
  readonly period: Month
}

/** The units that a text names in the campaigns of the office, with the month that it names or the present one. */
function targetsOf(scene: Scene, text: string): readonly Target[] {
  return scene.person.office.flatMap((campaign) =>
    namedUnits(scene.world.roster.units.get(campaign) ?? [], text).flatMap((unit) => {
      const period = periodOf(scene, campaign, text.replace(unit.name, ''))
      return period === undefined ? [] : [{ unit, period }]
    }),
  )
}

function periodOf(scene: Scene, campaign: string, text: string): Month | undefined {
  return periodAsked(packOf(scene, campaign).campaign, text, scene.now)
}

/** 「通过 样例二村」, 「通过全部」; without a name, which reports wait. */
function pass(scene: Scene, text: string): Scene {
  const named = targetsOf(scene, text)
  if (named.length === 0 && !ALL.test(text)) {
    return scene.person.office.reduce((next, campaign) => {
      const period = periodOf(next, campaign, text)
      if (period === undefined) return next
      const waiting = unreviewed(next, campaign, period)
      return say(
        next,
        wording.toReview(
          period,
          waiting.map((unit) => ({ unit: unit.name, flags: flagsOf(next, unit, period) })),
        ),
      )
    }, scene)
  }
  const targets =
    named.length > 0
      ? named
      : scene.person.office.flatMap((campaign) => {
          const period = periodOf(scene, campaign, text)
          return period === undefined ? [] : unreviewed(scene, campaign, period).map((unit) => ({ unit, period }))
        })
  const period = targets[0]?.period ?? periodOf(scene, scene.person.office[0] ?? '', text)
  const missing = targets.find((target) => !newestVersion(reportsOf(scene, target.unit), target.period))
  if (missing) return say(scene, wording.notReported(missing.unit.name, missing.period))
  const done = targets.reduce((next, target) => {
    const version = newestVersion(reportsOf(next, target.unit), target.period)
    return version ? review(next, target, version, { outcome: 'passed' }) : next
  }, scene)
  return period === undefined
    ? done
    : say(
        done,
        wording.passed(
          targets.map(({ unit }) => unit.name),
          period,
        ),
      )
}

/** Units whose newest version the office has not let pass. */
function unreviewed(scene: Scene, campaign: string, period: Month): readonly Unit[] {
  return (scene.world.roster.units.get(campaign) ?? []).filter((unit) => {
    const reports = reportsOf(scene, unit)
    const version = newestVersion(reports, period)
    return version !== undefined && reportOf(reports, period).review?.version !== version.number
  })
}

/** 「退回 样例八村 3.2请核实」: the unit counts as missing again, its contacts are told why. */
function returnReport(scene: Scene, text: string): Scene {
  const [target, ...others] = targetsOf(scene, text)
  if (!target || others.length > 0) return say(scene, wording.whichUnitToReview())
  const { unit, period } = target
  const version = newestVersion(reportsOf(scene, unit), period)
  if (!version) return say(scene, wording.notReported(unit.name, period))
  const month = `${Number(period.slice(5))}月`
  const reason = text
    .slice(text.indexOf(unit.name) + unit.name.length)
    .replace(new RegExp(`^[\\s，,：:]*(?:的)?(?:${month}份?)?(?:的|调度表|报表|表)*[\\s，,：:]*`), '')
    .slice(0, 200)
    .trim()
  if (reason === '') return say(scene, wording.returnNeedsReason(unit.name))
  const form = formOf(scene, unit)
  const fields = fieldsIn(form, reason)
  const returned = review(scene, target, version, {
    outcome: 'returned',
    reason,
    ...(fields.length > 0 ? { fields } : {}),
  })
  const { office } = packOf(scene, unit.campaign).campaign
  const people = contactsOf(scene.world.roster, unit)
  const words = wording.yourReportReturned(office.name, unit.name, period, form.name, version.number, reason)
  const told = people.reduce((next, { userid }) => tell(next, unit.campaign, userid, words), returned)
  const missing = (scene.world.roster.units.get(unit.campaign) ?? []).filter((one) => isMissing(told, one, period))
  return say(
    told,
    wording.returnedNow(
      period,
      missing.length,
      people.map(({ name }) => name),
    ),
  )
}

function review(
  scene: Scene,
  { unit, period }: Target,
  version: Version,
  said: { readonly outcome: 'passed' | 'returned'; readonly reason?: string; readonly fields?: readonly string[] },
): Scene {
  const by = { version: version.number, by: scene.person.userid, at: scene.now }
  const kept = withReports(scene, unit, reviewReport(reportsOf(scene, unit), period, { ...said, ...by }))
  const why = said.reason === undefined ? {} : { reason: said.reason }
  return note(kept, unit, { period, what: said.outcome, version: version.number, ...why })
}

/** The items that a reason names, by number or by their short names. */
function fieldsIn(form: Form, reason: string): readonly string[] {
  return fieldsOf(form)
    .filter(
      ({ id, short }) =>
        reason.includes(short) || new RegExp(`(?<![\\d.])${id.replace('.', '\\.')}(?![\\d.])`).test(reason),
    )
    .map(({ id }) => id)
}

function lock(scene: Scene, text: string): Scene {
  return scene.person.office.reduce((next, campaign) => {
    const period = periodOf(next, campaign, text)
    if (period === undefined) return next
    const locked = withDesk(next, lockPeriod(deskOf(next, campaign), period, next.person.userid, next.now))
    return say(locked, wording.locked(period))
  }, scene)
}

/** 「解锁 样例二村」 opens the month for one unit, 「解锁6月」 for all. */
function unlock(scene: Scene, text: string): Scene {
  const targets = targetsOf(scene, text)
  if (targets.length === 0) {
    return scene.person.office.reduce((next, campaign) => {
      const period = periodOf(next, campaign, text)
      if (period === undefined) return next
      const desk = deskOf(next, campaign)
      const isClosed = desk.locks?.some((one) => one.period === period) ?? false
      if (!isClosed) return say(next, wording.notLocked(period))
      return say(withDesk(next, unlockPeriod(desk, period, undefined)), wording.unlocked('', period))
    }, scene)
  }
  return targets.reduce((next, { unit, period }) => {
    const desk = deskOf(next, unit.campaign)
    if (!isLocked(desk, unit, period)) return say(next, wording.notLocked(period))
    const open = note(withDesk(next, unlockPeriod(desk, period, unit)), unit, { period, what: 'unlocked' })
    const { office } = packOf(next, unit.campaign).campaign
    const words = wording.yourReportUnlocked(office.name, unit.name, period, formOf(next, unit).name)
    const told = contactsOf(next.world.roster, unit).reduce(
      (one, { userid }) => tell(one, unit.campaign, userid, words),
      open,
    )
    return say(told, wording.unlocked(unit.name, period))
  }, scene)
}

/** 「代填 样例七村」: the office fills the form of a unit in its place, under the same rules. */
function fillIn(scene: Scene, text: string, purpose: 'fill' | 'correct'): Scene {
  const [target, ...others] = targetsOf(scene, text)
  if (!target || others.length > 0) return say(scene, wording.whichUnitToFill())
  return beginWith(scene, purpose, target.unit, target.period)
}

/** What deserves a look in the newest version of a unit's month. */
export function flagsOf(scene: Scene, unit: Unit, period: Month): readonly string[] {
  const reports = reportsOf(scene, unit)
  const version = newestVersion(reports, period)
  if (!version) return []
  const now = submittedOf(scene, unit, period)
  const due = dueDay(packOf(scene, unit.campaign).campaign, period)
  const first = reportOf(reports, period).versions[0]
  const late = due !== undefined && first ? daysBetween(due, dayAt(first.at)) : 0
  return [
    ...(late > 0 ? [wording.lateFlag(late)] : []),
    ...(version.number > 1 ? [wording.correctedFlag(version.number, version.reason)] : []),
    ...warningsOf(now).map((warning) => {
      const confirmation = version.confirmations.find((one) => one.warning === warningKey(warning))
      return wording.confirmedFlag(warningText(now, warning), confirmation?.reason)
    }),
  ]
}

function tellAnomalies(scene: Scene, text: string): Scene {
  return scene.person.office.reduce((next, campaign) => {
    const period = periodOf(next, campaign, text)
    if (period === undefined) return next
    const units = (next.world.roster.units.get(campaign) ?? [])
      .map((unit) => ({ unit: unit.name, flags: flagsOf(next, unit, period) }))
      .filter(({ flags }) => flags.length > 0)
    return say(next, wording.anomalies(period, units))
  }, scene)
}

const MOST_CHANGES = 40

/** Who changed an item of a unit, or anything of it, newest first, from the audit stream. */
function tellHistory(scene: Scene, text: string): Scene {
  const targets = targetsOf(scene, text)
  if (targets.length === 0) return say(scene, wording.whichUnitChanged())
  return targets.reduce((next, { unit, period }) => {
    const form = formOf(next, unit)
    const [field] = fieldsIn(form, text.replace(unit.name, ''))
    const entries = (next.history.get(unitKey(unit)) ?? []).filter(
      (entry) => 'period' in entry && entry.period === period && (field === undefined || isAbout(entry, field)),
    )
    const item = field === undefined ? undefined : `${field} ${fieldOf(form, field).short}`
    const changes = entries
      .toReversed()
      .slice(0, MOST_CHANGES)
      .flatMap((entry) => {
        const words = changeText(form, entry, field === undefined)
        return words === undefined
          ? []
          : [{ day: entry.at.slice(0, 10), time: entry.at.slice(11, 16), who: nameOf(next, entry.by), text: words }]
      })
    return say(next, wording.whoChanged(unit.name, item, changes))
  }, scene)
}

function isAbout(entry: AuditEntry, field: string): boolean {
  return entry.what === 'figure' && entry.field === field
}

function changeText(form: Form, entry: AuditEntry, named: boolean): string | undefined {
  switch (entry.what) {
    case 'figure': {
      const field = fieldOf(form, entry.field)
      const print = (figure: Figure | 'none') => (figure === 'none' ? undefined : printFigure(field, figure))
      return wording.figureEntry(named ? `${field.id} ${field.short}` : undefined, print(entry.old), print(entry.new))
    }
    case 'submit':
      return wording.submittedEntry(entry.version, entry.reason)
    case 'passed':
      return wording.passedEntry(entry.version)
    case 'returned':
      return wording.returnedEntry(entry.version, entry.reason)
    case 'unlocked':
      return wording.unlockedEntry()
    default:
      return undefined
  }
}

/** 「我的上报」 and 「对比 1 2」 of a contact; undefined when the text is about something else. */
export function answerOwnReports(scene: Scene, text: string): Scene | undefined {
  const plain = text.normalize('NFKC').trim()
  const units = namedUnits(scene.person.units, plain)
  const own = units.length > 0 ? units : scene.person.units
  if (own.length === 0 || plain.length > 40) return undefined
  if (
    /^(?:看看?|查看?)?(?:我|我们|本村|本单位)(?:的)?(?:上报|报过|填报)(?:的|过的|记录|历史|情况)*[?？]?$|^(?:历次|历史)(?:上报|版本)|^回执$/.test(
      plain,
    )
  ) {
    return say(scene, own.map((unit) => ownVersions(scene, unit)).join('\n\n'))
  }
  const pair = /^(?:对比|比较|差别|差异)\s*(?:第)?(\d{1,3})版?\s*(?:和|与|跟|、|,|，|到|\s)\s*(?:第)?(\d{1,3})版?/.exec(
    plain,
  )
  const [unit] = own
  if (!pair || !unit) return undefined
  const period = monthWithVersions(scene, unit, plain.slice(pair[0].length))
  if (period === undefined) return say(scene, wording.ownReports(unit.name, []))
  const { versions } = reportOf(reportsOf(scene, unit), period)
  const [from, to] = [versions[Number(pair[1]) - 1], versions[Number(pair[2]) - 1]]
  if (!from || !to) return say(scene, wording.noSuchVersion(unit.name, period, versions.length))
  const lines = differenceLines(formOf(scene, unit), to.figures, from.figures)
  return say(scene, wording.difference(unit.name, period, from.number, to.number, lines))
}

/** The month that is named, else the newest that was reported. */
function monthWithVersions(scene: Scene, unit: Unit, text: string): Month | undefined {
  const reports = reportsOf(scene, unit)
  const named = periodNamed(packOf(scene, unit.campaign).campaign, text)
  if (named !== undefined) return named
  return Object.keys(reports.periods)
    .sort()
    .findLast((period) => latestVersion(reports, period) !== undefined)
}

function ownVersions(scene: Scene, unit: Unit): string {
  const reports = reportsOf(scene, unit)
  const versions = Object.keys(reports.periods)
    .sort()
    .flatMap((period) => {
      const { versions, review } = reportOf(reports, period)
      return versions.map(({ number, receipt, by, at, reason }) => ({
        period,
        number,
        receipt,
        by: nameOf(scene, by),
        at: momentText(at),
        reason,
        review: review?.version === number ? review.outcome : undefined,
      }))
    })
  return wording.ownReports(unit.name, versions)
}
