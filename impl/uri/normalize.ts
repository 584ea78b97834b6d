import { isOf, UNRESERVED } from './octets.ts'
import { removeDotSegments } from './remove-dot-segments.ts'
import type { Uri } from './uri.ts'

/** Ports that need not be written. */
export const defaultPorts: Readonly<Record<string, string>> = {
  http: '80',
  https: '443',
  ws: '80',
  wss: '443'
}

/**
 * The normal form of a URI (RFC 3986, sections 6.2.2 and 6.2.3; RFC 9110, section 4.2.3): cases, percent-encodings, dot
 * segments, default port, and the path of an http URI that has none.
 */
export function normalizeUri(uri: Uri): Uri {
  const scheme = uri.scheme?.toLowerCase()
  const path = removeDotSegments(normalizeEncoding(uri.path))
  const ofHttp = scheme !== undefined && scheme in defaultPorts
  const port = uri.port === '' || (ofHttp && uri.port === defaultPorts[scheme]) ? undefined : uri.port
  return {
    scheme,
    userinfo: map(uri.userinfo, normalizeEncoding),
    host: map(uri.host, (host) => normalizeEncoding(lowerCase(host))),
    port,
    path: ofHttp && path === '' && uri.host !== undefined ? '/' : path,
    query: map(uri.query, normalizeEncoding),
    fragment: map(uri.fragment, normalizeEncoding)
  }
}

/** Upper case for hexadecimal digits; what need not be encoded is decoded (sections 6.2.2.1 and 6.2.2.2). */
export function normalizeEncoding(text: string): string {
  return text.replace(/%[0-9A-Fa-f]{2}/g, (encoded) => {
    const octet = String.fromCharCode(parseInt(encoded.slice(1), 16))
    return isOf(octet, 0, UNRESERVED) ? octet : encoded.toUpperCase()
  })
}

// Letters only: a name's percent-encodings have a case of their own.
const lowerCase = (host: string): string => host.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

const map = (text: string | undefined, by: (text: string) => string) =>
  text === undefined ? undefined : by(text)
