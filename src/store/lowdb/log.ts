// What the store tells the operator while it works. Details are numbers, file names and the system's error texts.

type StoreEvent =
  /** A crash cut off the last journal line; nobody had been told that it was kept. */
  | 'journal-torn'
  /** The lock of a process that no longer runs was taken over. */
  | 'lock-stale'
  /** A file could not be written; the journal still has all of it, and it is tried again. */
  | 'files-failed'
  /** A piece of the journal is no longer needed and was put aside as a backup. */
  | 'piece-kept'

export type StoreLog = (event: StoreEvent, details: Readonly<Record<string, string | number>>) => void
