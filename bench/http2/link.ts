import type { VirtualClock } from './clock.ts'

/** What a TCP segment carries on an Ethernet path. */
const SEGMENT = 1460

/** One direction of one TCP connection: octets are pulled when the wire is free, and delivered in order. */
export interface Flow {
  /** The next octets, at most `most`; undefined when there are none now. */
  pull(most: number): Uint8Array | undefined
  deliver(octets: Uint8Array): void
}

export interface LinkOptions {
  /** Octets each millisecond. */
  readonly rate: number
  /** One way, in milliseconds. */
  readonly delay: number
  /** The share of segments that are lost, and what decides (0 to 1). */
  readonly loss?: number
  readonly random?: () => number
}

/**
 * One direction of a link that several connections share, segment by segment in turn. A lost segment arrives a round trip
 * later, and what was sent behind it on the same connection waits for it, as TCP delivers in order. There is no slow
 * start and no congestion window: what is left is what the protocol above makes of the link.
 */
export class Link {
  readonly #clock: VirtualClock
  readonly #options: LinkOptions
  readonly #flows: { readonly flow: Flow; arrived: number }[] = []
  #turn = 0
  #busy = false

  constructor(clock: VirtualClock, options: LinkOptions) {
    this.#clock = clock
    this.#options = options
  }

  attach(flow: Flow): void {
    this.#flows.push({ flow, arrived: 0 })
  }

  /** Something may be there to send. */
  kick(): void {
    if (this.#busy) return
    const { rate, delay, loss = 0, random = () => 1 } = this.#options
    for (let tried = 0; tried < this.#flows.length; tried++) {
      const one = this.#flows[this.#turn++ % this.#flows.length]!
      const octets = one.flow.pull(SEGMENT)?.slice()
      if (octets === undefined) continue
      const sent = this.#clock.now + octets.length / rate
      const lost = random() < loss
      one.arrived = Math.max(one.arrived, sent + delay + (lost ? 2 * delay : 0))
      this.#clock.at(one.arrived, () => one.flow.deliver(octets))
      this.#busy = true
      this.#clock.at(sent, () => {
        this.#busy = false
        this.kick()
      })
      return
    }
  }
}

/** Pieces of any size, given out in pieces of at most so many octets. */
export function chopped(next: () => Uint8Array | undefined): (most: number) => Uint8Array | undefined {
  let rest: Uint8Array = new Uint8Array(0)
  return (most) => {
    if (rest.length === 0) rest = next()?.slice() ?? rest
    if (rest.length === 0) return undefined
    const piece = rest.subarray(0, most)
    rest = rest.subarray(piece.length)
    return piece
  }
}

/** Numbers from 0 to 1 that are the same in each run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
