// What the bot would read in an answer: JSON Lines in, one JSON line out for each,
// `{"campaign":"longmen-2023","form":"village","field":"3.2","text":"罚了3次共5万6"}` -> `{"outcome":"value","values":[3,5.6]}`.

import * as fs from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { Pack } from '../src/campaign/pack.ts'
import { printProblem } from '../src/campaign/pack-problem.ts'
import { readPacks } from '../src/files/pack-folder.ts'
import { formatWan } from '../src/form/answers/amount.ts'
import type { Command } from '../src/form/answers/answer.ts'
import { parseCommand } from '../src/form/answers/commands.ts'
import { parseAnswer } from '../src/form/answers/parse.ts'
import { ANSWER_KINDS, type Field } from '../src/form/schema.ts'
import { askAgainText, commandOutOfPlace, unknownItem, unreadableLine } from '../src/wording/ask-again.ts'
import { commandName } from '../src/wording/command.ts'

type Reply =
  | { readonly outcome: 'value'; readonly values: readonly (number | string)[] }
  | { readonly outcome: 'command'; readonly command: string }
  | { readonly outcome: 'ask-again'; readonly reason: string }

/** `today`: for days that are said without their year, 昨天 and 26号. */
const Line = z.object({
  campaign: z.string(),
  form: z.string(),
  field: z.string(),
  text: z.string(),
  today: z.iso.date().optional(),
})

/** The commands of this tool's contract, and those that come to the same for a single item. */
const COMMANDS: Partial<Record<Command, string>> = {
  skip: 'skip',
  back: 'back',
  pause: 'pause',
  same: 'same',
  'no-change': 'same',
  na: 'na',
  help: 'help',
  define: 'help',
  list: 'list',
  cancel: 'cancel',
  restart: 'cancel',
  submit: 'submit',
  undo: 'undo',
}

function reply(packs: ReadonlyMap<string, Pack>, text: string): Reply {
  const line = readLine(text)
  if (line === undefined) return { outcome: 'ask-again', reason: unreadableLine() }
  const form = packs.get(line.campaign)?.forms.get(line.form)
  const field = form?.sections.flatMap(({ fields }) => fields).find(({ id }) => id === line.field)
  if (field === undefined) {
    return { outcome: 'ask-again', reason: unknownItem(line.campaign, line.form, line.field) }
  }
  const when = line.today === undefined ? undefined : { today: line.today, month: line.today.slice(0, 7) }
  const answer = parseAnswer(field, line.text, form, when)
  if (answer.outcome === 'value') return { outcome: 'value', values: printed(field, answer.values) }
  const said = parseCommand(line.text)
  if (said === undefined) return { outcome: 'ask-again', reason: askAgainText(answer, field) }
  const command = COMMANDS[said]
  if (command === undefined) return { outcome: 'ask-again', reason: commandOutOfPlace(commandName(said)) }
  return { outcome: 'command', command }
}

/** A figure in the units that the form prints; money becomes 万元. */
function printed(field: Field, figure: readonly number[] | string): readonly (number | string)[] {
  if (typeof figure === 'string') return [figure]
  return figure.map((value, i) => (ANSWER_KINDS[field.kind][i] === 'amount' ? Number(formatWan(value)) : value))
}

function readLine(text: string): z.infer<typeof Line> | undefined {
  try {
    return Line.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

const packs = await readPacks(process.env.FLOWS_DIR ?? './flows', fs)
if (!packs.ok) {
  for (const problem of packs.problems) console.error(printProblem(problem))
  process.exitCode = 2
} else {
  for await (const text of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    process.stdout.write(`${JSON.stringify(reply(packs.packs, text))}\n`)
  }
}
