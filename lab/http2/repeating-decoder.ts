import { HpackDecoder } from '../../impl/hpack/decoder.ts'
import type { FieldLine } from './reading.ts'

/** An entry's overhead (RFC 7541, section 4.1). */
const OVERHEAD = 32

/** A field section, and its octets as RFC 7541, section 4.1, counts them. */
interface Section {
  readonly lines: readonly FieldLine[]
  readonly size: number
}

/**
 * Decodes the field blocks of one direction of a connection. Starts with the initial table and follows whatever size the
 * encoder sets: the limit is judged elsewhere. A block that comes over and over, as in a flood, is decoded twice: where
 * it leaves the table as it was it always says the same.
 */
export class RepeatingDecoder {
  readonly #decoder: HpackDecoder
  #block = new Uint8Array(0)
  /** What the last block said, when it can be told without decoding it again. */
  #said: Section | undefined

  /** `most`: octets that a field section may expand to: those of a trace are few, what they refer to need not be. */
  constructor(most: number) {
    this.#decoder = new HpackDecoder({ maxFieldSectionSize: most, maxStringLength: most })
    this.#decoder.setMaxTableSize(0xffffffff)
  }

  /** Throws the decoder's error. */
  decode(block: Uint8Array): Section {
    const again = Buffer.compare(block, this.#block) === 0
    if (again && this.#said !== undefined) return this.#said
    const { tableLength, newestEntry } = this.#decoder
    const lines = this.#decoder.decode(block)
    const said = { lines, size: lines.reduce((sum, line) => sum + sizeOf(line), 0) }
    const same = tableLength === this.#decoder.tableLength && newestEntry === this.#decoder.newestEntry
    if (!again) this.#block = new Uint8Array(block)
    this.#said = again && same ? said : undefined
    return said
  }
}

const sizeOf = ({ name, value }: FieldLine): number => name.length + value.length + OVERHEAD
