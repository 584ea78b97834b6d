/**
 * The components of a URI or of a relative reference (RFC 3986, section 3), as they were written: nothing is decoded.
 * Undefined is a component that is not there, which is not the same as an empty one.
 */
export interface Uri {
  readonly scheme: string | undefined
  readonly userinfo: string | undefined
  /** A name, an IPv4 address, or an IP literal with its brackets. Undefined without an authority. */
  readonly host: string | undefined
  /** Decimal digits; possibly none. */
  readonly port: string | undefined
  readonly path: string
  readonly query: string | undefined
  readonly fragment: string | undefined
}

/** The authority without userinfo, as the Host field has it. */
export function hostAndPort({ host, port }: Pick<Uri, 'host' | 'port'>): string | undefined {
  return host === undefined || port === undefined ? host : `${host}:${port}`
}

/** Puts a URI together from its components (section 5.3). */
export function formatUri({ scheme, userinfo, host, port, path, query, fragment }: Uri): string {
  const authority = hostAndPort({ host, port })
  return [
    scheme === undefined ? '' : `${scheme}:`,
    authority === undefined ? '' : `//${userinfo === undefined ? '' : `${userinfo}@`}${authority}`,
    path,
    query === undefined ? '' : `?${query}`,
    fragment === undefined ? '' : `#${fragment}`
  ].join('')
}
