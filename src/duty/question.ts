// What a text asks about duties: who owns a matter, what a department owns, or whether the two belong together.
// It knows the forms of asking in Chinese, English and pinyin, and no department and no matter.

import { normaliseText } from '../match/normalise.ts'

/**
 * `owner`: 归谁管. `list`: 管哪些. `verdict`: 归某办管吗. `other`: a question about something else, such as a day or a
 * number. `scope`: 列在哪个行业, 在不在范围里, 也要查吗. `bare`: no question at all, perhaps just a matter.
 */
type QuestionForm = 'owner' | 'list' | 'verdict' | 'scope' | 'other' | 'bare'

export interface Question {
  readonly form: QuestionForm
  /** Whether a department is asked for, and not just anybody: 归哪个站所. */
  readonly body: boolean
  /** Whether it asks for something by 什么 or 哪些, in whatever words around it. */
  readonly asksWhat: boolean
  /** The whole text as the index compares it. */
  readonly text: string
  /** The text with the forms of asking and filler words replaced by commas: what the question is about. */
  readonly content: string
}

const MANAGE = '(?:主管|监管|分管|管理|管辖|负责|牵头|主抓|管|抓)'
const BODY = '(?:部门|单位|科室|站所|办公室|机构|领导|责任人|办|局|队|站|家)'
/** 哪个部门, 哪几家单位, 哪两个办, 什么单位; 边个 is what the south says. */
const WHICH_BODY = `(?:哪一?[几两二三四五些]?(?:个|家|位|级|所)?|那个(?=${BODY})|什么|啥|何|边个)的?${BODY}`
const WHO = '(?:谁|哪里|哪儿|哪家|哪边|哪块|哪方(?!面)|哪头|边个|哪一?个(?!月|行业|领域|方面|类|环节|阶段|文件|时))'
/** What an owner does; more than managing, since people ask for what they see done. */
const ACT = `(?:${MANAGE}|组织|实施|打击|打|查处|排查|检查|巡查|整治|整|治理|处理|处置|监督|督促|督办|督查|跟踪|把关|把|录入|对接|管管|挂牌|约谈|收集|汇总|承担|担任|主持|当头|拍板|宣讲|落实|提供|帮手|执法|验收|搞|出面|出头|盯|弄|办(?!公)|查(?!到|出|询|看))`

/** Asks for an owner. 谁没报 and 哪个部门没报 ask for reports, so 谁 alone is not enough. */
const OWNER = [
  `(?:归|由|属于|属|该|应该|应|让|是|轮到)+${WHO}(?:来|去|出面)?(?:的?${MANAGE})?`,
  `${WHO}(?:来|去|在|要|会|能|得|该)*${ACT}`,
  `(?:归|由|属于|属|该|找|问|是|各是|要|得)*${WHICH_BODY}(?:来|去|要|会|能|得)*${MANAGE}?`,
  `(?:该|要|应该|得|跟|向|同)*(?:找|问|联系|反映|反应|举报|投诉)(?:到|给)?(?:谁|哪个|哪里|哪儿|哪家|边个)`,
  `(?:跟|向|同)(?:谁|哪个|哪里|哪家)(?:反映|反应|说|讲|投诉)`,
  `(?:钱|经费|资金|费用)(?:是|要|该)?(?:从|由|找)?(?:谁|哪里|哪儿|哪个部门|哪)(?:来)?(?:出|拨|掏|付|安排|批)`,
  `归属?(?:哪个|哪里|哪)(?!一?[项格栏行列类])(?:来|去)?${MANAGE}?`,
  `是?(?:谁|哪个|哪家)的(?:事|职责|责任|活|地盘)`,
  `(?:责任|主管|牵头|监管|负责|归口)(?:部门|单位)(?:(?:是|为)(?:谁|哪个|哪家|什么|哪)?|有?(?:谁|哪)|(?=[,呢]*$))`,
  `${MANAGE}的是(?:谁|哪个${BODY}?)`,
  `(?:which|what) (?:department|office|unit|agency|body|team|organisation|organization|bureau|government body)(?: (?:is|are))?`,
  `\\bwho(?:se)?\\b(?: (?:is|are|should|must|do i|can i|to|will))*(?: (?:in charge|responsible|job|responsibility|own|manage|handle|oversee|supervise|regulate|deal|contact|ask|call|take|lead|organise|organize|look after|run|check|inspect|cover))`,
  `(?:gui|you) ?sh(?:e|u)i ?guan|sh(?:e|u)i ?(?:lai ?)?(?:guan|fu ?ze)|na ?(?:yi ?)?ge ?bu ?men(?: ?(?:guan|fu ?ze))?|zhao ?sh(?:e|u)i`,
].map((source) => new RegExp(source, 'g'))

const WHAT = '(?:哪些|哪几|哪一?[块摊项方个样]|哪方面|什么|啥子?|些什么|些啥|几|咩)'
const MATTERS = '(?:行业|领域|事项|事情|事儿|事|方面|工作|任务|东西|内容|活儿?|块)*'

/** Asks for the matters of an owner. */
const LIST = [
  `(?:都|主要|分别|具体|要|得)*${MANAGE}(?:着|了|的是)?(?:排查|检查|整治|组织|查)?${WHAT}${MATTERS}(?:和领域)?`,
  `(?:都|主要|分别|具体)*(?:分|派|摊|轮|划|安排)(?:到|给|得|了)+(?:着|了)?${WHAT}${MATTERS}`,
  `(?:都|主要|分别|具体|要|得|该|应该|需要|是|来)+(?:干|做|办|忙)(?:些|的是|的)?${WHAT}(?:事情|事|工作|的)?`,
  `(?<=[办局所站队室中心会委组])(?:都|主要|分别|具体|要|得|该)*(?:查|排查|检查|参与|参加|承担|涉及)(?:到|了|着)?${WHAT}${MATTERS}`,
  `(?:名下|手上|手里|手头)(?:都|主要)*(?:有|管)?(?:着)?${WHAT}${MATTERS}`,
  `(?:都)?有(?:我们?|咱们?)?${WHAT}(?:的)?(?:活儿?|职责|任务|责任|事)`,
  `(?:的)?(?:职责|分工|职能|任务)(?:是|有|包括)?(?:什么|哪些|啥)?`,
  `what (?:do|does|is|are|matter|area|sector|field)\\b`,
].map((source) => new RegExp(source, 'g'))

/** Asks whether, or under which heading, the document lists a matter. */
const SCOPE = [
  /(?:算不算|包不包括|有没有列|列没列|[列算][进入]去?了?没有?|[列算][进入]去?了?吗)(?:在|进|到)?(?:里[面头边]|内|去|其中)?(?:吗|呢|的)?(?=,*$)/g,
  /(?:归|算|列|放|属|包含|包括|划|含)(?:类|口)?(?:在|入|到|进|于)*(?:哪一?(?:大?类|个?(?:行业|领域|类别|行当)|[项条行块])|什么(?:行业|领域|类别|类))(?:领域)?(?:里[面头]?|中)?/g,
  /(?:在不在|属不属于|算不算|包不包括|是不是|是否|也?在|列入|纳入|属于)[^,]{0,10}(?:范围|之列|重点(?:行业|领域))(?:以?[内里中][面头]?)?/g,
  /(?:要不要|用不用|会不会|该不该|[也还都]要?)(?:被|接受|参加)?(?:排查|检查|整治|查)(?:的|进来)?(?:吗|么|嘛|不|呢|吧)?(?=,*$)|(?<!谁)查不查/g,
  /\b(?:covered|included|within the scope|part of)\b(?: (?:by|in)(?: .*)?)?/g,
]

const VERDICT = [
  /是不是|是否|对不对|[对没]错?[吗吧么]|管不管|归不归|该不该|要不要|能不能|算不算|在不在|会不会|可不可以|行不行|没错|对吧/g,
  /(?:吗|(?<![什怎那这多])么|嘛|吧),*$/g,
  /^(?:is|are|does|do)\b/g,
]

/** Days, counts, telephone numbers and who has reported: another part of the bot answers these. */
const OTHER =
  /什么时候|啥时候|何时|几号|几月|哪天|哪一天|截止|多少|百分之几|(?<![哪好])几(?:个?小时|[分节场点页米])|(?<!哪)几家|(?<!哪)几个(?!单位|部门)|几次|电话|(?:没|未|还没|已|已经|报|上)报(?!告|警)|填报|提交|\bwhen\b|deadline|how many|phone/

const FILLER =
  /请问|问一下|问下|想问|我想|村里|村上|镇里|镇上|本村|我村|本镇|我镇|全镇|知道|告诉我|帮我|查一下|查查|你好|您好|我们|咱们|这个|这块|那个|里面|发现|出现|重大|事故|隐患|专项|排查|整治|安全|生产|问题|领域|行业|方面|事情|工作|有了|应该|目前|现在|到底|究竟|一般|归|由|属于|(?:主管|监管|管理|负责|牵头|管)|[吗呢啊呀吧的了么嘛我你您是在有]|\b(?:the|a|an|of|for|to|is|are|in|charge|with|by|do|does|responsible|i|we|please|and|department|office|manage|own|handle|safety|about|who|which|what)\b|\b(?:qing ?wen|gui|guan)\b/g

const OWNING = /归|管|负责|牵头|抓|找|查|治|办|打|把|承担|跟踪|manage|responsib|in charge|\bown/

/** Reads what a text asks. It always reads something: whether the text is a question at all is `isDutyQuestion`. */
export function readQuestion(raw: string): Question {
  const text = normaliseText(raw.slice(0, LONGEST))
  const form = formOf(text)
  let content = text
  for (const pattern of [...SCOPE, ...OWNER, ...LIST, ...VERDICT, FILLER]) content = content.replace(pattern, ',')
  content = content.replace(/ *,[ ,]*/g, ',').replace(/^,|,$/g, '')
  return { form, body: ASKS_BODY.test(text), asksWhat: ASKS_WHAT.test(text), text, content }
}

const ASKS_BODY =
  /(?:哪一?[几两些]?个?|什么|责任|主管|牵头|负责)的?(?:部门|单位|科室|站所|站|所|局|办)|\b(?:department|office|unit|agency|body|bureau)\b/
const ASKS_WHAT = /什么|啥|哪[些几一两二三四五六七块方个]|几[个项块样]|干嘛|做甚/

/** A question about duties fits in one line; what comes after is a story. */
const LONGEST = 200

function formOf(text: string): QuestionForm {
  const asks = (patterns: readonly RegExp[]) => patterns.some((pattern) => text.search(pattern) >= 0)
  // 「哪个部门没报」 asks for reports, 「归哪个部门管，几天查一次」 for an owner: the word for owning decides.
  const owner = OWNER.map((pattern) => text.match(pattern)?.[0]).find((match) => match !== undefined)
  if (OTHER.test(text) && !(owner && OWNING.test(owner))) return 'other'
  if (asks(SCOPE) && !/归谁|谁管|部门|单位/.test(text)) return 'scope'
  if (owner) return 'owner'
  if (asks(LIST)) return 'list'
  if (asks(VERDICT)) return 'verdict'
  return 'bare'
}

/**
 * Whether a text, typed in the middle of something else, asks about duties: 「烟花爆竹谁管？」 does, 「12家」, 「归零」 and
 * 「谁没报」 do not. Where unsure it says no, so that an answer is never taken for a question.
 */
export function isDutyQuestion(raw: string): boolean {
  if (raw.length > LONGEST) return false
  const { form, text } = readQuestion(raw)
  if (form === 'owner') return true
  if (form === 'list')
    return new RegExp(`${MANAGE}(?:着|了)?(?:哪些|哪几|什么|啥)|职责是|分工是|^what (?:do|does)\\b`).test(text)
  if (form === 'verdict')
    return new RegExp(`(?:归|由|属于|是).{2,14}${MANAGE}|${MANAGE}不|manage|responsible|in charge`).test(text)
  return false
}
