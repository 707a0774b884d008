// Sends the bot's own messages through WeCom's server API (message/send, path/90236). It tries again only where one
// quick try cures it, a dead token or a busy server; when and how often to send again is the outbox's business.

import type { Outbound } from '../../message/message.ts'
import { type Channel, SendError } from '../port.ts'
import { type AccessToken, callerAddress, createAccessTokens, type TokenSettings } from './access-token.ts'
import { faultOf, isTokenRefused } from './errcode.ts'
import { toContent } from './reply.ts'
import { type CallResult, callServer, type Network } from './server-call.ts'

export interface ApiSettings extends TokenSettings {
  readonly agentId: number
  /** The base of the server API, with port and path prefix where a private deployment has them. */
  readonly apiBase: string
}

/** Longer texts are cut by WeCom without a word. */
const MAX_BYTES = 2048

/** The WeCom app as a channel; `now` is a monotonic clock in milliseconds. */
export function createApiClient(settings: ApiSettings, network: Network, now: () => number): Channel {
  const base = `${settings.apiBase.replace(/\/+$/, '').replace(/\/cgi-bin$/, '')}/cgi-bin`
  const url = (path: string, query: Readonly<Record<string, string>>) => `${base}/${path}?${new URLSearchParams(query)}`
  const tokens = createAccessTokens(settings, url, network, now)

  async function post(body: string, token: AccessToken): Promise<CallResult> {
    const address = url('message/send', { access_token: token.value })
    const result = await callServer(network, address, body)
    return result.outcome === 'answered' && result.errcode === -1 ? callServer(network, address, body) : result
  }

  return {
    maxBytes: MAX_BYTES,
    async send(message) {
      const body = renderMessage(message, settings.agentId)
      let token = await tokens.get()
      let result = await post(body, token)
      if (result.outcome === 'answered' && isTokenRefused(result.errcode)) {
        tokens.drop(token)
        token = await tokens.get()
        result = await post(body, token)
      }
      const error = sendError(result, message.to)
      if (!error) return
      if (result.outcome === 'answered' && isTokenRefused(result.errcode)) tokens.hold(token, error)
      throw error
    },
  }
}

/** Equal messages give equal bodies, by which WeCom finds duplicates. Throws SendError for what must not be sent. */
function renderMessage({ to, text, format }: Outbound, agentId: number): string {
  // In a receiver list these would reach other people.
  if (to === '' || to.includes('|') || to.toLowerCase() === '@all') {
    throw new SendError('receiver', 'the receiver is not one userid')
  }
  const content = toContent(text)
  const bytes = Buffer.byteLength(content)
  if (bytes > MAX_BYTES) throw new SendError('refused', `${bytes} bytes are more than one message holds`)
  return JSON.stringify({
    touser: to,
    msgtype: format,
    agentid: agentId,
    [format]: { content },
    enable_duplicate_check: 1,
  })
}

function sendError(result: CallResult, receiver: string): SendError | undefined {
  if (result.outcome === 'unanswered') {
    return new SendError(result.code, `message/send: ${result.what}`, { cause: result.cause })
  }
  const { errcode, fields } = result
  if (errcode !== 0) {
    const { code, retryAfter } = faultOf(errcode)
    return new SendError(code, `message/send: errcode ${errcode}${callerAddress(fields.errmsg)}`, {
      ...(retryAfter !== undefined && { retryAfter }),
    })
  }
  // Success for the call is not success for the person.
  for (const list of ['invaliduser', 'unlicenseduser']) {
    if (names(fields[list], receiver)) return new SendError('receiver', `message/send: the receiver is in ${list}`)
  }
  return undefined
}

/** Whether a list such as `a|b` names a userid; WeCom gives them back in lower case. */
function names(list: unknown, userId: string): boolean {
  return typeof list === 'string' && list.toLowerCase().split('|').includes(userId.toLowerCase())
}
