// What a text asks for: a day, a receiver, a meaning … It knows the words of asking, and nothing of any pack.

import type { Fact } from '../campaign/schema.ts'
import { isDutyQuestion, type Question, readQuestion } from '../duty/question.ts'
import { toChinese } from '../match/foreign.ts'
import { normaliseText } from '../match/normalise.ts'
import type { PinyinWords } from '../match/pinyin.ts'
import { mendSlips } from '../match/slip.ts'
import { createTermTable, type Term, type TermTable } from '../match/term.ts'

export type Ask = Fact['asks'][number]

export interface Reading {
  /** The text in the spelling of the index, English and pinyin words of asking in Chinese. */
  readonly text: string
  /** The places of the text that say what it is about: not the words of asking, of politeness, or of every campaign. */
  readonly content: ReadonlySet<number>
  /** The text with the words of asking and of politeness replaced by commas. */
  readonly matter: string
  readonly asks: ReadonlySet<Ask>
  /** Whether it asks for an owner, for what an owner has, or whether the two belong together. */
  readonly form: Question['form']
}

const SEND = '(?:上报|报送|抄送|报备|备案|反馈|移交|提交|汇报|报告|发送|报|交|送|发)'
const TO_WHOM =
  '(?:谁|哪些(?:人|部门|单位)|哪里|哪儿|哪边|哪一?[几两]?个?(?:部门|单位|办公室|地方|[办局站所](?!法))?|什么(?:部门|单位|地方)|何处)'

const WORDS: Readonly<Record<Ask, RegExp>> = {
  whom: new RegExp(
    `${SEND}(?:给|到|送|至|往|去|于)+${TO_WHOM}|(?:给|向|跟|对|往)${TO_WHOM}(?:去)?${SEND}|${SEND}(?:谁|哪里|哪儿)(?!负责|来|管|牵头|抓|查|处)|(?:接收|收件|接收单位)(?:人|单位|部门)?(?:是谁|是哪)`,
    'g',
  ),
  phone:
    /(?<!打)电话|(?<=打)电话(?=给|到|找|问|咨询|多少|是|,|$)|号码|手机号?|联系方式|怎么联系|如何联系|联系谁|联系人|联络人(?!名单)|联络方式|热线/g,
  // The matter stands between the two halves of 「多久通报一次」, so each half is found by itself.
  'how-often':
    /(?<=每(?:一?个?(?:季度|[周月年天])|半年).{0,8}还是)每?(?:一?个?(?:季度|[周月年天])|半年)|(?:多久|多长时间|多少天|几天|几周|几个月|几年)(?=[^,]{0,14}[一1][次回遍])|(?<=(?:多久|多长时间|多少天|几天|几周|几个月|几年)[^,]{0,14})[一1][次回遍]|[一1][次回遍](?:多久|多长时间)|隔多久|每隔多久|频率|频次|周期|多久(?=[^,]{0,6}(?:公布|公开|通报|更新|开会|调度|检查|汇报))|(?<=[每一](?:年|季度?|个?月|周|星期|半年|天)[^,]{0,8})几[次回]|(?<!好)几[次回]/g,
  when: /(?<=\d{1,2}[号日].{0,6}还是)\d{1,2}[号日]|什么时候|啥时候|啥时|何时|几时|几号|几月份?|几日|哪[一两二三几]?[天日年]|哪几?个?月(?:份)?|哪些月份?|哪段时间|什么时间|啥时间|什么日子|时间(?=是|安排|要求|节点|$)|截[止至]|期限|时限|最[迟晚后](?=[^,]{0,3}(?:什么|哪|几|多|一天|期限|$))|多久|几点|什么月份|周几|星期几|礼拜几|多长时间|几天|多少天|日期|为止/g,
  'how-many': /多少|(?<![第哪没])几(?=[个家次项条人件类种份步级章名位大方场节分页])|人数|数量/g,
  where:
    /在哪(?!一?[天个年月级些项类条段])|在?(?:哪里|哪儿|何处|什么地方|哪个地方)|设在哪|地址|邮箱|网址|地点|(?:哪一?个|什么|哪家)(?:网站|平台|网页|公众号|会议室|教室|房间|礼堂|大厅|酒店|场地|场所|位置|媒体|栏目|路段|楼)|几楼|哪栋|哪层/g,
  how: /怎么办?|如何|怎样|咋|流程|步骤|程序|手续|办法是/g,
  what: /什么叫做?|什么是|啥叫|啥是|叫什么|叫啥|是什么|是啥|什么意思|啥意思|指(?:的是)?(?:什么|哪些|啥)|是指|意思|定义|含义|包括(?:哪些|什么|啥)?|有哪些|有什么|哪些|哪几|哪[两二三四五六七八九十]+(?=[个项条种类样点件步])|第几|什么(?!时候|时间|地方|部门|单位|日子)|啥(?!时)|解释|具体内容|内容|哪一?[项条]/g,
  who: /谁|边个|哪一?[几两二三些]?(?:个|家|级)?的?(?:部门|单位|领导|办公室|科室|人|局|办|站|所|方)(?!填)|哪[一几]?位|(?:叫|是)?(?:什么|啥)名字?|(?:名字|姓名)(?:是|叫)?(?:什么|啥)|尊姓大名|什么人|何人|由哪|哪[个家](?=[吗呢啊呀]*$)|哪[个家](?=来|去|牵头|负责|管|查|抓|打|整)|什么(?:部门|单位)|是哪[几两]个(?=[呢啊,]*$)/g,
}

/** Who asks and why, in a clause of its own: 「我是村里新来的文书」. */
const INTRODUCTION =
  /(?<![^,])(?:你好|您好)?我们?(?:是|叫)[^,]{1,16}(?=,)|(?<![^,])[^,]{0,6}(?:刚刚?|才|新)(?:来|接手|接过来?|接了|接这|上任|上岗|调来|到岗|换)[^,]{0,10}(?=,)/g

const POLITE =
  /谢谢|多谢|谢了|辛苦|打扰|抱歉|不好意思|劳驾|拜托|师傅|老师|领导(?=,|你好|您好)|想?(?:请教|[问搞弄说讲]清楚?一?下?)|请问|请教|麻烦|打(?=哪|什么|谁)|问一下|问下|想问|想知道|我想|你知道|知道|告诉我|帮我|查一下|查查|你好|您好|是不是|是否|对不对|对[吧吗]|没错吧?|管不管|归不归|该不该|要不要|算不算|会不会|能不能|可不可以|在不在|有没有|行不行|是吧|那么|到底|究竟|一般|大概|我们村|[我你您他她咱俺]们|我村|我镇|本村|的话|来着|一下|应该|应当|需要|可以|能不能|这个|那个|里面|方面|问题|事情|归|由|谁|负责|牵头|(?:哪个|什么|哪些|责任|主管)(?:部门|单位)|(?<!专)[那这哪]?一?[项栏格]|哪一?个/g

/** Words of any sentence: how, how often, after what, in whose house something happens. They never name a matter. */
const FUNCTION_WORDS =
  /时候|分别|各自|一起|一块儿?|一同|同时|上[去来]|下[来去]|出[来去]|起来|进[去来]|过来|回来|已经|正在|刚刚?|马上|赶紧|亲自|自己|人家|大家|我家|隔壁|附近|旁边|朋友|亲戚|老是|总是|经常|一直|有点儿?|有些|好像|好多|很多|特别|非常|[那这]么|怎么回事|不了|没有|不是|不会|不要|要是|如果|假如|因为|所以|但是|不过|然后|[以之][后前]|听说|据说|比如|例如|就是|还是|或者|以及|关于|对于|按照|根据|里头|[那这本][轮次回种些边]|最少|至少|最多|顶多|单独|真的|其实|反正|赶快|东西|说的|担责/g

/** Characters that carry no matter by themselves; inside a word of the pack they do. */
const PARTICLES = /[呢吗啊呀吧哦嘛了的是在有要得该能会给我你您它这那就才都还也把被里和与及跟或上下来去做到让请管]/g

/** Words that stand in every campaign's document on every page. */
const EVERYWHERE =
  /(?:[这本该]份?|这个)(?:方案|通知|文件)|重大事故隐患|事故隐患|专项行动|专项|排查整治|安全生产|重大|行动|工作|情况|文件|规定|要求/g

/** Longer texts are stories: nothing is asked in them that one line could answer. Characters. */
export const LONGEST_QUESTION = 200

const NO_TERMS = createTermTable<Term>([])
const NO_SOUNDS: PinyinWords = new Map()

/**
 * Reads a text; it always reads something, if only content that nothing matches. `kept` are English phrases of the pack,
 * which are found as they are and not translated word by word; `sounds` are its words by their pinyin.
 */
export function readAsk(raw: string, kept: TermTable<Term> = NO_TERMS, sounds: PinyinWords = NO_SOUNDS): Reading {
  const typed = toChinese(normaliseText(raw.slice(0, LONGEST_QUESTION)), kept, sounds)
  const text = mendSlips(typed)
  const { form } = readQuestion(text)
  let matter = text
  for (const pattern of [INTRODUCTION, ...Object.values(WORDS), POLITE, FUNCTION_WORDS])
    matter = matter.replace(pattern, blank)
  const about = matter.replace(EVERYWHERE, blank).replace(PARTICLES, ',')
  // A Latin word weighs as much as two characters, or it would drown a Chinese one beside it.
  const content = new Set([...about.matchAll(/[a-z]{1,2}(?<![a-z]{3})|[^a-z ,]/g)].flatMap(placesOf))
  return { text, content, matter, asks: asksIn(text), form }
}

function placesOf({ 0: characters, index }: RegExpExecArray): number[] {
  return [...characters].map((_, at) => index + at)
}

function blank(words: string): string {
  return ','.repeat(words.length)
}

/** What a normalised text, or a clause of one, asks for. */
export function asksIn(text: string): ReadonlySet<Ask> {
  const asks = new Set((Object.keys(WORDS) as Ask[]).filter((ask) => text.search(WORDS[ask]) >= 0))
  // 「报给谁」 asks for a receiver, not for an owner; 「多久一次」 for no day; 「多少号」 for no number.
  // 「隐患报给哪个部门处理」 asks who deals with it.
  if (asks.has('whom') && /(?:部门|单位|谁)(?:来|去)?(?:处理|解决|管|查)/.test(text)) {
    asks.delete('whom')
    asks.add('who')
  }
  if (asks.has('whom')) for (const ask of ['who', 'where', 'what', 'phone'] as const) asks.delete(ask)
  if (/名字|姓名/.test(text)) asks.delete('what')
  // 「文号是多少」 asks for no number of things.
  if (/[文编]号(?:是|为)?多少/.test(text)) {
    asks.delete('how-many')
    asks.add('what')
  }
  if (asks.has('how-often')) asks.delete('when')
  if (asks.has('phone')) for (const ask of ['who', 'what', 'how-many'] as const) asks.delete(ask)
  if (asks.has('when')) for (const ask of ['how-many', 'what'] as const) asks.delete(ask)
  return asks
}

/** An answer to a field, such as 「12家」; 「第12项」 and 「3.2」 are places of a form. */
const FIGURE = /(?<![第\d.])\d+(?:\.\d+)?\s*(?:个|家|次|人|处|份|万|元|起)/

/**
 * Whether a text, typed in the middle of something else, is a question to the document: 「烟花爆竹谁管？」 and 「什么时候截止」
 * are, 「12家」, 「归零」 and 「没有」 are not. Where unsure it says no.
 */
export function isQuestion(raw: string): boolean {
  if ([...raw].length > LONGEST_QUESTION) return false
  if (isDutyQuestion(raw)) return true
  const { asks, form, text } = readAsk(raw)
  if (asks.size === 0 || FIGURE.test(text)) return false
  // 「报给谁」 and 「什么时候」 are never part of a figure; 多少, 内容, 时间 and the like may be part of a reason.
  if ((['whom', 'when', 'how-often'] as const).some((ask) => asks.has(ask))) return true
  return (
    /[?？]|[吗呢]\s*$/.test(raw) || form === 'owner' || /什么叫|什么是|怎么填|填什么|是什么|什么意思|电话/.test(text)
  )
}
