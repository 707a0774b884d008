// What WeCom takes as a file (path/96484), and how it is put into the form of an upload.

import { type MediaFile, SendError } from '../port.ts'

const LEAST_BYTES = 6
const MOST_BYTES: Readonly<Record<MediaFile['type'], number>> = { file: 20 * 1024 * 1024, image: 10 * 1024 * 1024 }

/** The form of media/upload; throws SendError `refused` for what WeCom would refuse. */
export function renderForm({ type, name, bytes }: MediaFile): FormData {
  if (bytes.length < LEAST_BYTES || bytes.length > MOST_BYTES[type]) {
    throw new SendError('refused', `a ${type} of ${bytes.length} bytes is not taken`)
  }
  if (type === 'image' && !/\.(?:png|jpe?g)$/i.test(name)) throw new SendError('refused', 'an image is a PNG or a JPEG')
  const form = new FormData()
  form.set('media', new Blob([Uint8Array.from(bytes)]), name)
  return form
}
