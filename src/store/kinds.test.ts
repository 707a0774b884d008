import { expect, test } from 'vitest'
import { createKinds } from './kinds.ts'
import type { Json } from './port.ts'

const add =
  (member: string, schema: number) =>
  (old: Json): Json => ({ ...(old as object), [member]: true, schema })

test('a document goes through every step that it lacks, and through no other', () => {
  const kinds = createKinds([{ name: 'unit', schema: 3, upgrades: [add('second', 2), add('third', 3)] }])
  expect(kinds.upgrade('unit/a', { schema: 1 }, 'a file')).toEqual({ schema: 3, second: true, third: true })
  expect(kinds.upgrade('unit/a', { schema: 2 }, 'a file')).toEqual({ schema: 3, third: true })
  const current = { schema: 3 }
  expect(kinds.upgrade('unit/a', current, 'a file')).toBe(current)
})

test('a document without a schema is corrupt, one of a later schema is newer, and both name the file', () => {
  const kinds = createKinds([{ name: 'unit', schema: 1, upgrades: [] }])
  const upgrade = (doc: Json) => () => kinds.upgrade('unit/a', doc, 'some.json')
  expect(upgrade({ schema: '1' })).toThrow(
    expect.objectContaining({ code: 'corrupt', message: expect.stringContaining('some.json') }),
  )
  expect(upgrade({ schema: 2 })).toThrow(
    expect.objectContaining({ code: 'newer', message: expect.stringContaining('some.json') }),
  )
})

test.each([
  ['a missing step', [{ name: 'unit', schema: 2, upgrades: [] }]],
  [
    'a name twice',
    [
      { name: 'unit', schema: 1, upgrades: [] },
      { name: 'unit', schema: 1, upgrades: [] },
    ],
  ],
  ['a name that is no folder name', [{ name: 'Unit/..', schema: 1, upgrades: [] }]],
])('%s is refused at once', (_, kinds) => {
  expect(() => createKinds(kinds)).toThrow(TypeError)
})

test('steps that end at another schema are a mistake of ours', () => {
  const kinds = createKinds([{ name: 'unit', schema: 2, upgrades: [(old) => old] }])
  expect(() => kinds.upgrade('unit/a', { schema: 1 }, 'a file')).toThrow(TypeError)
})
