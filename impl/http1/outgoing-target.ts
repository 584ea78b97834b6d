import { normalizeEncoding } from '../uri/normalize.ts'
import { HEX, isOf, octetClasses, PATH, QUERY } from '../uri/octets.ts'
import { parseUri } from '../uri/parse-uri.ts'
import { hostAndPort } from '../uri/uri.ts'
import type { Readings } from './rules.ts'

/** Where a request goes, and what it asks for there. */
export interface OutgoingTarget {
  readonly secured: boolean
  readonly host: string
  readonly port: number
  /** What Host says: without userinfo, as the URI has it (RFC 9112, section 3.2). */
  readonly authority: string
  readonly target: string
}

/**
 * The request-target for an http or https URI (RFC 9112, section 3.2). Octets that no URI has are encoded; nothing else is
 * changed. Throws UriError, or TypeError for what cannot be asked for.
 */
export function outgoingTarget(
  method: string,
  url: string,
  readings: Readings,
  toProxy = false
): OutgoingTarget {
  const hash = url.indexOf('#')
  const fragment = hash === -1 ? '' : url.slice(hash)
  const whole = hash === -1 ? url : url.slice(0, hash)
  const { scheme, host = '', port, path, query } = parseUri(encode(whole))
  const name = scheme.toLowerCase()
  if (name !== 'http' && name !== 'https') throw new TypeError(`${name} is not a scheme of HTTP`)
  if (host === '') throw new TypeError('a URL of HTTP has a host')
  const authority = hostAndPort({ host, port }) ?? host
  const number = port === undefined || port === '' ? (name === 'https' ? 443 : 80) : Number(port)
  const search = query === undefined ? '' : `?${query}`
  const asked = `${path === '' && readings.emptyPathSent !== 'empty' ? '/' : path}${search}`
  const sent = readings.targetEncoded === 'raw' ? decodeForcibly(asked) : asked
  const suffix = readings.fragmentSent === 'sent' ? fragment : ''
  return {
    secured: name === 'https',
    host: host.replace(/^\[(.*)\]$/, '$1'),
    port: number,
    authority,
    target: formOf(method, sent, `${name}://${authority}`, toProxy, readings) + suffix
  }
}

function formOf(method: string, path: string, origin: string, toProxy: boolean, readings: Readings): string {
  if (method === 'CONNECT') return origin.slice(origin.indexOf('//') + 2)
  const absolute = toProxy ? readings.absoluteFormSent !== 'origin' : readings.originFormSent === 'absolute'
  return absolute ? origin + path : path
}

/** Percent-encodes the octets, in UTF-8, of what no URI has; a percent sign that encodes something is kept. */
function encode(url: string): string {
  let text = ''
  for (const octet of new TextEncoder().encode(url)) text += String.fromCharCode(octet)
  let encoded = ''
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const allowed =
      code === 0x25
        ? isOf(text, at + 1, HEX) && isOf(text, at + 2, HEX)
        : ((octetClasses[code] ?? 0) & (PATH | QUERY)) !== 0 || code === 0x5b || code === 0x5d
    encoded += allowed ? text[at] : `%${code.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return encoded
}

/** What a program that does not encode would have sent. */
function decodeForcibly(path: string): string {
  return normalizeEncoding(path).replace(/%([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16))
  )
}
