// Questions typed in English or in pinyin -> the Chinese words in which the packs are written. It translates words of
// asking and of reporting; matters that only one pack knows have their English words in that pack.

import { findHits, type Term, type TermTable } from './term.ts'

/**
 * A normalised text with its English and pinyin words put into Chinese where they are known: 「when is the monthly report
 * due」 -> 「什么时候调度表截止」. What is not known stays as it is, so that it is still seen to be unknown; so do `kept`.
 */
export function toChinese(text: string, kept: TermTable<Term>): string {
  if (!/[a-z]{2}/.test(text)) return text
  const table = /\p{Script=Han}/u.test(text) ? PINYIN : [...PINYIN, ...ENGLISH]
  let said = ''
  let from = 0
  for (const { start, end } of findHits(kept, text)) {
    said += translate(text.slice(from, start), table) + text.slice(start, end)
    from = end
  }
  return (said + translate(text.slice(from), table)).replace(/(?<![a-z0-9]) | (?![a-z0-9])/g, '')
}

function translate(text: string, table: readonly (readonly [RegExp, string])[]): string {
  return table.reduce((said, [pattern, chinese]) => said.replace(pattern, chinese), text)
}

const phrase = (source: string) => new RegExp(`(?<![a-z])(?:${source})(?![a-z])`, 'g')

/** Syllables with or without blanks; longer ones first, since each is replaced as it is met. */
const PINYIN: readonly (readonly [RegExp, string])[] = (
  [
    ['sh(?:en|e) ?me ?shi ?hou|he ?shi|sha ?shi ?hou', '什么时候'],
    ['na ?(?:yi ?)?tian', '哪天'],
    ['mei ?(?:ge ?)?yue', '每月'],
    ['mei ?zhou', '每周'],
    ['ji ?hao', '几号'],
    ['jie ?zhi', '截止'],
    ['bao ?gei ?sh(?:ui|ei)', '报给谁'],
    ['jiao ?gei ?sh(?:ui|ei)', '交给谁'],
    ['shen ?me ?jiao', '什么叫'],
    ['shi ?shen ?me', '是什么'],
    ['zen ?me ?tian', '怎么填'],
    ['zen ?me', '怎么'],
    ['duo ?jiu', '多久'],
    ['yi ?ci', '一次'],
    ['duo ?shao', '多少'],
    ['dian ?hua', '电话'],
    ['lian ?xi ?ren', '联系人'],
    ['you ?na ?xie|na ?xie', '哪些'],
    ['ren ?wu', '任务'],
    ['diao ?du ?biao', '调度表'],
    ['shou ?bao', '首报'],
    ['yao ?bao|shang ?bao|bao ?song', '上报'],
    ['(?:gui|you) ?sh(?:ui|ei) ?guan|sh(?:ui|ei) ?(?:lai ?)?(?:guan|fu ?ze)', '归谁管'],
    ['na ?(?:yi ?)?ge ?bu ?men ?(?:guan|fu ?ze)?', '归哪个部门管'],
    ['bao', '报'],
    ['shi', '是'],
    ['gui', '归'],
    ['sh(?:ui|ei)', '谁'],
  ] as const
).map(([source, chinese]) => [phrase(source), chinese])

/** 「may」 is left out: it is a common word more often than a month; 「by the end of may」 is not. */
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

/** Order matters: the longer phrase stands before its parts. */
const ENGLISH: readonly (readonly [RegExp, string])[] = (
  [
    ["what'?s?(?: is)? the (?:phone|telephone)(?: number)?|(?:phone|telephone|contact) number|phone|telephone", '电话'],
    ['contact person|whom? (?:should|do|can) (?:i|we) contact|liaison', '联系人'],
    ['e ?mail(?: address)?', '邮箱'],
    ['how often', '多久一次'],
    ['by when|until when|what (?:day|date|time)|which (?:day|date|month)|when', '什么时候'],
    ['deadline(?: for)?|due(?: date| day)?', '截止'],
    ['how many', '多少'],
    ['how (?:do|does|should|to|can)(?: i| we| one)?', '怎么'],
    [
      '(?:to )?whom? (?:do|does|should|must|shall|can|to)?(?: i| we| village| it)? ?(?:report|submit|send|hand)(?: .{0,40})? to',
      '报给谁',
    ],
    ['where (?:do|does|should|must|to)(?: i| we)? ?(?:report|submit|send)', '报给谁'],
    ['to whom', '报给谁'],
    ['where', '哪里'],
    ['who (?:is|are) (?:in charge of|responsible for)|in charge of|responsible for', '谁负责'],
    ['who (?:sign off(?: on)?|sign|approve)', '谁签字'],
    ['who (?:is|are|was)', '谁是'],
    [
      '(?:which|what) (?:department|office|unit|agency|body)(?: is| are| own| handle| manage| supervise)*',
      '哪个部门负责',
    ],
    ['who(?:se)?', '谁'],
    [
      'what (?:do|does) (.{1,40}) mean|what (?:is meant by|do you mean by|counts? as|is|are)(?: a| an| the)?',
      '什么叫$1',
    ],
    ['explain|definition of|define|meaning of', '什么叫'],
    ['which|what', '哪些'],
    ['task (?:number|no) ?(\\d+)|task (\\d+)', '第$1$2项任务'],
    ['item (?:number|no) ?(\\d+)|item (\\d+)', '第$1$2项'],
    ['task', '任务'],
    ['item', '项'],
    ...MONTHS.flatMap((month, m) => [
      [`(?:by|before)(?: the)? end of ${month}`, `${m + 1}月底前`] as const,
      [`(?:by|before) ${month}`, `${m + 1}月前`] as const,
      [`(?:at |in )?(?:the )?end of ${month}`, `${m + 1}月底`] as const,
      ...(month === 'may' ? [] : [[month, `${m + 1}月`] as const]),
    ]),
    ['first (?:monthly )?report', '首报'],
    ['(?:monthly )?(?:progress )?(?:report|form|table|return)(?:ing form)?', '调度表'],
    ['figure|data|number', '数据'],
    ['as of|cut off(?: date| day)?|run to|up to', '截至'],
    ['(?:work|action|implementation)? ?plan', '方案'],
    ['list', '清单'],
    ['monthly|each month|every month', '每月'],
    ['weekly|each week|every week', '每周'],
    ['fill(?: in| out)?(?: in)?', '填'],
    ['submit(?:ted)?|hand(?:ed)? in|send|sent', '报送'],
    ['administrative (?:penalty|penalty|punishment|fine)|penalty|fine', '行政处罚'],
    ['outsourcing(?: and leasing)?|subcontracting', '外包外租'],
    ['(?:emergency|evacuation) (?:drill|exercise)|drill', '应急演练'],
    ['training', '培训'],
    ['inspection|inspect', '检查'],
    ['progress bulletin|bulletin|circular', '通报'],
    ['(?:after )?rectif(?:y|ied|ication)', '整改'],
    ['publish(?:ed)?|made public|publication|disclosed?', '公开'],
    ['update(?:d)?', '更新'],
    ['(?:party )?committee hear(?: .{0,10})? report', '党委听取汇报'],
    ['feedback|feed back', '反馈'],
    ['progress', '进展'],
    ['hazard database|database', '数据库'],
    ['ledger', '台账'],
    ['whistle ?blower', '吹哨人'],
    ['reward', '奖励'],
    ['hotline', '举报热线'],
    ['hidden danger|hazard', '隐患'],
    ['firework|firecracker', '烟花爆竹'],
    ['hazardous chemical|dangerous chemical|chemical', '危险化学品'],
    ['(?:city|town|natural|urban)? ?gas', '燃气'],
    ['fire safety|fire protection|fire prevention|firefighting', '消防'],
    ['road traffic|road transport', '道路交通'],
    ['transport(?:ation)?', '交通运输'],
    ['construction(?: site| industry)?', '建筑施工'],
    ['electric (?:bicycle|bike)|e ?bike', '电动自行车'],
    ['elevator|lift', '电梯'],
    ['special equipment', '特种设备'],
    ['electric power|electricity|power supply', '电力'],
    ['school|campus', '学校'],
    ['hospital|medical', '医疗机构'],
    ['nursing home|elderly care', '养老机构'],
    ['garbage|waste disposal|rubbish', '垃圾处理'],
    ['sewage|wastewater', '污水处理'],
    ['hazardous waste', '危废处置'],
    ['civil explosive', '民爆'],
    ['mine|mining', '矿山'],
    ['tourism|scenic (?:spot|area)', '旅游'],
    ['food safety', '食品安全'],
    ['welding|hot work', '动火作业'],
    ['group leader|leader of the (?:leading )?group|head of the (?:leading )?group', '组长'],
    ['the|a|an|of|for|is|are|to|do|does|be|should|must|we|i|our|my|it|please|tell me|in|on', ' '],
  ] as const
).map(([source, chinese]) => [phrase(source), chinese])
