import * as contract from '../head/contract.ts'
import type { HeadKind, HeadParser } from '../head/contract.ts'

/** The octets of a text, one a character. */
export const octetsOf = (text: string): Uint8Array => Uint8Array.from(text, (one) => one.charCodeAt(0))

/**
 * Runs a parser over a text that is cut at some places, and says what came out. Each call has the octets somewhere else, and
 * nothing but other octets around them, so that a parser that looks where it may not is found out.
 */
export function parseHead(parser: HeadParser, kind: HeadKind, text: string, cuts: readonly number[]): string {
  const octets = octetsOf(text)
  const ends = [...cuts.filter((cut) => cut < octets.length), octets.length].sort((a, b) => a - b)
  parser.begin(kind)
  let base = 3
  for (const end of ends) {
    const buffer = new Uint8Array(octets.length + 20).fill(0x41)
    buffer.set(octets.subarray(0, end), base)
    const status = parser.parse(buffer, base, base + end)
    if (status === contract.COMPLETE) return describeHead(parser)
    if (status === contract.REFUSED) return `refused ${parser.rule} ${parser.offset}`
    base = (base * 5) % 11
  }
  return 'more'
}

/** What a parser found, in one line. */
export function describeHead({ spans, length }: HeadParser): string {
  const count = spans[contract.FIELD_COUNT]!
  const words = spans.subarray(0, contract.FIRST_FIELD + count * contract.WORDS_OF_FIELD)
  return `complete ${length} ${words.join(' ')}`
}
