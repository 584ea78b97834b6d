import type { FieldLine } from '../../impl/application.ts'
import type { Asked } from './application.ts'

/** Field lines from pairs. */
export const fields = (...lines: readonly (readonly [name: string, value: string])[]): FieldLine[] =>
  lines.map(([name, value]) => ({ name, value }))

/** Answers with a whole body; a HEAD request, and a status that has no content, with the header section only. */
export function answer(
  { request, response }: Pick<Asked, 'request' | 'response'>,
  status: number,
  body: string | Uint8Array,
  more: readonly FieldLine[] = fields(['content-type', 'text/plain; charset=utf-8'])
): void {
  const octets = typeof body === 'string' ? new TextEncoder().encode(body) : body
  const bodiless = status === 204 || status === 304
  const head = [
    ...fields(['server', 'zyphos']),
    ...(bodiless ? [] : [...more, ...fields(['content-length', String(octets.length)])])
  ]
  if (bodiless || request.method === 'HEAD') response.respond(status, head, { endStream: true })
  else response.send(status, head, octets)
}
