import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Resvg } from '@resvg/resvg-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFont } from './font.ts'
import { createGlyphs } from './glyphs.ts'

const { file: font } = findFont(undefined)

let folder: string
let garbage: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'font-'))
  garbage = join(folder, 'broken.ttf')
  await writeFile(garbage, 'this is no font')
})
afterAll(() => rm(folder, { recursive: true }))

describe('a font', () => {
  it('is not believed when it is missing or broken, though the library draws without an error', () => {
    expect(findFont(join(folder, 'missing.ttf'), [])).toEqual({ file: undefined, isConfiguredRefused: true })
    expect(findFont(garbage, [])).toEqual({ file: undefined, isConfiguredRefused: true })
  })

  it('is not found where nothing is configured and nothing installed', () => {
    expect(findFont(undefined, [garbage])).toEqual({ file: undefined, isConfiguredRefused: false })
  })

  it.skipIf(font === undefined)('of the system takes the place of a configured one of no use', () => {
    expect(findFont(garbage)).toEqual({ file: font, isConfiguredRefused: true })
  })
})

describe.skipIf(font === undefined)('outlines', () => {
  const glyphs = createGlyphs(font ?? '', new Map())
  const page = (content: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60"><rect width="300" height="60" fill="#fff"/>${content}</svg>`
  /** The box that the ink of an SVG fills, and how much there is. */
  const ink = (svg: string, fontFiles: string[]) => {
    const { pixels } = new Resvg(svg, { font: { loadSystemFonts: false, fontFiles } }).render()
    const dark = Array.from({ length: pixels.length / 4 }, (_, at) => at).filter((at) => (pixels[at * 4] ?? 255) < 128)
    const [columns, rows] = [dark.map((at) => at % 300), dark.map((at) => Math.floor(at / 300))]
    return {
      left: Math.min(...columns),
      right: Math.max(...columns),
      top: Math.min(...rows),
      bottom: Math.max(...rows),
      amount: dark.length,
    }
  }

  it.each(['start', 'middle', 'end'])('stand where the library would write the text: %s', (anchor) => {
    const text = (family: string) =>
      page(
        `<text text-anchor="${anchor}" style="font-size:24px;${family}" transform="translate(150 40)" fill="#000">测试 A&amp;B 12.5%（个）</text>`,
      )
    const own = ink(glyphs.trace(text('')), [])
    const theirs = ink(text('font-family:Noto Sans CJK SC;'), [font ?? ''])
    expect(theirs.amount).toBeGreaterThan(500)
    // Pairs of letters that the library moves closer together make less than two pixels.
    for (const side of ['left', 'right', 'top', 'bottom'] as const) {
      expect(Math.abs(own[side] - theirs[side]), side).toBeLessThan(2)
    }
    expect(own.amount / theirs.amount).toBeCloseTo(1, 1)
  })

  it('are in the middle of the line where the text was to be', () => {
    const { top, bottom } = ink(
      glyphs.trace(
        page(
          '<text dominant-baseline="central" style="font-size:30px" transform="translate(10 30)" fill="#000">国</text>',
        ),
      ),
      [],
    )
    expect(Math.abs((top + bottom) / 2 - 30)).toBeLessThan(1.5)
  })

  it('do not come for a text that is written in an unknown way', () => {
    expect(() => glyphs.trace(page('<text x="1">甲</text>'))).toThrow('no size')
    expect(() => glyphs.trace(page('<text style="font-size:20px">甲<tspan>乙</tspan></text>'))).toThrow(
      'not of the kind',
    )
  })
})
