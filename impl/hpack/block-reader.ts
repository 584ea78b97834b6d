import { refuse } from './error.ts'
import { huffmanDecode } from './huffman.ts'
import { latin1 } from './latin1.ts'
import type { HpackReadings } from './rules.ts'

/** Integers up to this are read (RFC 7541, 5.1): the largest value of a setting. */
const LARGEST_INTEGER = 2 ** 32 - 1
/** Octets of an integer after its prefix: twice what the largest needs, for encoders that add zeros. */
const LONGEST_INTEGER = 10

const EMPTY = new Uint8Array(0)

/** Reads the integers and strings of a field block (RFC 7541, 5). */
export class BlockReader {
  /** The block, the offset of the next octet, and the offset after the last. */
  block: Uint8Array = EMPTY
  at = 0
  end = 0
  /** Where the octets of the last string start. */
  stringStart = 0

  readonly #readings: HpackReadings
  readonly #maxStringLength: number
  #cut = false

  /** `maxStringLength` bounds the encoded octets of a string. */
  constructor(readings: HpackReadings, maxStringLength: number) {
    this.#readings = readings
    this.#maxStringLength = maxStringLength
  }

  /** Starts with a block; with none, lets go of the last. */
  open(block: Uint8Array = EMPTY): void {
    this.block = block
    this.at = 0
    this.end = block.length
  }

  /** Whether what was read since the last call ended inside a representation, for the reading that passes over it. */
  wasCut(): boolean {
    const cut = this.#cut
    this.#cut = false
    return cut
  }

  /** Reads an integer whose prefix is the bits of `full` (2^N - 1) in the octet at hand. */
  integer(full: number): number {
    const start = this.at++
    const { integerLength, integerOverflow, integerPrefix } = this.#readings
    if ((this.block[start]! & full) !== full) return this.block[start]! & full
    if (integerPrefix === 'complete') return full
    let value = full
    let scale = 1
    let octet = 0x80
    for (let length = 1; octet >= 0x80; length++) {
      if (this.at >= this.end) return this.#truncated(start)
      octet = this.block[this.at++]!
      if (length > LONGEST_INTEGER && integerLength !== 'accept') {
        refuse('integerLength', start, `integer of more than ${LONGEST_INTEGER} octets after its prefix`)
      }
      if (length > 1 && octet === 0 && integerLength === 'minimalOnly') {
        refuse('integerLength', start, 'integer in more octets than it needs')
      }
      value = wide(value, (octet & 0x7f) * scale, integerOverflow === 'wrap')
      if (value > LARGEST_INTEGER) {
        if (integerOverflow === 'enforce') refuse('integerOverflow', start, 'integer above 2^32 - 1')
        value = LARGEST_INTEGER
      }
      // Zeros may follow without end; beyond the largest integer one more power makes no difference.
      if (scale < 2 ** 42) scale *= 128
      else if (integerOverflow === 'wrap') scale = 0
    }
    return value
  }

  /** Reads a string; `empty` is the reading of `emptyString` that refuses it when it has no octets. */
  string(empty: 'refuse' | 'refuseValue'): string {
    if (this.at >= this.end) {
      this.#truncated(this.at)
      return ''
    }
    const block = this.block
    const first = this.at
    const octet = block[first]!
    let length = octet & 0x7f
    if (length === 0x7f) {
      if (this.#readings.stringLength === 'oneOctet')
        refuse('stringLength', first, 'string of 127 octets or more')
      length = this.integer(0x7f)
      if (this.#cut) return ''
    } else this.at++
    const start = this.at
    this.stringStart = start
    if (length === 0) {
      if (this.#readings.emptyString === empty) refuse('emptyString', first, 'empty string')
      return ''
    }
    if (length > this.#maxStringLength && this.#readings.stringLength !== 'accept') {
      refuse('stringLength', first, `string of ${length} octets, above ${this.#maxStringLength}`)
    }
    let end = start + length
    if (end >= this.end) end = this.#boundary(end, first)
    this.at = end
    if (octet < 0x80) return latin1(block, start, end)
    const { huffmanString } = this.#readings
    if (huffmanString === 'enforce') return huffmanDecode(block, start, end, this.#readings)
    if (huffmanString === 'refuse') refuse('huffmanString', first, 'Huffman-coded string')
    return latin1(block, start, end)
  }

  // Where a string that reaches the end of the block, or goes beyond it, ends.
  #boundary(end: number, start: number): number {
    const { stringBeyondBlock } = this.#readings
    if (end > this.end && stringBeyondBlock !== 'truncate') {
      refuse('stringBeyondBlock', start, `string that goes ${end - this.end} octets beyond its block`)
    }
    if (stringBeyondBlock === 'refuseLast')
      refuse('stringBeyondBlock', start, 'string that ends with its block')
    return this.end
  }

  #truncated(start: number): number {
    if (this.#readings.truncatedRepresentation !== 'ignore') {
      refuse('truncatedRepresentation', start, 'field block that ends inside a representation')
    }
    this.at = this.end
    this.#cut = true
    return 0
  }
}

function wide(value: number, added: number, wrap: boolean): number {
  return wrap ? (value + added) % 2 ** 32 : value + added
}
