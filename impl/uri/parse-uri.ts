import { checkOctets, isOf, PATH, QUERY, SCHEME } from './octets.ts'
import { parseAuthority } from './parse-authority.ts'
import type { UriRuleSet } from './rules.ts'
import type { Uri } from './uri.ts'
import { UriError } from './uri-error.ts'

/**
 * Reads a URI reference: a URI or a relative reference (RFC 3986, sections 3 and 4.1). The text is taken for one octet a
 * character; nothing is decoded, repaired or trimmed. Throws UriError.
 */
export function parseUriReference(text: string, rules: UriRuleSet = {}): Uri {
  const colon = endOfScheme(text, rules)
  const scheme = colon === -1 ? undefined : text.slice(0, colon)
  const rest = colon + 1
  const hash = indexOrEnd(text, '#', rest, text.length)
  const mark = indexOrEnd(text, '?', rest, hash)
  const hasAuthority = text.startsWith('//', rest) && rest + 2 <= mark
  const pathStart = hasAuthority ? indexOrEnd(text, '/', rest + 2, mark) : rest
  const authority = hasAuthority ? parseAuthority(text, rest + 2, pathStart, rules) : NO_AUTHORITY
  checkOctets(text, pathStart, mark, PATH, rules)
  checkOctets(text, mark + 1, hash, QUERY, rules)
  checkOctets(text, hash + 1, text.length, QUERY, rules)
  return {
    scheme,
    ...authority,
    path: text.slice(pathStart, mark),
    query: mark === hash ? undefined : text.slice(mark + 1, hash),
    fragment: hash === text.length ? undefined : text.slice(hash + 1)
  }
}

/** Reads a URI: a reference with a scheme. Throws UriError. */
export function parseUri(text: string, rules: UriRuleSet = {}): Uri & { readonly scheme: string } {
  const uri = parseUriReference(text, rules)
  const { scheme } = uri
  if (scheme === undefined) throw new UriError('uriScheme', 0, 'a URI without a scheme')
  return { ...uri, scheme }
}

/** Reads an absolute URI: one without a fragment (section 4.3). Throws UriError. */
export function parseAbsoluteUri(text: string, rules: UriRuleSet = {}): Uri & { readonly scheme: string } {
  const uri = parseUri(text, rules)
  if (uri.fragment !== undefined && rules.uriOctets !== 'ignored')
    throw new UriError('uriOctets', text.indexOf('#'), 'a fragment where none may be')
  return uri
}

const NO_AUTHORITY = { userinfo: undefined, host: undefined, port: undefined }

/** The offset of the colon that ends the scheme, or -1 of a relative reference. */
function endOfScheme(text: string, rules: UriRuleSet): number {
  const end = text.search(/[:/?#]/)
  if (end === -1 || text[end] !== ':') return -1
  const fault = schemeFault(text, end)
  if (fault === -1 || rules.uriScheme === 'ignored') return end
  if (rules.uriColonInFirstSegment === 'ignored') return -1
  if (end > 0 && isSegment(text, end))
    throw new UriError('uriColonInFirstSegment', end, 'a colon in the first segment')
  throw new UriError('uriScheme', fault, 'an octet that no scheme has')
}

function schemeFault(text: string, end: number): number {
  if (!/^[A-Za-z]/.test(text)) return 0
  for (let at = 1; at < end; at++) if (!isOf(text, at, SCHEME)) return at
  return -1
}

function isSegment(text: string, end: number): boolean {
  for (let at = 0; at < end; at++) if (!isOf(text, at, PATH) && text[at] !== '%') return false
  return true
}

function indexOrEnd(text: string, of: string, from: number, end: number): number {
  const at = text.indexOf(of, from)
  return at === -1 || at > end ? end : at
}
