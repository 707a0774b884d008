import { describe, expect, it } from 'vitest'
import { SAMPLE_CAMPAIGN } from '../../test/support/sample-world.ts'
import { parseRoster, ROSTER_COLUMNS, type RosterRow, withJoined, withRobot } from './roster.ts'

const campaign = SAMPLE_CAMPAIGN
const campaigns = new Map([[campaign.id, campaign]])

function rows(...lines: string[]): RosterRow[] {
  return lines.map((line, index) => {
    const cells = line.split(',')
    return {
      line: index + 2,
      cells: Object.fromEntries(ROSTER_COLUMNS.map((column, at) => [column, cells[at] ?? ''])) as RosterRow['cells'],
    }
  })
}

function roster(...lines: string[]) {
  const result = parseRoster(rows(...lines), campaigns)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.roster
}

function problems(...lines: string[]) {
  const result = parseRoster(rows(...lines), campaigns)
  return result.ok ? [] : result.problems.map(({ line, column, code }) => [line, column, code])
}

describe('a roster', () => {
  it('gives a person several units, and a unit several contacts', () => {
    const { people, units } = roster(
      'zhaoliu,赵六,,longmen-2023,样例四村,village,contact',
      'zhaoliu,赵六,,longmen-2023,样例五村,village,contact',
      'sunqi,孙七,13800000000,longmen-2023,样例五村,village,contact',
    )
    expect(people.get('zhaoliu')?.units.map(({ name }) => name)).toEqual(['样例四村', '样例五村'])
    expect(units.get('longmen-2023')?.map(({ name }) => name)).toEqual(['样例四村', '样例五村'])
  })

  it('takes a contact without a form where the campaign has none', () => {
    const formless = { ...campaign, id: 'tasks', forms: [] }
    const read = (line: string) => parseRoster(rows(line), new Map([['tasks', formless]]))
    expect(read('a,甲,,tasks,样例一村,,contact')).toMatchObject({ ok: true })
    expect(read('a,甲,,tasks,样例一村,village,contact')).toMatchObject({
      problems: [{ column: 'form', code: 'form-not-empty' }],
    })
  })

  it('has those whom the office let in beside those of the file, each once', () => {
    const file = roster('a,甲,,longmen-2023,样例一村,village,contact')
    const unit = { campaign: 'longmen-2023', form: 'village', name: '样例一村' }
    const joined = { userid: 'b', name: '乙', unit, by: 'office', at: 0 }
    const other = { ...joined, userid: 'a', name: '别名', unit: { ...unit, name: '样例二村' } }
    const { people, units } = withJoined(file, [joined, { ...joined, userid: 'a' }, other])
    expect(people.get('b')).toMatchObject({ name: '乙', units: [unit] })
    expect(people.get('a')).toMatchObject({ name: '甲', units: [unit, { name: '样例二村' }] })
    expect(units.get('longmen-2023')?.map(({ name }) => name)).toEqual(['样例一村', '样例二村'])
    expect(file.people.has('b')).toBe(false)
  })

  it('has the group’s robot in every office where there is one, and refuses a person of that userid', () => {
    const { people } = withRobot(roster('a,甲,,longmen-2023,,,office'), ['longmen-2023'], '群机器人')
    expect(people.get('robot')).toMatchObject({ office: ['longmen-2023'], units: [], leader: [] })
    expect(people.get('a')).toMatchObject({ office: ['longmen-2023'] })
    expect(problems('Robot,乙,,longmen-2023,,,office')).toEqual([[2, 'userid', 'userid']])
  })

  it('finds a person whatever the case of the userid', () => {
    expect(roster('ZhangSan,张三,,longmen-2023,样例一村,village,contact').people.has('zhangsan')).toBe(true)
  })

  it('keeps office and leader apart from contacts', () => {
    const { people } = roster('a,甲,,longmen-2023,,,office', 'b,乙,,longmen-2023,,,leader')
    expect(people.get('a')).toMatchObject({ office: ['longmen-2023'], leader: [], units: [] })
    expect(people.get('b')).toMatchObject({ office: [], leader: ['longmen-2023'] })
  })

  it('keeps the telephone number of whichever line has one, for the office’s list', () => {
    const { people } = roster(
      'a,甲,,longmen-2023,,,office',
      'a,甲,13800000000,longmen-2023,,,leader',
      'b,乙,,longmen-2023,,,leader',
    )
    expect(people.get('a')?.mobile).toBe('13800000000')
    expect(people.get('b')).not.toHaveProperty('mobile')
  })

  it('tells every problem of every line at once', () => {
    expect(
      problems(
        '张三,张三,,longmen-2023,样例一村,village,contact',
        'b,,12345,nowhere,样例一村,village,contact',
        'c,丙,,longmen-2023,样例一村,villag,contact',
        'd,丁,,longmen-2023,某村,village,leader',
        'e,戊,,longmen-2023,,,boss',
      ),
    ).toEqual([
      [2, 'userid', 'userid'],
      [3, 'name', 'name'],
      [3, 'mobile', 'mobile'],
      [3, 'campaign', 'campaign'],
      [4, 'form', 'form'],
      [5, 'unit', 'unit-not-empty'],
      [5, 'form', 'form-not-empty'],
      [6, 'role', 'role'],
    ])
  })

  it('refuses a line that repeats another, and one userid with two names', () => {
    expect(
      problems(
        'a,甲,,longmen-2023,样例一村,village,contact',
        'A,甲,,longmen-2023,样例一村,village,contact',
        'a,乙,,longmen-2023,样例二村,village,contact',
      ),
    ).toEqual([
      [3, 'userid', 'repeated'],
      [4, 'name', 'two-names'],
    ])
  })

  it('refuses a unit that could not be a key of the store', () => {
    expect(problems('a,甲,,longmen-2023,一村/二村,village,contact')).toEqual([[2, 'unit', 'unit']])
  })

  it('never shows a telephone number in a problem', () => {
    const result = parseRoster(rows('a,甲,138000000001,longmen-2023,,,office'), campaigns)
    expect(JSON.stringify(result)).not.toContain('138')
  })
})
