// A zip archive made part by part, each pressed while it is written, so that memory holds only what comes out. It knows
// nothing of what is inside (PKWARE appnote 6.3, without zip64: parts and archive stay below 4 GB).

import { once } from 'node:events'
import { constants, crc32, createDeflateRaw } from 'node:zlib'

export interface Zip {
  /** Writes a part from pieces of text; resolves when all of it is pressed. Parts are written one after another. */
  add(name: string, pieces: Iterable<string>): Promise<void>
  /** The archive. */
  finish(): Buffer
}

/** The archive needs a day for each part; the earliest that the format has, so that equal contents give equal bytes. */
const DAY = 0x0021

const DEFLATE = 8
/** Names are UTF-8. */
const FLAGS = 0x0800
const VERSION = 20
/** Text is gathered to this size before it is pressed; between two pieces everything else in the process gets its turn. */
const BLOCK = 64 * 1024

interface Entry {
  readonly name: Buffer
  readonly crc: number
  readonly pressed: number
  readonly size: number
  readonly offset: number
}

export function createZip(): Zip {
  const out: Buffer[] = []
  const entries: Entry[] = []
  let offset = 0

  function push(bytes: Buffer): void {
    out.push(bytes)
    offset += bytes.length
  }

  return {
    async add(name, pieces) {
      const { chunks, crc, size } = await press(pieces)
      const pressed = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
      const entry = { name: Buffer.from(name), crc, pressed, size, offset }
      entries.push(entry)
      push(localHeader(entry))
      for (const chunk of chunks) push(chunk)
    },
    finish() {
      const start = offset
      for (const entry of entries) push(centralHeader(entry))
      const end = Buffer.alloc(22)
      end.writeUInt32LE(0x06054b50, 0)
      end.writeUInt16LE(entries.length, 8)
      end.writeUInt16LE(entries.length, 10)
      end.writeUInt32LE(offset - start, 12)
      end.writeUInt32LE(start, 16)
      push(end)
      return Buffer.concat(out)
    },
  }
}

async function press(pieces: Iterable<string>) {
  const deflate = createDeflateRaw({ level: constants.Z_BEST_SPEED })
  const chunks: Buffer[] = []
  deflate.on('data', (chunk: Buffer) => chunks.push(chunk))
  let crc = 0
  let size = 0
  let block = ''
  const flush = async () => {
    const bytes = Buffer.from(block)
    block = ''
    crc = crc32(bytes, crc)
    size += bytes.length
    if (!deflate.write(bytes)) await once(deflate, 'drain')
  }
  for (const piece of pieces) {
    block += piece
    if (block.length >= BLOCK) await flush()
  }
  await flush()
  deflate.end()
  await once(deflate, 'end')
  return { chunks, crc, size }
}

function localHeader(entry: Entry): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(VERSION, 4)
  writeCommon(header, 6, entry)
  return Buffer.concat([header, entry.name])
}

function centralHeader(entry: Entry): Buffer {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(VERSION, 6)
  writeCommon(header, 8, entry)
  header.writeUInt32LE(entry.offset, 42)
  return Buffer.concat([header, entry.name])
}

/** What both headers say in the same order. */
function writeCommon(header: Buffer, at: number, { name, crc, pressed, size }: Entry): void {
  header.writeUInt16LE(FLAGS, at)
  header.writeUInt16LE(DEFLATE, at + 2)
  header.writeUInt16LE(DAY, at + 6)
  header.writeUInt32LE(crc, at + 8)
  header.writeUInt32LE(pressed, at + 12)
  header.writeUInt32LE(size, at + 16)
  header.writeUInt16LE(name.length, at + 20)
}
