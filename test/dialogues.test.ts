import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { comparable, playDialogue } from '../scripts/dialogue.ts'
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

it('a talk saved from the chat page is compared without receipt numbers, times of day and how a text ends', () => {
  const saved = (receipt: string, time: string, end: string) =>
    [
      'campaign: x',
      'at: 2023-05-29T09:00:00+08:00',
      'talk:',
      `  - bot: |${end}`,
      `      回执 ${receipt} · ${time}`,
      '',
    ].join('\n')
  expect(comparable(saved('LM-2305-7K3FQ', '09:01', '-'))).toBe(comparable(saved('LM-2305-T012', '16:42', '')))
  expect(comparable(saved('LM-2305-7K3FQ', '09:01', '-'))).not.toBe(comparable(saved('LM-2306-7K3FQ', '09:01', '-')))
})
