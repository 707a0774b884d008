// The shape of FORM.form.yaml: the 调度表 as printed, and what the bot must know to ask for it and to check it.
// Types are inferred from here; docs/pack-reference.md is generated from the descriptions.

import { z } from 'zod'

const FieldId = z
  .string()
  .regex(
    /^\d{1,2}\.\d{1,2}$/,
    'a field id is the section number, a dot, and the item number as printed, in quotes: "3.2"',
  )
  .describe('Section number, dot, item number as printed. Always in quotes, so that "1.10" does not become 1.1.')

/** Every way of answering, and the components that its figures have, in order. */
export const ANSWER_KINDS = {
  count: ['count'],
  'times-amount': ['count', 'amount'],
  'count-of-which': ['count', 'count'],
  'amount-of-which': ['amount', 'amount'],
  'stop-close': ['count', 'count'],
  'yes-no': ['flag'],
  text: ['text'],
  date: ['day'],
} as const satisfies Record<string, readonly ComponentType[]>

/**
 * `count`: a whole number. `amount`: money, kept in 分 (1/100 元) whatever the printed unit. `flag`: 1 yes, 0 no. `text`: words.
 * `day`: a day of the calendar.
 */
export type ComponentType = 'count' | 'amount' | 'flag' | 'text' | 'day'
export type AnswerKind = keyof typeof ANSWER_KINDS

/** Whether the item is answered with numbers that can be compared and added. */
export const isCounted = (kind: AnswerKind) => kind !== 'yes-no' && kind !== 'text' && kind !== 'date'

export const Component = z.strictObject({
  measure: z
    .string()
    .min(1)
    .max(8)
    .describe(
      'The measure word as printed in the brackets of the label: 个, 家, 家次, 万元. For yes-no: 是/否, for text: 文字, for date: 日期.',
    ),
  name: z.string().optional().describe('What the component is called when the item has several: 其中危险作业罪案例.'),
  words: z
    .array(z.string().min(1))
    .default([])
    .describe('Words by which people name this component in an answer: 危险作业, 罚款, 停产.'),
  printed: z
    .string()
    .min(1)
    .max(12)
    .optional()
    .describe(
      'What is printed in the cell for the figure: in brackets before it, （总数）, else after it, 镇（街道）. Only where the form prints something there.',
    ),
})
export type Component = z.infer<typeof Component>

export const Field = z.strictObject({
  id: FieldId,
  label: z
    .string()
    .min(1)
    .describe('The label as printed, without line breaks, with its brackets: 行政处罚（次，万元）.'),
  short: z.string().min(1).max(16).describe('A short name for echoes and lists, at most 16 characters: 行政处罚.'),
  kind: z.enum(Object.keys(ANSWER_KINDS) as [AnswerKind, ...AnswerKind[]]).describe('How the item is answered.'),
  components: z.array(Component).min(1).max(2).describe('One entry for each figure of the item, in printed order.'),
  words: z
    .array(z.string().min(2))
    .default([])
    .describe('Other ways in which people name the item: 未带队检查. Each must belong to one item of the form only.'),
  concept: z
    .string()
    .regex(/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*$/)
    .describe('A key that the same item has in every form, so that forms can be compared: hazard.self.found.'),
  note: z
    .string()
    .optional()
    .describe("What the form's notes say about this item, quoted; shown when the contact sends ？."),
  example: z.string().min(1).describe('An answer as a contact would type it: 3次，5.6万元.'),
  mayBeBlank: z
    .boolean()
    .default(true)
    .describe('Whether 不涉及 (left blank, out of all totals) is a possible answer.'),
})
export type Field = z.infer<typeof Field>

const Section = z.strictObject({
  number: z.number().int().min(1).describe('The section number: the first part of the ids of its items.'),
  title: z.string().min(1).describe('The title as printed: 总体情况.'),
  fields: z.array(Field).min(1),
})

const FieldPart = z
  .string()
  .regex(/^\d{1,2}\.\d{1,2}(:[12])?$/, 'names a field "1.2", or one of its components "3.7:2"')
  .describe('A field "1.2", or one component of it "3.7:2" (counted from 1).')

export const Check = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  left: FieldPart,
  atMost: FieldPart,
  level: z
    .enum(['error', 'warning'])
    .describe('error: the answer is not kept. warning: kept after a confirmation, which stays with the version.'),
  why: z.string().min(1).describe('One short sentence for the contact: 整改数不能多于发现数.'),
})
export type Check = z.infer<typeof Check>

export const AsOf = z
  .discriminatedUnion('rule', [
    z.strictObject({ rule: z.literal('end-of-previous-month'), quote: z.string() }),
    z.strictObject({ rule: z.literal('end-of-month'), quote: z.string() }),
    z.strictObject({ rule: z.literal('day'), day: z.number().int().min(1).max(28), quote: z.string() }),
    z.strictObject({ rule: z.literal('unstated') }),
  ])
  .describe(
    'The day to which the cumulative figures run, with the sentence of the document; unstated where it has none.',
  )
export type AsOf = z.infer<typeof AsOf>

const Printed = z
  .strictObject({
    title: z.array(z.string().min(1)).min(1).describe('The title, one entry for each printed line.'),
    unit: z
      .string()
      .min(1)
      .optional()
      .describe('The words beside the line for the unit: 村（社区）. Left out where the form has no such line.'),
    notes: z.string().min(1).optional().describe('What opens the notes: 注：, 填报说明：.'),
    quote: z.string().min(2).describe('The line between title and table, as printed.'),
  })
  .describe('How the form looks on paper, beyond its items. Left out, the title is one line and the unit gets a line.')

export const Form = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .describe('The form id of the roster and of the file name: village.form.yaml.'),
  title: z.string().min(1).describe('The title as printed.'),
  name: z.string().min(1).max(12).describe('What the bot calls the form in a message: 调度表.'),
  blank: z.string().min(1).describe('What stands beside the line for the unit: 村（社区）.'),
  printed: Printed.optional(),
  asOf: AsOf,
  provisional: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Why the form is not the official one, as a sentence that is shown wherever the form is: 附件未随文公布，暂用通用项',
    ),
  cumulative: z
    .boolean()
    .describe('Whether the figures are cumulative, so that one below the last version is questioned.'),
  sections: z.array(Section).min(1),
  checks: z.array(Check).default([]),
  notes: z.array(z.string()).default([]).describe('The notes under the form, as printed.'),
})
export type Form = z.infer<typeof Form>

/**
 * The answer to one field, as kept: one integer for each component (counts as they are, money in 分, yes 1 / no 0),
 * or null for 不涉及, which is blank and not zero. Words are kept as they were typed, a day as 2023-06-26. A field that was not
 * answered has no figure at all.
 */
export type Figure = readonly number[] | string | null
export type Figures = Readonly<Record<string, Figure>>

/** The numbers of a figure; undefined for a blank, words, a day, or no figure. */
export function numbersOf(figure: Figure | undefined): readonly number[] | undefined {
  return figure === null || typeof figure === 'string' ? undefined : figure
}
