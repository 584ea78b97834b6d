import { FRAME_HEADER_LENGTH } from './frames.ts'

const FIRST_CAPACITY = 4096
/** A buffer that grew beyond this is not kept. */
const KEPT_CAPACITY = 1 << 18

/** Frames on their way out, one after the other in one buffer that is used again and again. */
export class FrameEncoder {
  /** The octets written; valid up to `length`. `reserve` may replace it. */
  buffer: Uint8Array = new Uint8Array(FIRST_CAPACITY)
  length = 0
  #spare: Uint8Array[] = []

  /** Makes room for `octets` more. */
  reserve(octets: number): void {
    const needed = this.length + octets
    if (needed <= this.buffer.length) return
    const grown = new Uint8Array(Math.max(needed, this.buffer.length * 2))
    grown.set(this.buffer.subarray(0, this.length))
    this.buffer = grown
  }

  /** Writes a frame header and makes room for the payload, which the caller writes next. */
  header(length: number, type: number, flags: number, streamId: number): void {
    this.reserve(FRAME_HEADER_LENGTH + length)
    writeFrameHeader(this.buffer, this.length, length, type, flags, streamId)
    this.length += FRAME_HEADER_LENGTH
  }

  uint32(value: number): void {
    const { buffer, length: at } = this
    buffer[at] = value >>> 24
    buffer[at + 1] = value >>> 16
    buffer[at + 2] = value >>> 8
    buffer[at + 3] = value
    this.length = at + 4
  }

  uint16(value: number): void {
    this.buffer[this.length++] = value >>> 8
    this.buffer[this.length++] = value
  }

  octets(octets: Uint8Array): void {
    this.buffer.set(octets, this.length)
    this.length += octets.length
  }

  /** Takes everything written, as a view that is valid until the next write, or until `recycle` after `detach`. */
  take(): Uint8Array | undefined {
    if (this.length === 0) return undefined
    const view = this.buffer.subarray(0, this.length)
    this.length = 0
    return view
  }

  /** Gives the view taken last away: the next write uses another buffer. */
  detach(): void {
    this.buffer =
      this.#spare.pop() ??
      new Uint8Array(this.buffer.length > KEPT_CAPACITY ? FIRST_CAPACITY : this.buffer.length)
  }

  /** Hands a view back whose octets are no longer needed. */
  recycle(view: Uint8Array): void {
    if (this.#spare.length < 2 && view.buffer.byteLength <= KEPT_CAPACITY)
      this.#spare.push(new Uint8Array(view.buffer))
  }

  /** Lets go of a buffer that an exceptional load made large. */
  shrink(): void {
    if (this.length === 0 && this.buffer.length > KEPT_CAPACITY) this.buffer = new Uint8Array(FIRST_CAPACITY)
  }
}

/** Writes the 9 octets of a frame header at `at`. */
export function writeFrameHeader(
  target: Uint8Array,
  at: number,
  length: number,
  type: number,
  flags: number,
  streamId: number
): void {
  target[at] = length >>> 16
  target[at + 1] = length >>> 8
  target[at + 2] = length
  target[at + 3] = type
  target[at + 4] = flags
  target[at + 5] = streamId >>> 24
  target[at + 6] = streamId >>> 16
  target[at + 7] = streamId >>> 8
  target[at + 8] = streamId
}
