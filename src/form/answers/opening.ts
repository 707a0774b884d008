// What is said before the figure and is no part of the answer: whom it is said to (主任，), who says it and from
// where (我在车间，), for whom (三联村), as of which day (截至5月31日), where it was looked up (我查了一下台账，, sum出来), and the
// slip that is taken back (写成8了，). It finds where each ends; the answer is read elsewhere.

import { isLatin } from './latin.ts'

const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭蔡潘田董袁叶蒋杜苏魏程吕丁沈姚卢钟姜崔谭廖范汪'
const TITLES = '主任|书记|站长|所长|镇长|局长|科长|老师|同志|大姐|大哥'
const WHOM = new RegExp(
  `(?:(?:[${SURNAMES}]?(?:${TITLES}))|[${SURNAMES}][姐哥总工])(?:您好|你好|好)?(?=[，,!\\s])`,
  'y',
)

/** A place or office by its name. 各村, 隔壁村 and 三个村 are no names, nor is what begins with a verb. */
const UNIT =
  /(?![各每别隔邻外附周友兄其某哪几整另上下帮到去查检督导罚停关移送约谈曝对给在被由跟和与有无没未不是重])[\p{Script=Han}]{2,6}?(?:村委会|居委会|社区|村)(?=[\s，,:])/uy
const NO_NAME = /[个各每别某哪几其和跟与有无没未不]|^[一二两三四五六七八九十百]+(?:村|社区)/

/** Who is speaking: 我是三联村会计，. */
const SPEAKER =
  /我(?:们?是|系)[\p{Script=Han}]{0,8}?(?:会计|文书|书记|主任|干部|村委会?|网格员|安全员|负责人|[村社]区?的?|[小老][\p{Script=Han}])(?=[，,。])/uy

/** Where somebody is who has no time: 我在车间，6个. Not 在查，6个, which are those found so far. */
const BUSY =
  /(?:我|正|现在)*在(?:车间|工地|路上|外面|外地|厂里|家里|家|店里|村委|开会|开车|吃饭|忙|上班|加班|干活|接电话|打电话)里?呢?(?=[，,。\s])/y

const DAY = '[\\d一二三四五六七八九十]{1,3}'
const MONTH_END = '[上本这]个?月[底末]|月[底末]'
const AS_OF = new RegExp(
  `(?:截至|截止到?|到|至)(?:(?:今年|本年)?${DAY}月(?:底|末|${DAY}[日号])|${MONTH_END}|今[天日])(?:为止|止)?`,
  'y',
)

const SOURCE =
  '(?:根据|按照|从)?(?:台[账帐]|excel表格|excel表|excel|透视表|表格|表|报表|系统|记录|本子|资料|名册|登记簿|册子|数据)(?:上面|里面|上|里|中)?' +
  '(?:登记住?|显示|记住?|写住?|汇总|统计|导出|筛选|sum)?(?:出来|下来)?的?'
/** Where the figure was looked up: 我查了一下台账，, 系统里显示. */
const LOOKED_UP = new RegExp(
  `(?:我们?|刚才|刚刚|刚)*(?:核对|核实|统计|查|看|数|算|问|核|翻|对)了?(?:一下子|一下|一遍|一圈|下)先?(?:${SOURCE})?|${SOURCE}`,
  'y',
)

/** The end of an opening at `at`, or `at`. `isFirst`: nothing was said before, `labelled`: what the item's label speaks of. */
export function openingEnd(text: string, at: number, isFirst: boolean, label: string): number {
  if ('截到至'.includes(text.charAt(at))) return endOf(AS_OF, text, at)
  const lookedUp = LOOKED_HEADS.includes(text.charAt(at)) ? endOf(LOOKED_UP, text, at) : at
  if (lookedUp > at) return lookedUp
  if (!isFirst) return at
  const whom = Math.max(...[WHOM, BUSY, SPEAKER].map((pattern) => endOf(pattern, text, at)))
  if (whom > at || /村|社区/.test(label.replace(/^.*?[级)]/, ''))) return whom
  const unit = endOf(UNIT, text, at)
  return NO_NAME.test(text.slice(at, unit)) ? at : unit
}

/** 写成8了, 刚才打成8了: a slip that is told, so that the figure that follows is the one meant. */
const SLIP =
  /(?:刚才|刚刚|前面|上面|我)*(?:写|打|填|报|说|讲|看|听|按|发|输|数|算|录)(?:成|的是)[\d〇零一二两三四五六七八九十百千万.]{1,8}[\p{Script=Han}]?(?:了|啦|是错的)(?=[，,。\s])/uy

const LOOKED_HEADS = '我刚核统查看数算问翻对台e透根按从表报系记本资名登册'
const SLIP_HEADS = '刚前上我写打填报说讲看听按发输数算录'

/** The end of a told slip at `at`, or `at`. */
export function toldSlipEnd(text: string, at: number): number {
  // Most places in a text begin none.
  if (!SLIP_HEADS.includes(text.charAt(at))) return at
  return endOf(SLIP, text, at)
}

const TOOL = /(?!forecast|estimat|guess|plan|predict|expect)[a-z]{2,10}(?:出来|下来)/y

/** The end of a tool that gave the figure (vlookup出来, sum下来), or `at`. What was forecast is no figure. */
export function toolEnd(text: string, at: number): number {
  return isLatin(text.charAt(at)) ? endOf(TOOL, text, at) : at
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}
