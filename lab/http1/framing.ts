import { membersOf, valuesOf, type Framing, type WireMessage } from './wire-message.ts'

/** Statuses of responses without content (RFC 9112, section 6.3). */
const WITHOUT_CONTENT: ReadonlySet<number> = new Set([204, 304])

/**
 * How the content of a message ends (RFC 9112, section 6.3). `method`: of the request that a response answers.
 * `broken`: why that cannot be told.
 */
export function framingOf(
  message: WireMessage,
  method: string | undefined
): { readonly framing: Framing; readonly length?: number; readonly broken?: string } {
  const { status } = message
  if (status !== undefined) {
    if (status === 101) return { framing: 'tunnel' }
    if (method === 'HEAD' || WITHOUT_CONTENT.has(status)) return { framing: 'none' }
    if (method === 'CONNECT' && status >= 200 && status < 300) return { framing: 'tunnel' }
  }
  const codings = membersOf(message, 'transfer-encoding')
  if (codings.length > 0) {
    if (codings.at(-1) === 'chunked') return { framing: 'chunked' }
    if (status !== undefined) return { framing: 'close' }
    return { framing: 'none', broken: 'a request whose last transfer coding is not chunked' }
  }
  const lengths = new Set(
    valuesOf(message, 'content-length')
      .flatMap((value) => value.split(','))
      .map((one) => one.trim())
  )
  if (lengths.size === 0) return { framing: status === undefined ? 'none' : 'close' }
  const [length = ''] = lengths
  if (lengths.size > 1 || !/^\d{1,15}$/.test(length))
    return { framing: 'close', broken: `Content-Length of "${[...lengths].join(', ').slice(0, 40)}"` }
  return { framing: 'length', length: Number(length) }
}
