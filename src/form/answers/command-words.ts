// Commands in words that no list of phrases foresees: 把填过的给我看一下, 这一题先跳过去啦, 不好意思先暂停一下. Every word of the message
// must belong to the one command or be politeness, so that a figure, a negation or another matter is never lost.

import type { Command } from './answer.ts'

/** Politeness, haste, excuses that carry no answer, and words of grammar. No negation, no question, no figure. */
const NEUTRAL = `请 请问 想问一下 想问下 麻烦 麻烦你 麻烦您 劳驾 拜托 帮我 帮忙 帮 给 给我 我 我们 你 您 想 想要 要 需要 得 先 就 还是 吧 了 啦 呀 啊 哦 噢 嘛 呢 哈 哎 唉 诶 呃 额
      嗯 的 地 一下 下 下子 一下下 一会 一会儿 会儿 儿 不好意思 对不起 抱歉 打扰 打扰了 谢谢 谢谢你 谢谢您 多谢 谢啦 辛苦 辛苦了 您好 你好 好 好的 好吧 个 行 那 那就
      那么 现在 马上 立刻 立即 快 快点 赶快 赶紧 直接 能不能 能 能否 可以 可不可以 可否 行不行 行吗 好吗 可以吗 好不好 吗 老师 领导 机器人 同志 小助手 助手 系统 师傅 亲
      大哥 大姐 妈的 他妈的 靠 我靠 烦死了 烦死 真烦 烦人 烦 别啰嗦 废话 少废话 把 将 来 去 到 再 让 这边 我这边 今天 今晚 帮帮忙 求求你 求你 pls plz please now thanks
      thx ok okay 咯 喽 啰 喇 呀 住先 先啦 大佬 老板 兄弟 掉 他 别烦 别烦我 别问了 别催 别催了 烦不烦 真的 到底`

interface Grammar {
  readonly command: Command
  /** At least one word of each of these. */
  readonly needs: readonly string[]
  /** Words that may stand beside them. */
  readonly may: string
}

const ITEM = `题目 这个题目 这 这个 这题 这一题 这项 这一项 这道 这道题 这条 这一条 这栏 这一栏 这块 这一个 该项 此项 此题 本项 本题 当前项 当前 这个问题 这个题 这个数 这一问
        本栏 这里 这一块 这块内容 呢个 呢项 呢题 呢条 呢度 field`
const FORM =
  '填写 填写的 表 表格 报表 调度表 月报 这个表 这张表 这份表 报告 填报 填的表 本月的 这个月的 数据 内容 全部 所有 整个 这些 本表'
const WE = `本单位 我单位 我们单位 本部门 我部门 我们部门 我们站 我站 本站 我们所 我所 本所 我们局 本局 我局 我们办 我办 本办 我们科 我们科室 本科室 我们办公室 我们中队
      我们大队 我们厂 我厂 本厂 我们公司 我公司 本公司 我司 我们店 我店 我地 我地村 本村 我村 我们村 咱村 咱们村 咱们 咱 我社区 本社区 我们社区 村里 社区 我们这 我们这里 我们这儿 我这里 这里 这边 我们这边 俺们 俺村`

const GRAMMARS: readonly Grammar[] = [
  {
    command: 'skip',
    needs: [
      `跳过 跳过去 跳 跳掉 略过 略过去 略 忽略 pass skip 下一题 下一项 下一个 下一条 下一问 空过去 过掉 过了 绕过 绕过去 放一放 放着 放一边`,
    ],
    may: `${ITEM} 算了 要不 题目 不填了 暂时 暂 直接 后面再说 后面再补 后面补 回头再补 回头补 以后再补 之后再补 等会补 等会再补 待会再补 晚点补 晚点再补 不会 不会填 不会答
      不清楚 不知道 不晓得 不懂 还没统计 还没统计出来 没统计 数据没出来 还没数 没数 填 换 进入 看 this it one question item the next to`,
  },
  {
    command: 'back',
    needs: [
      `返去 返回 上一个题 上一道题 上一道 前面那题 前面那项 返回去 回到 回 回去 退回 退回去 退到 退 倒回 倒回去 往回 往回走 后退 倒退 翻回 翻回去 上一项 上一题 上一个 上一条
        上一步 前一项 前一题 前一个 上一问 上题 上项 上个 back previous`,
    ],
    may: `上一项 上一题 上一个 上一条 上一步 上面 前面 前一项 前一题 前一个 前头 上一问 上题 上项 上一页 刚才那项 刚才那题 刚才那个 填错了 写错了 报错了 错了 有误 那 那项
        那题 那个 看 看看 改 改改 一步 一题 一项 step question item the to go one`,
  },
  {
    command: 'pause',
    needs: [
      `得闲再填 得闲再搞 得闲再来 有空再填 有空再弄 有空再来 等阵 等一阵 等阵间 停阵 不填住 不填住先 save 暂停 停一下 停一停 停一会 停一会儿 停下来 停下 先停 歇一下 歇会 歇会儿 歇一歇 休息一下 休息会 休息 缓一缓 缓缓 打住 稍等 稍等一下 稍等会 等一下 等一等 等会
        等会儿 等我 等我一下 等我一会 等我会儿 等下 停 保存 存一下 存着 存起来 存 退出 退出去 下线 回头再填 回头填 回头再弄 回头再来 回头再说 明天再填 明天接着填
        明天继续 明天再弄 明天再来 明天再说 晚点再填 晚点填 晚点再来 晚点再说 晚点继续 晚些再填 下午再填 下午继续 下午再来 晚上再填 晚上继续 等会再填 等会再来 等会继续
        等会再弄 待会再填 待会再来 待会再说 待会继续 一会再填 一会继续 一会儿再来 过会再来 改天再填 改天再来 先放着 填到这 填到这里 填到这儿 报到这 报到这里 弄到这
        弄到这里 做到这 今天先到这 今天就到这 今天就到这里 先到这 先到这儿 先到这里 就到这 到此为止 pause stop hold`,
    ],
    may: `暂时 填报 填 填写 报 弄 这 这个 有事 有点事 有急事 临时有事 突然有事 开会 在开会 要开会 去开会 忙 开个会 去开个会 有个会 在忙 正忙 没空 没时间 接电话 接个电话
        吃饭 吃个饭 去吃饭 下班 下班了 上厕所 开车 在开车 出门 出去一下 来人了 手头有事 手头有点事 手机没电 查资料 查一下数据 核对一下 核实一下 问一下 去问问 一小会 分钟
        五分钟 十分钟 几分钟 一分钟 两分钟 半小时 for a moment minute on it this wait`,
  },
  {
    command: 'list',
    needs: [
      `看 看看 看一下 看下 查看 查 查查 查一下 查下 瞧 瞧瞧 瞧一下 瞅瞅 瞅一下 显示 列 列出 列出来 列一下 发 发一下 发我 调出来 翻翻 翻看 核对 浏览 回顾 过目 show see
        view list check`,
      `填过的 填的 填了 填好的 填完的 填好 填过 已填 已填的 已经填 已填写 填写 填报 报过的 报的 报了 已报 报好的 录过的 全部 所有 整个 整张 全表 汇总 清单 列表 明细
        记录 进度 草稿 我的 前面的 之前的 表 表格 报表 调度表 填报情况 填写情况 填表情况 answers filled entered everything all progress report form so`,
    ],
    may: `已经 已 都 有 什么 哪些 些什么 哪几项 几项 多少 多少项 到哪 到哪了 到第几项 内容 东西 数 数据 数字 目前 当前 之前 前面 刚才 上面 自己 这个月 本月 这张 这个 整体
        情况 到现在 到目前为止 出来 现状 进展 啥 些啥 了啥 啲 哪几个 几个 乜 乜嘢 咩 了乜 了咩 me what i have my the far filled in is of`,
  },
  {
    command: 'list',
    needs: [
      '填了 填过 报了 报过 填到 报到 到 到了 已填 已经填 写了 录了',
      '啥 些啥 乜 乜嘢 咩 什么 哪些 些什么 哪几项 几项 多少 多少项 哪 哪里 第几项 第几题 哪了 哪一项 哪项 哪一题',
    ],
    may: '啲 看 看看 看一下 看下 查 查一下 查看 我 都 已经 前面 之前 刚才 目前 到现在 到底 现在 总共 一共',
  },
  {
    command: 'list',
    needs: [
      '还有 剩 还剩 还剩下 还差 还要填 还要报 还得填 还没填 剩下',
      '多少 多少项 多少个 多少题 多少条 几项 几个 几题 几条 几道 哪些 哪几项 哪几个 哪些项',
    ],
    may: '没填 没填的 未填 没填完 没报 要填 要填的 要报 才 完 填完 报完 题 项 没完 一共 总共 我',
  },
  {
    command: 'define',
    needs: [
      `什么意思 啥意思 啥玩意 啥玩意儿 什么玩意 什么玩意儿 咩意思 乜意思 乜嘢意思 几个意思 指什么 指啥 指的什么 指的啥 指的是什么 指的是啥 怎么算 怎么算的 怎么统计 怎么界定
        怎样算 咋算 口径 解释 解释下 解释一下 说明一下 举例 举个例子 看不懂 看不明 不明 不明白 听不懂 不懂 没看懂 没搞懂 搞不懂 meaning mean explain`,
    ],
    may: `${ITEM} 是 究竟 指 指的 意思 看 说 问 写 这写的 这说的 什么 啥 都 要填 要报 填 报 算 数 数字 啊这 what does is it this that the of`,
  },
  {
    command: 'no-change',
    needs: [
      '上月 上个月 上月份',
      `一样 一模一样 一样的 没变 没变化 没有变化 没有变 无变化 未变 未变化 不变 相同 一致 持平 照旧 没变动 没有变动 无变动 没动 没啥变化 没什么变化 照抄 照填 照报 照搬
        同`,
    ],
    may: `跟 和 与 同 照 按 按照 比 相比 比较 比起来 数 数据 数字 情况 还是 仍 仍然 依然 依旧 都 全 全部 完全 保持 维持 也 这个月 本月 这月 填 报 抄 着 冇变 其它 继续 这项
        这个 这一项`,
  },
  {
    command: 'same',
    needs: [
      `一样 一模一样 一样的 没变 没变化 没有变化 没有变 没得变化 没啥变 没啥变化 没什么变化 无变化 未变 未变化 不变 相同 一致 持平 照旧 没变动 没有变动 无变动 没动
        没动过 照抄 照填 照报 照搬 同上 同前 老样子 原样 same unchanged`,
    ],
    may: `跟 和 与 同 照 按 按照 比 相比 比较 比起来 上次 上回 上期 之前 以前 原来 前面 上一次 上一期 先前 前次 数 数据 数字 情况 还是 仍 仍然 依然 依旧 都 全 完全 保持 维持
      也 继续 就是 是 ${ITEM} as last before time the month`,
  },
  {
    command: 'no-change',
    needs: ['上月 上个月 上月份', '那个数 的数 的数字 的数据 那些数 数 老数 那样 的填 的报'],
    may: '还是 就是 就 是 按 照 按照 用 填 报 跟 和 一样 的 吧 来',
  },
  {
    command: 'same',
    needs: ['上次 上回 上期 之前 以前 原来', '那个数 那个数字 的数 的数字 的数据 那些数 那个 老数 那样'],
    may: '还是 就是 就 是 按 照 按照 用 填 报 跟 和 一样 的 吧 来',
  },
  {
    command: 'na',
    needs: [
      `不涉及 不涉及的 未涉及 没涉及 没有涉及 不适用 没有这项业务 没有这个业务 没这项业务 没这个业务 没有这块业务 没这块业务 无此业务 无此项业务 没有此项业务
        没有相关业务 没有这方面业务 没有这方面的业务 没有这项工作 没有此项工作 没这项工作 没有这项内容 没有这项 没这项 无此项 没有该项 没有这一项 没有这一块 没这一块
        没有这块 没这块 不归我们管 不归我管 不是我们管 不是我们管的 不属于我们 不属于我们管 不属于我们的业务 与我们无关 跟我们无关 和我们无关 跟我们没关系 和我们没关系
        与我们没关系 不关我们的事 不关我们事 不关我事 不关我厂的事 不关我们厂的事 没这业务 没有这业务 没有呢项业务 没呢项业务 没这个业务 留空 空着`,
    ],
    may: `${ITEM} ${WE} 内容 工作 业务 事项 情况 项目 方面 这方面 这方面的 这方面的工作 这类 这种 此类 相关 职责 不存在 这种情况 这类情况 这个情况 都 也 是 根本 确实 不属于 不在 范围 这个范围 内 没有 没`,
  },
  {
    command: 'help',
    needs: [
      `帮助 帮助我 救命 救救我 求助 指导 教教我 教我 教一下 教下 教教 怎么弄 怎么操作 怎么用 怎么填 怎么搞 咋弄 咋填 咋用 咋操作 咋整 点填 点样填 点报 点整 点搞 点用 点做 不识填 不会用 不会弄 不会操作 不会填
        不会搞 不会 不懂怎么填 有没有说明 使用说明 操作说明 填报说明 说明书 help howto instructions`,
    ],
    may: `${ITEM} 怎么 如何 填 用 弄 操作 说明 使用 看 一点 指导下 指导指导 东西 表 怎么办 怎么回事 这东西 这玩意 完全 有没有 me i you use fill it with this how to do need
      some`,
  },
  {
    command: 'cancel',
    needs: ['取消 取消掉 取消吧 算了 算了吧 放弃 作废 不报了 不填了算了 不弄了 不要了 不搞了 cancel abort discard'],
    may: `${FORM} 本次 这次 这一次 整个 全 都 不填了 不报了 不填 不搞 不搞了 不想填了 不想报了 不想弄了 不弄了 不干了 填 报 本次填报 这次填报 不用填了 别填了 draft the this it everything all`,
  },
  {
    command: 'submit',
    needs: ['交 提交 提交上去 提交掉 上报 报上去 交上去 发上去 递交 交了 交吧 报送 送上去 提交了吧 报了吧 submit send'],
    may: `${FORM} 确认 确定 没问题 没错 无误 核对无误 核对好了 检查好了 检查过了 核对过了 核对过 核对好 确认过了 确认过 看过了 都对 都填好了 都填完了 填好了 填完了 全填好了
      全填完了 弄好了 弄完了 完成了 搞定 搞定了 都 全 可以了 这样 就这样 给办公室 it the report form this my`,
  },
  {
    command: 'undo',
    needs: [
      '撤销 撤回 撤消 撤掉 收回 回退 反悔 撤 不算 作废 删掉 删了 删除 去掉 取消 undo revert',
      `刚才 刚刚 上一条 上条 上一句 上一步 上一个 上个 最后一条 前一条 刚才的 刚刚的 刚填的 刚报的 刚发的 刚写的 刚输的 last that previous`,
    ],
    may: `那 那个 那条 那一条 那句 那项 那步 那个数 的 这条 这个 这一条 填的 报的 发的 写的 输的 数 数字 条 答案 内容 消息 信息 话 我 填 报 发 写 错 错了 填错了 发错了
        写错了 打错了 报错了 弄错了 搞错了 手滑 手误 操作 一步 one answer the my it`,
  },
  {
    command: 'undo',
    needs: [
      '填错了 发错了 写错了 打错了 报错了 弄错了 搞错了 输错了 按错了 点错了 手滑 手滑了 手误 错了',
      '撤销 撤回 撤消 撤 撤掉 收回 回退 退回去 undo 刚才 刚刚 上一条 上条',
    ],
    may: '刚 那 那个 那条 那一条 那个数字 那个数 刚填的 这条 的 填的 发的 数 数字 我 填 发',
  },
]

/** Of one grammar; its sets of needs fit into a byte. */
const MOST_NEEDS = 2

interface Words {
  readonly command: Command
  /** By first character, each with the bit of the need that it meets; 0 for words that may stand. */
  readonly byFirst: ReadonlyMap<string, readonly (readonly [string, number])[]>
  /** All bits of what is needed. */
  readonly full: number
}

const COMPILED: readonly Words[] = GRAMMARS.map(({ command, needs, may }) => {
  const entries = [
    ...needs.flatMap((words, i) => split(words).map((word) => [word, 1 << i] as const)),
    ...split(`${NEUTRAL} ${may}`).map((word) => [word, 0] as const),
  ]
  const byFirst = new Map<string, (readonly [string, number])[]>()
  for (const entry of entries) {
    const first = entry[0].charAt(0)
    byFirst.set(first, [...(byFirst.get(first) ?? []), entry])
  }
  return { command, byFirst, full: (1 << needs.length) - 1 }
})

function split(words: string): readonly string[] {
  return words.split(/\s+/).filter((word) => word !== '')
}

/** The one command that all words of a message without blanks and punctuation belong to; undefined for none and for two. */
export function parseCommandWords(bare: string): Command | undefined {
  // No word has a digit.
  if (/\d/.test(bare)) return undefined
  const found = new Set(COMPILED.filter((words) => covers(words, bare)).map(({ command }) => command))
  // 跟上月一样 is said of the whole form where nothing is asked.
  if (found.has('no-change')) found.delete('same')
  // 不懂怎么填 asks for both; how to answer comes with what is asked.
  if (found.has('help')) found.delete('define')
  const [only, other] = found
  return other === undefined ? only : undefined
}

/**
 * Whether the words can be laid end to end over the text so that every need is met. At each place that words reach, it keeps
 * which sets of needs were met on the way, as bits, so that one pass is enough.
 */
function covers({ byFirst, full }: Words, text: string): boolean {
  const reached = new Uint8Array(text.length + 1)
  reached[0] = 1
  let furthest = 0
  for (let at = 0; at < text.length && at <= furthest; at += 1) {
    const met = reached[at] ?? 0
    if (met === 0) continue
    for (const [word, need] of byFirst.get(text.charAt(at)) ?? []) {
      if (!text.startsWith(word, at)) continue
      const end = at + word.length
      reached[end] = (reached[end] ?? 0) | withNeed(met, need)
      furthest = Math.max(furthest, end)
    }
  }
  return ((reached[text.length] ?? 0) & (1 << full)) !== 0
}

/** The sets of needs, each a bit of `sets`, with one need added to all of them. */
function withNeed(sets: number, need: number): number {
  if (need === 0) return sets
  let added = 0
  for (let set = 0; set < 1 << MOST_NEEDS; set += 1) if (sets & (1 << set)) added |= 1 << (set | need)
  return added
}
