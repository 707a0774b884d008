// Whether a question is about another government than the one whose document is asked. It knows names of places only,
// and nothing of what another pack says.

import type { Campaign } from '../campaign/schema.ts'
import { normaliseText } from '../match/normalise.ts'

export interface Places {
  /** The names of the governments of other packs, whole and short: 白市驿镇, 白市驿. */
  readonly others: readonly string[]
  /** The names and titles in which the own place may stand. */
  readonly own: string
}

/** Names that the question may hold without being about another place. */
export function createPlaces(campaign: Campaign, others: readonly Campaign[]): Places {
  const own = normaliseText([campaign.place, campaign.name, campaign.title].join(','))
  const names = others
    .flatMap(({ place }) => [place, shortOf(place), shortOf(place).slice(-2)])
    .map(normaliseText)
    .filter((name) => name.length > 1 && !own.includes(name))
  return { others: [...new Set(names)], own }
}

/** 白市驿 of 重庆高新区白市驿镇. */
function shortOf(place: string): string {
  const last = place.replace(/(?:经济(?:技术)?开发区|高新区|开发区|镇|乡|街道|县|区|市)$/, '')
  return /[市县区]([^市县区]{2,4})$/.exec(last)?.[1] ?? last
}

const KIND = '镇|乡|街道|县|市|区'
/** What stands behind the name of a place, or behind nothing that is one: 「白市驿镇的燃气」, not 「镇长」 or 「镇里」. */
const BEHIND = '(?![长里上面内场])(?=的|归|由|谁|哪|在|,|$|什么|有没有|\\p{Script=Han}{2})'

/** Opens a text that names a place first, perhaps with what it lies in: 「请问临沂市兰山区的燃气归谁管」; or a neighbour's. */
const OPENING = new RegExp(
  `(?:^(?:请问|想问|我想问|问一下|问下|那么?|在|,)*|隔壁的?|邻近的?)((?:\\p{Script=Han}{2,4}?(?:省|市|州|县|区))*)(\\p{Script=Han}{2,4}?)(${KIND})${BEHIND}`,
  'u',
)
/** 城镇燃气, 全镇, 小区, 街市: what comes before makes another word of 镇, 市 or 区. */
const NO_PLACE =
  /[的了是有这那我你他和跟们事谁管责]|关于|请问|麻烦|[全本各乡村集小该咱属建归由去找到给社校园景厂矿库辖地灾郊牧禁油街超门菜夜]$|^(?:.?[全各在型新老])?城$|^高$|建制|重点|上级|房屋$/

/** The other place that a normalised question is about; undefined when it is about the own, or about none. */
export function otherPlaceIn(
  { others, own }: Places,
  text: string,
  isWord: (text: string) => boolean,
): string | undefined {
  const known = others.find((name) => text.includes(name))
  if (known !== undefined) return known
  const [, within = '', name = '', kind = ''] = OPENING.exec(text) ?? []
  if (name === '' || NO_PLACE.test(within + name) || own.includes(name) || isWord(name)) return undefined
  return `${within}${name}${kind}`
}
