// Slips of the pen in the words of asking and reporting themselves, which every pack shares: 「几好前」, 「手报时间」. Slips in
// the words of a pack are found where these are looked for.

import { isSlip, soundsOf } from './sound.ts'

/** Slips that cannot be anything else. */
const SLIPS: readonly (readonly [RegExp, string])[] = [
  [/时[侯后](?!面)/g, '时候'],
  [/甚么|神马|什末|啥子|咩(?!咩)|乜嘢?/g, '什么'],
  [/咋个|咋样|点样/g, '怎么'],
  [/几多/g, '多少'],
  [/边度|哪搭|哪哈/g, '哪里'],
  [/多[就九](?!是)/g, '多久'],
  [/[调掉吊][渡度]表/g, '调度表'],
  [/调渡/g, '调度'],
  [/[一1][回遍趟](?!头)/g, '一次'],
  [/截[只纸]/g, '截止'],
  [/[抱暴]给/g, '报给'],
  [/(?<=[上填首])[抱暴](?!竹)/g, '报'],
  [/[手守]报/g, '首报'],
  [/[附付复富](?=组长|所长|主任|镇长|书记|局长|队长)/g, '副'],
  [/(?<=每|上|下|这|本)(?:个)?星[其七齐](?=[几一二三四五六日天])/g, '星期'],
  [/几好(?=之?前|以前|报|交|截|[呢啊呀,]|$)/g, '几号'],
  [/正副([组队])长/g, '$1长和副$1长'],
]

/** A normalised text with the slips put right that leave no doubt. */
export function mendSlips(text: string): string {
  return SLIPS.reduce((said, [slip, meant]) => said.replace(slip, meant), text)
}

/** Words of asking and reporting that are sought by their sound. */
const WORDS = [
  ...['什么时候', '哪一天', '哪天', '几号', '日期', '时间', '期限', '时限', '截止', '截至', '最晚', '最迟', '多久'],
  ...['调度表', '报表', '月报', '首报', '首次', '上报', '报送', '填报', '累计', '数据', '统计', '通报', '举报'],
  ...[
    '报给谁',
    '交给谁',
    '发给谁',
    '电话',
    '号码',
    '联系人',
    '联系方式',
    '归谁管',
    '谁管',
    '负责',
    '牵头',
    '部门',
    '单位',
  ],
  ...['多少', '哪里', '组长', '副组长', '隐患', '排查', '整治', '整改', '方案', '文号', '办公室', '领导组', '领导小组'],
]

interface Sounded {
  readonly word: string
  readonly syllables: readonly string[]
}

let sounded: readonly Sounded[] | undefined

/**
 * A normalised text with words of asking that were written by their sound put right, 「最池几好」; undefined when there are
 * none. It may guess wrong, so it is for texts that as they stand say nothing.
 */
export function mendBySound(text: string): string | undefined {
  sounded ??= WORDS.toSorted((a, b) => b.length - a.length).map((word) => ({ word, syllables: soundsOf(word) }))
  const characters = [...text]
  const syllables = characters.flatMap((character) => soundsOf(character))
  if (syllables.length !== characters.length) return undefined
  for (const { word, syllables: wanted } of sounded) {
    for (let start = 0; start + wanted.length <= characters.length; start++) {
      if (!wanted.every((syllable, s) => syllables[start + s] === syllable)) continue
      const written = characters.slice(start, start + wanted.length)
      const right = written.filter((character, c) => character === word[c]).length
      // 「手报」 is no word, 「小车」 is one: what is written right was meant.
      if (right === 0 || right === word.length) continue
      if (!isSlip(characters.join(''), start, start + wanted.length)) continue
      characters.splice(start, wanted.length, ...word)
    }
  }
  const mended = characters.join('')
  return mended === text ? undefined : mended
}
