import { checkOctets, HEX, isOf, REG_NAME, UNRESERVED } from './octets.ts'
import type { UriRuleSet } from './rules.ts'
import { UriError } from './uri-error.ts'

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/
const PIECE = /^[0-9A-Fa-f]{1,4}$/

/** Whether a text is an IPv4 address in dotted decimal form, without leading zeros (RFC 3986, section 3.2.2). */
export const isIPv4Address = (text: string): boolean => IPV4.test(text)

/** Whether a text is an IPv6 address (RFC 3986, section 3.2.2): eight pieces, `::` once at most, a zone never. */
export function isIPv6Address(text: string): boolean {
  const halves = text.split('::')
  if (halves.length > 2) return false
  const pieces = halves.map((half) => (half === '' ? [] : half.split(':')))
  const last = pieces[pieces.length - 1]!
  let count = pieces[0]!.length + (halves.length === 2 ? last.length : 0)
  const final = last[last.length - 1]
  if (final?.includes('.') === true) {
    if (!isIPv4Address(final)) return false
    last.pop()
    count++
  }
  if (!pieces.flat().every((piece) => PIECE.test(piece))) return false
  // `::` stands for one piece of zeros at least.
  return halves.length === 2 ? count <= 7 : count === 8
}

/** Whether a text is an address of a version that does not exist yet: "v", its number, a dot and the address. */
function isFutureAddress(text: string): boolean {
  const dot = text.indexOf('.')
  if (!/^v/i.test(text) || dot < 2 || dot === text.length - 1) return false
  for (let at = 1; at < dot; at++) if (!isOf(text, at, HEX)) return false
  for (let at = dot + 1; at < text.length; at++)
    if (!isOf(text, at, UNRESERVED | REG_NAME) && text[at] !== ':') return false
  return true
}

/**
 * Checks the host from `start` to before `end`: an IP literal in brackets or a name, which may be empty and may look like
 * an address. Throws UriError.
 */
export function checkHost(text: string, start: number, end: number, rules: UriRuleSet): void {
  if (rules.uriHost === 'ignored') return
  if (text[start] !== '[') return checkOctets(text, start, end, REG_NAME, rules, 'uriHost')
  const literal = text.slice(start + 1, end - 1)
  if (rules.uriHost === 'refusesLiterals' || text[end - 1] !== ']' || end - start < 2)
    throw new UriError('uriHost', start, 'an IP literal without its closing bracket')
  if (!isIPv6Address(literal) && !isFutureAddress(literal))
    throw new UriError('uriHost', start + 1, 'no IPv6 address between brackets')
}
