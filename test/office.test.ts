import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { EXPORT_FORMATS, exportFile } from '../src/files/export.ts'
import { fieldsOf } from '../src/form/checks.ts'
import { ANSWER_KINDS, type Form } from '../src/form/schema.ts'
import { loadPack, snapshotOf } from './support/sample-snapshot.ts'

const run = promisify(execFile)

/** Neither is needed to run the bot; where they are missing, nobody can say how the files look. */
const hasOffice = ['soffice', 'pdftotext'].every((program) => {
  try {
    execFileSync('which', [program], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})

it.skipIf(!hasOffice)(
  'every file opens in an office program, and the official table is on one page',
  { timeout: 120_000 },
  async () => {
    const dir = await mkdtemp(join(tmpdir(), 'office-'))
    try {
      const pack = await loadPack('longmen-2023')
      const form = pack.forms.get('department') as Form
      const figures = Object.fromEntries(
        fieldsOf(form).map(({ id, kind }) => [
          id,
          ANSWER_KINDS[kind].map((type) => (type === 'amount' ? 12_800_000 : 1_280)),
        ]),
      )
      const unit = '镇应急管理办'
      const report = { unit, period: '2023-06', day: '2023-06-20', figures }
      const snapshot = snapshotOf(pack, [[unit, 'department']], [report])
      for (const format of EXPORT_FORMATS) {
        const file = await exportFile({
          format,
          snapshot,
          period: '2023-06',
          unit: format === 'xlsx' || format === 'docx' ? snapshot.units[0] : undefined,
          every: 'month',
          now: Date.parse('2023-06-27T09:00:00+08:00'),
          auditOf: () => [],
          nameOf: (userid) => userid,
        })
        if (file && format !== 'csv') await writeFile(join(dir, `${format}.${file.name.split('.').at(-1)}`), file.bytes)
      }
      const files = (await readdir(dir)).map((name) => join(dir, name))
      expect(files).toHaveLength(4)
      const pdf = join(dir, 'pdf')
      // A profile of its own: the program refuses to start twice with one.
      await run('soffice', [
        `-env:UserInstallation=file://${dir}/profile`,
        '--headless',
        '--convert-to',
        'pdf',
        '--outdir',
        pdf,
        ...files,
      ])
      const text = async (name: string) => (await run('pdftotext', ['-layout', join(pdf, `${name}.pdf`), '-'])).stdout
      for (const name of ['xlsx', 'docx']) {
        const page = await text(name)
        // A form feed ends each page.
        expect(
          page.split('\f').filter((one) => one.trim() !== ''),
          name,
        ).toHaveLength(1)
        expect(page.replace(/\s/g, ''), name).toContain('2023行动进展情况调度表（部门版）')
        expect(page, name).toContain('1280')
      }
      expect((await text('book')).replace(/\s/g, '')).toContain(unit)
      expect((await text('bulletin')).replace(/\s/g, '')).toContain('第1名镇应急管理办')
    } finally {
      await rm(dir, { recursive: true, force: true })
    }
  },
)
