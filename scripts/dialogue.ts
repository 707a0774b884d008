// Plays a dialogue file against the real turns over a store in memory, and gives it back as it went. A file that is
// played and comes back unchanged is a test; test/dialogues holds them.

import { parse, stringify } from 'yaml'
import { z } from 'zod'
import type { Pack } from '../src/campaign/pack.ts'
import { parseRoster, ROSTER_COLUMNS, type RosterRow } from '../src/campaign/roster.ts'
import { createWorkdays } from '../src/campaign/workdays.ts'
import { OUTBOX_PREFIX, parseOutboxRow } from '../src/delivery/outbox.ts'
import { fieldsOf } from '../src/form/checks.ts'
import { printFigure } from '../src/form/print.ts'
import { createQuestionIndexes } from '../src/question/question-index.ts'
import { createSchedule } from '../src/reminder/schedule.ts'
import { reportOf, type UnitReports } from '../src/report/unit-reports.ts'
import { createMemoryStore } from '../src/store/memory.ts'
import { DOCUMENT_KINDS } from '../src/turn/document-kinds.ts'
import { openLiveRoster } from '../src/turn/live-roster.ts'
import { createTurns } from '../src/turn/turn.ts'

const Line = z.record(z.string(), z.string())

const Dialogue = z.strictObject({
  campaign: z.string(),
  /** The bot's calendar when the talk begins. */
  at: z.string(),
  /** Lines of a roster without the head; the sample roster when left out. */
  roster: z.array(z.string()).optional(),
  talk: z
    .array(Line)
    .describe(
      'USERID: what was typed; bot: the answer; bot>USERID: a push; at: the calendar moves; stored: UNIT PERIOD',
    ),
})

export interface DialogueParts {
  readonly packs: ReadonlyMap<string, Pack>
  readonly sampleRoster: readonly RosterRow[]
}

const SPEAKERS_OF_NO_TEXT = new Set(['bot', 'at', 'stored'])

/** Plays the text of a dialogue file; returns the same file with what the bot says and stores now. */
export async function playDialogue(text: string, { packs, sampleRoster }: DialogueParts): Promise<string> {
  const dialogue = Dialogue.parse(parse(text))
  const rows = dialogue.roster ? dialogue.roster.map(rowOf) : sampleRoster
  const roster = parseRoster(rows, new Map([...packs].map(([id, { campaign }]) => [id, campaign])))
  if (!roster.ok) throw new Error(`the roster of the dialogue is wrong: ${JSON.stringify(roster.problems)}`)
  const questions = createQuestionIndexes(packs)

  const store = createMemoryStore(DOCUMENT_KINDS)
  const talk: Record<string, string>[] = []
  let now = Date.parse(dialogue.at)
  let count = 0
  const schedule = createSchedule(packs.values(), createWorkdays(new Map()))
  const live = await openLiveRoster(store, packs.keys(), roster.roster)
  const turns = createTurns({
    store,
    world: () => ({ packs, questions, roster: live.current(), schedule }),
    desksChanged: live.desksChanged,
    now: () => now,
    systemNow: () => ++count,
    newId: () => `T${String(talk.length).padStart(3, '0')}`,
    maxBytes: 2048,
    deliver: () => {},
    sayNow: () => {},
  })

  for (const line of dialogue.talk) {
    const [[speaker, said] = ['', '']] = Object.entries(line)
    if (speaker.startsWith('bot')) continue
    if (speaker === 'at') {
      now = Date.parse(said)
      talk.push({ at: said })
    } else if (speaker === 'stored') {
      const [unit = '', period = ''] = said.trim().split(/\s+/)
      talk.push({ stored: await renderStored(store, packs, dialogue.campaign, unit, period) })
    } else if (!SPEAKERS_OF_NO_TEXT.has(speaker)) {
      now += 15_000
      const turn = turns.take({ kind: 'text', id: `m${++count}`, from: speaker, text: said.replace(/\n$/, '') })
      const reply = await turn.reply
      talk.push({ [speaker]: said })
      if (reply !== undefined) talk.push({ bot: `${reply}\n` })
      talk.push(...(await takePushes(store)))
    }
  }
  const head = text.split('\n').filter((line) => line.startsWith('#'))
  const body = stringify({ ...dialogue, talk }, { lineWidth: 0, blockQuote: 'literal' })
  return [...head, body].join('\n')
}

/**
 * A dialogue without what differs from run to run: receipt numbers, times of day, and how a text ends. A saved talk and its
 * replay are equal when these are.
 */
export function comparable(text: string): string {
  const { talk, ...head } = Dialogue.parse(parse(text))
  const lines = talk.map((line) => Object.fromEntries(Object.entries(line).map(([who, said]) => [who, said.trim()])))
  return stringify({ ...head, talk: lines }, { lineWidth: 0 })
    .replace(/\b([A-Z]{2,4}-\d{4})-[0-9A-Z]+/g, '$1-*')
    .replace(/\b\d{1,2}:\d{2}(:\d{2})?\b/g, '*:*')
}

type Store = ReturnType<typeof createMemoryStore>

async function takePushes(store: Store): Promise<Record<string, string>[]> {
  const keys = await store.list(OUTBOX_PREFIX)
  const rows = await store.load(keys)
  const expect = new Map([...rows].map(([key, { version }]) => [key, version]))
  if (keys.length > 0) await store.commit({ expect, put: new Map(), remove: keys })
  return keys.flatMap((key) => {
    const row = parseOutboxRow(rows.get(key)?.doc)
    if (!row) return []
    const said = row.file ? `〔${row.file.type} ${Object.values(row.file.of).join(' ')}〕` : row.text
    return [{ [`bot>${row.to}`]: `${said}\n` }]
  })
}

/** 「样例一村 2023-06」, then one line for the draft and each version, each figure with its number. */
async function renderStored(
  store: Store,
  packs: ReadonlyMap<string, Pack>,
  campaign: string,
  unit: string,
  period: string,
): Promise<string> {
  const keys = (await store.list(`unit/${campaign}/`)).filter((key) => key.endsWith(`/${unit}`))
  const docs = await store.load(keys)
  const lines = [`${unit} ${period}`]
  for (const { doc } of docs.values()) {
    const reports = doc as unknown as UnitReports
    const form = packs.get(campaign)?.forms.get(reports.form)
    if (!form) continue
    const { draft, versions } = reportOf(reports, period)
    const print = (figures: UnitReports['periods'][string]['versions'][number]['figures']) =>
      fieldsOf(form)
        .filter(({ id }) => id in figures)
        .map((field) => `${field.id}=${printFigure(field, figures[field.id] ?? null)}`)
        .join(' ')
    for (const version of versions) lines.push(`v${version.number} ${version.by}: ${print(version.figures)}`)
    if (draft) lines.push(`draft: ${print(draft.figures)}`)
  }
  return `${lines.join('\n')}\n`
}

function rowOf(line: string, index: number): RosterRow {
  const cells = line.split(',')
  return {
    line: index + 1,
    cells: Object.fromEntries(
      ROSTER_COLUMNS.map((column, at) => [column, (cells[at] ?? '').trim()]),
    ) as RosterRow['cells'],
  }
}
