// Keeps the access token of the app: cached, renewed early, fetched once however many wait for it, and left alone for a
// while when WeCom has said that it will not give one.

import { SendError } from '../port.ts'
import { faultOf, isBanRisk } from './errcode.ts'
import { callServer, type Network } from './server-call.ts'

/** Its identity is its generation: a token fetched later is another object, even with the same value. */
export interface AccessToken {
  readonly value: string
  /** On the monotonic clock, in milliseconds. */
  readonly freshUntil: number
}

export interface AccessTokens {
  /** The current token, or a new one; throws SendError, without a call while gettoken is on hold. */
  get(): Promise<AccessToken>
  /** Forgets a token that the API has refused, unless a newer one has taken its place already. */
  drop(token: AccessToken): void
  /** Forgets a token that was refused although it was new, and asks for none until the error's time is over. */
  hold(token: AccessToken, error: SendError): void
}

const EARLY_MILLISECONDS = 60_000
/** A trusted address takes about a minute to work after it was entered. */
const HOLD_MILLISECONDS = 60_000
const BAN_RISK_HOLD_MILLISECONDS = 10 * 60_000

export interface TokenSettings {
  readonly corpId: string
  readonly secret: string
}

/** `url` makes the address of a call; `now` is a monotonic clock in milliseconds. */
export function createAccessTokens(
  settings: TokenSettings,
  url: (path: string, query: Readonly<Record<string, string>>) => string,
  network: Network,
  now: () => number,
): AccessTokens {
  let current: AccessToken | undefined
  let fetching: Promise<AccessToken> | undefined
  let held: { readonly until: number; readonly error: SendError } | undefined

  async function fetchToken(): Promise<AccessToken> {
    const result = await callServer(network, url('gettoken', { corpid: settings.corpId, corpsecret: settings.secret }))
    if (result.outcome === 'unanswered') {
      // The message itself was not sent, so nothing is unknown about it.
      const code = result.code === 'unknown' ? 'busy' : result.code
      throw new SendError(code, `gettoken: ${result.what}`, { cause: result.cause })
    }
    const { errcode, fields } = result
    if (errcode !== 0) {
      const error = tokenError(errcode, fields.errmsg)
      held = { until: now() + (error.retryAfter ?? HOLD_MILLISECONDS), error }
      throw error
    }
    const { access_token: value, expires_in: seconds } = fields
    if (typeof value !== 'string' || value === '' || typeof seconds !== 'number' || !(seconds > 0)) {
      throw new SendError('busy', 'gettoken: an answer without a token')
    }
    const life = seconds * 1000
    current = { value, freshUntil: now() + Math.max(life - EARLY_MILLISECONDS, life / 2) }
    held = undefined
    return current
  }

  return {
    async get() {
      if (current && now() < current.freshUntil) return current
      if (held && now() < held.until) {
        throw new SendError(held.error.code, `${held.error.message} (gettoken is on hold)`, {
          retryAfter: held.until - now(),
        })
      }
      fetching ??= fetchToken().finally(() => {
        fetching = undefined
      })
      return fetching
    },
    drop(token) {
      if (current === token) current = undefined
    },
    hold(token, error) {
      if (current !== token) return
      current = undefined
      held = { until: now() + (error.retryAfter ?? BAN_RISK_HOLD_MILLISECONDS), error }
    },
  }
}

function tokenError(errcode: number, errmsg: unknown): SendError {
  const fault = faultOf(errcode)
  const retryAfter = isBanRisk(errcode) ? BAN_RISK_HOLD_MILLISECONDS : (fault.retryAfter ?? HOLD_MILLISECONDS)
  // A call without receiver and content can only be wrong by its settings.
  const code = fault.code === 'busy' ? 'busy' : 'settings'
  return new SendError(code, `gettoken: errcode ${errcode}${callerAddress(errmsg)}`, { retryAfter })
}

/** The address that must be entered as trusted (60020): the one part of an errmsg that an operator needs. */
export function callerAddress(errmsg: unknown): string {
  const [, address] = /from ip: ([0-9a-f.:]{3,45})/i.exec(String(errmsg)) ?? []
  return address ? ` from address ${address}` : ''
}
