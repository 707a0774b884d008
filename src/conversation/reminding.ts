// Talk about reminders: a contact puts them off or is away; the office nudges, looks at what was and will be sent, pauses
// reminders, and takes units out of the plan.

import { dayAt, endOfMonth, type Instant, instantAt, monthOf, timeAt } from '../campaign/calendar.ts'
import { currentPeriod, periodAsked, periodNamed } from '../campaign/period.ts'
import { contactsOf, type Unit, unitKey } from '../campaign/roster.ts'
import {
  comeBack,
  emptyBook,
  goAway,
  isAway,
  keepQuiet,
  type ReminderBook,
  type SnoozeChoice,
  sentAbout,
  snooze,
  snoozeEnd,
} from '../reminder/book.ts'
import { forecastReminders } from '../reminder/forecast.ts'
import { aboutUnit } from '../reminder/members.ts'
import { planCall } from '../reminder/plan.ts'
import type { Situation } from '../reminder/situation.ts'
import { matterName } from '../reminder/text.ts'
import { audienceText } from '../wording/forecast.ts'
import * as wording from '../wording/reminding.ts'
import { readAbsence } from './absence.ts'
import { fillingOf, isMissing, stateText } from './filling.ts'
import { deskOf, nameOf, note, packOf, type Scene, say, tell, withBook, withDesk } from './scene.ts'
import { namedUnits } from './unit-names.ts'

const SNOOZE: readonly (readonly [RegExp, SnoozeChoice])[] = [
  [/^(?:(?:请|麻烦)?(?:今天)?下午|吃完饭|午后)再?(?:提醒|叫|通知|说|催)(?:我|一下)*[吧。]?$/, 'afternoon'],
  [/^(?:请|麻烦)?明[天早]再?(?:提醒|叫|通知|说|催)(?:我|一下)*[吧。]?$/, 'tomorrow'],
  [
    /^(?:请|麻烦)?(?:稍后|稍等|晚点|晚些|等会儿?|过会儿?|一会儿?|回头|过?[1一]个?小时后?)再?(?:提醒|叫|通知|催)(?:我|一下)*[吧。]?$/,
    'hour',
  ],
]
/** 「稍后」 alone leaves a form that is open; otherwise it is about reminders. */
const LATER = /^(?:请)?(?:稍后|晚点|等会儿?|过会儿?)(?:吧|再说)?[。]?$/
const QUIET = /^(?:今天|今日)?(?:请|麻烦)?(?:别|不要|不用|勿|莫)再?(?:提醒|催|发提醒)(?:我|了)*[。！!]?$/
const BACK = /^(?:我|本人)?(?:已经?)?(?:出差)?(?:回来|回村|回单位|上班|销假|休完假)了[。！!]?$/

/** What someone says of their own reminders; undefined when the text is about something else. */
export function answerOwnReminders(scene: Scene, text: string): Scene | undefined {
  if (scene.person.units.length === 0) return undefined
  const plain = text.normalize('NFKC').replace(/\s+/g, '')
  const choice = SNOOZE.find(([pattern]) => pattern.test(plain))?.[1]
  if (choice ?? (LATER.test(plain) && !fillingOf(scene))) return putOff(scene, choice ?? 'hour')
  const today = dayAt(scene.now)
  if (QUIET.test(plain)) return say(keep(scene, keepQuiet(bookOf(scene), today)), wording.quietToday())
  if (BACK.test(plain)) {
    const book = bookOf(scene)
    if (!isAway(book, today)) return say(keep(scene, comeBack(book)), wording.notAway())
    return say(keep(scene, comeBack(book)), wording.back())
  }
  const absence = readAbsence(text, today)
  return absence && beAway(scene, absence.until, absence.deputy)
}

function putOff(scene: Scene, choice: SnoozeChoice): Scene {
  const until = snoozeEnd(choice, scene.now)
  const day = dayAt(until)
  return say(keep(scene, snooze(bookOf(scene), until)), wording.snoozed(day, timeAt(until), day === dayAt(scene.now)))
}

function beAway(scene: Scene, until: string | undefined, named: string | undefined): Scene {
  if (until === undefined) return say(scene, wording.askAwayUntil())
  const { person, world } = scene
  const units = person.units.map(({ name }) => name)
  const own = new Set(person.units.map(unitKey))
  const deputy = [...world.roster.people.values()].find(
    ({ userid, name, units: theirs }) =>
      name === named && userid !== person.userid && theirs.some((unit) => own.has(unitKey(unit))),
  )
  if (named !== undefined && !deputy) return say(scene, wording.noSuchDeputy(named, units))
  const kept = keep(scene, goAway(bookOf(scene), until, deputy?.userid))
  const told = deputy
    ? tell(kept, person.units[0]?.campaign ?? '', deputy.userid, wording.youAreDeputy(person.name, units, until))
    : kept
  return say(told, wording.away(until, deputy?.name))
}

/** What the office, and for 催报 a leader too, asks of reminders; undefined when the text is about something else. */
export function answerOfficeReminders(scene: Scene, text: string): Scene | undefined {
  const { office, leader } = scene.person
  if (office.length + leader.length === 0) return undefined
  const plain = text.normalize('NFKC').trim()
  if (isCall(plain)) return callUnits(scene, plain)
  if (office.length === 0) return undefined
  if (/(?:缺报|催报|未报|没报)(?:的|单位)*(?:名单|电话|联系)|谁没报\S{0,6}(?:电话|联系)/.test(plain))
    return say(scene, chaseText(scene, plain))
  if (/^(?:看看?|查看?)?(?:本月|这个?月)?(?:的)?提醒计划[？?。]?$/.test(plain)) return say(scene, planText(scene))
  if (/提醒记录|(?:提醒|催报?)过(?:谁|哪些)|发过(?:哪些|什么)提醒/.test(plain))
    return say(scene, sentText(scene, plain))
  if (
    /^(?:先)?(?:暂停|停止|停发|关掉|恢复|继续|重新)(?:发)?(?:所有|全部|\S{2,20}的)?提醒|提醒(?:先)?(?:暂停|停了|恢复)/.test(
      plain,
    )
  ) {
    return pause(scene, plain, !/恢复|继续|重新/.test(plain))
  }
  if (/免报|不用(?:上)?报了?$|恢复上报|照常上报/.test(plain))
    return exempt(scene, plain, !/恢复上报|照常上报|取消免报/.test(plain))
  return undefined
}

/** 「催报」, 「催一下样例七村」, 「请样例七村今天补报」. */
function isCall(text: string): boolean {
  if (/[?？]|催过|谁/.test(text) || text.length > 60) return false
  return (
    (/^(?:请|帮我|再)?(?:催报|催一催|催催|催一下|催|提醒一下|提醒)(?:报|填)?/.test(text) &&
      !/提醒(?:计划|记录)/.test(text)) ||
    /^(?:请|让|叫|通知)\S{2,40}(?:补报|报上来|赶紧报|尽快报|快报|上报)/.test(text)
  )
}

function callUnits(scene: Scene, text: string): Scene {
  const campaigns = [...new Set([...scene.person.office, ...scene.person.leader])]
  return campaigns.reduce((next, campaign) => callCampaign(next, campaign, text, campaigns.length > 1), scene)
}

function callCampaign(scene: Scene, campaign: string, text: string, several: boolean): Scene {
  const { campaign: definition } = packOf(scene, campaign)
  const period = periodAsked(definition, text, scene.now)
  if (period === undefined) return scene
  const all = scene.world.roster.units.get(campaign) ?? []
  const named = namedUnits(all, text)
  const owing = (named.length > 0 ? named : all).filter((unit) => isMissing(scene, unit, period))
  const only = named.length === 1 ? named[0] : undefined
  if (owing.length === 0) {
    if (several && named.length === 0 && all.length === 0) return scene
    return say(scene, only ? wording.callOff(only.name, period) : wording.nobodyMissing(period))
  }
  const pushes = planCall(situationOf(scene), campaign, period, new Set(owing.map(unitKey)))
  const reached = new Set(pushes.flatMap(({ steps }) => steps.map(({ about }) => about)))
  const isReached = (unit: Unit) => reached.has(aboutUnit(unit))
  const told = pushes.reduce(
    (next, { to, text: words, book }) => tell(withBook(next, to, book), campaign, to, words),
    scene,
  )
  const noted = owing.filter(isReached).reduce((next, unit) => note(next, unit, { period, what: 'called' }), told)
  return say(
    noted,
    wording.called(
      owing.filter(isReached).length,
      pushes.map(({ to }) => nameOf(scene, to)),
      owing.filter((unit) => !isReached(unit)).map(({ name }) => name),
    ),
  )
}

/** Whom to telephone: each unit that has not reported, its contacts with their numbers, how far it is, when it was last told. */
function chaseText(scene: Scene, text: string): string {
  const lists = scene.person.office.flatMap((campaign) => {
    const { campaign: definition } = packOf(scene, campaign)
    const period = periodAsked(definition, text, scene.now)
    if (period === undefined) return []
    const missing = (scene.world.roster.units.get(campaign) ?? []).filter((unit) => isMissing(scene, unit, period))
    const lines = missing.map((unit) => {
      const contacts = contactsOf(scene.world.roster, unit)
      const told = contacts.flatMap(({ userid }) => {
        const book = scene.books.get(userid)
        return book ? sentAbout(book, campaign).filter(({ about }) => about === aboutUnit(unit)) : []
      })
      const last = Math.max(0, ...told.map(({ at }) => at))
      return wording.chaseLine(
        unit.name,
        contacts.map(({ name, mobile }) => (mobile ? `${name} ${mobile}` : name)),
        stateText(scene, unit, period),
        last === 0 ? undefined : { day: dayAt(last), time: timeAt(last), times: told.length },
      )
    })
    return [wording.chase(period, lines)]
  })
  return lists.join('\n\n')
}

/** What would still be sent this month, one line for each step. */
function planText(scene: Scene): string {
  const until = endOfMonth(monthOf(dayAt(scene.now)))
  const { roster, schedule } = scene.world
  const own = new Set(scene.person.office)
  const matters = schedule.matters.filter(({ pack }) => own.has(pack.campaign.id))
  const lines = forecastReminders(
    { ...schedule, matters },
    roster,
    scene.now,
    instantAt(until, '23:59'),
    (campaign) => deskOf(scene, campaign),
    (userid) => scene.books.get(userid),
  )
  return wording.plan(
    until,
    lines.map(({ at, audience, people, matter }) => ({
      day: dayAt(at),
      time: timeAt(at),
      to: `${audienceText(audience)}${people.length}人`,
      what: matterName(matter),
    })),
  )
}

const MOST_SENT = 60

/** What was sent to the contacts of the office's campaigns, or of one unit, newest first. */
function sentText(scene: Scene, text: string): string {
  const lines = new Map<string, { at: Instant; step: string; people: Set<string> }>()
  for (const campaign of scene.person.office) {
    const named = namedUnits(scene.world.roster.units.get(campaign) ?? [], text)
    const about = new Set(named.map(aboutUnit))
    for (const [userid, book] of scene.books) {
      for (const one of sentAbout(book, campaign)) {
        if (about.size > 0 && !about.has(one.about)) continue
        const name = `${timeKey(one.at)} ${wording.stepName(one.step)}`
        const line = lines.get(name) ?? { at: one.at, step: wording.stepName(one.step), people: new Set<string>() }
        line.people.add(nameOf(scene, userid))
        lines.set(name, line)
      }
    }
  }
  return wording.sent(
    [...lines.values()]
      .sort((a, b) => b.at - a.at)
      .slice(0, MOST_SENT)
      .map(({ at, step, people }) => ({ day: dayAt(at), time: timeAt(at), step, people: [...people] })),
  )
}

function timeKey(at: Instant): string {
  return `${dayAt(at)} ${timeAt(at)}`
}

function pause(scene: Scene, text: string, on: boolean): Scene {
  return scene.person.office.reduce((next, campaign) => {
    const named = namedUnits(next.world.roster.units.get(campaign) ?? [], text)
    const targets: readonly (Unit | undefined)[] = named.length > 0 ? named : [undefined]
    return targets.reduce((one, unit) => {
      const what = unit?.name ?? packOf(next, campaign).campaign.name
      const desk = deskOf(one, campaign)
      const others = desk.pauses.filter(({ unit: each }) => !isSameTarget(each, unit))
      if (!on) {
        if (others.length === desk.pauses.length) return say(one, wording.notPaused(what))
        return say(withDesk(one, { ...desk, pauses: others }), wording.resumed(what))
      }
      const added = { by: scene.person.userid, at: scene.now, ...(unit ? { unit } : {}) }
      return say(withDesk(one, { ...desk, pauses: [...others, added] }), wording.paused(what))
    }, next)
  }, scene)
}

function isSameTarget(a: Unit | undefined, b: Unit | undefined): boolean {
  return a === undefined || b === undefined ? a === b : unitKey(a) === unitKey(b)
}

/** 「样例七村免报」 from this month on; 「样例七村7月免报」 for that month only. */
function exempt(scene: Scene, text: string, on: boolean): Scene {
  const campaigns = scene.person.office
  const named = campaigns.flatMap((campaign) => namedUnits(scene.world.roster.units.get(campaign) ?? [], text))
  if (named.length === 0) return say(scene, wording.whichUnitToExempt())
  return named.reduce((next, unit) => {
    const { campaign } = packOf(next, unit.campaign)
    const desk = deskOf(next, unit.campaign)
    const others = desk.exemptions.filter(({ unit: one }) => unitKey(one) !== unitKey(unit))
    if (!on) {
      if (others.length === desk.exemptions.length) return say(next, wording.notExempt(unit.name))
      return say(withDesk(next, { ...desk, exemptions: others }), wording.exemptionEnded(unit.name))
    }
    const month = periodNamed(campaign, text)
    const from = month ?? currentPeriod(campaign, next.now)
    if (from === undefined) return next
    const to = month !== undefined && !/起|以后|开始/.test(text) ? month : undefined
    const added = { unit, from, by: next.person.userid, at: next.now, ...(to === undefined ? {} : { to }) }
    return say(withDesk(next, { ...desk, exemptions: [...others, added] }), wording.exempted(unit.name, from, to))
  }, scene)
}

function bookOf({ books, person }: Scene): ReminderBook {
  return books.get(person.userid) ?? emptyBook
}

function keep(scene: Scene, book: ReminderBook): Scene {
  return withBook(scene, scene.person.userid, book)
}

function situationOf(scene: Scene): Situation {
  return {
    schedule: scene.world.schedule,
    roster: scene.world.roster,
    deskOf: (campaign) => scene.desks.get(campaign),
    reportsOf: (unit) => scene.reports.get(unit),
    bookOf: (userid) => scene.books.get(userid),
    talks: [],
    snoozed: [],
    now: scene.now,
  }
}
