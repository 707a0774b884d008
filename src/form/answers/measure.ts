// Which measure words people use for which: 3处 answers an item in 个, 3次 does not answer one in 家.

import { standsAlone } from './latin.ts'

/** Measure words by what they count. A word may count several kinds of thing: 起 is a case and an event. */
const KINDS = {
  thing:
    '家 处 项 起 户 条 间 座 件 宗 例 单 所 栋 厂 款 桩 类 个村 个镇 个社区 item items pc pcs unit units case cases',
  finding: 'issue issues hazard hazards risk risks',
  company: 'company companies firm firms enterprise enterprises factory factories',
  paper: '份 本 张 篇 部 套',
  event: '次 场次 回 遍 趟 场 期 轮 起 件 宗 例 笔 单 张罚单 份罚单 个罚单 time times',
  person: '人 名 位 个人 person persons people ppl staff inspector inspectors',
  visit: '家次 个次 户次 家 户 间 处 所 次 回 趟 time times visit visits',
  placeVisit: '个次 村次 镇次 个村 条村 个镇 个社区 处 次 回 趟 time times visit visits',
  attendance: '人次 人 名 位 次 个人 person persons people ppl',
  money: '元 块 块钱 元钱 元整 元人民币 文 角 毛 角钱 毛钱 分 分钱 yuan rmb cny',
  other: '天 周 个月 小时 个小时 分钟 吨 公斤 斤 米 公里 平方米 平米 亩 度 倍 成 折 美元 港币 号楼 楼 层',
} as const

type Kind = keyof typeof KINDS
const words = Object.fromEntries(
  Object.entries(KINDS).map(([kind, list]) => [kind, new Set(list.split(' '))]),
) as unknown as Readonly<Record<Kind, ReadonlySet<string>>>

const byLength = [...new Set(['个', ...Object.values(words).flatMap((set) => [...set])])].sort(
  (a, b) => b.length - a.length,
)

/** What dictation and pinyin make of a measure word: 29各, 5词. 各 and 此 mean something else before most other words. */
const MISHEARD = new Map(
  [...'各个佳家嘉家词次此次触处像项'.matchAll(/(.)(.)/g)].map(([, typed = '', meant = '']) => [typed, meant]),
)
const MISHEARD_END = /^(?:$|[\s，,、。.!;)]|[了啊呀哦啦哈]|重大|隐患|案例)/

/** The longest known measure word that begins at `at`; `own` is the one printed for the component. */
export function measureAt(text: string, at: number, own: readonly string[]): string | undefined {
  const known = byLength.find((word) => text.startsWith(word, at) && standsAlone(word, text, at))
  const printed = own.find((word) => text.startsWith(word, at))
  const longest = (printed?.length ?? 0) > (known?.length ?? 0) ? printed : known
  return longest ?? (MISHEARD_END.test(text.slice(at + 1)) ? MISHEARD.get(text.charAt(at)) : undefined)
}

/** Whether English that measures begins at `at`: the items of 5items. */
export function isLatinMeasureAt(text: string, at: number): boolean {
  return /[a-z]/.test(text.charAt(at)) && measureAt(text, at, []) !== undefined
}

export const isMoney = (measure: string) => words.money.has(measure)

/** Whether a figure said with `said` answers a component printed with `asked`. 个 counts anything but money. */
export function measureFits(said: string, asked: string): boolean {
  if (said === asked || said === '个') return true
  if (asked === '个') return words.thing.has(said) || words.paper.has(said) || words.finding.has(said)
  const kinds = kindsOf(asked)
  return kinds.some((kind) => words[kind].has(said))
}

function kindsOf(asked: string): readonly Kind[] {
  if (asked === '人次') return ['attendance']
  // 帮扶重点村（个次） beside 帮扶重点企业（家次）: 家 answers the second only.
  if (asked === '个次') return ['placeVisit']
  if (asked === '次') return ['event']
  if (asked === '家次') return ['visit', 'company']
  if (asked.endsWith('次')) return ['visit']
  if (asked === '家' || asked === '户') return ['thing', 'company']
  const kind = (['thing', 'paper', 'event', 'person'] as const).find((each) => words[each].has(asked))
  return kind === undefined ? [] : [kind]
}
