// The calendar of what would be sent to whom and why, without sending, as if nobody reported:
// `npm run reminders -- --campaign longmen-2023 --from 2023-05-01 --to 2023-12-31 [--roster FILE] [--json]`.

import * as fs from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { dayAt, instantAt, timeAt } from '../src/campaign/calendar.ts'
import type { Pack } from '../src/campaign/pack.ts'
import { printProblem } from '../src/campaign/pack-problem.ts'
import type { Roster } from '../src/campaign/roster.ts'
import { Day } from '../src/campaign/schema.ts'
import { createWorkdays } from '../src/campaign/workdays.ts'
import { readHolidays } from '../src/files/holiday-folder.ts'
import { readPacks } from '../src/files/pack-folder.ts'
import { loadRoster } from '../src/files/roster-source.ts'
import { type ForecastLine, forecastReminders } from '../src/reminder/forecast.ts'
import { createSchedule } from '../src/reminder/schedule.ts'
import { matterName } from '../src/reminder/text.ts'
import { audienceText, everyUnit, forecastColumns } from '../src/wording/forecast.ts'

const USAGE =
  'usage: npm run reminders -- --campaign longmen-2023 --from 2023-05-01 --to 2023-12-31 [--roster FILE] [--json]'

/** Ends with lines for whoever called the command. */
class Refused extends Error {}

function readArguments() {
  const { values } = parseArgs({
    options: {
      campaign: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      roster: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const { campaign, from, to } = values
  if (campaign === undefined || !Day.safeParse(from).success || !Day.safeParse(to).success) throw new Refused(USAGE)
  return { ...values, campaign, from: String(from), to: String(to) }
}

async function run(): Promise<void> {
  const { campaign, from, to, roster: file, json } = readArguments()
  const flows = process.env.FLOWS_DIR ?? './flows'
  const [packs, holidays] = await Promise.all([readPacks(flows, fs), readHolidays(flows, fs)])
  if (!packs.ok) throw new Refused(packs.problems.map(printProblem).join('\n'))
  if (!holidays.ok) throw new Refused(holidays.problems.map(printProblem).join('\n'))
  const pack = packs.packs.get(campaign)
  if (!pack) throw new Refused(`there is no campaign “${campaign}”; known are ${[...packs.packs.keys()].join(', ')}`)
  const roster = file === undefined ? sampleRoster(pack) : await readRoster(file, packs.packs)
  const schedule = createSchedule([pack], createWorkdays(holidays.years))
  for (const { year } of schedule.unknownYears) {
    console.error(`the holidays of ${year} are not known: Monday to Friday is taken for worked`)
  }
  const lines = forecastReminders(schedule, roster, instantAt(from, '00:00'), instantAt(to, '23:59'))
  const printed = lines.map((line) => {
    const fields = fieldsOf(line, roster)
    return `${json ? JSON.stringify(fields) : forecastColumns(fields).join('  ')}\n`
  })
  process.stdout.write(printed.join(''))
}

/** One person for each role, so that a calendar can be seen before there is a roster. */
function sampleRoster({ campaign, forms }: Pack): Roster {
  const units = [...forms.values()].map(({ id, blank }) => ({ campaign: campaign.id, form: id, name: blank }))
  const person = { units: [], office: [], leader: [] }
  const people = [
    ...units.map((unit) => ({ ...person, userid: unit.form, name: everyUnit(unit.name), units: [unit] })),
    { ...person, userid: 'office', name: campaign.office.name, office: [campaign.id] },
    { ...person, userid: 'leader', name: audienceText('leaders'), leader: [campaign.id] },
  ]
  return { people: new Map(people.map((one) => [one.userid, one])), units: new Map([[campaign.id, units]]) }
}

async function readRoster(file: string, packs: ReadonlyMap<string, Pack>): Promise<Roster> {
  const loaded = await loadRoster(file, new Map([...packs].map(([id, { campaign }]) => [id, campaign])))
  if (!loaded.ok) throw new Refused(loaded.problems.join('\n'))
  return loaded.roster
}

function fieldsOf(line: ForecastLine, roster: Roster) {
  const { at, audience, people, step, matter, daysLeft } = line
  return {
    day: dayAt(at),
    time: timeAt(at),
    audience,
    to: people.map((userid) => roster.people.get(userid)?.name ?? userid),
    step,
    matter: matterName(matter),
    due: matter.due,
    daysLeft,
    why: matter.clause,
  }
}

try {
  await run()
} catch (error) {
  const expected = error instanceof Refused || (error instanceof TypeError && 'code' in error)
  if (!expected) throw error
  console.error(error instanceof Refused ? error.message : USAGE)
  process.exitCode = 2
}
