// Loaded with --import before a server: every sync of the disk takes 5 ms longer from then on, whether it is asked for
// or comes with a write through O_DSYNC. Changes the object that main hands to the store.

import { constants } from 'node:fs'
import fs from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

const EXTRA_MILLISECONDS = 5

const openFast = fs.open

fs.open = async (path, flags, mode) => {
  const file = await openFast(path, flags, mode)
  file.sync = delayed(file.sync.bind(file))
  file.datasync = delayed(file.datasync.bind(file))
  if (typeof flags === 'number' && (flags & constants.O_DSYNC) !== 0) {
    file.write = delayed(file.write.bind(file) as (...args: unknown[]) => Promise<unknown>) as typeof file.write
  }
  return file
}

function delayed<A extends unknown[], R>(call: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
  return async (...args) => {
    await sleep(EXTRA_MILLISECONDS)
    return call(...args)
  }
}
