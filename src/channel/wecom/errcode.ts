// What each errcode of the server API means for the message that was being sent. Meanings: WeCom's page of global error
// codes (path/90455). Only the number decides: the text beside it has a changing tail.

import type { SendErrorCode } from '../port.ts'

export interface Fault {
  readonly code: SendErrorCode
  /** Milliseconds. */
  readonly retryAfter?: number
}

const SECOND = 1_000
const MINUTE = 60 * SECOND

const BUSY: Readonly<Record<number, Fault>> = {
  /** System busy. */
  [-1]: { code: 'busy', retryAfter: 5 * SECOND },
  /** Two edits at once. */
  6000: { code: 'busy', retryAfter: SECOND },
  /** Rate limit: the block lasts as long as the window that was exceeded, a minute at least. */
  45009: { code: 'busy', retryAfter: MINUTE },
  /** Too many calls at the same moment. */
  45033: { code: 'busy', retryAfter: 5 * SECOND },
  // A token that is refused although it is new; the client has by then asked for another one once.
  40014: { code: 'busy', retryAfter: MINUTE },
  42001: { code: 'busy', retryAfter: MINUTE },
}

/** Not known, outside the app's visible range, or without the right: whoever it is, others can be reached. */
const RECEIVER = new Set([
  40003, 40031, 43004, 46004, 60011, 60021, 60111, 81013, 82001, 301021,
  // A group robot whose key is wrong, that was removed, or that is disabled.
  93000, 93004, 93008,
])

/** Secret, corp or agent id, trusted address, or a right of the app. */
const SETTINGS = new Set([
  40001, 40013, 40056, 40057, 40091, 41001, 43012, 45031, 48002, 48004, 48005, 48006, 50003, 50006, 60020, 301002,
  301007, 301042,
])

/** An uploaded file lives three days. */
const MEDIA_GONE = 40007

/** The fault behind an errcode other than 0. One that is not listed is about the message: sending it again is no use. */
export function faultOf(errcode: number): Fault {
  const busy = BUSY[errcode]
  if (busy) return busy
  if (RECEIVER.has(errcode)) return { code: 'receiver' }
  if (errcode === MEDIA_GONE) return { code: 'file' }
  return { code: SETTINGS.has(errcode) ? 'settings' : 'refused' }
}

/** Expired or dead before its time; 40001 means a bad secret, but some servers say it of a bad token. */
export function isTokenRefused(errcode: number): boolean {
  return errcode === 40014 || errcode === 42001 || errcode === 40001
}

/** Going on with these bans the whole address from gettoken for an hour. */
export function isBanRisk(errcode: number): boolean {
  return errcode === 40001 || errcode === 40013 || errcode === 40091 || errcode === 45009
}

/** The site knows no cards at all, or the app has nowhere to which a button could call back. */
export function hasNoCards(errcode: number): boolean {
  return errcode === 40008 || errcode === 43012
}

/** Something about this card is not acceptable; its text may well be. */
export function isCardRefused(errcode: number): boolean {
  return hasNoCards(errcode) || (errcode >= 42014 && errcode <= 42051 && errcode !== 42022)
}
