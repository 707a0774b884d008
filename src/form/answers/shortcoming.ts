// Items that count who did not do something (未制定…清单), as people say it in other words than the form: 没有亲自研究的, 清单没
// 制定, 都带队了. It finds such words in an answer; a figure beside them is not looked at.

import type { Field } from '../schema.ts'
import { normalize } from './normalize.ts'

/** Negations as printed and as said, the longest first. */
const NOT =
  '不知道 不晓得 不清楚 不懂 不会 没有人 没人 没有 没能 没去 未能 未曾 并未 从未 没按 未按 无人 没 未 不 无'.split(' ')
const NEGATES = /[没未不无从并]/
const PRINTED = /[未无不]/

/** Words that may stand between the negation and the words of the label; they name no other demand. */
const LIGHT =
  '有 去 过 得 做 搞 弄 开展 进行 制定 建立 建 设立 设 配备 配足 配够 配 定 搞好 真正 按照 按 依法 自己 亲自 及时 认真 到 过关 相应 相关 的'
    .split(' ')
    .sort((a, b) => b.length - a.length)

/** What may follow 没 where the noun was said first: 清单没制定的, 人员没配足的. */
const LATE =
  '制定 建立 开展 配备 配足 配够 配齐 到位 落实 参加 组织 熟悉 研究 带队 检查 做 搞 建 配 定 设 弄 整 够 足 齐'.split(
    ' ',
  )

/** What the item demands, for each of its negations: 制定分管负责人职责清单. */
const demands = new WeakMap<Field, readonly string[]>()

function demandsOf(field: Field): readonly string[] {
  let known = demands.get(field)
  if (known === undefined) {
    const label = normalize(field.label).replace(/\([^()]*\)/g, '')
    known = label.split(/[、,，;/]/).flatMap((clause) => {
      const at = clause.search(PRINTED)
      return at < 0 ? [] : [clause.slice(at + 1)]
    })
    demands.set(field, known)
  }
  return known
}

/** How long the words are that begin at `at` and say that a demand of the item was not met; 0 when there are none. */
export function lackLengthAt(field: Field, text: string, at: number): number {
  for (const demand of demandsOf(field)) {
    const not = NEGATES.test(text.charAt(at)) ? NOT.find((word) => text.startsWith(word, at)) : undefined
    if (not !== undefined) {
      const end = demandEnd(demand, text, at + not.length)
      if (end > at) return end - at
      continue
    }
    const noun = pieceLengthAt(demand, text, at)
    const end = noun < 2 ? 0 : lateLackEnd(text, at + noun)
    if (end > 0) return end - at
  }
  return 0
}

/** Words of the demand and light ones in any order, with at least one of the demand; the end of its last, or 0. */
function demandEnd(demand: string, text: string, from: number): number {
  let end = 0
  for (let at = from; at < text.length; ) {
    const own = pieceLengthAt(demand, text, at)
    // 没证: of 无证上岗 the first character alone is what is lacked.
    const single = at === from && own === 1 && demand.length < 6 && text.charAt(at) === demand.charAt(0)
    if (own >= 2 || single) {
      at += own
      end = at
      continue
    }
    const light = LIGHT.find((word) => text.startsWith(word, at))
    if (light === undefined) break
    at += light.length
  }
  return end === 0 ? 0 : end + (/^(?:在哪里|在哪儿|在哪)/.exec(text.slice(end))?.[0].length ?? 0)
}

/** 没制定的 after 清单. 没有的 as well, but 清单没有 alone may be an answer of none. */
function lateLackEnd(text: string, from: number): number {
  const not = ['没有', '没', '未', '不'].find((word) => text.startsWith(word, from))
  if (not === undefined) return 0
  const at = from + not.length
  if (not === '没有' && text.startsWith('的', at)) return at
  const late = LATE.find((word) => text.startsWith(word, at))
  // 没整改 is said of hazards.
  return late === undefined || text.startsWith('整改', at) ? 0 : at + late.length
}

function pieceLengthAt(demand: string, text: string, at: number): number {
  if (!demand.includes(text.charAt(at))) return 0
  let best = 0
  for (let from = 0; from < demand.length; from += 1) {
    let length = 0
    while (from + length < demand.length && demand.charAt(from + length) === text.charAt(at + length)) length += 1
    best = Math.max(best, length)
  }
  return best
}

/** 清单都有, 机构都建了. */
const MET =
  /^(?:全部都|全部|全都|都)(?:有|齐|齐全|到位|(?:做|建|定|配|办|搞|开展|制定|建立|落实)(?:好|齐|足|够)?)(?:了|的)?/

/**
 * How long 都带队了 is, which says that all met the demand; 0 where it is not said. It agrees with a figure of 0 and with no
 * other.
 */
export function metLengthAt(field: Field, text: string, at: number): number {
  for (const demand of demandsOf(field)) {
    const noun = pieceLengthAt(demand, text, at)
    const met = noun < 2 ? null : MET.exec(text.slice(at + noun))
    if (met !== null) return noun + met[0].length
  }
  const all = ['全部都', '全部', '全都', '都', '全', '均'].find((word) => text.startsWith(word, at))
  if (all === undefined) return 0
  const start = text.startsWith('有', at + all.length) ? at + all.length + 1 : at + all.length
  for (const demand of demandsOf(field)) {
    const end = demandEnd(demand, text, start)
    if (end > 0) return end - at
  }
  return 0
}
