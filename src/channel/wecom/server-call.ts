// One call to the server API: sends it, waits so long, and reads an answer of any kind into a closed union. It neither
// tries again nor knows what is called. Nothing that it reports holds a URL, since secret and token stand there.

import type { SendErrorCode } from '../port.ts'

export interface Network {
  readonly fetch: typeof fetch
  /** A signal that aborts after so many milliseconds: AbortSignal.timeout. */
  readonly timeout: (milliseconds: number) => AbortSignal
}

export type CallResult =
  /** The API's own answer; `errcode` 0 is success. */
  | {
      readonly outcome: 'answered'
      readonly errcode: number
      readonly fields: Readonly<Record<string, unknown>>
    }
  /** No answer of the API. `unknown` when the call may have had its effect all the same. */
  | {
      readonly outcome: 'unanswered'
      readonly code: Extract<SendErrorCode, 'busy' | 'unknown' | 'settings'>
      readonly what: string
      readonly cause?: unknown
    }

/** Long enough for a slow private deployment; the outbox has other receivers waiting. */
const CALL_MILLISECONDS = 15_000
/** A large file over a county's line. */
const UPLOAD_MILLISECONDS = 120_000
/** Answers to the calls made here are under 2 kB. */
const MAX_ANSWER_BYTES = 64 * 1024

/**
 * Calls the API once: a POST when there is a body, a JSON text or the form of an upload, else a GET. Never throws for
 * what the network does. The time is over for the whole answer, not for its first byte.
 */
export async function callServer(network: Network, url: string, body?: string | FormData): Promise<CallResult> {
  const request: RequestInit = {
    // A redirect would carry the token to wherever it points.
    redirect: 'manual',
    signal: network.timeout(body instanceof FormData ? UPLOAD_MILLISECONDS : CALL_MILLISECONDS),
    ...(body !== undefined && { method: 'POST', body }),
    ...(typeof body === 'string' && { headers: { 'content-type': 'application/json; charset=utf-8' } }),
  }
  try {
    const response = await network.fetch(url, request)
    const text = await readText(response)
    return parseAnswer(response.status, text)
  } catch (error) {
    return failure(error)
  }
}

/** The body of an answer, or undefined when it does not end in good time. */
async function readText(response: Response): Promise<string | undefined> {
  if (!response.body) return ''
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body) {
    bytes += chunk.byteLength
    if (bytes > MAX_ANSWER_BYTES) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function parseAnswer(status: number, text: string | undefined): CallResult {
  const fields = text === undefined ? undefined : parseObject(text)
  if (fields && Number.isSafeInteger(fields.errcode)) {
    return { outcome: 'answered', errcode: Number(fields.errcode), fields }
  }
  if (status === 429) return unanswered('busy', 'HTTP 429')
  // Something between us and the API answers in its place: the address is wrong.
  if (status >= 300 && status < 500) return unanswered('settings', `HTTP ${status} from WECOM_API_BASE`)
  // A gateway that gave up, or a page where JSON was due: the call may have come through behind it.
  return unanswered('unknown', `HTTP ${status} without an answer of the API`)
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}

/** Nothing was sent when the connection never came about. */
const NOT_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|^ERR_(?:SSL|TLS)_/

function failure(error: unknown): CallResult {
  if (!(error instanceof Error)) return unanswered('unknown', 'no answer')
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return unanswered('unknown', 'no answer in time')
  // fetch wraps what the socket said; its own message may quote the URL and is left behind.
  const cause: unknown = error.cause
  const reason = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : 'no reason given'
  if (CERTIFICATE.test(reason)) {
    return unanswered('settings', `the certificate behind WECOM_API_BASE is not trusted (${reason})`, cause)
  }
  return NOT_CONNECTED.has(reason)
    ? unanswered('busy', `no connection (${reason})`, cause)
    : unanswered('unknown', `the connection broke (${reason})`, cause)
}

function unanswered(
  code: Extract<SendErrorCode, 'busy' | 'unknown' | 'settings'>,
  what: string,
  cause?: unknown,
): CallResult {
  return { outcome: 'unanswered', code, what, cause }
}
