// What each campaign would send, against the days that its document names: test/fixtures/ID.txt.

import { beforeAll, describe, expect, it } from 'vitest'
import { dayAt, timeAt } from '../src/campaign/calendar.ts'
import type { Pack } from '../src/campaign/pack.ts'
import { type ForecastLine, forecastReminders } from '../src/reminder/forecast.ts'
import { createSchedule } from '../src/reminder/schedule.ts'
import { at, loadPacks, rosterOf, workdays } from './support/reminder-world.ts'

let packs: ReadonlyMap<string, Pack>

beforeAll(async () => {
  packs = await loadPacks()
})

/** One contact for each form, one for the office, one leader; the whole time of all campaigns. */
function forecast(id: string): readonly ForecastLine[] {
  const pack = packs.get(id)
  if (!pack) throw new Error(`no pack ${id}`)
  const contacts = [...pack.forms.keys()].map((form) => [form, { units: [{ campaign: id, form, name: form }] }])
  const roster = rosterOf({ ...Object.fromEntries(contacts), office: { office: id }, leader: { leader: id } })
  return forecastReminders(createSchedule([pack], workdays), roster, at('2022-01-01 00:00'), at('2024-12-31 23:59'))
}

/** The days on which an audience is told that something is due today. */
function dueDays(lines: readonly ForecastLine[], matter: (key: string) => boolean, audience = 'contacts') {
  const days = lines
    .filter((line) => line.daysLeft === 0 && line.audience === audience && matter(line.matter.key))
    .map((line) => dayAt(line.at))
  return [...new Set(days)]
}

const isMonth = (key: string) => /\/\d{4}-\d{2}$/.test(key)
const is = (name: string) => (key: string) => key.endsWith(`/${name}`)
const months = (first: number, day: number) =>
  Array.from({ length: 13 - first }, (_, index) => `2023-${String(first + index).padStart(2, '0')}-${day}`)

describe('the forecast of', () => {
  it('龙门镇: 5月29日 the plan, 5月30日 the first report, the 26th of each month, 8月3日 and 12月3日 the phases', () => {
    const lines = forecast('longmen-2023')
    expect(dueDays(lines, isMonth)).toEqual(['2023-05-30', ...months(6, 26)])
    expect(dueDays(lines, is('plan'))).toEqual(['2023-05-29'])
    expect(dueDays(lines, is('criteria'))).toEqual(['2023-05-29'])
    expect(dueDays(lines, is('phase-1'))).toEqual(['2023-08-03'])
    expect(dueDays(lines, is('phase-2'))).toEqual(['2023-12-03'])
    const villages = lines.filter(({ matter }) => matter.key.endsWith('/criteria')).flatMap(({ people }) => people)
    expect(villages).not.toContain('village')
  })

  it('临港区: 5月25日 the plan and the list of contacts, the 28th of each month, and every week', () => {
    const lines = forecast('lingang-2023')
    expect(dueDays(lines, isMonth)).toEqual(months(5, 28))
    expect(dueDays(lines, is('plan'))).toEqual(['2023-05-25'])
    expect(dueDays(lines, is('liaison'))).toEqual(['2023-05-25'])
    expect(dueDays(lines, is('group-plan'), 'office')).toEqual(['2023-05-30'])
    expect(dueDays(lines, is('group-plan'))).toEqual([])
    const weeks = dueDays(lines, (key) => key.includes('/weekly-dispatch-'), 'office')
    expect(weeks.slice(0, 3)).toEqual(['2023-05-26', '2023-06-02', '2023-06-09'])
    // Fridays from May 26th to the end of December.
    expect(weeks.length).toBe(32)
  })

  it('金鸡镇: 6月27日 the first report, the 27th of each month, 8月1日 and 12月1日 the phases', () => {
    const lines = forecast('jinji-2023')
    expect(dueDays(lines, isMonth)).toEqual(months(6, 27))
    expect(dueDays(lines, is('phase-1'))).toEqual(['2023-08-01'])
    expect(dueDays(lines, is('phase-2'))).toEqual(['2023-12-01'])
  })

  it('南庄镇: the 25th of each month, and the feedback of every Thursday', () => {
    const lines = forecast('nanzhuang-2023')
    expect(dueDays(lines, isMonth)).toEqual(months(6, 25))
    const feedback = dueDays(lines, (key) => key.includes('/feedback-'), 'office')
    expect(feedback.slice(0, 2)).toEqual(['2023-05-18', '2023-05-25'])
    expect(feedback.every((day) => new Date(`${day}T00:00:00Z`).getUTCDay() === 4)).toBe(true)
  })

  it('白市驿镇: the days of its tasks, and what was due before the document once on its day', () => {
    const lines = forecast('baishiyi-2022')
    expect(dueDays(lines, () => true, 'office')).toEqual([
      '2022-05-20',
      '2022-05-31',
      '2022-06-30',
      '2022-07-31',
      '2022-09-30',
      '2022-12-31',
    ])
    const before = lines.filter(({ matter }) => matter.due === '2022-05-10')
    expect(before.map((line) => [dayAt(line.at), line.matter.key])).toEqual([
      ['2022-05-20', 'baishiyi-2022/task-4-2022-05-10'],
      ['2022-05-20', 'baishiyi-2022/task-9-2022-05-10'],
    ])
  })

  it('every campaign speaks at the times of the standard steps only, and never before its document', () => {
    for (const id of packs.keys()) {
      const lines = forecast(id)
      expect(new Set(lines.map((line) => timeAt(line.at))), id).toSatisfy((times: Set<string>) =>
        [...times].every((time) => ['09:07', '15:23', '16:07', '16:37'].includes(time)),
      )
      const issued = packs.get(id)?.campaign.issued ?? ''
      if (id !== 'jinji-2023') expect(lines.every((line) => dayAt(line.at) >= issued)).toBe(true)
    }
  })
})

it('a person with several units stands once in a line', () => {
  const unit = (name: string) => ({ campaign: 'longmen-2023', form: 'village', name })
  const roster = rosterOf({ li: { units: [unit('一村'), unit('二村')] } })
  const schedule = createSchedule(packs.values(), workdays)
  const [line] = forecastReminders(schedule, roster, at('2023-06-25 00:00'), at('2023-06-25 23:59'))
  expect(line?.people).toEqual(['li'])
})
