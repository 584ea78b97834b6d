import * as contract from '../contract.ts'
import { headRuleNames, type HeadKind, type HeadParser, type HeadRuleName, type Status } from '../contract.ts'
import * as layout from './assembly/layout.ts'
import type { HeadMachine, Reader } from './head-machine.ts'

/** As many octets are copied into the window at once; of more, where most follow the head, a piece at first. */
const COPIED_WHOLE = 8192
const FIRST_PIECE = 1024
const BEFORE_SPANS = (layout.SPANS - layout.HEAD) / 4
const LENGTH = word(layout.LENGTH)
const RULE = word(layout.RULE)
const OFFSET = word(layout.OFFSET)
const HAND_OVERS = word(layout.HAND_OVERS)

/**
 * The head parser on WebAssembly: by vectors or by tables, as the machine's module was compiled. Octets are copied into the
 * machine's window, but for those that lie there already: a caller who is alone with a machine may fill `machine.window`,
 * and give that to `parse`, with the whole head in it.
 */
export class WasmHeadParser implements HeadParser, Reader {
  readonly #machine: HeadMachine
  readonly #alone: boolean
  #kind: HeadKind = contract.REQUEST
  /** No octet of the head was looked at yet. */
  #isFresh = true
  /** Up to which octet of the head the window has it. */
  #copied = 0
  #parked: Uint32Array | undefined
  #spans: Uint32Array | undefined
  #spansAreCurrent = false

  /** With `alone` no other parser uses the machine, and the spans are read where it wrote them. */
  constructor(machine: HeadMachine, alone = false) {
    this.#machine = machine
    this.#alone = alone
  }

  get spans(): Uint32Array {
    if (this.#alone) return this.#machine.spans
    // A copy, as the machine's own are overwritten by the next head of any parser.
    const spans = (this.#spans ??= new Uint32Array(this.#machine.spans.length))
    if (this.#spansAreCurrent) return spans
    this.#spansAreCurrent = true
    const words = this.#words()
    const end =
      BEFORE_SPANS +
      contract.FIRST_FIELD +
      words[BEFORE_SPANS + contract.FIELD_COUNT]! * contract.WORDS_OF_FIELD
    for (let from = BEFORE_SPANS; from < end; from++) spans[from - BEFORE_SPANS] = words[from]!
    return spans
  }

  get length(): number {
    return this.#words()[LENGTH]!
  }

  get rule(): HeadRuleName {
    return headRuleNames[this.#words()[RULE]!]!
  }

  get offset(): number {
    return this.#words()[OFFSET]!
  }

  /** How often, in this head, the short way through lawful lines met an octet that it left to the table machine. */
  get handOvers(): number {
    return this.#words()[HAND_OVERS]!
  }

  begin(kind: HeadKind): void {
    this.#kind = kind
    this.#isFresh = true
    this.#copied = 0
    this.#parked = undefined
    this.#spansAreCurrent = false
  }

  parse(octets: Uint8Array, base: number, end: number): Status {
    const machine = this.#machine
    if (!machine.seats(this)) this.#sit()
    if (octets === machine.window) return this.#run(machine.windowAddress + base, machine.windowAddress + end)
    const { window, windowAddress } = machine
    const available = Math.min(end - base, window.length)
    let piece = available - this.#copied <= COPIED_WHOLE ? COPIED_WHOLE : FIRST_PIECE
    for (;;) {
      const until = Math.min(available, this.#copied + piece)
      if (until > this.#copied) {
        const [from, to] = [base + this.#copied, base + until]
        window.set(from === 0 && to === octets.length ? octets : octets.subarray(from, to), this.#copied)
        this.#copied = until
      }
      const status = this.#run(windowAddress, windowAddress + until)
      if (status !== contract.MORE || until === available) return status
      piece *= 8
    }
  }

  /** Called by the machine when another parser takes it. */
  park(words: Uint32Array): void {
    if (!this.#isFresh) this.#parked = words
  }

  #sit(): void {
    const parked = this.#parked
    this.#machine.seat(this, parked)
    this.#parked = undefined
    // The octets are copied anew, but for those that are done with: all before the value that was read last.
    if (parked !== undefined) this.#copied = lastValueOf(parked)
  }

  #run(base: number, end: number): Status {
    const { exports } = this.#machine
    if (!this.#isFresh) return exports.parse(base, end) as Status
    this.#isFresh = false
    return exports.beginAndParse(this.#kind, base, end) as Status
  }

  #words(): Uint32Array {
    return this.#machine.seats(this) ? this.#machine.words : (this.#parked ?? this.#machine.words)
  }
}

function word(address: number): number {
  return (address - layout.HEAD) / 4
}

function lastValueOf(words: Uint32Array): number {
  const count = words[BEFORE_SPANS + contract.FIELD_COUNT]!
  if (count === 0) return 0
  return words[BEFORE_SPANS + contract.FIRST_FIELD + (count - 1) * contract.WORDS_OF_FIELD + 2]!
}
