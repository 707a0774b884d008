import { describe, expect, it } from 'vitest'
import { cleanDocument } from './clean-document.ts'

describe('cleanDocument', () => {
  it('takes out readings, and nothing else that stands in brackets', () => {
    expect(cleanDocument('鎮(zhèn)應急辦(含KTV)(KTV)(1)')).toBe('镇应急办（含KTV）（KTV）（1）')
  })

  it('gives simplified glyphs and the punctuation of Chinese', () => {
    expect(cleanDocument('首報時間為:2023年6月27日前;')).toBe('首报时间为：2023年6月27日前；')
  })

  it('mends a passage that was torn by a wrong encoding, with the character that follows it', () => {
    expect(cleanDocument('本行業(yè)領域?qū)m椥袆臃桨?。?zhèn)安委會緊扣主題')).toBe(
      '本行业领域专项行动方案。镇安委会紧扣主题',
    )
    expect(cleanDocument('本行業(yè)領域?qū)嶋H情況')).toBe('本行业领域实际情况')
  })

  it('leaves a clean text as it is', () => {
    const clean = '镇各有关部门每月27日前报送，首报时间为：2023年6月27日前。'
    expect(cleanDocument(clean)).toBe(clean)
  })
})
