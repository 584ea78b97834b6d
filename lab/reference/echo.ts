import type { Asked } from './application.ts'
import { fields } from './reply.ts'

/** Answers with the request's content as it comes; reads no faster than the answer is taken. */
export function echo({ request, response }: Asked): void {
  const length = request.fields.find(({ name }) => name === 'content-length')
  const type = request.fields.find(({ name }) => name === 'content-type')?.value ?? 'application/octet-stream'
  const head = fields(['server', 'zyphos'], ['content-type', type])
  response.respond(200, length === undefined ? head : [...head, length], {
    endStream: request.method === 'HEAD'
  })
  if (request.method === 'HEAD') return
  request.onData((octets) => {
    if (!response.write(octets.slice())) request.pause()
  })
  response.onWritable(() => request.resume())
  request.onEnd((trailers) => response.end(undefined, trailers))
}
