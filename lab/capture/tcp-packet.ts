import { internetChecksum } from './checksum.ts'

/** Flags of a TCP segment (RFC 9293 section 3.1). */
export const TCP = { FIN: 0x01, SYN: 0x02, RST: 0x04, PSH: 0x08, ACK: 0x10 } as const

/** One end of a connection: an address of 4 or 16 octets, and a port. */
export interface End {
  readonly address: Uint8Array
  readonly port: number
}

export interface Segment {
  readonly from: End
  readonly to: End
  readonly sequence: number
  readonly acknowledgment: number
  readonly flags: number
  readonly payload: Uint8Array
}

/** Shifts windows by 14 bits (RFC 7323), so that no window is ever full; sent with SYN. */
const WINDOW_SCALE = Uint8Array.of(3, 3, 14, 0)

/** A segment in an IPv4 or IPv6 packet, with checksums. Both ends must be of one family. */
export function tcpPacket({ from, to, sequence, acknowledgment, flags, payload }: Segment): Uint8Array {
  const options = (flags & TCP.SYN) === 0 ? new Uint8Array(0) : WINDOW_SCALE
  const length = 20 + options.length + payload.length
  const header = ipHeader(from.address, to.address, length)
  const packet = new Uint8Array(header.length + length)
  packet.set(header)
  const tcp = packet.subarray(header.length)
  const view = new DataView(tcp.buffer, tcp.byteOffset)
  view.setUint16(0, from.port)
  view.setUint16(2, to.port)
  view.setUint32(4, sequence)
  view.setUint32(8, acknowledgment)
  view.setUint8(12, ((20 + options.length) / 4) << 4)
  view.setUint8(13, flags)
  view.setUint16(14, 0xffff)
  tcp.set(options, 20)
  tcp.set(payload, 20 + options.length)
  view.setUint16(16, internetChecksum(pseudoHeader(from.address, to.address, length), tcp))
  return packet
}

function ipHeader(from: Uint8Array, to: Uint8Array, length: number): Uint8Array {
  if (from.length === 4) {
    const header = new Uint8Array(20)
    const view = new DataView(header.buffer)
    view.setUint8(0, 0x45)
    view.setUint16(2, 20 + length)
    // Do not fragment; 64 hops; TCP.
    view.setUint16(6, 0x4000)
    view.setUint8(8, 64)
    view.setUint8(9, 6)
    header.set(from, 12)
    header.set(to, 16)
    view.setUint16(10, internetChecksum(header))
    return header
  }
  const header = new Uint8Array(40)
  const view = new DataView(header.buffer)
  view.setUint8(0, 0x60)
  view.setUint16(4, length)
  view.setUint8(6, 6)
  view.setUint8(7, 64)
  header.set(from, 8)
  header.set(to, 24)
  return header
}

/** What the TCP checksum covers of the IP header (RFC 9293 section 3.1, RFC 8200 section 8.1). */
export function pseudoHeader(from: Uint8Array, to: Uint8Array, length: number): Uint8Array {
  const header = new Uint8Array(from.length + to.length + 8)
  header.set(from)
  header.set(to, from.length)
  new DataView(header.buffer).setUint32(from.length + to.length, length)
  header[header.length - 1] = 6
  return header
}
