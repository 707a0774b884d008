// The word by which the bot itself names each command.

const NAMES: Readonly<Record<string, string>> = {
  skip: '跳过',
  back: '上一项',
  pause: '暂停',
  same: '同上',
  na: '不涉及',
  help: '帮助',
  list: '查看',
  cancel: '取消',
  submit: '提交',
  undo: '撤销',
  fill: '填报',
  correct: '更正',
  confirm: '确认',
  deny: '不对',
  'rest-zero': '其余为0',
  'rest-same': '其余同上月',
  'no-change': '无变化',
  define: '？',
  greet: '您好',
  thank: '谢谢',
  restart: '重填',
  more: '更多',
  'ask-office': '问办公室',
}

export function commandName(command: string): string {
  return NAMES[command] ?? command
}
