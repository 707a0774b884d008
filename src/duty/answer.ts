// A question about duties -> an answer, a choice, or "the document names nobody", as data. The sentences are in wording/.
// It never names a department that the document does not name for the matter: what is only near is asked, not answered.

import type { Duty } from '../campaign/schema.ts'
import { isOtherMatter } from '../match/compound.ts'
import { isLatin, normaliseText } from '../match/normalise.ts'
import { findBySound, type SoundHit } from '../match/sound.ts'
import { pairsOf, spreadOf } from '../match/spread.ts'
import { findHits, findMisspelt, type Hit as TermHit } from '../match/term.ts'
import type { DutyIndex, DutyTerm } from './duty-index.ts'
import { type Question, readQuestion } from './question.ts'

type Hit = TermHit<DutyTerm>

interface AnswerBase {
  /** The departments that the answer names, as the document writes them. */
  readonly departments: readonly string[]
  /** Matters, where these were asked for. */
  readonly facts: readonly string[]
  /** Numbers of tasks; a table of duties has none. */
  readonly tasks: readonly number[]
  /** Clause and quote of every row that the answer rests on, a line each. */
  readonly citation: string
}

/** What a person's own word was taken for, when they wrote it otherwise: 「ran qi」 for 燃气. */
type Reading = string | undefined

export type DutyAnswer = AnswerBase &
  (
    | {
        readonly status: 'answered'
        readonly kind: 'owners'
        readonly duties: readonly Duty[]
        readonly reading: Reading
      }
    | {
        readonly status: 'answered'
        readonly kind: 'verdict'
        /** Whether the asked department owns all of the matters, none, or some. */
        readonly holds: 'all' | 'none' | 'some'
        readonly duties: readonly Duty[]
        readonly reading: Reading
      }
    | {
        readonly status: 'answered'
        readonly kind: 'subjects'
        readonly groups: readonly { readonly department: string; readonly duties: readonly Duty[] }[]
      }
    | { readonly status: 'choose'; readonly kind: 'which-matter'; readonly options: readonly Duty[] }
    | { readonly status: 'choose'; readonly kind: 'which-department' }
    /** The document lists the matter and leaves its owner open. */
    | { readonly status: 'unanswered'; readonly kind: 'no-owner'; readonly duties: readonly Duty[] }
    /** Nothing in the document; `nearest` may be asked about, never answered. */
    | { readonly status: 'unanswered'; readonly kind: 'not-named'; readonly nearest: readonly Duty[] }
  )

/** Share of the pairs of characters of a question that a row must hold to be worth asking about. */
const NEAR = 0.5

/** This many characters after the word, in none of the row's own words, may make another matter of it. */
const OTHER_TAIL = 2

/** What separates one matter from the next, or is a word of asking. */
const JOINERS = /找|[和与及跟同或]|还有|分别|各自/g

/** What may follow a word without changing the matter: who does the trade, where, what they do, what goes wrong. */
const SAME_MATTER =
  /谁来?|企业|公司|单位|老板|合作社|工人|人员|[商小门]?店|[厂铺]|摊[位点]?|场所|场地|现场|仓库|车间|设施|设备|装置|系统|管道|线路|车辆|项目|工程|经营|生产|储存|运输|使用|作业|施工|销售|零售|燃放|维修|维护|检修|检测|检验|检查|执法|整改|爆炸|着火|起火|失火|火灾|泄漏|中毒|坍塌|倒塌|触电|坏/g

/** Two syllables are too often another word (小车 sounds like 校车), three are not. */
const SURE_SYLLABLES = 3

/** Answers one question from the table of duties, by exact words first, then vague words, sounds, and slips of one character. */
export function answerDuty(index: DutyIndex, query: string): DutyAnswer {
  const question = readQuestion(query)
  if (question.form === 'other') return notNamed(index, [])
  const { matters: found, departments } = sortHits(findHits(index.terms, question.text), question)
  const matters = found.filter(({ end }) => !isOtherMatter(question.text.slice(end)))
  if (found.length > 0 && matters.length === 0) {
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
  const settle = (duties: readonly Duty[], reading?: string) =>
    question.form === 'verdict' && departments.length > 0
      ? judge(index, duties, departments, reading)
      : nameOwners(duties, reading)

  if (named.length > 0) {
    const groups = groupHits(named, question.text).map((group) =>
      dutiesAt(
        index,
        group.flatMap(({ term }) => term.named),
      ),
    )
    const open = question.form === 'verdict' ? [] : groups.filter((duties) => !haveOneOwner(index, duties))
    const duties = [...new Set(groups.flat())]
    const doubtful = question.form !== 'verdict' && named.some((hit) => hasOtherTail(index, hit, question.content))
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
  const sounds = findBySound(index.sounded(), content)
  const sounding = dutiesAt(
    index,
    sounds.flatMap(({ term }) => term.named),
  )
  if (sounding.length > 0) {
    const sure = sounds.every(isSure) && haveOneOwner(index, sounding)
    return sure ? settle(sounding, sounds[0]?.term.text) : choose(sounding)
  }
  const misspelt = dutiesAt(
    index,
    findMisspelt(index.terms, content).flatMap(({ named }) => named),
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

/** 「水库钓鱼」 and 「图书馆谁值班」: what comes after the word is in no word of its row, so it may be about something else. */
function hasOtherTail(index: DutyIndex, { term }: Hit, content: string): boolean {
  const at = content.indexOf(term.text)
  if (at < 0 || isLatin(term.text)) return false
  const said = content
    .slice(at + term.text.length)
    .replace(JOINERS, ',')
    .replace(SAME_MATTER, '')
  const next = findHits(index.terms, said)[0]?.start ?? said.length
  const tail = /^\p{Script=Han}*/u.exec(said.slice(0, next))?.[0] ?? ''
  if (tail.length < OTHER_TAIL) return false
  const rows = dutiesAt(index, term.named)
  const own = pairsOf(
    rows.flatMap(({ subject, words, vague, quote }) => [subject, ...words, ...vague, quote].map(normaliseText)),
  )
  if (tail.length - spreadOf(own, tail).size < OTHER_TAIL) return false
  // 「烟花暴竹」 is one word of the row, written wrong from its middle on.
  return !findBySound(index.sounded(), `${term.text}${tail}`).some(
    (sound) => sound.syllables > term.text.length && sound.term.named.some((row) => term.named.includes(row)),
  )
}

/** 「中小学校」 is a department and a matter: the form of the question says which is meant. */
function sortHits(hits: readonly Hit[], { form }: Question): { matters: readonly Hit[]; departments: readonly Hit[] } {
  const isMatter = ({ term }: Hit) => term.named.length > 0 || term.vague.length > 0
  const isDepartment = ({ term }: Hit) => term.departments.length > 0
  const onlyMatter = hits.some((hit) => isMatter(hit) && !isDepartment(hit))
  const onlyDepartment = hits.some((hit) => isDepartment(hit) && !isMatter(hit))
  const asDepartment = form === 'list' || (form === 'verdict' && onlyMatter && !onlyDepartment)
  return {
    matters: hits.filter((hit) => isMatter(hit) && !(isDepartment(hit) && asDepartment)),
    departments: hits.filter((hit) => isDepartment(hit) && (!isMatter(hit) || asDepartment)),
  }
}

/** Answers 「规划建设办管哪些」; undefined when the question is about a matter. */
function listSubjects(
  index: DutyIndex,
  question: Question,
  hits: readonly Hit[],
  hasMatter: boolean,
): DutyAnswer | undefined {
  const asked = new Set(hits.flatMap(({ term }) => term.departments))
  if (asked.size === 0) {
    if (question.form !== 'list' || hasMatter) return undefined
    const pieces = question.content.split(',').filter((piece) => /^\p{Script=Han}{2,}$/u.test(piece))
    const alike = [...index.departments.entries()].filter(([, { name }]) =>
      pieces.some((piece) => name.includes(piece)),
    )
    if (alike.length === 0) return undefined
    if (alike.length > 1) {
      return { ...EMPTY, status: 'choose', kind: 'which-department', departments: alike.map(([, { name }]) => name) }
    }
    for (const [d] of alike) asked.add(d)
  } else if (question.form !== 'list') {
    const rest = hits.reduce((text, { term }) => text.replaceAll(term.text, ','), question.content)
    if (question.form !== 'bare' || hasMatter || !/^[,镇]*$/.test(rest)) return undefined
  }
  const groups = [...asked].flatMap((d) => {
    const department = index.departments[d]?.name
    const duties = index.duties.filter((duty) => index.ownersOf(duty).includes(d))
    return department === undefined || duties.length === 0 ? [] : [{ department, duties }]
  })
  if (groups.length === 0) return notNamed(index, [])
  const duties = groups.flatMap((group) => group.duties)
  return {
    status: 'answered',
    kind: 'subjects',
    groups,
    departments: groups.map(({ department }) => department),
    facts: [...new Set(duties.map(({ subject }) => subject))],
    tasks: [],
    citation: cite(duties),
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

function isSure({ typed, syllables }: SoundHit<DutyTerm>): boolean {
  return typed || syllables >= SURE_SYLLABLES
}

function haveOneOwner(index: DutyIndex, duties: readonly Duty[]): boolean {
  return new Set(duties.map((duty) => [...index.ownersOf(duty)].sort().join())).size <= 1
}

function dutiesAt(index: DutyIndex, rows: readonly number[]): readonly Duty[] {
  return [...new Set(rows)].flatMap((row) => index.duties[row] ?? [])
}

function nameOwners(duties: readonly Duty[], reading: Reading): DutyAnswer {
  if (duties.every(({ owners }) => owners.length === 0)) {
    return { ...EMPTY, status: 'unanswered', kind: 'no-owner', duties, citation: cite(duties) }
  }
  return { ...namedBy(duties), status: 'answered', kind: 'owners', duties, reading }
}

function judge(index: DutyIndex, duties: readonly Duty[], hits: readonly Hit[], reading: Reading): DutyAnswer {
  if (duties.every(({ owners }) => owners.length === 0)) return nameOwners(duties, reading)
  const asked = new Set(hits.flatMap(({ term }) => term.departments))
  const owned = duties.filter((duty) => index.ownersOf(duty).some((owner) => asked.has(owner)))
  const holds = owned.length === duties.length ? 'all' : owned.length === 0 ? 'none' : 'some'
  return { ...namedBy(duties), status: 'answered', kind: 'verdict', holds, duties, reading }
}

function choose(duties: readonly Duty[]): DutyAnswer {
  const options = [...new Set(duties)]
  return { ...namedBy(options), status: 'choose', kind: 'which-matter', options }
}

function notNamed(index: DutyIndex, nearest: readonly Duty[]): DutyAnswer {
  const { clause, fallback } = index
  const citation = fallback ? `${clause}：${fallback.quote}` : clause
  return { ...EMPTY, status: 'unanswered', kind: 'not-named', nearest, citation }
}

const EMPTY: AnswerBase = { departments: [], facts: [], tasks: [], citation: '' }

function namedBy(duties: readonly Duty[]): AnswerBase {
  return { ...EMPTY, departments: [...new Set(duties.flatMap(({ owners }) => owners))], citation: cite(duties) }
}

function cite(duties: readonly Duty[]): string {
  return [...new Set(duties.map(({ clause, quote }) => `${clause}：${quote}`))].join('\n')
}
