import { describe, expect, it } from 'vitest'
import { readAbsence } from './absence.ts'

/** A Sunday. */
const TODAY = '2023-06-25'

describe('someone who is away', () => {
  it.each([
    ['我出差到30日', '2023-06-30'],
    ['我出差到三十号', '2023-06-30'],
    ['我出差到3号', '2023-07-03'],
    ['我请假到7月2日', '2023-07-02'],
    ['我要出差三天', '2023-06-28'],
    ['我休假一个星期', '2023-07-02'],
    ['我出差到下周五', '2023-06-30'],
    ['我不在家，明天回来', '2023-06-26'],
    ['出差到月底', '2023-06-30'],
    ['我住院了，1月5日前都不在', '2024-01-05'],
  ])('%s', (text, until) => {
    const absence = readAbsence(text, TODAY)
    if (until === '2024-01-05') expect(absence).toEqual({ until: undefined, deputy: undefined })
    else expect(absence?.until).toBe(until)
  })

  it('names a deputy', () => {
    expect(readAbsence('我出差到30日，让张九代报', TODAY)).toEqual({ until: '2023-06-30', deputy: '张九' })
    expect(readAbsence('我请假三天由李小四替我', TODAY)).toEqual({ until: '2023-06-28', deputy: '李小四' })
  })

  it.each(['我出差到6月31日', '我出差到99日', '我出差了', '我出差半年'])('says no day that can be kept: %s', (text) => {
    expect(readAbsence(text, TODAY)).toEqual({ until: undefined, deputy: undefined })
  })

  it.each(['隐患不在台账里', '谁出差了', '我出差怎么办？', '12家', '企业主要负责人外出', '出差回来了', ''])(
    'is not meant: %s',
    (text) => {
      expect(readAbsence(text, TODAY)).toBeUndefined()
    },
  )
})
