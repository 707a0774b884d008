// npm run replay -- FILE...          plays each dialogue file and shows where the bot now says something else
// npm run replay -- --write FILE...  rewrites each file as it goes now; the difference is then reviewed like code

import { readFile, writeFile } from 'node:fs/promises'
import { comparable, playDialogue } from './dialogue.ts'
import { loadDialogueParts } from './dialogue-parts.ts'

const args = process.argv.slice(2)
const write = args.includes('--write')
const files = args.filter((arg) => arg !== '--write')
if (files.length === 0) {
  console.error('usage: npm run replay -- [--write] FILE...')
  process.exit(2)
}

const parts = await loadDialogueParts()
let different = 0
for (const file of files) {
  const text = await readFile(file, 'utf8')
  const played = await playDialogue(text, parts)
  if (write) {
    await writeFile(file, played)
    console.log(`written  ${file}`)
  } else if (comparable(text) === comparable(played)) {
    console.log(`same     ${file}`)
  } else {
    different++
    console.log(`different ${file}`)
    printDifference(comparable(text).split('\n'), comparable(played).split('\n'))
  }
}
process.exit(different > 0 ? 1 : 0)

/** The lines around the first place where two texts part, and where they meet again from the end. */
function printDifference(before: readonly string[], after: readonly string[]): void {
  let start = 0
  while (start < before.length && before[start] === after[start]) start++
  let end = 0
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end++
  for (const line of before.slice(Math.max(0, start - 2), start)) console.log(`  ${line}`)
  for (const line of before.slice(start, before.length - end)) console.log(`- ${line}`)
  for (const line of after.slice(start, after.length - end)) console.log(`+ ${line}`)
}
