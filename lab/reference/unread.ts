import type { Asked } from './application.ts'
import { answer } from './reply.ts'

/** How long the content is left unread, in milliseconds. */
const UNREAD = 60_000

/** Leaves the request's content unread for a minute and answers then, or when the request is over. */
export function unread(asked: Asked): void {
  const { request, options } = asked
  request.pause()
  const forget = options.after?.(UNREAD, () => request.resume())
  request.onReset(() => forget?.())
  request.onEnd(() => {
    forget?.()
    answer(asked, 200, 'The content was left unread for a while.\n')
  })
}
