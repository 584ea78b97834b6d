/** host [ ":" port ] with a registered name, an IPv4 address or an IP literal (RFC 3986, section 3.2). */
const HOST_AND_PORT =
  /^(?:\[[0-9A-Fa-fv:.!$&'()*+,;=_~-]+\]|(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)(?::[0-9]*)?$/
const DEFAULT_PORTS: Readonly<Record<string, string>> = { http: '80', https: '443' }

/** Whether `authority` has no syntax error; userinfo is one. */
export function isHostAndPort(authority: string): boolean {
  return HOST_AND_PORT.test(authority)
}

/** Scheme-based normalization (RFC 3986, section 6.2.3): lowercase host, no default or empty port. */
export function normalizeAuthority(authority: string, scheme: string | undefined): string {
  const lower = authority.toLowerCase()
  const colon = /:[0-9]*$/.exec(lower)?.index
  if (colon === undefined) return lower
  const port = lower.slice(colon + 1)
  return port === '' || port === DEFAULT_PORTS[scheme ?? ''] ? lower.slice(0, colon) : lower
}
