import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const CORE = [
  'form',
  'campaign',
  'message',
  'wording',
  'match',
  'report',
  'summary',
  'duty',
  'task',
  'reminder',
  'question',
  'conversation',
]

function sourcesOf(folder: string): readonly string[] {
  return readdirSync(join('src', folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => join('src', folder, name))
}

// What the linter cannot state: `Date` and `Math` are allowed, asking them for the time or for chance is not.
describe('the core', () => {
  it.each(CORE)('%s/ asks neither the clock nor chance', (folder) => {
    const files = sourcesOf(folder)
    expect(files.length).toBeGreaterThan(0)
    const found = files.filter((file) => /Date\.now\(|new Date\(\)|Math\.random\(/.test(readFileSync(file, 'utf8')))
    expect(found).toEqual([])
  })

  it.each(CORE.filter((folder) => folder !== 'wording'))('%s/ says nothing to people in its own words', (folder) => {
    // Full sentences belong to wording/: a Chinese full stop or polite form in a string is one.
    const found = sourcesOf(folder).filter((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .some((line) => !/^\s*(\/\/|\/?\*)/.test(line) && /['"`][^'"`]*[\p{Script=Han}]{4,}[^'"`]*。['"`]/u.test(line)),
    )
    expect(found).toEqual([])
  })
})
