import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SAMPLE_CAMPAIGN } from '../../test/support/sample-world.ts'
import { createRosterSource, loadRoster } from './roster-source.ts'

const HEAD = 'userid,name,mobile,campaign,unit,form,role\n'
const campaign = SAMPLE_CAMPAIGN
const campaigns = new Map([[campaign.id, campaign]])

let folder: string
let file: string
let writes = 0

/** Writes the file with a time of its own, so that the change is seen however coarse the disk's clock is. */
async function write(lines: string): Promise<void> {
  await writeFile(file, HEAD + lines)
  await utimes(file, 0, ++writes)
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roster-'))
  file = join(folder, 'roster.csv')
})

afterEach(() => rm(folder, { recursive: true }))

async function source() {
  const first = await loadRoster(file, campaigns)
  if (!first.ok) throw new Error(first.problems.join('\n'))
  return createRosterSource(file, campaigns, first.roster)
}

describe('the roster while the server runs', () => {
  it('is read again only when the file has changed', async () => {
    await write('a,甲,,longmen-2023,样例一村,village,contact\n')
    const roster = await source()
    expect(await roster.refresh()).toBeUndefined()
    await write('b,乙,,longmen-2023,样例一村,village,contact\n')
    expect((await roster.refresh())?.ok).toBe(true)
    expect([...roster.current().people.keys()]).toEqual(['b'])
  })

  it('stays the last good one while the file has mistakes, which are all told once', async () => {
    await write('a,甲,,longmen-2023,样例一村,village,contact\n')
    const roster = await source()
    await write('a,甲,,longmen-2023,样例一村,vilage,contact\nb,,,longmen-2023,,,boss\n')
    const refused = await roster.refresh()
    expect(refused?.ok === false && refused.problems).toEqual([
      '第2行 表：“vilage”不认识，应为 village、department',
      '第3行 姓名：要填，最多20个字，不含“/”',
      '第3行 角色：“boss”不认识，应为 contact、office、leader',
    ])
    expect([...roster.current().people.keys()]).toEqual(['a'])
    expect(await roster.refresh()).toBeUndefined()
  })

  it('stays the last good one when the file is gone', async () => {
    await write('a,甲,,longmen-2023,样例一村,village,contact\n')
    const roster = await source()
    await rm(file)
    expect((await roster.refresh())?.ok).toBe(false)
    expect(roster.current().people.size).toBe(1)
  })
})
