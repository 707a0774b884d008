// All that one pack can be asked about, made ready once. Nothing of another pack is in it but the names of places.

import type { Pack } from '../campaign/pack.ts'
import type { Campaign } from '../campaign/schema.ts'
import { createDutyIndex, type DutyIndex } from '../duty/duty-index.ts'
import { isLatin, normaliseTerm } from '../match/normalise.ts'
import { createPinyinWords, type PinyinWords } from '../match/pinyin.ts'
import { soundTerms } from '../match/sound.ts'
import { createTermTable, type Term, type TermTable } from '../match/term.ts'
import { createTaskIndex, type TaskIndex } from '../task/task-index.ts'
import { createPlaces, type Places } from './place.ts'
import { createTopicIndex, type TopicIndex } from './topic.ts'

export interface QuestionIndex {
  readonly pack: Pack
  readonly duty: DutyIndex
  readonly topics: TopicIndex
  readonly tasks: TaskIndex | undefined
  readonly places: Places
  /** The English phrases of the pack, of two words and more. */
  readonly phrases: TermTable<Term>
  /** The Chinese words of the pack by their pinyin; made when Latin letters are first typed. */
  readonly sounds: () => PinyinWords
  /** Departments by every name they have, in the spelling of the index. */
  readonly departments: ReadonlySet<string>
}

/** `others` are the campaigns whose places are not this one's. */
function createQuestionIndex(pack: Pack, others: readonly Campaign[]): QuestionIndex {
  const duty = createDutyIndex(pack)
  const topics = createTopicIndex(pack)
  const tasks = createTaskIndex(pack)
  const terms: readonly Term[] = [...duty.terms.all, ...topics.terms.all, ...(tasks?.terms.all ?? [])]
  const phrases = new Set(terms.map(({ text }) => text).filter((text) => isLatin(text) && text.includes(' ')))
  let sounds: PinyinWords | undefined
  return {
    pack,
    duty,
    topics,
    tasks,
    phrases: createTermTable([...phrases].map((text) => ({ text }))),
    sounds: () => (sounds ??= createPinyinWords(soundTerms(terms))),
    places: createPlaces(pack.campaign, others),
    departments: new Set(
      (pack.duties?.departments ?? []).flatMap(({ name, words }) => [name, ...words].map(normaliseTerm)),
    ),
  }
}

export interface QuestionIndexes {
  /** The index of a campaign's pack; made when it is first asked for, since most starts are followed by no question. */
  get(campaign: string): QuestionIndex | undefined
}

/** Gets packs ready for `answerQuestion`, by campaign id. */
export function createQuestionIndexes(packs: ReadonlyMap<string, Pack>): QuestionIndexes {
  const indexes = new Map<string, QuestionIndex>()
  return {
    get(campaign) {
      const known = indexes.get(campaign)
      const pack = packs.get(campaign)
      if (known || !pack) return known
      const others = [...packs.values()].map((other) => other.campaign).filter(({ id }) => id !== campaign)
      const index = createQuestionIndex(pack, others)
      indexes.set(campaign, index)
      return index
    },
  }
}
