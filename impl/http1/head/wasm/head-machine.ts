import { FIELD_COUNT, FIRST_FIELD, WORDS_OF_FIELD } from '../contract.ts'
import type { Lexicon } from '../lexicon.ts'
import type { HeadLimits } from '../limits.ts'
import { VALUE } from '../octet-classes.ts'
import * as layout from './assembly/layout.ts'
import { vectorTablesOf } from './vector-tables.ts'
import { webAssembly, type WasmModule } from './web-assembly.ts'

/** Octets of a page of WebAssembly memory. */
const PAGE = 65_536
/** What all words before the spans take. */
const WORDS_BEFORE_SPANS = (layout.SPANS - layout.HEAD) / 4

interface Exports {
  begin(kind: number): void
  parse(base: number, end: number): number
  beginAndParse(kind: number, base: number, end: number): number
}

/** Whoever reads a head with a machine: it keeps the words of its head when another comes. */
export interface Reader {
  park(words: Uint32Array): void
}

/**
 * An instance of the module for one rule set. It reads one head at a time and serves any number of parsers: when another
 * comes, the words of the head that was read are handed to its owner, so that a connection that waits takes no memory of
 * WebAssembly.
 */
export class HeadMachine {
  readonly exports: Exports
  /** Where octets are put. What lies here already need not be copied: see wasm-parser.ts. */
  readonly window: Uint8Array
  readonly windowAddress: number
  /** State and spans of the head that is being read. */
  readonly words: Uint32Array
  readonly spans: Uint32Array
  readonly #memory: Uint8Array
  readonly #limits: HeadLimits
  #reader: Reader | undefined

  constructor(module: WasmModule, lexicon: Lexicon) {
    if (webAssembly === undefined) throw new Error('There is no WebAssembly here.')
    const { limits } = lexicon
    const words = WORDS_BEFORE_SPANS + FIRST_FIELD + limits.fields * WORDS_OF_FIELD
    this.windowAddress = (layout.HEAD + words * 4 + 2 * layout.MARGIN) & -layout.MARGIN
    // One octet more than a head may have tells that it has too many.
    const room = limits.head + 1 + layout.MARGIN
    const size = Math.ceil((this.windowAddress + room + layout.MARGIN) / PAGE)
    const memory = new webAssembly.Memory({ initial: size, maximum: size })
    const { buffer } = memory
    this.window = new Uint8Array(buffer, this.windowAddress, room)
    this.words = new Uint32Array(buffer, layout.HEAD, words)
    this.spans = this.words.subarray(WORDS_BEFORE_SPANS)
    this.#memory = new Uint8Array(buffer)
    this.#limits = limits
    this.load(lexicon)
    this.exports = new webAssembly.Instance(module, { env: { memory } }).exports as Exports
  }

  /** Puts another rule set in place, with limits that are no greater. No head may be half read. */
  load({ classes, flags, limits }: Lexicon): void {
    const most = this.#limits
    if (limits.head > most.head || limits.fields > most.fields)
      throw new Error('A machine has no room for greater limits than it was made for.')
    const memory = this.#memory
    memory.set(classes, layout.CLASSES)
    memory.set(vectorTablesOf(classes), layout.TABLES)
    new Uint32Array(memory.buffer, layout.FLAGS, 7).set([
      flags,
      limits.method,
      limits.target,
      limits.fieldLine,
      limits.fields,
      limits.head,
      isUsualValue(classes) ? 1 : 0
    ])
  }

  /** Lets a reader's head be the one that is read; `parked` is what it kept of it. */
  seat(reader: Reader, parked: Uint32Array | undefined): void {
    this.#reader?.park(this.words.slice(0, this.#used()))
    this.#reader = reader
    if (parked !== undefined) this.words.set(parked)
  }

  seats(reader: Reader): boolean {
    return this.#reader === reader
  }

  /** The words that are in use: with the field that may be half read. */
  #used(): number {
    const fields = this.spans[FIELD_COUNT]! + 1
    return WORDS_BEFORE_SPANS + FIRST_FIELD + fields * WORDS_OF_FIELD
  }
}

/** VALUE as no rule reads it otherwise: the module has a quicker way to see that than its tables. */
function isUsualValue(classes: Uint8Array): boolean {
  return classes.every((one, octet) => {
    const usual = octet === 0x09 || (octet >= 0x20 && octet !== 0x7f)
    return usual === ((one & VALUE) !== 0)
  })
}
