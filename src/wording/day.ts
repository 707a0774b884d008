// Days and times as people say them.

/** 「6月26日」 of 2023-06-26. */
export function dayText(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
}

/** 「6月」 of 2023-06. */
export function monthText(month: string): string {
  return `${Number(month.slice(5, 7))}月`
}

/** Days after which it no longer helps to count them. */
const LONG_AGO = 60

/** 「26日截止，还有3天」, 「今天截止」, 「26日已截止，过了2天」; `daysLeft` counts from today to the due day. */
export function dueText(due: string, daysLeft: number): string {
  const day = dayText(due)
  if (daysLeft === 0) return '今天截止'
  if (daysLeft === 1) return `${day}截止，就是明天`
  if (daysLeft > 0) return `${day}截止，还有${daysLeft}天`
  return daysLeft < -LONG_AGO ? `${day}已截止` : `${day}已截止，过了${-daysLeft}天`
}
