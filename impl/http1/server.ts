import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import type { Handler } from '../application.ts'
import { compileRules } from './compiled-rules.ts'
import { HeadWriter } from './head-writer.ts'
import { Http1ServerConnection } from './server-connection.ts'
import type { ServerConnectionOptions } from './server-options.ts'
import { Transport } from './transport.ts'

/** How often time-outs are looked at, in milliseconds. */
const TICK = 100

export interface Http1ServerOptions extends Omit<
  ServerConnectionOptions,
  'handler' | 'now' | 'onWake' | 'secured' | 'writer'
> {
  /** Key, certificate and other options of node:tls; cleartext without. */
  readonly tls?: TlsOptions
  /** The most connections at one time; a further one is closed at once. */
  readonly connectionLimit?: number
}

export interface Http1Server {
  /** The listening socket, to `listen` and to look at. */
  readonly server: Server
  /** The connections that are open. */
  readonly connections: ReadonlySet<Transport<Http1ServerConnection>>
  listen(port?: number, host?: string): Promise<AddressInfo>
  /** Stops listening and ends all connections: gracefully, then, after `grace` milliseconds, at once. */
  close(grace?: number): Promise<void>
}

/** An HTTP/1 server on sockets: TLS, or cleartext. */
export function createHttp1Server(options: Http1ServerOptions, handler: Handler): Http1Server {
  const { tls, connectionLimit = Infinity, ...connectionOptions } = options
  const connections = new Set<Transport<Http1ServerConnection>>()
  const all: ServerConnectionOptions = {
    clock: Date.now,
    ...connectionOptions,
    handler,
    secured: tls !== undefined,
    writer: new HeadWriter(compileRules(options.rules, options.limits).readings)
  }
  const accept = (socket: Socket): void => {
    if (connections.size >= connectionLimit) {
      socket.destroy()
      return
    }
    const transport: Transport<Http1ServerConnection> = new Transport(
      socket,
      (onWake) => new Http1ServerConnection({ ...all, now: performance.now(), onWake }),
      () => connections.delete(transport)
    )
    connections.add(transport)
  }
  const server =
    tls === undefined
      ? createServer({ allowHalfOpen: true }, accept)
      : createTlsServer({ minVersion: 'TLSv1.2', ...tls, ALPNProtocols: ['http/1.1'] }, accept)
  server.on('tlsClientError', () => {})
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
        transport.core.shutdown()
        transport.flush()
      }
      const force = setTimeout(() => {
        for (const transport of connections) transport.socket.destroy()
      }, grace)
      await closed
      clearTimeout(force)
      clearInterval(timer)
    }
  }
}
