// Checks one pack for its author: `npx tsx scripts/check-pack.ts flows/longmen-2023` prints every problem, or "ok".

import * as fs from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { printProblem } from '../src/campaign/pack-problem.ts'
import { readPack } from '../src/files/pack-folder.ts'

const [folder] = process.argv.slice(2)
if (folder === undefined) {
  console.error('usage: check-pack DIR, for example flows/longmen-2023')
  process.exitCode = 2
} else {
  const path = resolve(folder)
  const result = await readPack(dirname(path), basename(path), fs)
  if (result.ok) console.log('ok')
  else {
    for (const problem of result.problems) console.log(printProblem(problem))
    process.exitCode = 1
  }
}
