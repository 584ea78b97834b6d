/** Of everything that could be without end, as many are named; all are counted. */
export const MOST_LISTED = 1000

/** Keeps the first of many, and counts them all. */
export class Capped<T> {
  readonly kept: T[] = []
  count = 0
  readonly #most: number

  constructor(most = MOST_LISTED) {
    this.#most = most
  }

  add(item: T): void {
    this.count++
    if (this.kept.length < this.#most) this.kept.push(item)
  }
}
