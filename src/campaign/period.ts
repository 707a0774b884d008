// Which month a report is for, when it is due, and to which day its figures run.

import type { AsOf } from '../form/schema.ts'
import { addMonths, type Day, dayAt, endOfMonth, type Instant, type Month, monthOf } from './calendar.ts'
import type { Campaign } from './schema.ts'

/** The months for which a campaign wants a report, oldest first; none when it has no monthly form. */
export function periodsOf(campaign: Campaign): readonly Month[] {
  if (!campaign.monthly) return []
  const periods: Month[] = []
  for (let month = campaign.monthly.first.period; month <= campaign.monthly.last; month = addMonths(month, 1)) {
    periods.push(month)
  }
  return periods
}

/**
 * The month that is reported at an instant: this month, so that a report is still for June on the 30th of June, two
 * days after its day has passed; before the first month the first, after the last month the last.
 */
export function currentPeriod(campaign: Campaign, now: Instant): Month | undefined {
  if (!campaign.monthly) return undefined
  const { first, last } = campaign.monthly
  const month = monthOf(dayAt(now))
  if (month < first.period) return first.period
  if (month > last) return last
  return month
}

/** The last day on which the report of a month is on time; the day itself is included (「每月26日前」 includes the 26th). */
export function dueDay(campaign: Campaign, period: Month): Day | undefined {
  if (!campaign.monthly) return undefined
  const { first, day } = campaign.monthly
  return period === first.period ? first.due : `${period}-${String(day).padStart(2, '0')}`
}

/** The day to which the cumulative figures of a month run; undefined where the document does not say. */
export function asOfDay(asOf: AsOf, period: Month): Day | undefined {
  switch (asOf.rule) {
    case 'end-of-previous-month':
      return endOfMonth(addMonths(period, -1))
    case 'end-of-month':
      return endOfMonth(period)
    case 'day':
      return `${period}-${String(asOf.day).padStart(2, '0')}`
    case 'unstated':
      return undefined
  }
}

/** The month a person names, such as 「6月」 or 「五月份」 in 「填报6月」; undefined when it names none of the campaign's months. */
export function periodNamed(campaign: Campaign, text: string): Month | undefined {
  const numerals = ['十二', '十一', '十', '一', '二', '三', '四', '五', '六', '七', '八', '九']
  const numbers = [12, 11, 10, 1, 2, 3, 4, 5, 6, 7, 8, 9]
  const digits = /(\d{1,2})\s*月/.exec(text)?.[1]
  const written = numerals.findIndex((numeral) => text.includes(`${numeral}月`))
  const number = digits ? Number(digits) : numbers[written]
  return periodsOf(campaign).find((period) => Number(period.slice(5)) === number)
}

/** The month that a text asks about: the one it names, else the present one; undefined where there is no monthly report. */
export function periodAsked(campaign: Campaign, text: string, now: Instant): Month | undefined {
  return periodNamed(campaign, text) ?? currentPeriod(campaign, now)
}
