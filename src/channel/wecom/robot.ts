// The robot of a group chat as a channel (path/91770): one way, and whoever is in the group reads it. Its address holds
// the key that anyone could post with, so it is never part of an error. There is no duplicate check on this way.

import { type Channel, SendError } from '../port.ts'
import { callError, mediaIdOf } from './call-error.ts'
import { renderForm } from './media-file.ts'
import { contentOf, MAX_BYTES } from './message-body.ts'
import { callServer, type Network } from './server-call.ts'

/** How many messages a robot may send in a minute; more are refused with 45009. */
export const ROBOT_PER_MINUTE = 20

const MARKDOWN_BYTES = 4096

/** `url` is the whole webhook address, key and all, as WeCom shows it. */
export function createRobot(url: string, network: Network): Channel {
  const send = new URL(url)
  const upload = new URL(url)
  upload.pathname = upload.pathname.replace(/send$/, 'upload_media')
  upload.searchParams.set('type', 'file')
  return {
    maxBytes: MAX_BYTES,

    async send({ text, format, media }) {
      const limit = format === 'markdown' ? MARKDOWN_BYTES : MAX_BYTES
      // Nobody can answer a robot, so that a menu would lead nowhere.
      const content = () => contentOf({ to: '', text, format }, () => '', limit)
      const body = media
        ? { msgtype: 'file', file: { media_id: media.id } }
        : { msgtype: format, [format]: { content: content() } }
      const error = callError('webhook/send', await callServer(network, String(send), JSON.stringify(body)))
      if (error) throw error
    },

    async upload(file) {
      // Images travel inside the message, up to 2 MB; nothing needs that yet.
      if (file.type === 'image') throw new SendError('refused', 'a robot is given no images')
      const result = await callServer(network, String(upload), renderForm(file))
      return { type: 'file', id: mediaIdOf('webhook/upload_media', result) }
    },
  }
}
