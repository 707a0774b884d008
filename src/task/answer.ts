// A question about the task list -> tasks with their owners and days, as data. The sentences are in wording/task.ts.
// It names only the owners and the days that are printed beside a task.

import type { Task, Tasks } from '../campaign/schema.ts'
import { isOtherMatter } from '../match/compound.ts'
import { normaliseText } from '../match/normalise.ts'
import { findBySound } from '../match/sound.ts'
import { pairsOf, spreadOf } from '../match/spread.ts'
import { findHits, findMisspelt, type Hit } from '../match/term.ts'
import type { TaskIndex, TaskTerm } from './task-index.ts'
import { type MonthPart, measuresIn, monthIn, numbersIn } from './task-question.ts'

/** A question as it was read elsewhere; the places of `content` say what it is about. */
export interface TaskQuestion {
  readonly text: string
  readonly matter: string
  readonly content: ReadonlySet<number>
  /** Whether an owner, a day, or neither is asked for. */
  readonly wants: 'owner' | 'day' | 'content'
  /** Whether it asks for all tasks that fit: 「有哪些任务」. */
  readonly list: boolean
}

export type TaskAnswer =
  /** The tasks that were named by number or that are about the matter. */
  | { readonly kind: 'tasks'; readonly tasks: readonly Task[]; readonly reading: string | undefined }
  | { readonly kind: 'owned'; readonly owner: string; readonly tasks: readonly Task[] }
  /** What is due in a month, or a part of it, as the person named it. */
  | {
      readonly kind: 'due'
      readonly owner: string | undefined
      readonly month: string
      readonly tasks: readonly Task[]
    }
  | { readonly kind: 'measure'; readonly measure: Tasks['measures'][number]; readonly tasks: readonly Task[] }
  | { readonly kind: 'count'; readonly tasks: number; readonly measures: number }
  | { readonly kind: 'no-number'; readonly number: number; readonly last: number }
  /** Several tasks of different owners, of which the person chooses. */
  | { readonly kind: 'choose'; readonly tasks: readonly Task[] }

/** What a question names outright: a number, a measure, a month, an owner; undefined when it names none of these. */
export function answerNamedTask(index: TaskIndex, question: TaskQuestion): TaskAnswer | undefined {
  const { text } = question
  if (
    /(?:多少|(?<![哪第])几)(?:个|项|条)?(?:重点)?(?:工作)?任务|任务(?:一共|总共|共|有)*(?:多少|几)|(?:多少|(?<![哪第])几)(?:条|项|个)?(?:硬)?措施/.test(
      text,
    )
  ) {
    const owner = ownerIn(index, question)
    if (!owner) return { kind: 'count', tasks: index.tasks.length, measures: index.measures.length }
    return { kind: 'owned', owner: owner.name, tasks: owner.tasks }
  }
  const numbers = numbersIn(text)
  const [first] = numbers
  if (first !== undefined) {
    const tasks = numbers.flatMap((number) => index.byNumber.get(number) ?? [])
    if (tasks.length > 0) return { kind: 'tasks', tasks, reading: undefined }
    return { kind: 'no-number', number: first, last: Math.max(...index.byNumber.keys()) }
  }
  const measure = index.measures.find(({ number }) => measuresIn(text)[0] === number)
  if (measure) {
    const tasks = ownerIn(index, question)?.tasks ?? index.tasks
    return { kind: 'measure', measure, tasks: tasks.filter((task) => task.measure === measure.number) }
  }
  return answerMonth(index, question) ?? answerOwner(index, question) ?? answerMeasure(index, question)
}

/** This many characters of a measure's title, and more than of any other, name it. */
const TITLE = 6

/** 「违法分包转包那条硬措施下面有哪几项任务」: a measure by its title. */
function answerMeasure(index: TaskIndex, { text }: TaskQuestion): TaskAnswer | undefined {
  if (!/条?硬?措施/.test(text) || !/任务|哪几?项/.test(text)) return undefined
  const [first, second] = index.measures
    .map((measure) => ({ measure, size: spreadOf(pairsOf([normaliseText(measure.title)]), text).size }))
    .sort((a, b) => b.size - a.size)
  if (!first || first.size < TITLE || first.size === second?.size) return undefined
  const tasks = index.tasks.filter(({ measure }) => measure === first.measure.number)
  return { kind: 'measure', measure: first.measure, tasks }
}

/** 「5月底前要完成哪些」: the days that fall into that month, and into its part when one is named. */
function answerMonth(index: TaskIndex, question: TaskQuestion): TaskAnswer | undefined {
  const named = monthIn(question.text)
  if (!named) return undefined
  const owner = ownerIn(index, question)
  const month = placesOf(new RegExp(named.name, 'g'), question.text)
  const ofTasks = placesOf(OF_TASKS, question.text)
  // 「有奖举报九月底要怎样」 is about a matter, not about all that is due in September.
  const rest = [...(owner?.rest ?? question.content)].filter((at) => !month.has(at) && !ofTasks.has(at))
  if (rest.length > 1) return undefined
  const all = owner ? owner.tasks : index.tasks
  const tasks = all.filter((task) => isDueIn(task, named))
  if (tasks.length === 0) return undefined
  if (question.wants === 'owner') return { kind: 'tasks', tasks, reading: undefined }
  return { kind: 'due', owner: owner?.name, month: named.name, tasks }
}

function isDueIn({ dues }: Task, { month, from, to }: MonthPart): boolean {
  return dues.some(({ due }) => {
    const day = Number(due.slice(8))
    return Number(due.slice(5, 7)) === month && day >= from && day <= to
  })
}

/** 「新店村被点名的任务是哪项」: what is said beside the owner is in no task, so only the owner is left. */
function ownerOnly(index: TaskIndex, question: TaskQuestion): TaskAnswer | undefined {
  const owner = /任务|哪几?项/.test(question.text) ? ownerIn(index, question) : undefined
  return owner && { kind: 'owned', owner: owner.name, tasks: owner.tasks }
}

/** 「应急办有哪些任务」; undefined when the question is about a matter too. */
function answerOwner(index: TaskIndex, question: TaskQuestion): TaskAnswer | undefined {
  if (question.wants === 'owner') return undefined
  const owner = ownerIn(index, question)
  if (!owner || owner.rest.size > 0) return undefined
  return { kind: 'owned', owner: owner.name, tasks: owner.tasks }
}

interface NamedOwner {
  readonly name: string
  readonly tasks: readonly Task[]
  /** What the question is about beside the owner. */
  readonly rest: ReadonlySet<number>
}

function ownerIn(index: TaskIndex, { text, content }: TaskQuestion): NamedOwner | undefined {
  const hits = findHits(index.owners, text)
  const [hit] = hits
  if (!hit) return undefined
  const named = new Set(hits.map(({ term }) => term.owner))
  const printed = new Set(index.tasks.flatMap(({ owners }) => owners))
  const names = hits.map(({ term }) => (printed.has(term.text) ? term.text : term.owner))
  // 「甲和乙的任务」 are those of either, 「甲和乙共同的任务」 those of both.
  const both = /共同|一起|都/.test(text)
  const alone = /单独|独自|独立|[只仅单](?:由|归|有|是)?|一家/.test(text)
  const owns = (task: Task) => (name: string) => index.ownedBy.get(name)?.includes(task) === true
  const tasks = index.tasks
    .filter((task) => !alone || task.owners.length === named.size)
    .filter((task) => (both ? [...named].every(owns(task)) : [...named].some(owns(task))))
  const inside = (at: number) => hits.some(({ start, end }) => at >= start && at < end)
  const ofTasks = placesOf(OF_TASKS, text)
  const rest = new Set([...content].filter((at) => !inside(at) && !ofTasks.has(at)))
  return { name: [...new Set(names)].join('、'), tasks, rest }
}

/** Words that stand in nearly every task. */
const OF_ALL = /安全|隐患|检查|排查|整治/g

/** Words that speak of tasks as such, and of no matter. */
const OF_TASKS =
  /只由|只归|只有|仅由|一家|全部|总共|\d{1,2}项里[头面边]?|里[头面边]|提到|责任单位|负责|牵头|文件|硬?措施|下面|那条|任务|完成|办理|承担|涉及|有关|相关|关于|单位|共同|一起|单独|独自|独立|分别|各自|到期|第?[几多]少?[项条个]|[项条干做办活]|事情?/g

function placesOf(pattern: RegExp, text: string): ReadonlySet<number> {
  return new Set([...text.matchAll(pattern)].flatMap(({ 0: word, index: at }) => [...word].map((_, c) => at + c)))
}

/** Half of what is asked must stand in the task, a third where several words do; where no word of it does, nearly all. */
const SURE_NAMED = 0.5
const SURE_SEVERAL = 0.33
const SURE_UNNAMED = 0.72
const SHORTEST_UNNAMED = 4

/**
 * Tasks by content: those whose words are used first, then those that say the matter in so many words. Undefined when
 * none is surely meant.
 */
export function answerTaskMatter(index: TaskIndex, question: TaskQuestion): TaskAnswer | undefined {
  const { tasks, reading, joined } = findByMatter(index, question)
  const month = monthIn(question.text)
  const inMonth = month === undefined ? [] : tasks.filter((task) => isDueIn(task, month))
  const able = question.wants === 'day' ? tasks.filter(({ dues }) => dues.length > 0) : []
  const found = [inMonth, able, tasks].find((some) => some.length > 0) ?? []
  if (found.length === 0) return ownerOnly(index, question)
  const owners = new Set(found.map((task) => [...task.owners].sort().join()))
  const [only] = found
  const doubtful = found.length === 1 && only !== undefined && endsOtherwise(index, question, only)
  if (question.wants === 'owner' && (owners.size > 1 || doubtful) && !question.list && !joined)
    return { kind: 'choose', tasks: found }
  return { kind: 'tasks', tasks: found, reading }
}

/** 「国有企业改制」: the last two characters that are asked about, behind a word of the task, stand nowhere in it. */
function endsOtherwise(index: TaskIndex, { text, content }: TaskQuestion, task: Task): boolean {
  const hits = findHits(index.terms, text).filter(({ term }) => term.tasks.includes(task.number))
  const end = hits.at(-1)?.end
  const passage = index.passages[index.tasks.indexOf(task)]
  if (end === undefined || passage === undefined) return false
  const known = spreadOf(passage.pairs, text)
  return [end, end + 1].every((at) => content.has(at) && !known.has(at))
}

interface Found {
  readonly tasks: readonly Task[]
  readonly reading: string | undefined
  /** Whether the question asked for several matters, each with its tasks. */
  readonly joined: boolean
}

function findByMatter(index: TaskIndex, { text, matter, content, list }: TaskQuestion): Found {
  const hits = findHits(index.terms, text).filter(
    ({ start, end }) => !isOtherMatter(text.slice(end), text.slice(0, start)),
  )
  const groups = groupsOf(hits, text)
  // 「一票否决和三件大事」 are two matters, each with its tasks; 「燃气和危化品的协同机制」 is one, with the tasks that say both.
  const shared = index.tasks.some(({ number }) => groups.every((group) => commonTasks(group).includes(number)))
  if (groups.length > 1 && (!shared || /分别|各/.test(text))) {
    const numbers = new Set(groups.flatMap((group) => commonTasks(group)))
    return { tasks: index.tasks.filter(({ number }) => numbers.has(number)), reading: undefined, joined: true }
  }
  const wordsAt = new Map<number, Set<number>>()
  const counts = new Map<number, number>()
  for (const { start, end, term } of hits) {
    for (const number of term.tasks) {
      counts.set(number, (counts.get(number) ?? 0) + 1)
      const places = wordsAt.get(number) ?? new Set()
      for (let at = start; at < end; at++) places.add(at)
      wordsAt.set(number, places)
    }
  }
  const ofTasks = new Set([...placesOf(OF_TASKS, text), ...placesOf(OF_ALL, text)])
  const scored = index.tasks.flatMap((task, t) => {
    const words = wordsAt.get(task.number) ?? new Set<number>()
    const about = new Set([...content].filter((at) => !ofTasks.has(at)).concat([...words]))
    const spread = spreadOf(index.passages[t]?.pairs ?? new Set(), text)
    const covered = [...about].filter((at) => words.has(at) || spread.has(at)).length
    const coverage = about.size === 0 ? 0 : covered / about.size
    const enough = (counts.get(task.number) ?? 0) > 1 ? SURE_SEVERAL : SURE_NAMED
    const sure = words.size > 0 ? coverage >= enough : coverage >= SURE_UNNAMED && covered >= SHORTEST_UNNAMED
    return sure ? [{ task, named: words.size, score: 2 * words.size + covered }] : []
  })
  const named = scored.filter((one) => one.named > 0)
  if (named.length > 0) {
    // 「商圈广场一视频，谁搞宣传」: what is said in full outweighs a word of another task.
    const top = topOf(scored)
    return { tasks: list ? widen(index, top, matter) : top, reading: undefined, joined: false }
  }
  const said = pieces(matter)
  const mentioning = said.length === 1 ? mentionsOf(index, said[0] ?? '') : []
  if (mentioning.length > 0) return { tasks: mentioning, reading: undefined, joined: false }
  // What stands in the list as it is was not misspelt.
  const unknown = said.filter((piece) => mentionsOf(index, piece).length === 0).join(',')
  const alike = findBySound(index.sounded(), unknown)
    .filter(({ typed, syllables }) => typed || syllables > 2)
    .map(({ term }) => term)
  const terms = alike.length > 0 ? alike : findMisspelt(index.terms, unknown)
  const meant = new Set(terms.flatMap((term) => term.tasks))
  return {
    tasks: meant.size > 0 ? index.tasks.filter(({ number }) => meant.has(number)) : topOf(scored),
    reading: terms[0]?.text,
    joined: false,
  }
}

function topOf(scored: readonly { readonly task: Task; readonly score: number }[]): readonly Task[] {
  const best = Math.max(0, ...scored.map(({ score }) => score))
  return scored.filter(({ score }) => score === best).map(({ task }) => task)
}

/** The tasks that say a word as it is, in their text, their points, or the title of their measure. */
function mentionsOf(index: TaskIndex, piece: string): readonly Task[] {
  return index.tasks.filter((_, t) => index.passages[t]?.text.includes(piece))
}

type TaskHit = Hit<TaskTerm>

/** Hits that 和, 与 or a comma separates; one group when nothing does. */
function groupsOf(hits: readonly TaskHit[], text: string): readonly (readonly TaskHit[])[] {
  const groups: TaskHit[][] = []
  for (const hit of hits) {
    const last = groups.at(-1)?.at(-1)
    if (last && !/^[,和与及跟、]$|还有/.test(text.slice(last.end, hit.start))) groups.at(-1)?.push(hit)
    else groups.push([hit])
  }
  return groups
}

/** The tasks that all words of a group name, or any of them when there are none. */
function commonTasks(group: readonly TaskHit[]): readonly number[] {
  const all = [...new Set(group.flatMap(({ term }) => term.tasks))]
  const common = all.filter((number) => group.every(({ term }) => term.tasks.includes(number)))
  return common.length > 0 ? common : all
}

/** 「电动自行车的任务有哪些」 asks for all: those, too, that only mention it in their text or points. */
function widen(index: TaskIndex, top: readonly Task[], matter: string): readonly Task[] {
  const said = pieces(matter)
  const only = said.length === 1 ? said[0] : undefined
  if (only === undefined) return top
  const mentioning = mentionsOf(index, only)
  return index.tasks.filter((task) => top.includes(task) || mentioning.includes(task))
}

/** The words of a question that may stand in a task as they are. */
function pieces(matter: string): readonly string[] {
  return matter
    .replace(OF_TASKS, ',')
    .replace(/方面|工作|安全|隐患|排查|整治|[的了要和与在有]/g, ',')
    .split(/[ ,]+/)
    .filter((piece) => piece.length > 1)
}
