import type { Http2Rules } from '../impl/http2/rules.ts'
import type { RuleSet } from '../impl/rules.ts'
import { rsaCertificate } from '../lab/certificates.ts'
import { createApplication, type ApplicationOptions } from '../lab/reference/application.ts'
import { usage } from './failure.ts'
import { suggestion } from './nearest.ts'
import { printable } from './printable.ts'

/** A reference server that listens. */
export interface RunningReference {
  readonly port: number
  stop(): Promise<void>
}

export interface ReferenceOptions extends Omit<ApplicationOptions, 'after'> {
  readonly port: number
  readonly host: string
  readonly tls: boolean
  /** Where a gateway forwards to; a forwarding proxy without. */
  readonly to?: string
  /** Rules of HTTP/2 that are read otherwise than the specification does, by name. */
  readonly rules?: Readonly<Record<string, string>>
}

type Start = (options: ReferenceOptions) => Promise<RunningReference>

const PROTOCOLS: Readonly<Record<string, Start>> = { http2, http1, proxy }

/** The protocols whose reference implementations can serve. */
export const servable: readonly string[] = Object.keys(PROTOCOLS)

/** Starts the reference server of a protocol with the reference application. Throws Failure, or the error of `listen`. */
export function startReference(protocol: string, options: ReferenceOptions): Promise<RunningReference> {
  const start = Object.hasOwn(PROTOCOLS, protocol) ? PROTOCOLS[protocol] : undefined
  if (start === undefined)
    throw usage(`There is no reference server for ${printable(protocol)}.${suggestion(protocol, servable)}`)
  return start(options)
}

async function http2({
  port,
  host,
  tls,
  rules = {},
  ...application
}: ReferenceOptions): Promise<RunningReference> {
  const { createHttp2Server } = await import('../impl/http2/server.ts')
  const secured = tls ? { tls: await rsaCertificate() } : {}
  const server = createHttp2Server(
    { ...secured, settings: { enableConnectProtocol: true }, rules: rules as RuleSet<Http2Rules> },
    createApplication({ ...application, after })
  )
  const address = await server.listen(port, host)
  return { port: address.port, stop: () => server.close() }
}

async function http1({ port, host, tls, ...application }: ReferenceOptions): Promise<RunningReference> {
  const { createHttp1Server } = await import('../impl/http1/server.ts')
  const secured = tls ? { tls: await rsaCertificate() } : {}
  const server = createHttp1Server(secured, createApplication({ ...application, after }))
  const address = await server.listen(port, host)
  return { port: address.port, stop: () => server.close() }
}

async function proxy({ port, host, tls, to }: ReferenceOptions): Promise<RunningReference> {
  const { createProxyServer } = await import('../impl/http1/intermediary/proxy-server.ts')
  const secured = tls ? { tls: await rsaCertificate() } : {}
  const server = createProxyServer({ ...secured, ...(to === undefined ? {} : { to: endpointAt(to) }) })
  const address = await server.listen(port, host)
  return { port: address.port, stop: () => server.close() }
}

function endpointAt(url: string) {
  try {
    const { protocol, hostname, port } = new URL(url)
    const secured = protocol === 'https:'
    if (secured || protocol === 'http:')
      return {
        host: hostname.replace(/^\[(.*)\]$/, '$1'),
        port: Number(port === '' ? (secured ? 443 : 80) : port),
        secured
      }
  } catch {
    // It is no URL at all.
  }
  throw usage(`--to takes a URL with http or https, not ${printable(url)}.`)
}

function after(milliseconds: number, act: () => void): () => void {
  const timer = setTimeout(act, milliseconds)
  return () => clearTimeout(timer)
}

/** Paths of the reference application that cases need. */
export const REFERENCE_FIXTURES = {
  path: '/',
  large: '/large',
  upload: '/upload',
  unread: '/unread',
  echo: '/echo-head',
  file: '/resource',
  negotiated: '/negotiated',
  shutdown: '/shutdown',
  push: '/push',
  tunnel: '/tunnel',
  protocol: 'echo'
} as const
