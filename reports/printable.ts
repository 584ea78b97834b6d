/**
 * What must not reach a terminal from a target: controls (C0, DEL, C1), line separators, marks that turn the direction
 * of writing, and unpaired surrogates.
 */
const UNSAFE = /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\p{Surrogate}/gu

/** Text that a target may have had a hand in, safe to print on one line of a terminal. */
export function printable(text: string): string {
  return text.replace(UNSAFE, (character) => {
    const code = character.codePointAt(0) ?? 0
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`
  })
}
