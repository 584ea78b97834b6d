const SLOTS = 16
/** Longer field blocks are not remembered. */
const LONGEST = 512

interface Remembered<T> {
  readonly block: Uint8Array
  readonly value: T
}

/**
 * What field blocks were decoded to. While the dynamic table has not changed, equal octets mean equal field lines, so a
 * block that was decoded and checked need not be again. `forget` is for every change of the table.
 */
export class BlockMemo<T> {
  readonly #slots = new Array<Remembered<T> | undefined>(SLOTS).fill(undefined)
  #used = 0

  find(octets: Uint8Array, start: number, end: number): T | undefined {
    if (this.#used === 0) return undefined
    const entry = this.#slots[slotOf(octets, start, end)]
    if (entry === undefined) return undefined
    const { block } = entry
    const length = end - start
    if (block.length !== length) return undefined
    for (let i = 0; i < length; i++) if (block[i] !== octets[start + i]) return undefined
    return entry.value
  }

  keep(octets: Uint8Array, start: number, end: number, value: T): void {
    if (end - start > LONGEST) return
    this.#slots[slotOf(octets, start, end)] = { block: octets.slice(start, end), value }
    this.#used++
  }

  forget(): void {
    if (this.#used === 0) return
    this.#slots.fill(undefined)
    this.#used = 0
  }
}

function slotOf(octets: Uint8Array, start: number, end: number): number {
  let hash = end - start
  for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + octets[i]!) | 0
  return (hash ^ (hash >>> 8)) & (SLOTS - 1)
}

/**
 * Whether a field block that decoded without error inserts into the dynamic table or resizes it (RFC 7541, section 6):
 * only then do later blocks read differently.
 */
export function altersTable(octets: Uint8Array, start: number, end: number): boolean {
  let at = start
  while (at < end) {
    const octet = octets[at]!
    if (octet >= 0x80) at = afterInteger(octets, at, 0x7f)
    else if (octet >= 0x20) return true
    else {
      const named = (octet & 0x0f) !== 0
      at = afterInteger(octets, at, 0x0f)
      if (!named) at = afterString(octets, at)
      at = afterString(octets, at)
    }
  }
  return false
}

function afterInteger(octets: Uint8Array, at: number, full: number): number {
  if ((octets[at++]! & full) !== full) return at
  while (octets[at++]! >= 0x80);
  return at
}

function afterString(octets: Uint8Array, at: number): number {
  let length = octets[at++]! & 0x7f
  if (length === 0x7f) {
    let scale = 1
    let octet: number
    do {
      octet = octets[at++]!
      length += (octet & 0x7f) * scale
      scale *= 128
    } while (octet >= 0x80)
  }
  return at + length
}
