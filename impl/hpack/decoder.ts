import { BlockReader } from './block-reader.ts'
import { DynamicTable } from './dynamic-table.ts'
import { refuse } from './error.ts'
import type { Field } from './field.ts'
import { readingsOf, type HpackReadings, type HpackRules } from './rules.ts'
import { SizeUpdates } from './size-updates.ts'
import { STATIC_LENGTH, STATIC_TABLE } from './static-table.ts'
import { ENTRY_OVERHEAD, TableEntry } from './table-entry.ts'

/** The initial value of SETTINGS_HEADER_TABLE_SIZE, in octets (RFC 9113, 6.5.2). */
const DEFAULT_TABLE_SIZE = 4096
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
  readonly #reader: BlockReader
  readonly #updates: SizeUpdates
  readonly #maxSectionSize: number

  constructor(options: HpackDecoderOptions = {}) {
    this.#readings = readingsOf(options.rules)
    this.#table = new DynamicTable(options.maxTableSize ?? DEFAULT_TABLE_SIZE, this.#readings)
    this.#reader = new BlockReader(this.#readings, options.maxStringLength ?? 2 ** 20)
    this.#updates = new SizeUpdates(this.#reader, this.#table, this.#readings)
    this.#maxSectionSize = options.maxFieldSectionSize ?? Infinity
  }

  /** The size of the dynamic table in octets. */
  get tableSize(): number {
    return this.#table.size
  }

  /** The number of entries of the dynamic table. */
  get tableLength(): number {
    return this.#table.length
  }

  /** The entry that was inserted last, unless it was evicted. */
  get newestEntry(): TableEntry | undefined {
    return this.#table.at(0)
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
    this.#updates.limit(size)
  }

  /**
   * Decodes a whole field block. An indexed representation gives the entry of the table itself.
   * @throws HpackError when the block breaks a rule.
   */
  decode(block: Uint8Array): TableEntry[] {
    const fields: TableEntry[] = []
    const reader = this.#reader
    reader.open(block)
    this.oversized = false
    if (this.#updates.due || block.length === 0 || block[0]! >> 5 === 1) this.#updates.start()
    let room = this.#maxSectionSize
    while (reader.at < reader.end) {
      const octet = block[reader.at]!
      let field: TableEntry | undefined
      if (octet >= 0x80) field = this.#indexed(octet)
      else if (octet >= 0x40) field = this.#literal(octet, 0x3f)
      else if (octet < 0x20) field = this.#literal(octet, 0x0f)
      else {
        this.#updates.late()
        continue
      }
      if (field === undefined) continue
      room -= field.name.length + field.value.length + ENTRY_OVERHEAD
      if (room > 0) fields.push(field)
      else if (!this.#exceeds(room, fields, field)) break
    }
    reader.open()
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

  #indexed(octet: number): TableEntry | undefined {
    const reader = this.#reader
    const start = reader.at
    let index = octet & 0x7f
    if (index === 0x7f) {
      index = reader.integer(0x7f)
      if (reader.wasCut()) return undefined
    } else reader.at++
    if (index > STATIC_LENGTH) return this.#dynamicEntry(index, start)
    const { indexZero } = this.#readings
    if (index === 0) {
      if (indexZero === 'ignore') return undefined
      if (indexZero === 'empty') return NOTHING
      refuse('indexZero', start, 'index 0')
    }
    const entry = STATIC_TABLE[index - 1]!
    if (indexZero === 'refuseEmptyValue' && entry.value === '') refuse('indexZero', start, `index ${index}`)
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
        refuse('indexBeyondTables', start, `index ${index}`)
      }
      return entry
    }
    if (indexBeyondTables === 'ignore') return undefined
    if (indexBeyondTables === 'empty') return NOTHING
    if (indexBeyondTables === 'oldest') return length > 0 ? this.#table.at(length - 1) : STATIC_TABLE.at(-1)
    refuse(
      'indexBeyondTables',
      start,
      `index ${index}, above the ${STATIC_LENGTH + length} entries of the tables`
    )
  }

  #literal(octet: number, full: number): TableEntry | undefined {
    const reader = this.#reader
    const start = reader.at
    let index = octet & full
    if (index === full) index = reader.integer(full)
    else reader.at++
    let name: string | undefined
    let nameStart = 0
    const newName = index === 0
    if (newName) {
      name = reader.string('refuse')
      nameStart = reader.stringStart
    } else if (index <= STATIC_LENGTH) name = STATIC_TABLE[index - 1]!.name
    else name = this.#dynamicEntry(index, start)?.name
    const nameEnd = reader.at
    const value = reader.string('refuseValue')
    if (reader.wasCut()) return undefined
    if (name === undefined) return undefined
    const { entrySize } = this.#readings
    let size = name.length + value.length + ENTRY_OVERHEAD
    if (entrySize === 'noOverhead') size -= ENTRY_OVERHEAD
    else if (entrySize === 'encoded') {
      const nameSize = newName ? nameEnd - nameStart : name.length
      size = nameSize + reader.at - reader.stringStart + ENTRY_OVERHEAD
    }
    if (full === 0x3f) {
      return this.#readings.literalIncremental === 'enforce'
        ? this.#insert(new TableEntry(name, value, false, size), index, start)
        : new TableEntry(name, value, false, size)
    }
    const { neverIndexed, literalWithoutIndexing } = this.#readings
    const never = octet >= 0x10
    if (never && neverIndexed === 'refuse') refuse('neverIndexed', start, 'literal that is never indexed')
    const field = new TableEntry(name, value, never && neverIndexed !== 'forget', size)
    const insert = never ? neverIndexed === 'insert' : literalWithoutIndexing === 'insert'
    return insert ? this.#insert(field, index, start) : field
  }

  // Inserts an entry whose name came with `index`, and gives the field line.
  #insert(entry: TableEntry, index: number, start: number): TableEntry {
    const table = this.#table
    const { largeEntry, evictedName, duplicateEntry, evictForEntry } = this.#readings
    if (entry.size > table.maximum && evictForEntry !== 'keep') {
      if (largeEntry === 'refuse') refuse('largeEntry', start, `entry of ${entry.size} octets`)
      if (largeEntry !== 'keep') table.clear()
      return entry
    }
    if (duplicateEntry !== 'enforce' && this.tableEntries.some(sameAs(entry))) {
      if (duplicateEntry === 'refuse') refuse('duplicateEntry', start, 'entry that is in the table already')
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
}

const NOTHING = new TableEntry('', '', false, ENTRY_OVERHEAD)

function sameAs(entry: Field): (other: Field) => boolean {
  return (other) => other.name === entry.name && other.value === entry.value
}

function reorder(fields: TableEntry[], reading: 'sorted' | 'reversed'): TableEntry[] {
  if (reading === 'reversed') return fields.reverse()
  return fields.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}
