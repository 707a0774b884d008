// What must hold inside campaign.yaml beyond its shape: ids told apart, days in the time of the campaign and in order.

import { addMonths, type Day, endOfMonth } from './calendar.ts'
import { type Finding, findDuplicates } from './pack-problem.ts'
import { checkReminders } from './reminder-steps.ts'
import type { Campaign } from './schema.ts'

/** Everything in a campaign that would make the bot tell a wrong day, or mix up two submissions. */
export function checkCampaign(campaign: Campaign): Finding[] {
  return [
    ...findDuplicates(
      campaign.forms,
      (form) => form,
      (f) => ['forms', f],
      'form',
    ),
    ...findDuplicates(
      campaign.submissions,
      ({ id }) => id,
      (s) => ['submissions', s, 'id'],
      'submission id',
    ),
    ...findDuplicates(
      campaign.routines,
      ({ id }) => id,
      (r) => ['routines', r, 'id'],
      'routine id',
    ),
    ...checkConflicts(campaign),
    ...checkMonthly(campaign),
    ...checkSubmissions(campaign),
    ...checkRoutines(campaign),
    ...checkReminders(campaign.reminders),
  ]
}

function checkRoutines({ routines }: Campaign): Finding[] {
  return routines.flatMap(({ every, weekday, day }, r): Finding[] => [
    ...(weekday !== undefined && every !== 'week' ? [misplaced(r, 'weekday', 'week')] : []),
    ...(day !== undefined && every !== 'month' ? [misplaced(r, 'day', 'month')] : []),
  ])
}

function misplaced(r: number, key: string, every: string): Finding {
  return { path: ['routines', r, key], code: 'mismatch', message: `only a routine of every ${every} has a ${key}` }
}

function checkConflicts(campaign: Campaign): Finding[] {
  return campaign.conflicts.flatMap((conflict, c) =>
    conflict.form === undefined || campaign.forms.includes(conflict.form)
      ? []
      : [
          {
            path: ['conflicts', c, 'form'],
            code: 'unknown-reference' as const,
            message: `the campaign has no form “${conflict.form}”`,
          },
        ],
  )
}

function checkMonthly({ monthly }: Campaign): Finding[] {
  if (!monthly) return []
  const findings: Finding[] = []
  const { period, due } = monthly.first
  if (monthly.last < period) {
    findings.push({
      path: ['monthly', 'last'],
      code: 'order',
      message: `the last month, ${monthly.last}, lies before the first, ${period}`,
    })
  }
  const latest = endOfMonth(addMonths(period, 1))
  if (due < `${period}-01` || due > latest) {
    findings.push({
      path: ['monthly', 'first', 'due'],
      code: 'order',
      message: `the report for ${period} cannot be due on ${due}: that is not in this month or the next`,
    })
  }
  return findings
}

/** Without a monthly report the end of the campaign is not known, and only its beginning bounds the days. */
function checkSubmissions(campaign: Campaign): Finding[] {
  const { monthly, issued } = campaign
  const opening: Day = monthly && `${monthly.first.period}-01` < issued ? `${monthly.first.period}-01` : issued
  const end: Day | undefined = monthly && endOfMonth(addMonths(monthly.last, 1))
  return campaign.submissions.flatMap(({ due, forms }, s): Finding[] => {
    const unknown = forms.flatMap((form, f): Finding[] =>
      campaign.forms.includes(form)
        ? []
        : [
            {
              path: ['submissions', s, 'forms', f],
              code: 'unknown-reference',
              message: `the campaign has no form “${form}”`,
            },
          ],
    )
    if (due >= opening && (end === undefined || due <= end)) return unknown
    const span = end === undefined ? `before ${opening}` : `outside ${opening} to ${end}`
    return [
      ...unknown,
      {
        path: ['submissions', s, 'due'],
        code: 'order' as const,
        message: `the day ${due} lies ${span}, the time of the campaign`,
      },
    ]
  })
}
