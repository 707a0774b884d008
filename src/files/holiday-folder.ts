// Reads the holiday files of FLOWS_DIR, holidays/YEAR.yaml. What a file must hold is decided in campaign/workdays.ts.

import { join } from 'node:path'
import { parsePackFile } from '../campaign/pack-file.ts'
import type { PackProblem } from '../campaign/pack-problem.ts'
import { checkHolidayYear, HolidayYear } from '../campaign/workdays.ts'
import { HOLIDAY_FOLDER, type PackFs } from './pack-folder.ts'

export type HolidaysResult =
  | { readonly ok: true; readonly years: ReadonlyMap<number, HolidayYear> }
  | { readonly ok: false; readonly problems: readonly PackProblem[] }

/** All holiday files below `dir` by year, or all that is wrong with all of them; none when there is no such folder. */
export async function readHolidays(dir: string, fs: PackFs): Promise<HolidaysResult> {
  const folder = join(dir, HOLIDAY_FOLDER)
  const years = new Map<number, HolidayYear>()
  const problems: PackProblem[] = []
  const entries = await fs.readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
      problems.push(unreadable(HOLIDAY_FOLDER, error))
    }
    return []
  })
  for (const { name } of entries.filter((entry) => !entry.name.startsWith('.') && !entry.isDirectory())) {
    const file = `${HOLIDAY_FOLDER}/${name}`
    const year = Number(/^(\d{4})\.yaml$/.exec(name)?.[1])
    if (Number.isNaN(year)) {
      const message = 'nothing reads this file; a holiday file is named after its year, 2027.yaml'
      problems.push({ file, line: undefined, path: '', code: 'unknown-file', message })
      continue
    }
    const text = await fs.readFile(join(folder, name), 'utf8').catch((error: unknown) => {
      problems.push(unreadable(file, error))
      return undefined
    })
    if (text === undefined) continue
    const parsed = parsePackFile(file, text, HolidayYear)
    const found = parsed.value ? checkHolidayYear(parsed.value, year).map(parsed.locate) : []
    problems.push(...parsed.problems, ...found)
    if (parsed.value && found.length === 0) years.set(year, parsed.value)
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, years }
}

function unreadable(file: string, error: unknown): PackProblem {
  const message = `it cannot be read: ${error instanceof Error ? error.message : String(error)}`
  return { file, line: undefined, path: '', code: 'unreadable', message }
}
