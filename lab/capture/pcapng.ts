/**
 * Blocks of the pcapng capture format (draft-ietf-opsawg-pcapng), little-endian. Every block is its type, its whole
 * length (4 octets each), a body padded to 4 octets, and the length again.
 */

/** The packets begin with an IPv4 or IPv6 header, whichever its version field says. */
export const LINKTYPE_RAW = 101

export const BLOCK = {
  section: 0x0a0d0d0a,
  interface: 0x00000001,
  packet: 0x00000006,
  secrets: 0x0000000a
} as const

/** Written at the start of a section, by which a reader knows the order of octets. */
export const BYTE_ORDER_MAGIC = 0x1a2b3c4d
/** Type of a Decryption Secrets Block whose data is a TLS key log (NSS format): "TLSK". */
export const TLS_KEY_LOG = 0x544c534b

const OPTION = { end: 0, comment: 1, application: 4 } as const

/** Section Header Block: begins a capture. */
export function sectionHeader(application: string, comment: string): Uint8Array {
  const fixed = new Uint8Array(16)
  const view = new DataView(fixed.buffer)
  view.setUint32(0, BYTE_ORDER_MAGIC, true)
  view.setUint16(4, 1, true)
  view.setUint16(6, 0, true)
  // The section's length is not stated (-1).
  fixed.fill(0xff, 8)
  return block(BLOCK.section, [
    fixed,
    options([
      [OPTION.comment, comment],
      [OPTION.application, application]
    ])
  ])
}

/** Interface Description Block: raw IP, no limit on a packet's length, time stamps in microseconds (the default). */
export function interfaceDescription(): Uint8Array {
  const fixed = new Uint8Array(8)
  new DataView(fixed.buffer).setUint16(0, LINKTYPE_RAW, true)
  return block(BLOCK.interface, [fixed])
}

/** Enhanced Packet Block of the first interface; `time` in microseconds since 1970. */
export function enhancedPacket(packet: Uint8Array, time: number, comment?: string): Uint8Array {
  const fixed = new Uint8Array(20)
  const view = new DataView(fixed.buffer)
  view.setUint32(4, Math.floor(time / 0x100000000), true)
  view.setUint32(8, time % 0x100000000, true)
  view.setUint32(12, packet.length, true)
  view.setUint32(16, packet.length, true)
  return block(BLOCK.packet, [
    fixed,
    padded(packet),
    comment === undefined ? new Uint8Array(0) : options([[OPTION.comment, comment]])
  ])
}

/** Decryption Secrets Block; it must stand before the packets that it decrypts. */
export function decryptionSecrets(keyLog: string): Uint8Array {
  const data = new TextEncoder().encode(keyLog)
  const fixed = new Uint8Array(8)
  const view = new DataView(fixed.buffer)
  view.setUint32(0, TLS_KEY_LOG, true)
  view.setUint32(4, data.length, true)
  return block(BLOCK.secrets, [fixed, padded(data)])
}

function block(type: number, parts: readonly Uint8Array[]): Uint8Array {
  const length = 12 + parts.reduce((sum, part) => sum + part.length, 0)
  const octets = new Uint8Array(length)
  const view = new DataView(octets.buffer)
  view.setUint32(0, type, true)
  view.setUint32(4, length, true)
  let offset = 8
  for (const part of parts) {
    octets.set(part, offset)
    offset += part.length
  }
  view.setUint32(offset, length, true)
  return octets
}

function options(list: readonly (readonly [code: number, text: string])[]): Uint8Array {
  const parts = [...list, [OPTION.end, ''] as const].map(([code, text]) => {
    const value = new TextEncoder().encode(text).subarray(0, 0xffff)
    const octets = new Uint8Array(4 + padding(value.length))
    const view = new DataView(octets.buffer)
    view.setUint16(0, code, true)
    view.setUint16(2, value.length, true)
    octets.set(value, 4)
    return octets
  })
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

/** A length rounded up to 4 octets. */
const padding = (length: number): number => (length + 3) & ~3

function padded(octets: Uint8Array): Uint8Array {
  const whole = new Uint8Array(padding(octets.length))
  whole.set(octets)
  return whole
}
