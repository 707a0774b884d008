// A question that names a department and asks what it owns -> its matters. Which words name a department, and whether the
// question is about a matter instead, was found out before.

import type { Hit as TermHit } from '../match/term.ts'
import { cite, type DutyAnswer, EMPTY, notNamed } from './duty-answer.ts'
import type { DutyIndex, DutyTerm } from './duty-index.ts'
import type { Question } from './question.ts'

type Hit = TermHit<DutyTerm>

/** What a department may be asked about without naming a matter: 「文件要求成员单位做什么」. */
const DOING =
  /这次|这回|本次|文件|方案|要求|规定|提到|点名|出现|安排|分配|分工|涉及|新来|上班|刚来|单位|部门|行业|领域|名下|手[里上头]|第?几|做|干|办|[排检]查|整治|管|负责|牵头|任务|工作|职责|事|活|里|头|边|面|方|有|被|归|叫|要|排|派|摊|轮|划|分|到|什么?|啥子?|哪[些几一两二三四五]?[项个条块样]?|[是的了们家个块项样]/g

/** 「韩学彬在领导组里是干啥的」 asks about a person, not about the group. */
const WITHIN = /(?:^|,)(?!.*(?:我们?|咱们?|这次|本次|文件|方案|行动))\p{Script=Han}{2,4}在$/u

/** Answers 「规划建设办管哪些」; undefined when the question is about a matter. */
export function listSubjects(
  index: DutyIndex,
  question: Question,
  hits: readonly Hit[],
  hasMatter: boolean,
): DutyAnswer | undefined {
  const asked = new Set(hits.flatMap(({ term }) => term.departments))
  if (asked.size === 0) {
    if (question.form !== 'list' || hasMatter) return undefined
    const pieces = question.content
      .split(',')
      .filter(
        (piece) => /^\p{Script=Han}{2,}$/u.test(piece) && !/^(?:各?有?关?部门|各?单位|办公室|中心|领导)$/.test(piece),
      )
    const alike = [...index.departments.entries()].filter(([, { name }]) =>
      pieces.some((piece) => name.includes(piece)),
    )
    if (alike.length === 0) return undefined
    if (alike.length > 1) {
      return { ...EMPTY, status: 'choose', kind: 'which-department', departments: alike.map(([, { name }]) => name) }
    }
    for (const [d] of alike) asked.add(d)
  } else if (question.form !== 'list') {
    const rest = hits.reduce((text, { term }) => text.replaceAll(term.text, ','), question.content)
    const plain = question.asksWhat ? rest.replace(DOING, ',') : rest
    const asksMatters = question.form === 'bare' || (question.form === 'other' && question.asksWhat)
    if (!asksMatters || hasMatter || !/^[,镇区]*$/.test(plain)) return undefined
  }
  if (hits.some(({ start }) => WITHIN.test(question.text.slice(0, start)))) return undefined
  const groups = [...asked].flatMap((d) => {
    const department = nameOf(index, d, hits)
    const duties = index.duties.filter((duty) => index.ownersOf(duty).includes(d))
    return department === undefined || duties.length === 0 ? [] : [{ department, duties }]
  })
  if (groups.length === 0) return notNamed(index, [])
  const duties = groups.flatMap((group) => group.duties)
  return {
    status: 'answered',
    kind: 'subjects',
    groups,
    departments: groups.map(({ department }) => department),
    facts: [...new Set(duties.map(({ subject }) => subject))],
    tasks: [],
    citation: cite(duties),
  }
}

/** The name, of those by which the document writes a department as an owner, that is nearest to what was asked for. */
function nameOf(index: DutyIndex, d: number, hits: readonly Hit[]): string | undefined {
  const said = hits.filter(({ term }) => term.departments.includes(d)).map(({ term }) => term.text)
  const written = [index.departments[d]?.name ?? '', ...(index.departments[d]?.words ?? [])]
  const alike = (name: string) => Math.max(0, ...said.map((one) => [...one].filter((c) => name.includes(c)).length))
  const [closest] = written.filter(index.writes).sort((a, b) => alike(b) - alike(a))
  return closest ?? index.departments[d]?.name
}
