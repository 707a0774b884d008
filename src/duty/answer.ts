// A question about duties -> an answer, a choice, or "the document names nobody", as data. The sentences are in wording/.
// It never names a department that the document does not name for the matter: what is only near is asked, not answered.

import type { Duty } from '../campaign/schema.ts'
import { isOtherMatter } from '../match/compound.ts'
import { isLatin, normaliseText } from '../match/normalise.ts'
import { findBySound, type SoundHit } from '../match/sound.ts'
import { pairsOf, spreadOf } from '../match/spread.ts'
import { findHits, findMisspelt, type Hit as TermHit } from '../match/term.ts'
import { type AnswerBase, cite, type DutyAnswer, EMPTY, notNamed, type TakenFor } from './duty-answer.ts'
import type { DutyIndex, DutyTerm } from './duty-index.ts'
import { type Question, readQuestion } from './question.ts'
import { listSubjects } from './reverse.ts'

type Hit = TermHit<DutyTerm>

/** Share of the pairs of characters of a question that a row must hold to be worth asking about. */
const NEAR = 0.5

/** This many characters after the word, in none of the row's own words, may make another matter of it. */
const OTHER_TAIL = 2
/** A longer one is a sentence that is told, not the second half of a matter. */
const LONGEST_TAIL = 4

/** What is asked of an inspector rather than of an owner: then only the hazard can be meant. */
const INSPECTION = /的(?:重大)?(?:事故)?(?:安全)?隐患|反映|举报|打击|查处|[来去]查/

/** What goes wrong with a thing makes no other thing of it. */
const TROUBLE = /[漏坏破烂断裂炸烧倒塌堵锈旧老歪晃脏乱臭冒掉松响浮垮]|过期|失灵|[没不未又也]|这|那|仨|俩/

/** What may follow a word without changing the matter: who does the trade, where, what they do, what goes wrong. */
const SAME_MATTER =
  /谁来?|企业|公司|单位|老板|合作社|工人|人员|[商小门]?店|[厂铺]|摊[位点]?|场所|场地|现场|仓库|车间|设施|设备|装置|系统|管道|线路|车辆|项目|工程|经营|生产|储存|运输|使用|作业|施工|销售|零售|燃放|维修|维护|检修|检测|检验|检查|执法|整改|爆炸|着火|起火|失火|火灾|泄漏|中毒|坍塌|倒塌|触电|坏/g

/** Two syllables are too often another word (小车 sounds like 校车), three are not; nor is what is no word at all (消访). */
const SURE_SYLLABLES = 3
/** With the words of every question in it, a text sounds like too much that is shorter. */
const WHOLE_SYLLABLES = 4

/** Answers one question from the table of duties, by exact words first, then vague words, sounds, and slips of one character. */
export function answerDuty(index: DutyIndex, query: string): DutyAnswer {
  const question = readQuestion(query)
  const { matters: found, departments } = sortHits(findHits(index.terms, question.text), question)
  if (question.form === 'other') {
    return listSubjects(index, question, departments, found.length > 0) ?? notNamed(index, [])
  }
  const about = withoutCampaign(found, question)
  const matters = about.filter(
    ({ start, end }) => !isOtherMatter(question.text.slice(end), question.text.slice(0, start)),
  )
  if (about.length > 0 && matters.length === 0) {
    return notNamed(
      index,
      dutiesAt(
        index,
        found.flatMap(({ term }) => term.named),
      ).slice(0, 2),
    )
  }
  const named = matters.filter(({ term }) => term.named.length > 0)

  const listed = listSubjects(index, question, departments, named.length > 0)
  if (listed) return listed
  const claimsBody = departments.length > 0 || (question.form === 'verdict' && OTHER_BODY.test(question.text))
  const judged = claimsBody && (question.form === 'verdict' || question.form === 'scope')
  const settle = (duties: readonly Duty[], reading?: string): DutyAnswer => {
    if (judged) return judge(index, duties, departments, reading)
    return question.form === 'scope' ? placeInScope(duties, reading) : nameOwners(duties, question.body, reading)
  }

  if (named.length > 0) {
    const groups = groupHits(named, question.text).map((group) =>
      closestOf(
        index,
        dutiesAt(
          index,
          group.flatMap(({ term }) => term.named),
        ),
        question.text,
      ),
    )
    const open =
      question.form === 'verdict' || question.form === 'scope'
        ? []
        : groups.filter((duties) => !haveOneOwner(index, duties))
    const duties = [...new Set(groups.flat())]
    const doubtful =
      groups.length === 1 &&
      question.form !== 'verdict' &&
      question.form !== 'scope' &&
      named.some((hit) => hasOtherTail(index, hit, question))
    return open.length > 0 ? choose(open.flat()) : doubtful ? choose(duties) : settle(duties)
  }
  if (matters.length > 0) {
    const pointed = (hits: readonly Hit[]) =>
      dutiesAt(
        index,
        hits.flatMap(({ term }) => term.vague),
      )
    const plain = matters.filter(({ term }) => !isNarrowed(index, term, question.content))
    return plain.length > 0 ? choose(pointed(plain)) : notNamed(index, pointed(matters))
  }

  const content = departments.reduce((rest, { term }) => rest.replaceAll(term.text, ','), question.content)
  // 「拖拉机」 is a matter, and no homophone of 垃圾 stands in it; nor does 废水 in 「经费谁安排」.
  const unheard = findHits(index.elsewhere, content).reduce(
    (rest, { term }) => rest.replaceAll(term.text, ','),
    content.replace(/谁|什么|哪/g, ','),
  )
  // 专项 is a word of every question, and still a half of 「专项经废」.
  const whole = question.text.replace(/谁|什么|哪/g, ',')
  const heard = findBySound(index.sounded(), unheard)
  const inWhole = findBySound(index.sounded(), whole).filter(
    ({ term, syllables }) => syllables >= WHOLE_SYLLABLES && !isOfCampaign(term),
  )
  const leads = (sounds: readonly SoundHit<DutyTerm>[]) =>
    sounds.some(({ term }) => term.named.length > 0 || term.vague.length > 0)
  const sounds = leads(heard) ? heard : inWhole
  const sounding = dutiesAt(
    index,
    sounds.flatMap(({ term }) => term.named),
  )
  if (sounding.length > 0) {
    const sure = sounds.every(isSure) && haveOneOwner(index, sounding)
    return sure ? settle(sounding, sounds[0]?.term.text) : choose(sounding)
  }
  const pointedBySound = dutiesAt(
    index,
    sounds.flatMap(({ term }) => term.vague),
  )
  if (pointedBySound.length > 0) return choose(pointedBySound)
  const misspelt = dutiesAt(
    index,
    findMisspelt(index.terms, unheard).flatMap(({ named }) => named),
  )
  if (misspelt.length > 0) return choose(misspelt)

  const near = index.near(content).filter(({ coverage }) => coverage >= NEAR)
  return notNamed(
    index,
    near.slice(0, 2).map(({ duty }) => duty),
  )
}

/**
 * 「森林防火」 is another matter than 防火, which only pointed to a row in the first place; and 森林消防, listed as vague, is
 * another than the 消防 that the same row names.
 */
function isNarrowed({ duties }: DutyIndex, { text, vague }: DutyTerm, content: string): boolean {
  const piece = content.split(/[ ,]+/).find((part) => part.includes(text))
  if (piece !== undefined && piece.indexOf(text) >= 2 && !isLatin(piece)) return true
  return vague.every((row) =>
    [duties[row]?.subject ?? '', ...(duties[row]?.words ?? [])].some(
      (word) => word.length >= 2 && text.length >= word.length + 2 && text.endsWith(word),
    ),
  )
}

/**
 * 「水库钓鱼谁管」: what is said right behind the word is in no word of its row, so it may be another matter. A story, a
 * complaint or an inspection beside the word is none: 「煤气罐漏味道,这种归谁排查」.
 */
function hasOtherTail(index: DutyIndex, { term, end }: Hit, { text, content }: Question): boolean {
  const at = content.indexOf(term.text)
  if (at < 0 || isLatin(term.text) || /,./.test(text.slice(end)) || INSPECTION.test(text)) return false
  const tail = /^\p{Script=Han}*/u.exec(content.slice(at + term.text.length).replace(SAME_MATTER, ''))?.[0] ?? ''
  if (tail.length < OTHER_TAIL || tail.length > LONGEST_TAIL || TROUBLE.test(tail)) return false
  const own = pairsOf(
    dutiesAt(index, term.named).flatMap(({ subject, words, vague, quote }) =>
      [subject, ...words, ...vague, quote].map(normaliseText),
    ),
  )
  if (tail.length - spreadOf(own, tail).size < OTHER_TAIL) return false
  // 「烟花暴竹」 is one word of the row, written wrong from its middle on.
  return !findBySound(index.sounded(), `${term.text}${tail}`).some(
    (sound) => sound.syllables > term.text.length && sound.term.named.some((row) => term.named.includes(row)),
  )
}

/** Words of which the whole campaign is spoken; a row may be named by them only where nothing else is. */
const CAMPAIGN = /专项|排查|整治|行动|工作|牵头|组织|实施|负责|重大|事故|隐患|安全|生产|检查|的/g

function isOfCampaign({ text }: DutyTerm): boolean {
  return text.replace(CAMPAIGN, '') === ''
}

/** 「核电站由谁牵头排查整治」 is no question about who leads the campaign, though 牵头排查整治 is said of that. */
function withoutCampaign(hits: readonly Hit[], { content }: Question): readonly Hit[] {
  const ofCampaign = ({ term }: Hit) => isOfCampaign(term)
  const general = hits.filter(ofCampaign)
  if (general.length === 0) return hits
  const specific = hits.filter((hit) => !ofCampaign(hit))
  const rest = content
    .replace(CAMPAIGN, ',')
    .replace(
      /(?:全|本|我们?|咱们?|各)[镇村县区乡]|(?<=^|,)[镇村县区乡](?=$|,|[里上])|[镇村]上|村里|这|那|[次回轮个]/g,
      ',',
    )
  if (specific.length > 0) return specific
  return /\p{Script=Han}{2,}|[a-z]{3,}/u.test(rest) ? [] : hits
}

/** 「中小学校」 is a department and a matter: the form of the question says which is meant. */
function sortHits(
  hits: readonly Hit[],
  { form, text }: Question,
): { matters: readonly Hit[]; departments: readonly Hit[] } {
  const isMatter = ({ term }: Hit) => term.named.length > 0 || term.vague.length > 0
  // 「市安委办」 is not the 安委办 of the town.
  const isDepartment = ({ term, start }: Hit) => term.departments.length > 0 && !/[县市省]/.test(text[start - 1] ?? '')
  const onlyMatter = hits.some((hit) => isMatter(hit) && !isDepartment(hit))
  const onlyDepartment = hits.some((hit) => isDepartment(hit) && !isMatter(hit))
  const asDepartment = form === 'list' || (form === 'verdict' && onlyMatter && !onlyDepartment)
  return {
    matters: hits.filter((hit) => isMatter(hit) && !(isDepartment(hit) && asDepartment)),
    departments: hits.filter((hit) => isDepartment(hit) && (!isMatter(hit) || asDepartment)),
  }
}

/**
 * 「燃气和鞭炮」 are two matters, each with its answer; 「学校的电梯」 is one, which two rows may claim. Hits that nothing
 * separates belong together.
 */
function groupHits(hits: readonly Hit[], text: string): readonly (readonly Hit[])[] {
  const groups: Hit[][] = []
  let last: Hit | undefined
  for (const hit of hits) {
    const between = last && text.slice(last.end, hit.start)
    const together = between !== undefined && between.length <= 3 && !/[,和与及跟同或、]|还有|\band\b/.test(between)
    if (together) groups.at(-1)?.push(hit)
    else groups.push([hit])
    last = hit
  }
  return groups
}

/** A body that the document does not know, as the owner in 「烟花爆竹归派出所管吗」. */
const OTHER_BODY =
  /(?:归|由|属于?)(?![谁哪])\p{Script=Han}{0,7}(?:公安|派出所|[办局队站所委]|中心|部门|公司|政府|村委会)(?:来|去)?(?:管|负责|牵头|抓|监管|主管|组织|吗|吧|么|,)/u

/** This many characters more of the question make one row the one that is meant. */
const CLOSER = 4

/** The rows of a group, or the one whose words hold clearly most of the question: 「方案由谁去企业宣讲」. */
function closestOf(index: DutyIndex, duties: readonly Duty[], text: string): readonly Duty[] {
  if (haveOneOwner(index, duties)) return duties
  const held = duties
    .map((duty) => {
      const words = [duty.subject, ...duty.words, ...duty.vague].map(normaliseText)
      return { duty, size: spreadOf(pairsOf(words), text).size }
    })
    .sort((a, b) => b.size - a.size)
  const [first, second] = held
  return first && second && first.size >= second.size + CLOSER ? [first.duty] : duties
}

function isSure({ typed, slip, syllables }: SoundHit<DutyTerm>): boolean {
  return typed || slip || syllables >= SURE_SYLLABLES
}

function haveOneOwner(index: DutyIndex, duties: readonly Duty[]): boolean {
  return new Set(duties.map((duty) => [...index.ownersOf(duty)].sort().join())).size <= 1
}

function dutiesAt(index: DutyIndex, rows: readonly number[]): readonly Duty[] {
  return [...new Set(rows)].flatMap((row) => index.duties[row] ?? [])
}

/** 分管领导 leads something; where a department is asked for, it is none. */
const LEADER = /领导$/

function nameOwners(duties: readonly Duty[], body: boolean, reading: TakenFor): DutyAnswer {
  const lacks = ({ owners }: Duty) => owners.length === 0 || (body && owners.every((owner) => LEADER.test(owner)))
  if (duties.every(lacks)) {
    return { ...EMPTY, status: 'unanswered', kind: 'no-owner', duties, citation: cite(duties) }
  }
  return { ...namedBy(duties), status: 'answered', kind: 'owners', duties, reading }
}

function placeInScope(duties: readonly Duty[], reading: TakenFor): DutyAnswer {
  const facts = duties.map(({ subject }) => subject)
  return { ...EMPTY, facts, citation: cite(duties), status: 'answered', kind: 'scope', duties, reading }
}

function judge(index: DutyIndex, duties: readonly Duty[], hits: readonly Hit[], reading: TakenFor): DutyAnswer {
  if (duties.every(({ owners }) => owners.length === 0)) return nameOwners(duties, false, reading)
  const asked = new Set(hits.flatMap(({ term }) => term.departments))
  const owned = duties.filter((duty) => index.ownersOf(duty).some((owner) => asked.has(owner)))
  const holds = owned.length === duties.length ? 'all' : owned.length === 0 ? 'none' : 'some'
  return { ...namedBy(duties), status: 'answered', kind: 'verdict', holds, duties, reading }
}

function choose(duties: readonly Duty[]): DutyAnswer {
  const options = [...new Set(duties)]
  return { ...namedBy(options), status: 'choose', kind: 'which-matter', options }
}

function namedBy(duties: readonly Duty[]): AnswerBase {
  return { ...EMPTY, departments: [...new Set(duties.flatMap(({ owners }) => owners))], citation: cite(duties) }
}
