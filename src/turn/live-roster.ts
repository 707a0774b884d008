// The roster as it counts now: that of the file, and beside it those whom the offices let in through the chat.

import { type Desk, deskKey } from '../campaign/desk.ts'
import { type Roster, withJoined } from '../campaign/roster.ts'
import type { Store } from '../store/port.ts'

export interface LiveRoster {
  current(): Roster
  /** The file was read again. */
  fileChanged(roster: Roster): void
  /** Desks were committed; whoever was let in or taken off counts from now on. */
  desksChanged(desks: readonly Desk[]): void
}

/** Starts from the roster of the file and the desks of the store. */
export async function openLiveRoster(store: Store, campaigns: Iterable<string>, file: Roster): Promise<LiveRoster> {
  const stored = await store.load([...campaigns].map(deskKey))
  const desks = new Map<string, Desk>()
  let ofFile = file
  let current = file

  function renew(): void {
    current = withJoined(
      ofFile,
      [...desks.values()].flatMap(({ joined }) => joined),
    )
  }

  function keep(desk: Desk): void {
    desks.set(desk.campaign, desk)
  }

  for (const { doc } of stored.values()) if (doc !== undefined) keep(doc as unknown as Desk)
  renew()
  return {
    current: () => current,
    fileChanged: (roster) => {
      ofFile = roster
      renew()
    },
    desksChanged: (changed) => {
      const before = changed.some(({ campaign, joined }) => desks.get(campaign)?.joined !== joined)
      for (const desk of changed) keep(desk)
      if (before) renew()
    },
  }
}
