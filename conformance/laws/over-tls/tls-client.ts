import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls'
import { referenceClient, type ReferenceClientOptions } from '../../../lab/clients/reference.ts'
import type { Driver, Ending, Errand, Errant } from '../../../lab/clients/driver.ts'
import type { Subject } from '../../../lab/exchange/memory-client.ts'

/** How a client on a TLS of Node's is spoiled. */
export interface Spoiled {
  readonly tls?: ConnectionOptions
  readonly client?: ReferenceClientOptions
  /** Looks at the handshake: whether the client goes on, gives up at once, or fails in the end. */
  meet?(socket: TLSSocket): 'go on' | 'give up' | 'fail'
}

/** Our client in memory on a TLS of Node's, in this process. */
export const tlsClient = ({ tls, client, meet }: Spoiled): Driver => ({
  name: 'client',
  cannot: () => undefined,
  start: (errand) => Promise.resolve(begin(errand, tls ?? {}, client ?? {}, meet ?? (() => 'go on')))
})

function begin(
  errand: Errand,
  tls: ConnectionOptions,
  client: ReferenceClientOptions,
  meet: (socket: TLSSocket) => 'go on' | 'give up' | 'fail'
): Errant {
  const { port } = new URL(errand.urls[0] ?? '')
  let end: (status: number) => void = () => undefined
  const ended = new Promise<Ending>((resolve) => {
    end = (status) => resolve({ status, signal: null, output: '' })
  })
  const socket = connect(
    {
      host: '127.0.0.1',
      port: Number(port),
      servername: 'localhost',
      rejectUnauthorized: false,
      ALPNProtocols: ['h2'],
      ...tls
    },
    () => {
      const how = meet(socket)
      if (how === 'give up') return void socket.destroy()
      pump(socket, referenceClient({ ...errand, ...client }), (status) => end(how === 'fail' ? 1 : status))
    }
  )
  socket.on('error', () => end(1))
  socket.on('close', () => end(1))
  return { ended, stop: () => Promise.resolve(void socket.destroy()) }
}

/** Octets between the socket and the core, until the task is over. */
function pump(socket: TLSSocket, { core, outcome }: Subject, end: (status: number) => void): void {
  const flush = (): void => {
    const octets = core.output()?.slice()
    if (octets !== undefined) socket.write(octets)
    const status = outcome()
    if (core.finished) socket.end(() => end(typeof status === 'number' ? status : 1))
  }
  socket.on('data', (octets) => {
    core.receive(octets, performance.now())
    flush()
  })
  flush()
}
