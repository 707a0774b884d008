// What the bot says to questions about duties. Plain values in, sentences out; what is true is decided elsewhere.

/** Matters with their owners and the place where the document says so; no owners when it leaves them open. */
export interface DutyLine {
  readonly subject: string
  readonly owners: readonly string[]
  readonly clause: string
}

/** 烟花爆竹：镇应急管理办 / 依据：…, with matters of the same owners on one line. */
export function dutyOwners(lines: readonly DutyLine[], reading: string | undefined): string {
  return join(reading && `按“${reading}”理解：`, ownerLines(lines), basis(lines))
}

/** The answer to 归某办管吗: yes or no first, then who it is. */
export function dutyVerdict(
  holds: 'all' | 'none' | 'some',
  lines: readonly DutyLine[],
  reading: string | undefined,
): string {
  const verdict = { all: '是。', none: '不是。', some: '不全是。' }[holds]
  return join(reading && `按“${reading}”理解：`, verdict, ownerLines(lines), basis(lines))
}

/** The answer to 在不在范围里: the heading under which the document lists it, and who has it where that is written. */
export function dutyScope(lines: readonly DutyLine[], reading: string | undefined): string {
  const subjects = lines.map(({ subject }) => `“${subject}”`).join('、')
  return join(reading && `按“${reading}”理解：`, `文件列在${subjects}里。`, ownerLines(lines), basis(lines))
}

/** The answer to 某办管哪些. */
export function dutySubjects(
  groups: readonly { department: string; subjects: readonly string[]; clauses: readonly string[] }[],
): string {
  const lines = groups.map(({ department, subjects }) => `${department}负责：${subjects.join('、')}`)
  return join(...lines, `依据：${unique(groups.flatMap(({ clauses }) => clauses)).join('；')}`)
}

/**
 * Asks which matter is meant; the number is the person's answer. Where a number would be taken for a figure, none is
 * shown that could be sent back.
 */
export function dutyChoice(lines: readonly DutyLine[], numbered: boolean): string {
  const [only] = lines
  if (only && lines.length === 1) return join(`您是想问“${only.subject}”吗？`, ownerLines(lines), basis(lines))
  const options = lines.map(({ subject, owners }, l) => `${numbered ? l + 1 : '·'} ${subject}：${ownersText(owners)}`)
  return join(numbered ? '您问的是哪一项？请回数字。' : '您问的是哪一项？请写名称再问。', ...options)
}

export function departmentChoice(names: readonly string[]): string {
  return join('您问的是哪个部门？请写全名。', ...names.map((name) => `· ${name}`))
}

/** The document lists the matter without an owner, or only with leaders where a department was asked for. */
export function dutyWithoutOwner(subjects: readonly string[], leaders: readonly string[], office: string): string {
  const matter = subjects.map((subject) => `“${subject}”`).join('、')
  const silence = leaders.length === 0 ? '没有写明由谁负责' : `没有写归哪个部门，写的是${leaders.join('、')}`
  return join(`方案列了${matter}，${silence}。`, `可以问${office}。`)
}

/** The document does not name the matter; what is near is only asked about. */
export function dutyNotNamed(nearest: readonly string[], fallback: string | undefined, office: string): string {
  const near = nearest.map((subject) => `“${subject}”`).join('或')
  return join('方案里没有写明由谁负责。', near && `您是想问${near}吗？`, fallback, `可以问${office}。`)
}

function ownerLines(lines: readonly DutyLine[]): string {
  const subjects = new Map<string, string[]>()
  for (const { subject, owners } of lines) {
    const owner = ownersText(owners)
    subjects.set(owner, [...(subjects.get(owner) ?? []), subject])
  }
  return [...subjects].map(([owner, matters]) => `${matters.join('、')}：${owner}`).join('\n')
}

function ownersText(owners: readonly string[]): string {
  return owners.length === 0 ? '没有写明' : owners.join('、')
}

function basis(lines: readonly DutyLine[]): string {
  return `依据：${unique(lines.map(({ clause }) => clause)).join('；')}`
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)]
}

function join(...lines: readonly (string | undefined)[]): string {
  return lines.filter((line) => line !== undefined && line !== '').join('\n')
}
