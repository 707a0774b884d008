// One question about one campaign -> the answer, a choice, or what the document is silent on. The batch tool and the
// chat both use it. Here it is decided which part of a pack a question is about; what that part says is decided there.

import { inOfficialWords } from '../match/everyday.ts'
import { inMainlandWords, normaliseText } from '../match/normalise.ts'
import { mendBySound } from '../match/slip.ts'
import { findHits } from '../match/term.ts'
import { answerContact, aspectOf } from '../summary/dates.ts'
import * as wording from '../wording/question.ts'
import { noMonthlyReport } from '../wording/status.ts'
import { type Answer, joinAnswers, refuse, withDays } from './answer.ts'
import { LONGEST_QUESTION, type Reading, readAsk } from './ask.ts'
import { howOf, silenceOf } from './asked-for.ts'
import { isAboutContact, namesContact } from './contact-question.ts'
import { type Asked, readingsOf } from './follow-up.ts'
import { endsOf, isElliptical, opensAsking, partsOf, withoutStory } from './parts.ts'
import { otherPlaceIn } from './place.ts'
import type { QuestionIndex } from './question-index.ts'
import { isAboutReport, namesMore, withoutReport } from './report-question.ts'
import {
  answerItemNamed,
  answerTaskAbout,
  answerTaskNamed,
  dutyOf,
  namedByDuty,
  type Scene,
  silent,
  type TellingContext,
  tellDates,
  tellDuty,
  tellItems,
  tellReport,
  tellTopics,
  wantsOf,
} from './telling.ts'
import { certain, dayIn, findTopics, isOnDay, type Match } from './topic.ts'
import { answerTopics } from './topic-answer.ts'
import { bearsOut, openClaim, openPersonClaim } from './verdict.ts'

export interface QuestionContext extends TellingContext {
  readonly asked: Asked | undefined
}

/** Answers any text. It never throws, and it never says what the document of this campaign does not. */
export function answerQuestion(index: QuestionIndex, query: string, context: QuestionContext): Answer {
  return withDays(answerText(index, query, context))
}

function answerText(index: QuestionIndex, query: string, context: QuestionContext): Answer {
  const text = normaliseText(query.slice(0, 2 * LONGEST_QUESTION))
  if (!/[\p{L}\p{N}]/u.test(text)) return refuse(wording.notAQuestion())
  if ([...query].length > LONGEST_QUESTION) return refuse(wording.questionTooLong(LONGEST_QUESTION))
  const place = otherPlaceIn(index.places, text, (name) => findHits(index.duty.terms, name).length > 0)
  if (place !== undefined) return refuse(wording.otherPlace(place, index.pack.campaign.place))

  const ends = endsOf(text).map((end) => answerLeaning(index, end, context))
  if (ends.length > 0 && ends.every(({ status }) => status === 'answered')) return joinAnswers(ends)
  const parts = partsOf(query)
  if (parts.length < 2) return answerLeaning(index, query, context)
  const joined = joinAnswers(answerParts(index, parts, context))
  if (joined.status === 'answered') return joined
  const whole = answerLeaning(index, query, context)
  return whole.status === 'answered' ? whole : joined
}

function answerParts(index: QuestionIndex, parts: readonly string[], context: QuestionContext): readonly Answer[] {
  let asked = context.asked
  return parts.map((part, p) => {
    // 「第17项谁负责,什么时候公开」: what opens with its asking speaks of the task that the part before named.
    const task = p > 0 && /^第\d+项/.test(asked?.about ?? '') && opensAsking(part) ? asked?.about : undefined
    const alone = answerLeaning(index, task === undefined ? part : `${task}${part}`, { ...context, asked })
    const before = parts[p - 1]
    if (before === undefined || (alone.status === 'answered' && !(task === undefined && isElliptical(part)))) {
      asked = alone.asked ?? asked
      return alone
    }
    // 「电梯坏了咋个弄,该找哪个」: the second half asks about the matter of the first, whatever that was answered with.
    const matter = readAsk(before).matter.replace(/,/g, '')
    const glued = answerLeaning(index, `${matter}${part}`, context)
    const answer = glued.status === 'answered' ? glued : alone
    asked = answer.asked ?? asked
    return answer
  })
}

/** A question that leans on the one before is read in its light first, and by itself when that gives nothing. */
function answerLeaning(index: QuestionIndex, query: string, context: QuestionContext): Answer {
  const answers = readingsOf(query, context.asked).map((text) => answerOne(index, text, context))
  if (!answers.some(({ status }) => status === 'answered')) {
    const again = otherWords(query).map((text) => answerOne(index, text, context))
    const known = again.find(({ status }) => status === 'answered')
    if (known) return known
  }
  return answers.find(({ status }) => status !== 'unanswered') ?? answers.at(-1) ?? refuse(wording.notAQuestion())
}

/** The same question in the words of documents, rid of slips, and without the story around it. */
function otherWords(query: string): readonly string[] {
  const plain = normaliseText(query)
  const mainland = normaliseText(inMainlandWords(query))
  const mended = mendBySound(mainland) ?? mainland
  const official = inOfficialWords(mended) ?? mended
  const told = readAsk(official).form === 'owner' ? undefined : withoutStory(official)
  const texts = [mainland, mended, official, told ?? official]
  return [...new Set(texts)].filter((text) => text !== plain)
}

function answerOne(index: QuestionIndex, query: string, context: TellingContext): Answer {
  const reading = readAsk(query, index.phrases, LATIN.test(query) ? index.sounds() : undefined)
  const { asks, form } = reading
  const matches = findTopics(index.topics, reading)
  const scene: Scene = { index, query, reading, context, matches }
  const named = answerTaskNamed(scene) ?? answerItemNamed(scene) ?? answerDay(scene)
  if (named) return named
  if (namesContact(index.pack, reading)) return answerPhone(scene)
  const items = matches.filter(({ topic, sure }) => topic.kind === 'item' && sure)
  // Without a note how it is counted, an item only has its label.
  if (items.length > 0 && /怎么填|填什么|填哪|填写|怎么算/.test(reading.text))
    return tellItems(scene, items, !/怎么算/.test(reading.text) || /填/.test(reading.text))
  if (!asks.has('whom') && (form === 'owner' || (form === 'verdict' && OWNING.test(reading.text))))
    return answerOwner(scene)
  if (form === 'verdict' || form === 'scope') {
    const judged = dutyOf(scene)
    if (judged.kind === 'verdict' || judged.kind === 'scope') return tellDuty(scene)
  }
  const confirmed = form === 'verdict' ? confirmClaim(scene) : undefined
  if (confirmed) return confirmed
  if (form === 'list') {
    // 「动火作业要办什么手续」 asks for no department's matters.
    const { kind } = dutyOf(scene)
    if (kind === 'subjects' || kind === 'which-department') return tellDuty(scene)
  }
  if (asks.has('phone')) return answerPhone(scene)
  // 「哪项任务提到时限」 asks for the task, not for a day.
  const counted = /哪一?[项条]任务|第几项/.test(reading.text) ? answerTaskAbout(scene, wantsOf(reading)) : undefined
  if (counted) return counted
  if (asks.has('when') || asks.has('how-often') || asks.has('whom')) return answerTime(scene)
  if (asks.size > 0) return answerContent(scene)
  return answerBare(scene)
}

const LATIN = /[a-z]{2}/i

/** 「举报有奖励吗」 is a verdict on something else than an owner. */
const OWNING = /归|管|负责|牵头|属|由|抓/

/** 「首报是6月26日没错吧」: the open question is answered, with yes or no before it. */
function confirmClaim({ index, reading, context }: Scene): Answer | undefined {
  const isFact = (name: string) =>
    index.topics.topics.some((topic) => topic.kind === 'fact' && topic.fact.subject.includes(name))
  const claim = openClaim(reading.text) ?? openPersonClaim(reading.text, isFact)
  if (!claim) return undefined
  const answer = answerOne(index, claim.question, context)
  if (answer.status !== 'answered') return undefined
  return { ...answer, text: `${wording.verdict(bearsOut(claim, answer))}\n${answer.text}` }
}

/** 「8月3日要报什么」: what the document sets for that day. */
function answerDay(scene: Scene): Answer | undefined {
  const { index, reading, context } = scene
  const day = dayIn(reading.text)
  if (day === undefined || !/什么|哪些|啥|材料/.test(reading.text) || reading.asks.has('when')) return undefined
  const topics = index.topics.topics.filter((topic) => isOnDay(topic, day)).map(certain)
  if (topics.length > 0) {
    const { answer, about } = answerTopics(index, reading, context, topics)
    return { ...answer, asked: { about, how: howOf(reading) } }
  }
  const { monthly } = index.pack.campaign
  const ofReport = monthly !== undefined && (monthly.first.due.endsWith(day) || Number(day.slice(-2)) === monthly.day)
  return ofReport ? tellReport(scene, 'due') : undefined
}

/** 归谁管: the table of duties first; a fact or a task only where it names the matter more closely, or alone does. */
function answerOwner(scene: Scene): Answer {
  const { index, reading, matches } = scene
  if (isAboutReport(index.pack, reading)) {
    const sender = tellReport(scene, 'from')
    if (sender) return sender
  }
  const [best] = matches
  const duty = dutyOf(scene)
  const known = duty.status !== 'unanswered' || duty.kind === 'no-owner'
  // 「光罚款不管整改行吗」 claims no owner.
  const claims = reading.form === 'verdict' && reading.asks.size === 0
  const closer = best?.sure === true && best.topic.kind !== 'item' && (best.fit === 1 || claims)
  if (known && !(closer && best.named > namedByDuty(scene))) return tellDuty(scene)
  const byTask = answerTaskAbout(scene, 'owner')
  if (byTask && !(closer && best.named > 0)) return byTask
  if (closer) return tellTopics(scene)
  return tellDuty(scene)
}

function answerTime(scene: Scene): Answer {
  const { index, reading, context, matches } = scene
  const [best] = matches
  const about = isAboutReport(index.pack, reading)
  // In 「每月几号交调度表」 no word is of another topic, though another one has the word 每月.
  const other = !about || (best?.fit === 1 && namesMore(index.pack, reading, best.places))
  const beside = about ? undefined : withoutReport(reading.text)
  const report = beside === undefined ? undefined : tellReport(scene, aspectOf(reading.text))
  if (beside !== undefined && report) return joinAnswers([report, answerOne(index, beside, context)])
  if (best?.sure && best.topic.kind !== 'item' && other) return tellTopics(scene)
  if (about) return tellReport(scene, aspectOf(reading.text)) ?? silent(scene, noMonthlyReport())
  return answerTaskAbout(scene, 'day') ?? silent(scene)
}

/** The office has the one number that a document prints, unless it prints another for what is asked. */
function answerPhone(scene: Scene): Answer {
  const { index, reading, matches } = scene
  const [best] = matches
  if (best?.sure && best.fit === 1 && best.topic.kind === 'fact') return tellTopics(scene)
  const contact = answerContact(index.pack)
  if (contact && isAboutContact(index.pack, reading)) return tellDates(scene, contact, '联系人')
  return silent(scene)
}

/** What something is, how it is done, how many, where. */
function answerContent(scene: Scene): Answer {
  const { index, reading, matches } = scene
  const filling = /填|怎么报|报什么|怎么算|算不算|写/.test(reading.text)
  const items = matches.filter(({ topic, sure }) => topic.kind === 'item' && sure)
  if (filling && items.length > 0) return tellItems(scene, items, true)
  const [best] = matches
  if (reading.asks.has('who')) {
    // 「进展表谁来报」 asks for those who report, not for an owner.
    const about = isAboutReport(index.pack, reading) && aspectOf(reading.text) === 'from'
    const sender = about && best?.sure !== true ? tellReport(scene, 'from') : undefined
    if (sender) return sender
    const exact = best?.sure === true && best.fit === 1 && best.named >= namedByDuty(scene)
    if (!exact && dutyOf(scene).status !== 'unanswered') return tellDuty(scene)
  }
  const listed = /第几|哪一?[项条]|任务/.test(reading.text) ? answerTaskAbout(scene, wantsOf(reading)) : undefined
  if (listed) return listed
  if (best?.sure && best.topic.kind !== 'item' && !onlyListed(reading, best)) return tellTopics(scene)
  const task = isOfTasks(reading) ? answerTaskAbout(scene, wantsOf(reading)) : undefined
  if (task)
    return silenceOf(reading) === 'meaning' && !/哪一?几?[项条]/.test(reading.text)
      ? silent(scene, unexplained(scene, task))
      : task
  // A number is what a form asks for, and not what it tells.
  const number = asksNumber(reading)
  if (items.length > 0 && !number) return tellItems(scene, items, reading.asks.has('how'))
  if (dutyOf(scene).kind === 'subjects') return tellDuty(scene)
  if (filling && isAboutReport(index.pack, reading)) {
    const report = tellReport(scene, aspectOf(reading.text))
    if (report) return report
  }
  return silent(scene)
}

/** 多少 and nothing else. */
function asksNumber({ asks }: Reading): boolean {
  return asks.size === 1 && asks.has('how-many')
}

/** A task says what, who and when; a number or an address only where the facts have it. */
function isOfTasks(reading: Reading): boolean {
  return !reading.asks.has('where') && !asksNumber(reading)
}

/** 「三责同追是什么」: a fact that lists the word beside others does not say what it means. */
function onlyListed(reading: Reading, { topic }: Match): boolean {
  if (topic.kind !== 'fact' || silenceOf(reading) !== 'meaning') return false
  const asked = reading.matter.replace(/,/g, '')
  return topic.fact.facts.length > 1 && topic.fact.facts.some((fact) => normaliseText(fact) === asked)
}

/** A task uses a word without explaining it. */
function unexplained({ index }: Scene, { tasks }: Answer): string {
  return wording.taskUnexplained(tasks, index.pack.campaign.office.name)
}

/** A matter without a question: what is asked most often of its kind. */
function answerBare(scene: Scene): Answer {
  const { index, reading, matches } = scene
  const [best] = matches
  const duty = dutyOf(scene)
  const owned = duty.status !== 'unanswered' && reading.form !== 'verdict'
  if (owned && !(best?.sure && best.named > namedByDuty(scene))) return tellDuty(scene)
  if (best?.sure && reading.form === 'verdict' && best.topic.kind === 'item') {
    // 「自己查出来的还会罚吗」 asks for a rule, and no item of a form has one.
    const rules = matches.filter(({ topic, sure }) => topic.kind !== 'item' && sure)
    return rules.length > 0 ? tellTopics({ ...scene, matches: rules }) : silent(scene)
  }
  if (best?.sure) {
    const items = matches.filter(({ topic }) => topic.kind === 'item' && best.topic.kind === 'item')
    return items.length > 0 ? tellItems(scene, items, true) : tellTopics(scene)
  }
  const task = answerTaskAbout(scene, 'content')
  if (task) return task
  if (reading.content.size > 0 && isAboutReport(index.pack, reading)) {
    const report = tellReport(scene, aspectOf(reading.text))
    if (report) return report
  }
  return silent(scene)
}
