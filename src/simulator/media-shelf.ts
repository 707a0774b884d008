// The files that were uploaded: what WeCom takes (path/96484), and for how long it keeps it. In memory.

import { Refusal } from './refusal.ts'

export interface Upload {
  readonly name: string
  readonly bytes: Buffer
}

export interface ShelvedFile extends Upload {
  readonly id: string
  readonly type: string
}

export interface MediaShelf {
  /** Throws Refusal for a type, size or ending that WeCom does not take. */
  put(type: string | null, upload: Upload | undefined): ShelvedFile
  /** Throws Refusal when there is no such file, or no longer. */
  take(id: unknown): ShelvedFile
}

const KEPT_MILLISECONDS = 3 * 24 * 3600_000
const LEAST_BYTES = 6
const MEGABYTE = 1024 * 1024

const KINDS: Readonly<Record<string, { readonly most: number; readonly endings: RegExp }>> = {
  image: { most: 10 * MEGABYTE, endings: /\.(?:jpg|jpeg|png)$/i },
  voice: { most: 2 * MEGABYTE, endings: /\.amr$/i },
  video: { most: 10 * MEGABYTE, endings: /\.mp4$/i },
  file: { most: 20 * MEGABYTE, endings: /./ },
}

export function createMediaShelf(systemNow: () => number, random: (bytes: number) => Buffer): MediaShelf {
  const files = new Map<string, { readonly file: ShelvedFile; readonly at: number }>()
  return {
    put(type, upload) {
      const kind = type === null ? undefined : KINDS[type]
      if (type === null || !kind) throw new Refusal(40004, 'invalid media type')
      if (!upload || upload.bytes.length < LEAST_BYTES) throw new Refusal(44001, 'empty media data')
      if (upload.bytes.length > kind.most) throw new Refusal(40006, 'invalid media size')
      if (!kind.endings.test(upload.name)) throw new Refusal(40005, 'invalid file type')
      const file = { ...upload, type, id: random(24).toString('base64url') }
      files.set(file.id, { file, at: systemNow() })
      return file
    },
    take(id) {
      const shelved = typeof id === 'string' ? files.get(id) : undefined
      if (!shelved || systemNow() - shelved.at > KEPT_MILLISECONDS) throw new Refusal(40007, 'invalid media_id')
      return shelved.file
    },
  }
}
