// Whole questions typed in pinyin -> Chinese, by the sounds of the words of asking and of the words of a pack. It decides
// only what was typed; what two words of a pack sound alike in is left as it is, to be asked about.

import { type SoundedTerm, soundsOf } from './sound.ts'
import type { Term } from './term.ts'

/** Words by their letters without blanks: 「guishuiguan」 -> 归谁管. Undefined where several words sound so. */
export type PinyinWords = ReadonlyMap<string, string | undefined>

/** Words of asking and of reporting, which every pack shares. */
const ASKING = [
  ...[
    '什么时候',
    '啥时候',
    '何时',
    '几号',
    '几号前',
    '几日',
    '几月',
    '几月份',
    '哪天',
    '哪一天',
    '哪天前',
    '时间',
    '日期',
  ],
  ...[
    '每月',
    '每个月',
    '每周',
    '每季度',
    '截止',
    '截至',
    '期限',
    '最晚',
    '最迟',
    '之前',
    '前',
    '多久',
    '多久一次',
    '一次',
  ],
  ...[
    '报给谁',
    '交给谁',
    '发给谁',
    '报给',
    '交给',
    '报到哪里',
    '交到哪里',
    '报送',
    '上报',
    '要报',
    '填报',
    '报',
    '交',
    '填',
    '表',
    '交表',
    '报表',
    '报数',
    '最后',
  ],
  ...[
    '什么叫',
    '什么是',
    '是什么',
    '什么意思',
    '是什么意思',
    '什么',
    '怎么填',
    '怎么报',
    '怎么',
    '如何',
    '多少',
    '几个',
  ],
  ...['电话', '电话是多少', '联系人', '联系方式', '哪些', '有哪些', '哪里', '在哪里', '在哪', '设在', '设在哪里'],
  ...[
    '归谁管',
    '由谁管',
    '谁来管',
    '谁管',
    '谁负责',
    '谁牵头',
    '谁来查',
    '谁查',
    '谁抓',
    '归谁',
    '由谁',
    '找谁',
    '该找谁',
  ],
  ...[
    '哪个部门',
    '哪个部门管',
    '哪个部门负责',
    '哪个单位',
    '哪个单位管',
    '归哪个部门管',
    '哪个办',
    '哪个办管',
    '归',
    '谁',
    '管',
  ],
  ...[
    '管哪些',
    '管什么',
    '负责',
    '负责什么',
    '负责哪些',
    '牵头',
    '是谁',
    '谁是',
    '是不是',
    '是',
    '的',
    '吗',
    '和',
    '请问',
  ],
  ...[
    '首报',
    '首报时间',
    '月报',
    '调度表',
    '进展情况',
    '数据',
    '任务',
    '方案',
    '通报',
    '公布',
    '公开',
    '更新',
    '开始',
    '结束',
  ],
  ...['第', '项', '条', '措施', '内容', '责任单位', '几项', '督促', '做好', '完成', '哪天完成', '什么时候完成'],
  ...[
    '组长',
    '领导小组',
    '领导组',
    '办公室',
    '专项行动',
    '重大事故隐患',
    '事故隐患',
    '隐患',
    '排查',
    '整治',
    '安全',
    '安全隐患',
    '机制',
    '制度',
    '责任',
    '检查',
    '培训',
    '整改',
    '举报',
    '奖励',
    '执法',
    '事故',
    '企业',
    '演练',
  ],
]

let asking: PinyinWords | undefined

function askingWords(): PinyinWords {
  if (asking) return asking
  const words = new Map<string, string>()
  for (const word of ASKING) {
    const letters = soundsOf(word).join('')
    words.set(letters, word)
    // 谁 is said in both ways.
    words.set(letters.replace(/shei/g, 'shui'), word).set(letters.replace(/shui/g, 'shei'), word)
  }
  asking = words
  return words
}

/** The words of a pack, to be looked for beside those of asking. */
export function createPinyinWords(terms: readonly SoundedTerm<Term>[]): PinyinWords {
  const words = new Map<string, string | undefined>()
  for (const { term, syllables } of terms) {
    const letters = syllables.join('')
    const known = words.get(letters)
    words.set(letters, words.has(letters) && known !== term.text ? undefined : term.text)
  }
  return words
}

/** Common English words that are no syllables of pinyin: one of them, and the text is English. */
const ENGLISH = /\b(?:the|who|whom|what|when|which|where|how|is|are|does|do|of|for|to|in|must|should|task|item)\b/

/** Whether a normalised text is English, perhaps around words of another language. */
export function isEnglish(text: string): boolean {
  return ENGLISH.test(text)
}

/** Letters of the longest word that is looked for. */
const LONGEST = 48

/**
 * A normalised text with its pinyin put into Chinese. With blanks between them, syllables are matched whole; without, a
 * run is translated only when all of it is known.
 */
export function pinyinToChinese(text: string, words: PinyinWords): string {
  if (isEnglish(text)) return text
  return text
    .replace(/[a-z]+(?: [a-z]+)*/g, (run) => translateRun(run, words))
    .replace(/(?<![a-z0-9]) | (?![a-z0-9])/g, '')
}

interface Tail {
  /** Letters that no word explains count most, then words: 「shishenmeshihou」 is 是什么时候, not 是什么 and two syllables. */
  readonly cost: number
  readonly said: readonly string[]
}

const UNKNOWN = 100

function translateRun(run: string, words: PinyinWords): string {
  const parts = run.split(' ')
  const letters = parts.join('')
  const ends: number[] = []
  for (const part of parts) ends.push((ends.at(-1) ?? 0) + part.length)
  const blanks = parts.length > 1
  const starts = blanks ? [0, ...ends.slice(0, -1)] : [...letters].map((_, at) => at)
  const tails = new Map<number, Tail>([[letters.length, { cost: 0, said: [] }]])
  const shared = askingWords()
  for (const start of starts.reverse()) {
    const options: Tail[] = []
    for (const end of blanks ? ends.filter((one) => one > start) : tails.keys()) {
      const rest = tails.get(end)
      if (!rest || end - start > LONGEST || end <= start) continue
      const key = letters.slice(start, end)
      const word = shared.get(key) ?? words.get(key)
      if (word !== undefined) options.push({ cost: rest.cost + 1, said: [word, ...rest.said] })
      else if (blanks && end === ends.find((one) => one > start))
        options.push({ cost: rest.cost + UNKNOWN, said: [` ${key} `, ...rest.said] })
    }
    const [best] = options.sort((a, b) => a.cost - b.cost)
    if (best) tails.set(start, best)
  }
  const best = tails.get(0)
  if (!best || best.said.every((word) => word.startsWith(' '))) return run
  return best.said.join('').replace(/ +/g, ' ').trim()
}
