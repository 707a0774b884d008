// Sends the bot's own messages and files through WeCom's server API. It tries again only where one quick try cures it, a
// dead token or a busy server, and says a card as text where cards are refused; when and how often to send again is the
// outbox's business.

import { type Channel, SendError } from '../port.ts'
import { type AccessToken, createAccessTokens, type TokenSettings } from './access-token.ts'
import { callError, mediaIdOf } from './call-error.ts'
import { hasNoCards, isCardRefused, isTokenRefused } from './errcode.ts'
import { renderForm } from './media-file.ts'
import { MAX_BYTES, type MenuHint, renderBody, renderCard } from './message-body.ts'
import { type CallResult, callServer, type Network } from './server-call.ts'

export interface ApiSettings extends TokenSettings {
  readonly agentId: number
  /** The base of the server API, with port and path prefix where a private deployment has them. */
  readonly apiBase: string
  /** Whether texts with a menu are sent as cards with buttons. */
  readonly cards: boolean
  readonly menuHint: MenuHint
}

/** The WeCom app as a channel; `now` is a monotonic clock in milliseconds. */
export function createApiClient(settings: ApiSettings, network: Network, now: () => number): Channel {
  const { agentId, menuHint } = settings
  const base = `${settings.apiBase.replace(/\/+$/, '').replace(/\/cgi-bin$/, '')}/cgi-bin`
  const url = (path: string, query: Readonly<Record<string, string>>) => `${base}/${path}?${new URLSearchParams(query)}`
  const tokens = createAccessTokens(settings, url, network, now)
  let cards = settings.cards

  async function post(path: string, query: Readonly<Record<string, string>>, body: string | FormData) {
    const once = async (token: AccessToken) => {
      const address = url(path, { access_token: token.value, ...query })
      const result = await callServer(network, address, body)
      return result.outcome === 'answered' && result.errcode === -1 ? callServer(network, address, body) : result
    }
    const token = await tokens.get()
    const result = await once(token)
    if (!isRefusal(result)) return result
    tokens.drop(token)
    const fresh = await tokens.get()
    const again = await once(fresh)
    if (isRefusal(again)) tokens.hold(fresh, callError(path, again) ?? new SendError('busy', path))
    return again
  }

  return {
    maxBytes: MAX_BYTES,

    async send(message) {
      const card = cards ? renderCard(message, agentId) : undefined
      let result = await post('message/send', {}, card ?? renderBody(message, agentId, menuHint))
      if (card !== undefined && result.outcome === 'answered' && isCardRefused(result.errcode)) {
        if (hasNoCards(result.errcode)) cards = false
        result = await post('message/send', {}, renderBody(message, agentId, menuHint))
      }
      const error = callError('message/send', result) ?? missed(result, message.to)
      if (error) throw error
    },

    async upload(file) {
      const result = await post('media/upload', { type: file.type }, renderForm(file))
      return { type: file.type, id: mediaIdOf('media/upload', result) }
    },
  }
}

function isRefusal(result: CallResult): boolean {
  return result.outcome === 'answered' && isTokenRefused(result.errcode)
}

/** Success for the call is not success for the person. */
function missed(result: CallResult, receiver: string): SendError | undefined {
  if (result.outcome !== 'answered') return undefined
  for (const list of ['invaliduser', 'unlicenseduser']) {
    if (names(result.fields[list], receiver)) {
      return new SendError('receiver', `message/send: the receiver is in ${list}`)
    }
  }
  return undefined
}

/** Whether a list such as `a|b` names a userid; WeCom gives them back in lower case. */
function names(list: unknown, userId: string): boolean {
  return typeof list === 'string' && list.toLowerCase().split('|').includes(userId.toLowerCase())
}
