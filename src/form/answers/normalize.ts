// One spelling for matching: half-width, lower case, simplified characters, Cantonese 冇 咗 睇 as 没 了 看, one sign for each kind
// of dash and blank. Every character stays at its place, so that what the person typed can be quoted from the original by the
// same offsets.

/** Pairs of characters, typed and read: traditional forms, look-alikes and dialect of the words that the parsers know. */
const PAIRS =
  '萬万億亿兩两倆俩貳贰弐贰參叁叄叁陸陆○〇◯〇無无沒没個个處处間间項项號号約约幾几來来過过關关罰罚總总從从對对錯错報报變变點点' +
  '負负圓元塊块錢钱嗎吗這这還还後后樣样確确認认說说幫帮繼继續续暫暂銷销剩剩餘余為为與与開开隱隐發发現现檢检產产業业單单據据' +
  '頓顿閉闭給给類类戶户條条應应該该當当減减數数種种麼么問问謝谢請请煩烦寫写態态況况遞递齊齐們们裡里裏里務务類类導导學学習习' +
  '會会場场議议課课書书證证咗了嘅的冇没唔不哋们嚟来係系睇看嗰那喺在亦也仲还蚊元佢他' +
  '；;！!？?（(）)【(】)［(］)「"」"『"』"“"”"‘"’"《"》"﹐,﹑、﹔;﹕:﹖?﹗!' +
  '－-–-—-―-−-‐-‑-─-〜~～~∶:﹣-﹢+￥¥'

const READ_AS = new Map<string, string>()
for (let i = 0; i + 1 < PAIRS.length; i += 2) READ_AS.set(PAIRS.charAt(i), PAIRS.charAt(i + 1))

/** The letter o or a Chinese zero between digits: 1O5, 2〇23. */
const ROUND = /(?<=\d)[o〇](?=\d)/g

const FULL_WIDTH = 0xfee0
const isFullWidthDigit = (code: number) => code >= 0xff10 && code <= 0xff19

/**
 * Rewrites a message for matching, one UTF-16 unit for one. The full-width comma stays as it is, since it parts figures
 * (「3，5.6」), except between full-width digits (「１，２００」). Line ends and tabs stay; every other blank becomes a space.
 */
export function normalize(text: string): string {
  let out = ''
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charAt(i)
    const code = text.charCodeAt(i)
    const readAs = READ_AS.get(char)
    if (char === '，') {
      out += isFullWidthDigit(text.charCodeAt(i - 1)) && isFullWidthDigit(text.charCodeAt(i + 1)) ? ',' : char
    } else if (readAs !== undefined) out += readAs
    else if (code > 0xff00 && code < 0xff5f) out += String.fromCharCode(code - FULL_WIDTH).toLowerCase()
    else if (char >= 'A' && char <= 'Z') out += char.toLowerCase()
    else if (char === '\r' || code === 0x2028 || code === 0x2029) out += '\n'
    else if (char === '\n' || char === '\t') out += char
    else out += isBlank(code) ? ' ' : char
  }
  return out.replace(ROUND, '0')
}

// Zero-width characters count as blanks: they come with pasted text, and a hidden one must not join two figures.
function isBlank(code: number): boolean {
  return (
    code <= 0x20 ||
    code === 0x7f ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202f) ||
    (code >= 0x205f && code <= 0x206f) ||
    code === 0x3000 ||
    code === 0xfeff
  )
}
