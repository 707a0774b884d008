// What is said about messages themselves: who did not get one, and what to send where there is no button to tap.

/** Few enough to be read on a telephone. */
const MOST_NAMES = 20

/** 2人收不到消息：张三（样例一村）、李四（样例二村）。 */
export function unreachable(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join('、')
  return [
    `${names.length}人收不到消息：${shown}${names.length > MOST_NAMES ? '等' : ''}。`,
    '请核对名单里的账号，或请管理员把人加进应用的可见范围。今天请先用电话通知。',
  ].join('\n')
}

/** The group that the robot speaks in, in a list of people. */
export function robotName(): string {
  return '群机器人'
}

/** 开始填报发“填报”，看帮助发“帮助”。 */
export function menuHint(menu: readonly { readonly label: string; readonly word: string }[]): string {
  const parts = menu.map(({ label, word }) => (label === word ? `发“${word}”` : `${label}发“${word}”`))
  return `${parts.join('，')}。`
}
