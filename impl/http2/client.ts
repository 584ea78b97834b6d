import { constants } from 'node:crypto'
import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls, type ConnectionOptions as TlsOptions } from 'node:tls'
import type { FieldLine } from '../application.ts'
import { Http2Connection } from './connection.ts'
import type { ConnectionOptions } from './connection-options.ts'
import { errorNames } from './errors.ts'
import type { OutgoingRequest } from './outgoing-request.ts'
import { PERMITTED_CIPHERS } from './permitted-ciphers.ts'
import type { ResponseListener } from './response-listener.ts'
import type { Stream } from './stream.ts'
import { Transport } from './transport.ts'

const TICK = 100

export interface Http2ClientOptions extends Omit<
  ConnectionOptions,
  'role' | 'handler' | 'now' | 'onWake' | 'scheme' | 'upgrade'
> {
  readonly host?: string
  readonly port: number
  /** Options of node:tls; cleartext with prior knowledge without. */
  readonly tls?: TlsOptions
}

export interface FetchRequest extends Omit<OutgoingRequest, 'endStream'> {
  readonly body?: Uint8Array
  readonly trailers?: readonly FieldLine[]
  /** Promised responses; refused without. */
  readonly onPush?: ResponseListener['onPush']
}

/** A response that has come whole. */
export interface FetchedResponse {
  readonly status: number
  readonly fields: readonly FieldLine[]
  readonly body: Uint8Array
  readonly trailers: readonly FieldLine[] | undefined
  readonly informational: readonly { readonly status: number; readonly fields: readonly FieldLine[] }[]
}

/** An exchange that the server, or the connection, ended early. */
export class StreamResetError extends Error {
  override readonly name = 'StreamResetError'
  readonly code: number
  /** False where the server guarantees that it did nothing, so that the request may be sent again. */
  readonly processed: boolean

  constructor(code: number, processed: boolean) {
    super(`stream reset: ${errorNames[code] ?? `error code ${code}`}`)
    this.code = code
    this.processed = processed
  }
}

export interface Http2Client {
  readonly connection: Http2Connection
  /** Starts a request as soon as the server allows another stream. */
  request(request: OutgoingRequest, listener: ResponseListener): Promise<Stream>
  /** Sends a request and waits for the whole response. */
  fetch(request: FetchRequest): Promise<FetchedResponse>
  /** Waits for the exchanges under way and ends the connection. */
  close(): Promise<void>
}

/** Connects to an HTTP/2 server: TLS with ALPN "h2", or cleartext with prior knowledge. */
export async function connectHttp2(options: Http2ClientOptions): Promise<Http2Client> {
  const { host = '127.0.0.1', port, tls, ...connectionOptions } = options
  const socket = await open(host, port, tls)
  const queue: { readonly start: () => boolean; readonly fail: (error: Error) => void }[] = []
  const drain = (): void => {
    while (queue.length > 0 && queue[0]!.start()) queue.shift()
  }
  let closed: () => void = () => {}
  const whenClosed = new Promise<void>((resolve) => (closed = resolve))
  let wake: () => void = () => {}
  const connection = new Http2Connection({
    ...connectionOptions,
    role: 'client',
    scheme: tls === undefined ? 'http' : 'https',
    now: performance.now(),
    onWake: () => wake(),
    onCapacity: () => {
      options.onCapacity?.()
      setImmediate(drain)
    }
  })
  const transport = new Transport(
    socket,
    (onWake) => {
      wake = onWake
      return connection
    },
    () => {
      clearInterval(timer)
      for (const { fail } of queue.splice(0)) fail(new Error('connection closed'))
      closed()
    }
  )
  const timer = setInterval(() => transport.tick(performance.now()), TICK)
  timer.unref()
  const request = (outgoing: OutgoingRequest, listener: ResponseListener): Promise<Stream> =>
    new Promise((resolve, reject) => {
      const start = (): boolean => {
        const stream = connection.request(outgoing, listener)
        if (stream !== undefined) resolve(stream)
        else if (connection.finished) reject(new Error('connection closed'))
        return stream !== undefined || connection.finished
      }
      if (queue.length > 0 || !start()) queue.push({ start, fail: reject })
    })
  return {
    connection,
    request,
    fetch: (outgoing) => fetchWith(request, outgoing, () => !connection.leaving),
    close: () => {
      connection.shutdown()
      transport.flush()
      return whenClosed
    }
  }
}

// A request that the server says it did not process is sent once more (RFC 9113, section 8.7).
function fetchWith(
  request: Http2Client['request'],
  outgoing: FetchRequest,
  mayRepeat: () => boolean
): Promise<FetchedResponse> {
  return fetchOnce(request, outgoing).catch((error: unknown) => {
    if (!(error instanceof StreamResetError) || error.processed || !mayRepeat()) throw error
    return fetchOnce(request, outgoing)
  })
}

function fetchOnce(request: Http2Client['request'], outgoing: FetchRequest): Promise<FetchedResponse> {
  const { body, trailers, onPush, ...head } = outgoing
  return new Promise((resolve, reject) => {
    const informational: { status: number; fields: readonly FieldLine[] }[] = []
    const chunks: Uint8Array[] = []
    let status = 0
    let fields: readonly FieldLine[] = []
    const listener: ResponseListener = {
      onInform: (status, fields) => informational.push({ status, fields }),
      onResponse: (finalStatus, finalFields) => {
        status = finalStatus
        fields = finalFields
      },
      onData: (octets) => chunks.push(octets.slice()),
      onEnd: (trailers) => resolve({ status, fields, body: Buffer.concat(chunks), trailers, informational }),
      onReset: (code, processed) => reject(new StreamResetError(code, processed)),
      ...(onPush === undefined ? {} : { onPush })
    }
    const endStream = body === undefined && trailers === undefined
    request({ ...head, endStream }, listener).then((stream) => {
      if (!endStream) stream.end(body, trailers)
    }, reject)
  })
}

function open(host: string, port: number, tls: TlsOptions | undefined): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (tls === undefined) {
      const socket: Socket = connectTcp({ host, port, allowHalfOpen: true }, () => settle(socket))
      socket.once('error', reject)
    } else {
      const socket = connectTls(
        {
          minVersion: 'TLSv1.2',
          ciphers: PERMITTED_CIPHERS,
          ...tls,
          // Section 9.2.1: renegotiation is off.
          secureOptions: (tls.secureOptions ?? 0) | constants.SSL_OP_NO_RENEGOTIATION,
          host,
          port,
          ALPNProtocols: ['h2']
        },
        () => {
          if (socket.alpnProtocol === 'h2') settle(socket)
          else {
            socket.destroy()
            reject(new Error('the server did not choose "h2"'))
          }
        }
      )
      socket.once('error', reject)
    }
    function settle(socket: Socket): void {
      socket.off('error', reject)
      resolve(socket)
    }
  })
}
