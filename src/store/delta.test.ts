import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apply, copyJson, diff } from './delta.ts'
import type { Json } from './port.ts'

const key = fc.oneof(
  fc.constantFrom('__proto__', '', 'constructor', 'toString', 'a', '样例一村'),
  fc.string({ unit: 'binary' }),
)
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<Json>(null, true, false, 0, 1, -0, 0.1, 1e21, '', '村', '\ud800'),
    fc.array(tie('json'), { maxLength: 5 }),
    fc.dictionary(key, fc.option(tie('json'), { nil: undefined, freq: 8 }) as fc.Arbitrary<Json>, {
      maxKeys: 5,
      noNullPrototype: true,
    }),
  ),
}))

const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value))

/** vitest's own equality stumbles over members named "constructor". */
function expectSame(found: Json, wanted: Json): void {
  if (!isDeepStrictEqual(throughJson(found), throughJson(wanted)))
    expect(JSON.stringify(found)).toBe(JSON.stringify(wanted))
}

/** A document and a successor that shares most of it, as a decision would make it. */
const edited = json.chain((old) =>
  json.chain((part) => fc.infiniteStream(fc.nat({ max: 5 })).map((random) => ({ old, next: edit(old, part, random) }))),
)

function edit(old: Json, part: Json, random: Iterator<number>): Json {
  const turn = random.next().value
  if (Array.isArray(old) && old.length > 0) {
    const items = [...(old as readonly Json[])]
    const at = random.next().value % items.length
    if (turn === 0) return items.slice(0, at)
    if (turn === 1) return [...items, part]
    if (turn === 2) return [...items.slice(1), part]
    if (turn === 3) return [part, ...items]
    return items.map((item, index) => (index === at ? edit(item, part, random) : item))
  }
  if (typeof old === 'object' && old !== null && !Array.isArray(old)) {
    const keys = Object.keys(old)
    const at = keys[random.next().value % Math.max(1, keys.length)]
    const members = Object.entries(old) as [string, Json][]
    if (turn === 0) return Object.fromEntries(members.filter(([name]) => name !== at)) as Json
    if (turn === 1) return Object.fromEntries([...members, ['new', part]]) as Json
    return Object.fromEntries(
      members.map(([name, value]) => [name, name === at ? edit(value ?? null, part, random) : value]),
    ) as Json
  }
  return part
}

test('applying the difference gives the next document, also after the difference went through JSON', () => {
  fc.assert(
    fc.property(fc.oneof(edited, fc.record({ old: json, next: json })), ({ old, next }) => {
      const before = JSON.stringify(old)
      const delta = diff(old, next)
      expectSame(apply(old, delta), next)
      expectSame(apply(throughJson(old), throughJson(delta)), next)
      expect(JSON.stringify(old)).toBe(before)
    }),
    { numRuns: 500 },
  )
})

test('a document is made from nothing', () => {
  fc.assert(
    fc.property(json, (next) => {
      expectSame(apply(undefined, throughJson(diff(undefined, next))), next)
    }),
  )
})

describe('the difference is small', () => {
  const unit = { figures: { '1.1': [3], '1.2': [5] }, versions: [{ n: 1 }, { n: 2 }], name: '样例一村' }

  test('no change, no steps', () => {
    expect(diff(unit, unit)).toEqual([])
    expect(diff(unit, { ...unit, figures: { ...unit.figures } })).toEqual([])
  })

  test('a changed member is one step with its path', () => {
    expect(diff(unit, { ...unit, figures: { ...unit.figures, '1.2': [6] } })).toEqual([
      ['set', ['figures', '1.2', 0], 6],
    ])
  })

  test('an undefined member deletes', () => {
    expect(diff(unit, { ...unit, name: undefined })).toEqual([['delete', ['name']]])
  })

  test('an appended item does not repeat the others', () => {
    expect(diff(unit, { ...unit, versions: [...unit.versions, { n: 3 }] })).toEqual([
      ['splice', ['versions'], 2, 0, [{ n: 3 }]],
    ])
  })

  test('a list that slides on repeats only what is new', () => {
    expect(diff(['a', 'b', 'c', 'd'], ['b', 'c', 'd', 'e'])).toEqual([
      ['splice', [], 0, 1, []],
      ['splice', [], 3, 0, ['e']],
    ])
  })

  test('an item taken from the middle does not repeat its neighbours', () => {
    const [first, second, third] = [{ n: 1 }, { n: 2 }, { n: 3 }]
    expect(diff([first, second, third], [first, third])).toEqual([['splice', [], 1, 1, []]])
  })
})

test('what was not touched is the same object', () => {
  const old = { figures: { '1.1': [3] }, versions: [{ n: 1 }] }
  const next = apply(old, diff(old, { ...old, figures: { '1.1': [4] } })) as unknown as typeof old
  expect(next.versions).toBe(old.versions)
  expect(next.figures).not.toBe(old.figures)
})

test('later changes of the next document do not reach the difference', () => {
  const figures = { '1.1': [3] }
  const delta = diff({}, { figures })
  figures['1.1'].push(4)
  expect(delta).toEqual([['set', ['figures'], { '1.1': [3] }]])
})

test.each([
  ['NaN', Number.NaN],
  ['infinity', Number.POSITIVE_INFINITY],
  ['a date', new Date(0)],
  ['a map', new Map()],
  ['a function', () => 1],
  ['a gap in a list', [1, undefined]],
])('what JSON would alter is refused: %s', (_, value) => {
  expect(() => diff({ a: 1 }, { a: value as Json })).toThrow(TypeError)
  expect(() => copyJson({ deep: { value } })).toThrow(/"deep\.value/)
})

test('a difference that does not fit is refused', () => {
  expect(() => apply({ a: 1 }, [['set', ['b', 'c'], 1]])).toThrow(TypeError)
  expect(() => apply([1], [['set', [3], 1]])).toThrow(TypeError)
  expect(() => apply(undefined, [])).toThrow(TypeError)
})
