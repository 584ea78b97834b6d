import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls, type ConnectionOptions as TlsOptions } from 'node:tls'

export interface Endpoint {
  readonly host: string
  readonly port: number
  readonly secured: boolean
}

/** Opens a socket: for TLS with ALPN "http/1.1", and the certificate is checked against the host. Time in milliseconds. */
export function connect({ host, port, secured }: Endpoint, tls: TlsOptions, time: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket: Socket = secured
      ? connectTls(
          {
            minVersion: 'TLSv1.2',
            ...(isIP(host) === 0 ? { servername: host } : {}),
            ...tls,
            host,
            port,
            ALPNProtocols: ['http/1.1']
          },
          () => settle()
        )
      : connectTcp({ host, port, allowHalfOpen: true }, () => settle())
    const timer = setTimeout(() => {
      socket.destroy()
      reject(new Error(`no connection to ${host}:${port} within ${time} ms`))
    }, time)
    const fail = (error: Error) => {
      clearTimeout(timer)
      reject(error)
    }
    socket.once('error', fail)
    function settle(): void {
      clearTimeout(timer)
      socket.off('error', fail)
      resolve(socket)
    }
  })
}
