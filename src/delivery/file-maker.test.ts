import { beforeAll, describe, expect, it } from 'vitest'
import { loadSampleWorld } from '../../test/support/sample-world.ts'
import { unitKey } from '../campaign/roster.ts'
import type { World } from '../conversation/scene.ts'
import { emptyReports, openDraft, submitDraft } from '../report/unit-reports.ts'
import { createMemoryStore } from '../store/memory.ts'
import type { Json } from '../store/port.ts'
import { DOCUMENT_KINDS } from '../turn/document-kinds.ts'
import { createFileMaker, type FileRequest } from './file-maker.ts'

const UNIT = { campaign: 'longmen-2023', form: 'village', name: '样例一村' }
const RECIPE = {
  type: 'file',
  what: 'export',
  of: { campaign: 'longmen-2023', period: '2023-06', format: 'xlsx' },
} as const

let world: World

beforeAll(async () => {
  world = await loadSampleWorld()
})

async function setUp() {
  const store = createMemoryStore(DOCUMENT_KINDS)
  const { reports } = submitDraft(
    openDraft(emptyReports(UNIT), '2023-06', 1),
    '2023-06',
    'zhangsan',
    2,
    'LM-1',
    new Set(),
  )
  await store.commit({
    expect: new Map([[`unit/${unitKey(UNIT)}`, 0]]),
    put: new Map([[`unit/${unitKey(UNIT)}`, reports as unknown as Json]]),
    append: [{ stream: `audit/${unitKey(UNIT)}`, entry: { what: 'submit' } }],
  })
  const asked: FileRequest[] = []
  const make = createFileMaker({
    store,
    packs: world.packs,
    roster: () => world.roster,
    now: () => 0,
    write: async (request) => {
      asked.push(request)
      return { name: '表.xlsx', bytes: Buffer.from('x') }
    },
  })
  return { make, asked }
}

describe('a file', () => {
  it('is made from the reports that are in the store when it is made', async () => {
    const { make, asked } = await setUp()
    expect(await make(RECIPE)).toEqual({ type: 'file', name: '表.xlsx', bytes: Buffer.from('x') })
    const [request] = asked
    expect(request?.units).toHaveLength(7)
    expect(request?.reportsOf(UNIT)?.periods['2023-06']?.versions).toHaveLength(1)
    expect(request?.reportsOf({ ...UNIT, name: '样例二村' })).toBeUndefined()
    expect(request?.unit).toBeUndefined()
    expect(request?.audit.size).toBe(0)
  })

  it('of one unit names that unit', async () => {
    const { make, asked } = await setUp()
    await make({ ...RECIPE, of: { ...RECIPE.of, unit: unitKey(UNIT) } })
    expect(asked[0]?.unit).toEqual(UNIT)
  })

  it('with all months brings the audit streams along', async () => {
    const { make, asked } = await setUp()
    await make({ ...RECIPE, of: { ...RECIPE.of, format: 'book' } })
    expect(asked[0]?.audit.get(unitKey(UNIT))).toEqual([{ what: 'submit' }])
  })

  it.each([
    ['of a campaign that is not there', { campaign: 'nowhere' }],
    ['of an unknown kind', { format: 'exe' }],
    ['of a unit that left the roster', { unit: 'longmen-2023/village/走了村' }],
  ])('%s is refused', async (_, change) => {
    const { make, asked } = await setUp()
    await expect(make({ ...RECIPE, of: { ...RECIPE.of, ...change } })).rejects.toThrow()
    expect(asked).toEqual([])
  })

  it('with nothing in it is refused, so that the person is told', async () => {
    const empty = createFileMaker({
      store: createMemoryStore(DOCUMENT_KINDS),
      packs: world.packs,
      roster: () => world.roster,
      now: () => 0,
      write: async () => undefined,
    })
    await expect(empty(RECIPE)).rejects.toThrow('nothing to write')
  })
})
