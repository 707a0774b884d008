// How a chart looks: sizes, places and colours, as an order for echarts. Made for a phone: 750 pixels wide, no type smaller
// than 22, flat colours that differ in lightness too. What is drawn is decided in summary/charts.ts.

import type { EChartsOption } from 'echarts'
import type { Board, Chart, RankingChart, Trend, TrendSeries } from '../summary/charts.ts'
import { fillingSign, shortSign } from '../wording/charts.ts'

export interface Drawing {
  readonly width: number
  readonly height: number
  readonly option: EChartsOption
}

const WIDTH = 750
const MARGIN = 28
const INNER = WIDTH - 2 * MARGIN

const TITLE = 34
const HEADING = 24
const TYPE = 22
/** Of the height of the type. */
const LINE = 1.45

const INK = '#1f2933'
const QUIET = '#52606d'
const RULE = '#cbd2d9'
const BLUE = '#2f6690'
const ORANGE = '#d1660a'

type CellState = Board['legend'][number]['state']

/** Ground and type of a cell. What needs somebody is dark or warm, what is in order is blue, what is open is pale. */
const CELLS: Readonly<Record<CellState, { readonly ground: string; readonly ink: string }>> = {
  'on-time': { ground: '#4a82a8', ink: '#ffffff' },
  late: { ground: '#f2b63c', ink: INK },
  returned: { ground: '#6b4a8e', ink: '#ffffff' },
  filling: { ground: '#cfe3ef', ink: INK },
  missing: { ground: '#9b2c2c', ink: '#ffffff' },
  waiting: { ground: '#eef0f2', ink: QUIET },
  exempt: { ground: '#ffffff', ink: QUIET },
}

/** A chart with all its texts, ready to be drawn. */
export function drawingOf(chart: Chart): Drawing {
  switch (chart.kind) {
    case 'board':
      return drawBoard(chart)
    case 'trend':
      return drawTrend(chart)
    case 'ranking':
      return drawRanking(chart)
  }
}

interface Mark {
  readonly type: 'text' | 'rect' | 'circle'
  readonly [key: string]: unknown
}

/** Marks that were placed from the top down, and how far down they reach. */
interface Column {
  readonly marks: readonly Mark[]
  readonly bottom: number
}

function drawBoard({ months, rows, legend, notes, title, heading }: Board): Drawing {
  const least = widthOf(shortSign(fillingSign(60, 100)), TYPE) + 1
  const names = wrapNames(
    rows.map(({ unit }) => unit),
    INNER - months.length * least,
  )
  const cell = Math.min(160, Math.floor((INNER - names.width) / months.length))
  const isWide = cell >= widthOf(fillingSign(60, 100), TYPE) + 6
  const shorten = (sign: string) => (isWide ? sign : shortSign(sign))
  const rowHeight = names.lines > 1 ? 62 : 42
  const head = placeHead(title, heading)
  const key = placeLegend(
    legend.map((entry) => ({ ...entry, sign: shorten(entry.sign) })),
    head.bottom + 8,
  )
  const top = key.bottom + 48
  const bottom = top + rows.length * rowHeight
  const foot = placeNotes(notes, bottom + 16)
  const left = MARGIN + names.width
  return frame(foot.bottom + 20, [...head.marks, ...key.marks, ...foot.marks], {
    grid: { left, width: cell * months.length, top, height: rows.length * rowHeight },
    xAxis: {
      type: 'category',
      position: 'top',
      data: [...months],
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { fontSize: TYPE, color: INK, interval: 0, margin: 12 },
    },
    yAxis: nameAxis(names.texts),
    // The library insists on one; each cell has its own colour.
    visualMap: { show: false, type: 'piecewise', pieces: [{ value: 1 }] },
    series: {
      type: 'heatmap',
      silent: true,
      progressive: 0,
      data: rows.flatMap(({ cells }, row) =>
        cells.map(({ state, sign }, column) => ({
          value: [column, row, 1],
          itemStyle: { color: CELLS[state].ground },
          label: { formatter: shorten(sign), color: CELLS[state].ink, fontSize: sizeOf(state) },
        })),
      ),
      itemStyle: { borderColor: '#ffffff', borderWidth: 2 },
      label: { show: true },
    },
  })
}

/** The tick of a font is thin and small. */
function sizeOf(state: CellState): number {
  return state === 'on-time' ? 28 : TYPE
}

function drawTrend({ months, partial, panels, notes, title, heading }: Trend): Drawing {
  const head = placeHead(title, heading)
  const panelHeight = panels.length > 1 ? 300 : 420
  const marks: Mark[] = [...head.marks]
  const tops: number[] = []
  let bottom = head.bottom
  for (const panel of panels) {
    const key = placeSeries(panel, partial, bottom + 8)
    marks.push(...key.marks)
    tops.push(key.bottom + 40)
    bottom = key.bottom + 40 + panelHeight + 56
  }
  const foot = placeNotes(notes, bottom)
  const column = INNER / months.length
  return frame(foot.bottom + 20, [...marks, ...foot.marks], {
    grid: panels.map((_, index) => ({
      left: MARGIN,
      right: MARGIN,
      top: tops[index] ?? 0,
      height: panelHeight,
    })),
    xAxis: panels.map((_, index) => ({
      gridIndex: index,
      type: 'category',
      data: months.map(({ name }) => name),
      axisLine: { lineStyle: { color: QUIET } },
      axisTick: { show: false },
      axisLabel: { fontSize: TYPE, color: INK, interval: 0, margin: 14 },
    })),
    // The figures stand at the points, so that the scale needs no numbers.
    yAxis: panels.map((_, index) => ({
      gridIndex: index,
      type: 'value',
      min: 0,
      axisLabel: { show: false },
      splitLine: { lineStyle: { color: RULE } },
    })),
    series: panels.flatMap((panel, index) =>
      panel.map(({ points }, number) => {
        const isCrowded = points.some((point) => point && widthOf(point.label, TYPE) > column)
        const { color, symbol, dash } = STROKES[number] ?? STROKES[0]
        return {
          type: 'line' as const,
          xAxisIndex: index,
          yAxisIndex: index,
          silent: true,
          symbol,
          symbolSize: 13,
          lineStyle: { color, width: 4, type: dash === 'solid' ? dash : [...dash] },
          label: {
            show: true,
            // The first of two lines is the whole and lies above the second, its part.
            position: number === 0 ? ('top' as const) : ('bottom' as const),
            distance: 8,
            fontSize: TYPE,
            color,
            textBorderColor: '#ffffff',
            textBorderWidth: 6,
          },
          data: points.map((point, month) => {
            if (!point) return { value: '-' }
            // Where figures are too long to stand side by side, the last one counts.
            const isShown = !isCrowded || month === points.length - 1
            const isComplete = months[month]?.isComplete === true
            return {
              value: point.value,
              label: { formatter: isShown ? point.label : '' },
              itemStyle: { color: isComplete ? color : '#ffffff', borderColor: color, borderWidth: 3 },
            }
          }),
        }
      }),
    ),
  })
}

/** Told apart by the sign at the points and the kind of line, not only by colour. */
const STROKES = [
  { color: BLUE, symbol: 'circle', dash: 'solid' },
  { color: ORANGE, symbol: 'diamond', dash: [12, 6] },
] as const

function drawRanking({ bars, cutAfter, notes, title, heading }: RankingChart): Drawing {
  const head = placeHead(title, heading)
  const labelWidth = Math.max(...bars.map(({ label }) => widthOf(label, TYPE)))
  const names = wrapNames(
    bars.map(({ place, unit }) => `${place} ${unit}`),
    Math.min(INNER * 0.45, INNER - labelWidth - 160),
  )
  const rowHeight = names.lines > 1 ? 62 : 44
  const top = head.bottom + 12
  const bottom = top + bars.length * rowHeight
  const foot = placeNotes(notes, bottom + 16)
  // The figures stand in a column of their own, whatever the length of the bar.
  const labels = bars.map(({ label }, index) =>
    text(label, WIDTH - MARGIN - labelWidth, top + (index + 0.5) * rowHeight, TYPE, INK),
  )
  const cut = cutAfter === undefined ? [] : [rect(MARGIN, top + cutAfter * rowHeight - 1, INNER, 2, { fill: QUIET })]
  return frame(foot.bottom + 20, [...head.marks, ...labels, ...cut, ...foot.marks], {
    grid: { left: MARGIN + names.width, right: MARGIN + labelWidth + 10, top, height: bars.length * rowHeight },
    xAxis: { type: 'value', min: 0, max: 1, show: false },
    yAxis: { ...nameAxis(names.texts), axisLine: { lineStyle: { color: QUIET } } },
    series: {
      type: 'bar',
      silent: true,
      barWidth: 26,
      itemStyle: { color: BLUE },
      // The whole length is 100 %, so that what is not closed yet is seen.
      showBackground: true,
      backgroundStyle: { color: '#eef0f2' },
      data: bars.map(({ rate }) => Math.min(1, rate)),
    },
  })
}

/** The names of rows, the first on top. */
function nameAxis(names: readonly string[]) {
  return {
    type: 'category' as const,
    inverse: true,
    data: [...names],
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { fontSize: TYPE, lineHeight: TYPE * 1.2, color: INK, interval: 0, margin: 10 },
  }
}

function frame(height: number, marks: readonly Mark[], option: EChartsOption): Drawing {
  return {
    width: WIDTH,
    height: Math.ceil(height),
    option: {
      ...option,
      animation: false,
      backgroundColor: '#ffffff',
      graphic: marks as NonNullable<EChartsOption['graphic']>,
    },
  }
}

function placeHead(title: string, heading: string | undefined): Column {
  const first = placeLines(wrap(title, TITLE, INNER), MARGIN, TITLE, INK)
  if (heading === undefined) return first
  const second = placeLines(wrap(heading, HEADING, INNER), first.bottom + 2, HEADING, QUIET)
  return { marks: [...first.marks, ...second.marks], bottom: second.bottom }
}

function placeNotes(notes: readonly string[], top: number): Column {
  return placeLines(
    notes.flatMap((note) => wrap(note, TYPE, INNER)),
    top,
    TYPE,
    QUIET,
  )
}

function placeLines(lines: readonly string[], top: number, size: number, color: string): Column {
  const marks = lines.map((line, index) => text(line, MARGIN, top + (index + 0.5) * size * LINE, size, color))
  return { marks, bottom: top + lines.length * size * LINE }
}

/** Each state as a cell of the board with its meaning beside it, in as many lines as needed. */
function placeLegend(legend: Board['legend'], top: number): Column {
  return placeFlow(
    legend.map(({ state, sign, meaning }) => {
      const width = Math.max(42, widthOf(sign, TYPE) + 12)
      const { ground, ink } = CELLS[state]
      return {
        width: width + 8 + widthOf(meaning, TYPE),
        place: (x, y) => [
          rect(x, y - 16, width, 32, { fill: ground, ...(state === 'exempt' ? { stroke: RULE, lineWidth: 1 } : {}) }),
          text(sign, x + width / 2, y, sizeOf(state), ink, 'center'),
          text(meaning, x + width + 8, y, TYPE, INK),
        ],
      }
    }),
    top,
  )
}

/** The names of the lines of a panel, each behind a piece of its line, and what a hollow point means. */
function placeSeries(panel: readonly TrendSeries[], partial: string | undefined, top: number): Column {
  const names = panel.map(({ name }, index): FlowItem => {
    const { color, dash } = STROKES[index] ?? STROKES[0]
    const pieces = dash === 'solid' ? [{ start: 0, width: 44 }] : [0, 26].map((start) => ({ start, width: 18 }))
    return {
      width: 52 + widthOf(name, TYPE),
      place: (x, y) => [
        ...pieces.map(({ start, width }) => rect(x + start, y - 2, width, 4, { fill: color })),
        text(name, x + 52, y, TYPE, INK),
      ],
    }
  })
  if (partial === undefined) return placeFlow(names, top)
  const hollow: FlowItem = {
    width: 24 + widthOf(partial, TYPE),
    place: (x, y) => [
      {
        type: 'circle',
        shape: { cx: x + 8, cy: y, r: 7 },
        style: { fill: '#ffffff', stroke: QUIET, lineWidth: 3 },
      },
      text(partial, x + 24, y, TYPE, INK),
    ],
  }
  return placeFlow([...names, hollow], top)
}

interface FlowItem {
  readonly width: number
  readonly place: (x: number, y: number) => readonly Mark[]
}

/** Side by side, and in a new line where the width ends. */
function placeFlow(items: readonly FlowItem[], top: number): Column {
  const lineHeight = 44
  const gap = 24
  const marks: Mark[] = []
  let x = MARGIN
  let y = top + lineHeight / 2
  for (const { width, place } of items) {
    if (x > MARGIN && x + width > WIDTH - MARGIN) {
      x = MARGIN
      y += lineHeight
    }
    marks.push(...place(x, y))
    x += width + gap
  }
  return { marks, bottom: y + lineHeight / 2 }
}

function rect(x: number, y: number, width: number, height: number, style: object): Mark {
  return { type: 'rect', z: 10, shape: { x, y, width, height }, style }
}

function text(
  content: string,
  x: number,
  y: number,
  size: number,
  color: string,
  align: 'left' | 'center' = 'left',
): Mark {
  return {
    type: 'text',
    z: 20,
    x,
    y,
    silent: true,
    style: { text: content, fontSize: size, fill: color, textAlign: align, textVerticalAlign: 'middle' },
  }
}

/** Names in at most two lines within a width; one that is still too long loses its end. */
function wrapNames(
  names: readonly string[],
  most: number,
): { readonly texts: readonly string[]; readonly lines: number; readonly width: number } {
  const gap = 12
  const wrapped = names.map((name) => {
    const lines = wrap(name, TYPE, most - gap)
    if (lines.length <= 2) return lines
    const [first = '', second = ''] = lines
    return [first, `${second.slice(0, -1)}…`]
  })
  return {
    texts: wrapped.map((lines) => lines.join('\n')),
    lines: Math.max(...wrapped.map((lines) => lines.length)),
    width: Math.max(...wrapped.flat().map((line) => widthOf(line, TYPE))) + gap,
  }
}

/** Lines that fit a width. Chinese may break anywhere; figures, days and Latin words may not, and no line begins with a closing sign. */
function wrap(content: string, size: number, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of content.match(/[!-~]+(?:[年月日][!-~]*)*|[^!-~]/gu) ?? []) {
    if (line !== '' && widthOf(line + piece, size) > width && !/^[，。、；：）”]$/.test(piece)) {
      lines.push(line)
      line = ''
    }
    line += piece
  }
  return line === '' ? lines : [...lines, line]
}

/** About how wide a text is: a Chinese character and the percent sign count one em, anything else a good half. */
function widthOf(content: string, size: number): number {
  let em = 0
  for (const character of content) em += character === '%' ? 0.95 : character < '\u2000' ? 0.58 : 1
  return em * size
}
