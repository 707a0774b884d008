// Whether 吧 behind a figure is only the tone of an order (报12吧) or of speech (嗯那个十二个吧), or the doubt that it is elsewhere
// (12个吧). Which figure it is, is not looked at.

import type { Piece } from './reading.ts'

const DECISIONS = new Set(['那就', '报', '填', '写', '记', '填报', '上报', '填写'])
const HESITATIONS = new Set('嗯 呃 额 诶 哎 啊 哦 噢 喔 那个 这个 那'.split(' '))

/** Whether 吧 after the pieces `before`, with `rest` behind it, leaves the figure sure. 没有吧 never does. */
export function isOnlyTone(rest: string, before: readonly Piece[]): boolean {
  if (before.at(-1)?.kind !== 'number' || !/^[\s，,。.!~]*$/.test(rest)) return false
  return isOrder(before) || isSpeech(before)
}

/**
 * 报12吧, 那就12家吧, 改成15吧. After a bare figure (12家吧) it is as often a guess, and asking once more costs less than a guess
 * in the table.
 */
function isOrder(before: readonly Piece[]): boolean {
  return before.some((each) => each.kind === 'change' || (each.kind === 'filler' && DECISIONS.has(each.text)))
}

/**
 * 嗯那个十二个吧: whoever dictates says such words around every sentence, where whoever types 吧 means it. A word more, as in
 * 也就12家吧, is a guess.
 */
function isSpeech(before: readonly Piece[]): boolean {
  const said = before.slice(0, -1).filter(({ kind }) => kind !== 'break')
  return said.length > 0 && said.every(({ kind, text }) => kind === 'filler' && HESITATIONS.has(text))
}
