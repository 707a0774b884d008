// What every dialogue is played with: the packs of FLOWS_DIR and the people of the sample roster.

import fs from 'node:fs/promises'
import { printProblem } from '../src/campaign/pack-problem.ts'
import { readPacks } from '../src/files/pack-folder.ts'
import { readRosterFile } from '../src/files/roster-file.ts'
import type { DialogueParts } from './dialogue.ts'

const SAMPLE_ROSTER = new URL('../data/roster.sample.csv', import.meta.url)

/** Reads packs and sample roster; throws with all that is wrong with them. */
export async function loadDialogueParts(): Promise<DialogueParts> {
  const packs = await readPacks(process.env.FLOWS_DIR ?? './flows', fs)
  if (!packs.ok) throw new Error(packs.problems.map(printProblem).join('\n'))
  const roster = await readRosterFile('roster.sample.csv', await fs.readFile(SAMPLE_ROSTER))
  if (!roster.ok) throw new Error('the sample roster cannot be read')
  return { packs: packs.packs, sampleRoster: roster.rows }
}
