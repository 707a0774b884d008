// What the rest of the house may ask of a store, whichever adapter keeps it: versioned documents and append-only
// streams, written together by one commit. It knows nothing of forms, people or messages.

/** Any value that survives JSON unchanged. Documents handed out are shared with the store: never changed in place. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

/**
 * What a document of one kind looks like in this release. The kind is the part of a key before the first slash:
 * `unit/longmen-2023/village/样例一村` is of kind `unit`.
 */
export interface DocumentKind {
  readonly name: string
  /** The value of `schema` in documents that this release writes; 1 in the first release. */
  readonly schema: number
  /** Step `upgrades[n - 1]` turns a document of schema n into one of schema n + 1. Old steps stay for ever. */
  readonly upgrades: readonly ((old: Json) => Json)[]
}

/** A document as last committed. A key that was never written, or was removed, reads as version 0 and no document. */
export interface Stored {
  readonly version: number
  readonly doc: Json | undefined
}

export interface Commit {
  /** The versions that the decision was based on. If one has moved on, nothing is written. */
  readonly expect: ReadonlyMap<string, number>
  /** Whole new documents by key, each with `schema` inside; unchanged parts should be the same objects as before. */
  readonly put: ReadonlyMap<string, Json>
  readonly remove?: readonly string[]
  /** Entries for append-only streams, such as `audit/longmen-2023/village/样例一村`. */
  readonly append?: readonly { readonly stream: string; readonly entry: Json }[]
}

export type CommitResult = { readonly outcome: 'committed' } | { readonly outcome: 'conflict'; readonly key: string }

/**
 * `unwritable`: disk full or journal error; nothing of the commit was kept. `closed`: the store has been stopped.
 * `locked`, `corrupt`, `newer`: the store cannot be opened; the message names the file and the way out.
 */
export type StoreErrorCode = 'unwritable' | 'closed' | 'locked' | 'corrupt' | 'newer'

export class StoreError extends Error {
  readonly code: StoreErrorCode
  /** Whether the same call may succeed later without anyone mending something. */
  readonly retryable: boolean
  constructor(code: StoreErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'StoreError'
    this.code = code
    this.retryable = code === 'unwritable'
  }
}

export interface Store {
  /** Reads documents as one consistent moment; every asked key is in the answer. */
  load(keys: readonly string[]): Promise<ReadonlyMap<string, Stored>>
  /** Keys that have a document and begin with `prefix`, sorted. */
  list(prefix: string): Promise<readonly string[]>
  /**
   * Writes all or nothing. Resolves after the data is durable, with `conflict` when a version in `expect` has moved on;
   * throws StoreError `unwritable` when it could not be kept, and then memory and disk are as before.
   */
  commit(commit: Commit): Promise<CommitResult>
  /** All entries of a stream, oldest first. */
  readStream(stream: string): Promise<readonly Json[]>
  /** Resolves when a commit would be kept now, else throws StoreError. */
  probe(): Promise<void>
  /** Waits for commits under way, then lets go of files and lock. */
  close(): Promise<void>
}
