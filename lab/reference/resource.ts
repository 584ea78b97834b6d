import { negotiateType } from '../../impl/http/negotiate.ts'
import { valueOf } from '../../impl/http/preconditions.ts'
import { selectResponse } from '../../impl/http/representation.ts'
import type { Asked } from './application.ts'
import { answer, fields } from './reply.ts'

const TEXT = new TextEncoder().encode('0123456789'.repeat(20))
/** Sunday, 6 November 1994, 08:49:37 GMT. */
const LAST_MODIFIED = 784_111_777_000

/** 200 octets of text with a strong entity tag and a date: for conditions and ranges. */
export function resource(asked: Asked): void {
  if (asked.request.method !== 'GET' && asked.request.method !== 'HEAD')
    return answer(asked, 405, 'This method is not offered here.\n', fields(['allow', 'GET, HEAD']))
  const representation = {
    type: 'text/plain; charset=utf-8',
    size: TEXT.length,
    tag: { weak: false, opaque: '"zyphos-1"' },
    lastModified: LAST_MODIFIED
  }
  const {
    status,
    fields: selected,
    pieces
  } = selectResponse(asked.request, representation, (asked.options.now ?? Date.now)())
  const octets = pieces.map((piece) =>
    typeof piece === 'string' ? new TextEncoder().encode(piece) : TEXT.subarray(piece.first, piece.last + 1)
  )
  const { response } = asked
  response.respond(status, [...fields(['server', 'zyphos']), ...selected], { endStream: pieces.length === 0 })
  for (const piece of octets) response.write(piece)
  if (pieces.length > 0) response.end()
}

const VARIANTS: Readonly<Record<string, string>> = {
  'text/html': '<!doctype html><title>negotiated</title>\n',
  'text/plain': 'negotiated\n',
  'application/json': '{"negotiated":true}\n'
}

/** HTML, plain text or JSON, as Accept likes it; 406 where it likes none. */
export function negotiated(asked: Asked): void {
  const types = Object.keys(VARIANTS)
  const chosen = negotiateType(valueOf(asked.request.fields, 'accept'), types)
  if (chosen === undefined)
    return answer(
      asked,
      406,
      `${types.join('\n')}\n`,
      fields(['content-type', 'text/plain'], ['vary', 'accept'])
    )
  answer(asked, 200, VARIANTS[chosen] ?? '', fields(['content-type', chosen], ['vary', 'accept']))
}
