// What is wrong with a roster, for whoever keeps it.

export interface RosterProblemParts {
  readonly line: number
  readonly column: string
  readonly code: string
  readonly value?: string
  readonly known?: readonly string[]
  readonly earlier?: number
}

const COLUMN_NAMES: Readonly<Record<string, string>> = {
  userid: '账号',
  name: '姓名',
  mobile: '手机号',
  campaign: '专项行动',
  unit: '单位',
  form: '表',
  role: '角色',
}

/** 「第3行 角色：“boss”不认识，应为 contact、office、leader」 */
export function rosterProblem({ line, column, code, value, known = [], earlier }: RosterProblemParts): string {
  const list = known.join('、') || '（没有）'
  const texts: Readonly<Record<string, string>> = {
    userid: `“${value}”不对，应为1到64位字母、数字或 _ . @ -（“robot”留给群机器人）`,
    name: '要填，最多20个字，不含“/”',
    mobile: '应为11位数字，没有可以空着',
    campaign: `没有“${value}”这个专项行动，现有 ${list}`,
    unit: '填报人要写单位，最多30个字，不含“/”',
    form: `“${value}”不认识，应为 ${list}`,
    role: `“${value}”不认识，应为 ${list}`,
    'unit-not-empty': '办公室和领导这一栏要空着',
    'form-not-empty': '这一栏要空着：办公室和领导不填表，没有报表的行动也不填',
    repeated: `和第${earlier}行重复`,
    'two-names': `“${value}”和第${earlier}行的“${list}”是同一个账号，姓名要一样`,
  }
  return `第${line}行 ${COLUMN_NAMES[column] ?? column}：${texts[code] ?? code}`
}

export function rosterUnreadable(file: string, why: string): string {
  return `名单 ${file} 读不了：${why}`
}

export function rosterWithoutColumns(file: string, missing: readonly string[], wanted: readonly string[]): string {
  return `名单 ${file} 第1行缺少列：${missing.join('、')}。第1行应为：${wanted.join(',')}`
}

export function rosterTooLarge(file: string, megabytes: number, rows: number): string {
  return `名单 ${file} 太大：最多 ${megabytes} MB、${rows} 行`
}

export function rosterEmpty(file: string): string {
  return `名单 ${file} 里一个人也没有`
}
