import { concat, uint16 } from '../../lab/http2/split.ts'
import type { Trace } from '../../lab/trace.ts'

/** A record of TLS: its type stands before it in clear, whatever is encrypted. */
export interface TlsRecord {
  readonly type: number
  readonly fragment: Uint8Array
}

export const ALERT = 21
export const HANDSHAKE = 22
export const APPLICATION_DATA = 23

/** The records that the target sent on the connection `main`, as far as they are complete. */
export function recordsOf(trace: Trace): readonly TlsRecord[] {
  const octets = concat(
    trace.entries.flatMap((entry) =>
      entry.kind === 'record' && entry.by === 'target' && entry.on === 'main' ? [entry.octets] : []
    )
  )
  const records: TlsRecord[] = []
  for (let at = 0; at + 5 <= octets.length;) {
    const end = at + 5 + uint16(octets, at + 3)
    if (end > octets.length) break
    records.push({ type: octets[at] ?? 0, fragment: octets.subarray(at + 5, end) })
    at = end
  }
  return records
}

/** The compression method that a ServerHello in clear selects; undefined when there is none. */
export function compressionIn(records: readonly TlsRecord[]): number | undefined {
  const hello = records.find(({ type, fragment }) => type === HANDSHAKE && fragment[0] === 0x02)?.fragment
  // Type, length of three octets, version, 32 random octets; then the session identifier and the cipher suite.
  const session = hello?.[38]
  return session === undefined ? undefined : hello?.[39 + session + 2]
}
