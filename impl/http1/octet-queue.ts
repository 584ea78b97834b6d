/** Octets in one piece that grows at its end and is taken from its start: what a core has to send, or could not read yet. */
export class OctetQueue {
  octets: Uint8Array
  start = 0
  end = 0

  constructor(capacity = 1024) {
    this.octets = new Uint8Array(capacity)
  }

  get length(): number {
    return this.end - this.start
  }

  /** Makes room for `count` octets behind `end`; `octets` may be another array afterwards. */
  reserve(count: number): void {
    if (this.end + count <= this.octets.length) return
    const { length } = this
    if (length + count <= this.octets.length >> 1) this.octets.copyWithin(0, this.start, this.end)
    else {
      const grown = new Uint8Array(Math.max(this.octets.length * 2, length + count))
      grown.set(this.octets.subarray(this.start, this.end))
      this.octets = grown
    }
    this.start = 0
    this.end = length
  }

  push(octets: Uint8Array): void {
    this.reserve(octets.length)
    this.octets.set(octets, this.end)
    this.end += octets.length
  }

  /** Takes everything: the array is not written to until the next call of `push` or `reserve`. */
  takeAll(): Uint8Array {
    const taken = this.octets.subarray(this.start, this.end)
    this.start = this.end = 0
    return taken
  }

  /** Leaves the octets to whoever took them. */
  detach(): void {
    this.octets = new Uint8Array(Math.max(1024, this.length))
    this.start = this.end = 0
  }

  clear(): void {
    this.start = this.end = 0
    // What one large message needed is not kept for a connection that may be idle for long.
    if (this.octets.length > 65_536) this.octets = new Uint8Array(1024)
  }
}
