import { CODES, CODES_OF_LENGTH, CODE_LENGTHS, EOS, LONGEST_CODE, SYMBOLS } from './huffman-code.ts'
import { refuse } from './error.ts'
import { latin1, NO_OCTET } from './latin1.ts'
import type { HpackReadings } from './rules.ts'

const WINDOW = 12
const WINDOW_MASK = 2 ** WINDOW - 1

/**
 * The next 12 bits → the one or two symbols whose codes they start with, or 0 for a longer code:
 * first symbol (8 bits) | second symbol (8) | bits of both (4) | bits of the first (4) | how many (2).
 */
const NEXT = new Int32Array(2 ** WINDOW)
{
  const single = new Int32Array(2 ** WINDOW).fill(-1)
  for (const symbol of SYMBOLS) {
    const length = CODE_LENGTHS[symbol]!
    if (length > WINDOW) break
    const first = CODES[symbol]! << (WINDOW - length)
    single.fill(symbol, first, first + 2 ** (WINDOW - length))
  }
  single.forEach((symbol, bits) => {
    if (symbol < 0) return
    const length = CODE_LENGTHS[symbol]!
    const second = single[(bits << length) & WINDOW_MASK]!
    const both = length + (second < 0 ? WINDOW : CODE_LENGTHS[second]!)
    const pair = both <= WINDOW
    NEXT[bits] =
      symbol |
      ((pair ? second : 0) << 8) |
      ((pair ? both : length) << 16) |
      (length << 20) |
      ((pair ? 2 : 1) << 24)
  })
}

// Decoded strings up to this size share one buffer; larger ones are rare and get their own.
let scratch = new Uint8Array(4096)
const LARGEST_SCRATCH = 65536

function scratchFor(size: number): Uint8Array {
  if (size <= scratch.length) return scratch
  const larger = new Uint8Array(size)
  if (size <= LARGEST_SCRATCH) scratch = larger
  return larger
}

// The symbol whose code starts at bit `from` and is longer than the window, with its length; undefined if the bits
// run out before its end.
function longSymbol(
  octets: Uint8Array,
  from: number,
  bitEnd: number
): { symbol: number; length: number } | undefined {
  let code = 0
  for (let length = 1; length <= LONGEST_CODE && from + length <= bitEnd; length++) {
    const bit = from + length - 1
    code = (code << 1) | ((octets[bit >> 3]! >> (7 - (bit & 7))) & 1)
    const { first, position, count } = CODES_OF_LENGTH[length]!
    if (count > 0 && code - first < count) return { symbol: SYMBOLS[position + code - first]!, length }
  }
  return undefined
}

/**
 * Decodes the Huffman-coded octets from `start` to before `end` (RFC 7541, 5.2).
 * @throws HpackError for an EOS symbol, and for a padding that is too long or is not made of ones.
 */
export function huffmanDecode(
  octets: Uint8Array,
  start: number,
  end: number,
  readings: HpackReadings
): string {
  // The shortest code has 5 bits; a second symbol may be written and not counted.
  const target = scratchFor((((end - start) * 8) / 5 + 2) | 0)
  let written = 0
  let at = start
  let bits = 0
  let count = 0
  for (;;) {
    if (count < WINDOW) {
      if (at + 1 < end) {
        bits = (bits << 16) | (octets[at]! << 8) | octets[at + 1]!
        at += 2
        count += 16
      } else if (at < end) {
        bits = (bits << 8) | octets[at++]!
        count += 8
        if (count < WINDOW) break
      } else break
    }
    const next = NEXT[(bits >>> (count - WINDOW)) & WINDOW_MASK]!
    if (next !== 0) {
      target[written] = next
      target[written + 1] = next >> 8
      written += next >> 24
      count -= (next >> 16) & 15
      continue
    }
    const long = longSymbol(octets, at * 8 - count, end * 8)
    if (long === undefined) {
      checkPadding(octets, at * 8 - count, start, end, readings)
      return latin1(target, 0, written)
    }
    if (long.symbol !== EOS) {
      if (long.length === LONGEST_CODE && readings.huffmanEos === 'refuseLongest') refuseEos(at * 8 - count)
      target[written++] = long.symbol
    } else if (readings.huffmanEos === 'stop') return latin1(target, 0, written)
    else if (readings.huffmanEos !== 'skip') refuseEos(at * 8 - count)
    // Start again at the octet in which the code ended.
    const bit = at * 8 - count + long.length
    at = bit >> 3
    bits = 0
    count = 0
    if ((bit & 7) !== 0) {
      bits = octets[at++]!
      count = 8 - (bit & 7)
    }
  }
  while (count > 0) {
    const ones = (1 << (WINDOW - count)) - 1
    const next = NEXT[((bits << (WINDOW - count)) | ones) & WINDOW_MASK]!
    const length = (next >> 20) & 15
    if (next === 0 || length > count) break
    target[written++] = next
    count -= length
  }
  if (count > 0) checkPadding(octets, at * 8 - count, start, end, readings)
  return latin1(target, 0, written)
}

function refuseEos(bit: number): never {
  refuse('huffmanEos', bit >> 3, 'EOS symbol in a Huffman-coded string')
}

// The bits from `from` to the end are no complete code.
function checkPadding(
  octets: Uint8Array,
  from: number,
  start: number,
  end: number,
  readings: HpackReadings
): void {
  const length = end * 8 - from
  const { huffmanPaddingLength, huffmanPaddingBits } = readings
  if (
    length > 7 ? huffmanPaddingLength !== 'accept' : length === 7 && huffmanPaddingLength === 'refuseSeven'
  ) {
    refuse('huffmanPaddingLength', Math.max(start, end - 1), `Huffman padding of ${length} bits`)
  }
  if (huffmanPaddingBits === 'accept') return
  for (let bit = from; bit < end * 8; bit++) {
    if (((octets[bit >> 3]! >> (7 - (bit & 7))) & 1) === 0) {
      refuse('huffmanPaddingBits', bit >> 3, 'Huffman padding that is not the first bits of EOS')
    }
  }
}

/** The number of octets that `text` (octets as characters) takes Huffman-coded, padding included. */
export function huffmanLength(text: string): number {
  let bits = 7
  for (let at = 0; at < text.length; at++) bits += CODE_LENGTHS[text.charCodeAt(at) & 255]!
  return Math.floor(bits / 8)
}

// Octet → its code (at most 15 bits) and, in the low 4 bits, the length of it; 0 for a longer code.
const SHORT_CODES = Uint32Array.from({ length: 256 }, (_, octet) =>
  CODE_LENGTHS[octet]! > 15 ? 0 : (CODES[octet]! << 4) | CODE_LENGTHS[octet]!
)

/**
 * Writes `text` (octets as characters) Huffman-coded from `at` and gives the offset after it, or -1 when that would be
 * beyond `end`: octets up to `end` may be written then all the same. `padding` is all ones, unless for an offence.
 * @throws RangeError for a character above U+00FF, which is no octet.
 */
export function huffmanEncode(
  text: string,
  target: Uint8Array,
  at: number,
  end = target.length,
  padding = 0xff
): number {
  const { length } = text
  let bits = 0
  let count = 0
  let all = 0
  for (let index = 0; index < length; index++) {
    const octet = text.charCodeAt(index)
    all |= octet
    const short = SHORT_CODES[octet & 255]!
    if (short !== 0) {
      bits = (bits << (short & 15)) | (short >>> 4)
      count += short & 15
    } else {
      // Two halves, so that no more than 30 bits wait at any time.
      const low = CODE_LENGTHS[octet & 255]! - 15
      const code = CODES[octet & 255]!
      bits = (bits << 15) | (code >>> low)
      count += 15
      if (count >= 16) {
        if (at + 2 > end) return -1
        count -= 16
        target[at] = bits >> (count + 8)
        target[at + 1] = bits >> count
        at += 2
      }
      bits = (bits << low) | (code & ((1 << low) - 1))
      count += low
    }
    if (count >= 16) {
      if (at + 2 > end) return -1
      count -= 16
      target[at] = bits >> (count + 8)
      target[at + 1] = bits >> count
      at += 2
    }
  }
  if (all > 255) throw new RangeError(NO_OCTET)
  if (at + ((count + 7) >> 3) > end) return -1
  if (count >= 8) target[at++] = bits >> (count -= 8)
  if (count > 0) target[at++] = (bits << (8 - count)) | (padding >> count)
  return at
}
