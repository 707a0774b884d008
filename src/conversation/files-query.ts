// Files that are asked for in the chat: the official table, all figures as a list or a workbook, the bulletin. What is in
// them is decided in summary/; they are made when they are sent, from the reports as they are then.

import type { Month } from '../campaign/calendar.ts'
import type { Pack } from '../campaign/pack.ts'
import { periodAsked } from '../campaign/period.ts'
import { type Unit, unitKey } from '../campaign/roster.ts'
import { newestVersion } from '../report/unit-reports.ts'
import { type BulletinRange, draftBulletin, rangeOf, renderBulletin } from '../summary/bulletin.ts'
import { renderChartText } from '../summary/chart-text.ts'
import { boardOf, rankingChartOf, trendChartOf } from '../summary/charts.ts'
import type { Snapshot } from '../summary/snapshot.ts'
import * as wording from '../wording/files.ts'
import { noMonthlyReport } from '../wording/status.ts'
import { fieldIn } from './figures-query.ts'
import { packOf, reportsOf, type Scene, say, snapshotOf, tellFile } from './scene.ts'
import { namedUnits } from './unit-names.ts'

const EXPORT =
  /导出|下载|生成(?:一份)?(?:表|文件|文档)|(?:发|要|给我|来)(?:我|一份|一个|个|张)*(?:\S{0,12})(?:excel|表格|xlsx|word|docx|文档|csv|文件)|^(?:excel|xlsx|word|docx|csv)$/i
const BULLETIN =
  /(?:写|出|发|要|生成|起草|拟|做)?(?:一份|个|一下)?(?:本?月|半年|本?周|每周)?(?:度)?(?:的)?通报(?:稿|初稿|文稿|草稿)?$|^周调度(?:通报|稿)?$/

const PICTURE = /看板|(?:趋势|走势|排名|排行|热力|进度)(?:的)?图|^(?:发|给|来|看)?(?:我|一?[张个])*图(?:表|片)?$/

/** Undefined when the text asks for no file. */
export function answerFiles(scene: Scene, text: string): Scene | undefined {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/[。！!]$/, '')
  if (plain.length > 60 || /[?？]|什么时候|谁|怎么|多久/.test(plain)) return undefined
  const { office, leader, units } = scene.person
  const watched = [...new Set([...office, ...leader])]
  if (watched.length > 0 && PICTURE.test(plain)) {
    return watched.reduce((next, campaign) => givePicture(next, packOf(next, campaign), plain), scene)
  }
  const bulletin = BULLETIN.test(plain)
  if (!bulletin && !EXPORT.test(plain)) return undefined
  if (watched.length > 0) {
    return watched.reduce((next, campaign) => giveFile(next, packOf(next, campaign), plain, bulletin), scene)
  }
  if (units.length === 0) return undefined
  return bulletin || /汇总|总表|全部|所有/.test(plain) ? say(scene, wording.onlyOwnFiles()) : giveOwn(scene, plain)
}

function giveFile(scene: Scene, pack: Pack, text: string, bulletin: boolean): Scene {
  const period = periodAsked(pack.campaign, text, scene.now)
  if (period === undefined) return say(scene, noMonthlyReport())
  const snapshot = snapshotOf(scene, pack)
  if (bulletin) return giveBulletin(scene, snapshot, period, everyIn(text))
  const [unit] = namedUnits(snapshot.units, text)
  return give(scene, kindIn(text), pack.campaign.id, period, unit)
}

/** The picture, or the same as a text where none can be drawn. */
function givePicture(scene: Scene, pack: Pack, text: string): Scene {
  const period = periodAsked(pack.campaign, text, scene.now)
  if (period === undefined) return say(scene, noMonthlyReport())
  const snapshot = snapshotOf(scene, pack)
  const asked = [...pack.forms.values()].flatMap((form) => {
    const field = fieldIn(form, text)
    return field ? [{ form, field }] : []
  })[0]
  const format = /趋势|走势/.test(text) ? 'trend' : /排名|排行/.test(text) ? 'ranking' : 'board'
  const chart =
    format === 'board'
      ? boardOf(snapshot, scene.now)
      : format === 'ranking'
        ? rankingChartOf(snapshot, period)
        : trendChartOf(snapshot, asked?.field)
  if (!chart) return say(scene, wording.nothingToDraw())
  const item = format === 'trend' && asked ? { form: asked.form.id, field: asked.field.id } : {}
  const sent = tellFile(scene, scene.person.userid, renderChartText(chart), {
    type: 'image',
    what: 'export',
    of: { campaign: pack.campaign.id, period, format, ...item },
  })
  return say(sent, wording.pictureComing())
}

/** A contact gets the official table of each of their own units, and nothing of others. */
function giveOwn(scene: Scene, text: string): Scene {
  const named = namedUnits(scene.person.units, text)
  const units = named.length > 0 ? named : scene.person.units
  const kind = kindIn(text) === 'document' ? 'document' : 'table'
  return units.reduce((next, unit) => {
    const period = periodAsked(packOf(next, unit.campaign).campaign, text, next.now)
    return period === undefined ? say(next, noMonthlyReport()) : give(next, kind, unit.campaign, period, unit)
  }, scene)
}

function kindIn(text: string): wording.FileKind {
  if (/word|docx|文档/i.test(text)) return 'document'
  if (/csv|明细/i.test(text)) return 'list'
  return /(?<!汇)总表|全部|所有|各月|工作簿/.test(text) ? 'book' : 'table'
}

/** 「周调度」, 「半年通报」; a bulletin is monthly where nothing else is said. */
function everyIn(text: string): BulletinRange['every'] {
  if (/周/.test(text)) return 'week'
  return /半年/.test(text) ? 'half-year' : 'month'
}

const FORMATS: Readonly<Record<wording.FileKind, string>> = {
  table: 'xlsx',
  document: 'docx',
  list: 'csv',
  book: 'book',
  bulletin: 'bulletin',
}

function give(scene: Scene, kind: wording.FileKind, campaign: string, period: Month, unit: Unit | undefined): Scene {
  if (unit && !newestVersion(reportsOf(scene, unit), period))
    return say(scene, wording.nothingToWrite(period, unit.name))
  const of = { campaign, period, format: FORMATS[kind], ...(unit ? { unit: unitKey(unit) } : {}) }
  const sent = tellFile(scene, scene.person.userid, wording.fileFailed(kind, period, unit?.name), {
    type: 'file',
    what: 'export',
    of,
  })
  return say(sent, wording.coming(kind, period, unit?.name))
}

/** The draft as a text to be read at once, and the document to be edited. */
function giveBulletin(scene: Scene, snapshot: Snapshot, period: Month, every: BulletinRange['every']): Scene {
  const { campaign } = snapshot.pack
  const draft = draftBulletin(snapshot, rangeOf(campaign, every, period), scene.now)
  if (!draft) return say(scene, noMonthlyReport())
  const sent = tellFile(scene, scene.person.userid, wording.fileFailed('bulletin', period, undefined), {
    type: 'file',
    what: 'export',
    of: { campaign: campaign.id, period, format: 'bulletin', every },
  })
  return say(say(sent, wording.bulletinHead()), renderBulletin(draft))
}
