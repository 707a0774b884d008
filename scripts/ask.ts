// Answers questions about the packs: JSON Lines in, one JSON line out for each, `{"campaign":"longmen-2023","query":"…"}`.
// Which answer a question gets is decided by the answerers below, in order; the last one always has an answer.

import * as fs from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { Instant } from '../src/campaign/calendar.ts'
import type { Pack } from '../src/campaign/pack.ts'
import { printProblem } from '../src/campaign/pack-problem.ts'
import { answerDuty } from '../src/duty/answer.ts'
import { createDutyIndex } from '../src/duty/duty-index.ts'
import { renderDuty } from '../src/duty/reply.ts'
import { readPacks } from '../src/files/pack-folder.ts'
import { answerDates, isDateQuestion } from '../src/summary/dates.ts'
import { unknownCampaign, unreadableQuestion } from '../src/wording/duty.ts'

interface Reply {
  readonly status: 'answered' | 'choose' | 'unanswered'
  readonly departments: readonly string[]
  readonly tasks: readonly number[]
  readonly facts: readonly string[]
  readonly text: string
  readonly citation: string
}

/** Answers a question, or leaves it to the next one. */
type Answerer = (query: string) => Reply | undefined

const Line = z.object({ campaign: z.string(), query: z.string() })

function createAnswerers(pack: Pack, now: Instant): readonly Answerer[] {
  const index = createDutyIndex(pack)
  return [
    (query) => {
      const answer = isDateQuestion(query) ? answerDates(pack, query, now, [], undefined) : undefined
      return answer && { status: 'answered', departments: [], tasks: [], ...answer }
    },
    (query) => {
      const answer = answerDuty(index, query)
      const { status, departments, tasks, facts, citation } = answer
      return { status, departments, tasks, facts, text: renderDuty(index, answer), citation }
    },
  ]
}

function refuse(text: string): Reply {
  return { status: 'unanswered', departments: [], tasks: [], facts: [], text, citation: '' }
}

function readLine(text: string): z.infer<typeof Line> | undefined {
  try {
    return Line.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

const packs = await readPacks(process.env.FLOWS_DIR ?? './flows', fs)
if (!packs.ok) {
  for (const problem of packs.problems) console.error(printProblem(problem))
  process.exitCode = 2
} else {
  const answerers = new Map([...packs.packs].map(([id, pack]) => [id, createAnswerers(pack, Date.now())]))
  for await (const text of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    const line = readLine(text)
    const chain = line && answerers.get(line.campaign)
    const reply = !line
      ? refuse(unreadableQuestion())
      : !chain
        ? refuse(unknownCampaign(line.campaign))
        : (chain.map((answer) => answer(line.query)).find((one) => one !== undefined) ?? refuse(unreadableQuestion()))
    process.stdout.write(`${JSON.stringify(reply)}\n`)
  }
}
