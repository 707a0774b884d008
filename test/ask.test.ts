// The batch tool `ask`, run as its users run it: one JSON line out for each line in, whatever the line.

import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

function ask(
  lines: readonly string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/ask.ts'], {
      cwd: root,
      env: { ...process.env, ...env },
    })
    let out = ''
    let err = ''
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.stderr.on('data', (chunk) => {
      err += chunk
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err }))
    child.stdin.end(`${lines.join('\n')}\n`)
  })
}

it('answers every line in order, a broken one too', async () => {
  const question = (query: unknown, campaign = 'longmen-2023') => JSON.stringify({ campaign, query })
  const { code, out } = await ask([
    question('烟花爆竹归哪个部门管？'),
    'not json',
    '',
    question(3),
    question('烟花爆竹归哪个部门管？', 'nowhere'),
    question('卫星发射归谁管'),
    '[]',
  ])
  const replies = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(code).toBe(0)
  expect(replies.map(({ status }) => status)).toEqual(['answered', ...Array(6).fill('unanswered')])
  expect(replies[0]).toEqual({
    status: 'answered',
    departments: ['镇应急管理办'],
    tasks: [],
    facts: [],
    text: '烟花爆竹：镇应急管理办\n依据：总体方案第四部分“重点行业领域排查整治分工”',
    citation: expect.stringContaining('镇应急管理办负责组织开展非煤矿山、工矿商贸、危险化学品、烟花爆竹'),
  })
  for (const { text } of replies) expect(text).not.toBe('')
})

it('stops with every problem when the packs cannot be read', async () => {
  const { code, out, err } = await ask(['{}'], { FLOWS_DIR: 'test/fixtures/none' })
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain('test/fixtures/none')
})
