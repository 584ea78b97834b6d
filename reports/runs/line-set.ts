/** A set of line numbers, a bit for each line. */
export class LineSet {
  #bits = new Uint8Array(1024)

  add(line: number): void {
    const place = line >>> 3
    if (place >= this.#bits.length) {
      const larger = new Uint8Array(Math.max(place + 1, this.#bits.length * 2))
      larger.set(this.#bits)
      this.#bits = larger
    }
    this.#bits[place] = (this.#bits[place] ?? 0) | (1 << (line & 7))
  }

  has(line: number): boolean {
    return ((this.#bits[line >>> 3] ?? 0) & (1 << (line & 7))) !== 0
  }
}
