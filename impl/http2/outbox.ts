import type { FieldLine } from '../application.ts'
import type { Schedulable } from './scheduler.ts'
import type { Stream } from './stream.ts'

/** Content that waits to be sent on one stream, and its place in the scheduler. */
export class Outbox implements Schedulable {
  readonly id: number
  readonly stream: Stream
  urgency: number
  incremental: boolean
  level = -1
  next: this | undefined = undefined
  previous: this | undefined = undefined
  nextWaiting: this | undefined = undefined
  previousWaiting: this | undefined = undefined
  /** Octets not yet sent. */
  size = 0
  /** Nothing follows what waits. */
  ending = false
  trailers: readonly FieldLine[] | undefined = undefined
  readonly #chunks: Uint8Array[] = []
  #first = 0
  #offset = 0

  constructor(stream: Stream, urgency: number, incremental: boolean) {
    this.id = stream.id
    this.stream = stream
    this.urgency = urgency
    this.incremental = incremental
  }

  push(octets: Uint8Array): void {
    this.#chunks.push(octets)
    this.size += octets.length
  }

  /** Moves the first `count` octets into `target` at `at`. */
  shift(count: number, target: Uint8Array, at: number): void {
    this.size -= count
    while (count > 0) {
      const chunk = this.#chunks[this.#first]!
      const taken = Math.min(count, chunk.length - this.#offset)
      target.set(taken === chunk.length ? chunk : chunk.subarray(this.#offset, this.#offset + taken), at)
      at += taken
      count -= taken
      this.#offset += taken
      if (this.#offset === chunk.length) {
        this.#offset = 0
        this.#first++
      }
    }
    if (this.#first === this.#chunks.length) this.#clear()
    else if (this.#first > 64) {
      this.#chunks.splice(0, this.#first)
      this.#first = 0
    }
  }

  #clear(): void {
    this.#chunks.length = 0
    this.#first = 0
  }
}
