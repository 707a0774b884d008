// What is said between people and their office: asking to join, questions of contacts, and what waits for an answer.

/** To someone who is not on the roster, in the way they can be let in. */
export function howToJoin(): string {
  return '您还不在名单里，暂时看不到表。\n请发“登记 姓名 单位”，如“登记 王五 样例七村”，办公室确认后就能填。'
}

export function joinIncomplete(): string {
  return '还差姓名或单位，没有登记上。\n请一起发，如“登记 王五 样例七村”。'
}

export function unknownUnit(name: string, near: readonly string[]): string {
  const guess = near.length > 0 ? `是${near.map((one) => `“${one}”`).join('还是')}吗？` : ''
  return `名单里没有“${name}”这个单位，没有登记上。${guess}\n请写全名再发一次；新单位请先告诉办公室加进名单。`
}

export function joinAsked(unit: string, office: string): string {
  return `✔ 已登记：${unit}。\n已报给${office}，同意后会在这里告诉您。`
}

export function joinAskedAlready(unit: string, office: string): string {
  return `${unit}的登记已经报给${office}了，还在等确认，同意后会在这里告诉您。`
}

export function memberAlready(unit: string): string {
  return `您已经是${unit}的联络员了，发“填报”就能填。`
}

export function joinTooMany(office: string): string {
  return `现在等着确认的登记太多，这次没有登记上。请过一天再发，或直接联系${office}。`
}

export function nobodyInOffice(office: string, contact: string | undefined): string {
  const how = contact === undefined ? `请直接联系${office}。` : `请打电话问${office}（${contact}）。`
  return `名单里还没有${office}的人，转不过去。\n${how}`
}

/** To the office: someone asks to join. */
export function joinRequest(number: number, name: string, userid: string, unit: string, isNew: boolean): string {
  return [
    `【申请加入】${name}（账号${userid}）`,
    `要做${unit}的联络员${isNew ? '（名单里还没有这个单位，同意就新增）' : ''}。`,
    `同意发“同意 ${number}”，不同意发“不同意 ${number}”，后面可以写原因。`,
  ].join('\n')
}

export function joinGranted(name: string, unit: string): string {
  return `✔ 已同意，${name}现在是${unit}的联络员，已告诉本人。`
}

export function joinRefused(name: string, unit: string): string {
  return `好，没有让${name}加入${unit}，已告诉本人。`
}

/** To whoever asked. */
export function youMayFill(office: string, name: string, unit: string): string {
  return `${name}您好，${office}已同意，您现在是${unit}的联络员。\n发“填报”开始，我一项一项问；不会用发“帮助”。`
}

export function youMayNotFill(office: string, unit: string, reason: string | undefined): string {
  return `${office}没有同意您加入${unit}${reason === undefined ? '。' : `：${reason}`}\n有疑问请直接联系${office}。`
}

/** To the others of the office, so that nobody does it twice. */
export function settledByOther(by: string, what: string): string {
  return `${by}：${what}`
}

export function joinSettled(name: string, unit: string, granted: boolean): string {
  return granted ? `已同意${name}加入${unit}，不用再回。` : `没有同意${name}加入${unit}，不用再回。`
}

export function noSuchNumber(number: number): string {
  return `没有等着回的第${number}号，可能别人已经回过了。发“待办”看还有哪些。`
}

export function whichRequest(lines: readonly string[]): string {
  return ['不止一件在等您，请带上号，如“同意 1”：', ...lines].join('\n')
}

export function waitingJoin(number: number, name: string, unit: string): string {
  return `${number} ${name}申请加入${unit}`
}

export function waitingInquiry(number: number, name: string, unit: string, text: string): string {
  return `${number} ${unit} ${name}问：${text}`
}

export function waiting(lines: readonly string[]): string {
  return lines.length === 0
    ? '没有等您回的事。'
    : [`等您回的${lines.length}件：`, ...lines, '登记回“同意 号”或“不同意 号”，提问回“答 号 内容”。'].join('\n')
}

export function removed(name: string, unit: string): string {
  return `✔ ${name}不再是${unit}的联络员。`
}

export function notRemovable(name: string): string {
  return `“${name}”不是在聊天里登记进来的，要在名单文件里改。`
}

/** Asks for the question to the office. */
export function askInquiry(office: string): string {
  return `要问${office}什么？请把话发过来，我转过去；不问了发“取消”。`
}

export function inquirySent(office: string): string {
  return `✔ 已转给${office}，有答复会发到这里。`
}

export function inquiryTooMany(office: string): string {
  return `您还有3个问题在等${office}答复，这个没有转。急的话请打电话。`
}

/** To the office: a contact's question, with the item that was open. */
export function inquiry(number: number, name: string, unit: string, item: string | undefined, text: string): string {
  return [
    `【联络员提问】${unit} ${name}${item === undefined ? '' : `，填到“${item}”`}：`,
    text,
    `答复发“答 ${number} 内容”，我转给本人。`,
  ].join('\n')
}

/** To the contact who asked. */
export function inquiryAnswered(office: string, question: string, answer: string, filling: boolean): string {
  return `${office}答复：${answer}\n（您问的是：${question}）${filling ? '\n发“继续”接着填。' : ''}`
}

export function answerSent(name: string): string {
  return `✔ 已转给${name}。`
}

export function inquirySettled(number: number, name: string): string {
  return `第${number}号（${name}的提问）已答复，不用再回。`
}
