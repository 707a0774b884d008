// The task division of one pack, made ready to be asked: its words, their sounds, and a search for what is merely near.

import MiniSearch from 'minisearch'
import type { Pack } from '../campaign/pack.ts'
import type { Duties, Duty } from '../campaign/schema.ts'
import { EVERYDAY, everydayWordsOf } from '../match/everyday.ts'
import { isLatin, normaliseTerm } from '../match/normalise.ts'
import { type SoundedTerm, soundTerms } from '../match/sound.ts'
import { createTermTable, type Term, type TermTable } from '../match/term.ts'

/** Rows that the word names, rows that it only points to, departments that it names: indexes into the pack. */
export interface DutyTerm extends Term {
  readonly named: number[]
  readonly vague: number[]
  readonly departments: number[]
}

export interface DutyIndex {
  /** Whom to ask when the document names nobody: 镇安委办. */
  readonly office: string
  readonly duties: readonly Duty[]
  readonly departments: Duties['departments']
  readonly terms: TermTable<DutyTerm>
  /** The sounds, and the search for what is near, are made when first asked for: most questions never need them. */
  readonly sounded: () => readonly SoundedTerm<DutyTerm>[]
  /** The owners of a row as indexes into departments: 应急管理办 and 镇应急管理办 are one. */
  readonly ownersOf: (duty: Duty) => readonly number[]
  /** Matters that people may well ask for and this document does not have. */
  readonly elsewhere: TermTable<Term>
  /** Whether the document writes a name so, as an owner of a row. */
  readonly writes: (name: string) => boolean
  /** The rows whose words share most with a text, and what share of the text they cover, 0 to 1. */
  readonly near: (content: string) => readonly { duty: Duty; coverage: number }[]
  readonly clause: string
  readonly fallback: Duties['fallback']
}

/** Prepares a pack's duties for `answerDuty`; a pack without duties gives an index that answers nothing. */
export function createDutyIndex(pack: Pack): DutyIndex {
  const duties = pack.duties?.duties ?? []
  const departments = pack.duties?.departments ?? []
  const terms = new Map<string, DutyTerm>()
  const add = (word: string, list: 'named' | 'vague' | 'departments', at: number) => {
    const text = normaliseTerm(word)
    if (text === '') return
    const term = terms.get(text) ?? { text, named: [], vague: [], departments: [] }
    if (!term[list].includes(at)) term[list].push(at)
    terms.set(text, term)
  }
  for (const [d, duty] of duties.entries()) {
    for (const word of [duty.subject, ...duty.words]) add(word, 'named', d)
    for (const word of duty.vague) add(word, 'vague', d)
  }
  for (const [d, { name, words }] of departments.entries()) {
    for (const word of [name, ...words]) add(word, 'departments', d)
  }
  // What a pack says of a word of its own counts, in whatever list; only words that it leaves out are added.
  const own = new Set(terms.keys())
  for (const [d, { subject, words }] of duties.entries()) {
    for (const word of [subject, ...words].flatMap(everydayWordsOf))
      if (!own.has(normaliseTerm(word))) add(word, 'named', d)
  }
  const printed = new Set(duties.flatMap(({ owners }) => owners))
  const table = createTermTable(terms.values())
  let sounded: readonly SoundedTerm<DutyTerm>[] | undefined
  let near: DutyIndex['near'] | undefined
  return {
    office: pack.campaign.office.name,
    duties,
    departments,
    terms: table,
    sounded: () =>
      (sounded ??= soundTerms(
        table.all.filter(
          ({ named, vague, text }) => named.length > 0 || (vague.length > 0 && text.length >= SHORTEST_VAGUE),
        ),
      )),
    ownersOf: (duty) => duty.owners.flatMap((owner) => terms.get(normaliseTerm(owner))?.departments ?? []),
    elsewhere: createTermTable(
      EVERYDAY.map(normaliseTerm).flatMap((text) => (terms.has(text) || text.length < 2 ? [] : [{ text }])),
    ),
    writes: (name) => printed.has(name),
    near: (content) => {
      near ??= createNearSearch(duties)
      return near(content)
    },
    clause: pack.duties?.clause ?? '',
    fallback: pack.duties?.fallback,
  }
}

/** A shorter word that only points to a row sounds like too many others. */
const SHORTEST_VAGUE = 4

function createNearSearch(duties: readonly Duty[]): DutyIndex['near'] {
  const search = new MiniSearch<{ id: number; words: string }>({
    fields: ['words'],
    tokenize: grams,
    processTerm: (term) => term,
  })
  search.addAll(
    duties.map((duty, id) => ({
      id,
      words: [duty.subject, ...duty.words, ...duty.vague].map(normaliseTerm).join(','),
    })),
  )
  return (content) => {
    const wanted = new Set(grams(content).filter((gram) => gram.length > 1))
    if (wanted.size === 0) return []
    return search
      .search(content)
      .map(({ id, queryTerms }) => ({ id: id as number, shared: queryTerms.filter((gram) => wanted.has(gram)).length }))
      .sort((a, b) => b.shared - a.shared)
      .flatMap(({ id, shared }) => {
        const duty = duties[id]
        return duty ? [{ duty, coverage: shared / wanted.size }] : []
      })
  }
}

/** Characters and pairs of characters of Chinese, whole words of Latin: minisearch's own tokenizer finds nothing in Chinese. */
function grams(text: string): string[] {
  return text.split(/[ ,]+/).flatMap((part) => {
    if (part === '' || isLatin(part)) return part === '' ? [] : [part]
    const characters = [...part]
    return [...characters, ...characters.slice(1).map((character, c) => `${characters[c]}${character}`)]
  })
}
