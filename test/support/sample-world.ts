import { loadDialogueParts } from '../../scripts/dialogue-parts.ts'
import { parseRoster } from '../../src/campaign/roster.ts'
import { Campaign } from '../../src/campaign/schema.ts'
import { createWorkdays } from '../../src/campaign/workdays.ts'
import type { World } from '../../src/conversation/scene.ts'
import { createQuestionIndexes } from '../../src/question/question-index.ts'
import { createSchedule } from '../../src/reminder/schedule.ts'

/** The packs of flows/ and the people of the sample roster. */
export async function loadSampleWorld(): Promise<World> {
  const { packs, sampleRoster } = await loadDialogueParts()
  const roster = parseRoster(sampleRoster, new Map([...packs].map(([id, { campaign }]) => [id, campaign])))
  if (!roster.ok) throw new Error('the sample roster is wrong')
  const schedule = createSchedule(packs.values(), createWorkdays(new Map()))
  return { packs, questions: createQuestionIndexes(packs), roster: roster.roster, schedule }
}

/** A small campaign with two forms and a monthly report, due on the 26th, the first one on the 30th of May. */
export const SAMPLE_CAMPAIGN = Campaign.parse({
  id: 'longmen-2023',
  title: '方案',
  name: '龙门镇专项行动',
  place: '龙门镇',
  issued: '2023-05-26',
  office: { name: '镇安委办', quote: '报送镇安委办' },
  receipt: 'LM',
  forms: ['village', 'department'],
  monthly: {
    day: 26,
    quote: '每月26日前',
    clause: '五（六）',
    first: { period: '2023-05', due: '2023-05-30', quote: '2023年5月30日前' },
    last: '2023-12',
  },
})
