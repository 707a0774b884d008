import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Resvg } from '@resvg/resvg-js'
import { afterEach, describe, expect, it } from 'vitest'
import type { Board } from '../summary/charts.ts'
import { drawingOf } from './chart-drawing.ts'
import { findFont } from './font.ts'
import { createPictures, type PictureParts, type Pictures } from './picture.ts'

const hasFont = findFont(undefined).file !== undefined

const board: Board = {
  kind: 'board',
  name: ['龙门镇', '看板', '2023-06'],
  title: '龙门镇专项行动上报看板',
  heading: '6月应报2个单位，已报1个，缺1个',
  months: ['5月', '6月'],
  rows: ['甲村', '乙村'].map((unit) => ({
    unit,
    cells: [
      { state: 'on-time', sign: '✓' },
      { state: 'late', sign: '迟' },
    ],
  })),
  legend: [{ state: 'on-time', sign: '✓', meaning: '按时' }],
  notes: [],
}

const opened: Pictures[] = []
afterEach(async () => {
  for (const pictures of opened.splice(0)) await pictures.close()
})

function open(parts: Partial<PictureParts> = {}): { readonly pictures: Pictures; readonly logged: string[] } {
  const logged: string[] = []
  const note = (_: object, event: string) => logged.push(event)
  const pictures = createPictures({ fontFile: undefined, log: { warn: note, error: note }, ...parts })
  opened.push(pictures)
  return { pictures, logged }
}

/** The size of a PNG, and how many of its pixels within some rows are dark. */
function look(png: Uint8Array) {
  const view = new DataView(png.buffer, png.byteOffset)
  const [width, height] = [view.getUint32(16), view.getUint32(20)]
  const data = Buffer.from(png).toString('base64')
  const { pixels } = new Resvg(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" href="data:image/png;base64,${data}"/></svg>`,
    { font: { loadSystemFonts: false } },
  ).render()
  const dark = (top: number, bottom: number) => {
    let count = 0
    for (let at = top * width * 4; at < bottom * width * 4; at += 4) if ((pixels[at] ?? 255) < 100) count++
    return count
  }
  return { width, height, dark }
}

describe.skipIf(!hasFont)('a picture', () => {
  it('has the size of its drawing and ink where the title stands, when several are asked for at once', async () => {
    const { pictures, logged } = open()
    const longer = { ...board, rows: [...board.rows, ...board.rows, ...board.rows] }
    const charts = [board, longer, board]
    const drawn = (await Promise.all(charts.map((chart) => pictures.draw(chart)))).map(look)
    expect(drawn.map(({ width, height }) => ({ width, height }))).toEqual(
      charts.map((chart) => ({ width: 750, height: drawingOf(chart).height })),
    )
    for (const { dark } of drawn) {
      expect(dark(30, 75)).toBeGreaterThan(1000)
      expect(dark(0, 25)).toBe(0)
    }
    expect(logged).toEqual([])
  })

  it('is the same from the thread that follows one that was sent to rest', async () => {
    const { pictures } = open({ restMilliseconds: 0 })
    const first = await pictures.draw(board)
    expect(Buffer.compare(await pictures.draw(board), first)).toBe(0)
  })

  it('that cannot be drawn fails alone, with one line in the log', async () => {
    const { pictures, logged } = open()
    const broken = {
      ...board,
      rows: [{ unit: '甲村', cells: [{ state: 'unheard-of', sign: '' }] }],
    } as unknown as Board
    await expect(pictures.draw(broken)).rejects.toMatchObject({ code: 'failed' })
    expect(logged).toEqual(['picture-failed'])
    expect(look(await pictures.draw(board)).width).toBe(750)
  })

  it('is refused when more than twenty wait', async () => {
    const { pictures } = open()
    const asked = await Promise.allSettled(Array.from({ length: 22 }, () => pictures.draw(board)))
    expect(asked.filter(({ status }) => status === 'rejected')).toHaveLength(1)
    expect(asked.at(-1)).toMatchObject({ reason: { code: 'busy' } })
  })
})

describe('without a font', () => {
  it('every picture is refused, with one line in the log', async () => {
    const { pictures, logged } = open({ usualFonts: [] })
    const asked = await Promise.allSettled([pictures.draw(board), pictures.draw(board)])
    await expect(pictures.draw(board)).rejects.toMatchObject({ code: 'no-font' })
    expect(asked).toMatchObject([{ reason: { code: 'no-font' } }, { reason: { code: 'no-font' } }])
    expect(logged).toEqual(['no-font-for-pictures'])
  })

  it('so it is with a broken font file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'font-'))
    try {
      const fontFile = join(folder, 'broken.ttf')
      await writeFile(fontFile, 'this is no font')
      const { pictures, logged } = open({ fontFile, usualFonts: [] })
      await expect(pictures.draw(board)).rejects.toMatchObject({ code: 'no-font' })
      expect(logged).toEqual(['no-font-for-pictures'])
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

describe('a font of the system', () => {
  it.skipIf(!hasFont)('is used in place of a configured one that is missing, with one line in the log', async () => {
    const { pictures, logged } = open({ fontFile: '/nowhere/missing.ttf' })
    expect(look(await pictures.draw(board)).dark(30, 75)).toBeGreaterThan(1000)
    expect(logged).toEqual(['font-file-of-no-use'])
  })
})

describe('after closing', () => {
  it('a picture that waits, or is asked for, is refused', async () => {
    const { pictures } = open()
    const asked = pictures.draw(board)
    const closing = pictures.close()
    await expect(asked).rejects.toMatchObject({ code: 'closed' })
    await expect(pictures.draw(board)).rejects.toMatchObject({ code: 'closed' })
    await closing
  })
})
