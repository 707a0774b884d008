// What a finished call means for whoever wanted something sent: nothing wrong, or a SendError. It makes no calls.

import { SendError } from '../port.ts'
import { callerAddress } from './access-token.ts'
import { faultOf } from './errcode.ts'
import type { CallResult } from './server-call.ts'

/** The id that an upload was answered with; throws SendError when there is none. */
export function mediaIdOf(path: string, result: CallResult): string {
  const error = callError(path, result)
  if (error) throw error
  const id = result.outcome === 'answered' ? result.fields.media_id : undefined
  if (typeof id !== 'string' || id === '') throw new SendError('busy', `${path}: an answer without a media_id`)
  return id
}

/** What a call's result means for the message; undefined when the call succeeded. */
export function callError(path: string, result: CallResult): SendError | undefined {
  if (result.outcome === 'unanswered') {
    return new SendError(result.code, `${path}: ${result.what}`, { cause: result.cause })
  }
  const { errcode, fields } = result
  if (errcode === 0) return undefined
  const { code, retryAfter } = faultOf(errcode)
  return new SendError(code, `${path}: errcode ${errcode}${callerAddress(fields.errmsg)}`, {
    ...(retryAfter !== undefined && { retryAfter }),
  })
}
