// How the server API says no: an errcode within HTTP 200.

export interface ApiAnswer {
  readonly errcode: number
  readonly errmsg: string
  readonly [key: string]: string | number
}

export class Refusal extends Error {
  readonly errcode: number
  constructor(errcode: number, errmsg: string) {
    super(errmsg)
    this.errcode = errcode
  }
}

/** An errmsg ends differently each time, so that nobody can rely on its text. */
export function renderErrcode(errcode: number, errmsg: string, random: (bytes: number) => Buffer): ApiAnswer {
  return { errcode, errmsg: `${errmsg}, hint: [${random(8).readBigUInt64BE()}]` }
}

/** The JSON object of a body; WeCom says of anything else that its message type is invalid. */
export function parseObject(body: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(body)
    if (typeof parsed === 'object' && parsed !== null) return parsed as Record<string, unknown>
  } catch {
    // Answered below like any other body that is not an object.
  }
  throw new Refusal(40008, 'invalid message type, Warning: wrong json format. ')
}
