import type { End } from './tcp-packet.ts'

/** A TCP segment as it is read from a packet. */
export interface ReadSegment {
  readonly from: End
  readonly to: End
  readonly sequence: number
  readonly acknowledgment: number
  readonly flags: number
  readonly payload: Uint8Array
  /** The octets that the TCP checksum covers beside the pseudo header. */
  readonly tcp: Uint8Array
}

/**
 * The TCP segment in a packet that begins with an IP header (link type raw), or undefined when there is none: another
 * protocol, a fragment, IPv6 extension headers, or cut off.
 */
export function readTcp(packet: Uint8Array): ReadSegment | undefined {
  const version = (packet[0] ?? 0) >> 4
  const ip = version === 4 ? readIpv4(packet) : version === 6 ? readIpv6(packet) : undefined
  if (ip === undefined || ip.content.length < 20) return undefined
  const { from, to, content: tcp } = ip
  const view = new DataView(tcp.buffer, tcp.byteOffset, tcp.byteLength)
  const header = (view.getUint8(12) >> 4) * 4
  if (header < 20 || header > tcp.length) return undefined
  return {
    from: { address: from, port: view.getUint16(0) },
    to: { address: to, port: view.getUint16(2) },
    sequence: view.getUint32(4),
    acknowledgment: view.getUint32(8),
    flags: view.getUint8(13),
    payload: tcp.subarray(header),
    tcp
  }
}

interface Datagram {
  readonly from: Uint8Array
  readonly to: Uint8Array
  readonly content: Uint8Array
}

const TCP_PROTOCOL = 6

function readIpv4(packet: Uint8Array): Datagram | undefined {
  if (packet.length < 20) return undefined
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength)
  const header = (view.getUint8(0) & 0x0f) * 4
  const total = view.getUint16(2)
  // More fragments follow, or this one is not the first.
  const fragment = (view.getUint16(6) & 0x3fff) !== 0
  if (header < 20 || total < header || total > packet.length || fragment) return undefined
  if (view.getUint8(9) !== TCP_PROTOCOL) return undefined
  return {
    from: packet.subarray(12, 16),
    to: packet.subarray(16, 20),
    content: packet.subarray(header, total)
  }
}

function readIpv6(packet: Uint8Array): Datagram | undefined {
  if (packet.length < 40) return undefined
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength)
  const length = view.getUint16(4)
  if (view.getUint8(6) !== TCP_PROTOCOL || 40 + length > packet.length) return undefined
  return {
    from: packet.subarray(8, 24),
    to: packet.subarray(24, 40),
    content: packet.subarray(40, 40 + length)
  }
}
