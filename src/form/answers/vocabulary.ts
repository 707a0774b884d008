// The closed set of words that may stand around a figure, and what each does to it. A word that is neither here nor in
// the pack's own words for the item makes the answer unclear: it is asked again. Add a word only if no answer with it
// could mean another figure: 还 (还有3家没改), 又, 新增 and 上月 are left out for that reason.

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

const WORDS: Readonly<Record<WordKind, string>> = {
  subject: `
    我们 我们村 我村 咱们 咱们村 咱村 咱 我 本村 我们社区 本社区 我社区 我们部门 本部门 我部门 我们镇 我镇 本镇 我这边 我们这边 这边 这里 村里`,
  filler: `
    一共 共 共计 计 小计 总共 合计 总计 累计 总数 总数是 数量 数字 有 已 已经 均 也 也是 就 就是 就有 只有 仅 仅有 才 大家 报 报了 上报 填 填报 填写 写 记
    本月 这个月 当月 这月 目前 截至目前 到目前 目前为止 到目前为止 截止目前 到现在 到现在为止 现在 暂时 今天 刚才 刚刚 还是
    企业 单位 公司 工厂 厂家 厂子 厂 店铺 门店 商户 隐患 重大隐患 重大事故隐患 事故隐患 问题 案例
    只 就行 就行了 没错 涉及 属于 人民币
    报告 汇报 领导 领导好 各位领导 那就 那个 这个 那 情况 呃 额 诶 咳
    了 的 过 啊 呀 哦 呢 哈 啦 嗯 噢 哎 喔 哟 好 好的 收到 你好 您好 知道了 谢谢 谢谢您 多谢 辛苦 辛苦了 麻烦 请 整 正
    👌 👍 🙏 🤝 😊 😄
    [ok] [微笑] [强] [抱拳] [握手] [合十] [玫瑰] [呲牙] [愉快] [鼓掌] [好的] [收到] [咖啡] [胜利] [耶] [加油] [憨笑] [偷笑]`,
  is: '是 为',
  change: '应为 改成 改为 更正为 应改为 修改为',
  unsure: `
    大概 大约 大致 大体 约 差不多 估计 估摸 可能 也许 或许 好像 似乎 应该 应该是 应该有 左右 上下 前后 吧 吗 近 将近 接近 不到 不足 不满 超过 超 不止 不少于
    不超过 至少 最少 最多 顶多 以上 以下 以内 之内 上百 上千 上万 成百 成千 好几 若干 一些 有些 不少 许多 很多 好多 多个 多家 多次 多处 多人 出头
    左右吧 不确定 不清楚 不知道 不太清楚 说不准 记不清 待定 待核 待核实 未核实 ?`,
  none: `
    没有 没 无 未 暂无 没得 木有 莫得 none 毫无 全无 并无 没发现 未发现 暂未发现 暂未查出 也没有 也没 也未 也无 没有发现 无发现 没发现什么 未查出 没查出 没查出来 没有查出来 未查出来 没查到 未查到 没有查到 没有查出 没检查出 未检查出
    未检出 尚无`,
  all: '全 都 全部 全是 都是 全部是 全都 全都是 均是 均为 全部为 全为 全部都是',
  which: '其中 里面 里头 当中',
  correction: '不对 错了 写错了 说错了 打错了 填错了 搞错了 弄错了 报错了 写反了 不是 更正 纠正 改一下 改正',
  relative:
    '新增 新增加 增加 增加了 减少 减少了 多了 少了 比上月 比上个月 上月 上个月 下月 下个月 去年 上次 上年 又 再 另外 另有',
  arithmetic: '每 每个 每家 每次 每处 每人 各 平均 人均 加 加上 减 减去 乘 乘以 除以 等于 百分之 分之 + * × ÷ / =',
  break: '， , 、 ; 。 . ! ~ … : ( ) "',
}

const BY_FIRST = new Map<string, { readonly text: string; readonly kind: WordKind }[]>()
for (const [kind, words] of Object.entries(WORDS) as [WordKind, string][]) {
  for (const text of words.split(/\s+/)) {
    if (text === '') continue
    const first = text.charAt(0)
    BY_FIRST.set(first, [...(BY_FIRST.get(first) ?? []), { text, kind }])
  }
}
for (const words of BY_FIRST.values()) words.sort((a, b) => b.text.length - a.text.length)

/** The longest known word that begins at `at` in a normalised text. Blanks and line ends count as `break`. */
export function wordAt(text: string, at: number): { readonly text: string; readonly kind: WordKind } | undefined {
  const char = text.charAt(at)
  if (char === ' ' || char === '\n' || char === '\t') return { text: char, kind: 'break' }
  return BY_FIRST.get(char)?.find((word) => text.startsWith(word.text, at))
}

/** Fillers that leave 没有 what it is when they follow at once. 没写, 没收到 and 没问题 say something else than none. */
const LEAVE_NONE = new Set(
  `了 的 过 啊 呀 哦 呢 哈 啦 嗯 噢 哎 喔 哟 呃 额 诶 谢谢 谢谢您 多谢 辛苦 辛苦了 企业 单位 公司 工厂 情况 这 这个 那个 👌 👍 🙏 🤝 😊 😄
  隐患 重大隐患 重大事故隐患 事故隐患 案例`.split(/\s+/),
)

/** Whether 没有 (`none`) still says "none" with this filler right after it: 没有企业, 没发现问题; not 没过 or 没有问题. */
export function leavesNone(none: string, filler: string): boolean {
  if (filler === '过') return none.length > 1
  if (filler === '问题') return SEEKING.test(none)
  return LEAVE_NONE.has(filler) || filler.startsWith('[')
}

/** 没发现, 未查出: none was found by those who looked. */
export const SEEKING = /[现查检]/

const FINDING = '发现 发现了 查出 查出了 查到 查到了 查出来 排查出 排查出了 自查出 检查出 检查出了 存在'

/**
 * Verbs by which people report an item, tied to what its printed label speaks of: 改了7处 answers an item about 整改 and
 * no other. A verb of another group is a sign that the figure belongs to another item. `vague` verbs may stand beside the
 * figure but do not tell which item is meant: 发现 goes with every shortcoming, 组织 with every meeting.
 */
const VERBS: readonly {
  readonly label: readonly string[]
  readonly unless: readonly string[]
  readonly words: string
  readonly vague?: true
}[] = [
  { label: ['发现'], unless: ['整改', '督办'], words: FINDING },
  { label: ['未', '无证', '混乱', '走过场', '不落实'], unless: ['发现', '整改', '督办'], words: FINDING, vague: true },
  {
    label: ['整改'],
    unless: [],
    words:
      '整改 整改了 已整改 完成整改 完成整改了 整改完成 整改完 整改完了 整改到 整改完成了 整改到位 改 改了 改完 改完了 已改 改好 改好了 改掉 改掉了 改到 完成 完成了 已完成 销号 销号了',
  },
  { label: ['督办'], unless: ['整改'], words: '挂牌 挂牌了 督办 督办了 挂牌督办' },
  {
    label: ['抽查'],
    unless: ['未', '发现'],
    words: '查 查了 抽查 抽查了 检查 检查了 抽查检查 跑了 走了 走访 走访了',
  },
  {
    label: ['督导', '巡查'],
    unless: ['未'],
    words: '督导 督导了 督导检查 检查 检查了 巡查 巡查了 去了 跑了 下去检查',
  },
  { label: ['帮扶', '指导'], unless: [], words: '帮扶 帮扶了 指导 指导了 帮扶指导 帮扶指导了 服务 帮了' },
  { label: ['处罚', '罚'], unless: [], words: '罚 罚了 处罚 处罚了 行政处罚 被罚 罚过' },
  {
    label: ['移送'],
    unless: [],
    words: '移送 移送了 移交 移交了 移送司法 移送公安 移交公安 移送公安机关 移交公安机关',
  },
  { label: ['停产'], unless: [], words: '停 停了 停产 停产了 停业 整顿 停产整顿 责令停产' },
  { label: ['关闭', '取缔'], unless: [], words: '关 关了 关闭 关闭了 取缔 取缔了' },
  { label: ['曝光'], unless: [], words: '曝光 曝光了 联合惩戒 惩戒 惩戒了' },
  { label: ['约谈'], unless: [], words: '约谈 约谈了' },
  { label: ['通报'], unless: [], words: '通报 通报了 约谈通报' },
  { label: ['公布'], unless: [], words: '公布 公布了 公开 发布 发布了' },
  {
    label: ['学习', '研究', '培训', '宣讲', '督导', '考核'],
    unless: ['未'],
    words: '组织 组织了 开展 开展了 召开 召开了 开了',
    vague: true,
  },
  { label: ['学习'], unless: [], words: '学习 学习了 学了 学' },
  { label: ['研究'], unless: ['未'], words: '研究 研究了' },
  { label: ['培训'], unless: [], words: '培训 培训了' },
  { label: ['宣讲'], unless: [], words: '宣讲 宣讲了 讲了' },
  { label: ['配备'], unless: ['未', '配足'], words: '配 配了 配备 配备了 配有' },
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
  return verbsByFirst.get(text.charAt(at))?.find((verb) => text.startsWith(verb, at))
}
