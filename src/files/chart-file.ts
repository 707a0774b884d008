// The picture of a chart with its name: which chart, from which moment of a campaign.

import type { Instant, Month } from '../campaign/calendar.ts'
import { fieldsOf } from '../form/checks.ts'
import { boardOf, type Chart, rankingChartOf, trendChartOf } from '../summary/charts.ts'
import type { Snapshot } from '../summary/snapshot.ts'
import { outputName } from './output-name.ts'
import type { Pictures } from './picture.ts'

export interface ChartRequest {
  readonly format: 'board' | 'trend' | 'ranking'
  readonly snapshot: Snapshot
  readonly period: Month
  /** The item of a trend; that of hazards when undefined. */
  readonly item: { readonly form: string; readonly field: string } | undefined
  readonly now: Instant
}

/** Draws it; undefined when there is nothing to draw. Rejects with a PictureError. */
export async function chartFile(pictures: Pictures, request: ChartRequest) {
  const chart = chartOf(request)
  return chart && { name: outputName(chart.name, 'png'), bytes: await pictures.draw(chart) }
}

function chartOf({ format, snapshot, period, item, now }: ChartRequest): Chart | undefined {
  switch (format) {
    case 'board':
      return boardOf(snapshot, now)
    case 'ranking':
      return rankingChartOf(snapshot, period)
    case 'trend': {
      const form = item && snapshot.pack.forms.get(item.form)
      return trendChartOf(snapshot, form && fieldsOf(form).find(({ id }) => id === item.field))
    }
  }
}
