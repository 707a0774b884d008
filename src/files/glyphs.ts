// Characters as outlines. The drawing library reads the whole font file, some 20 MB, for every text that it draws: a board of
// 500 cells took five seconds. So each character is turned into an outline once, and the texts of a picture are written with
// outlines. It does not know what is written.

import { Resvg } from '@resvg/resvg-js'

/** Outlines are kept at this many units to the em. */
const EM = 100

/** A character that no font has: a noncharacter of the last plane. */
const NOWHERE = '\u{10FFFF}'

/** Chinese first: the file of Noto has Japanese forms first. A font of another name is found as the first of its file. */
const FAMILY = 'Noto Sans CJK SC, WenQuanYi Micro Hei'

/** Where the middle of a line lies above its base, in em: that of a Chinese character. */
const MIDDLE = 0.38

const SPACE = 0.25

interface Glyph {
  /** The `d` of a path with its base line at 0, at EM to the em; empty for a space. */
  readonly path: string
  /** In em. */
  readonly advance: number
}

/** Outlines by character. */
export type Outlines = Map<string, Glyph>

export interface Glyphs {
  /** Reads the outlines of all characters of some texts, so that writing them is quick. Some 10 ms for each new one. */
  prepare(texts: Iterable<string>): void
  /** An SVG in which every text element has become outlines. Each must be as echarts writes it. */
  trace(svg: string): string
}

/** Whether a font file has Chinese characters and figures. A missing, broken or foreign font draws nothing, or boxes. */
export function hasChinese(fontFile: string): boolean {
  const paths = ['测', '1', '2', NOWHERE].map((character) => readPaths(fontFile, [character], 'start')[0])
  return paths.slice(0, 3).every((path) => path !== '') && new Set(paths).size === paths.length
}

/** A font from a file that has passed `hasChinese`. What is read is added to the outlines that are `known`. */
export function createGlyphs(fontFile: string, known: Outlines): Glyphs {
  function prepare(texts: Iterable<string>): void {
    const fresh = [...new Set([...texts].join(''))].filter((character) => !known.has(character))
    if (fresh.length === 0) return
    const narrow = fresh.filter((character) => !isWide(character))
    const paths = readPaths(fontFile, fresh, 'start')
    const ended = new Map(readPaths(fontFile, narrow, 'end').map((path, index) => [narrow[index], path]))
    for (const [index, character] of fresh.entries()) {
      const path = paths[index] ?? ''
      const before = ended.get(character)
      known.set(character, { path, advance: before === undefined ? 1 : advanceOf(path, before) })
    }
  }

  function glyphOf(character: string): Glyph {
    prepare([character])
    return known.get(character) ?? { path: '', advance: SPACE }
  }

  return {
    prepare,
    trace(svg) {
      const used = new Map<string, number>()
      const write = (element: TextElement) => {
        const size = element.size / EM
        const characters = [...element.text].map((character) => ({ character, ...glyphOf(character) }))
        const width = characters.reduce((sum, { advance }) => sum + advance, 0)
        let x = { start: 0, middle: -width / 2, end: -width }[element.anchor]
        const y = element.isCentred ? MIDDLE : 0
        const marks = characters.map(({ character, path, advance }) => {
          const at = x
          x += advance
          if (path === '') return ''
          const number = used.get(character) ?? used.size
          used.set(character, number)
          return `<use href="#g${number}" x="${round(at * EM)}" y="${round(y * EM)}"/>`
        })
        // A halo is as wide as it was asked for, whatever the size of the type.
        const halo = element.halo === undefined ? '' : ` stroke-width="${round(element.halo / size)}"`
        return `<g ${element.paint}${halo} transform="${element.transform} scale(${size})">${marks.join('')}</g>`
      }
      const traced = svg.replace(/<text\b([^>]*)>([^<]*)<\/text>/g, (_, attributes: string, content: string) =>
        write(parseText(attributes, content)),
      )
      if (traced.includes('<text')) throw new Error('a text of the picture is not of the kind that is known')
      const shapes = [...used].map(([character, number]) => `<path id="g${number}" d="${glyphOf(character).path}"/>`)
      return traced.replace(/^<svg\b[^>]*>/, (head) => `${head}<defs>${shapes.join('')}</defs>`)
    },
  }
}

interface TextElement {
  readonly text: string
  readonly size: number
  readonly anchor: 'start' | 'middle' | 'end'
  readonly isCentred: boolean
  readonly transform: string
  /** The attributes of colour, without the width of the halo. */
  readonly paint: string
  readonly halo: number | undefined
}

function parseText(attributes: string, content: string): TextElement {
  const attribute = (name: string) => new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1]
  const size = /font-size:([\d.]+)px/.exec(attribute('style') ?? '')?.[1]
  const anchor = attribute('text-anchor') ?? 'start'
  if (size === undefined || (anchor !== 'start' && anchor !== 'middle' && anchor !== 'end')) {
    throw new Error('a text of the picture has no size or an unknown anchor')
  }
  const stroke = attribute('stroke')
  const halo = stroke === undefined || stroke === 'none' ? undefined : Number(attribute('stroke-width') ?? 1)
  const shift = `translate(${attribute('x') ?? 0} ${attribute('y') ?? 0})`
  return {
    text: readMarkup(content),
    size: Number(size),
    anchor,
    isCentred: attribute('dominant-baseline') === 'central',
    transform: `${attribute('transform') ?? ''} ${shift}`.trim(),
    paint: [
      `fill="${attribute('fill') ?? '#000'}"`,
      ...(halo === undefined ? [] : [`stroke="${stroke}" paint-order="stroke" stroke-linejoin="round"`]),
    ].join(' '),
    halo,
  }
}

/** The paths of characters as the library draws them at x = 0; '' for one that draws nothing. */
function readPaths(fontFile: string, characters: readonly string[], anchor: 'start' | 'end'): readonly string[] {
  const texts = characters.map(
    (character, index) => `<text id="c${index}" text-anchor="${anchor}">${writeMarkup(character)}</text>`,
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${EM}" height="${EM}" font-size="${EM}" font-family="${FAMILY}">${texts.join('')}</svg>`
  const drawn = new Resvg(svg, { font: { loadSystemFonts: false, fontFiles: [fontFile] } }).toString()
  const paths = new Map<number, string>()
  for (const [, index, inside] of drawn.matchAll(
    /<(?:g|path) id="c(\d+)"([\s\S]*?)(?=<(?:g|path) id="c\d+"|<\/svg>)/g,
  )) {
    paths.set(Number(index), [...(inside ?? '').matchAll(/\sd="([^"]*)"/g)].map(([, d]) => d).join(' '))
  }
  return characters.map((_, index) => paths.get(index) ?? '')
}

/** How far a character moves the pen: the distance of its outlines drawn from a point and up to it. */
function advanceOf(fromPoint: string, toPoint: string): number {
  const [start, end] = [fromPoint, toPoint].map((path) => Number(/-?[\d.]+/.exec(path)?.[0]))
  if (start === undefined || end === undefined || Number.isNaN(start - end)) return SPACE
  return (start - end) / EM
}

/** Han, kana, full-width signs and their like, which are as wide as they are high. */
function isWide(character: string): boolean {
  return /[\u2E80-\u303E\u3041-\u33FF\u3400-\u9FFF\uF900-\uFAFF\uFE30-\uFE4F\uFF01-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]/u.test(
    character,
  )
}

function writeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

function readMarkup(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}

function round(number: number): number {
  return Math.round(number * 100) / 100
}
