// Whether a question is about the monthly report as such. 「电费什么时候交」 is not, though it asks for a day to hand in; a
// story told before the question, or the name of who asks, does not make it another.

import type { Pack } from '../campaign/pack.ts'
import { normaliseText } from '../match/normalise.ts'
import { asksIn, type Reading } from './ask.ts'
import { clausesOf } from './parts.ts'

/** Words by which people speak of the report; a question about it is made of these and of words of asking. */
const WORDS =
  /调度表|月报表?|报表|表格?|进展情况|进展|进度|[上下这]?个?月[底末初]|[每各]个?月|当月|本月|这个?月|下个?月|上个?月|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?:\d{1,2}[日号])?|首报|首次|首期|第[一1][次份期]?|头一次|最后[一1]?[次份]?|末次|最早|最晚|最迟|开始|数据|数字|累计|统计|口径|时间点|节点|取数|上报|报送|报告|填报|提交|上交|报|交|填|发|村级版?|部门版?|村(?:委会?|级)?|社区|部门|站所|单位|各|之?前|日|号|按时|逾期|准时|进行|完成|材料|时间|日期|期限|时限|截[止至]|为止|统一|固定|怎么|多少|当天|那?[张份]|\d{1,2}[日号]|算|[迟晚]到?|超期?|来得及|赶得上|赶在?|补|还行|[行可]以?|不|第|天|内|期|次|份|数|算|取|号|送|收|齐|上|下|月|从|完|好|后|往|推迟|延[迟后期]|缓|拖|再|想|必须|咱|手[上里]|弄|做|两|累|头|起|关门|宽限|早|点|没事|没关系|不要紧|碍事|[一两三几]天|另外|同样/g

const REPORTING =
  /\d{1,2}[号日]|调度表|报表|月报|首报|数据|数字|累计|统计|取数|算[数到至]*[到至]|报|交|填|截[止至]|期限|时限|(?<![代外手电水油仪])表(?![现示彰扬演达明态])/

/** The report by a name that nothing else has. */
const REPORT = /调度表|月报|首报|报表|进展(?:情况)?表|填报表|每个?月[^,]{0,4}表/

/** What no document says of its report, though it says the day and the receiver. */
const UNSAID = /邮箱|网[址站]|平台|微信|群里|哪个群|几点(?!意见)|盖章|签字|格式|扫描|纸质|打印|电子[版档]/

/** A clause that tells who asks and why, not what is asked about. */
const STORY =
  /^(?:我们?|咱们?|俺|您|你|他们?|领导|老板|上次|上回|昨天|今天|刚|新|才|第一回|头一回|不懂|不太|不会|不知|不清|忘|记不|没听|没记|听说|师傅|老师|书记|主任|同志|各位|hi|hello)|(?:不懂|不清楚|不会|忘了|没听清|接手|新手|新来的|没弄过|没搞过)/

/** Whether what a question asks for is the report: all that it is about, or all in the clause that asks. */
export function isAboutReport(pack: Pack, reading: Reading): boolean {
  const { text } = reading
  if (!REPORTING.test(text) || UNSAID.test(text)) return false
  const known = reportPlaces(pack, text)
  const strange = [...reading.content].filter((at) => !known.has(at))
  if (strange.length === 0) return true
  const clauses = clausesOf(text).map((clause) => ({
    ...clause,
    asks: isTimed(clause.text),
    strange: strange.filter((at) => at >= clause.start && at < clause.start + clause.text.length),
  }))
  return clauses.some((clause) => {
    if (!clause.asks || !REPORTING.test(clause.text)) return false
    const name = REPORT.exec(clause.text)
    // 「财务报表」 is another one; who wrote the 调度表 is of no matter.
    if (name && withoutReport(clause.text) !== undefined) return false
    if (name) return clause.strange.length <= MOST_STRANGE && !clause.strange.includes(clause.start + name.index - 1)
    const others = clauses.filter((other) => other !== clause && other.strange.length > 0)
    return clause.strange.length === 0 && others.every(({ text: story }) => STORY.test(story))
  })
}

/** This many characters beside the name of the report may be a name or a place; more are another matter. */
const MOST_STRANGE = 6

const BESIDE_REPORT =
  /(?:和|与|及|跟|还有|,)(?:每月)?的?(?:月报|首报|调度表|进展情况调度表)|(?:月报|首报|调度表)(?:和|与|及|跟|还有|,)(?!我|请|想|[^,]{0,4}(?:几|哪|什么))/

/** 「工作方案和每月的调度表分别哪天前报」 without the report, which stands beside another submission; undefined where it does not. */
export function withoutReport(text: string): string | undefined {
  const beside = text.replace(BESIDE_REPORT, '')
  return beside === text ? undefined : beside
}

function isTimed(clause: string): boolean {
  const asks = asksIn(clause)
  return asks.has('when') || asks.has('whom')
}

/** Whether some of these places of a question are neither words of the report nor of asking: 「实施方案」 in 「实施方案几号报」. */
export function namesMore(pack: Pack, { text, matter }: Reading, places: ReadonlySet<number>): boolean {
  const known = reportPlaces(pack, text)
  return [...places].some((at) => !known.has(at) && matter[at] !== ',')
}

function reportPlaces({ campaign, forms }: Pack, text: string): ReadonlySet<number> {
  const known = new Set<number>()
  const own = [
    campaign.place,
    campaign.office.name,
    campaign.office.contact ?? '',
    campaign.name,
    ...[...forms.values()].flatMap(({ name, blank }) => [name, blank]),
  ]
  const names = own.flatMap((name) => [...text.matchAll(new RegExp(literal(normaliseText(name)), 'g'))])
  for (const { 0: word, index } of [...names, ...text.matchAll(WORDS)]) {
    for (let at = index; at < index + word.length; at++) known.add(at)
  }
  return known
}

function literal(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') || '(?!)'
}
