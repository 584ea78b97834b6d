import { checkOctets, PATH, QUERY } from './octets.ts'
import { parseAuthority } from './parse-authority.ts'
import { parseAbsoluteUri } from './parse-uri.ts'
import type { UriRuleSet } from './rules.ts'
import type { Uri } from './uri.ts'
import { UriError } from './uri-error.ts'

/** What a request-line asks for: one of four forms (RFC 9112, section 3.2). */
export type RequestTarget =
  | { readonly form: 'origin'; readonly path: string; readonly query: string | undefined }
  | { readonly form: 'absolute'; readonly uri: Uri & { readonly scheme: string } }
  | { readonly form: 'authority'; readonly host: string; readonly port: string | undefined }
  | { readonly form: 'asterisk' }

/**
 * Reads a request-target. The method decides: CONNECT has the authority form and nothing else has it. Whether the form may
 * be used with the method is for the caller to judge. Throws UriError.
 */
export function parseRequestTarget(method: string, text: string, rules: UriRuleSet = {}): RequestTarget {
  if (method === 'CONNECT') {
    const { userinfo, host, port } = parseAuthority(text, 0, text.length, rules)
    if (userinfo !== undefined && rules.uriHost !== 'ignored')
      throw new UriError('uriHost', text.indexOf('@'), 'userinfo in an authority')
    return { form: 'authority', host, port }
  }
  if (text === '*') return { form: 'asterisk' }
  if (!text.startsWith('/')) return { form: 'absolute', uri: parseAbsoluteUri(text, rules) }
  const mark = text.indexOf('?')
  const end = mark === -1 ? text.length : mark
  checkOctets(text, 0, end, PATH, rules)
  checkOctets(text, end + 1, text.length, QUERY, rules)
  return { form: 'origin', path: text.slice(0, end), query: mark === -1 ? undefined : text.slice(mark + 1) }
}
