import type { Socket } from 'node:net'

/**
 * The compression methods that a TLS ClientHello offers, read from the first record: type (1 octet), version (2),
 * length (2), then the handshake message: type (1), length (3), version (2), random (32), session_id, cipher_suites and
 * compression_methods, each behind its length (1, 2 and 1 octets). Undefined when the octets are no whole ClientHello
 * up to there. RFC 5246, sections 6.2.1 and 7.4.1.2.
 */
export function compressionIn(octets: Uint8Array): readonly number[] | undefined {
  const HANDSHAKE = 22
  const CLIENT_HELLO = 1
  if (octets[0] !== HANDSHAKE || octets[5] !== CLIENT_HELLO) return undefined
  const session = 5 + 4 + 2 + 32
  const suites = session + 1 + (octets[session] ?? 0)
  const methods = suites + 2 + (octets[suites] ?? 0) * 256 + (octets[suites + 1] ?? 0)
  const count = octets[methods]
  if (count === undefined || methods + 1 + count > octets.length) return undefined
  return [...octets.subarray(methods + 1, methods + 1 + count)]
}

/** Looks at the first octets of a socket and puts them back. */
export function peek(socket: Socket, seen: (octets: Uint8Array) => void): void {
  const over = (): void => void socket.off('data', look)
  const look = (octets: Buffer): void => {
    socket.off('data', look)
    socket.off('close', over)
    socket.pause()
    socket.unshift(octets)
    seen(octets)
  }
  socket.on('data', look)
  socket.once('close', over)
}
