// Answers to when and to whom: the monthly report, one-off submissions, and what is done again and again.
// Only what the document of the campaign says is told, with its clause; where it contradicts itself, both sides are.

import { dayAt, daysBetween, type Instant } from '../campaign/calendar.ts'
import type { Pack } from '../campaign/pack.ts'
import { asOfDay, currentPeriod, dueDay, periodNamed } from '../campaign/period.ts'
import type { Form } from '../form/schema.ts'
import * as wording from '../wording/status.ts'

/** What a date question was understood as, with the facts of the answer as short strings: days and receivers. */
export interface DateAnswer {
  readonly text: string
  readonly facts: readonly string[]
  readonly citation: string
}

const WHEN = [
  '截止',
  '什么时候',
  '啥时候',
  '何时',
  '几号',
  '哪天',
  '哪一天',
  '期限',
  '最后一天',
  '多久',
  '几时',
  '时限',
  'deadline',
  'when',
  'due',
]
const REPORTING = [
  '报',
  '交',
  '填',
  '截止',
  '截至',
  '期限',
  '时限',
  '通报',
  '更新',
  '录入',
  'report',
  'submit',
  'deadline',
  'due',
]
const AS_OF = ['截至', '累计到', '统计到', '数字到', '数据到']
const TO_WHOM = ['报给谁', '交给谁', '报到哪', '交到哪', '发给谁', '报送给']

/** Whether a text asks for a day or a receiver of a report. Conservative: an answer to a field is never one. */
export function isDateQuestion(text: string): boolean {
  const plain = text.toLowerCase()
  const has = (words: readonly string[]) => words.some((word) => plain.includes(word))
  if (has(AS_OF) && /[哪几?？]|什么/.test(plain)) return true
  if (has(TO_WHOM)) return true
  return has(WHEN) && (has(REPORTING) || plain.length <= 8) && !/\d+\s*[个家次人处份项]/.test(plain)
}

/**
 * Answers a date question for one campaign at `now`. `forms` are those that concern the asker; all of the campaign's
 * when empty. `named` is given when the asker belongs to several campaigns.
 */
export function answerDates(
  pack: Pack,
  query: string,
  now: Instant,
  forms: readonly Form[],
  named: string | undefined,
): DateAnswer | undefined {
  const { campaign } = pack
  const today = dayAt(now)
  const submissions = campaign.submissions.filter(({ words }) => words.some((word) => query.includes(word)))
  if (submissions.length > 0) {
    return {
      text: submissions
        .map(({ what, from, to, due, clause }) =>
          wording.submissionAnswer(what, from, to, due, daysBetween(today, due), clause),
        )
        .join('\n\n'),
      facts: submissions.flatMap(({ due, to }) => [due, to]),
      citation: submissions.map(({ clause, quote }) => `${clause}「${quote}」`).join('；'),
    }
  }
  const routine = campaign.routines.find(({ words }) => words.some((word) => query.includes(word)))
  if (routine) {
    const { what, who, clause, quote } = routine
    return {
      text: wording.routineAnswer(what, who, clause, quote),
      facts: [what, who],
      citation: `${clause}「${quote}」`,
    }
  }
  const { monthly } = campaign
  const period = periodNamed(campaign, query) ?? currentPeriod(campaign, now)
  const due = period && dueDay(campaign, period)
  if (!monthly || !period || !due) return undefined

  const asked = forms.length > 0 ? forms : [...pack.forms.values()]
  const first = period === monthly.first.period
  const quote = first ? monthly.first.quote : monthly.quote
  const conflicts = campaign.conflicts.filter(
    ({ topic, form }) =>
      (topic !== 'first-report' || first) && (form === undefined || asked.some(({ id }) => id === form)),
  )
  const text = wording.dueAnswer({
    campaign: named,
    period,
    form: asked[0]?.name ?? '',
    due,
    daysLeft: daysBetween(today, due),
    to: campaign.office.name,
    asOf: asked.map((form) => ({ form: form.blank, day: asOfDay(form.asOf, period) })),
    clause: monthly.clause,
    quote,
    conflicts: conflicts.map(({ say }) => say),
  })
  return {
    text,
    facts: [due, `每月${monthly.day}日前`, campaign.office.name],
    citation: `${monthly.clause}「${quote}」`,
  }
}
