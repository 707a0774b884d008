// The shape of campaign.yaml: who runs the 专项行动, when what is due, and what the document says about it.
// Types are inferred from here; docs/pack-reference.md is generated from the descriptions.

import { z } from 'zod'
import { Reminders } from './reminder-steps.ts'

/** A day of the calendar in the campaign's time zone, as text: 2023-06-26. Not an instant. */
export const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is written as 2023-06-26')
  .refine((day) => !Number.isNaN(Date.parse(day)) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day), {
    message: 'this day does not exist in the calendar',
  })
  .describe('A day, as 2023-06-26.')

const Quote = z.string().min(2).describe("The document's own words, so that a reader can find the place.")

const Clause = z.string().min(1).describe('Where it stands: 五（六）信息报送机制.')

const Monthly = z
  .strictObject({
    day: z.number().int().min(1).max(28).describe('The last day of the month on which a report is on time: 26.'),
    from: z.string().min(1).optional().describe('Who hands it in, where the document says so: 各村（社区）.'),
    quote: Quote,
    clause: Clause,
    first: z
      .strictObject({ period: z.string().regex(/^\d{4}-\d{2}$/), due: Day, quote: Quote })
      .describe('The first report, when the document gives it a day of its own.'),
    last: z
      .string()
      .regex(/^\d{4}-\d{2}$/)
      .describe('The last month that is reported.'),
  })
  .describe('The monthly report.')

const Submission = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  what: z.string().min(1).describe('What is to be handed in, in plain words: 专项行动方案及动员部署情况.'),
  from: z.string().min(1).describe('Who hands it in: 各村（社区）、镇各有关部门.'),
  to: z.string().min(1).describe('Who gets it: 镇安委办.'),
  due: Day,
  forms: z
    .array(z.string())
    .default([])
    .describe('The forms whose units hand it in; their contacts are reminded. Only the office is when left out.'),
  words: z.array(z.string().min(2)).default([]).describe('Words by which people ask for it: 方案, 动员部署.'),
  quote: Quote,
  clause: Clause,
})

const Routine = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  what: z.string().min(1),
  who: z.string().min(1),
  every: z.enum(['week', 'month', 'quarter', 'half-year']).describe('How often.'),
  weekday: z
    .number()
    .int()
    .min(1)
    .max(7)
    .optional()
    .describe('The last day of the week, when it is weekly: 4 for 每星期四前.'),
  day: z
    .number()
    .int()
    .min(1)
    .max(28)
    .optional()
    .describe(
      'The last day of the month, when it is monthly: 25 for 每月25日前. Without it the office is not reminded.',
    ),
  words: z.array(z.string().min(2)).default([]),
  quote: Quote,
  clause: Clause,
})

const Conflict = z.strictObject({
  topic: z.enum(['first-report', 'due', 'as-of']).describe('The question to whose answer both sides are added.'),
  form: z.string().optional().describe('The form it concerns; all when left out.'),
  say: z.string().min(1).describe('Both sides in one plain sentence for the contact.'),
  quotes: z.array(Quote).min(2),
})

export const Campaign = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .describe('The same as the name of the folder: longmen-2023.'),
  title: z.string().min(1).describe('The title of the document.'),
  name: z.string().min(1).max(20).describe('A short name: 龙门镇专项行动.'),
  place: z.string().min(1).describe('The government: 龙门镇.'),
  issued: Day.describe('The day on which the document was issued.'),
  office: z
    .strictObject({
      name: z.string().min(1).describe('Whom people ask: 镇安委办.'),
      contact: z.string().optional().describe('The contact person that the document names.'),
      phone: z.string().optional().describe('The telephone number that the document prints.'),
      quote: Quote,
    })
    .describe('The office that collects the reports.'),
  receipt: z
    .string()
    .regex(/^[A-Z]{2,4}$/)
    .describe('The letters that open every receipt number: LM.'),
  forms: z
    .array(z.string().regex(/^[a-z][a-z0-9-]*$/))
    .describe('The form ids; each has a file FORM.form.yaml. May be empty.'),
  monthly: Monthly.optional(),
  submissions: z.array(Submission).default([]).describe('One-off submissions with their days.'),
  routines: z
    .array(Routine)
    .default([])
    .describe('What is done again and again: bulletins, updates of the hazard database.'),
  conflicts: z
    .array(Conflict)
    .default([])
    .describe('Places where the document contradicts itself. Both sides are told.'),
  reminders: Reminders.prefault({}).describe(
    'When the bot speaks first. Left out, the standard steps of docs/reminders.md are used.',
  ),
})
export type Campaign = z.infer<typeof Campaign>

export const Duty = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  subject: z.string().min(1).describe('The matter as the document names it: 烟花爆竹.'),
  owners: z
    .array(z.string().min(1))
    .describe('The departments, as the document writes them. Empty when it lists the matter and names nobody.'),
  words: z.array(z.string().min(1)).default([]).describe('Everyday words and narrower matters: 鞭炮, 炮仗, 烟花店.'),
  vague: z
    .array(z.string().min(1))
    .default([])
    .describe('Words that only point here, or to several rows: 工地, 幼儿园. The bot asks which matter is meant.'),
  quote: Quote,
  clause: Clause,
})
export type Duty = z.infer<typeof Duty>

export const Duties = z.strictObject({
  departments: z
    .array(
      z.strictObject({
        name: z.string().min(1).describe('As the document writes it: 镇应急管理办.'),
        words: z.array(z.string().min(1)).default([]).describe('Short names: 应急办.'),
      }),
    )
    .describe('Every department that may own a duty.'),
  duties: z.array(Duty),
  clause: Clause.describe('The section that holds the table, for the answer that the document names nobody.'),
  fallback: z
    .strictObject({ say: z.string().min(1), quote: Quote })
    .optional()
    .describe('What the document says about departments and matters that it does not list.'),
})
export type Duties = z.infer<typeof Duties>

/** What a fact answers: which question words fit it. */
const Asks = z
  .enum(['what', 'who', 'when', 'how-often', 'how-many', 'where', 'whom', 'how', 'phone'])
  .describe(
    'what: a definition or content. who: who does it or signs it. when: a day or time limit. how-often: 每月, 每周. how-many: a number. where: a place or address. whom: who receives it (报给谁). how: a procedure. phone: a number to call.',
  )

export const Fact = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  subject: z
    .string()
    .min(1)
    .describe('What the fact is about, as the document names it: 周调度, 外包外租安全管理混乱.'),
  asks: z.array(Asks).min(1).describe('The questions that this fact answers.'),
  words: z.array(z.string().min(1)).default([]).describe('Everyday words by which people ask for the subject.'),
  say: z.string().min(1).describe('The answer in one or two plain sentences. It says nothing that the quote does not.'),
  facts: z
    .array(z.string().min(1))
    .default([])
    .describe('The heart of the answer as short strings: days (2023-05-25), 每周, names, numbers, addresses.'),
  quote: Quote,
  clause: Clause,
})
export type Fact = z.infer<typeof Fact>

export const Knowledge = z.strictObject({
  facts: z
    .array(Fact)
    .describe('What the document says beyond forms, dates of reports and duties; each with its quote.'),
})
export type Knowledge = z.infer<typeof Knowledge>

export const Task = z.strictObject({
  number: z.number().int().min(1).describe('The number as printed.'),
  measure: z.number().int().min(1).describe('The number of the measure (措施) under which it stands.'),
  short: z.string().min(1).max(30).describe('A short name, at most 30 characters.'),
  text: z.string().min(1).describe('The task as printed, without its number and line breaks.'),
  points: z.array(z.string().min(1)).describe('The 操作要点 as printed, one entry each, with their numbers （1）.'),
  owners: z.array(z.string().min(1)).min(1).describe('The 责任单位 as printed, one entry each.'),
  dues: z
    .array(
      z.strictObject({
        due: Day.describe('The last day: 5月底 of 2022 is 2022-05-31.'),
        point: z.number().int().min(1).optional().describe('The 操作要点 that the day belongs to, counted from 1.'),
        quote: Quote,
      }),
    )
    .default([])
    .describe('Days that the task or its points name. Empty where it is standing work.'),
  words: z.array(z.string().min(1)).default([]).describe('Everyday words by which people ask for the task.'),
})
export type Task = z.infer<typeof Task>

export const Tasks = z.strictObject({
  measures: z.array(z.strictObject({ number: z.number().int().min(1), title: z.string().min(1) })),
  tasks: z.array(Task),
  clause: Clause,
})
export type Tasks = z.infer<typeof Tasks>
