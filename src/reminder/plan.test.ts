import { beforeAll, describe, expect, it } from 'vitest'
import { at, createReminderWorld, loadPacks, rosterOf, village, workdays } from '../../test/support/reminder-world.ts'
import { emptyDesk } from '../campaign/desk.ts'
import type { Pack } from '../campaign/pack.ts'
import { withRobot } from '../campaign/roster.ts'
import { Campaign } from '../campaign/schema.ts'
import { emptyBook, goAway, keepQuiet, snooze } from './book.ts'
import { planCall, planReminders } from './plan.ts'
import { createSchedule } from './schedule.ts'

let packs: ReadonlyMap<string, Pack>

beforeAll(async () => {
  packs = await loadPacks()
})

const ONE = village('样例一村')
const TWO = village('样例二村')

/** One contact of one village, who was not told of June yet. */
const worldOfOne = () => createReminderWorld(packs, rosterOf({ li: { units: [ONE] } }))

const worldWithOffice = () =>
  createReminderWorld(
    packs,
    rosterOf({
      li: { units: [ONE] },
      wang: { units: [TWO] },
      office: { office: 'longmen-2023' },
      mayor: { leader: 'longmen-2023' },
    }),
  )

const stepsOf = (world: ReturnType<typeof worldOfOne>, time: string) =>
  world.push(time).flatMap(({ to, steps }) => steps.map(({ step }) => `${to} ${step}`))

describe('a contact who has not reported', () => {
  it('hears from the bot on the 25th, the 26th, the 27th and the 28th, once each morning', () => {
    const world = worldOfOne()
    const mornings = ['25', '26', '27', '28'].map((day) => stepsOf(world, `2023-06-${day} 10:00`))
    expect(mornings).toEqual([['li eve'], ['li due'], ['li overdue-1'], ['li overdue-2']])
    expect(stepsOf(world, '2023-06-28 10:01')).toEqual([])
  })

  it('is told what, to which day figures run, and one word to start, when nothing is known yet', () => {
    expect(worldOfOne().say('2023-06-20 09:07')).toEqual([
      'li: 【6月26日截止】样例一村 6月调度表还没开始\n数字截至5月31日。\n共25项，发“填报”开始。',
    ])
  })

  it('is shown the last figures once, so that 无变化 is an answer', () => {
    const world = worldOfOne()
    world.submit(ONE, '2023-05')
    expect(world.say('2023-06-20 09:07')[0]).toContain('5月报的：25项都是0。\n全没变发“无变化”，有变化发“填报”。')
    expect(world.say('2023-06-25 09:07')[0]).toContain('5月25项可直接带出，发“无变化”或“填报”。')
  })

  it('is told how many items are left, and which when they are five', () => {
    const world = worldOfOne()
    world.fill(ONE, '2023-06', 9)
    expect(world.say('2023-06-25 09:07')[0]).toContain('已填9/25，还差16项。发“继续”接着填。')
    world.fill(ONE, '2023-06', 20)
    expect(world.say('2023-06-26 09:07')[0]).toMatch(/已填20\/25，还差5项：[^。]+、[^。]+、[^。]+、[^。]+、[^。]+。/)
  })

  it('is told to submit when nothing is left', () => {
    const world = worldOfOne()
    world.fill(ONE, '2023-06')
    expect(world.say('2023-06-26 09:07')[0]).toContain('25项都填了，还没提交。发“提交”上报。')
  })

  it('is told how late it is, and whom to ask', () => {
    expect(worldOfOne().say('2023-06-27 09:07')[0]).toMatch(
      /^li: 【逾期1天】样例一村 6月调度表还没开始\n[\s\S]*有困难发“问办公室”。$/,
    )
  })

  it('is told on the last workday that a day off does not move the due day', () => {
    expect(worldOfOne().say('2023-11-24 09:07')[0]).toContain('11月26日是休息日，截止日不顺延。')
  })

  it('with several units gets one message', () => {
    const world = createReminderWorld(packs, rosterOf({ li: { units: [ONE, TWO] } }))
    const [push, ...others] = world.push('2023-06-25 09:07')
    expect(others).toEqual([])
    expect(push?.text.match(/【明天截止】样例.村/g)).toEqual(['【明天截止】样例一村', '【明天截止】样例二村'])
  })

  it('in two campaigns is told which is which', () => {
    const world = createReminderWorld(packs, rosterOf({ li: { units: [ONE, village('样例一村', 'nanzhuang-2023')] } }))
    const [push] = world.push('2023-06-25 09:07')
    expect(push?.text).toContain('【今天截止】南庄镇专项行动 样例一村')
    expect(push?.text).toContain('【明天截止】龙门镇专项行动 样例一村')
  })

  it('is one of two contacts, who are both told', () => {
    const world = createReminderWorld(packs, rosterOf({ li: { units: [ONE] }, zhang: { units: [ONE] } }))
    expect(world.push('2023-06-25 09:07').map(({ to }) => to)).toEqual(['li', 'zhang'])
  })
})

describe('nobody is reminded', () => {
  it('of a unit that has submitted, even one second before', () => {
    const world = worldOfOne()
    world.submit(ONE, '2023-06')
    expect(world.push('2023-06-26 09:07')).toEqual([])
  })

  it('of a unit that is correcting what it submitted', () => {
    const world = worldOfOne()
    world.submit(ONE, '2023-06')
    world.fill(ONE, '2023-06')
    expect(world.push('2023-06-26 09:07')).toEqual([])
  })

  it('between 20:00 and 08:00', () => {
    const world = worldOfOne()
    const steps = [{ id: 'due', at: ['09:07', '19:59'] }]
    const pack = packs.get('longmen-2023')
    if (!pack) throw new Error('no pack')
    const late = { ...pack, campaign: Campaign.parse({ ...pack.campaign, reminders: { steps } }) }
    const evening = createReminderWorld(packs, rosterOf({ li: { units: [ONE] } }), createSchedule([late], workdays))
    expect(evening.push('2023-06-26 20:00')).toEqual([])
    expect(evening.push('2023-06-26 19:59').length).toBe(1)
    expect(world.push('2023-06-26 07:59')).toEqual([])
  })

  it('twice of the same step, whatever the clock does', () => {
    const world = worldOfOne()
    expect(stepsOf(world, '2023-06-26 15:23')).toEqual(['li due.2'])
    for (const time of [
      '2023-06-26 15:23',
      '2023-06-26 09:07',
      '2023-06-25 09:07',
      '2023-06-20 12:00',
      '2023-06-26 16:00',
    ]) {
      expect(stepsOf(world, time)).toEqual([])
    }
  })

  it('of a unit that is exempt for the month, but of the next one', () => {
    const world = worldOfOne()
    const exemptions = [{ unit: ONE, from: '2023-06', to: '2023-06', by: 'office', at: 1 }]
    world.desks.set('longmen-2023', { ...emptyDesk('longmen-2023'), exemptions })
    expect(world.push('2023-06-26 09:07')).toEqual([])
    expect(world.push('2023-07-26 09:07').length).toBe(1)
  })

  it('while the office has paused the campaign, or the unit', () => {
    const world = worldWithOffice()
    world.desks.set('longmen-2023', { ...emptyDesk('longmen-2023'), pauses: [{ by: 'office', at: 1 }] })
    expect(world.push('2023-06-27 09:07')).toEqual([])
    world.desks.set('longmen-2023', { ...emptyDesk('longmen-2023'), pauses: [{ unit: ONE, by: 'office', at: 1 }] })
    expect(world.push('2023-06-27 09:07').map(({ to }) => to)).toEqual(['wang', 'office', 'mayor'])
  })
})

describe('what was missed', () => {
  it('is made up for within twelve hours', () => {
    expect(stepsOf(worldOfOne(), '2023-06-25 19:59')).toEqual(['li eve'])
    const pack = packs.get('longmen-2023')
    if (!pack) throw new Error('no pack')
    const hasty = { ...pack, campaign: Campaign.parse({ ...pack.campaign, reminders: { catchUpHours: 2 } }) }
    const world = createReminderWorld(packs, rosterOf({ li: { units: [ONE] } }), createSchedule([hasty], workdays))
    expect(world.push('2023-06-25 11:07')).toEqual([])
    expect(world.push('2023-06-25 11:06').length).toBe(1)
  })

  it('is told by its last step only', () => {
    expect(stepsOf(worldOfOne(), '2023-06-26 16:00')).toEqual(['li due.2'])
  })

  it('is never a burst of old ones', () => {
    expect(stepsOf(worldOfOne(), '2023-06-27 19:00')).toEqual(['li overdue-1'])
    expect(stepsOf(worldOfOne(), '2023-07-10 10:00')).toEqual([])
  })
})

describe('one message a day', () => {
  it('takes along what another campaign has planned for later the same day', () => {
    const longmen = packs.get('longmen-2023')
    const jinji = packs.get('jinji-2023')
    if (!longmen || !jinji) throw new Error('no packs')
    const later = { reminders: { steps: [{ id: 'overdue', at: ['11:00'] }] } }
    const schedule = createSchedule(
      [longmen, { ...jinji, campaign: Campaign.parse({ ...jinji.campaign, ...later }) }],
      workdays,
    )
    const department = { campaign: 'jinji-2023', form: 'department', name: '应急办' }
    const world = createReminderWorld(packs, rosterOf({ li: { units: [ONE, department] } }), schedule)
    expect(stepsOf(world, '2023-06-28 09:07')).toEqual(['li overdue-2', 'li overdue-1'])
    expect(stepsOf(world, '2023-06-28 11:00')).toEqual([])
  })

  it('is no rule for the due day', () => {
    const world = worldOfOne()
    expect(stepsOf(world, '2023-06-26 09:07')).toEqual(['li due'])
    expect(stepsOf(world, '2023-06-26 15:23')).toEqual(['li due.2'])
  })
})

describe('the office and the leaders', () => {
  it('are told on the due afternoon who is missing, with the contacts and how to nudge them', () => {
    const world = worldWithOffice()
    world.submit(TWO, '2023-06')
    expect(world.say('2023-06-26 16:37').filter((line) => line.startsWith('office'))).toEqual([
      'office: 【今天截止】6月调度表\n2个单位应报，已报1，缺1：\n样例一村（li）\n发“催报”一起提醒。',
    ])
  })

  it('hear it in their group too where it has a robot, each once', () => {
    const roster = withRobot(
      rosterOf({ li: { units: [ONE] }, office: { office: 'longmen-2023' } }),
      ['longmen-2023'],
      '群',
    )
    const world = createReminderWorld(packs, roster)
    const told = () => world.push('2023-06-26 16:37').flatMap(({ to, text }) => (text.includes('缺1') ? [to] : []))
    expect(told()).toEqual(['office', 'robot'])
    expect(told()).toEqual([])
  })

  it('are told the morning after in one line', () => {
    const world = worldWithOffice()
    world.submit(TWO, '2023-06')
    expect(world.say('2023-06-27 09:07').at(-1)).toBe(
      'mayor: 6月：2个单位应报，已报1，缺1：样例一村（6月26日已截止，过了1天）。',
    )
  })

  it('are told what the reports add up to, leaders only', () => {
    const world = worldWithOffice()
    world.submit(TWO, '2023-06')
    const situation = { ...world.situation(at('2023-06-27 09:07')), figuresOf: () => '发现9个，整改7个。' }
    const texts = new Map(planReminders(situation).map(({ to, text }) => [to, text]))
    expect(texts.get('mayor')).toMatch(/缺1：样例一村[^\n]*\n发现9个，整改7个。$/)
    expect(texts.get('office')).not.toContain('发现9个')
  })

  it('are told on Friday afternoon how the month stands, the office only', () => {
    const world = worldWithOffice()
    world.submit(TWO, '2023-06')
    const [said, ...others] = world.say('2023-06-16 16:07').filter((line) => line.includes('本周小结'))
    expect(others).toEqual([])
    expect(said).toBe(
      'office: 【本周小结】龙门镇专项行动 6月调度表\n2个单位应报，已报1，本周新报0。\n还缺1：样例一村。',
    )
    expect(world.say('2023-06-16 16:08')).toEqual([])
  })

  it('do not count a unit that is exempt', () => {
    const world = worldWithOffice()
    const exemptions = [{ unit: ONE, from: '2023-06', by: 'office', at: 1 }]
    world.desks.set('longmen-2023', { ...emptyDesk('longmen-2023'), exemptions })
    expect(world.say('2023-06-27 09:07').at(-1)).toContain('1个单位应报，已报0，缺1：样例二村')
  })

  it('are told once that all are in, and not that nobody is missing', () => {
    const world = worldWithOffice()
    world.submit(ONE, '2023-06')
    world.submit(TWO, '2023-06')
    expect(world.say('2023-06-26 16:37')).toEqual(['mayor: 【全部报齐】6月调度表：2个单位都报了（今天截止）。'])
    expect(world.push('2023-06-27 09:07')).toEqual([])
  })

  it('hear of a dated routine on its day', () => {
    const world = createReminderWorld(packs, rosterOf({ office: { office: 'nanzhuang-2023' } }))
    expect(world.say('2023-06-29 09:07')[0]).toContain('整改治理情况')
  })
})

describe('what is handed in once', () => {
  it('is told to the contacts of the forms that owe it, and to the office with who owes it', () => {
    const department = { campaign: 'longmen-2023', form: 'department', name: '镇规划建设办' }
    const world = createReminderWorld(
      packs,
      rosterOf({ li: { units: [ONE] }, zhou: { units: [department] }, office: { office: 'longmen-2023' } }),
    )
    const said = new Map(world.push('2023-05-28 09:07').map(({ to, text }) => [to, text]))
    expect(said.get('li')).toBe(
      '【明天截止】龙门镇专项行动\n专项行动方案及动员部署情况，报镇安委办\n已经办了的请忽略。',
    )
    expect(said.get('zhou')).toContain('· 已出台的本部门行业领域重大事故隐患判定标准，报镇安委办')
    expect(said.get('office')).toContain('· 专项行动方案及动员部署情况（各村（社区）、镇各有关部门），报镇安委办')
  })

  it('is told once to someone who is office and contact', () => {
    const world = createReminderWorld(packs, rosterOf({ li: { units: [ONE], office: 'longmen-2023' } }))
    const [push, ...others] = world.push('2023-05-28 09:07')
    expect(others).toEqual([])
    expect(push?.text.match(/专项行动方案及动员部署情况/g)?.length).toBe(1)
  })

  it('as a dated task goes to the units that the document names, and always to the office', () => {
    const unit = (name: string) => ({ campaign: 'baishiyi-2022', form: '', name })
    const world = createReminderWorld(
      packs,
      rosterOf({
        emergency: { units: [unit('镇应急办')] },
        village: { units: [unit('海龙村')] },
        stranger: { units: [unit('某某公司')] },
        office: { office: 'baishiyi-2022' },
      }),
    )
    const told = new Map(world.push('2022-05-31 09:07').map(({ to, text }) => [to, text]))
    expect([...told.keys()].sort()).toEqual(['emergency', 'office', 'village'])
    expect(told.get('village')).toContain('第1项 “党政同责、一岗双责”责任制')
    expect(told.get('office')).toContain('（党政办、镇纪委、应急办、安委会成员科室、各村（社区））')
  })
})

describe('what a person asked for', () => {
  it('a snooze holds everything back, and then tells what is still open', () => {
    const world = worldOfOne()
    expect(stepsOf(world, '2023-06-26 09:07')).toEqual(['li due'])
    world.books.set('li', snooze(world.books.get('li') ?? emptyBook, at('2023-06-26 15:40')))
    expect(world.push('2023-06-26 15:23')).toEqual([])
    const [push] = world.push('2023-06-26 15:40')
    expect(push?.steps.map(({ step }) => step)).toEqual(['due.2', 'snooze-2023-06-26T15:40:00+08:00'])
    expect(push?.text.match(/样例一村/g)?.length).toBe(1)
    expect(world.push('2023-06-26 15:41')).toEqual([])
  })

  it('a snooze comes back on a day that has had its message', () => {
    const world = worldOfOne()
    world.push('2023-06-25 09:07')
    world.books.set('li', snooze(world.books.get('li') ?? emptyBook, at('2023-06-25 10:10')))
    expect(world.push('2023-06-25 10:09')).toEqual([])
    expect(world.push('2023-06-25 10:10').length).toBe(1)
  })

  it('a snooze that ends after the report was submitted says nothing', () => {
    const world = worldOfOne()
    world.books.set('li', snooze(emptyBook, at('2023-06-26 10:10')))
    world.submit(ONE, '2023-06')
    expect(world.push('2023-06-26 10:10')).toEqual([])
  })

  it('not today is not today, and again tomorrow', () => {
    const world = worldOfOne()
    world.books.set('li', keepQuiet(emptyBook, '2023-06-26'))
    expect(world.push('2023-06-26 09:07')).toEqual([])
    expect(stepsOf(world, '2023-06-27 09:07')).toEqual(['li overdue-1'])
  })

  it('away: the deputy is told instead, up to and with the last day', () => {
    const world = createReminderWorld(packs, rosterOf({ li: { units: [ONE] }, wang: {} }))
    world.books.set('li', goAway(emptyBook, '2023-06-26', 'wang'))
    const [push] = world.push('2023-06-26 09:07')
    expect(push?.to).toBe('wang')
    expect(push?.text).toContain('li这几天不在，请您代为办理。')
    expect(stepsOf(world, '2023-06-27 09:07')).toEqual(['li overdue-1'])
  })

  it('away without a deputy is told nothing, and two who name each other neither', () => {
    const world = createReminderWorld(packs, rosterOf({ li: { units: [ONE] }, wang: { units: [TWO] } }))
    world.books.set('li', goAway(emptyBook, '2023-06-26', 'wang'))
    world.books.set('wang', goAway(emptyBook, '2023-06-26', 'li'))
    expect(world.push('2023-06-26 09:07')).toEqual([])
  })

  it('away: a deputy of the same unit is told of it once', () => {
    const world = createReminderWorld(packs, rosterOf({ li: { units: [ONE] }, wang: { units: [ONE] } }))
    world.books.set('li', goAway(emptyBook, '2023-06-26', 'wang'))
    expect(stepsOf(world, '2023-06-26 09:07')).toEqual(['wang due'])
  })
})

describe('someone who falls silent in the middle', () => {
  function silentSince(since: string) {
    const world = worldOfOne()
    world.fill(ONE, '2023-06', 9)
    world.talks = [{ userid: 'li', unit: ONE, period: '2023-06', since: at(since) }]
    return world
  }

  it('is told after an hour where they were, once', () => {
    const world = silentSince('2023-06-21 10:00')
    expect(world.push('2023-06-21 10:59')).toEqual([])
    expect(world.say('2023-06-21 11:00')).toEqual(['li: 样例一村 6月调度表填到9/25，回“继续”接着填。'])
    expect(world.push('2023-06-21 11:01')).toEqual([])
  })

  it('is told again after going on and falling silent again', () => {
    const world = silentSince('2023-06-21 10:00')
    world.push('2023-06-21 11:00')
    world.talks = [{ userid: 'li', unit: ONE, period: '2023-06', since: at('2023-06-21 13:00') }]
    expect(world.push('2023-06-21 14:00').length).toBe(1)
  })

  it('is left alone at night, and told in the morning', () => {
    const world = silentSince('2023-06-21 19:30')
    expect(world.push('2023-06-21 20:30')).toEqual([])
    expect(world.push('2023-06-22 08:00').length).toBe(1)
  })

  it('is not told of a report that a colleague has submitted, nor of one without a draft', () => {
    const submitted = silentSince('2023-06-21 10:00')
    submitted.submit(ONE, '2023-06')
    expect(submitted.push('2023-06-21 11:00')).toEqual([])
    const empty = silentSince('2023-06-21 10:00')
    empty.reports.clear()
    expect(empty.push('2023-06-21 11:00')).toEqual([])
  })

  it('is told that a correction was not submitted', () => {
    const world = silentSince('2023-06-21 10:00')
    world.submit(ONE, '2023-06')
    world.fill(ONE, '2023-06')
    expect(world.say('2023-06-21 11:00')[0]).toContain('更正还没提交')
  })

  it('gets one message when a reminder is due at the same time', () => {
    const world = silentSince('2023-06-25 08:07')
    const [push, ...others] = world.push('2023-06-25 09:07')
    expect(others).toEqual([])
    expect(push?.text).toBe('【明天截止】样例一村 6月调度表\n数字截至5月31日。\n已填9/25，还差16项。发“继续”接着填。')
  })
})

describe('a nudge by the office', () => {
  it('reaches the contacts of missing units, or of those it names, and is kept in their books', () => {
    const world = worldWithOffice()
    world.submit(TWO, '2023-06')
    const pushes = planCall(world.situation(at('2023-06-24 10:00')), 'longmen-2023', '2023-06')
    expect(pushes.map(({ to, steps }) => [to, steps[0]?.step])).toEqual([['li', 'call-2023-06-24T10:00:00+08:00']])
    expect(pushes[0]?.book.sent.length).toBe(1)
    const none = planCall(world.situation(at('2023-06-24 10:00')), 'longmen-2023', '2023-06', new Set(['x']))
    expect(none).toEqual([])
  })
})

describe('a text of the pack', () => {
  it('takes the place of the standard one, with the figures in its braces', () => {
    const pack = packs.get('longmen-2023')
    if (!pack) throw new Error('no pack')
    const steps = [
      { id: 'eve', text: '{单位}请注意：{月份}{表}{截止}截止，共{共}项，已填{已填}，还差{还差}。' },
      { id: 'office-due', text: '{缺报}没报，{应报}家已报{已报}家。' },
    ]
    const own = { ...pack, campaign: Campaign.parse({ ...pack.campaign, reminders: { steps } }) }
    const roster = rosterOf({ li: { units: [ONE] }, office: { office: 'longmen-2023' } })
    const world = createReminderWorld(packs, roster, createSchedule([own], workdays))
    world.fill(ONE, '2023-06', 9)
    expect(world.say('2023-06-25 09:07')).toEqual(['li: 样例一村请注意：6月调度表6月26日截止，共25项，已填9，还差16。'])
    expect(world.say('2023-06-26 16:37')).toContain('office: 样例一村没报，1家已报0家。')
  })
})

describe('a year whose holidays nobody knows', () => {
  it('is told to the office once', () => {
    const pack = packs.get('longmen-2023')
    if (!pack) throw new Error('no pack')
    const monthly = {
      ...pack.campaign.monthly,
      first: { period: '2027-01', due: '2027-01-26', quote: '首报' },
      last: '2027-12',
    }
    const change = { issued: '2027-01-01', monthly, submissions: [], routines: [] }
    const later = { ...pack, campaign: Campaign.parse({ ...pack.campaign, ...change }) }
    const roster = rosterOf({ li: { units: [ONE] }, office: { office: 'longmen-2023' } })
    const world = createReminderWorld(packs, roster, createSchedule([later], workdays))
    expect(world.push('2026-12-31 10:00')).toEqual([])
    expect(world.say('2027-01-04 10:00')).toEqual([expect.stringMatching(/^office: .*2027年的节假日安排还不知道/)])
    expect(world.push('2027-01-05 10:00')).toEqual([])
  })
})
