const SLOTS = 256

/**
 * The live streams of a connection by identifier. Identifiers rise and live briefly, so that nearly all are found in a
 * small array by their low bits; the few that meet an older stream there go to a map.
 */
export class StreamTable<T extends { readonly id: number }> {
  readonly #slots = new Array<T | undefined>(SLOTS).fill(undefined)
  readonly #overflow = new Map<number, T>()
  size = 0

  get(id: number): T | undefined {
    const found = this.#slots[(id >>> 1) & (SLOTS - 1)]
    if (found !== undefined && found.id === id) return found
    return this.#overflow.size === 0 ? undefined : this.#overflow.get(id)
  }

  add(stream: T): void {
    const slot = (stream.id >>> 1) & (SLOTS - 1)
    if (this.#slots[slot] === undefined) this.#slots[slot] = stream
    else this.#overflow.set(stream.id, stream)
    this.size++
  }

  remove(stream: T): void {
    const slot = (stream.id >>> 1) & (SLOTS - 1)
    if (this.#slots[slot] === stream) this.#slots[slot] = undefined
    else if (!this.#overflow.delete(stream.id)) return
    this.size--
  }

  /** The live streams now, in no particular order. */
  all(): T[] {
    const streams = [...this.#overflow.values()]
    for (const stream of this.#slots) if (stream !== undefined) streams.push(stream)
    return streams
  }
}
