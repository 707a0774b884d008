// Whether a question is about the monthly report as such. It is strict: 「电费什么时候交」 is not.

import type { Pack } from '../campaign/pack.ts'
import { normaliseText } from '../match/normalise.ts'
import type { Reading } from './ask.ts'

/** Words by which people speak of the report; a question about it is made of these and of words of asking. */
const WORDS =
  /调度表|月报表?|报表|表格?|进展情况|进展|进度|每个?月|当月|本月|这个?月|下个?月|上个?月|月[底末初]|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?:\d{1,2}[日号])?|首报|首次|首期|第[一1][次份期]?|头一次|最后[一1]?[次份]?|末次|最早|最晚|最迟|开始|数据|数字|累计|统计|取数|上报|报送|报告|填报|提交|上交|报|交|填|发|村级版?|部门版?|村(?:委会?|级)?|社区|部门|站所|单位|各|之?前|日|号|按时|逾期|准时|进行|完成|材料|时间|日期|期限|时限|截[止至]|为止|统一|固定|怎么|多少|当天|那?[张份]|\d{1,2}[日号]|算|[迟晚]到?|超期?|来得及|赶得上|补|还行|[行可]以?|不|第|天|内|期|次|份|数|算|取|号|送|收|齐|上|下|月|从|完|好|后|往/g

const REPORTING =
  /^\d{1,2}[号日]|调度表|报表|月报|首报|数据|数字|累计|统计|取数|算[数到至]*[到至]|报|交|填|截[止至]|期限|时限/

/** Whether all that a question is about is the report. */
export function isAboutReport(pack: Pack, reading: Reading): boolean {
  if (!REPORTING.test(reading.text)) return false
  const known = reportPlaces(pack, reading.text)
  return [...reading.content].every((at) => known.has(at))
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
