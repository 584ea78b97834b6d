interface Latin1Source {
  latin1Slice?(this: Uint8Array, start: number, end: number): string
}

// Node's native conversion works on every Uint8Array and is far faster than anything written in the language.
const native = (globalThis as { Buffer?: { prototype: Latin1Source } }).Buffer?.prototype.latin1Slice

// The number of arguments that a call takes is bounded by the stack.
const CHUNK = 4096

function portable(octets: Uint8Array, start: number, end: number): string {
  let text = ''
  for (let at = start; at < end; at += CHUNK) {
    text += String.fromCharCode(...octets.subarray(at, Math.min(end, at + CHUNK)))
  }
  return text
}

// A call out of the language costs more than a short string made in it.
function short(octets: Uint8Array, at: number, length: number): string {
  const code = String.fromCharCode
  switch (length) {
    case 0:
      return ''
    case 1:
      return code(octets[at]!)
    case 2:
      return code(octets[at]!, octets[at + 1]!)
    case 3:
      return code(octets[at]!, octets[at + 1]!, octets[at + 2]!)
    case 4:
      return code(octets[at]!, octets[at + 1]!, octets[at + 2]!, octets[at + 3]!)
    case 5:
      return code(octets[at]!, octets[at + 1]!, octets[at + 2]!, octets[at + 3]!, octets[at + 4]!)
    default:
      return code(
        octets[at]!,
        octets[at + 1]!,
        octets[at + 2]!,
        octets[at + 3]!,
        octets[at + 4]!,
        octets[at + 5]!
      )
  }
}
const SHORT = 6

const long: (octets: Uint8Array, start: number, end: number) => string =
  native === undefined ? portable : (octets, start, end) => native.call(octets, start, end)

/** The octets from `start` to before `end` as a string of one character (U+0000 to U+00FF) each. */
export function latin1(octets: Uint8Array, start: number, end: number): string {
  return end - start <= SHORT ? short(octets, start, end - start) : long(octets, start, end)
}

export const NO_OCTET = 'a field line holds a character above U+00FF, which is no octet'

/**
 * Writes the characters of `text` as octets from `at` and gives the offset after them.
 * @throws RangeError for a character above U+00FF.
 */
export function writeLatin1(text: string, target: Uint8Array, at: number): number {
  const { length } = text
  let all = 0
  for (let index = 0; index < length; index++) {
    const octet = text.charCodeAt(index)
    all |= octet
    target[at++] = octet
  }
  if (all > 255) throw new RangeError(NO_OCTET)
  return at
}
