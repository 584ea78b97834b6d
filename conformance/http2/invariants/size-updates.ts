/** The size updates of a field block (RFC 7541, section 6.3), read without any table. */
export interface SizeUpdates {
  /** Those at the start, in order, in octets. */
  readonly atStart: readonly number[]
  /** Whether there is one behind a field line. */
  readonly late: boolean
}

/** Reads the size updates of a block, or gives undefined when its representations do not fill it exactly. */
export function sizeUpdatesOf(block: Uint8Array): SizeUpdates | undefined {
  const atStart: number[] = []
  let late = false
  let lines = 0
  let at = 0

  const integer = (full: number): number => {
    let value = (block[at++] ?? 0) & full
    if (value < full) return value
    let scale = 1
    for (;;) {
      const octet = block[at++]
      if (octet === undefined) return Infinity
      value += (octet & 0x7f) * scale
      scale *= 128
      if (octet < 0x80) return value
    }
  }
  const string = (): void => {
    const length = integer(0x7f)
    at += length
  }

  while (at < block.length) {
    const octet = block[at] as number
    if (octet >> 5 === 1) {
      const size = integer(0x1f)
      if (lines === 0) atStart.push(size)
      else late = true
      continue
    }
    lines++
    if (octet >= 0x80) integer(0x7f)
    else {
      if (integer(octet >= 0x40 ? 0x3f : 0x0f) === 0) string()
      string()
    }
  }
  return at === block.length ? { atStart, late } : undefined
}
