import type { Readings } from './rules.ts'

/** What a scheduler needs of a stream; the links are its own. */
export interface Schedulable {
  readonly id: number
  urgency: number
  incremental: boolean
  /** The level that the stream waits in, or -1. */
  level: number
  next: this | undefined
  previous: this | undefined
  nextWaiting: this | undefined
  previousWaiting: this | undefined
}

/** Chooses which stream may send the next frame with content. */
export interface Scheduler<T> {
  /** The stream has something to send and may send it. */
  add(stream: T): void
  remove(stream: T): void
  /** The stream to serve next. */
  next(): T | undefined
}

/** Every so many turns the stream that has waited longest is served, whatever its urgency. */
const FAIR_TURN = 16

interface List<T> {
  first: T | undefined
  last: T | undefined
}

/**
 * Extensible priorities (RFC 9218, section 10): urgent streams first; of one urgency, those that are not incremental in
 * the order of their identifiers, the incremental ones in turn, and the two kinds by turns. No stream starves: every
 * sixteenth turn goes round all of them.
 */
export class UrgencyScheduler<T extends Schedulable> implements Scheduler<T> {
  // Two lists for each urgency: 2u in the order of identifiers, 2u + 1 in turn.
  readonly #lists: List<T>[] = Array.from({ length: 16 }, () => ({ first: undefined, last: undefined }))
  readonly #waiting: List<T> = { first: undefined, last: undefined }
  readonly #fair: boolean
  readonly #readings: Readings
  #occupied = 0
  #turn = 0

  /** `fair`: no priorities at all, every stream in turn. */
  constructor(readings: Readings, fair = false) {
    this.#readings = readings
    this.#fair = fair
  }

  add(stream: T): void {
    if (stream.level >= 0) return
    const level = this.#levelOf(stream)
    const list = this.#lists[level]!
    stream.level = level
    this.#occupied |= 1 << level
    let after = list.last
    if ((level & 1) === 0) {
      const reversed = this.#readings.ascendingOrder === 'reversed'
      while (after !== undefined && (reversed ? after.id < stream.id : after.id > stream.id))
        after = after.previous
    }
    stream.previous = after
    stream.next = after === undefined ? list.first : after.next
    if (stream.previous === undefined) list.first = stream
    else stream.previous.next = stream
    if (stream.next === undefined) list.last = stream
    else stream.next.previous = stream
    this.#wait(stream)
  }

  remove(stream: T): void {
    if (stream.level < 0) return
    const list = this.#lists[stream.level]!
    if (stream.previous === undefined) list.first = stream.next
    else stream.previous.next = stream.next
    if (stream.next === undefined) list.last = stream.previous
    else stream.next.previous = stream.previous
    if (list.first === undefined) this.#occupied &= ~(1 << stream.level)
    stream.level = -1
    stream.next = stream.previous = undefined
    this.#unwait(stream)
  }

  next(): T | undefined {
    if (this.#occupied === 0) return undefined
    this.#turn++
    if (this.#turn % FAIR_TURN === 0) {
      const longest = this.#waiting.first!
      this.#unwait(longest)
      this.#wait(longest)
      return longest
    }
    const least = 31 - Math.clz32(this.#occupied & -this.#occupied)
    const urgency =
      this.#readings.urgencyOrder === 'reversed' ? (31 - Math.clz32(this.#occupied)) >> 1 : least >> 1
    const both = (this.#occupied >> (urgency * 2)) & 3
    const level = urgency * 2 + (both === 3 ? this.#turn & 1 : both - 1)
    const list = this.#lists[level]!
    const stream = list.first!
    if ((level & 1) === 1 && stream.next !== undefined) {
      list.first = stream.next
      stream.next.previous = undefined
      stream.previous = list.last
      list.last!.next = stream
      stream.next = undefined
      list.last = stream
    }
    return stream
  }

  #levelOf(stream: T): number {
    const { urgencyOrder, incrementalShared, ascendingOrder } = this.#readings
    if (this.#fair || urgencyOrder === 'ignored') return 1
    const shared = stream.incremental ? incrementalShared === 'enforce' : ascendingOrder === 'shared'
    return stream.urgency * 2 + (shared ? 1 : 0)
  }

  #wait(stream: T): void {
    const list = this.#waiting
    stream.previousWaiting = list.last
    stream.nextWaiting = undefined
    if (list.last === undefined) list.first = stream
    else list.last.nextWaiting = stream
    list.last = stream
  }

  #unwait(stream: T): void {
    const list = this.#waiting
    if (stream.previousWaiting === undefined) list.first = stream.nextWaiting
    else stream.previousWaiting.nextWaiting = stream.nextWaiting
    if (stream.nextWaiting === undefined) list.last = stream.previousWaiting
    else stream.nextWaiting.previousWaiting = stream.previousWaiting
    stream.nextWaiting = stream.previousWaiting = undefined
  }
}
