// Reads the parts of a zip archive by its list at the end, as an office program does: a reader of its own, so that what
// wrote an archive is not what vouches for it.

import { crc32, inflateRawSync } from 'node:zlib'

/** The parts as text by name; throws where a part does not match its checksum. */
export function readZip(bytes: Buffer): ReadonlyMap<string, string> {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06'))
  const count = bytes.readUInt16LE(end + 10)
  const parts = new Map<string, string>()
  let at = bytes.readUInt32LE(end + 16)
  for (let index = 0; index < count; index++) {
    const method = bytes.readUInt16LE(at + 10)
    const pressed = bytes.readUInt32LE(at + 20)
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place))
    const local = bytes.readUInt32LE(at + 42)
    const name = bytes.toString('utf8', at + 46, at + 46 + (nameLength ?? 0))
    const data = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const raw = bytes.subarray(data, data + pressed)
    const content = method === 0 ? raw : inflateRawSync(raw)
    if (crc32(content) !== bytes.readUInt32LE(at + 16)) throw new Error(`${name} does not match its checksum`)
    parts.set(name, content.toString())
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0)
  }
  return parts
}
