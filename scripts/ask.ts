// Answers questions about the packs: JSON Lines in, one JSON line out for each, `{"campaign":"longmen-2023","query":"…"}`.
// It only reads lines and writes them; every answer is decided in src/question.

import * as fs from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { printProblem } from '../src/campaign/pack-problem.ts'
import { readPacks } from '../src/files/pack-folder.ts'
import type { Answer } from '../src/question/answer.ts'
import { createQuestionIndexes } from '../src/question/question-index.ts'
import { answerQuestion, type QuestionContext } from '../src/question/routing.ts'
import { unknownCampaign, unreadableQuestion } from '../src/wording/question.ts'

type Reply = Omit<Answer, 'asked'>

const Line = z.object({ campaign: z.string(), query: z.string() })

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

/** A batch has no today, so rules are told as the document has them, unless CLOCK_START gives it one. */
function readContext(start: string | undefined): QuestionContext {
  const now = start === undefined ? Number.NaN : Date.parse(start)
  return { now: Number.isNaN(now) ? undefined : now, forms: [], asked: undefined, numbered: true }
}

const packs = await readPacks(process.env.FLOWS_DIR ?? './flows', fs)
if (!packs.ok) {
  for (const problem of packs.problems) console.error(printProblem(problem))
  process.exitCode = 2
} else {
  const indexes = createQuestionIndexes(packs.packs)
  const context = readContext(process.env.CLOCK_START)
  for await (const text of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    const line = readLine(text)
    const index = line && indexes.get(line.campaign)
    const {
      status,
      departments,
      tasks,
      facts,
      text: said,
      citation,
    } = !line
      ? refuse(unreadableQuestion())
      : index
        ? answerQuestion(index, line.query, context)
        : refuse(unknownCampaign(line.campaign))
    process.stdout.write(`${JSON.stringify({ status, departments, tasks, facts, text: said, citation })}\n`)
  }
}
