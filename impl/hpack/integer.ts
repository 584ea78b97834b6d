/**
 * Writes an integer with an N-bit prefix (RFC 7541, 5.1) and gives the offset after it.
 * `pattern` holds the bits before the prefix, `full` is 2^N - 1; `value` is an integer from 0 to 2^53 - 1.
 * The caller has made room: at most nine octets.
 */
export function writeInteger(
  target: Uint8Array,
  at: number,
  pattern: number,
  full: number,
  value: number
): number {
  if (value < full) {
    target[at] = pattern | value
    return at + 1
  }
  target[at++] = pattern | full
  let rest = value - full
  while (rest >= 128) {
    target[at++] = (rest % 128) + 128
    rest = Math.floor(rest / 128)
  }
  target[at] = rest
  return at + 1
}

/** The number of octets that `writeInteger` takes for `value`. */
export function integerLength(full: number, value: number): number {
  if (value < full) return 1
  let octets = 2
  for (let rest = value - full; rest >= 128; rest = Math.floor(rest / 128)) octets++
  return octets
}
