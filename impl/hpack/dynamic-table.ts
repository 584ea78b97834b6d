import type { HpackReadings } from './rules.ts'

/**
 * The dynamic table (RFC 7541, 2.3.2): a ring of entries, newest first. It holds no more than its maximum size
 * divided by the smallest size of an entry, and grows to that only as entries come.
 */
export class DynamicTable<Entry extends { readonly size: number }> {
  #ring: (Entry | undefined)[] = new Array<Entry | undefined>(16).fill(undefined)
  #mask = 15
  #newest = 0
  #length = 0
  #size = 0
  #maximum: number
  // Octets that stay free when an entry is inserted; minus infinity evicts never.
  readonly #reserve: number
  readonly #keepAtSizeChange: boolean
  readonly #clearAtSizeChange: boolean

  /** `maximum` in octets, counted as in RFC 7541, 4.1. */
  constructor(maximum: number, readings: HpackReadings) {
    this.#maximum = maximum
    this.#reserve = { enforce: 0, early: 1, keep: -Infinity }[readings.evictForEntry]
    this.#keepAtSizeChange = readings.evictForSize === 'keep'
    this.#clearAtSizeChange = readings.evictForSize === 'clear'
  }

  /** The number of entries. */
  get length(): number {
    return this.#length
  }

  /** The sum of the sizes of the entries, in octets. */
  get size(): number {
    return this.#size
  }

  /** The maximum size in octets. */
  get maximum(): number {
    return this.#maximum
  }

  /** The entry at `position`, 0 being the newest; undefined beyond the oldest. */
  at(position: number): Entry | undefined {
    return position < this.#length ? this.#ring[(this.#newest - position) & this.#mask] : undefined
  }

  /** Whether an entry of `size` octets can be inserted without an eviction. */
  fits(size: number): boolean {
    return this.#size + size <= this.#maximum - this.#reserve
  }

  /** Removes the oldest entry. The table is not empty. */
  evict(): Entry {
    const at = (this.#newest - this.#length + 1) & this.#mask
    const entry = this.#ring[at]!
    this.#ring[at] = undefined
    this.#length--
    this.#size -= entry.size
    return entry
  }

  /** Inserts an entry after the evictions that it needs (RFC 7541, 4.4). It is not larger than the maximum size. */
  insert(entry: Entry): void {
    const { size } = entry
    while (!this.fits(size) && this.#length > 0) this.evict()
    if (this.#length === this.#ring.length) this.#grow()
    this.#newest = (this.#newest + 1) & this.#mask
    this.#ring[this.#newest] = entry
    this.#length++
    this.#size += size
  }

  /** Removes every entry. */
  clear(): void {
    while (this.#length > 0) this.evict()
  }

  /** Changes the maximum size, with the evictions that follow (RFC 7541, 4.3). */
  resize(maximum: number): void {
    this.#maximum = maximum
    if (this.#clearAtSizeChange) this.clear()
    if (this.#keepAtSizeChange) return
    while (this.#size > maximum) this.evict()
  }

  #grow(): void {
    const ring = new Array<Entry | undefined>(this.#ring.length * 2).fill(undefined)
    for (let position = 0; position < this.#length; position++) {
      ring[this.#length - 1 - position] = this.at(position)
    }
    this.#newest = this.#length - 1
    this.#ring = ring
    this.#mask = ring.length - 1
  }
}
