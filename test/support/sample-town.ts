// A town with invented figures, told by one sign for each unit and month, for charts: tests, bench and the picture of the
// README.

import { addMonths, type Instant, instantAt, type Month } from '../../src/campaign/calendar.ts'
import { type Desk, type Exemption, emptyDesk } from '../../src/campaign/desk.ts'
import type { Pack } from '../../src/campaign/pack.ts'
import { dueDay, periodsOf } from '../../src/campaign/period.ts'
import type { Unit } from '../../src/campaign/roster.ts'
import { fieldsOf } from '../../src/form/checks.ts'
import type { Figures, Form } from '../../src/form/schema.ts'
import {
  emptyReports,
  openDraft,
  reviewReport,
  setFigures,
  submitDraft,
  type UnitReports,
} from '../../src/report/unit-reports.ts'
import type { Snapshot } from '../../src/summary/snapshot.ts'

/**
 * What a unit did in each month from the campaign's first: ✓ reported on time, 迟 a day late, 退 reported and sent back,
 * 半 half filled, 满 filled and not submitted, 缺 nothing, 免 exempt.
 */
type Deeds = Readonly<Record<string, string>>

/** Found and closed hazards of a unit in a month, both counted from 0. */
type HazardsOf = (unit: number, month: number) => { readonly found: number; readonly fixed: number }

const steady: HazardsOf = () => ({ found: 10, fixed: 8 })

/** A pack whose monthly reports go on for some months. */
export function withMonths(pack: Pack, count: number): Pack {
  const { monthly } = pack.campaign
  if (!monthly) throw new Error('the campaign has no monthly report')
  return {
    ...pack,
    campaign: { ...pack.campaign, monthly: { ...monthly, last: addMonths(monthly.first.period, count - 1) } },
  }
}

/** All units fill the pack's first form. */
export function townOf(pack: Pack, deeds: Deeds, hazardsOf: HazardsOf = steady): Snapshot {
  const [form] = pack.forms.values()
  if (!form) throw new Error('the pack has no form')
  const months = periodsOf(pack.campaign)
  const reports = new Map<string, UnitReports>()
  const exemptions: Exemption[] = []
  const units = Object.keys(deeds).map((name): Unit => ({ campaign: pack.campaign.id, form: form.id, name }))
  for (const [number, unit] of units.entries()) {
    let own = emptyReports(unit)
    for (const [month, deed] of [...(deeds[unit.name] ?? '')].entries()) {
      const period = months[month]
      if (period === undefined) throw new Error(`the campaign has no month number ${month + 1}`)
      if (deed === '免') exemptions.push({ unit, from: period, to: period, by: 'office', at: 0 })
      else own = does(own, form, period, dueOf(pack, period), deed, hazardsOf(number, month))
    }
    reports.set(unit.name, own)
  }
  const desk: Desk = { ...emptyDesk(pack.campaign.id), exemptions }
  return { pack, desk, units, reportsOf: ({ name }) => reports.get(name) }
}

function does(
  reports: UnitReports,
  form: Form,
  period: Month,
  due: Instant,
  deed: string,
  hazards: ReturnType<HazardsOf>,
): UnitReports {
  if (deed === '缺') return reports
  const at = deed === '迟' ? due + 86_400_000 : due
  const ids = fieldsOf(form).map(({ id }) => id)
  const filled = deed === '半' ? ids.slice(0, Math.floor(ids.length / 2)) : ids
  const all = figuresOf(form, hazards)
  const figures = Object.fromEntries(filled.map((id) => [id, all[id] ?? null]))
  const draft = setFigures(openDraft(reports, period, at), period, figures, { by: 'contact', at })
  if (deed === '半' || deed === '满') return draft
  const { reports: sent } = submitDraft(draft, period, 'contact', at, `SAMPLE-${period}`, new Set())
  return deed === '退' ? reviewReport(sent, period, { outcome: 'returned', version: 1, by: 'office', at }) : sent
}

/** Hazards that enterprises found, and nothing else. */
function figuresOf(form: Form, { found, fixed }: ReturnType<HazardsOf>): Figures {
  return Object.fromEntries(
    fieldsOf(form).map(({ id, concept, components }) => {
      const first = concept === 'hazard.self.found' ? found : concept === 'hazard.self.fixed' ? fixed : 0
      return [id, components.map((_, index) => (index === 0 ? first : 0))]
    }),
  )
}

/** Five in the afternoon of the day on which a month is due. */
function dueOf(pack: Pack, period: Month): Instant {
  const day = dueDay(pack.campaign, period)
  if (day === undefined) throw new Error('the campaign has no monthly report')
  return instantAt(day, '17:00')
}
