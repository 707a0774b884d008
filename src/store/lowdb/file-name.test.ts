import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fileNameOf } from './file-name.ts'

test.each([
  ['roster', 'roster/roster'],
  ['unit/longmen-2023/village/样例一村', 'unit/unit+longmen-2023+village+样例一村'],
  ['unit/a+b', 'unit/unit+a%2bb'],
  ['unit/A', 'unit/unit+%41'],
  ['unit/../../etc', 'unit/unit+..+..+etc'],
  ['../x', '%2e./%2e.+x'],
])('%s is kept as %s', (key, name) => {
  expect(fileNameOf(key)).toBe(name)
})

test('two keys never share a name, not even on a disk that ignores case and normalises', () => {
  const letter = fc.constantFrom(...'aAbÅå/+%~.- 村\ud800豈豈')
  const key = fc.string({ unit: letter, maxLength: 8 }).map((text) => `unit/${text}`)
  fc.assert(
    fc.property(key, key, (one, other) => {
      fc.pre(one !== other)
      const [a, b] = [one, other].map((text) => fileNameOf(text).normalize('NFKC').toLowerCase())
      expect(a).not.toBe(b)
    }),
    { numRuns: 1000 },
  )
})

test('a long name is cut, ends in a hash and stays different', () => {
  const long = `unit/${'样例村民委员会'.repeat(20)}`
  const [name = '', other = ''] = [fileNameOf(`${long}一`), fileNameOf(`${long}二`)].map((file) => file.split('/')[1])
  expect(name).not.toBe(other)
  expect(name).toMatch(/^unit\+样例村民委员会.*~[0-9a-f]{32}$/)
  // 255 bytes with `.json.tmp` behind it.
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(246)
})
