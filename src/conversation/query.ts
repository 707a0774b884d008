// Questions: what the document says, who has reported, what a unit reported. Who may ask what is decided here.

import type { Month } from '../campaign/calendar.ts'
import { isExempt } from '../campaign/desk.ts'
import type { Pack } from '../campaign/pack.ts'
import { periodAsked } from '../campaign/period.ts'
import type { Unit } from '../campaign/roster.ts'
import { parseCommand } from '../form/answers/commands.ts'
import type { Answer } from '../question/answer.ts'
import { isQuestion, readAsk } from '../question/ask.ts'
import { leansOn } from '../question/follow-up.ts'
import { answerQuestion as answerFromPack } from '../question/routing.ts'
import { newestVersion } from '../report/unit-reports.ts'
import { renderMissing, renderProgress } from '../summary/status.ts'
import { flags as flagsText } from '../wording/reviewing.ts'
import * as wording from '../wording/status.ts'
import * as talk from '../wording/talk.ts'
import { answerFigures } from './figures-query.ts'
import { fillingOf, stateText, submittedOf } from './filling.ts'
import { reviewText } from './review.ts'
import { flagsOf } from './reviewing.ts'
import { deskOf, formOf, packOf, reportsOf, type Scene, say, withSession } from './scene.ts'
import { namedUnits } from './unit-names.ts'

const MISSING = [
  '谁没报',
  '谁还没报',
  '哪些没报',
  '哪个没报',
  '缺报',
  '没报的',
  '未报',
  '谁没交',
  '还差谁',
  '缺谁',
  '没上报',
  'who is missing',
]
const PROGRESS = ['进度', '情况', '多少家报', '几家报', '报了几', '报齐', '状态', 'progress', 'status']
const REPORTED = ['报了', '报的', '多少', '查看', '看看', '数据', '数字', '填了', '明细', '上报']

/**
 * Answers a question that anyone of the campaign may ask, and remembers it for the next one. Undefined when the text is
 * not one. While a field is open only what is plainly a question counts, so that an answer is never taken for one.
 */
export function answerQuestion(scene: Scene, text: string): Scene | undefined {
  const open = fillingOf(scene) !== undefined
  const { asked } = scene.session
  const leaning = !(open && /^\s*\d+\s*$/.test(text)) && leansOn(text, asked)
  const plain = leaning || (isQuestion(text) && !isStatusQuestion(text))
  if (!plain && (open || parseCommand(text) !== undefined)) return undefined
  const packs = campaignsOf(scene)
  const answers = packs.flatMap((pack) => {
    const index = scene.world.questions.get(pack.campaign.id)
    if (!index) return []
    const forms = scene.person.units
      .filter(({ campaign, form }) => campaign === pack.campaign.id && form !== '')
      .map((unit) => formOf(scene, unit))
    const context = { now: scene.now, forms: [...new Set(forms)], asked, numbered: !open }
    return { name: pack.campaign.name, answer: answerFromPack(index, text, context) }
  })
  const known = answers.filter(({ answer }) => answer.status !== 'unanswered')
  if (known.length === 0 && (!plain || parseCommand(text) !== undefined)) return undefined
  const told = known.length > 0 ? known : answers
  if (told.length === 0) return undefined
  const said = told.map(({ name, answer }) => (packs.length > 1 ? `${name}：${answer.text}` : answer.text))
  return remember(say(scene, said.join('\n\n')), told[0]?.answer)
}

function remember(scene: Scene, answer: Answer | undefined): Scene {
  return answer?.asked === undefined ? scene : withSession(scene, { asked: answer.asked })
}

/** Answers what only the office and the leaders may ask. Undefined when the text is not such a question. */
export function answerOffice(scene: Scene, text: string): Scene | undefined {
  const packs = watchedBy(scene)
  if (packs.length === 0) return undefined
  const figures = answerFigures(scene, packs, text)
  if (figures) return figures
  const unitAsked = answerUnit(scene, packs, text)
  if (unitAsked) return unitAsked
  if (!isStatusQuestion(text)) return undefined
  const missing = MISSING.some((word) => text.includes(word))
  const texts = packs.map((pack) => {
    const period = periodAsked(pack.campaign, text, scene.now)
    if (!period) return wording.noMonthlyReport()
    const input = {
      pack,
      units: reportingUnits(scene, pack.campaign.id, period),
      reportsOf: (unit: Unit) => reportsOf(scene, unit),
      period,
      now: scene.now,
      named: packs.length > 1 ? pack.campaign.name : undefined,
    }
    return missing ? renderMissing(input) : renderProgress(input)
  })
  return say(scene, texts.join('\n\n'))
}

/** The units that have to report a month: all but those that are exempt. */
function reportingUnits(scene: Scene, campaign: string, period: Month): readonly Unit[] {
  const desk = deskOf(scene, campaign)
  return (scene.world.roster.units.get(campaign) ?? []).filter((unit) => !isExempt(desk, unit, period))
}

/** Tells someone who is neither of the office nor a leader that the status is not theirs to see. */
export function refuseStatus(scene: Scene, text: string): Scene | undefined {
  return isStatusQuestion(text) ? say(scene, talk.onlyOffice()) : undefined
}

/** The campaigns in which a person is of the office or a leader. */
function watchedBy({ world, person }: Scene): readonly Pack[] {
  const watched = new Set([...person.office, ...person.leader])
  return [...world.packs.values()].filter(({ campaign }) => watched.has(campaign.id))
}

/** 「动员部署情况什么时候报」 asks for a day, though it speaks of 情况. */
function isStatusQuestion(text: string): boolean {
  const plain = text.toLowerCase()
  if (MISSING.some((word) => plain.includes(word))) return true
  const { asks } = readAsk(text)
  const other = (['when', 'whom', 'how-often', 'phone'] as const).some((ask) => asks.has(ask))
  return !other && PROGRESS.some((word) => plain.includes(word))
}

/** 「样例一村报了多少」, or just 「样例一村」. */
function answerUnit(scene: Scene, packs: readonly Pack[], text: string): Scene | undefined {
  // A department is a unit too: 「镇规划建设办管哪些」 asks for its duties, not for its report.
  if (isQuestion(text) && !REPORTED.some((word) => text.includes(word))) return undefined
  const units = packs.flatMap(({ campaign }) => scene.world.roster.units.get(campaign.id) ?? [])
  const named = namedUnits(units, text)
  if (named.length === 0)
    return /(村|社区|办|站|所|队|中心)/.test(text) && REPORTED.some((word) => text.includes(word))
      ? guessUnit(scene, units, text)
      : undefined
  return say(scene, named.map((unit) => unitText(scene, unit, text)).join('\n\n'))
}

/** A name typed in part, such as 「一村报了多少」: told when it fits one unit, asked when it fits several. */
function guessUnit(scene: Scene, units: readonly Unit[], text: string): Scene {
  const typed =
    text.split(/报|的|多少|查看|看看|数据|数字|填|明细|上|\d+\s*月|[?？\s]/).find((part) => part.length > 1) ?? ''
  const fitting = units.filter(({ name }) => typed !== '' && name.includes(typed))
  const [only] = fitting
  if (only && fitting.length === 1) return say(scene, unitText(scene, only, text))
  return say(
    scene,
    fitting.length > 0 ? wording.whichUnit(fitting.map(({ name }) => name)) : wording.noSuchUnit(units.length),
  )
}

function unitText(scene: Scene, unit: Unit, text: string): string {
  const pack = packOf(scene, unit.campaign)
  const period = periodAsked(pack.campaign, text, scene.now)
  if (!period) return wording.noMonthlyReport()
  if (!newestVersion(reportsOf(scene, unit), period))
    return wording.unitMissing(unit.name, period, stateText(scene, unit, period))
  const flags = flagsOf(scene, unit, period)
  const figures = reviewText(submittedOf(scene, unit, period))
  return flags.length > 0 ? `${flagsText(flags)}\n${figures}` : figures
}

function campaignsOf({ world, person }: Scene): readonly Pack[] {
  const ids = new Set([...person.units.map(({ campaign }) => campaign), ...person.office, ...person.leader])
  return [...world.packs.values()].filter(({ campaign }) => ids.has(campaign.id))
}
