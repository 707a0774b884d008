import fc from 'fast-check'
import { expect, it } from 'vitest'
import { normalize } from './normalize.ts'

it.each([
  ['１２．５万元', '12.5万元'],
  ['３．２＝３次', '3.2=3次'],
  ['貳萬參仟個', '贰万叁仟个'],
  ['沒有發現', '没有发现'],
  ['3—5', '3-5'],
  ['３～５', '3~5'],
  ['「行政处罚」：３次；', '"行政处罚":3次;'],
  ['1\u00a02\u30003', '1 2 3'],
  ['SKIP', 'skip'],
  ['5\r\n6', '5\n\n6'],
])('%j is read as %j', (typed, read) => {
  expect(normalize(typed)).toBe(read)
})

it('a full-width comma parts figures, unless it stands between full-width digits', () => {
  expect(normalize('3，5.6')).toBe('3，5.6')
  expect(normalize('１，２００')).toBe('1,200')
})

it('a hidden blank does not join two figures', () => {
  expect(normalize('1\u200b2')).toBe('1 2')
})

it('every character stays at its place, so that the original can be quoted', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => normalize(text).length === text.length))
})

it('reading a text twice changes nothing', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => normalize(normalize(text)) === normalize(text)))
})
