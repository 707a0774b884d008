// The envelope around a ciphertext, in and out, as XML or as JSON. What comes in is not verified yet, so it is read by a
// grammar that knows three flat elements and nothing else: no parser, no attributes, no comments, no entities.

export type Format = 'xml' | 'json'

export interface Envelope {
  readonly format: Format
  readonly encrypted: string
  /** Not covered by the signature: good for finding a delivery that went astray, not for trust. */
  readonly corpId: string | undefined
  readonly agentId: string | undefined
}

/** Reads the body of a callback; undefined when it is not an envelope, or when any part of it is doubled. */
export function parseEnvelope(body: string): Envelope | undefined {
  // trimStart also removes the byte order mark that some gateways put in front.
  const text = body.trimStart()
  const format = text.startsWith('{') ? 'json' : 'xml'
  const parts = format === 'json' ? parseJson(text) : parseXml(text)
  const encrypted = parts?.get(NAMES[format].encrypted)
  if (!parts || !encrypted) return undefined
  return { format, encrypted, corpId: parts.get(NAMES[format].corpId), agentId: parts.get(NAMES[format].agentId) }
}

const NAMES = {
  xml: { encrypted: 'Encrypt', corpId: 'ToUserName', agentId: 'AgentID' },
  json: { encrypted: 'encrypt', corpId: 'tousername', agentId: 'agentid' },
} as const

const XML_HEAD = /(?:<\?xml[^<>]*\?>\s*)?<xml>/y
/** One element: empty, or with its text in CDATA or bare. Ids and base64 need no escapes, so none are known. */
const XML_ELEMENT = /\s*<(\w+)(?:\/>|>(?:\s*<!\[CDATA\[([^<>\]]*)\]\]>\s*|([^<>&]*))<\/\1>)/y
const XML_TAIL = /\s*<\/xml>\s*$/y

function parseXml(text: string): ReadonlyMap<string, string> | undefined {
  const parts = new Map<string, string>()
  let at = matchAt(XML_HEAD, text, 0)?.[0].length
  if (at === undefined) return undefined
  for (;;) {
    const element = matchAt(XML_ELEMENT, text, at)
    if (!element) break
    const [whole, name = '', inCdata, bare = ''] = element
    if (parts.has(name)) return undefined
    parts.set(name, (inCdata ?? bare).trim())
    at += whole.length
  }
  return matchAt(XML_TAIL, text, at) ? parts : undefined
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function parseJson(text: string): ReadonlyMap<string, string> | undefined {
  // Flat here, too: nesting costs the parser much more than it costs the sender.
  if (text.includes('[') || text.lastIndexOf('{') > 0) return undefined
  let value: Record<string, unknown>
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  const parts = new Map<string, string>()
  for (const [name, part] of Object.entries(value)) {
    if (typeof part !== 'string' && !Number.isSafeInteger(part)) return undefined
    parts.set(name, String(part).trim())
  }
  return parts
}

export interface Sealed {
  readonly encrypted: string
  readonly signature: string
  /** Seconds, in digits. */
  readonly timestamp: string
  readonly nonce: string
}

/** The body of the HTTP answer around an encrypted reply, in the format of the envelope that it answers. */
export function renderEnvelope(format: Format, { encrypted, signature, timestamp, nonce }: Sealed): string {
  if (format === 'json') return JSON.stringify({ encrypt: encrypted, msgsignature: signature, timestamp, nonce })
  // Base64, hex and digits need no escaping.
  return `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature><TimeStamp>${timestamp}</TimeStamp><Nonce><![CDATA[${nonce}]]></Nonce></xml>`
}
