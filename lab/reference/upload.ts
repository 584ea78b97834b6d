import type { Asked } from './application.ts'
import { answer } from './reply.ts'

/** Reads the request's content to its end and answers with its length. */
export function upload(asked: Asked): void {
  let length = 0
  asked.request.onData((octets) => (length += octets.length))
  asked.request.onEnd(() => answer(asked, 200, `${length} octets\n`))
}
