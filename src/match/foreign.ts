// Questions typed in English or in pinyin -> the Chinese words in which the packs are written. It translates words of
// asking and of reporting; matters that only one pack knows have their English words in that pack.

import { isEnglish, type PinyinWords, pinyinToChinese } from './pinyin.ts'
import { findHits, type Term, type TermTable } from './term.ts'

/**
 * A normalised text with its English and pinyin words put into Chinese where they are known: 「when is the monthly report
 * due」 -> 「什么时候调度表截止」. What is not known stays as it is, so that it is still seen to be unknown; so do `kept`.
 */
export function toChinese(text: string, kept: TermTable<Term>, sounds: PinyinWords): string {
  if (!/[a-z]{2}/.test(text)) return text
  const mixed = /\p{Script=Han}/u.test(text)
  // A phrase of the pack stands as one sign, so that a sentence around it is still read as one.
  const phrases: string[] = []
  let signs = ''
  let from = 0
  for (const { start, end } of findHits(kept, text)) {
    signs += text.slice(from, start) + String.fromCharCode(FIRST_SIGN + phrases.push(text.slice(start, end)) - 1)
    from = end
  }
  const said = translate(signs + text.slice(from), mixed, sounds)
  return said
    .replace(SIGN, (sign) => phrases[sign.charCodeAt(0) - FIRST_SIGN] ?? '')
    .replace(/ +/g, ' ')
    .replace(/(?<![a-z0-9]) | (?![a-z0-9])/g, '')
}

/** Private characters, which nobody types. */
const FIRST_SIGN = 0xe000
const SIGN = /[\ue000-\ue0ff]/g

/** Beside Chinese, Latin letters are pinyin or names unless they make an English sentence. */
function translate(text: string, mixed: boolean, sounds: PinyinWords): string {
  const spelt = pinyinToChinese(text, sounds)
  // 「what does 挂牌督办 mean」 is English around a word of the document.
  return mixed && !isEnglish(text)
    ? spelt
    : ENGLISH.reduce((said, [pattern, chinese]) => said.replace(pattern, chinese), spelt)
}

const phrase = (source: string) => new RegExp(`(?<![a-z])(?:${source})(?![a-z])`, 'g')

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

/** Parts of the names of departments; what a department is called whole, the pack says. */
const DEPARTMENTS: readonly (readonly [string, string])[] = [
  ['planning (?:and )?construction (?:bureau|office|department)', '规划建设'],
  ['emergency (?:management )?(?:bureau|office|department)', '应急'],
  ['public security (?:bureau|branch|office)', '公安'],
  ['fire (?:and )?rescue (?:brigade|team|station)', '消防救援'],
  ['traffic police(?: brigade| team)?', '交警'],
  ['(?:ecology|ecological)(?: and)? environment(?: bureau| branch)?', '生态环境'],
  ['economic development (?:bureau|office|department)', '经济发展'],
  ['agricultur(?:e|al)(?: and)?(?: rural)?(?: affairs?)? (?:bureau|office|department)', '农业农村办'],
  ['agricultur(?:e|al)(?: and)?(?: rural)? service cent(?:er|re)', '农业农村服务中心'],
  ['cultur(?:e|al) (?:station|center|centre|office)', '文化站'],
  ['power (?:supply )?(?:center|centre|company|station)', '供电'],
  ['(?:comprehensive )?(?:law )?enforcement (?:team|bureau|brigade|office)', '综合执法'],
  ['public service (?:office|center|centre)', '公共服务'],
  ['social affair (?:office|bureau)', '社会事务'],
  ['party building (?:office)', '党建'],
  ['safety committee office|office of the safety committee', '安委办'],
]

/** Order matters: the longer phrase stands before its parts. */
const ENGLISH: readonly (readonly [RegExp, string])[] = (
  [
    [
      'what (?:do|does|is|are) (.{1,50}?) (?:take care of|look after|do|handle|manage|oversee|supervise|cover|in charge of|responsible for|own)',
      '$1负责哪些',
    ],
    [
      '(?:if|in case) (?:i|we|you) (?:have|need|get) (?:a |any |some )?(?:question|problem|doubt|help|trouble)(?: (?:about|with|on|regarding))?',
      ' ',
    ],
    [
      '(?:what|which) (?:phone |telephone )?number (?:can|do|should|must|shall|to)(?: i| we)?(?: call| ring| dial| phone)(?: to)?',
      '电话',
    ],
    [
      '(?:who|whom) (?:can|do|should|must|shall|to)(?: i| we)? (?:call|ring|phone|telephone|reach)(?= *$|[ ,]+(?:for|to get|with) (?:help|question|advice))',
      '电话',
    ],
    ['(?:of|in) (?:the|each|every) month', '每月'],
    ['(?:in |during )?(?:which|what) month', '几月'],
    ['(?:party )?committee(?: meeting)?(?: will)? hear(?: .{0,20})? report', '党委听取汇报'],
    ['(?:high|higher) risk', '高危'],
    ['company|enterprise|firm|business', '企业'],
    ['day to day work|daily work', '日常工作'],
    ['campaign', '专项行动'],
    ['(?:group|team|squad) leader of|(?:who )?lead(?:s)?(?= (?:the )?(?:accident|investigation|task|work))', '谁牵头'],
    ['(?:accident|incident) investigation|investigat(?:e|ing)(?: of)? accident', '事故调查'],
    ['look back|retrospective', '回头看'],
    ['(?:project )?approval(?: of project)?', '项目审批'],
    ['circuit breaker', '熔断'],
    ['(?:labou?r|worker) dispatch|dispatched worker|agency worker', '劳务派遣'],
    ['intern', '实习生'],
    ['(?:leading|leadership) group', '领导小组'],
    ['(?:high rise|tall) building', '高层建筑'],
    ['(?:emergency|evacuation|fire) exit', '安全出口'],
    ['(?:warning|caution)', '警示'],
    ['law enforcement', '执法'],
    ['(?:public )?(?:hearing|publicity|propaganda)', '宣传'],
    ['slogan|banner', '标语'],
    ['poster', '海报'],
    ['video', '视频'],
    ['responsibility list|list of responsibility', '职责清单'],
    ['risk assessment', '风险评估'],
    ['black ?list', '黑名单'],
    ['accident', '事故'],
    ['mechanism', '机制'],
    ['system', '制度'],
    ['illegal|unlawful', '违法'],
    ['expert', '专家'],
    ['budget|fund|funding|money', '经费'],
    ['meeting', '会议'],
    ['(?:finish|complet|accomplish)(?:ed|e|es)?', '完成'],
    ['hold|held|will|can|need|have to|has to|get|this|that|these|town|at least', ' '],
    ...DEPARTMENTS,
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
