// A chart as a text table, for where no picture can be drawn or sent. It has the same figures and notes as the picture.

import * as wording from '../wording/charts.ts'
import type { Chart } from './charts.ts'

/** Lines of text: title, heading, one line for each unit or month, legend, notes. */
export function renderChartText(chart: Chart): string {
  return [chart.title, ...(chart.heading === undefined ? [] : [chart.heading]), ...linesOf(chart), ...chart.notes].join(
    '\n',
  )
}

function linesOf(chart: Chart): readonly string[] {
  switch (chart.kind) {
    case 'board':
      return [
        wording.boardHead(chart.months),
        ...chart.rows.map(({ unit, cells }) =>
          wording.boardLine(
            unit,
            cells.map(({ sign }) => sign),
          ),
        ),
        wording.legendLine(chart.legend),
      ]
    case 'trend':
      return chart.months.map(({ name: month }, index) =>
        wording.trendLine(
          month,
          chart.panels.flat().map(({ name, points }) => ({ name, label: points[index]?.label })),
        ),
      )
    case 'ranking':
      return chart.bars.map(({ place, unit, label }) => wording.rankingLine(place, unit, label))
  }
}
