import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { playDialogue } from '../scripts/dialogue.ts'
import { loadDialogueParts } from '../scripts/dialogue-parts.ts'

const FOLDER = 'test/dialogues'
const parts = await loadDialogueParts()

// To change what the bot says: npm run replay -- --write test/dialogues/*.yaml, and review the difference like code.
describe('a recorded talk goes as it did', () => {
  it.each(readdirSync(FOLDER).filter((name) => name.endsWith('.yaml')))('%s', async (name) => {
    const text = readFileSync(join(FOLDER, name), 'utf8')
    expect(await playDialogue(text, parts)).toBe(text)
  })
})
