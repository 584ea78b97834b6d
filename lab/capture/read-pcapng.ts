import { BLOCK, BYTE_ORDER_MAGIC, TLS_KEY_LOG } from './pcapng.ts'

/** What a pcapng file holds. */
export interface ReadCapture {
  readonly packets: readonly CapturedPacket[]
  /** Comments of sections. */
  readonly comments: readonly string[]
  /** TLS key logs of Decryption Secrets Blocks. */
  readonly keyLogs: readonly string[]
  /** Why reading ended before the end of the file. */
  readonly problem?: string
}

export interface CapturedPacket {
  readonly linkType: number
  /** Microseconds since 1970. */
  readonly time: number
  readonly octets: Uint8Array
  /** The packet's length on the wire; more than there are octets when it was cut. */
  readonly length: number
  readonly comment?: string
}

interface Interface {
  readonly linkType: number
  /** Units of time stamps in a second. */
  readonly resolution: number
  readonly snapLength: number
}

/**
 * Reads a pcapng file: enhanced and simple packet blocks, secrets, comments; other blocks are passed over. Never
 * throws: what cannot be read ends the reading and is told, with what came before it.
 */
export function readPcapng(octets: Uint8Array): ReadCapture {
  const packets: CapturedPacket[] = []
  const comments: string[] = []
  const keyLogs: string[] = []
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength)
  let little = true
  let interfaces: Interface[] = []
  const stopped = (at: number, why: string): ReadCapture => ({
    packets,
    comments,
    keyLogs,
    problem: `${why} at octet ${at}`
  })
  for (let at = 0; at < octets.length;) {
    if (octets.length - at < 12) return stopped(at, 'the file ends within a block')
    if (view.getUint32(at, true) === BLOCK.section) {
      const magic = view.getUint32(at + 8, true)
      if (magic !== BYTE_ORDER_MAGIC && magic !== swapped(BYTE_ORDER_MAGIC))
        return stopped(at, 'a section without byte-order magic')
      little = magic === BYTE_ORDER_MAGIC
      interfaces = []
    } else if (at === 0) return stopped(at, 'this is no pcapng file')
    const length = view.getUint32(at + 4, little)
    if (length < 12 || length % 4 !== 0) return stopped(at, 'a block with an impossible length')
    if (octets.length - at < length) return stopped(at, 'the file ends within a block')
    if (view.getUint32(at + length - 4, little) !== length)
      return stopped(at, 'a block whose two lengths differ')
    const body = new Body(octets.subarray(at + 8, at + length - 4), little)
    switch (view.getUint32(at, little)) {
      case BLOCK.section:
        comments.push(...body.options(16).flatMap(({ code, value }) => (code === 1 ? [text(value)] : [])))
        break
      case BLOCK.interface:
        interfaces.push(body.interface())
        break
      case BLOCK.packet: {
        const packet = body.packet(interfaces)
        if (packet === undefined)
          return stopped(at, 'a packet of no known interface, or longer than its block')
        packets.push(packet)
        break
      }
      case SIMPLE_PACKET: {
        const packet = body.simplePacket(interfaces)
        if (packet === undefined) return stopped(at, 'a packet of no known interface')
        packets.push(packet)
        break
      }
      case BLOCK.secrets:
        if (body.uint32(0) === TLS_KEY_LOG) keyLogs.push(text(body.slice(8, body.uint32(4))))
        break
      default:
        break
    }
    at += length
  }
  return { packets, comments, keyLogs }
}

const SIMPLE_PACKET = 0x00000003

/** The body of a block; what is beyond its end reads as 0. */
class Body {
  readonly #octets: Uint8Array
  readonly #view: DataView
  readonly #little: boolean

  constructor(octets: Uint8Array, little: boolean) {
    this.#octets = octets
    this.#view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength)
    this.#little = little
  }

  uint16(at: number): number {
    return at + 2 <= this.#octets.length ? this.#view.getUint16(at, this.#little) : 0
  }

  uint32(at: number): number {
    return at + 4 <= this.#octets.length ? this.#view.getUint32(at, this.#little) : 0
  }

  slice(at: number, length: number): Uint8Array {
    return this.#octets.subarray(at, at + length)
  }

  interface(): Interface {
    // if_tsresol: a power of ten, or with the top bit set a power of two; microseconds when it is absent.
    const resolution = this.options(8).find(({ code }) => code === 9)?.value[0] ?? 6
    return {
      linkType: this.uint16(0),
      snapLength: this.uint32(4),
      resolution: (resolution & 0x80) === 0 ? 10 ** resolution : 2 ** (resolution & 0x7f)
    }
  }

  packet(interfaces: readonly Interface[]): CapturedPacket | undefined {
    const origin = interfaces[this.uint32(0)]
    const captured = this.uint32(12)
    if (origin === undefined || 20 + captured > this.#octets.length) return undefined
    const ticks = this.uint32(4) * 0x100000000 + this.uint32(8)
    const comment = this.options(20 + ((captured + 3) & ~3)).find(({ code }) => code === 1)
    return {
      linkType: origin.linkType,
      time: (ticks / origin.resolution) * 1e6,
      octets: this.slice(20, captured),
      length: this.uint32(16),
      ...(comment === undefined ? {} : { comment: text(comment.value) })
    }
  }

  simplePacket([origin]: readonly Interface[]): CapturedPacket | undefined {
    if (origin === undefined) return undefined
    const length = this.uint32(0)
    const most = origin.snapLength === 0 ? length : Math.min(length, origin.snapLength)
    return { linkType: origin.linkType, time: 0, octets: this.slice(4, most), length }
  }

  options(at: number): { readonly code: number; readonly value: Uint8Array }[] {
    const found = []
    for (let next = at; next + 4 <= this.#octets.length;) {
      const [code, length] = [this.uint16(next), this.uint16(next + 2)]
      if (code === 0) break
      found.push({ code, value: this.slice(next + 4, length) })
      next += 4 + ((length + 3) & ~3)
    }
    return found
  }
}

const text = (octets: Uint8Array): string => new TextDecoder().decode(octets)

function swapped(value: number): number {
  const view = new DataView(new ArrayBuffer(4))
  view.setUint32(0, value)
  return view.getUint32(0, true)
}
