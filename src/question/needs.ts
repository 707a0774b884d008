// What a passage must hold to answer a question at all: who asks for a sum, a spot or the holder of a post is not answered
// by a passage without one, however alike its words are. It knows no pack.

import type { Reading } from './ask.ts'

/** Asks for a spot, and not only from whom, or to whom. */
const SPOT = /[什么哪个]地方|地[点址]|会议室|教室|房间|礼堂|大厅|酒店|场[地所]|位置|几楼|哪[栋层]|在哪|在何处/
/** What a place is called by, or stands on. */
const PLACE = /位置|地点|地址|场所|现场|网|平台|公众号|媒体|报纸|电视|公[示告开]栏|设在|邮箱|信用|系统|账户/

/** What is asked for by name, such as a sum or an address, and what a passage with one looks like. */
const NEEDS: readonly { readonly asked: RegExp; readonly held: RegExp }[] = [
  {
    asked: /多少(?:钱|元|块|万)|几(?:块|百|千|万)?[元块]钱?|几[万百千]|金额|奖金|[奖罚]多少/,
    held: /[\d一二三四五六七八九十百千万]元|奖金/,
  },
  { asked: /百分之几|几成|什么比例|比例是?多少/, held: /百分之|[%％]/ },
  { asked: /几点(?!意见)/, held: /\d{1,2}[:：时点]/ },
  { asked: /几个?小时|多少个?小时/, held: /小时/ },
  { asked: /几个?工作日|多少个?工作日/, held: /工作日/ },
  { asked: /邮箱/, held: /邮箱/ },
  { asked: /网址|网站/, held: /网址|网站/ },
]

/** Whether a passage lacks what a question asks for by name. A place asked for may also be the passage's own subject. */
export function lacksAsked({ asks, text }: Pick<Reading, 'asks' | 'text'>, passage: string, isPlace: boolean): boolean {
  if (asks.has('where') && SPOT.test(text) && !isPlace && !PLACE.test(passage)) return true
  return NEEDS.some(({ asked, held }) => asked.test(text) && !held.test(passage))
}

/**
 * 「副所长」 is another person than 「所长」, the group of the county another than that of the town, and the wage of an inspector
 * another matter than the inspector.
 */
const OTHERWISE =
  /副|[县市省](?=级|专项|领导|安委|政府)|工资|薪水|学历|待遇|补贴|补助|津贴|年龄|编制|[盖公]章|涨价|价格|保险|名单|考试|下班|上班/g

/** Places of words in a question that make another matter of it, unless a topic has them. */
export function decisivePlaces(text: string): readonly number[] {
  const post = postIn(text)
  const inPost = post === undefined ? [] : [...post].map((_, at) => text.indexOf(post) + at)
  const group = post === undefined ? [] : [...text.matchAll(GROUP)]
  return [...text.matchAll(OTHERWISE), ...group].map(({ index }) => index).concat(inPost)
}

/** The leader of one group is not that of another. */
const GROUP = /专班|督[查导]组|检查组|专家组|巡查组/g

const POSTS = '(副?(?:组长|队长|主任|局长|所长|站长|镇长|村长|书记|班长|主席|会长)|总指挥|召集人|负责人)'
const POST = new RegExp(
  `${POSTS}[^,]{0,3}(?:是|叫|由|谁|哪)[^,]{0,2}(?:谁|哪一?[位个]|什么名|啥名|什么人)|${POSTS}叫(?:什么|啥)|${POSTS}(?:谁|哪位)|(?:谁|哪一?位|哪个领导)[^,]{0,3}(?:是|当|任|做|担任)[^,]{0,6}${POSTS}`,
)

/** The post whose holder a normalised text asks for by name: 组长 of 「专班组长是哪位」; undefined when it asks for none. */
export function postIn(text: string): string | undefined {
  return POST.exec(text)
    ?.slice(1)
    .find((post) => post !== undefined)
}
