import { expect, it } from 'vitest'
import { outputName } from './output-name.ts'

it('a file name has its parts in order', () => {
  expect(outputName(['龙门镇', '调度表', '2023-06', '汇总'], 'xlsx')).toBe('龙门镇_调度表_2023-06_汇总.xlsx')
})

it('a file name leaves no folder and holds no character that a system refuses', () => {
  expect(outputName(['../../etc', 'a:b*c?"<>|', '样例一村（社区）', '\u202Egpj'], 'docx')).toBe(
    'etc_abc_样例一村（社区）_gpj.docx',
  )
})

it('a file name fits a file system that counts bytes', () => {
  expect(Buffer.byteLength(outputName(['村'.repeat(200)], 'csv'))).toBeLessThan(255)
})
