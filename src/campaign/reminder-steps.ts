// Which reminders a campaign sends: the standard steps, and how a pack changes them. When a step is due, and for whom, is
// planned in reminder/.

import { z } from 'zod'
import { type Finding, findDuplicates } from './pack-problem.ts'
import { nearestWord } from './word.ts'

const Time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day is written in quotes as "09:07"')
  .describe('A time of day in China, in quotes: "09:07".')

const STEP_FOR = ['report', 'submission', 'task', 'routine', 'week'] as const
const STEP_WHEN = ['workdays-before', 'last-workday', 'days-before', 'due', 'days-after', 'overdue', 'all-in'] as const
const STEP_TO = ['contacts', 'office', 'leaders'] as const
export type Audience = (typeof STEP_TO)[number]

/** A standard step that is changed, or a step of the pack's own. */
const StepChange = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .describe('The id of the standard step that is changed, or a new id: eve.'),
  off: z.literal(true).optional().describe('Leaves the standard step out.'),
  for: z
    .array(z.enum(STEP_FOR))
    .min(1)
    .optional()
    .describe(
      'report: the monthly form. submission: one-off submissions. task: dated tasks. routine: dated routines. week: how the month stands, each Friday.',
    ),
  when: z
    .enum(STEP_WHEN)
    .optional()
    .describe(
      'workdays-before, days-before, days-after: so many `days` before or after the due day. last-workday: only when the due day is a day off, on the last workday before. due: the due day. overdue: each day after it, for `days` days and through the 28th at least. all-in: as soon as every unit has reported.',
    ),
  days: z.number().int().min(1).max(30).optional().describe('How many days, where `when` counts them.'),
  at: z.array(Time).min(1).max(4).optional().describe('The times of day: ["09:07", "15:23"].'),
  to: z.array(z.enum(STEP_TO)).min(1).optional().describe('contacts: of units that have not reported.'),
  text: z
    .string()
    .min(1)
    .max(300)
    .optional()
    .describe(
      "Own words instead of the bot's, with {单位} {月份} {表} {截止} {天} {共} {已填} {还差} {事项} {应报} {已报} {缺报} {办公室} where the figures go.",
    ),
})
type StepChange = z.infer<typeof StepChange>

const Quiet = z.strictObject({
  from: Time.default('20:00').describe('From this time on nothing is sent: "20:00".'),
  to: Time.default('08:00').describe('Until this time of the next morning: "08:00".'),
})

export const Reminders = z.strictObject({
  quiet: Quiet.prefault({}).describe('The hours in which the bot never speaks first.'),
  catchUpHours: z
    .number()
    .int()
    .min(1)
    .max(72)
    .default(12)
    .describe('How late a reminder may still go out after the bot was down.'),
  weekday: z
    .number()
    .int()
    .min(1)
    .max(7)
    .default(5)
    .describe('The day of weekly routines for which the document names none: 5 is Friday. The office decides.'),
  steps: z.array(StepChange).default([]).describe('Changes to the standard steps, and further ones.'),
})
export type Reminders = z.infer<typeof Reminders>

/** One kind of reminder: for what, on which days, at which times, to whom. */
export interface Step {
  readonly id: string
  readonly for: readonly (typeof STEP_FOR)[number][]
  readonly when: (typeof STEP_WHEN)[number]
  /** 0 where `when` counts no days. */
  readonly days: number
  readonly at: readonly string[]
  readonly to: readonly Audience[]
  /** The pack's own words. */
  readonly text?: string
}

/**
 * The steps of a campaign whose pack says nothing about them. The minutes are odd so that the bot does not speak at the
 * full hour with everyone else.
 */
const STANDARD_STEPS: readonly Step[] = [
  { id: 'open', for: ['report'], when: 'workdays-before', days: 3, at: ['09:07'], to: ['contacts'] },
  { id: 'last-workday', for: ['report'], when: 'last-workday', days: 0, at: ['09:07'], to: ['contacts'] },
  { id: 'eve', for: ['report'], when: 'days-before', days: 1, at: ['09:07'], to: ['contacts'] },
  { id: 'due', for: ['report'], when: 'due', days: 0, at: ['09:07', '15:23'], to: ['contacts'] },
  { id: 'overdue', for: ['report'], when: 'overdue', days: 3, at: ['09:07'], to: ['contacts'] },
  { id: 'office-due', for: ['report'], when: 'due', days: 0, at: ['16:37'], to: ['office'] },
  { id: 'office-overdue', for: ['report'], when: 'overdue', days: 3, at: ['09:07'], to: ['office'] },
  { id: 'leaders-after', for: ['report'], when: 'days-after', days: 1, at: ['09:07'], to: ['leaders'] },
  { id: 'all-in', for: ['report'], when: 'all-in', days: 0, at: ['09:07', '16:37'], to: ['leaders'] },
  ...(
    [
      { id: 'one-off-open', when: 'workdays-before', days: 3 },
      { id: 'one-off-last-workday', when: 'last-workday', days: 0 },
      { id: 'one-off-eve', when: 'days-before', days: 1 },
      { id: 'one-off-due', when: 'due', days: 0 },
    ] as const
  ).map((step): Step => ({ ...step, for: ['submission', 'task'], at: ['09:07'], to: ['contacts', 'office'] })),
  { id: 'routine-last-workday', for: ['routine'], when: 'last-workday', days: 0, at: ['09:07'], to: ['office'] },
  { id: 'routine-day', for: ['routine'], when: 'due', days: 0, at: ['09:07'], to: ['office'] },
  { id: 'week', for: ['week'], when: 'due', days: 0, at: ['16:07'], to: ['office'] },
]

/** The steps of a campaign, standard ones first. What is missing in a step of the pack's own was reported by checkReminders. */
export function stepsOf({ steps }: Reminders): readonly Step[] {
  const changes = new Map(steps.map((change) => [change.id, change]))
  const standard = STANDARD_STEPS.flatMap((step) => {
    const change = changes.get(step.id)
    return change?.off ? [] : [changed(step, change)]
  })
  const own = steps
    .filter(({ id }) => !STANDARD_STEPS.some((step) => step.id === id))
    .map((change) => changed({ id: change.id, for: ['report'], when: 'due', days: 0, at: [], to: [] }, change))
  return [...standard, ...own]
}

function changed(step: Step, change: StepChange | undefined): Step {
  if (!change) return step
  return {
    id: step.id,
    for: change.for ?? step.for,
    when: change.when ?? step.when,
    days: change.days ?? step.days,
    at: change.at ?? step.at,
    to: change.to ?? step.to,
    ...(change.text === undefined ? {} : { text: change.text }),
  }
}

/** The names that may stand in braces in a text of the pack. */
const TEMPLATE_NAMES = [
  '单位',
  '月份',
  '表',
  '截止',
  '天',
  '共',
  '已填',
  '还差',
  '事项',
  '应报',
  '已报',
  '缺报',
  '办公室',
] as const
export type TemplateName = (typeof TEMPLATE_NAMES)[number]

/** Whether the bot is silent at a time of day, 21:30. */
export function isQuiet({ from, to }: Reminders['quiet'], time: string): boolean {
  return from <= to ? time >= from && time < to : time >= from || time < to
}

/** What would make the bot silent, or say a name in braces, without anyone meaning it. */
export function checkReminders({ quiet, steps }: Reminders): Finding[] {
  const standard = STANDARD_STEPS.map(({ id }) => id)
  return [
    ...findDuplicates(
      steps,
      ({ id }) => id,
      (s) => ['reminders', 'steps', s, 'id'],
      'step id',
    ),
    ...steps.flatMap((step, s) => [
      ...(standard.includes(step.id) ? [] : checkOwnStep(step, s, standard)),
      ...checkDays(step, s),
      ...(step.at ?? []).flatMap((time, t): Finding[] =>
        isQuiet(quiet, time)
          ? [
              {
                path: ['reminders', 'steps', s, 'at', t],
                code: 'mismatch',
                message: `${time} lies in the quiet hours from ${quiet.from} to ${quiet.to}`,
              },
            ]
          : [],
      ),
      ...checkText(step, s),
    ]),
  ]
}

function checkOwnStep(step: StepChange, s: number, standard: readonly string[]): Finding[] {
  const missing = (['for', 'when', 'at', 'to'] as const).filter((key) => step[key] === undefined)
  if (missing.length === 0) return []
  const nearest = nearestWord(step.id, standard)
  const advice = nearest === undefined ? '' : `, or did you mean the standard step “${nearest}”`
  return missing.map((key) => ({
    path: ['reminders', 'steps', s, key],
    code: 'missing-key',
    message: `the step “${step.id}” is new and needs this key${advice}`,
  }))
}

function checkDays(step: StepChange, s: number): Finding[] {
  const counts = step.when?.startsWith('days-') || step.when === 'workdays-before' || step.when === 'overdue'
  if (!counts || step.days !== undefined) return []
  return [
    {
      path: ['reminders', 'steps', s, 'days'],
      code: 'missing-key',
      message: `“${step.when}” counts days: say how many`,
    },
  ]
}

function checkText({ text }: StepChange, s: number): Finding[] {
  const path = ['reminders', 'steps', s, 'text'] as const
  return [...(text ?? '').matchAll(/\{([^{}]*)\}|[{}]/g)].flatMap(([whole, name]): Finding[] => {
    if (name === undefined) return [{ path, code: 'wrong-value', message: `there is a single “${whole}” in this text` }]
    if ((TEMPLATE_NAMES as readonly string[]).includes(name)) return []
    const message = `there is no {${name}}; known are ${TEMPLATE_NAMES.map((known) => `{${known}}`).join(' ')}`
    return [{ path, code: 'unknown-reference', message }]
  })
}
