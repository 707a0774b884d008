import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import fs, { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROSTER_COLUMNS, unitKey } from '../src/campaign/roster.ts'
import { openLowdbStore } from '../src/store/lowdb/store.ts'
import type { Json } from '../src/store/port.ts'
import { DOCUMENT_KINDS } from '../src/turn/document-kinds.ts'
import { loadPack, snapshotOf } from './support/sample-snapshot.ts'

let dir = ''

function openStore() {
  return openLowdbStore({ dir: join(dir, 'store'), kinds: DOCUMENT_KINDS, fs: { ...fs, readFileSync } })
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'export-'))
  const rows = ['样例一村', '样例二村'].map((unit, index) => `user${index},张三,,longmen-2023,${unit},village,contact`)
  await writeFile(join(dir, 'roster.csv'), [ROSTER_COLUMNS.join(','), ...rows, ''].join('\n'))
  const snapshot = snapshotOf(
    await loadPack('longmen-2023'),
    ['样例一村', '样例二村'],
    [{ unit: '样例一村', period: '2023-06', day: '2023-06-20', figures: { '1.1': [12], '3.2': [3, 5_600_000] } }],
  )
  const store = await openStore()
  const put = new Map(
    snapshot.units.flatMap((unit) => {
      const reports = snapshot.reportsOf(unit)
      return reports ? [[`unit/${unitKey(unit)}`, reports as unknown as Json] as const] : []
    }),
  )
  await store.commit({ expect: new Map([...put.keys()].map((key) => [key, 0])), put })
  await store.close()
})

afterAll(() => rm(dir, { recursive: true, force: true }))

function runExport(...more: string[]): Promise<{ code: number; out: string; err: string }> {
  const options = [
    '--data',
    dir,
    '--campaign',
    'longmen-2023',
    '--period',
    '2023-06',
    '--out',
    join(dir, 'out'),
    ...more,
  ]
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', 'scripts/export.ts', ...options], (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    )
  })
}

describe('export from the data of a stopped server', () => {
  it('writes the figures of the store and says where', async () => {
    const { code, out } = await runExport('--format', 'csv')
    expect(code).toBe(0)
    expect(out).toContain('龙门镇_调度表_2023-06_明细.csv')
    expect(await readdir(join(dir, 'out'))).toContain('龙门镇_调度表_2023-06_明细.csv')
    const records = parse(await readFile(out.trim()), { bom: true }) as string[][]
    expect(records.slice(1).map((cells) => [cells[2], ...cells.slice(5, 6), ...cells.slice(8)])).toEqual([
      ['样例一村', '1.1', '12', '个'],
      ['样例一村', '3.2', '3', '次'],
      ['样例一村', '3.2', '5.6', '万元'],
    ])
  })

  it('refuses while the server runs, and says why', async () => {
    const running = await openStore()
    try {
      const { code, err } = await runExport('--format', 'xlsx')
      expect(code).toBe(2)
      expect(err).toContain('lock')
    } finally {
      await running.close()
    }
  })

  it.each([
    [['--format', 'xlsx', '--unit', '样例二村'], 'there is nothing to write'],
    [['--format', 'xlsx', '--unit', '样例'], '样例一村 (village), 样例二村 (village)'],
    [['--format', 'xlsx', '--period', '2023-13'], 'is not a month of longmen-2023: 2023-05 to 2023-12'],
    [['--format', 'pdf'], 'usage:'],
    [
      ['--data', '/nowhere', '--format', 'csv', '--roster', 'data/roster.sample.csv'],
      'there is no store in this folder',
    ],
  ])('says what is wrong with %j', async (more, message) => {
    const { code, err } = await runExport(...more)
    expect(code).toBe(2)
    expect(err).toContain(message)
  })
})
