import { describe, expect, it } from 'vitest'
import { createTermTable, findHits, findMisspelt } from './term.ts'

const tableOf = (...words: readonly string[]) => createTermTable(words.map((text) => ({ text })))
const found = (table: ReturnType<typeof tableOf>, text: string) => findHits(table, text).map(({ term }) => term.text)

describe('findHits', () => {
  it('the longest word at a place hides the words inside it', () => {
    expect(found(tableOf('农业农村', '农业农村服务中心'), '农业农村服务中心管哪些')).toEqual(['农业农村服务中心'])
  })

  it('a Latin word is never found inside another', () => {
    expect(found(tableOf('gas', 'ktv'), 'gasoline and ktv')).toEqual(['ktv'])
  })
})

describe('findMisspelt', () => {
  it('one wrong character in four is a slip', () => {
    expect(findMisspelt(tableOf('特种设备'), '特重设备')).toEqual([{ text: '特种设备' }])
  })

  it('a shorter word with a wrong character is another word', () => {
    expect(findMisspelt(tableOf('危房'), '住房')).toEqual([])
  })

  it('a gap is not a wrong character', () => {
    expect(findMisspelt(tableOf('每月通报'), '每月,报')).toEqual([])
  })
})
