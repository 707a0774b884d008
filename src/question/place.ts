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

/** Opens a text that names a place first: 「请问白市驿镇的燃气归谁管」. */
const OPENING =
  /^(?:请问|想问|我想问|问一下|问下|那么?|在|,)*(\p{Script=Han}{2,4}?)(镇|乡|街道|县|市|区)(?!长)(?=的|归|由|谁|哪|在|,|$|什么|有没有|\p{Script=Han}{2})/u
/** 城镇燃气, 全镇, 小区: what comes before makes another word of 镇, 市 or 区. */
const NO_PLACE =
  /[全我本各乡城村集小该咱们这那你属建归由去找到给社校园景厂矿库辖地灾郊牧禁油高]$|建制|重点|上级|超$|门$|菜$|夜$|房屋$/

/** The other place that a normalised question is about; undefined when it is about the own, or about none. */
export function otherPlaceIn(
  { others, own }: Places,
  text: string,
  isWord: (text: string) => boolean,
): string | undefined {
  const known = others.find((name) => text.includes(name))
  if (known !== undefined) return known
  const match = OPENING.exec(text)
  const [, name = '', kind = ''] = match ?? []
  if (name === '' || NO_PLACE.test(name) || own.includes(name) || isWord(name)) return undefined
  return `${name}${kind}`
}
