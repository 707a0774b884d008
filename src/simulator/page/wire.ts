// What the simulator tells its chat page, as JSON. Only shapes: both sides import this file for its types.

export type Role = 'contact' | 'office' | 'leader' | 'newcomer'

/** Someone one can be on the page. */
export interface Person {
  readonly userid: string
  readonly name: string
  readonly role: Role
  readonly unit?: string
}

/** What a message of the bot shows. */
export interface Shown {
  /** Of a file, its name. */
  readonly text: string
  readonly format: 'text' | 'markdown'
  /** Buttons below the text, each sending its word; `task` names the card. */
  readonly card?: {
    readonly task: string
    readonly buttons: readonly { readonly label: string; readonly word: string }[]
  }
  readonly file?: { readonly url: string; readonly name: string; readonly image: boolean }
}

/** `answers` is the id of the entry that a bot's message belongs to; a push that came by itself has none. */
export type Happened =
  | { readonly by: 'person'; readonly text: string }
  /** The person opened the chat; nothing is shown for it. */
  | { readonly by: 'entering' }
  | ({ readonly by: 'bot'; readonly answers?: number } & Shown)
  /** `silent`: no answer came. `unreadable`: one came that WeCom would not show; `detail` is for whoever mends the bot. */
  | { readonly by: 'notice'; readonly notice: 'silent' | 'unreadable'; readonly detail: string }

/** `id` grows over all talks; `at` is the bot's calendar in milliseconds since 1970. */
export type Entry = Happened & { readonly id: number; readonly at: number }

export interface Talk {
  readonly entries: readonly Entry[]
  /** Whether the bot still owes an answer. */
  readonly waiting: boolean
  /** The id of the last entry that the person has seen. */
  readonly read: number
}

export interface Snapshot {
  readonly now: number
  readonly people: readonly Person[]
  readonly talks: Readonly<Record<string, Talk>>
}

/** The events of GET /events: one `snapshot` first, then what changes. */
export type PageEvent =
  | { readonly type: 'snapshot'; readonly snapshot: Snapshot }
  | { readonly type: 'entry'; readonly userid: string; readonly entry: Entry }
  | { readonly type: 'waiting'; readonly userid: string; readonly waiting: boolean }
  | { readonly type: 'read'; readonly userid: string; readonly read: number }
