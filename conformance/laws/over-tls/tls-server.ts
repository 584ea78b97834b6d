import { createServer, type Server, type TlsOptions, type TLSSocket } from 'node:tls'
import type { Core } from '../../../impl/core.ts'
import { rsaCertificate } from '../../../lab/certificates.ts'

/** A core on a TLS of Node's; `create` may spoil it by what the handshake came to. */
export async function tlsServer(options: TlsOptions, create: (socket: TLSSocket) => Core): Promise<Server> {
  const server = createServer(
    { ...(await rsaCertificate()), ALPNProtocols: ['h2'], ...options },
    (socket) => {
      const core = create(socket)
      const flush = (): void => {
        const octets = core.output()?.slice()
        if (octets !== undefined) socket.write(octets)
        if (core.finished) socket.end()
      }
      socket.on('error', () => undefined)
      socket.on('data', (octets) => {
        core.receive(octets, 0)
        flush()
      })
      flush()
    }
  )
  server.on('tlsClientError', () => undefined)
  return server
}
