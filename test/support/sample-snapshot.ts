// A moment of a real pack's campaign, with the reports that a test gives it.

import fs from 'node:fs/promises'
import type { Month } from '../../src/campaign/calendar.ts'
import { type Exemption, emptyDesk } from '../../src/campaign/desk.ts'
import type { Pack } from '../../src/campaign/pack.ts'
import { type Unit, unitKey } from '../../src/campaign/roster.ts'
import { readPack } from '../../src/files/pack-folder.ts'
import type { Figures } from '../../src/form/schema.ts'
import { emptyReports, openDraft, setFigures, submitDraft, type UnitReports } from '../../src/report/unit-reports.ts'
import type { Snapshot } from '../../src/summary/snapshot.ts'

export async function loadPack(id: string): Promise<Pack> {
  const result = await readPack('flows', id, fs)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.pack
}

/** One submission, at noon of a day in China. */
export interface SampleReport {
  readonly unit: string
  readonly form?: string
  readonly period: Month
  readonly figures: Figures
  readonly day: string
  readonly reason?: string
}

/** Units in the order in which they are named; reports in the order in which they came. */
export function snapshotOf(
  pack: Pack,
  units: readonly (string | readonly [name: string, form: string])[],
  reports: readonly SampleReport[],
  exemptions: readonly { readonly unit: string; readonly from: Month; readonly to?: Month }[] = [],
): Snapshot {
  const [firstForm = ''] = pack.campaign.forms
  const all: Unit[] = units.map((unit) => {
    const [name, form] = typeof unit === 'string' ? [unit, firstForm] : unit
    return { campaign: pack.campaign.id, form, name }
  })
  const unitOf = (name: string, form: string | undefined) => {
    const unit = all.find((one) => one.name === name && (form === undefined || one.form === form))
    if (!unit) throw new Error(`no unit ${name}`)
    return unit
  }
  const stored = new Map<string, UnitReports>()
  for (const { unit: name, form, period, figures, day, reason } of reports) {
    const unit = unitOf(name, form)
    const at = Date.parse(`${day}T12:00:00+08:00`)
    const before = stored.get(unitKey(unit)) ?? emptyReports(unit)
    const filled = setFigures(openDraft(before, period, at), period, figures, { by: 'zhangsan', at })
    const receipt = `${pack.campaign.receipt}-${period.slice(2, 4)}${period.slice(5)}-${stored.size}`
    const done = submitDraft(filled, period, 'zhangsan', at, receipt, new Set(), reason)
    stored.set(unitKey(unit), done.reports)
  }
  const desk = {
    ...emptyDesk(pack.campaign.id),
    exemptions: exemptions.map(
      ({ unit, ...months }): Exemption => ({ unit: unitOf(unit, undefined), by: 'office', at: 0, ...months }),
    ),
  }
  return { pack, desk, units: all, reportsOf: (unit) => stored.get(unitKey(unit)) }
}
