import { socketExchange } from './exchange/socket.ts'
import type { Target } from './target.ts'

/** Paths of a target that cases need. */
export interface Fixtures {
  /** A page with a body; `/` unless said otherwise. */
  readonly path?: string
  /** A body beyond 65,535 octets. */
  readonly large?: string
  /** Reads a request body before it answers. */
  readonly upload?: string
  /** Takes a request body and leaves it unread. */
  readonly unread?: string
}

/** A server at a URL: https over TLS with ALPN, http in cleartext with prior knowledge. */
export function serverTarget(
  url: URL,
  fixtures: Fixtures = {},
  more: { name?: string; version?: string; verify?: boolean } = {}
): Target {
  const tls = url.protocol === 'https:'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = Number(url.port || (tls ? 443 : 80))
  const path = fixtures.path ?? (url.pathname + url.search || '/')
  return {
    name: more.name ?? url.host,
    ...(more.version === undefined ? {} : { version: more.version }),
    role: 'server',
    url: url.href,
    tls,
    values: {
      scheme: tls ? 'https' : 'http',
      authority: url.host,
      path,
      upload: fixtures.upload ?? path,
      ...(fixtures.large === undefined ? {} : { large: fixtures.large }),
      ...(fixtures.unread === undefined ? {} : { unread: fixtures.unread })
    },
    exchange: socketExchange({
      host,
      port,
      tls,
      ...(more.verify === undefined ? {} : { verify: more.verify })
    }),
    parallel: 8
  }
}
