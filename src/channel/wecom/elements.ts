// Reads a decrypted document, XML or JSON, into elements by name. It knows nothing of what the elements mean, and
// expands nothing that the document itself defines.

import { XMLParser } from 'fast-xml-parser'
import type { Format } from './envelope.ts'

export interface Document {
  readonly format: Format
  readonly elements: Readonly<Record<string, unknown>>
}

/** The text of an element that is there exactly once and holds nothing but text; else undefined. */
export function readElement(document: Document, name: string): string | undefined {
  const value = Object.hasOwn(document.elements, name) ? document.elements[name] : undefined
  if (typeof value === 'string') return value
  return Number.isSafeInteger(value) ? String(value) : undefined
}

/** Parses a document by its first character: `<` is XML, `{` is JSON; undefined for anything that is neither. */
export function parseDocument(text: string): Document | undefined {
  const trimmed = text.trimStart()
  const format = trimmed.startsWith('<') ? 'xml' : 'json'
  const elements = format === 'xml' ? parseXml(trimmed) : parseJson(trimmed)
  return elements && { format, elements }
}

const NAMES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', apos: "'", quot: '"' }
const ignore = () => {}

/**
 * Resolves the five names that XML knows by itself, and code points. What a DOCTYPE defines never gets here, so that
 * nothing can be expanded, even if a DOCTYPE slipped past `hasDoctype`.
 */
const entityDecoder = {
  setExternalEntities: ignore,
  addInputEntities: ignore,
  reset: ignore,
  setXmlVersion: ignore,
  decode: (text: string) =>
    text.includes('&')
      ? text.replace(/&(?:(lt|gt|amp|apos|quot)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi, (_, name, decimal, hex) =>
          name
            ? (NAMES[name.toLowerCase()] ?? '')
            : String.fromCodePoint(decimal ? Number(decimal) : Number(`0x${hex}`)),
        )
      : text,
}

/** One parser for all: values stay text (a MsgId is beyond 2^53) and keep their spaces, as they were typed. */
const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  entityDecoder,
  // Only callbacks would need the path to each element, and there are none.
  jPath: false,
})

function parseXml(text: string): Document['elements'] | undefined {
  if (!text.trimEnd().endsWith('</xml>') || hasDoctype(text)) return undefined
  try {
    const { xml, '#text': between = '', ...others }: Record<string, unknown> = parser.parse(text)
    const alone = Object.keys(others).length === 0 && String(between).trim() === ''
    return alone && isObject(xml) ? xml : undefined
  } catch {
    return undefined
  }
}

/** Whether a DOCTYPE or ENTITY stands where it would count; someone may well type one, which then is inside CDATA. */
function hasDoctype(text: string): boolean {
  if (!/<!(?:doctype|entity)/i.test(text)) return false
  const markup = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|(<!(?:doctype|entity))/gi
  for (const [, declaration] of text.matchAll(markup)) {
    if (declaration !== undefined) return true
  }
  return false
}

function parseJson(text: string): Document['elements'] | undefined {
  // A bare MsgId would lose its last digits as a number. Inside a string the quotes around the name are escaped, so
  // this cannot touch what someone typed.
  const exact = text.replace(/("MsgId"\s*:\s*)(\d+)/g, '$1"$2"')
  try {
    const root: unknown = JSON.parse(exact)
    return isObject(root) ? root : undefined
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
