import { createServer, type AddressInfo, type Socket } from 'node:net'
import { createSecureContext, TLSSocket, type SecureContext } from 'node:tls'
import type { Certificate } from '../certificates.ts'
import type { TlsTerms } from '../script.ts'
import type { Actor, TlsFacts } from '../trace.ts'
import { dhParameters } from './dh-parameters.ts'
import { compressionIn, peek } from './client-hello.ts'
import { tapped } from './tap.ts'

/** A connection of the target that has spoken: `first` is what it said first, if anything. */
export interface Arrival {
  readonly socket: Socket
  readonly first: Uint8Array
  readonly tls?: TlsFacts
}

export interface DoorTerms {
  readonly alpn: string
  /** The port to listen on; a free one unless given. */
  readonly port?: number
  /** Absent: cleartext. */
  readonly tls?: TlsTerms & { readonly certificate: Certificate }
}

/** What happens at a door. */
export interface DoorKeeper {
  arrived(arrival: Arrival): void
  /** A TLS handshake failed. */
  failed(reason: string): void
  /** A TLS record crossed the wire, on the n-th connection that was accepted; only if present are records kept. */
  record?(raw: number, by: Actor, octets: Uint8Array): void
}

export interface Door {
  readonly port: number
  close(): void
}

/** Milliseconds after which a connection that says nothing counts as having spoken: a client may wait for the server. */
const SILENCE = 400
/** Connections accepted in one exchange; a client that retries without end is turned away unseen. */
const MOST_CONNECTIONS = 32

/**
 * Listens on a port of 127.0.0.1 for one exchange. A client may open connections that it never uses
 * (browsers do, to be quick), so a connection arrives only once it has spoken.
 */
export async function openDoor(terms: DoorTerms, keeper: DoorKeeper): Promise<Door> {
  const secure = terms.tls === undefined ? undefined : contextOf(terms.tls)
  const all = new Set<Socket>()
  let accepted = 0
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (raw) => {
    raw.on('error', () => undefined)
    if (++accepted > MOST_CONNECTIONS) {
      raw.resetAndDestroy()
      return
    }
    all.add(raw)
    raw.once('close', () => all.delete(raw))
    if (secure === undefined) return untilSpoken(raw, (first) => keeper.arrived({ socket: raw, first }))
    const number = accepted - 1
    peek(raw, (first) => handshake(raw, number, secure, terms, keeper, compressionIn(first)))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(terms.port ?? 0, '127.0.0.1', resolve)
  })
  server.on('error', () => undefined)
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close()
      for (const socket of all) socket.destroy()
    }
  }
}

function contextOf({
  certificate,
  least,
  most,
  ciphers,
  groups,
  dhBits
}: NonNullable<DoorTerms['tls']>): SecureContext {
  const old = least === 'TLSv1' || least === 'TLSv1.1'
  return createSecureContext({
    ...certificate,
    minVersion: least ?? 'TLSv1.2',
    ...(most === undefined ? {} : { maxVersion: most }),
    // OpenSSL has versions below 1.2 at its lowest security level only.
    ...(ciphers === undefined && !old ? {} : { ciphers: `${ciphers ?? 'DEFAULT'}:@SECLEVEL=0` }),
    ...(groups === undefined ? {} : { ecdhCurve: groups }),
    ...(dhBits === undefined ? {} : { dhparam: dhParameters(dhBits) }),
    honorCipherOrder: true
  })
}

function handshake(
  raw: Socket,
  number: number,
  secure: SecureContext,
  terms: DoorTerms,
  keeper: DoorKeeper,
  compression: readonly number[] | undefined
): void {
  const keyLog: string[] = []
  let offered: readonly string[] | undefined
  const ours = terms.tls?.alpn ?? [terms.alpn]
  const { record } = keeper
  const wire = record === undefined ? raw : tapped(raw, (by, octets) => record(number, by, octets))
  const socket = new TLSSocket(wire as Socket, {
    isServer: true,
    secureContext: secure,
    ...(ours.length === 0
      ? {}
      : {
          ALPNCallback: ({ protocols }: { protocols: string[] }) => {
            offered = protocols
            return ours.find((one) => protocols.includes(one))
          }
        })
  })
  if (record !== undefined)
    socket.on('keylog', (line: Buffer) => keyLog.push(line.toString('latin1').trimEnd()))
  let done = false
  socket.on('error', (error: NodeJS.ErrnoException) => {
    if (!done) keeper.failed(error.code ?? error.message)
    done = true
  })
  socket.once('close', () => {
    if (!done) keeper.failed('closed before the handshake was over')
    done = true
  })
  socket.once('secure', () => {
    done = true
    const { servername } = socket as TLSSocket & { servername?: string | false }
    const tls: TlsFacts = {
      protocol: socket.getProtocol() ?? '',
      cipher: socket.getCipher().standardName,
      alpn: socket.alpnProtocol || false,
      ...(offered === undefined ? {} : { offered }),
      ...(typeof servername === 'string' ? { servername } : {}),
      ...(compression === undefined ? {} : { compression }),
      ...(record === undefined ? {} : { keyLog })
    }
    untilSpoken(socket, (first) => keeper.arrived({ socket, first, tls }))
  })
}

function untilSpoken(socket: Socket, tell: (first: Uint8Array) => void): void {
  const speak = (first: Uint8Array): void => {
    clearTimeout(timer)
    socket.off('data', speak)
    socket.off('end', drop)
    socket.off('close', drop)
    tell(first)
  }
  const drop = (): void => clearTimeout(timer)
  const timer = setTimeout(() => {
    if (!socket.destroyed && !socket.readableEnded) speak(new Uint8Array(0))
  }, SILENCE)
  socket.on('data', speak)
  // A connection that ends before it says anything was never used.
  socket.on('end', drop)
  socket.on('close', drop)
}
