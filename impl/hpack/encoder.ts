import { DynamicTable } from './dynamic-table.ts'
import { EncoderIndex, type IndexedEntry, type NamedEntries } from './encoder-index.ts'
import type { Field } from './field.ts'
import { huffmanEncode } from './huffman.ts'
import { cookieIndexing, type Indexing, type IndexingPolicy } from './indexing.ts'
import { integerLength, writeInteger } from './integer.ts'
import { writeLatin1 } from './latin1.ts'
import { readingsOf, type HpackReadings, type HpackRules } from './rules.ts'
import { STATIC_LENGTH } from './static-table.ts'
import { ENTRY_OVERHEAD } from './table-entry.ts'

/** Representations, integers and lengths take no more than this over the octets of name and value. */
const FIELD_OVERHEAD = 20
/** Two size updates. */
const START_OVERHEAD = 12
/** Blocks are cut from pieces of this size. */
const CHUNK = 16384

export interface HpackEncoderOptions {
  /** The peer's SETTINGS_HEADER_TABLE_SIZE in octets as it holds without any size update; 4096 by default. */
  readonly maxTableSize?: number
  /** The most that the table may ever take, whatever the peer allows, in octets; 16384 by default. */
  readonly tableCapacity?: number
  /** Chooses how to write field lines that are in no table. */
  readonly indexing?: IndexingPolicy
  /** Whether strings are Huffman-coded where that is shorter; true by default. */
  readonly huffman?: boolean
  readonly rules?: HpackRules
}

/** The largest number of octets that `fields` can take in one block, size updates included. */
export function encodedBound(fields: readonly Field[]): number {
  let bound = START_OVERHEAD
  for (const { name, value } of fields) bound += name.length + value.length + FIELD_OVERHEAD
  return bound
}

/** Encodes field blocks of one direction of one connection (RFC 7541). Blocks must be sent in the order of the calls. */
export class HpackEncoder {
  readonly #readings: HpackReadings
  readonly #table: DynamicTable<IndexedEntry>
  readonly #index = new EncoderIndex()
  readonly #policy: IndexingPolicy | undefined
  readonly #huffman: boolean
  readonly #capacity: number
  readonly #padding: number
  readonly #stale: boolean
  #inserted = 0
  // The peer's limit, and the smallest and last size that the next block has to signal, or -1.
  #limit: number
  #smallest = -1
  #final = -1
  #target: Uint8Array = new Uint8Array(0)
  #at = 0
  // What is left of the piece from which blocks are cut.
  #chunk: Uint8Array = new Uint8Array(0)
  #used = 0

  constructor(options: HpackEncoderOptions = {}) {
    this.#readings = readingsOf(options.rules)
    this.#limit = options.maxTableSize ?? 4096
    this.#capacity = options.tableCapacity ?? 16384
    this.#table = new DynamicTable(this.#limit, readingsOf())
    if (this.#capacity < this.#limit) this.#smallest = this.#final = this.#capacity
    this.#policy = options.indexing
    this.#huffman = options.huffman ?? true
    this.#padding = this.#readings.writePadding === 'zeros' ? 0 : 0xff
    this.#stale = this.#readings.writeIndex === 'stale'
  }

  /** The size of the dynamic table in octets. */
  get tableSize(): number {
    return this.#table.size
  }

  /**
   * We acknowledge the peer's SETTINGS_HEADER_TABLE_SIZE of `size` octets. The next block signals the change, with
   * two size updates when the limit was lower in between (RFC 7541, 4.2).
   */
  setMaxTableSize(size: number): void {
    if (this.#readings.writeReduction === 'ignore') return
    const target = Math.min(size, this.#capacity)
    // A reduction is signalled even where the table is smaller already: some peers wait for it.
    if (size >= this.#limit && this.#final < 0 && target === this.#table.maximum) {
      this.#limit = size
      return
    }
    this.#limit = size
    this.#final = target
    if (this.#smallest < 0 || target < this.#smallest) this.#smallest = target
  }

  /**
   * Encodes a field block.
   * @throws RangeError when a name or value holds a character that is no octet; no octet of the block may then be
   *   sent, and the encoder is of no use afterwards.
   */
  encode(fields: readonly Field[]): Uint8Array {
    const bound = encodedBound(fields)
    if (this.#used + bound > this.#chunk.length) {
      this.#chunk = new Uint8Array(Math.max(bound, CHUNK))
      this.#used = 0
    }
    const start = this.#used
    this.#used = this.#encode(fields, this.#chunk, start)
    return this.#chunk.subarray(start, this.#used)
  }

  /**
   * Encodes a field block at `offset` of `target` and gives the offset after it.
   * @throws RangeError when less than `encodedBound(fields)` octets are left there, before anything is changed.
   */
  encodeInto(fields: readonly Field[], target: Uint8Array, offset: number): number {
    if (target.length - offset < encodedBound(fields)) {
      throw new RangeError('not enough room for a field block')
    }
    return this.#encode(fields, target, offset)
  }

  #encode(fields: readonly Field[], target: Uint8Array, offset: number): number {
    const { writeOrder, writeReduction } = this.#readings
    this.#target = target
    this.#at = offset
    if (this.#final >= 0 && writeReduction !== 'late') this.#sizeUpdates()
    const ordered = writeOrder === 'enforce' ? fields : [...fields].sort((a, b) => (a.name < b.name ? -1 : 1))
    for (const field of ordered) {
      this.#field(field)
      if (this.#final >= 0) this.#sizeUpdates()
    }
    return this.#at
  }

  #sizeUpdates(): void {
    const { writeReduction, writeSmallest, writeWithinLimit } = this.#readings
    const sizes =
      this.#smallest < this.#final && writeSmallest === 'enforce'
        ? [this.#smallest, this.#final]
        : [this.#final]
    this.#smallest = this.#final = -1
    for (const size of sizes) {
      while (this.#table.size > size) this.#evict()
      this.#table.resize(size)
      if (writeReduction === 'omit') continue
      const signalled = writeWithinLimit === 'exceed' ? this.#limit + 1 : size
      this.#at = writeInteger(this.#target, this.#at, 0x20, 0x1f, signalled)
    }
  }

  #field(field: Field): void {
    const { name, value } = field
    const { writeNeverIndexed, writeNeverInserted } = this.#readings
    const named = this.#index.find(name)
    if (field.neverIndexed === true && writeNeverInserted === 'enforce') {
      return this.#literal(writeNeverIndexed === 'enforce' ? 'never' : 'without', named, name, value)
    }
    const indexing = this.#indexing(named, name, value)
    if (indexing === 'never') return this.#literal(indexing, named, name, value)
    if (named !== undefined) {
      const { staticIndex, staticValues } = named
      for (let position = 0; position < staticValues.length; position++) {
        if (staticValues[position] === value) return this.#write(0x80, 0x7f, staticIndex + position)
      }
      const entry = named.find(value)
      if (entry !== undefined) return this.#write(0x80, 0x7f, this.#indexOf(entry))
    }
    const size = name.length + value.length + ENTRY_OVERHEAD
    // An entry that would take most of the table is not worth what it evicts.
    if (indexing === 'without' || size > this.#table.maximum * 0.75) {
      return this.#literal('without', named, name, value)
    }
    this.#literal('incremental', named, name, value)
    while (!this.#table.fits(size)) this.#evict()
    this.#table.insert(this.#index.add(named, name, value, size, this.#inserted++))
  }

  #indexing(named: NamedEntries | undefined, name: string, value: string): Indexing {
    const chosen = this.#policy?.(name, value)
    if (chosen !== undefined) return chosen
    const special = named?.special
    if (special === undefined) return 'incremental'
    return special === 'cookie' ? cookieIndexing(value) : special
  }

  #indexOf(entry: IndexedEntry): number {
    return STATIC_LENGTH + this.#inserted - entry.id
  }

  #literal(indexing: Indexing, named: NamedEntries | undefined, name: string, value: string): void {
    let index = 0
    if (named !== undefined) {
      if (named.staticIndex > 0) index = named.staticIndex
      else if (named.newest !== undefined) index = this.#indexOf(named.newest)
    }
    if (indexing === 'incremental') this.#write(0x40, 0x3f, index)
    else this.#write(indexing === 'never' ? 0x10 : 0x00, 0x0f, index)
    if (index === 0) this.#string(name)
    this.#string(value)
  }

  #write(pattern: number, full: number, value: number): void {
    this.#at = writeInteger(this.#target, this.#at, pattern, full, value)
  }

  #string(text: string): void {
    const { length } = text
    const start = this.#at + 1
    if (this.#huffman && length > 1) {
      // Mostly the code is shorter, and its length fits into one octet: written first, moved if it must be.
      const end = huffmanEncode(text, this.#target, start, start + length - 1, this.#padding)
      if (end >= 0) return this.#lengthOf(end - start)
    }
    this.#write(0x00, 0x7f, length)
    this.#at = writeLatin1(text, this.#target, this.#at)
  }

  // Writes the length of the Huffman code that has been written one octet further.
  #lengthOf(length: number): void {
    const target = this.#target
    const start = this.#at + 1
    if (this.#readings.writePadding === 'octet') target[start + length++] = 0xff
    if (length >= 0x7f) target.copyWithin(this.#at + integerLength(0x7f, length), start, start + length)
    this.#write(0x80, 0x7f, length)
    this.#at += length
  }

  #evict(): void {
    const entry = this.#table.evict()
    if (!this.#stale) this.#index.remove(entry)
  }
}
