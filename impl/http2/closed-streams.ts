/** How a stream came to be closed: what still may arrive on it depends on that. */
export const NOT_REMEMBERED = 0
/** Both sides ended it. */
export const BY_END_STREAM = 1
/** We reset it: the peer may not know yet, whatever arrives is to be processed and discarded. */
export const BY_OUR_RESET = 2
/** The peer reset it. */
export const BY_THEIR_RESET = 3

const SLOTS = 512

/** A memory of the streams closed last, of fixed size: later streams overwrite earlier ones. */
export class ClosedStreams {
  readonly #ids = new Uint32Array(SLOTS)
  readonly #how = new Uint8Array(SLOTS)

  add(id: number, how: number): void {
    const slot = id & (SLOTS - 1)
    this.#ids[slot] = id
    this.#how[slot] = how
  }

  how(id: number): number {
    const slot = id & (SLOTS - 1)
    return this.#ids[slot] === id ? this.#how[slot]! : NOT_REMEMBERED
  }
}
