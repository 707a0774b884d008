// The thread in which pictures are drawn, one after the other: chart in, PNG bytes out. The first one finds the font and ends
// when there is none. It does not know why a chart is drawn; picture.ts is its other end.

import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import { Resvg } from '@resvg/resvg-js'
import type * as ECharts from 'echarts'
import { describeError } from '../log.ts'
import type { Chart } from '../summary/charts.ts'
import { usualTexts } from '../wording/charts.ts'
import { drawingOf } from './chart-drawing.ts'
import { type FoundFont, findFont } from './font.ts'
import { createGlyphs, type Glyphs, type Outlines } from './glyphs.ts'

export interface PictureTask {
  readonly fontFile: string | undefined
  readonly usualFonts: readonly string[] | undefined
  /** What an earlier thread found out; absent in the first. */
  readonly earlier: PicturesReady | undefined
  /** Texts that are expected in pictures. */
  readonly texts: readonly string[]
}

export interface PicturesReady {
  readonly kind: 'ready'
  readonly font: FoundFont
  /** Empty when there is no font. */
  readonly outlines: Outlines
}

export type PictureReport =
  | PicturesReady
  /** With the outlines that are known by now. */
  | { readonly kind: 'drawn'; readonly png: Uint8Array; readonly outlines: Outlines }
  | { readonly kind: 'failed'; readonly error: object }

/** The library in one file, by its CommonJS entry: it loads in a fifth of the time of its many modules. */
const loadECharts = () => createRequire(import.meta.url)('echarts') as typeof ECharts

function draw(glyphs: Glyphs, chart: Chart): Uint8Array {
  const { width, height, option } = drawingOf(chart)
  const canvas = loadECharts().init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    canvas.setOption(option)
    const svg = glyphs.trace(canvas.renderToSVGString())
    return new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng()
  } finally {
    canvas.dispose()
  }
}

const port = parentPort
if (!port) throw new Error('this file is the code of a worker thread')
const report = (one: PictureReport) => port.postMessage(one)

const { fontFile, usualFonts, earlier, texts } = workerData as PictureTask
const font = earlier?.font ?? findFont(fontFile, usualFonts)
const outlines: Outlines = new Map(earlier?.outlines)
if (font.file === undefined) {
  report({ kind: 'ready', font, outlines })
  port.close()
} else {
  const glyphs = createGlyphs(font.file, outlines)
  port.on('message', (chart: Chart) => {
    try {
      report({ kind: 'drawn', png: draw(glyphs, chart), outlines })
    } catch (error) {
      report({ kind: 'failed', error: describeError(error) })
    }
  })
  glyphs.prepare([...usualTexts(), ...texts])
  report({ kind: 'ready', font, outlines })
}
