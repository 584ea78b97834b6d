import { DynamicTable } from './dynamic-table.ts'
import { HpackError } from './error.ts'
import type { Field } from './field.ts'
import { huffmanDecode } from './huffman.ts'
import { latin1 } from './latin1.ts'
import { readingsOf, type HpackReadings, type HpackRuleName, type HpackRules } from './rules.ts'
import { STATIC_LENGTH, STATIC_TABLE } from './static-table.ts'
import { ENTRY_OVERHEAD, TableEntry } from './table-entry.ts'

/** The initial value of SETTINGS_HEADER_TABLE_SIZE, in octets (RFC 9113, 6.5.2). */
const DEFAULT_TABLE_SIZE = 4096
/** Integers up to this are read (RFC 7541, 5.1): the largest value of a setting. */
const LARGEST_INTEGER = 2 ** 32 - 1
/** Octets of an integer after its prefix: twice what the largest needs, for encoders that add zeros. */
const LONGEST_INTEGER = 10

export interface HpackDecoderOptions {
  /** SETTINGS_HEADER_TABLE_SIZE as advertised and acknowledged, in octets; 4096 by default. */
  readonly maxTableSize?: number
  /** Bound on a decoded section: octets of names and values, and 32 for each field line. No bound by default. */
  readonly maxFieldSectionSize?: number
  /** Bound on a string literal as encoded, in octets; 1 MiB by default. */
  readonly maxStringLength?: number
  readonly rules?: HpackRules
}

/**
 * Decodes field blocks of one direction of one connection (RFC 7541). Blocks come whole and in the order in which
 * they were sent. After an `HpackError` the decoder is of no use.
 */
export class HpackDecoder {
  /**
   * True when the last block decoded to more than `maxFieldSectionSize`. Its field lines are then incomplete, and
   * the table is as the block left it: later blocks decode correctly.
   */
  oversized = false

  readonly #readings: HpackReadings
  readonly #table: DynamicTable<TableEntry>
  readonly #maxSectionSize: number
  readonly #maxStringLength: number
  // The largest size that a size update may set, and the smallest that it was since the last block, or -1.
  #limit: number
  #smallest = -1
  #limitChanged = false
  // The block being decoded.
  #block: Uint8Array = new Uint8Array(0)
  #at = 0
  #end = 0
  #dropped = false
  #stringStart = 0

  constructor(options: HpackDecoderOptions = {}) {
    this.#readings = readingsOf(options.rules)
    this.#limit = options.maxTableSize ?? DEFAULT_TABLE_SIZE
    this.#table = new DynamicTable(this.#limit, this.#readings)
    this.#maxSectionSize = options.maxFieldSectionSize ?? Infinity
    this.#maxStringLength = options.maxStringLength ?? 2 ** 20
  }

  /** The size of the dynamic table in octets. */
  get tableSize(): number {
    return this.#table.size
  }

  /** The entries of the dynamic table, newest first: for looking at, not for speed. */
  get tableEntries(): readonly TableEntry[] {
    return Array.from({ length: this.#table.length }, (_, position) => this.#table.at(position)!)
  }

  /**
   * The peer acknowledged a SETTINGS_HEADER_TABLE_SIZE of `size` octets. When the table may be larger, the next block
   * must start with a size update (RFC 7541, 4.2; RFC 9113, 4.3.1).
   */
  setMaxTableSize(size: number): void {
    this.#limitChanged ||= size !== this.#limit
    this.#limit = size
    const bound = this.#smallest < 0 ? this.#table.maximum : this.#smallest
    if (size < bound) this.#smallest = size
  }

  /**
   * Decodes a whole field block. An indexed representation gives the entry of the table itself.
   * @throws HpackError when the block breaks a rule.
   */
  decode(block: Uint8Array): TableEntry[] {
    const fields: TableEntry[] = []
    this.#block = block
    this.#at = 0
    this.#end = block.length
    this.oversized = false
    if (this.#smallest >= 0 || this.#limitChanged || block.length === 0 || block[0]! >> 5 === 1) this.#start()
    let room = this.#maxSectionSize
    while (this.#at < this.#end) {
      const octet = block[this.#at]!
      let field: TableEntry | undefined
      if (octet >= 0x80) field = this.#indexed(octet)
      else if (octet >= 0x40) field = this.#literal(octet, 0x3f)
      else if (octet < 0x20) field = this.#literal(octet, 0x0f)
      else {
        this.#lateSizeUpdate()
        continue
      }
      if (field === undefined) continue
      room -= field.name.length + field.value.length + ENTRY_OVERHEAD
      if (room > 0) fields.push(field)
      else if (!this.#exceeds(room, fields, field)) break
    }
    this.#block = EMPTY
    return this.#readings.fieldOrder === 'enforce' ? fields : reorder(fields, this.#readings.fieldOrder)
  }

  // The field line that leaves `room` (≤ 0) octets; false to stop decoding.
  #exceeds(room: number, fields: TableEntry[], field: TableEntry): boolean {
    const { sectionSize } = this.#readings
    if (sectionSize === 'unlimited' || (room === 0 && sectionSize !== 'early')) {
      fields.push(field)
      return true
    }
    this.oversized = true
    return sectionSize !== 'stop'
  }

  // Size updates at the start of a block, and whether they are those that the limit calls for.
  #start(): void {
    const { missingSizeUpdate, smallestSizeUpdate, truncatedRepresentation, sizeUpdatePosition } =
      this.#readings
    if (this.#end === 0 && truncatedRepresentation === 'refuseEmpty') {
      this.#refuse('truncatedRepresentation', 0, 'field block without any representation')
    }
    const smallest = this.#smallest
    let updates = 0
    let first = -1
    let last = -1
    while (this.#at < this.#end && this.#block[this.#at]! >> 5 === 1) {
      const start = this.#at
      last = this.#sizeUpdate(true)
      if (updates++ === 0) first = last
      if (updates > 1 && sizeUpdatePosition === 'refuseSecond') {
        this.#refuse('sizeUpdatePosition', start, 'second dynamic table size update')
      }
    }
    this.#smallest = -1
    this.#limitChanged = false
    if (smallest < 0) return
    if (updates === 0) {
      if (missingSizeUpdate === 'keep') return
      if (missingSizeUpdate === 'reduce') return this.#table.resize(smallest)
      this.#refuse(
        'missingSizeUpdate',
        0,
        `no dynamic table size update after the limit fell to ${smallest} octets`
      )
    }
    if (first > smallest && smallestSizeUpdate !== 'accept') {
      this.#refuse(
        'smallestSizeUpdate',
        0,
        `dynamic table size update to ${first} after a limit of ${smallest} octets`
      )
    }
    if (first < smallest && missingSizeUpdate === 'refuseLower') {
      this.#refuse(
        'missingSizeUpdate',
        0,
        `dynamic table size update to ${first} instead of ${smallest} octets`
      )
    }
    if (smallestSizeUpdate === 'refuseSmallestAlone' && last !== this.#limit) {
      this.#refuse(
        'smallestSizeUpdate',
        0,
        `no dynamic table size update to the last limit of ${this.#limit} octets`
      )
    }
  }

  #lateSizeUpdate(): void {
    const { sizeUpdatePosition } = this.#readings
    if (sizeUpdatePosition === 'accept' || sizeUpdatePosition === 'ignore') {
      this.#sizeUpdate(sizeUpdatePosition === 'accept')
    } else this.#refuse('sizeUpdatePosition', this.#at, 'dynamic table size update after a field line')
  }

  // Gives the size that was asked for.
  #sizeUpdate(apply: boolean): number {
    const start = this.#at
    const size = this.#integer(0x1f)
    if (this.#dropped) {
      this.#dropped = false
      return size
    }
    let taken = size
    const { sizeUpdateAboveLimit } = this.#readings
    if (size > this.#limit) {
      if (sizeUpdateAboveLimit === 'ignore') return size
      if (sizeUpdateAboveLimit === 'clamp') taken = this.#limit
      else if (sizeUpdateAboveLimit !== 'accept') {
        this.#refuse(
          'sizeUpdateAboveLimit',
          start,
          `dynamic table size update to ${size}, above ${this.#limit} octets`
        )
      }
    } else if (size === this.#limit && sizeUpdateAboveLimit === 'refuseLimit') {
      this.#refuse('sizeUpdateAboveLimit', start, `dynamic table size update to the limit of ${size} octets`)
    }
    if (apply) this.#table.resize(taken)
    return size
  }

  #indexed(octet: number): TableEntry | undefined {
    const start = this.#at
    let index = octet & 0x7f
    if (index === 0x7f) {
      index = this.#integer(0x7f)
      if (this.#dropped) {
        this.#dropped = false
        return undefined
      }
    } else this.#at++
    if (index > STATIC_LENGTH) return this.#dynamicEntry(index, start)
    const { indexZero } = this.#readings
    if (index === 0) {
      if (indexZero === 'ignore') return undefined
      if (indexZero === 'empty') return NOTHING
      this.#refuse('indexZero', start, 'index 0')
    }
    const entry = STATIC_TABLE[index - 1]!
    if (indexZero === 'refuseEmptyValue' && entry.value === '')
      this.#refuse('indexZero', start, `index ${index}`)
    return entry
  }

  // The entry with `index`, which is above the static table.
  #dynamicEntry(index: number, start: number): TableEntry | undefined {
    const { indexBeyondTables, dynamicIndex } = this.#readings
    const { length } = this.#table
    let position = index - STATIC_LENGTH - 1
    if (dynamicIndex === 'oldestFirst') position = length - 1 - position
    const entry = position < 0 ? undefined : this.#table.at(position)
    if (entry !== undefined) {
      if (indexBeyondTables === 'refuseOldest' && position === length - 1) {
        this.#refuse('indexBeyondTables', start, `index ${index}`)
      }
      return entry
    }
    if (indexBeyondTables === 'ignore') return undefined
    if (indexBeyondTables === 'empty') return NOTHING
    if (indexBeyondTables === 'oldest') return length > 0 ? this.#table.at(length - 1) : STATIC_TABLE.at(-1)
    this.#refuse(
      'indexBeyondTables',
      start,
      `index ${index}, above the ${STATIC_LENGTH + length} entries of the tables`
    )
  }

  #literal(octet: number, full: number): TableEntry | undefined {
    const start = this.#at
    let index = octet & full
    if (index === full) index = this.#integer(full)
    else this.#at++
    let name: string | undefined
    let nameStart = 0
    const newName = index === 0
    if (newName) {
      name = this.#string('refuse')
      nameStart = this.#stringStart
    } else if (index <= STATIC_LENGTH) name = STATIC_TABLE[index - 1]!.name
    else name = this.#dynamicEntry(index, start)?.name
    const nameEnd = this.#at
    const value = this.#string('refuseValue')
    if (this.#dropped) {
      this.#dropped = false
      return undefined
    }
    if (name === undefined) return undefined
    const { entrySize } = this.#readings
    let size = name.length + value.length + ENTRY_OVERHEAD
    if (entrySize === 'noOverhead') size -= ENTRY_OVERHEAD
    else if (entrySize === 'encoded') {
      const nameSize = newName ? nameEnd - nameStart : name.length
      size = nameSize + this.#at - this.#stringStart + ENTRY_OVERHEAD
    }
    if (full === 0x3f) {
      return this.#readings.literalIncremental === 'enforce'
        ? this.#insert(new TableEntry(name, value, false, size), index, start)
        : new TableEntry(name, value, false, size)
    }
    const { neverIndexed, literalWithoutIndexing } = this.#readings
    const never = octet >= 0x10
    if (never && neverIndexed === 'refuse')
      this.#refuse('neverIndexed', start, 'literal that is never indexed')
    const field = new TableEntry(name, value, never && neverIndexed !== 'forget', size)
    const insert = never ? neverIndexed === 'insert' : literalWithoutIndexing === 'insert'
    return insert ? this.#insert(field, index, start) : field
  }

  // Inserts an entry whose name came with `index`, and gives the field line.
  #insert(entry: TableEntry, index: number, start: number): TableEntry {
    const table = this.#table
    const { largeEntry, evictedName, duplicateEntry, evictForEntry } = this.#readings
    if (entry.size > table.maximum && evictForEntry !== 'keep') {
      if (largeEntry === 'refuse') this.#refuse('largeEntry', start, `entry of ${entry.size} octets`)
      if (largeEntry !== 'keep') table.clear()
      return entry
    }
    if (duplicateEntry !== 'enforce' && this.tableEntries.some(sameAs(entry))) {
      if (duplicateEntry === 'refuse')
        this.#refuse('duplicateEntry', start, 'entry that is in the table already')
      return entry
    }
    if (evictedName === 'lose' && index > STATIC_LENGTH) {
      const named = table.at(index - STATIC_LENGTH - 1)
      while (!table.fits(entry.size) && table.length > 0) {
        if (table.evict() === named) entry = new TableEntry('', entry.value, false, entry.size)
      }
    }
    table.insert(entry)
    return entry
  }

  // Reads an integer whose prefix is the bits of `full` in the octet at hand, all of them set.
  #integer(full: number): number {
    const start = this.#at++
    const { integerLength, integerOverflow, integerPrefix } = this.#readings
    if ((this.#block[start]! & full) !== full) return this.#block[start]! & full
    if (integerPrefix === 'complete') return full
    let value = full
    let scale = 1
    let octet = 0x80
    for (let length = 1; octet >= 0x80; length++) {
      if (this.#at >= this.#end) return this.#truncated(start)
      octet = this.#block[this.#at++]!
      if (length > LONGEST_INTEGER && integerLength !== 'accept') {
        this.#refuse(
          'integerLength',
          start,
          `integer of more than ${LONGEST_INTEGER} octets after its prefix`
        )
      }
      if (length > 1 && octet === 0 && integerLength === 'minimalOnly') {
        this.#refuse('integerLength', start, 'integer in more octets than it needs')
      }
      value = wide(value, (octet & 0x7f) * scale, integerOverflow === 'wrap')
      if (value > LARGEST_INTEGER) {
        if (integerOverflow === 'enforce') this.#refuse('integerOverflow', start, 'integer above 2^32 - 1')
        value = LARGEST_INTEGER
      }
      // Zeros may follow without end; beyond the largest integer one more power makes no difference.
      if (scale < 2 ** 42) scale *= 128
      else if (integerOverflow === 'wrap') scale = 0
    }
    return value
  }

  #string(empty: 'refuse' | 'refuseValue'): string {
    if (this.#at >= this.#end) {
      this.#truncated(this.#at)
      return ''
    }
    const block = this.#block
    const first = this.#at
    const octet = block[first]!
    let length = octet & 0x7f
    if (length === 0x7f) {
      if (this.#readings.stringLength === 'oneOctet')
        this.#refuse('stringLength', first, 'string of 127 octets or more')
      length = this.#integer(0x7f)
      if (this.#dropped) return ''
    } else this.#at++
    const start = this.#at
    this.#stringStart = start
    if (length === 0) {
      if (this.#readings.emptyString === empty) this.#refuse('emptyString', first, 'empty string')
      return ''
    }
    if (length > this.#maxStringLength && this.#readings.stringLength !== 'accept') {
      this.#refuse('stringLength', first, `string of ${length} octets, above ${this.#maxStringLength}`)
    }
    let end = start + length
    if (end >= this.#end) end = this.#boundary(end, first)
    this.#at = end
    if (octet < 0x80) return latin1(block, start, end)
    const { huffmanString } = this.#readings
    if (huffmanString === 'enforce') return huffmanDecode(block, start, end, this.#readings)
    if (huffmanString === 'refuse') this.#refuse('huffmanString', first, 'Huffman-coded string')
    return latin1(block, start, end)
  }

  // Where a string that reaches the end of the block, or goes beyond it, ends.
  #boundary(end: number, start: number): number {
    const { stringBeyondBlock } = this.#readings
    if (end > this.#end && stringBeyondBlock !== 'truncate') {
      this.#refuse('stringBeyondBlock', start, `string that goes ${end - this.#end} octets beyond its block`)
    }
    if (stringBeyondBlock === 'refuseLast')
      this.#refuse('stringBeyondBlock', start, 'string that ends with its block')
    return this.#end
  }

  #truncated(start: number): number {
    if (this.#readings.truncatedRepresentation !== 'ignore') {
      this.#refuse('truncatedRepresentation', start, 'field block that ends inside a representation')
    }
    this.#at = this.#end
    this.#dropped = true
    return 0
  }

  #refuse(rule: HpackRuleName, offset: number, message: string): never {
    this.#block = EMPTY
    throw new HpackError(rule, offset, message)
  }
}

const EMPTY = new Uint8Array(0)
const NOTHING = new TableEntry('', '', false, ENTRY_OVERHEAD)

function sameAs(entry: Field): (other: Field) => boolean {
  return (other) => other.name === entry.name && other.value === entry.value
}

function wide(value: number, added: number, wrap: boolean): number {
  return wrap ? (value + added) % 2 ** 32 : value + added
}

function reorder(fields: TableEntry[], reading: 'sorted' | 'reversed'): TableEntry[] {
  if (reading === 'reversed') return fields.reverse()
  return fields.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}
