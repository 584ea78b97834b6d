import type { BlockReader } from './block-reader.ts'
import type { DynamicTable } from './dynamic-table.ts'
import { refuse } from './error.ts'
import type { HpackReadings } from './rules.ts'
import type { TableEntry } from './table-entry.ts'

/** The decoder's side of dynamic table size updates (RFC 7541, 4.2 and 6.3; RFC 9113, 4.3.1). */
export class SizeUpdates {
  readonly #reader: BlockReader
  readonly #table: DynamicTable<TableEntry>
  readonly #readings: HpackReadings
  // The largest size that an update may set.
  #limit: number
  // What one update at the start of the next block must not exceed, or -1 when none is called for.
  #smallest = -1

  constructor(reader: BlockReader, table: DynamicTable<TableEntry>, readings: HpackReadings) {
    this.#reader = reader
    this.#table = table
    this.#readings = readings
    this.#limit = table.maximum
  }

  /** Whether the next block has to start with a size update. */
  get due(): boolean {
    return this.#smallest >= 0
  }

  /** The encoder has acknowledged a limit of `size` octets. */
  limit(size: number): void {
    this.#limit = size
    if (size < (this.#smallest < 0 ? this.#table.maximum : this.#smallest)) this.#smallest = size
  }

  /** Reads the updates at the start of a block, and checks that they are those that the limit calls for. */
  start(): void {
    const reader = this.#reader
    const { missingSizeUpdate, smallestSizeUpdate, truncatedRepresentation, sizeUpdatePosition } =
      this.#readings
    if (reader.end === 0 && truncatedRepresentation === 'refuseEmpty') {
      refuse('truncatedRepresentation', 0, 'field block without any representation')
    }
    const smallest = this.#smallest
    let updates = 0
    let lowest = Infinity
    let last = -1
    while (reader.at < reader.end && reader.block[reader.at]! >> 5 === 1) {
      const start = reader.at
      last = this.#sizeUpdate(true)
      lowest = Math.min(lowest, last)
      updates++
      if (updates > 1 && sizeUpdatePosition === 'refuseSecond') {
        refuse('sizeUpdatePosition', start, 'second dynamic table size update')
      }
    }
    this.#smallest = -1
    if (smallest < 0) return
    if (updates === 0) {
      if (missingSizeUpdate === 'keep') return
      if (missingSizeUpdate === 'reduce') return this.#table.resize(smallest)
      refuse(
        'missingSizeUpdate',
        0,
        `no dynamic table size update after the limit fell to ${smallest} octets`
      )
    }
    if (lowest > smallest && smallestSizeUpdate !== 'accept') {
      refuse(
        'smallestSizeUpdate',
        0,
        `dynamic table size update to ${lowest} after a limit of ${smallest} octets`
      )
    }
    if (lowest < smallest && missingSizeUpdate === 'refuseLower') {
      refuse('missingSizeUpdate', 0, `dynamic table size update to ${lowest} instead of ${smallest} octets`)
    }
    if (smallestSizeUpdate === 'refuseSmallestAlone' && last !== this.#limit) {
      refuse(
        'smallestSizeUpdate',
        0,
        `no dynamic table size update to the last limit of ${this.#limit} octets`
      )
    }
  }

  /** An update after a field line. */
  late(): void {
    const { sizeUpdatePosition } = this.#readings
    if (sizeUpdatePosition === 'accept' || sizeUpdatePosition === 'ignore') {
      this.#sizeUpdate(sizeUpdatePosition === 'accept')
    } else refuse('sizeUpdatePosition', this.#reader.at, 'dynamic table size update after a field line')
  }

  // Gives the size that was asked for.
  #sizeUpdate(apply: boolean): number {
    const reader = this.#reader
    const start = reader.at
    const size = reader.integer(0x1f)
    if (reader.wasCut()) return size
    let taken = size
    const { sizeUpdateAboveLimit } = this.#readings
    if (size > this.#limit) {
      if (sizeUpdateAboveLimit === 'ignore') return size
      if (sizeUpdateAboveLimit === 'clamp') taken = this.#limit
      else if (sizeUpdateAboveLimit !== 'accept') {
        refuse(
          'sizeUpdateAboveLimit',
          start,
          `dynamic table size update to ${size}, above ${this.#limit} octets`
        )
      }
    } else if (size === this.#limit && sizeUpdateAboveLimit === 'refuseLimit') {
      refuse('sizeUpdateAboveLimit', start, `dynamic table size update to the limit of ${size} octets`)
    }
    if (apply) this.#table.resize(taken)
    return size
  }
}
