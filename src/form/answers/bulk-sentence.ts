// Items in whole sentences: 「自查发现9处，改了7处，咱村查出4处都改完了，跑了30家企业」. It gives each clause to the one item that it
// can be about, by name, by verb, or because it goes on about the hazards just found; a clause without such an item is left
// over. It would rather miss a figure than move it to another item.

import { fieldsOf } from '../checks.ts'
import type { Field, Form } from '../schema.ts'
import { type Bulk, type BulkEntry, isPoliteness, readEntry } from './bulk-entry.ts'
import { fieldNamedIn, fieldsLabelledIn, nameLengthAt, namesOf } from './field-names.ts'
import { normalize } from './normalize.ts'
import { parseAnswer } from './parse.ts'
import { tellingVerbsFor, verbAt } from './vocabulary.ts'

interface Clause {
  readonly text: string
  /** The sign that stands before it, so that clauses are joined as they were typed. */
  readonly sign: string
  /** Whether it holds a verb of the item that the clauses before it are about, so that it cannot be about another. */
  readonly own?: boolean
}

/** The clauses about one item. */
interface Group {
  readonly field: Field
  readonly clauses: Clause[]
  /** The item of which 都改完了 was said: its figure is meant. */
  readonly allOf?: Field
  /** Whether the first clause names the item. */
  readonly isNamed?: boolean
}

/** About two for each item of a form, and the most that answer one item; more of them are a story. */
const MOST_CLAUSES = 60
const MOST_CLAUSES_OF_ITEM = 6

/** Undefined when the message states nothing about any item (行政处罚怎么填). */
export function parseSentence(form: Form, typed: string): Bulk | undefined {
  const clauses = clausesOf(form, typed).filter(({ text }) => !isPoliteness(text))
  if (clauses.length > MOST_CLAUSES) return undefined
  const groups: Group[] = []
  const leftover: string[] = []
  /** The item of the clause just before, which 改了7处 may go on about. */
  let before: Field | undefined
  for (const clause of clauses) {
    const current = groups.at(-1)
    const topic = topicOf(form, clause.text, before, current?.field)
    if (
      topic === 'unclear' ||
      (topic === 'none' && (current === undefined || isAboutOther(clause.text, current.field)))
    ) {
      leftover.push(clause.text)
      before = undefined
    } else if (topic === 'none') {
      current?.clauses.push({ ...clause, own: isAbout(current.field, verbsIn(normalize(clause.text))) })
    } else {
      before = topic.field
      if (current !== undefined && goesOn(current, topic, clause)) current.clauses.push(clause)
      else groups.push({ ...topic, clauses: [clause] })
    }
  }
  const entries = new Map<string, BulkEntry>()
  const all: BulkEntry[] = []
  for (const group of groups) {
    const entry = readGroup(group, entries, leftover)
    if (entry === undefined) continue
    entries.set(entry.fieldId, entry)
    all.push(entry)
  }
  // 跑了30家 alone rather answers the item that was asked, or none.
  const isOneImplied = clauses.length === 1 && !groups.some(({ isNamed }) => isNamed)
  return isOneImplied || all.every(saysNothing) ? undefined : { entries: all, exact: false, leftover }
}

/** What a clause is about; `unclear` when it may be about several items, `none` when nothing in it says. */
type Topic = Pick<Group, 'field' | 'allOf' | 'isNamed'> | 'unclear' | 'none'

function topicOf(form: Form, text: string, before: Field | undefined, current: Field | undefined): Topic {
  const bare = normalize(text).replace(/[\s:]/g, '')
  const named = fieldNamedIn(form, bare)
  if (named === 'ambiguous') return 'unclear'
  if (named !== undefined) return { field: named, isNamed: true }
  const verbs = verbsIn(bare)
  const fixed = before === undefined ? undefined : fixedSibling(form, before)
  if (before !== undefined && fixed !== undefined) {
    if (ALL_FIXED.test(bare)) return { field: fixed, allOf: before }
    if (isAbout(fixed, verbs)) return { field: fixed }
  }
  const labelled = fieldsLabelledIn(form, bare)
  const about = fieldsOf(form).filter((field) => isAbout(field, verbs) || labelled.has(field))
  const fitting = about.filter((field) => {
    const answer = parseAnswer(field, text)
    return answer.outcome === 'value' || answer.code === 'partial'
  })
  const [only, other] = fitting
  if (only === undefined) return 'none'
  if (other === undefined) return { field: only }
  return fitting.some((field) => field === current) ? 'none' : 'unclear'
}

/** 都改完了, 已全部整改到位: what was found is also what was fixed. */
const ALL_FIXED =
  /^(?:也|目前|现在|已经|已)*(?:都|全部|全都|全|均)(?:已经|已|都)?(?:整改|改|销号|完成整改|完成)(?:完成|完毕|到位|完|好|掉)?(?:了|啦)?$|^整改率(?:为|是|达到|达)?100%$/

/** The item that counts which of the hazards found were fixed: hazard.self.fixed beside hazard.self.found. */
function fixedSibling(form: Form, field: Field): Field | undefined {
  if (!field.concept.endsWith('.found')) return undefined
  const concept = field.concept.replace(/found$/, 'fixed')
  return fieldsOf(form).find((each) => each.concept === concept)
}

function isAbout(field: Field, verbs: ReadonlySet<string>): boolean {
  const telling = tellingVerbsFor(field.label)
  return [...verbs].some((verb) => telling.has(verb))
}

/** 其余2处下月改: what is left of those just counted, no part of the figure. */
const LEFT_OVER = /^(?:其余|剩下|剩余|余下|还有|还剩|还差|其他|其它|整改率)/

/** A clause with verbs of which none is the item's own speaks of something else, and so does 其余为0. */
function isAboutOther(text: string, field: Field): boolean {
  if (LEFT_OVER.test(normalize(text))) return true
  const verbs = verbsIn(normalize(text))
  return verbs.size > 0 && !isAbout(field, verbs)
}

function verbsIn(text: string): ReadonlySet<string> {
  const verbs = new Set<string>()
  for (let at = 0; at < text.length; ) {
    const verb = verbAt(text, at)
    if (verb !== undefined) verbs.add(verb)
    at += verb?.length ?? 1
  }
  return verbs
}

/** Whether a clause completes the answer of the one before: both of 行政处罚3次，罚款5.6万元. */
function goesOn(group: Group, topic: Pick<Group, 'field'>, clause: Clause): boolean {
  if (group.field !== topic.field) return false
  return parseAnswer(group.field, join([...group.clauses, clause])).outcome === 'value'
}

function join(clauses: readonly Clause[]): string {
  return clauses.map(({ text, sign }, i) => (i === 0 ? text : sign + text)).join('')
}

function readGroup(
  { field, clauses, allOf }: Group,
  known: ReadonlyMap<string, BulkEntry>,
  leftover: string[],
): BulkEntry | undefined {
  let said = clauses
  if (allOf !== undefined) {
    const found = known.get(allOf.id)?.answer
    if (found?.outcome !== 'value') {
      leftover.push(...clauses.map(({ text }) => text))
      return undefined
    }
    said = [{ text: String(found.values[0]), sign: '' }, ...clauses.slice(1)]
  } else {
    // 其中改了7处, 其中2家未带队检查: a part of the item before, which is an item of its own.
    said = clauses.map((clause, i) => (i === 0 ? { ...clause, text: withoutLead(field, clause.text) } : clause))
  }
  const own = clausesOfAnswer(field, said)
  leftover.push(...clauses.slice(own).map(({ text }) => text))
  return readEntry(field, join(said.slice(0, own)))
}

function withoutLead(field: Field, text: string): string {
  const bare = field.kind === 'count' ? text.replace(/^(?:其中|当中|里面)/, '') : text
  const number = /^\s*(\d{1,2})[、.\s]\s*/.exec(normalize(bare))
  // 「3 未带队检查 2家」: the number printed before the label.
  if (number === null || !field.id.endsWith(`.${number[1]}`)) return bare
  const rest = bare.slice(number[0].length)
  return namesOf(field).some((name) => normalize(rest).replace(/\s/g, '').startsWith(name)) ? rest : bare
}

/**
 * How many of the clauses, of which only the first is known to be about the item, are its answer: both of 行政处罚3次，5.6万元. A
 * clause with a figure for which the item has no place speaks of something else; one that makes the answer unclear belongs to
 * it.
 */
function clausesOfAnswer(field: Field, clauses: readonly Clause[]): number {
  if (clauses.length === 1 || clauses.length > MOST_CLAUSES_OF_ITEM) return clauses.length
  for (let count = clauses.length; count > 0; count -= 1) {
    const answer = parseAnswer(field, join(clauses.slice(0, count)))
    if (answer.outcome === 'value') return count
    const foreign = ['several-numbers', 'other-field', 'other-unit'].includes(answer.code)
    if (!foreign || clauses[count - 1]?.own) return clauses.length
  }
  return clauses.length
}

/** An entry that holds no figure: a question, or small talk. */
function saysNothing(entry: BulkEntry): boolean {
  return (
    entry.answer.outcome === 'ask-again' && (entry.answer.code === 'unreadable' || entry.answer.code === 'other-field')
  )
}

/** A comma before three digits may part thousands: 1,200 is one figure. */
const SIGNS = /[，,](?!(?<=\d,)\d{3}(?!\d))|[;。!\n]/g

/** The clauses of a message, parted by signs, and where the words show that a new one begins: 发现9处都改完了. */
function clausesOf(form: Form, typed: string): readonly Clause[] {
  const clauses: Clause[] = []
  let sign = ''
  let from = 0
  for (const match of [...normalize(typed).matchAll(SIGNS), undefined]) {
    const end = match?.index ?? typed.length
    for (const [i, part] of partsOf(form, typed.slice(from, end)).entries()) {
      const text = part.trim()
      if (text !== '') clauses.push({ text, sign: i === 0 ? sign : ' ' })
    }
    sign = match === undefined ? '' : typed.slice(end, end + 1)
    from = end + 1
  }
  return clauses
}

const FIGURE = /[\d零〇一二两俩三四五六七八九十百千万]|没有|无/
const LONGEST_LEAD = 12
/** What may stand before the verb that begins a clause. */
const LEAD = /(?:我们村|咱们村|咱村|我村|本村|我们|咱们|村里|其中|也|都|全部|全都|全|均|已经|已|又|共|一共|、|\s)+$/

/**
 * Parts a text in which names or verbs lead their figures: 未带队2家|无证1家, 发现9处|都改完了. Where a figure stands first, words
 * and figures cannot be told apart without signs, and nothing is parted.
 */
function partsOf(form: Form, text: string): readonly string[] {
  if (text.trim() === '') return []
  const normal = normalize(text)
  const cuts = [0]
  /** Where the words of the part end, so that the 一 of 一案双罚 is no figure. */
  let words: number | undefined
  for (let at = 0; at < normal.length; ) {
    const length = nameLengthAt(form, normal, at) || (verbAt(normal, at)?.length ?? 0)
    if (length < 2) {
      at += 1
      continue
    }
    const before = normal.slice(words ?? 0, at)
    const isFull = FIGURE.test(before) || ALL_FIXED.test(normal.slice(cuts.at(-1), at))
    if (words === undefined && FIGURE.test(before)) return [text]
    if (words !== undefined && isFull) cuts.push(at - (LEAD.exec(before.slice(-LONGEST_LEAD))?.[0].length ?? 0))
    at += length
    words = at
  }
  const parts = cuts.map((cut, i) => text.slice(cut, cuts[i + 1]))
  const last = normal.slice(cuts.at(-1))
  return FIGURE.test(last) || ALL_FIXED.test(last.trim()) ? parts : [text]
}
