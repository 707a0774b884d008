// The closed set of words that may stand around a figure, and what each does to it. A word that is neither here nor in
// the pack's own words for the item makes the answer unclear: it is asked again. Add a word only if no answer with it
// could mean another figure: 还 (还有3家没改), 又, 新增 and 上月 are left out for that reason.

import { standsAlone } from './latin.ts'

export type WordKind =
  /** Says nothing about the figure. */
  | 'filler'
  /** Who reports: 我们村. Says nothing either, unless it is said to have done what others do; see reading.ts. */
  | 'subject'
  /** Points at what comes: 是, 为. After 不对 it makes the correction a clear one. */
  | 'is'
  /** The same, and replaces what was said before: 改成. */
  | 'change'
  /** The figure is not sure. */
  | 'unsure'
  /** None: 没有, 无, 未发现. */
  | 'none'
  /** The whole: 全是, 都是. */
  | 'all'
  /** A part of what was just said: 其中. */
  | 'which'
  /** Takes back what was said before: 不对, 错了. */
  | 'correction'
  /** Compares with another figure, so that the one meant is not said: 新增, 比上月. */
  | 'relative'
  /** The sum is left to us: 每, 平均. */
  | 'arithmetic'
  /** Ends or joins phrases. */
  | 'break'

/** Words between blanks; in English a _ stands for the blank inside. */
const WORDS: Readonly<Record<WordKind, string>> = {
  subject: `
    局长 站长 所长 镇长 科长 队长 大队长 股长 副局长 副镇长 副主任 分管领导 主要领导 干部 村干部 镇干部 书记 主任 村书记 支书 村主任 支部 党支部 党总支 党委 党组 班子
    领导班子 执法队 执法人员 检查人员 工作人员 检查组 工作组 专班 网格员 我们 我们村 我们村委 我们村委会 我村 咱们 咱们村 咱村 咱 我 本村 我们社区 本社区 我社区 我们部门 本部门 我部门
    我们镇 我镇 本镇 我这边 我们这边 这边 这里 我们这 我们这里 我这里 咱这 咱这边 村里 村里面 村里边 村里头 村委 村委会 村上 村两委 两委 社区 居委 居委会 社区里 部门 站里 所里
    局里 办里 我们站 我站 本站 我们所 我所 本所 我们局 我局 本局 我们办 我办 本办 我们单位 我单位 本单位 我们支队 我们大队 我们中队 我们科 本科室 我们科室 我们办公室`,
  filler: `
    你 你问 你问的 你问的是 你说的 你说的是 帮我 帮忙 帮我填 给我填 你帮我 查了一圈 查了一遍 看了一圈 问了一圈 问了一遍 已核 已核实 已核对 已统计 已确认 已报 已登记 已汇总 已查实 经核实 经统计 经查 经核查
    据统计 核查 核查后 统计后 汇总后 自己 自己报 自己报了 请查收 查收 请审核 请核对 请过目 回复 答复 回答 答 我报一下 报一下 我说一下 说一下 企业那边 企业这边 一共 共
    共计 计 小计 总共 合计 总计 累计 累积 拢共 拢总 统共 通共 总 总数 总数是 合起来 加起来 加一起 全部加起来 数 数量 数字 数目 数据 有 得 已 已经 均 也 也是 就 就是 就有
    只有 仅 仅有 才 大家 报 报了 上报 填 填报 填写 写 记 本月 这个月 当月 这月 目前 截至目前 到目前 目前为止 到目前为止 截止目前 到现在 到现在为止 现在 暂时 今天 刚才
    刚刚 还是 企业 单位 公司 工厂 厂家 厂子 厂 店铺 门店 商户 隐患 重大隐患 重大事故隐患 事故隐患 问题 案例 只 就行 就行了 没错 涉及 属于 人民币 刚好 刚刚好 正好 恰好
    不多不少 整整 实打实 准确 确切 确实 的确 确认 核实 核实了 核过 核过了 核对过 核对过了 统计 统计了 统计下来 统计出来 汇总 汇总下来 数了 数了一下 数了数 数过 算下来
    算了一下 对 对的 对对 嗯嗯 恩 是的 行 ok okay thx thanks 好嘞 明白 没事 辛苦啦 谢谢啦 谢啦 不好意思 对不起 抱歉 久等 久等了 这次 本次 这回 本期 这期 此次 月内 全月
    整月 当前 如今 眼下 迄今 迄今为止 至今 这项 这一项 这一题 这题 这一栏 这栏 这一块 这块 这方面 本项 该项 此项 这样 这样的 这种 这类 此类 的话 那么 我看 我看看 我看下
    我看一下 我看了 我看了下 我看了看 看了下 看了一下 看了看 我看下表 看了表 我查一下 我查了下 我想想 想一下 让我看看 让我看一下 我数数 我数了 我数了下 我算算 等等 稍等
    稍等一下 等一下 人员 辖区 辖区内 全村 全社区 具体 具体是 实际 实际上 真实 真正 最终 最后是 最后定 结果 结果是 答案 答案是 数字是 也就是说 即 便是 其实 其实是
    基本情况 那是 那就是 就这 就这么多 就这些 而已 给你 给您 跟你说 跟您说 告诉你 您 写上 填上 填入 录入 登记 登记了 记上 记下 记为 写为 填为 报为 计为 发你 来 来了 让
    把 被 由 向 着 时候 的时候 以来 会上 会议上 两委会上 报上来 上报来 报来 送来 汇总上来 收到上报 完毕 核实后 统计完 次数 家数 个数 人数 户数 份数 人次数 家次数 老板
    业主 厂里 店里 工厂里 报告 汇报 领导 领导好 各位领导 那就 那个 这个 那 情况 呃 额 诶 咳 了 的 过 啊 呀 哦 呢 哈 啦 嗯 噢 哎 喔 哟 好 好的 收到 你好 您好 知道了 谢谢
    谢谢您 多谢 辛苦 辛苦了 麻烦 请 整 正 👌 👍 🙏 🤝 😊 😄 [ok] [微笑] [强] [抱拳] [握手] [合十] [玫瑰] [呲牙] [愉快] [鼓掌] [好的] [收到] [咖啡] [胜利] [耶] [加油]
    [憨笑] [偷笑] 一下 讲一下 我讲一下 讲下 我讲下 我说 我讲 我跟你讲 我跟你说 我跟您说 我先报 我先报一下 占 占了 嘛 行了吧
    咯 喽 啰 嘞 哒 哩 喇 啫 呢个 呢个月 呢项 呢度 而家 宜家 依家 啲 就系 即系 就咁多 同你讲 我话 大哥 大姐 哥 姐 兄弟 师傅 老兄 下来 筛选 筛选后 去重 去重后 早 早就 早已 早都 下一个 下一题 下一项 毛病 气死 气死人 气死人了 特么 他妈 tmd 喂 完事 完事了 净系 净是 成个月 整个月 前前后后 合共 记录 from_excel 催什么催 别来烦 别来烦我 老子 老子说了 别问 别问了 别再问 别再问了 别催
    别催了 别烦 别烦我 烦不烦 烦死了 烦死 烦 真烦 快点 快点记 赶紧 赶紧记上 赶快 记上 记好了 忙着呢 在忙 忙死了 忙得很 开会呢 在开会 我在开会 都说了 早说了 我说了 跟你说了
    说过了 挂了 挂了啊 他妈的 妈的 靠 我靠 tm total count sum final finally update confirmed confirm cfm sorry oops hi hello hey fyi btw pls please
    thank_you cheers is are the in_total in_all altogether so_far this_month now currently today double_check double_checked yes yeah well um uh hmm just only we_have there_are
    there_is reported`,
  is: '是 为 系 actually',
  change: '应为 改成 改为 更正为 应改为 修改为 更正成 改填 改报',
  unsure: `
    大概 大约 大致 大体 约 差不多 估计 估摸 可能 也许 或许 好像 似乎 应该 应该是 应该有 左右 上下 前后 吧 吗 近 将近 接近 不到 不足 不满 超过 超 不止 不少于 不超过 至少
    最少 最多 顶多 以上 以下 以内 之内 上百 上千 上万 成百 成千 好几 若干 一些 有些 不少 许多 很多 好多 多个 多家 多次 多处 多人 出头 左右吧 有的有 有的没 有的没有
    有的是 有些没 约莫 八成 九成 七成 差一点 记得 记得是 印象 印象中 印象里 说是 不确定 不清楚 不知道 不太清楚 说不准 记不清 待定 待核 待核实 未核实 ? 好似 我估 估 咁上下 有啲 撑死 should_be i_think i_guess not_sure or_so approx approximately about
    around maybe perhaps probably roughly nearly almost over under at_least at_most less_than more_than`,
  none: `
    没有 没 无 未 nil 真没有 真的没有 真没 啥都没有 什么都没有 啥也没有 什么也没有 啥都没 毛都没有 屁都没有 暂无 没得 木有 莫得 none no_issue no_issues no_hazard no_hazards 毫无 全无 并无 没发现 未发现 暂未发现 暂未查出 也没有 也没 也未 也无 没有发现 无发现 没发现什么 未查出 没查出 没查出来
    没有查出来 未查出来 没查到 未查到 没有查到 没有查出 没检查出 未检查出 未检出 尚无 都不是 都不属于 全不是 均不是 一个都不是 没有一个是 没一个是 尚未有 尚没有 未有
    没人 没有人 无人 没有这种情况 没这种情况 没有这种 无此情况 没有此情况 没有此类情况 无此类情况 没有这样的情况 没有这类情况 没这回事 没这事 没有这种事 没发生 没有发生
    未发生 没发生过 没出现 没有出现 未出现 没遇到 没有遇到 未遇到 没碰到 没有碰到`,
  all: '全 都 全部 全是 都是 全部是 全都 全都是 均是 均为 全部为 全为 全部都是 都系 全系 全部系 全都系 all',
  which: '其中 里面 里头 当中',
  correction: `
    不对 错了 写错了 说错了 打错了 填错了 搞错了 弄错了 报错了 写反了 不是 更正 纠正 改一下 改正 不对不对 不不 不不不 错了错了 讲错了 讲错 说错 写错 打错 填错 报错 搞错
    弄错 按错了 按错 输错了 输错 发错了 发错 数错了 数错 看错了 看错 记错了 记错 算错了 算错 写错啦 说错啦 打错啦 手误 口误 笔误 手滑 手滑了 手抖 手抖了 打错字 打错字了 不系 typo no_wait wait
    更正一下 纠正一下 修正 修正一下 我改一下 改下`,
  relative:
    '新增 新增加 增加 增加了 减少 减少了 多了 少了 比上月 比上个月 上月 上个月 过去 以往 往年 往常 历年 上半年 下半年 一季度 二季度 上季度 去掉 扣掉 扣除 除去 下月 下个月 去年 上次 上年 又 再 另外 另有',
  arithmetic: '每 每个 每家 每次 每处 每人 各 平均 人均 加 加上 减 减去 乘 乘以 除以 等于 百分之 分之 + * × ÷ / =',
  break: '， , 、 ; 。 . ! ~ … : ( ) " 然后 并 并且 以及 同时',
}

const BY_FIRST = new Map<string, { readonly text: string; readonly kind: WordKind }[]>()
for (const [kind, words] of Object.entries(WORDS) as [WordKind, string][]) {
  for (const text of words.split(/\s+/)) {
    if (text === '') continue
    const word = text.replaceAll('_', ' ')
    const first = word.charAt(0)
    BY_FIRST.set(first, [...(BY_FIRST.get(first) ?? []), { text: word, kind }])
  }
}
for (const words of BY_FIRST.values()) words.sort((a, b) => b.text.length - a.text.length)

/** The longest known word that begins at `at` in a normalised text. Blanks and line ends count as `break`. */
export function wordAt(text: string, at: number): { readonly text: string; readonly kind: WordKind } | undefined {
  const char = text.charAt(at)
  if (char === ' ' || char === '\n' || char === '\t') return { text: char, kind: 'break' }
  return BY_FIRST.get(char)?.find((word) => text.startsWith(word.text, at) && standsAlone(word.text, text, at))
}

/** Fillers that leave 没有 what it is when they follow at once. 没写, 没收到 and 没问题 say something else than none. */
const LEAVE_NONE = new Set(
  `了 的 过 啊 呀 哦 呢 哈 啦 嗯 噢 哎 喔 哟 呃 额 诶 谢谢 谢谢您 多谢 辛苦 辛苦了 企业 单位 公司 工厂 情况 这 这个 那个 👌 👍 🙏 🤝 😊 😄
  隐患 重大隐患 重大事故隐患 事故隐患 案例 咯 喽 啰 嘞 哩 喇 大哥 大姐 兄弟`.split(/\s+/),
)

/** Whether 没有 (`none`) still says "none" with this filler right after it: 没有企业, 没发现问题; not 没过 or 没有问题. */
export function leavesNone(none: string, filler: string): boolean {
  if (filler === '过') return none.length > 1
  if (filler === '问题' || filler === '毛病' || filler === '有') return SEEKING.test(none)
  return LEAVE_NONE.has(filler) || filler.startsWith('[')
}

/** 没发现, 未查出: none was found by those who looked. */
export const SEEKING = /[现查检]|^no /

const FINDING =
  '发现 发现了 查出 查出了 查到 查到了 查出来 查出来了 found 找到 揾到 排查出 排查出了 自查出 检查出 检查出了 存在'

/**
 * Verbs by which people report an item, tied to what its printed label speaks of: 改了7处 answers an item about 整改 and
 * no other. A verb of another group is a sign that the figure belongs to another item. `vague` verbs may stand beside the
 * figure but do not tell which item is meant: 发现 goes with every shortcoming, 组织 with every meeting. With `moves`, 没下去
 * is no 0.
 */
const VERBS: readonly {
  readonly label: readonly string[]
  readonly unless: readonly string[]
  readonly words: string
  readonly vague?: true
  readonly moves?: true
}[] = [
  { label: ['发现'], unless: ['整改', '督办'], words: FINDING },
  { label: ['未', '无证', '混乱', '走过场', '不落实'], unless: ['发现', '整改', '督办'], words: FINDING, vague: true },
  {
    label: ['整改'],
    unless: [],
    words:
      '解决 解决了 解决掉 消除 消除了 已消除 处理好 处理好了 处理完 处理完了 弄好 弄好了 搞好 搞好了 整好 整好了 整完 整完了 修好 修好了 闭环 闭环了 整改好 整改好了 整改掉 整改掉了 整改完毕 改完毕 整改销号 整改清零 整改 整改了 已整改 完成整改 完成整改了 整改完成 整改完 整改完了 整改到 整改完成了 整改到位 改 改了 改完 改完了 已改 改好 改好了 改掉 改掉了 改到 改晒 改好晒 整好晒 搞掂晒 搞掂 搞掂了 搞定 搞定了 完成 完成了 已完成 销号 销号了 已fix fixed closed close resolved rectified done',
  },
  {
    label: ['企业自查发现'],
    unless: ['整改'],
    words:
      '自己查 自己查出 自己查出来 自己查到 自己发现 自己排查 自己排查出 自行发现 自行查出 自行排查 自行排查出 自查出 自查出来 自查到 自查自纠发现 自查排查 自查排查出 排查',
  },
  { label: ['举报'], unless: ['奖励', '整改'], words: '举报 举报了 反映 反映了 投诉' },
  {
    label: ['交办'],
    unless: ['整改'],
    words:
      '交办 交办了 交落来 交下来 上面交落来 上面交下来 交办下来 转办 转办了 镇里交办 镇里面交办 上面交办 县里交办 镇上交办 街道交办 市里交办 区里交办',
  },
  { label: ['配足'], unless: [], words: '没配够 没配够人 人没配够 没配齐', vague: true },
  { label: ['应急演练'], unless: [], words: '没练 没练过', vague: true },
  { label: ['帮扶', '宣讲'], unless: [], words: '去了 去过', vague: true, moves: true },
  { label: ['混乱'], unless: [], words: '乱 很乱 混乱' },
  { label: ['重点镇'], unless: [], words: '镇街 乡镇 街道', vague: true },
  { label: ['证书'], unless: [], words: '证 证件 证书', vague: true },
  { label: ['督办'], unless: ['整改'], words: '挂牌 挂牌了 督办 督办了 挂牌督办' },
  {
    label: ['抽查'],
    unless: ['未', '发现'],
    words:
      'checked inspected visited 查 查了 抽查 抽查了 检查 检查了 抽查检查 抽检 抽检了 巡查 巡查了 暗访 跑了 走了 走访 走访了 查过 抽了 看了 跑过 去了 去过',
  },
  {
    label: ['督导', '巡查'],
    unless: ['未'],
    words:
      '督导 督导了 督导检查 督导检查了 检查 检查了 巡查 巡查了 去了 跑了 下去检查 督查 督查了 考核 考核了 看了 巡查过 督导过 检查过',
  },
  {
    label: ['帮扶', '指导'],
    unless: [],
    words: '帮扶 帮扶了 指导 指导了 帮扶指导 帮扶指导了 服务 服务了 帮了 帮过 扶了',
  },
  { label: ['处罚', '罚'], unless: [], words: '罚 罚了 处罚 处罚了 行政处罚 被罚 罚过' },
  {
    label: ['移送'],
    unless: [],
    words: '移送 移送了 移送过 送了 送司法 移交 移交了 移送司法 移送公安 移交公安 移送公安机关 移交公安机关',
  },
  {
    label: ['停产'],
    unless: [],
    words: '停 停了 停产 停产了 停业 停业了 停工 叫停 叫停了 整顿 停产整顿 停业整顿 责令停产 责令停业 勒令停产',
  },
  { label: ['关闭', '取缔'], unless: [], words: '关 关了 关闭 关闭了 取缔 取缔了' },
  { label: ['曝光'], unless: [], words: '曝光 曝光了 联合惩戒 惩戒 惩戒了' },
  { label: ['约谈'], unless: [], words: '约谈 约谈了 约谈过 谈了 谈话' },
  { label: ['通报'], unless: [], words: '通报 通报了 通报过 约谈通报' },
  { label: ['公布'], unless: [], words: '公布 公布了 公开 公开了 公示 公示了 发布 发布了 曝光' },
  {
    label: ['学习', '研究', '培训', '宣讲', '督导', '考核'],
    unless: ['未'],
    words:
      'meeting meetings 组织 组织了 开展 开展了 召开 召开了 开了 搞 搞了 搞过 做 做了 做过 弄了 办 办了 进行 进行了 举办 举办了 安排 安排了 开会 集中 主持 主持召开 召集 牵头 带头 参加 参加了 参与 参与了 出席 开过 组织过 开展过',
    vague: true,
  },
  {
    label: ['督导', '巡查', '抽查', '帮扶', '指导', '宣讲', '检查发现'],
    unless: ['未', '整改'],
    words:
      'onsite 下去 落去 落到 下到 上门 入户 进厂 进企 到场 现场 到现场 去现场 实地 下村 下企业 到企业 去企业 进企业 到厂里 去厂里 下厂 出去 带队 带人 带着 走访 亲自',
    vague: true,
    moves: true,
  },
  { label: ['学习'], unless: [], words: '学习 学习了 学了 学 学过 学习过 集中学习' },
  { label: ['研究'], unless: ['未'], words: '研究 研究了 研究过 开会研究 研究部署' },
  { label: ['培训'], unless: [], words: '培训 培训了' },
  { label: ['宣讲'], unless: [], words: '宣讲 宣讲了 宣讲过 讲了 讲过 宣传 宣传了' },
  { label: ['配备'], unless: ['未', '配足'], words: '配 配了 配备 配备了 配有 配齐 配好了' },
  { label: ['核发'], unless: [], words: '发 发了 核发 核发了' },
  { label: ['奖励'], unless: [], words: '奖 奖了 奖励 奖励了 发 发了 发放 发放了' },
  { label: ['追责', '问责'], unless: [], words: '追责 问责 追责了 问责了 追责问责 处理 处理了' },
  { label: ['制度', '机制'], unless: ['未'], words: '建立 建立了 建了 制定 制定了 出台 出台了' },
  {
    label: ['播'],
    unless: [],
    words: '播 播了 播放 播放了 播出 播出了 播过 已播 已播放 已播出 做 做了 办 办了',
  },
]

const groups = VERBS.map((group) => ({ ...group, words: group.words.split(/\s+/) }))
const verbsByFirst = new Map<string, string[]>()
for (const verb of new Set(groups.flatMap((group) => group.words))) {
  verbsByFirst.set(verb.charAt(0), [...(verbsByFirst.get(verb.charAt(0)) ?? []), verb])
}
for (const verbs of verbsByFirst.values()) verbs.sort((a, b) => b.length - a.length)

const MOVES: ReadonlySet<string> = new Set(groups.flatMap(({ words, moves }) => (moves ? words : [])))

/** Whether a verb only says where somebody went, so that its denial is no 0. */
export const onlyMoves = (verb: string) => MOVES.has(verb)

/** The verbs that may report an item with this printed label. */
export function verbsFor(label: string): readonly string[] {
  return groupsFor(label).flatMap((group) => group.words)
}

/** Those of them that tell by themselves what is reported: 改了, 罚了, not 组织. */
export function tellingVerbsFor(label: string): ReadonlySet<string> {
  let verbs = telling.get(label)
  if (verbs === undefined) {
    verbs = new Set(groupsFor(label).flatMap((group) => (group.vague ? [] : group.words)))
    telling.set(label, verbs)
  }
  return verbs
}

/** By label; the labels are those of the packs. */
const telling = new Map<string, ReadonlySet<string>>()

function groupsFor(label: string) {
  return groups.filter(
    (group) => group.label.some((word) => label.includes(word)) && !group.unless.some((word) => label.includes(word)),
  )
}

/** The longest verb of any item that begins at `at`. */
export function verbAt(text: string, at: number): string | undefined {
  return verbsByFirst.get(text.charAt(at))?.find((verb) => text.startsWith(verb, at) && standsAlone(verb, text, at))
}
