// A talk of the chat page as a dialogue file, which can be played against the bot again. Text out, no disk.

import { stringify } from 'yaml'
import type { Entry } from './page/wire.ts'

/** China's offset; it has had no summer time since 1991. */
const OFFSET = { text: '+08:00', milliseconds: 8 * 3600_000 }

export interface SavedTalk {
  readonly campaign: string
  /** The bot's calendar at the first entry, or at saving when there is none. */
  readonly at: number
  readonly talks: readonly { readonly userid: string; readonly entries: readonly Entry[] }[]
}

/**
 * YAML with `campaign`, `at` and `talk`, a list of single-key maps in the order of what happened: USERID for what the
 * person wrote, `bot` right under it for the answer, `bot>USERID` for a push that came by itself. Opening the chat, the
 * welcome that it brings, and the notices of the page are left out: a file holds only what can be played.
 */
export function renderTalkFile({ campaign, at, talks }: SavedTalk): string {
  const lines = talks
    .flatMap(({ userid, entries }) => playable(entries).map((entry) => ({ userid, entry })))
    .sort((a, b) => place(a.entry) - place(b.entry) || a.entry.id - b.entry.id)
    .map(({ userid, entry }) => ({ [speaker(userid, entry)]: entry.text }))
  const body = stringify({ campaign, at: renderInstant(at), talk: lines }, { lineWidth: 0, blockQuote: 'literal' })
  return `# one talk; played by \`npm run replay -- FILE\`\n${body}`
}

type Spoken = Extract<Entry, { readonly by: 'person' | 'bot' }>

function playable(entries: readonly Entry[]): Spoken[] {
  const spoken = entries.filter((entry): entry is Spoken => entry.by === 'person' || entry.by === 'bot')
  const written = new Set(spoken.filter((entry) => entry.by === 'person').map((entry) => entry.id))
  return spoken.filter((entry) => entry.by === 'person' || entry.answers === undefined || written.has(entry.answers))
}

/** An answer stands where its question stands, even when something else came between. */
function place(entry: Spoken): number {
  return entry.by === 'bot' ? (entry.answers ?? entry.id) : entry.id
}

function speaker(userid: string, entry: Spoken): string {
  if (entry.by === 'person') return userid
  return entry.answers === undefined ? `bot>${userid}` : 'bot'
}

function renderInstant(instant: number): string {
  const local = new Date(instant + OFFSET.milliseconds).toISOString()
  return `${local.slice(0, 'yyyy-mm-ddThh:mm:ss'.length)}${OFFSET.text}`
}
