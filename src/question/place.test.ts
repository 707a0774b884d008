import { expect, it } from 'vitest'
import type { Campaign } from '../campaign/schema.ts'
import { normaliseText } from '../match/normalise.ts'
import { createPlaces, otherPlaceIn } from './place.ts'

const campaign = (place: string) => ({ place, name: `${place}专项行动`, title: `${place}方案` }) as Campaign
const places = createPlaces(campaign('龙门镇'), [campaign('重庆高新区白市驿镇'), campaign('临沂临港经济开发区')])
const other = (text: string) => otherPlaceIn(places, normaliseText(text), (word) => word === '自建房')

it.each(['白市驿镇的燃气归谁管', '白市驿燃气谁管', '请问临港的消防归谁', '东风镇烟花爆竹谁管', '在南山区电梯归谁管'])(
  '%s is about another place',
  (text) => {
    expect(other(text)).toBeDefined()
  },
)

it.each([
  '龙门镇的燃气归谁管',
  '城镇燃气归谁管',
  '全镇通报多久一次',
  '燃气归镇规划建设办管吗',
  '自建房镇里谁管',
  '小区电梯归谁管',
  '超市归谁管',
])('%s is not', (text) => {
  expect(other(text)).toBeUndefined()
})
