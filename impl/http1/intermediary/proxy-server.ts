import { connect } from '../connect.ts'
import { compileRules } from '../compiled-rules.ts'
import { createHttp1Client, type Http1Client, type Http1ClientOptions } from '../client.ts'
import type { Endpoint } from '../connect.ts'
import { createHttp1Server, type Http1Server, type Http1ServerOptions } from '../server.ts'
import { createProxy, type ProxyOptions, type Tunnel } from './proxy.ts'

export interface ProxyServerOptions extends Omit<Http1ServerOptions, 'proxy' | 'deferContinue'> {
  /** The server to which a gateway forwards; a proxy without it. */
  readonly to?: Endpoint
  readonly name?: string
  readonly tunnelPorts?: readonly number[]
  readonly client?: Omit<Http1ClientOptions, 'rules' | 'proxy'>
}

export interface ProxyServer extends Http1Server {
  readonly client: Http1Client
}

/** An intermediary on sockets: a server in front and a client with its pool behind it. */
export function createProxyServer(options: ProxyServerOptions = {}): ProxyServer {
  const { to, name = pseudonym(), tunnelPorts, client: clientOptions, ...serverOptions } = options
  const { readings } = compileRules(options.rules, options.limits)
  const rules = options.rules === undefined ? {} : { rules: options.rules }
  const client = createHttp1Client({ ...clientOptions, ...rules })
  const proxy: ProxyOptions = {
    name,
    readings,
    send: client.request,
    tunnel: openTunnel,
    ...(to === undefined ? {} : { to }),
    ...(tunnelPorts === undefined ? {} : { tunnelPorts })
  }
  const dates = readings.dateAdded === 'omitted' ? { clock: undefined } : {}
  const server = createHttp1Server(
    { ...serverOptions, ...dates, proxy: true, deferContinue: true },
    createProxy(proxy)
  )
  return {
    ...server,
    client,
    close: async (grace) => {
      await server.close(grace)
      client.close()
    }
  }
}

/** A name that no other intermediary has, so that a request that comes back is known. */
const pseudonym = (): string => `zyphos-${Math.random().toString(36).slice(2, 10)}`

async function openTunnel(endpoint: Endpoint): Promise<Tunnel> {
  const socket = await connect(endpoint, {}, 10_000)
  socket.on('error', () => socket.destroy())
  return {
    write: (octets) => socket.write(octets.slice()),
    end: () => void socket.end(),
    destroy: () => void socket.destroy(),
    onData: (listener) => void socket.on('data', listener),
    onEnd: (listener) => {
      socket.on('end', listener)
      socket.on('close', listener)
    },
    onWritable: (listener) => void socket.on('drain', listener),
    pause: () => void socket.pause(),
    resume: () => void socket.resume()
  }
}
