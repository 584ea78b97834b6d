import { post, send } from '../../lab/http2/steps.ts'
import type { FieldLine, Frame } from '../../lab/http2/message.ts'
import type { Situation } from './stream-states.ts'

const request = post(1)
const elsewhere = ([name, value]: FieldLine): FieldLine => [name, name === ':path' ? '{unread}' : value]

/** Stream 1 is open, with a request whose content the server takes and does not read, so that it gives no window back. */
export const unreadUpload: Situation = {
  settings: [],
  given: [
    send({
      ...request,
      block:
        'block' in request && Array.isArray(request.block)
          ? (request.block as FieldLine[]).map(elsewhere)
          : []
    } as Frame)
  ],
  needs: ['unread', 'stream-window'],
  holds: [1]
}
