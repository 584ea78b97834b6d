import { FRAME_HEADER_LENGTH, LEAST_MAX_FRAME_SIZE } from './frames.ts'

/** What is done with frames. Octets are valid during the call only. */
export interface FrameSink {
  /**
   * A whole frame; its payload is `octets` from `start` to `end`. The stream identifier comes without the reserved
   * bit, or as 32 bits when the decoder keeps it.
   */
  frame(type: number, flags: number, streamId: number, octets: Uint8Array, start: number, end: number): void
  /** A header announces more than `maxFrameSize`; its payload will not be waited for. */
  oversizedFrame(length: number, type: number, streamId: number): void
}

/**
 * Cuts octets into frames (RFC 9113, section 4.1): Length (24), Type (8), Flags (8), R (1), Stream Identifier (31).
 * Frames that lie whole in the input are handed on in place; only what is cut is copied.
 */
export class FrameDecoder {
  /** The greatest payload accepted, in octets. */
  maxFrameSize = LEAST_MAX_FRAME_SIZE
  /** Set to end decoding: what is left of the input is dropped. */
  stopped = false
  readonly #sink: FrameSink
  readonly #idMask: number
  #partial: Uint8Array = NOTHING
  #have = 0

  constructor(sink: FrameSink, keepReservedBit = false) {
    this.#sink = sink
    this.#idMask = keepReservedBit ? 0xff : 0x7f
  }

  /** Octets of an incomplete frame that are being kept. */
  get buffered(): number {
    return this.#have
  }

  /** Decodes `octets` from `at` on. */
  decode(octets: Uint8Array, at: number): void {
    if (this.#have > 0) {
      at = this.#complete(octets, at)
      if (at < 0) return
    }
    const sink = this.#sink
    const mask = this.#idMask
    const length = octets.length
    while (length - at >= FRAME_HEADER_LENGTH) {
      if (this.stopped) return
      const size = (octets[at]! << 16) | (octets[at + 1]! << 8) | octets[at + 2]!
      if (size > this.maxFrameSize) return this.#refuse(octets, at, size)
      const start = at + FRAME_HEADER_LENGTH
      const end = start + size
      if (end > length) break
      const id =
        (((octets[at + 5]! & mask) << 24) |
          (octets[at + 6]! << 16) |
          (octets[at + 7]! << 8) |
          octets[at + 8]!) >>>
        0
      sink.frame(octets[at + 3]!, octets[at + 4]!, id, octets, start, end)
      at = end
    }
    if (at < length && !this.stopped) this.#keep(octets, at, length)
  }

  // Goes on with a frame that was cut. Gives where the next frame starts, or -1 when there is nothing to go on with.
  #complete(octets: Uint8Array, at: number): number {
    if (this.#have < FRAME_HEADER_LENGTH) {
      const until = Math.min(at + FRAME_HEADER_LENGTH - this.#have, octets.length)
      this.#keep(octets, at, until)
      at = until
      if (this.#have < FRAME_HEADER_LENGTH) return -1
    }
    const head = this.#partial
    const size = (head[0]! << 16) | (head[1]! << 8) | head[2]!
    if (size > this.maxFrameSize) {
      this.#refuse(head, 0, size)
      return -1
    }
    const end = FRAME_HEADER_LENGTH + size
    const until = Math.min(at + end - this.#have, octets.length)
    this.#keep(octets, at, until)
    if (this.#have < end) return -1
    const whole = this.#partial
    const id = (((whole[5]! & this.#idMask) << 24) | (whole[6]! << 16) | (whole[7]! << 8) | whole[8]!) >>> 0
    this.#have = 0
    if (whole.length > 2 * LEAST_MAX_FRAME_SIZE) this.#partial = NOTHING
    this.#sink.frame(whole[3]!, whole[4]!, id, whole, FRAME_HEADER_LENGTH, end)
    return this.stopped ? -1 : until
  }

  #keep(octets: Uint8Array, from: number, to: number): void {
    const needed = this.#have + to - from
    if (needed > this.#partial.length) {
      const grown = new Uint8Array(Math.max(64, 2 ** Math.ceil(Math.log2(needed))))
      grown.set(this.#partial.subarray(0, this.#have))
      this.#partial = grown
    }
    this.#partial.set(octets.subarray(from, to), this.#have)
    this.#have = needed
  }

  #refuse(octets: Uint8Array, at: number, size: number): void {
    const id =
      (((octets[at + 5]! & 0x7f) << 24) |
        (octets[at + 6]! << 16) |
        (octets[at + 7]! << 8) |
        octets[at + 8]!) >>>
      0
    this.#sink.oversizedFrame(size, octets[at + 3]!, id)
    this.stopped = true
  }
}

const NOTHING = new Uint8Array(0)
