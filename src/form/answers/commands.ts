// Which command a whole message is, in everyday, polite, rude or English words: 跳过, 请跳过一下, skip. It says what the words
// can mean; whether 是 is a confirmation or an answer depends on what was asked, which is not known here.

import type { Command } from './answer.ts'
import { parseCommandWords } from './command-words.ts'
import { normalize } from './normalize.ts'

const PHRASES: Readonly<Partial<Record<Command, string>>> = {
  skip: `跳过 跳 跳过这项 跳过这题 跳过此项 跳过本项 先跳过 这项跳过 这个跳过 下一项 下一个 下一题 下一条 过 略过 略 先不填这项 这项先不填
    这个先不填 这题不会 这个不会填 不会填 以后再填这项 skip next pass nextone`,
  back: `上一项 上一个 上一题 上一条 上一步 返回 返回上一项 返回上一步 回到上一项 退回上一项 退回去 回去 往回 后退 前一项 前一个 back prev previous goback`,
  pause: `暂停 停 停停 停一停 停一下 等等 等一下 等会 等会儿 等会再填 等会儿再填 等下再填 一会再填 一会儿再填 过会再填 待会再填 晚点再填 晚点填 回头再填 下次再填
    改天再填 明天再填 先不填 先不报 不填 不想填 不想填了 懒得填 先停 先停一下 先到这 先到这里 先这样 退出 退出填报 先存着 保存退出 稍后 稍后再填 没空 忙着呢 在忙
    烦死 烦死人 pause stop quit exit later`,
  same: `同上 同上次 同上期 跟上次一样 和上次一样 与上次一样 同上次一样 照上次 按上次 一样 一样的 还是一样 跟上期一样 和上期一样 沿用上次 照抄上次 不变 没变 没有变 未变 照旧 还那样
    跟之前一样 和之前一样 和以前一样 跟以前一样 还是老样子 老样子 同前 跟前面一样 same ditto asbefore`,
  na: `不涉及 不适用 无此项 无此项业务 无此业务 没有此项业务 没有这项业务 没有这项 没这项 没这业务 没有这个业务 没有该项业务 没有相关业务 未涉及 没涉及 没有涉及
    我们不涉及 本村不涉及 我村不涉及 不涉及这项 不涉及此项 此项不涉及 这项不涉及 该项不涉及 不归我们管 不归我们 不是我们的业务 不属于我们 与我们无关 跟我们无关 跟我们没关系 和我们没关系 与我们没关系
    留空 空着 空白 为空 na n/a none/a notapplicable`,
  help: `帮助 怎么用 怎么操作 如何使用 使用说明 使用帮助 操作说明 菜单 功能 命令 指令 你会什么 你能干什么 你能做什么 能干什么 有什么功能 不会用 不会弄
    有哪些命令 有什么命令 有哪些功能 都有什么命令 咋用 咋弄 咋整 怎么弄 怎么搞 求助 救命 帮帮我 帮我 帮忙 帮帮忙 help helpme menu commands`,
  list: `查看 看看 看一下 看下 查看全部 查看全表 看全表 全表 看表 看看表 查看表 查看已填 看看已填 已填 已填的 填了什么 填了哪些 填了多少 我填了什么
    我填的 看看填的 看看填了什么 看看填了哪些 汇总 列表 清单 明细 预览 核对 检查一下 进度 到哪了 填到哪了 还差多少 还差几项 还差哪些 还有几项 还有多少项 list show view review status`,
  cancel: `取消 作废 算了 算了不填 算了不报 不填算了 放弃 放弃填报 取消填报 取消本次填报 不要了 cancel abort`,
  restart: `重来 重填 重新填 重新填报 重新来 重新报 重新开始 从头来 从头再来 从头填 全部重填 全部重来 推倒重来 全部清空 清空 清除 删掉 全删了 全删掉 reset
    restart startover`,
  more: `更多 还有呢 下一页 下页 翻页 继续看 往下看 接着看 看下面的 后面呢 下面呢 more nextpage`,
  'ask-office': `问办公室 问一下办公室 问问办公室 问下办公室 问安委办 问镇安委办 问一下安委办 找办公室 联系办公室 请教办公室 转办公室 人工 转人工 找人工 askoffice asktheoffice`,
  submit: `提交 上报 交 交表 报送 提交上报 提交吧 确认提交 确认上报 可以提交 可以上报 报上去 交上去 发送 发出去 完成提交 填完 填好 填完了 填好了 报完了
    填写完毕 都填完 都填好 全填完 全填好 全部填完 全部填好 submit send`,
  undo: `撤销 撤回 撤消 回退 撤 反悔 撤销上一条 撤回上一条 撤销刚才的 撤回刚才的 撤销上一步 刚才的不算 刚才不算 上一条不算 刚才填错 刚才错 刚才那个错 刚才写错 刚刚填错
    刚才填错了 刚才错了 undo revert`,
  fill: `填报 报表 填表 开始 开始填报 开始填 开始填表 继续 继续填 继续填报 接着填 接着报 接着来 我要填 我要报 填 报 报数 上数 本月填报 填本月 填本月的 填报本月
    报本月 调度表 填调度表 报调度表 月报 报月报 填月报 start begin fill report continue resume go`,
  correct:
    '更正 改正 修改 更改 修正 我要改 要改 改数 改数据 改一下 改一项 有改动 有错要改 数据有误 报错了 报错 填错 填错了 correct edit change fix',
  confirm: `确认 确定 对 对的 是 是的 是对的 好 好的 可以 行 行的 没错 没问题 无误 核对无误 正确 嗯 嗯嗯 恩 嗯对 对对 对对对 同意 就这样 就这么报 属实 中 得 要得 妥
    ok okay yes y yep sure right correct! confirm`,
  deny: '不对 不是 不 错 错了 不行 不可以 不确认 不同意 不好 有误 有问题 否 别 不要 no n nope wrong',
  'no-change': `无变化 没变化 没有变化 没有变动 无变动 没变动 没啥变化 没什么变化 本月无变化 本月没变化 本月没有变化 本月无变动 这个月没变化 这个月无变化 这个月没有变化
    这个月没变 本月没变 同上月 跟上月一样 和上月一样 与上月一样 同上月一样 跟上个月一样 和上个月一样 与上个月一样 同上个月 照上月 按上月 照上个月 按上个月报 照上月报
    按上月报 全部同上月 都同上月 都跟上月一样 都和上月一样 全部不变 都不变 都没变 都没变化 全没变 都一样 全部一样 全都一样 nochange unchanged sameaslastmonth`,
  define: `? ?? ??? 怎么填 怎么报 如何填 如何填写 咋填 什么意思 啥意思 什么叫 是什么 是什么意思 这是什么 这个什么意思 这是什么意思 这是啥 这项什么意思 这个怎么填 这项怎么填
    不懂 看不懂 不明白 没看懂 没懂 解释 说明 填报说明 填写说明 口径 举例 举个例子 例子 定义 含义 指什么 指的是什么 包括什么 包括哪些 what explain meaning define`,
  greet: '你好 您好 在 在吗 在不在 有人吗 喂 早 早上好 上午好 中午好 下午好 晚上好 哈喽 嗨 hi hello hey',
  thank:
    '谢谢 谢谢你 谢谢您 多谢 感谢 谢 谢了 辛苦 辛苦了 辛苦您了 麻烦你了 麻烦您了 收到 知道 知道了 明白 明白了 thanks thankyou thx',
}

/** Phrases that are put together: each is one word of every group in turn. - stands for none. */
const COMPOSED: readonly (readonly [Command, ...string[]])[] = [
  ['skip', '- 先 暂时 暂', '跳过 略过', '- 这 这一 本 此 该 当前', '- 项 题 个 条 道'],
  [
    'skip',
    '这 这一 本 此 该',
    '项 题 个 条',
    '- 先 暂时 就 以后 回头 晚点 等会',
    '跳过 略过 过 跳 不填 再填 不报 再报 空着',
  ],
  [
    'back',
    '- 返回 返回到 回到 回 往 退回 退到 退回到 回退到 看 看看',
    '上一 上 前一 前面一 上面一',
    '项 题 条 道 步 个',
  ],
  [
    'pause',
    '等会 等会儿 等一会 等一会儿 等下 等一下 一会 一会儿 过会 过会儿 待会 待会儿 晚点 晚些 回头 下次 改天 明天 下午 晚上 稍后',
    '- 再',
    '填 报 弄 来 说 填报 继续 接着填',
  ],
  [
    'na',
    '- 我们村 我们 我村 本村 咱村 咱们村 我社区 本社区 我们社区 我部门 本部门 我们部门 我们这 我们这边 这项 这个 此项 该项 本项',
    '不涉及 没涉及 未涉及 没有涉及 不适用',
    '- 本村 我村 我们 我们村 这个 这项 此项 该项 本项 这一项 这块 这方面 这项工作 此项工作 该项工作 这项业务 这个业务',
  ],
  [
    'na',
    '- 我们 我们村 本村 我村 我们这 我们这里 我们这边 我们社区 村里',
    '没有 没 无',
    '这 这项 这个 此 此项 该 该项 这方面 相关',
    '工作 业务 内容 事项 职责',
  ],
  [
    'list',
    '看 看看 看下 看一下 查看 查看一下 查看下 查下 查一下 显示',
    '我填的 我报的 已填的 填的 填了什么 填了哪些 全部 全表 总表 表格 整个表 所有 填报情况 填写情况 汇总 明细',
  ],
  ['list', '- 我 我都 都 已经 我已经', '填了 报了', '什么 哪些 些什么 多少 几项 多少项'],
  ['same', '跟 和 与 同 照 按 按照', '上次 上回 上期 上一次 上一期', '一样 相同 一致 填 报 的填 的报 的来 来'],
  ['no-change', '跟 和 与 同 照 按 按照', '上月 上个月', '一样 相同 一致 填 报 的填 的报 的来 来'],
  ['submit', '提交 上报 报送 交', '报表 表格 表 调度表 月报 本表 这个表 这张表'],
  ['skip', '- 先', '不填 不报 空着', '这 这一 本 此', '项 题 个 条'],
  ['skip', 'skip', 'this it thisone thisitem thatone'],
  ['back', 'go -', 'back previous', 'to -', 'last previous the thelast theprevious -', 'one item question -'],
  ['list', 'show - view see', '- me', '- my the', 'list progress all everything answers status'],
  ['undo', 'undo revert', 'that it last thelast thatone thelastone lastone this'],
  ['submit', 'submit send', 'it now all thereport theform'],
  ['cancel', 'cancel', 'it all thereport theform everything'],
  ['help', '教 教教 教一下 教下', '我 我们', '- 怎么 咋 如何', '填 用 弄 报 操作'],
  ['list', '看 看看 看下 看一下 查 查看 查下 查一下', '- 我的 填报 填写', '进度'],
  ['list', '看 看看 看下 看一下 查看 查下 查一下', '- 我', '已经填的 已经报的 已填写的 前面填的 之前填的'],
  ['na', '这块 这方面 这一项 这一块 这事', '- 我们 我们村 本村 我村', '不涉及 没涉及 未涉及 不适用'],
  ['list', '还有 还差 还剩 还缺', '几项 几个 多少 多少项 哪些 哪几项 什么', '- 没填 没报 未填 没填完 要填'],
  ['undo', '撤销 撤回 撤消 收回 取消', '刚才 刚刚 上 最后', '的 那条 那个 那一条 那一步 这条 一条 一步 填的 那句'],
  ['undo', '刚才 刚刚', '- 那条 那个 的', '撤销 撤回 撤了 收回'],
  [
    'undo',
    '刚才 刚刚 上一条 最后一条',
    '- 那个 那条 那项 的 这个 这条 那一条',
    '填错 写错 打错 说错 报错 发错 错 不算 作废 撤回 撤销',
  ],
]

const TABLE = new Map<string, Command>()
for (const [command, ...groups] of COMPOSED) {
  const words = groups.map((group) => group.split(' ').map((word) => (word === '-' ? '' : word)))
  const phrases = words.reduce((heads, tails) => heads.flatMap((head) => tails.map((tail) => head + tail)), [''])
  for (const phrase of phrases) TABLE.set(phrase, command)
}
const WHOLE = (Object.entries(PHRASES) as [Command, string][]).flatMap(([command, phrases]) =>
  phrases.split(/\s+/).map((phrase) => [phrase, command] as const),
)
for (const [phrase, command] of WHOLE) TABLE.set(phrase, command)

const OPENINGS =
  '请帮我 请帮忙 麻烦帮我 麻烦您 麻烦你 麻烦 帮我 帮忙 给我 请你 请您 请 劳驾 我想要 我想 我要 我来 那我 那就 那 就 先 马上 立刻 立即 现在 直接 这就 赶快 快点 快 赶紧 能不能 能否 可以 可不可以 好的 好 嗯 我们 我 烦死了 烦死人了 真烦 别问了 别啰嗦 少废话 废话少说 哎呀 求 妈的 他妈的 靠 please'.split(
    ' ',
  )
const ENDINGS =
  '谢谢您 谢谢你 谢谢 多谢 一下 一下子 下 吧 了 啦 呀 啊 呢 哦 哈 嘛 吗 的 行吗 好吗 行不行 好不好 可以吗 可以 pls please thanks thankyou'.split(
    ' ',
  )

/** Longer messages are sentences, not commands. */
const LONGEST = 24

/**
 * The command that a whole message is, or undefined. Politeness and punctuation do not count; a message of digits never is
 * one. Try it after the answer to the open item, since 没有 and 是 may be either.
 */
export function parseCommand(text: string): Command | undefined {
  if (text.length > LONGEST * 2) return undefined
  const bare = strip(text)
  if (bare === '') return /[?？]/.test(text) ? 'define' : undefined
  if (bare.length > LONGEST || /^[\d.]+$/.test(bare)) return undefined
  // 提交了吗 asks whether it was done.
  if (/了[吗没]$/.test(bare)) return undefined
  return lookUp(bare) ?? lookUpDoubled(bare) ?? parseRest(bare) ?? parseClauses(text) ?? parseCommandWords(bare)
}

/** Whether a text is a greeting or thanks and nothing else. */
export function isCourtesy(text: string): boolean {
  const bare = strip(text)
  const command = bare.length > LONGEST ? undefined : lookUp(bare)
  return command === 'greet' || command === 'thank'
}

/** 跳过跳过, 算了算了: said twice for stress. */
function lookUpDoubled(bare: string): Command | undefined {
  const half = bare.slice(0, bare.length / 2)
  return half + half === bare && half.length > 1 ? lookUp(half) : undefined
}

/** Commands that change nothing in a report, so that a reason before them may be in any words: 有事，先停一下. */
const HARMLESS: ReadonlySet<Command | undefined> = new Set<Command>(['skip', 'back', 'pause', 'help', 'list'])
const LONGEST_EXCUSE = 10

/** 填完了，提交 and 好的，跳过，谢谢: clauses that are commands, one of which counts. */
function parseClauses(text: string): Command | undefined {
  const clauses = normalize(text)
    .split(/[，,;。.!\n]|(?<=\p{Script=Han}) +(?=\p{Script=Han})/u)
    .map(strip)
    .filter((clause) => clause !== '')
  if (clauses.length < 2) return undefined
  const commands = new Map(clauses.map((clause) => [clause, lookUp(clause) ?? parseRest(clause)]))
  const wanted = new Set(commands.values())
  for (const polite of ['greet', 'thank', 'confirm'] as const) wanted.delete(polite)
  // 不填了，取消: who cancels also stops.
  if (wanted.has('cancel')) wanted.delete('pause')
  const excuses = clauses.filter((clause) => commands.get(clause) === undefined)
  if (excuses.length === 1 && excuses.every(isExcuse)) wanted.delete(undefined)
  const [only, ...others] = wanted
  if (others.length > 0) return undefined
  if (HARMLESS.has(only)) return clauses.some((clause) => ANSWER.test(clause)) ? undefined : only
  return excuses.length === 0 ? only : undefined
}

/** Words that answer an item, which must not get lost beside a command: 没有，跳过. */
const ANSWER = /^(?:没有?|无|有|是的?|否|不是|都没有?)$/

/** Words without a figure, an answer or a question in them: 有事, 还没统计; not 没改 or 关闭没有, which are none. */
function isExcuse(clause: string): boolean {
  if (clause.length > LONGEST_EXCUSE || /[\d〇零一二两三四五六七八九十百千万]/.test(clause)) return false
  if (/[谁啥哪几吗]|什么|怎么|多少/.test(clause) || /(?:没有?|无|不涉及|是|否)$/.test(clause)) return false
  return !/^(?:都|全|还)*(?:没|未|无)(?!空|时间|统计|查清|弄清|搞清|数|准备|想好)/.test(clause)
}

/** The message without blanks and punctuation, and without question marks unless it is nothing else. */
function strip(text: string): string {
  return normalize(text).replace(/[\s，,、;。.!~…:()"?-]/g, '')
}

function lookUp(bare: string): Command | undefined {
  let left = bare
  // Every round takes at least one word away.
  while (left !== '') {
    const command = TABLE.get(left) ?? lookUpWithoutEnding(left)
    if (command !== undefined) return command
    const opening = OPENINGS.find((word) => left.startsWith(word))
    if (opening === undefined) return undefined
    left = left.slice(opening.length)
  }
  return undefined
}

function lookUpWithoutEnding(text: string): Command | undefined {
  let left = text
  for (;;) {
    const ending = ENDINGS.find((word) => left.endsWith(word))
    if (ending === undefined) return undefined
    left = left.slice(0, -ending.length)
    const command = TABLE.get(left)
    if (command !== undefined) return command
  }
}

const REST =
  '其余的项 其余项 其余的 其余 剩下的 剩下 剩余的 剩余 余下的 余下 其他的 其他项 其他 其它的 其它 别的 后面的 后面 下面的 下面'.split(
    ' ',
  )
const ALL = '全部都 全部 全都 全 都 均 一律 统统'.split(' ')
const BE = '填成 填为 填 是 为 报 按 算 写 记'.split(' ')
const REST_VALUES = new Map<string, Command>([
  ...'0 零 〇 没有 没 无 零吧 0吧 没有了 0个'.split(' ').map((word) => [word, 'rest-zero'] as const),
  ...(
    '同上月 同上个月 同上 同上次 跟上月一样 和上月一样 与上月一样 跟上个月一样 和上个月一样 跟上次一样 和上次一样 照上月 按上月 照旧 不变 没变 没变化 无变化 没有变化 ' +
    '一样 上月数 上月的数'
  )
    .split(' ')
    .map((word) => [word, 'rest-same'] as const),
])

/** 其余为0, 剩下都是0, 余下没有, 其余同上月. */
function parseRest(bare: string): Command | undefined {
  let left = bare
  for (const word of ['请', '那', '就', '把', '将']) if (left.startsWith(word)) left = left.slice(1)
  const rest = REST.find((word) => left.startsWith(word))
  if (rest === undefined) return undefined
  left = left.slice(rest.length)
  for (const words of [ALL, BE, ALL]) {
    const word = words.find((each) => left.startsWith(each))
    if (word !== undefined) left = left.slice(word.length)
  }
  for (const ending of ['谢谢', '了', '吧', '的']) if (left.endsWith(ending)) left = left.slice(0, -ending.length)
  return REST_VALUES.get(left)
}

/** Commands that are worth a guess at a typo. Each is confirmed first, so 是 and 不 are not among them. */
const GUESSED: ReadonlySet<Command> = new Set<Command>([
  'skip',
  'back',
  'pause',
  'same',
  'na',
  'help',
  'list',
  'cancel',
  'restart',
  'submit',
  'undo',
  'fill',
  'correct',
  'no-change',
  'rest-same',
  'ask-office',
])

/** Two-character phrases that a slip may hit; the others are too near to ordinary words. */
const SHORT = new Set('跳过 暂停 同上 帮助 查看 取消 提交 撤销 撤回 填报 更正 继续'.split(' '))

/**
 * The one command whose phrase is a single slip away (跳国, 提焦, 上一向), to be confirmed before it is obeyed. Undefined for
 * exact commands, for texts with a number in them, and where two commands are equally near.
 */
export function nearestCommand(text: string): Command | undefined {
  const bare = strip(text)
  if (
    bare.length < 2 ||
    bare.length > 12 ||
    /[\d〇零一二两三四五六七八九十百千万]/.test(bare.replace(/[上下前]一/, ''))
  )
    return undefined
  if (parseCommand(text) !== undefined) return undefined
  const near = new Set<Command>()
  for (const [phrase, command] of WHOLE) {
    if (!GUESSED.has(command) || (phrase.length < 3 && !SHORT.has(phrase))) continue
    if (isOneSlip(bare, phrase)) near.add(command)
  }
  const [only, other] = near
  return other === undefined ? only : undefined
}

/** Characters that turn a phrase into its opposite are never taken for a slip: 有变化 is not 无变化. */
const NEGATING = /[不没别未无莫勿有]/

/** One character replaced, left out, added, or two neighbours swapped. A two-character phrase allows only the first. */
function isOneSlip(typed: string, phrase: string): boolean {
  if (typed.length < Math.min(phrase.length, 3)) return false
  if (Math.abs(typed.length - phrase.length) > (phrase.length < 3 ? 0 : 1)) return false
  let start = 0
  while (start < typed.length && typed.charAt(start) === phrase.charAt(start)) start += 1
  const a = typed.slice(start)
  const b = phrase.slice(start)
  if (NEGATING.test(a.charAt(0)) || NEGATING.test(b.charAt(0))) return false
  if (a.slice(1) === b.slice(1)) return true
  if (phrase.length < 3) return false
  const swapped = a.charAt(0) === b.charAt(1) && a.charAt(1) === b.charAt(0) && a.slice(2) === b.slice(2)
  return a.slice(1) === b || a === b.slice(1) || swapped
}
