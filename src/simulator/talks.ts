// The talks as the people see them on their phones, in memory: what was said, whether the bot owes an answer, what was read.

import type { Entry, Happened, PageEvent, Talk } from './page/wire.ts'

/** A demonstration may run for weeks; older entries of a talk are forgotten. */
const MOST_ENTRIES = 500

export interface Talks {
  /** Throws for a userid that was not given at the start, as do all functions here. */
  add(userid: string, happened: Happened): Entry
  /** The bot owes an answer to this entry, until `settle` is called for it. */
  await(userid: string, id: number): void
  settle(userid: string, id: number): void
  /** Marks everything up to this id as seen. */
  markRead(userid: string, id: number): void
  load(userid: string): Talk
  /** Calls the listener with every change from now on; the result ends that. */
  subscribe(listener: (event: PageEvent) => void): () => void
}

/** `now` is the bot's calendar, which dates the entries. */
export function createTalks(userids: readonly string[], now: () => number): Talks {
  const talks = new Map(
    userids.map((userid) => [userid, { entries: [] as Entry[], awaited: new Set<number>(), read: 0 }]),
  )
  const listeners = new Set<(event: PageEvent) => void>()
  let lastId = 0

  function find(userid: string) {
    const talk = talks.get(userid)
    if (!talk) throw new Error(`nobody here has the userid ${userid}`)
    return talk
  }

  function tell(event: PageEvent): void {
    for (const listener of listeners) listener(event)
  }

  function tellWaiting(userid: string): void {
    tell({ type: 'waiting', userid, waiting: find(userid).awaited.size > 0 })
  }

  return {
    add(userid, happened) {
      const talk = find(userid)
      lastId += 1
      const entry: Entry = { ...happened, id: lastId, at: now() }
      talk.entries.push(entry)
      if (talk.entries.length > MOST_ENTRIES) talk.entries.shift()
      tell({ type: 'entry', userid, entry })
      return entry
    },
    await(userid, id) {
      find(userid).awaited.add(id)
      tellWaiting(userid)
    },
    settle(userid, id) {
      if (find(userid).awaited.delete(id)) tellWaiting(userid)
    },
    markRead(userid, id) {
      const talk = find(userid)
      if (id <= talk.read) return
      talk.read = id
      tell({ type: 'read', userid, read: id })
    },
    load(userid) {
      const { entries, awaited, read } = find(userid)
      return { entries: [...entries], waiting: awaited.size > 0, read }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
