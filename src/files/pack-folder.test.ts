import { describe, expect, it } from 'vitest'
import { type PackFs, readPacks } from './pack-folder.ts'

/** A disk with these folders and files; a file without text cannot be read. */
function disk(tree: Record<string, Record<string, string | undefined>>): PackFs {
  const entry = (name: string, folder: boolean) => ({ name, isDirectory: () => folder })
  return {
    async readdir(path) {
      if (path === 'flows') return Object.keys(tree).map((name) => entry(name, true))
      return Object.keys(tree[path.replace('flows/', '')] ?? {}).map((name) => entry(name, false))
    },
    async readFile(path) {
      const [folder = '', name = ''] = path.replace('flows/', '').split('/')
      const text = tree[folder]?.[name]
      if (text === undefined) throw new Error('EIO')
      return text
    },
  }
}

describe('readPacks', () => {
  it('reports the problems of all packs together', async () => {
    const result = await readPacks('flows', disk({ one: {}, two: { 'campaign.yaml': undefined } }))
    expect(!result.ok && result.problems.map(({ file, code }) => [file, code])).toEqual([
      ['one/campaign.yaml', 'missing-file'],
      ['two/campaign.yaml', 'unreadable'],
    ])
  })

  it('leaves hidden folders alone, and says so when nothing is left', async () => {
    const result = await readPacks('flows', disk({ '.git': {} }))
    expect(!result.ok && result.problems).toMatchObject([{ file: 'flows', code: 'unreadable' }])
  })

  it('reads .yml files too, so that a wrong ending is reported and not overlooked', async () => {
    const result = await readPacks('flows', disk({ one: { 'campaign.yml': 'id: one' } }))
    expect(!result.ok && result.problems.map(({ code }) => code)).toEqual(['unknown-file', 'missing-file'])
  })
})
