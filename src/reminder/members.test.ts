import { describe, expect, it } from 'vitest'
import { loadPacks } from '../../test/support/reminder-world.ts'
import { owesTask } from './members.ts'

const pack = (await loadPacks()).get('baishiyi-2022')
const task = pack?.tasks?.tasks.find(({ number }) => number === 1)

describe('the units that owe a task of 党政办、镇纪委、应急办、安委会成员科室、各村（社区）', () => {
  it.each([
    ['党政办', true],
    ['镇党政办', true],
    ['镇应急办', true],
    ['纪委', true],
    ['海龙村', true],
    ['高田坎社区', true],
    ['派出所', false],
    ['经发办', false],
    ['某某公司', false],
    ['安委会', false],
  ])('%s: %s', (name, owes) => {
    if (!pack || !task) throw new Error('no such task')
    expect(owesTask(pack, task, { campaign: 'baishiyi-2022', form: '', name })).toBe(owes)
  })
})
