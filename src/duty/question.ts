// What a text asks about duties: who owns a matter, what a department owns, or whether the two belong together.
// It knows the forms of asking in Chinese, English and pinyin, and no department and no matter.

import { normaliseText } from '../match/normalise.ts'

/**
 * `owner`: 归谁管. `list`: 管哪些. `verdict`: 归某办管吗. `other`: a question about something else, such as a day or a
 * number. `bare`: no question at all, perhaps just a matter.
 */
type QuestionForm = 'owner' | 'list' | 'verdict' | 'other' | 'bare'

export interface Question {
  readonly form: QuestionForm
  /** The whole text as the index compares it. */
  readonly text: string
  /** The text with the forms of asking and filler words replaced by commas: what the question is about. */
  readonly content: string
}

const MANAGE = '(?:主管|监管|分管|管理|管辖|负责|牵头|主抓|管|抓)'
const BODY = '(?:部门|单位|科室|站所|办公室|机构|办|队|站)'

/** Asks for an owner. 谁没报 and 哪个部门没报 ask for reports, so 谁 alone is not enough. */
const OWNER = [
  `(?:归|由|属于|属|该|应该|应|让|是)+(?:谁|哪里|哪儿|哪家|哪边|哪块)(?:来|去)?${MANAGE}?`,
  `(?:谁|哪里|哪儿|哪家)(?:来|去|在)?(?:${MANAGE}|组织|打击|查处|排查|检查|巡查|整治|治理|处理|处置|监督|督促|把关|录入|查(?!到|出|询|看))`,
  `(?:归|由|属于|属|该|找|问|是)*(?:哪一?个|哪家|哪些|什么|啥|何)${BODY}(?:来|去)?${MANAGE}?`,
  `(?:该|要|应该|得)?(?:找|问|联系)(?:谁|哪个|哪里|哪儿|哪家)`,
  `归属?(?:哪个|哪里|哪)(?!一?[项格栏行列])(?:来|去)?${MANAGE}?`,
  `是?谁的(?:事|职责|责任|活)`,
  `(?:责任|主管|牵头|监管|负责)(?:部门|单位)(?:(?:是|为)(?:谁|哪个|哪家|什么|哪)?|谁|哪)`,
  `${MANAGE}的是(?:谁|哪个${BODY}?)`,
  `(?:which|what) (?:department|office|unit|agency|body|team|organisation|organization)(?: (?:is|are))?`,
  `\\bwho(?:se)?\\b(?: (?:is|are|should|do i|can i|to))?(?: (?:in charge|responsible|job|responsibility|own|manage|handle|oversee|supervise|regulate|deal|contact|ask|call|take))`,
  `(?:gui|you) ?sh(?:e|u)i ?guan|sh(?:e|u)i ?(?:lai ?)?(?:guan|fu ?ze)|na ?(?:yi ?)?ge ?bu ?men(?: ?(?:guan|fu ?ze))?|zhao ?sh(?:e|u)i`,
].map((source) => new RegExp(source, 'g'))

/** Asks for the matters of an owner. */
const LIST = [
  `(?:都|主要|分别|具体)*${MANAGE}(?:着|了)?(?:哪些|哪几|哪一?[块摊]|什么|啥|些什么|几)(?:行业|领域|事项|事情|事|方面|工作|东西|内容)*(?:和领域)?`,
  `(?:都|主要|分别|具体|要|得|该|应该|需要)+(?:干|做)(?:些|的是|的)?(?:哪些|哪几|什么|啥)(?:事情|事|工作)?`,
  `(?:名下|手上|手里|手头)(?:都|主要)*(?:有|管)?(?:着)?(?:哪些|哪几|什么|啥)(?:行业|领域|事项|方面|工作)*`,
  `(?:的)?(?:职责|分工|职能|任务)(?:是|有|包括)?(?:什么|哪些|啥)?`,
  `what (?:do|does|is|are|matter|area|sector|field)\\b`,
].map((source) => new RegExp(source, 'g'))

const VERDICT = [
  /是不是|是否|对不对|对吗|管不管|归不归|对么/g,
  /(?:吗|(?<![什怎那这多])么|嘛),*$/g,
  /^(?:is|are|does|do)\b/g,
]

/** Days, counts, telephone numbers and who has reported: another part of the bot answers these. */
const OTHER =
  /什么时候|啥时候|何时|几号|几月|哪天|哪一天|截止|多少|几家|几个|几次|电话|(?:没|未|还没|已|已经|报|上)报(?!告|警)|填报|提交|\bwhen\b|deadline|how many|phone/

const FILLER =
  /请问|问一下|问下|想问|我想|村里|村上|镇里|镇上|本村|我村|本镇|我镇|全镇|知道|告诉我|帮我|查一下|查查|你好|您好|我们|咱们|这个|这块|那个|里面|发现|出现|重大|事故|隐患|专项|排查|整治|安全|生产|问题|领域|行业|方面|事情|工作|有了|应该|目前|现在|到底|究竟|一般|归|由|属于|(?:主管|监管|管理|负责|牵头|管)|[吗呢啊呀吧的了么嘛我你您是在有]|\b(?:the|a|an|of|for|to|is|are|in|charge|with|by|do|does|responsible|i|we|please|and|department|office|manage|own|handle|safety|about|who|which|what)\b|\b(?:qing ?wen|gui|guan)\b/g

const OWNING = /归|管|负责|牵头|抓|manage|responsib|in charge|\bown/

/** Reads what a text asks. It always reads something: whether the text is a question at all is `isDutyQuestion`. */
export function readQuestion(raw: string): Question {
  const text = normaliseText(raw.slice(0, LONGEST))
  const form = formOf(text)
  let content = text
  for (const pattern of [...OWNER, ...LIST, ...VERDICT, FILLER]) content = content.replace(pattern, ',')
  content = content.replace(/ *,[ ,]*/g, ',').replace(/^,|,$/g, '')
  return { form, text, content }
}

/** A question about duties fits in one line; what comes after is a story. */
const LONGEST = 200

function formOf(text: string): QuestionForm {
  const asks = (patterns: readonly RegExp[]) => patterns.some((pattern) => text.search(pattern) >= 0)
  // 「哪个部门没报」 asks for reports, 「归哪个部门管，几天查一次」 for an owner: the word for owning decides.
  const owner = OWNER.map((pattern) => text.match(pattern)?.[0]).find((match) => match !== undefined)
  if (OTHER.test(text) && !(owner && OWNING.test(owner))) return 'other'
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
