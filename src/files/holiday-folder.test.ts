import { describe, expect, it } from 'vitest'
import { readHolidays } from './holiday-folder.ts'
import { type PackFs, readPacks } from './pack-folder.ts'

/** A disk whose folder flows/holidays holds these files; without any, the folder is not there. */
function disk(files: Record<string, string | undefined>): PackFs {
  return {
    async readdir(path) {
      if (path === 'flows') return [{ name: 'holidays', isDirectory: () => true }]
      if (Object.keys(files).length === 0) throw Object.assign(new Error('no such folder'), { code: 'ENOENT' })
      return Object.keys(files).map((name) => ({ name, isDirectory: () => false }))
    },
    async readFile(path) {
      const text = files[path.replace('flows/holidays/', '')]
      if (text === undefined) throw new Error('EIO')
      return text
    },
  }
}

describe('the holiday files', () => {
  it('are read by their year', async () => {
    const result = await readHolidays('flows', disk({ '2027.yaml': 'off: [2027-01-01]\non: [2027-01-03]\n' }))
    expect(result.ok && [...result.years]).toEqual([[2027, { off: ['2027-01-01'], on: ['2027-01-03'] }]])
  })

  it('need not be there', async () => {
    expect(await readHolidays('flows', disk({}))).toEqual({ ok: true, years: new Map() })
  })

  it('tell all that is wrong with all of them', async () => {
    const result = await readHolidays(
      'flows',
      disk({
        '2027.yaml': 'off: [2026-12-31]\n',
        '2028.yaml': 'of: []\n',
        '2029.yaml': undefined,
        '2030.yml': 'off: []\n',
      }),
    )
    expect(result.ok ? [] : result.problems.map(({ file, code }) => [file, code])).toEqual([
      ['holidays/2027.yaml', 'mismatch'],
      ['holidays/2028.yaml', 'missing-key'],
      ['holidays/2028.yaml', 'unknown-key'],
      ['holidays/2029.yaml', 'unreadable'],
      ['holidays/2030.yml', 'unknown-file'],
    ])
  })

  it('are not taken for a pack', async () => {
    const result = await readPacks('flows', disk({ '2027.yaml': 'off: []\n' }))
    expect(!result.ok && result.problems).toMatchObject([{ file: 'flows', code: 'unreadable' }])
  })
})
