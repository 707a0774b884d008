// The server API of WeCom as far as the bot calls it: gettoken, message/send, media and the group robot, with their checks,
// limits and errcodes. It answers calls as values; sockets, and how a message is shown, are not its business.

import { readMessage } from './app-message.ts'
import { createGroupRobot } from './group-robot.ts'
import { createMediaShelf, type MediaShelf, type ShelvedFile, type Upload } from './media-shelf.ts'
import type { Shown } from './page/wire.ts'
import { type ApiAnswer, parseObject, Refusal, renderErrcode } from './refusal.ts'

const TOKEN_SECONDS = 7200
const DEFAULT_DUPLICATE_SECONDS = 1800
const MOST_DUPLICATE_SECONDS = 4 * 3600
/** What exceeds this is accepted with errcode 0 and never shown. */
const MESSAGES_PER_MINUTE = 30
const MOST_RECEIVERS = 1000

export interface ServerApiSettings {
  readonly corpId: string
  readonly agentId: number
  readonly secret: string
  /** The members who can see the app. */
  readonly userids: readonly string[]
  /** The real time, by which tokens die and limits are counted. */
  readonly systemNow: () => number
  readonly random: (bytes: number) => Buffer
  /** Puts a message on a member's screen; the userid is as in `userids`. */
  readonly show: (userid: string, shown: Shown) => void
  /** The key of the group's robot. */
  readonly robotKey?: string
  /** Whether the site knows cards; private ones may not. */
  readonly cards?: boolean
}

interface ApiCall {
  /** Below /cgi-bin: `gettoken`, `message/send`. */
  readonly path: string
  readonly query: URLSearchParams
  readonly body: string
  /** The file of a form, where the body is one. */
  readonly upload?: Upload
}

export interface ServerApi {
  /** Never throws: trouble is an errcode, as WeCom sends it with HTTP 200. */
  answer(call: ApiCall): ApiAnswer
  readonly shelf: MediaShelf
  /** What the group of the robot saw. */
  readonly groupShown: readonly string[]
}

export function createServerApi(settings: ServerApiSettings): ServerApi {
  const { systemNow, random, cards = true } = settings
  const shelf = createMediaShelf(systemNow, random)
  const robot = createGroupRobot(settings.robotKey ?? 'robot-key', shelf, systemNow)
  const members = new Map(settings.userids.map((userid) => [userid.toLowerCase(), userid]))
  const screenTimes = new Map<string, number[]>()
  const sent = new Map<string, { readonly answer: ApiAnswer; readonly at: number }>()
  const expiries = new Map<string, number>()
  /** The task ids of cards, each for one card only. */
  const tasks = new Set<string>()

  function issueToken(query: URLSearchParams): ApiAnswer {
    if (query.get('corpid') !== settings.corpId) throw new Refusal(40013, 'invalid corpid')
    if (query.get('corpsecret') !== settings.secret) throw new Refusal(40001, 'invalid credential')
    const now = systemNow()
    for (const [token, expiry] of expiries) {
      const left = Math.floor((expiry - now) / 1000)
      if (left > 0) return { errcode: 0, errmsg: 'ok', access_token: token, expires_in: left }
    }
    const token = random(48).toString('base64url')
    expiries.set(token, now + TOKEN_SECONDS * 1000)
    return { errcode: 0, errmsg: 'ok', access_token: token, expires_in: TOKEN_SECONDS }
  }

  function checkToken(query: URLSearchParams): void {
    const token = query.get('access_token')
    if (!token) throw new Refusal(41001, 'access_token missing')
    const expiry = expiries.get(token)
    if (expiry === undefined) throw new Refusal(40014, 'invalid access_token')
    if (expiry <= systemNow()) throw new Refusal(42001, 'access_token expired')
  }

  function send(body: string): ApiAnswer {
    const message = parseObject(body)
    if (!Number.isInteger(message.agentid)) throw new Refusal(40056, 'invalid agentid')
    if (message.agentid !== settings.agentId) throw new Refusal(301002, 'not allow operate another agent with token')
    const { valid, invalid } = checkReceivers(message)
    const shown = readMessage(message, shelf, cards)

    const now = systemNow()
    const checksDuplicates = message.enable_duplicate_check === 1
    const before = checksDuplicates ? sent.get(body) : undefined
    if (before && now - before.at < duplicateSeconds(message) * 1000) return before.answer
    if (shown.card) {
      if (tasks.has(shown.card.task)) throw new Refusal(42014, 'task_id is used')
      tasks.add(shown.card.task)
    }
    for (const userid of valid) {
      if (mayShow(userid, now)) settings.show(userid, shown)
    }
    const answer = {
      errcode: 0,
      errmsg: 'ok',
      ...(invalid.length > 0 ? { invaliduser: invalid.join('|') } : {}),
      msgid: random(24).toString('base64url'),
      ...(shown.card ? { response_code: random(24).toString('base64url') } : {}),
    }
    if (checksDuplicates) remember(body, answer, now)
    return answer
  }

  function checkReceivers(message: Readonly<Record<string, unknown>>) {
    const asked = typeof message.touser === 'string' ? message.touser.split('|').filter(Boolean) : []
    // Departments and tags exist only in a real corp; a message to them alone reaches nobody here.
    const others = [message.toparty, message.totag].some((list) => typeof list === 'string' && list !== '')
    if (asked.length === 0 && !others) throw new Refusal(82001, 'all touser, toparty, totag are empty')
    if (asked.length > MOST_RECEIVERS) throw new Refusal(40032, 'too many userids')
    if (asked.length === 1 && asked[0] === '@all') return { valid: [...members.values()], invalid: [] }
    const names = [...new Set(asked.map((userid) => userid.toLowerCase()))]
    const valid = names.flatMap((name) => members.get(name) ?? [])
    if (valid.length === 0) throw new Refusal(81013, 'user & party & tag all invalid')
    return { valid, invalid: names.filter((name) => !members.has(name)) }
  }

  function mayShow(userid: string, now: number): boolean {
    const recent = (screenTimes.get(userid) ?? []).filter((at) => now - at < 60_000)
    const room = recent.length < MESSAGES_PER_MINUTE
    screenTimes.set(userid, room ? [...recent, now] : recent)
    return room
  }

  function remember(body: string, answer: ApiAnswer, now: number): void {
    for (const [old, { at }] of sent) {
      if (now - at < MOST_DUPLICATE_SECONDS * 1000) break
      sent.delete(old)
    }
    sent.delete(body)
    sent.set(body, { answer, at: now })
  }

  function route(call: ApiCall): ApiAnswer {
    const { path, query, body, upload } = call
    if (path === 'gettoken') return issueToken(query)
    if (path === 'webhook/send') return robot.send(query.get('key'), body)
    if (path === 'webhook/upload_media') return uploaded(robot.upload(query, upload))
    checkToken(query)
    if (path === 'message/send') return send(body)
    if (path === 'media/upload') return uploaded(shelf.put(query.get('type'), upload))
    if (path === 'media/get') shelf.take(query.get('media_id'))
    return { errcode: 0, errmsg: 'ok' }
  }

  /** The time is a string here, unlike everywhere else. */
  function uploaded({ type, id }: ShelvedFile): ApiAnswer {
    return { errcode: 0, errmsg: '', type, media_id: id, created_at: String(Math.floor(systemNow() / 1000)) }
  }

  return {
    shelf,
    groupShown: robot.shown,
    answer(call) {
      try {
        return route(call)
      } catch (error) {
        if (error instanceof Refusal) return renderErrcode(error.errcode, error.message, random)
        throw error
      }
    },
  }
}

function duplicateSeconds(message: Readonly<Record<string, unknown>>): number {
  const asked = message.duplicate_check_interval
  return typeof asked === 'number' ? Math.min(asked, MOST_DUPLICATE_SECONDS) : DEFAULT_DUPLICATE_SECONDS
}
