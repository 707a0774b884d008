// Answers to when, to which day, from whom and to whom: the monthly report, one-off submissions, and what is done again
// and again. Only what the document of the campaign says is told, with its clause; where it contradicts itself, both
// sides are, and where it is silent, that is. Which of them a question means is decided by the caller.

import { dayAt, daysBetween, type Instant } from '../campaign/calendar.ts'
import type { Pack } from '../campaign/pack.ts'
import { asOfDay, currentPeriod, dueDay, periodNamed } from '../campaign/period.ts'
import type { Campaign } from '../campaign/schema.ts'
import type { Form } from '../form/schema.ts'
import * as wording from '../wording/dates.ts'

/** An answer with its facts as short strings: days as 2023-05-30, rules as 每月26日, receivers. */
export interface DateAnswer {
  /** False when the document is silent on what was asked. */
  readonly known: boolean
  readonly text: string
  readonly facts: readonly string[]
  readonly citation: string
}

/** Who asks, and when. Without `now` rules are told instead of days, and nothing is counted from today. */
export interface DateContext {
  readonly now: Instant | undefined
  /** The forms that concern the asker; all of the campaign's when empty. */
  readonly forms: readonly Form[]
}

type Submission = Campaign['submissions'][number]
type Routine = Campaign['routines'][number]

/** What of the monthly report is asked. */
export type ReportAspect = 'due' | 'first' | 'last' | 'as-of' | 'from' | 'to'

const FIRST = /首[报次期]|第[一1][次期份]|头[一1]?次|最早|开始(?:上?报|填|交)|从(?:几|什么|啥|哪)[^,]{0,6}(?:开始|起)/
const LAST = /最后[一1]?[次期份个]|报到(?:什么|啥|哪|几|年底)|末次|为止/
const AS_OF =
  /截至|(?:数据|数字|数|情况|累计|统计)[^,]{0,6}(?:截止|到|算)(?:到|在)?(?:哪|几|什么|啥|多)|(?:累计|统计|算|填|取)[数到至]*(?:到|至)(?:哪|几|什么|啥)|截止[^,]{0,8}(?:数据|数字|累计)|(?:数据|数字|累计|统计)[^,]{0,4}截止|(?:哪|几)[一]?(?:天|段|号)(?!之?前|以前)[^,]{0,4}(?:数据|数字|累计|数)(?![^,]{0,2}[报交])|累计(?:口径|时间|日期)|(?:数据|数字|累计|统计)[^,]{0,8}(?:时间点|节点|时点)|累到(?:哪|几|什么)|(?:数据|数字|累计数?|统计)[^,]{0,4}[到至](?=$|,)/
const FROM =
  /(?:谁|哪些(?:单位|人|部门|村)?|哪个(?:部门|单位))[^,]{0,4}(?:报|交|填)|(?:报|交|填)的(?:单位|部门|人)|由谁|谁负责/
const TO = /[给向到往]谁|[给向到往]哪(?![天日月年一几])|[报交]谁|[报交]哪(?:里|儿|个?(?:部门|单位|地方|办))|接收/

/** What a normalised question about the monthly report asks for. */
export function aspectOf(text: string): ReportAspect {
  if (AS_OF.test(text)) return 'as-of'
  if (TO.test(text)) return 'to'
  if (FROM.test(text)) return 'from'
  if (FIRST.test(text)) return 'first'
  if (LAST.test(text)) return 'last'
  return 'due'
}

/** The monthly report; undefined when the document has none. */
export function answerReport(
  pack: Pack,
  aspect: ReportAspect,
  text: string,
  context: DateContext,
): DateAnswer | undefined {
  const { campaign } = pack
  const { monthly } = campaign
  if (!monthly) return undefined
  const named = periodNamed(campaign, text)
  const period = aspect === 'first' ? monthly.first.period : aspect === 'last' ? monthly.last : named
  const told = period ?? (context.now === undefined ? undefined : currentPeriod(campaign, context.now))
  const forms = formsAsked(pack, text, context.forms)
  // Where the document has no sentence of its own for the first report, its day is only what the rule makes it.
  const ownFirst = monthly.first.quote !== monthly.quote
  const first = ownFirst && (told === monthly.first.period || told === undefined)
  const due = told && dueDay(campaign, told)
  const asOf = forms.map((form) => ({
    form: form.blank,
    rule: wording.asOfRule(form.asOf),
    day: told && asOfDay(form.asOf, told),
  }))
  const quotes = [
    ...(aspect === 'as-of' ? forms.flatMap(({ asOf: rule }) => (rule.rule === 'unstated' ? [] : [rule.quote])) : []),
    ...(ownFirst && told === monthly.first.period ? [monthly.first.quote, monthly.quote] : [monthly.quote]),
    ...(told === undefined ? [monthly.first.quote] : []),
  ]
  const conflicts = campaign.conflicts.filter(
    ({ topic, form }) =>
      (topic !== 'first-report' || first) && (form === undefined || forms.some(({ id }) => id === form)),
  )
  return {
    known: (aspect !== 'as-of' || asOf.some(({ rule }) => rule !== undefined)) && (aspect !== 'first' || ownFirst),
    text: wording.reportAnswer({
      aspect,
      form: forms[0]?.name ?? '',
      period: told,
      due,
      daysLeft: due === undefined || context.now === undefined ? undefined : daysBetween(dayAt(context.now), due),
      day: monthly.day,
      first: ownFirst ? monthly.first.due : undefined,
      from: monthly.from,
      to: campaign.office.name,
      asOf,
      provisional: forms.flatMap(({ provisional }) => provisional ?? []),
      clause: monthly.clause,
      quote: quotes[0] ?? monthly.quote,
      conflicts: conflicts.map(({ say }) => say),
    }),
    facts: unique([
      ...(aspect === 'first' && !ownFirst ? [] : reportFacts(campaign, monthly, aspect, due, asOf)),
      ...(aspect === 'first' ? conflicts : []).flatMap(({ quotes: sides }) =>
        daysIn(sides, monthly.first.due.slice(0, 4)),
      ),
    ]),
    citation: `${monthly.clause}：${[...new Set(quotes)].join('；')}`,
  }
}

function reportFacts(
  { office }: Campaign,
  monthly: NonNullable<Campaign['monthly']>,
  aspect: ReportAspect,
  due: string | undefined,
  asOf: readonly { rule: string | undefined; day: string | undefined }[],
): readonly string[] {
  if (aspect === 'as-of') return unique(asOf.flatMap(({ rule, day }) => [rule ?? [], day ?? []].flat()))
  const own = monthly.first.quote === monthly.quote ? [] : monthly.first.due
  const month = aspect === 'first' ? `${Number(monthly.first.period.slice(5, 7))}月` : []
  const days = aspect === 'first' || aspect === 'last' ? [due ?? [], month].flat() : [due ?? [], own].flat()
  return unique([`每月${monthly.day}日`, ...days, ...(monthly.from ? [monthly.from] : []), office.name])
}

/** The days that the sides of a contradiction name, as 2023-05-26; a side that names no year means that of the campaign. */
function daysIn(quotes: readonly string[], year: string): readonly string[] {
  return quotes.flatMap((quote) =>
    [...quote.matchAll(/(\d{1,2})月(\d{1,2})日/g)].map(
      ([, month = '', day = '']) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
    ),
  )
}

/** 「村级的」 and 「部门的」 say which form is meant; otherwise it is that of the asker, or all. */
function formsAsked(pack: Pack, text: string, own: readonly Form[]): readonly Form[] {
  const all = [...pack.forms.values()]
  const named = all.filter(({ title, blank }) =>
    [blank, ...(/[（(]([^（）()]+)版[）)]/.exec(title)?.[1]?.match(/../g) ?? [])].some((word) =>
      word.split(/[（）()]/).some((part) => part.length > 1 && text.includes(part)),
    ),
  )
  if (named.length > 0 && named.length < all.length) return named
  return own.length > 0 ? own : all
}

/** One-off submissions, each with its day, who hands it in, and who gets it. */
export function answerSubmissions(submissions: readonly Submission[], { now }: DateContext): DateAnswer {
  return {
    known: true,
    text: submissions
      .map(({ what, from, to, due, clause }) =>
        wording.submissionAnswer(
          what,
          from,
          to,
          due,
          now === undefined ? undefined : daysBetween(dayAt(now), due),
          clause,
        ),
      )
      .join('\n\n'),
    facts: unique([
      ...submissions.map(({ due }) => due),
      ...submissions.flatMap(({ to, from, what }) => [to, from, what]),
    ]),
    citation: unique(submissions.map(({ clause, quote }) => `${clause}：${quote}`)).join('\n'),
  }
}

/** What is done again and again, with who does it and how often. */
export function answerRoutines(routines: readonly Routine[]): DateAnswer {
  return {
    known: true,
    text: routines
      .map(({ what, who, every, clause, quote }) =>
        wording.routineAnswer(what, who, wording.everyText(every), clause, quote),
      )
      .join('\n\n'),
    facts: unique(routines.flatMap(({ what, who, every }) => [wording.everyText(every), who, what])),
    citation: unique(routines.map(({ clause, quote }) => `${clause}：${quote}`)).join('\n'),
  }
}

/** The contact person and telephone of the office; undefined when the document prints neither. */
export function answerContact({ campaign }: Pack): DateAnswer | undefined {
  const { name, contact, phone, quote } = campaign.office
  if (contact === undefined && phone === undefined) return undefined
  return {
    known: true,
    text: wording.contactAnswer(name, contact, phone, quote),
    facts: [contact ?? [], phone ?? [], name].flat(),
    citation: quote,
  }
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)]
}
