import { selectResponse, type Representation } from '../../impl/http/representation.ts'
import type { ByteRange } from '../../impl/http/ranges.ts'
import type { Asked } from './application.ts'
import { fields } from './reply.ts'

/** Reads octets of a representation; they are handed to `take`, which says when to go on. */
export type ReadRange = (range: ByteRange, take: (octets: Uint8Array) => Promise<void>) => Promise<void>

/** Answers GET or HEAD for a representation: conditions and ranges are looked at (RFC 9110, sections 13 and 14). */
export async function serveSelected(
  asked: Asked,
  representation: Representation,
  read: ReadRange
): Promise<void> {
  const { request, response, options } = asked
  const {
    status,
    fields: selected,
    pieces
  } = selectResponse(request, representation, (options.now ?? Date.now)())
  response.respond(status, [...fields(['server', 'zyphos']), ...selected], { endStream: pieces.length === 0 })
  if (pieces.length === 0) return
  let over = false
  let goOn: (() => void) | undefined
  const wake = (): void => {
    goOn?.()
    goOn = undefined
  }
  request.onReset(() => {
    over = true
    wake()
  })
  response.onWritable(wake)
  const take = async (octets: Uint8Array): Promise<void> => {
    if (over) throw new Error('the client is gone')
    if (!response.write(octets)) await new Promise<void>((resolve) => (goOn = resolve))
  }
  for (const piece of pieces) {
    if (typeof piece === 'string') await take(new TextEncoder().encode(piece))
    else await read(piece, take)
  }
  response.end()
}
