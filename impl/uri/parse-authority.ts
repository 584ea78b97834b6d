import { checkHost } from './host.ts'
import { checkOctets, DIGIT, isOf, USERINFO } from './octets.ts'
import type { UriRuleSet } from './rules.ts'
import type { Uri } from './uri.ts'
import { UriError } from './uri-error.ts'

type Authority = Pick<Uri, 'userinfo' | 'host' | 'port'>

/** Reads the authority from `start` to before `end` (RFC 3986, section 3.2). Throws UriError. */
export function parseAuthority(
  text: string,
  start: number,
  end: number,
  rules: UriRuleSet
): Authority & { readonly host: string } {
  // A second "@" belongs to the host, where the grammar refuses it.
  const at = text.slice(start, end).indexOf('@')
  const hostStart = at === -1 ? start : start + at + 1
  if (at !== -1) checkOctets(text, start, start + at, USERINFO, rules)
  const hostEnd = endOfHost(text, hostStart, end)
  checkHost(text, hostStart, hostEnd, rules)
  if (hostEnd < end && rules.uriPort !== 'ignored') {
    for (let digit = hostEnd + 1; digit < end; digit++)
      if (!isOf(text, digit, DIGIT)) throw new UriError('uriPort', digit, 'a port that is no number')
  }
  return {
    userinfo: at === -1 ? undefined : text.slice(start, start + at),
    host: text.slice(hostStart, hostEnd),
    port: hostEnd === end ? undefined : text.slice(hostEnd + 1, end)
  }
}

function endOfHost(text: string, start: number, end: number): number {
  const bracket = text[start] === '[' ? text.indexOf(']', start) : start
  const colon = text.indexOf(':', bracket === -1 || bracket > end ? start : bracket)
  return colon === -1 || colon > end ? end : colon
}
