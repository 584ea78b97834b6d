import type { Asked } from './application.ts'
import { answer, fields } from './reply.ts'

/** Bounds, so that nobody can keep a server busy with one request. */
const MOST_CHUNKS = 10_000
const MOST_DELAY = 60_000

/** `/stream?chunks=N&delay=MS` sends N pieces of content, one after the other, with the delay between them. */
export function stream(asked: Asked): void {
  const { request, response, query, options } = asked
  const chunks = whole(query.get('chunks') ?? '10', MOST_CHUNKS)
  const delay = whole(query.get('delay') ?? '0', MOST_DELAY)
  if (chunks === undefined || delay === undefined)
    return answer(asked, 400, `chunks takes 0 to ${MOST_CHUNKS}, delay 0 to ${MOST_DELAY} (milliseconds).\n`)
  const head = fields(['server', 'zyphos'], ['content-type', 'text/plain; charset=utf-8'])
  const empty = request.method === 'HEAD' || chunks === 0
  response.respond(200, head, { endStream: empty })
  if (empty) return
  let sent = 0
  let over = false
  let forget: (() => void) | undefined
  let waiting = false
  const next = (): void => {
    forget = undefined
    while (!over && !waiting) {
      const piece = new TextEncoder().encode(`chunk ${++sent} of ${chunks}\n`)
      if (sent === chunks) {
        over = true
        return response.end(piece)
      }
      waiting = !response.write(piece)
      if (delay > 0 && options.after !== undefined) {
        forget = options.after(delay, next)
        return
      }
    }
  }
  response.onWritable(() => {
    if (!waiting) return
    waiting = false
    if (forget === undefined) next()
  })
  request.onReset(() => {
    over = true
    forget?.()
  })
  next()
}

function whole(text: string, most: number): number | undefined {
  return /^\d{1,6}$/.test(text) && Number(text) <= most ? Number(text) : undefined
}
