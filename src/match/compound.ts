// Whether the word of a pack is only the first half of another matter: 「医疗保险」, 「学校周边的网吧」. It knows words that
// make something else of any word before them, and no pack.

/** Words of which the word before is only a part: 「医疗保险」 is a matter of insurance, not of hospitals. */
const OTHER_HEAD =
  /^的?(?:保险|彩票|补贴|补助|津贴|收费|费用|价格|票价|门票|工资|待遇|招聘|广告|退伍|移民|拆迁|征地|体操|报销|贷款|学费|招生|录取|考试|开放时间|残留|纠纷|投诉|中介|股票|基金|股份|扶贫|户口|金(?![属矿])|费|险[^情品]|险$|款|税)/

/** 「学校周边的网吧」 is a matter beside a school, not the school. */
const BESIDE = /^的?(?:周边|周围|附近|旁边?|隔壁|对面|门口|外面|边上)/

/** 「宠物医院」 is no hospital that the document means, though both are called so. */
const OTHER_FRONT = /(?:宠物|动物|玩具|模型|虚拟|网上|游戏|手机)$/

/** Whether what follows a word in a normalised text, or stands before it, says that the question is about something else. */
export function isOtherMatter(rest: string, before = ''): boolean {
  return OTHER_HEAD.test(rest) || BESIDE.test(rest) || OTHER_FRONT.test(before)
}
