/**
 * The Huffman code (RFC 7541, Appendix B). It is canonical: codes are handed out in order of length, then symbol, so
 * the lengths alone define it. One base-36 digit for the length in bits of each symbol: 0 to 255, then EOS.
 */
const DIGITS =
  'dnsssssssoussussssssssusssssssss6aacd68baa8b8666555666666678f6ca' +
  'd67777777777777777777777878djde6f56565666577666567655677777fbeds' +
  'kmkkmmmnmnnnnnonoomnonnnnlmnmnnomlkmmnnlnmmolmnnllmlnmnnkmmmnmmn' +
  'qqkjmnmpqqqrrqopjlqrrqrollqqsrrrkoklmllnmmppooqnqrqqrrrrrsrrrrrq' +
  'u'

/** The symbol that no string contains; its first bits are the padding. */
export const EOS = 256

/** The longest code, in bits. */
export const LONGEST_CODE = 30

/** Symbol → length of its code in bits. */
export const CODE_LENGTHS: Uint8Array = Uint8Array.from(DIGITS, (digit) => parseInt(digit, 36))

/** Symbols in the order of their codes. */
export const SYMBOLS: Uint16Array = Uint16Array.from(CODE_LENGTHS.keys()).sort(
  (a, b) => CODE_LENGTHS[a]! - CODE_LENGTHS[b]! || a - b
)

/** Symbol → its code, right-aligned. */
export const CODES: Uint32Array = new Uint32Array(SYMBOLS.length)

/** Length in bits → the first code of that length, and the position of its symbol in `SYMBOLS`; `count` codes have it. */
export const CODES_OF_LENGTH: readonly { first: number; position: number; count: number }[] = Array.from(
  { length: LONGEST_CODE + 1 },
  () => ({ first: 0, position: 0, count: 0 })
)

let next = 0
let length = 0
SYMBOLS.forEach((symbol, position) => {
  const own = CODE_LENGTHS[symbol]!
  next *= 2 ** (own - length)
  length = own
  const row = CODES_OF_LENGTH[own]!
  if (row.count++ === 0) Object.assign(row, { first: next, position })
  CODES[symbol] = next++
})
