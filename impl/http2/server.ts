import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { constants } from 'node:crypto'
import { createServer as createTlsServer, type TlsOptions, type TLSSocket } from 'node:tls'
import type { Handler } from '../application.ts'
import { Http2Connection } from './connection.ts'
import type { ConnectionOptions } from './connection-options.ts'
import { UpgradableConnection } from './upgradable-connection.ts'
import { PERMITTED_CIPHERS } from './permitted-ciphers.ts'
import { Transport } from './transport.ts'

/** How often time-outs are looked at, in milliseconds. */
const TICK = 100

export interface Http2ServerOptions extends Omit<
  ConnectionOptions,
  'role' | 'handler' | 'now' | 'onWake' | 'scheme' | 'upgrade'
> {
  /** Key, certificate and other options of node:tls; cleartext with prior knowledge without. */
  readonly tls?: TlsOptions
  /** Whether HTTP/1.1 requests on cleartext may ask for "h2c"; true by default. */
  readonly allowUpgrade?: boolean
}

export interface Http2Server {
  /** The listening socket, to `listen` and to look at. */
  readonly server: Server
  /** The connections that are open. */
  readonly connections: ReadonlySet<Transport>
  listen(port?: number, host?: string): Promise<AddressInfo>
  /** Stops listening and ends all connections: gracefully, then, after `grace` milliseconds, at once. */
  close(grace?: number): Promise<void>
}

/** An HTTP/2 server on sockets: TLS with ALPN "h2", or cleartext. */
export function createHttp2Server(options: Http2ServerOptions, handler: Handler): Http2Server {
  const { tls, allowUpgrade = tls === undefined, ...connectionOptions } = options
  const connections = new Set<Transport>()
  const accept = (socket: Socket): void => {
    const transport: Transport = new Transport(
      socket,
      (onWake) => {
        const scheme = tls === undefined ? 'http' : 'https'
        const all = {
          ...connectionOptions,
          role: 'server',
          handler,
          scheme,
          now: performance.now(),
          onWake
        } as const
        return allowUpgrade ? new UpgradableConnection(all) : new Http2Connection(all)
      },
      () => connections.delete(transport)
    )
    connections.add(transport)
  }
  const server = tls === undefined ? createServer({ allowHalfOpen: true }, accept) : secure(tls, accept)
  const timer = setInterval(() => {
    const now = performance.now()
    for (const transport of connections) transport.tick(now)
  }, TICK)
  timer.unref()
  return {
    server,
    connections,
    listen: (port = 0, host = '127.0.0.1') =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, host, () => {
          server.off('error', reject)
          resolve(server.address() as AddressInfo)
        })
      }),
    close: async (grace = 1000) => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
      for (const transport of connections) {
        transport.connection.shutdown()
        transport.flush()
      }
      const force = setTimeout(() => {
        for (const transport of connections) {
          transport.connection.abort()
          transport.flush()
        }
      }, grace)
      await closed
      clearTimeout(force)
      clearInterval(timer)
    }
  }
}

function secure(tls: TlsOptions, accept: (socket: Socket) => void): Server {
  const server = createTlsServer(
    {
      minVersion: 'TLSv1.2',
      ciphers: PERMITTED_CIPHERS,
      ...tls,
      // Section 9.2.1: renegotiation is off.
      secureOptions: (tls.secureOptions ?? 0) | constants.SSL_OP_NO_RENEGOTIATION,
      ALPNProtocols: ['h2']
    },
    (socket: TLSSocket) => {
      if (socket.alpnProtocol === 'h2') accept(socket)
      else socket.destroy()
    }
  )
  server.on('tlsClientError', () => {})
  return server
}
