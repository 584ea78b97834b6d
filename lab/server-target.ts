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
  /** Its body shows the header section of the request as the server, or the application on it, understood it. */
  readonly echo?: string
  /** Has an entity tag and a modification date; the page's path unless said otherwise. */
  readonly file?: string
  /** Has several representations, of which Accept chooses. */
  readonly negotiated?: string
  /** Makes the server end the connection gracefully. */
  readonly shutdown?: string
  /** A page in answer to which the server pushes; the page's path unless said otherwise. */
  readonly push?: string
  /** Takes an extended CONNECT; the page's path unless said otherwise. */
  readonly tunnel?: string
  /** The `:protocol` of that CONNECT; `websocket` unless said otherwise. */
  readonly protocol?: string
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
      file: fixtures.file ?? path,
      ...(fixtures.negotiated === undefined ? {} : { negotiated: fixtures.negotiated }),
      push: fixtures.push ?? path,
      tunnel: fixtures.tunnel ?? path,
      protocol: fixtures.protocol ?? 'websocket',
      ...(fixtures.unread === undefined ? {} : { unread: fixtures.unread }),
      ...(fixtures.echo === undefined ? {} : { echo: fixtures.echo }),
      ...(fixtures.shutdown === undefined ? {} : { shutdown: fixtures.shutdown })
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
