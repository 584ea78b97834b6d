import { parseAuthority } from '../../uri/parse-authority.ts'
import { UriError } from '../../uri/uri-error.ts'
import { Refusal } from '../refusal.ts'
import type { Readings } from '../rules.ts'
import type { Values } from './lines.ts'

const PLAIN = /^[0-9A-Za-z._-]*(?::[0-9]*)?$/

/** Whether a text is a host and perhaps a port, as Host has it: without userinfo (RFC 9110, section 7.2). */
export function isHostAndPort(text: string): boolean {
  if (PLAIN.test(text)) return true
  try {
    return parseAuthority(text, 0, text.length, {}).userinfo === undefined
  } catch (error) {
    if (error instanceof UriError) return false
    throw error
  }
}

/** What the Host lines of a request say, undefined without one (RFC 9112, section 3.2). */
export function readHost(
  lines: Values | undefined,
  minor: number,
  readings: Readings
): string | undefined | Refusal {
  if (lines === undefined)
    return minor === 0 || readings.hostMissing === 'ignored'
      ? undefined
      : new Refusal('hostMissing', 0, 'a request of HTTP/1.1 without Host')
  const { values, offset, lastOffset } = lines
  const [first = ''] = values
  const host = values.length === 1 ? first : chooseHost(values, readings)
  if (host === undefined) return new Refusal('hostRepeated', lastOffset, 'more than one Host')
  if (host === '' && readings.hostMissing === 'refusesEmpty')
    return new Refusal('hostMissing', offset, 'Host is empty')
  if (readings.hostSyntax === 'refusesPort' && host.includes(':'))
    return new Refusal('hostSyntax', offset, 'Host has a port')
  if (isHostAndPort(host)) return host
  switch (readings.hostSyntax) {
    case 'ignored':
      return host
    case 'userinfoCut':
      return host.slice(host.lastIndexOf('@') + 1)
    case 'pathCut':
      return host.replace(/\/.*$/, '')
    default:
      return new Refusal('hostSyntax', offset, 'Host is no host and port')
  }
}

function chooseHost(values: readonly string[], { hostRepeated }: Readings): string | undefined {
  switch (hostRepeated) {
    case 'first':
      return values[0]
    case 'last':
      return values[values.length - 1]
    case 'joined':
      return values.join(', ')
    case 'sameAccepted':
      return values.every((value) => value === values[0]) ? values[0] : undefined
    default:
      return undefined
  }
}
