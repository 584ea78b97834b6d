import { latin1 } from '../../latin1.ts'
import { NEEDS_SPACES, NOTES } from '../head/contract.ts'

/** The octets from a span as a string, an octet a character; with spaces where the head parser has noted that. */
export function textOf(octets: Uint8Array, base: number, spans: Uint32Array, word: number): string {
  const text = latin1(octets, base + spans[word]!, base + spans[word + 1]!)
  return (spans[NOTES]! & NEEDS_SPACES) === 0 ? text : text.replace(/[\0\r\n]/g, ' ')
}
