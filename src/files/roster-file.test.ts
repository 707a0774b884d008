import { describe, expect, it } from 'vitest'
import { readRosterFile } from './roster-file.ts'

const HEAD = 'userid,name,mobile,campaign,unit,form,role'

const read = (text: string | Buffer, name = 'roster.csv') =>
  readRosterFile(name, typeof text === 'string' ? Buffer.from(text) : text)

async function cells(text: string | Buffer) {
  const result = await read(text)
  if (!result.ok) throw new Error(result.code)
  return result.rows.map(({ line, cells }) => [line, cells.userid, cells.name, cells.role])
}

describe('a roster file', () => {
  it('is read with the line numbers of an editor, blank lines counted and left out', async () => {
    expect(await cells(`${HEAD}\n a , 甲 ,,c,u,f,contact\n\nb,乙,,c,,,office\n`)).toEqual([
      [2, 'a', '甲', 'contact'],
      [4, 'b', '乙', 'office'],
    ])
  })

  it('may begin with a byte order mark, end lines as Windows does, and quote cells', async () => {
    expect(await cells(`\uFEFF${HEAD}\r\n"a","甲,乙",,c,u,f,contact\r\n`)).toEqual([[2, 'a', '甲,乙', 'contact']])
  })

  it('may have its columns in another order, with more of them', async () => {
    expect(await cells('role,note,name,userid,mobile,campaign,unit,form\nleader,x,甲,a,,c,,\n')).toEqual([
      [2, 'a', '甲', 'leader'],
    ])
  })

  it('may be written by Excel in GB18030', async () => {
    // 张三 in GB18030
    const name = Buffer.from([0xd5, 0xc5, 0xc8, 0xfd])
    const bytes = Buffer.concat([Buffer.from(`${HEAD}\na,`), name, Buffer.from(',,c,,,leader\n')])
    expect(await cells(bytes)).toEqual([[2, 'a', '张三', 'leader']])
  })

  it('that lacks columns says which', async () => {
    expect(await read('userid,name\na,甲\n')).toEqual({
      ok: false,
      code: 'columns',
      missing: ['mobile', 'campaign', 'unit', 'form', 'role'],
    })
  })

  it('with nobody in it is told apart from one that cannot be read', async () => {
    expect(await read(`${HEAD}\n`)).toEqual({ ok: false, code: 'empty' })
    expect(await read('')).toEqual({ ok: false, code: 'empty' })
    expect(await read(`${HEAD}\n"a,甲`)).toMatchObject({ ok: false, code: 'unreadable' })
    expect(await read('not a workbook', 'roster.xlsx')).toMatchObject({ ok: false, code: 'unreadable' })
  })

  it('that is too large is refused before it is read', async () => {
    expect(await read(Buffer.alloc(5 * 1024 * 1024, 'a'))).toEqual({ ok: false, code: 'too-large' })
  })
})
