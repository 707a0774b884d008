// The YAML texts of one folder -> a pack that the rest of the house can trust, or everything that is wrong with it.
// It does not know where the texts come from.

import type { z } from 'zod'
import { Form } from '../form/schema.ts'
import { checkCampaign } from './campaign-check.ts'
import { checkDuties } from './duties-check.ts'
import { checkForm } from './form-check.ts'
import { checkKnowledge } from './knowledge-check.ts'
import { type PackFile, parsePackFile } from './pack-file.ts'
import type { Finding, PackProblem, PackProblemCode } from './pack-problem.ts'
import type { Unit } from './roster.ts'
import { Campaign, Duties, Knowledge, Tasks } from './schema.ts'
import { checkTasks } from './tasks-check.ts'
import { nearestWord } from './word.ts'

export interface Pack {
  readonly campaign: Campaign
  /** The forms by id, in the order of campaign.yaml. */
  readonly forms: ReadonlyMap<string, Form>
  /** Undefined when the document divides no tasks. */
  readonly duties: Duties | undefined
  /** What the document says beyond forms, dates of reports and duties; undefined when nobody wrote it down. */
  readonly knowledge: Knowledge | undefined
  /** The numbered task list; undefined when the document has none. */
  readonly tasks: Tasks | undefined
}

/** The form that a unit fills; throws when the pack has none of that id, which the roster's check rules out. */
export function formOfUnit(pack: Pack, unit: Unit): Form {
  const form = pack.forms.get(unit.form)
  if (!form) throw new Error(`no form ${unit.form} in campaign ${unit.campaign}`)
  return form
}

export type PackResult =
  | { readonly ok: true; readonly pack: Pack }
  | { readonly ok: false; readonly problems: readonly PackProblem[] }

const FORM_FILE = /^(.+)\.form\.yaml$/
const OTHER_FILES = ['campaign.yaml', 'duties.yaml', 'knowledge.yaml', 'tasks.yaml']

/**
 * Reads a campaign from the files of its folder (names without the folder). All problems of all files come at once,
 * in the order of the files.
 */
export function parsePack(folder: string, files: readonly { name: string; text: string }[]): PackResult {
  const problems: PackProblem[] = []
  const report = (name: string, code: PackProblemCode, message: string) =>
    problems.push({ file: `${folder}/${name}`, line: undefined, path: '', code, message })
  const parse = <T>(name: string, schema: z.ZodType<T>, check: (value: T) => Finding[]): PackFile<T> | undefined => {
    const file = files.find((one) => one.name === name)
    if (!file) return undefined
    const parsed = parsePackFile(`${folder}/${name}`, file.text, schema)
    problems.push(...parsed.problems)
    if (parsed.value !== undefined) problems.push(...check(parsed.value).map(parsed.locate))
    return parsed
  }

  for (const { name } of files) {
    if (FORM_FILE.test(name) || OTHER_FILES.includes(name)) continue
    const nearest = nearestWord(name, [...OTHER_FILES, 'FORM.form.yaml'])
    const advice =
      nearest === undefined ? `known are ${OTHER_FILES.join(', ')}, FORM.form.yaml` : `did you mean “${nearest}”`
    report(name, 'unknown-file', `nothing reads this file; ${advice}`)
  }

  const campaignFile = parse('campaign.yaml', Campaign, (campaign) => [
    ...checkFolder(campaign, folder),
    ...checkCampaign(campaign),
  ])
  if (!campaignFile) report('campaign.yaml', 'missing-file', 'a pack needs this file')
  const campaign = campaignFile?.value

  const forms = new Map<string, Form>()
  for (const { name } of files) {
    const id = FORM_FILE.exec(name)?.[1]
    if (id === undefined) continue
    const form = parse(name, Form, (value) => [...checkFormName(value, id), ...checkForm(value)])?.value
    if (form) forms.set(id, form)
    if (campaign && !campaign.forms.includes(id)) {
      report(name, 'unlisted-file', `add “${id}” to the forms of campaign.yaml, or remove this file`)
    }
  }
  for (const [f, id] of campaign?.forms.entries() ?? []) {
    if (campaignFile === undefined || files.some(({ name }) => name === `${id}.form.yaml`)) continue
    const message = `there is no file ${id}.form.yaml`
    problems.push(campaignFile.locate({ path: ['forms', f], code: 'missing-file', message }))
  }

  const duties = parse('duties.yaml', Duties, checkDuties)?.value
  const knowledge = parse('knowledge.yaml', Knowledge, (value) => checkKnowledge(value, duties))?.value
  const tasks = parse('tasks.yaml', Tasks, (value) => checkTasks(value, campaign, duties))?.value
  if (problems.length > 0 || !campaign) return { ok: false, problems }
  const listed = campaign.forms.flatMap((id) => {
    const form = forms.get(id)
    return form ? [[id, form] as const] : []
  })
  return { ok: true, pack: { campaign, forms: new Map(listed), duties, knowledge, tasks } }
}

function checkFolder(campaign: Campaign, folder: string): Finding[] {
  if (campaign.id === folder) return []
  return [
    { path: ['id'], code: 'mismatch', message: `the id “${campaign.id}” differs from the folder’s name, “${folder}”` },
  ]
}

function checkFormName(form: Form, id: string): Finding[] {
  if (form.id === id) return []
  return [
    { path: ['id'], code: 'mismatch', message: `the id “${form.id}” differs from the file’s name, “${id}.form.yaml”` },
  ]
}
