// Someone who is not on the roster asks to report for a unit, and the office lets them in or not.

import type { Desk, JoinRequest } from '../campaign/desk.ts'
import { isContactOf, isPlainName, officeOf, type Roster, type Unit, unitKey } from '../campaign/roster.ts'
import * as wording from '../wording/desk.ts'
import { contactOf, deskOf, note, packOf, type Scene, say, tell, withDesk } from './scene.ts'

/** Open requests of one campaign, and of one person: what strangers send must not fill the store. */
const MOST_OPEN = 100
const MOST_OF_ONE = 3

const JOIN = /登记|注册|报名|申请加入|要加入|想加入|加入名单/

/** Words around a name and a unit that are neither: 我叫, 单位是. */
const AROUND =
  /登记|注册|报名|申请|加入|名单|麻烦|请|您好|你好|帮我|给我|一下|我叫|我是|我的|我要|我想|姓名|名字|单位|是|叫|联络员|填报人|报表员|做|当|的|[：:，,。、;；+/|()（）]/g

/** Whether a text of someone asks to be put on the roster. */
export function isJoining(text: string): boolean {
  return JOIN.test(text)
}

/** 「登记 王五 样例七村」: keeps the request at the desk of each campaign that knows the unit, and tells its office. */
export function askToJoin(scene: Scene, text: string): Scene {
  const { roster } = scene.world
  const read = readRequest(text, roster)
  if (read === undefined) return say(scene, wording.joinIncomplete())
  const units = read.units.length > 0 ? read.units : newUnit(scene, read.unit)
  if (units.length === 0) return say(scene, wording.unknownUnit(read.unit, nearNames(read.unit, roster)))
  return units.reduce((next, unit) => requestUnit(next, unit, read.name, read.units.length === 0), scene)
}

function requestUnit(scene: Scene, unit: Unit, name: string, isNew: boolean): Scene {
  const { person, world } = scene
  const desk = deskOf(scene, unit.campaign)
  const { office } = packOf(scene, unit.campaign).campaign
  if (isContactOf(person, unit)) return say(scene, wording.memberAlready(unit.name))
  const own = desk.requests.filter(({ userid }) => userid === person.userid)
  if (own.some((request) => unitKey(request.unit) === unitKey(unit))) {
    return say(scene, wording.joinAskedAlready(unit.name, office.name))
  }
  const people = officeOf(world.roster, unit.campaign)
  if (people.length === 0) return say(scene, wording.nobodyInOffice(office.name, contactOf(scene, unit.campaign)))
  if (own.length >= MOST_OF_ONE || desk.requests.length >= MOST_OPEN) {
    return say(scene, wording.joinTooMany(office.name))
  }
  const number = desk.nextNumber
  const request: JoinRequest = { number, userid: person.userid, name, unit, at: scene.now }
  const kept = withDesk(scene, { ...desk, nextNumber: number + 1, requests: [...desk.requests, request] })
  const noted = note(kept, unit, { what: 'join-asked', userid: person.userid, name })
  const told = people.reduce(
    (next, { userid }) =>
      tell(next, unit.campaign, userid, wording.joinRequest(number, name, person.userid, unit.name, isNew)),
    noted,
  )
  return say(told, wording.joinAsked(unit.name, office.name))
}

/** 「同意 3」, 「不同意 王五 不是本村的」; undefined when the text is no answer to a request that waits. */
export function answerRequest(scene: Scene, text: string): Scene | undefined {
  const match = /^\s*(同意|批准|准了|不同意|拒绝|不批准|不批|不准)\s*[，,：:]?\s*(.*)$/s.exec(text)
  if (!match) return undefined
  const granted = !/^(?:不|拒)/.test(match[1] ?? '')
  const rest = (match[2] ?? '').trim()
  const open = scene.person.office.flatMap((campaign) => deskOf(scene, campaign).requests)
  const numbered = /^(?:第)?(\d{1,6})号?/.exec(rest)
  if (numbered) {
    const number = Number(numbered[1])
    const request = open.find((one) => one.number === number)
    if (!request) return say(scene, wording.noSuchNumber(number))
    return settle(scene, request, granted, rest.slice(numbered[0].length))
  }
  const named = open.filter(({ name }) => rest.includes(name))
  const [one] = named
  if (one && named.length === 1)
    return settle(scene, one, granted, rest.slice(rest.indexOf(one.name) + one.name.length))
  const [sole] = open
  if (sole && open.length === 1 && scene.session.pending === undefined) return settle(scene, sole, granted, rest)
  if (open.length < 2 || scene.session.pending !== undefined) return undefined
  return say(
    scene,
    wording.whichRequest(open.map((each) => wording.waitingJoin(each.number, each.name, each.unit.name))),
  )
}

/** 「移出 王五」: takes someone off again who was let in through the chat. */
export function answerRemoval(scene: Scene, text: string): Scene | undefined {
  const named = /^\s*(?:移出|移除|请出)\s*(\S+)\s*$/.exec(text)?.[1]
  if (named === undefined) return undefined
  const found = scene.person.office.flatMap((campaign) =>
    deskOf(scene, campaign).joined.filter(({ name, userid }) => name === named || userid === named.toLowerCase()),
  )
  if (found.length === 0) return say(scene, wording.notRemovable(named))
  return found.reduce((next, joined) => {
    const desk = deskOf(next, joined.unit.campaign)
    const without: Desk = { ...desk, joined: desk.joined.filter((one) => one !== joined) }
    const noted = note(withDesk(next, without), joined.unit, { what: 'left', userid: joined.userid, name: joined.name })
    return say(noted, wording.removed(joined.name, joined.unit.name))
  }, scene)
}

function settle(scene: Scene, request: JoinRequest, granted: boolean, words: string): Scene {
  const { number, userid, name, unit } = request
  const desk = deskOf(scene, unit.campaign)
  const { office } = packOf(scene, unit.campaign).campaign
  const requests = desk.requests.filter((one) => one.number !== number)
  const reason = words.replace(/^[\s，,：:。]+/, '').slice(0, 200) || undefined
  const joined = { userid, name, unit, by: scene.person.userid, at: scene.now }
  const kept = withDesk(scene, { ...desk, requests, ...(granted ? { joined: [...desk.joined, joined] } : {}) })
  const why = reason === undefined ? {} : { reason }
  const noted = note(kept, unit, { what: granted ? 'joined' : 'join-refused', userid, name, ...why })
  const told = tell(
    noted,
    unit.campaign,
    userid,
    granted ? wording.youMayFill(office.name, name, unit.name) : wording.youMayNotFill(office.name, unit.name, reason),
  )
  const all = tellOthers(told, unit.campaign, wording.joinSettled(name, unit.name, granted))
  return say(all, granted ? wording.joinGranted(name, unit.name) : wording.joinRefused(name, unit.name))
}

/** Tells the others of the office what one of them has done, so that nobody does it twice. */
export function tellOthers(scene: Scene, campaign: string, what: string): Scene {
  return officeOf(scene.world.roster, campaign)
    .filter(({ userid }) => userid !== scene.person.userid)
    .reduce((next, { userid }) => tell(next, campaign, userid, wording.settledByOther(scene.person.name, what)), scene)
}

interface Request {
  readonly name: string
  /** The units of the roster that were named, one in each campaign that has it. */
  readonly units: readonly Unit[]
  /** The unit as it was typed. */
  readonly unit: string
}

/** The name and the unit in a text, in whichever order; undefined when one is missing. */
function readRequest(text: string, roster: Roster): Request | undefined {
  const typed = text.normalize('NFKC')
  const all = [...roster.units.values()].flat().filter(({ name }) => typed.includes(name))
  const longest = Math.max(0, ...all.map(({ name }) => name.length))
  const units = all.filter(({ name }) => name.length === longest)
  const known = units[0]?.name
  const words = (known === undefined ? typed : typed.replace(known, ' '))
    .replace(AROUND, ' ')
    .split(/\s+/)
    .filter((word) => /^[\p{L}\p{N}·_-]+$/u.test(word))
  const unit = known ?? words.find((word) => /[村区办站所队局会厂校院心组]$/.test(word) && word.length > 2) ?? words[1]
  const name = words.find((word) => word !== unit && word.length > 1)
  if (unit === undefined || name === undefined || !isPlainName(name, 20) || !isPlainName(unit, 30)) return undefined
  return { name, units, unit }
}

/**
 * A unit that the roster does not know yet can be asked for where its campaign and form are beyond doubt: one campaign on
 * the roster, and one form, or only one that units with such an ending (村, 办 …) fill.
 */
function newUnit({ world }: Scene, name: string): readonly Unit[] {
  const [only, ...others] = world.roster.units
  const forms = only && world.packs.get(only[0])?.campaign.forms
  if (!only || others.length > 0 || !forms || !/[村区办站所队局会厂校院心组]$/.test(name)) return []
  const [campaign, units] = only
  const alike = new Set(units.filter((unit) => unit.name.at(-1) === name.at(-1)).map(({ form }) => form))
  const [form, ...more] = forms.length === 1 ? forms : alike
  return form !== undefined && more.length === 0 ? [{ campaign, form, name }] : []
}

/** Up to three names of the roster that share two characters in a row with what was typed. */
function nearNames(typed: string, roster: Roster): readonly string[] {
  const pairs = [...typed].slice(1).map((character, at) => typed.charAt(at) + character)
  const names = new Set([...roster.units.values()].flat().map(({ name }) => name))
  return [...names].filter((name) => pairs.some((pair) => name.includes(pair))).slice(0, 3)
}
