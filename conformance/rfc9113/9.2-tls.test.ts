import { createServer, type AddressInfo, type Server } from 'node:net'
import { createServer as createTlsServer, type TlsOptions, type TLSSocket } from 'node:tls'
import { describe, expect, test } from '@jest/globals'
import { Http2Connection } from '../../impl/http2/connection.ts'
import { rsaCertificate } from '../../lab/certificates.ts'
import { socketExchange } from '../../lab/exchange/socket.ts'
import { http2Dialect } from '../../lab/http2/dialect.ts'
import { judgeCase } from '../../lab/http2/judge-case.ts'
import { deadlinesFor } from '../../lab/patience.ts'
import { createApplication } from '../../lab/reference/application.ts'
import { cases } from './9.2-tls.ts'

/** Our HTTP/2 on a TLS of Node's; `meet` may spoil a connection. */
async function overTls(options: TlsOptions, meet: (socket: TLSSocket, core: Http2Connection) => void) {
  const server = createTlsServer(
    { ...(await rsaCertificate()), ...options, ALPNProtocols: ['h2'] },
    (socket) => {
      const core = new Http2Connection({ role: 'server', handler: createApplication(), scheme: 'https' })
      const flush = () => {
        const octets = core.output()?.slice()
        if (octets !== undefined) socket.write(octets)
        if (core.finished) socket.end()
      }
      socket.on('error', () => undefined)
      socket.on('data', (octets) => {
        core.receive(octets, 0)
        flush()
      })
      meet(socket, core)
      flush()
    }
  )
  server.on('tlsClientError', () => undefined)
  return server
}

/** A TLS 1.2 ServerHello, and nothing after it, that selects DEFLATE when it is offered. */
const compressing = createServer((socket) => {
  socket.on('error', () => undefined)
  socket.once('data', (hello) => {
    // Record and handshake headers, version, random octets, an empty session identifier; then the cipher suites.
    const offered = hello[44 + 2 + hello.readUInt16BE(44) + 1] ?? 0
    const body = [3, 3, ...Array<number>(32).fill(7), 0, 0xc0, 0x2f, offered, 0, 0]
    socket.write(Uint8Array.of(22, 3, 3, 0, body.length + 4, 2, 0, 0, body.length, ...body))
  })
})

let connections = 0
const rows: readonly (readonly [id: string, does: string, create: () => Promise<Server> | Server])[] = [
  ['tls-renegotiation', 'allows renegotiation', () => overTls({}, () => undefined)],
  [
    'tls-renegotiated-by-server',
    'renegotiates after the first application data',
    () => overTls({}, (socket) => socket.once('data', () => socket.renegotiate({}, () => undefined)))
  ],
  ['tls-compression-selected', 'compresses where that is offered', () => compressing],
  [
    'server-name-not-taken',
    'fails on a server_name',
    () => overTls({ SNICallback: (_, done) => done(new Error('no names here')) }, () => undefined)
  ],
  [
    'short-ephemeral-key',
    'blames a short key on the size of frames',
    () =>
      overTls({ ciphers: 'DEFAULT:@SECLEVEL=0', ecdhCurve: 'prime256v1:prime192v1' }, (_, core) => {
        if (++connections > 1) core.abort(6)
      })
  ]
]

describe('TLS: each case is violated by a server that breaks what it is about', () => {
  test.each(rows)('http2/%s: a server that %s', async (id, _, create) => {
    const one = cases.find((each) => each.id === `http2/${id}`)
    if (one === undefined) throw new Error('there is no such case')
    const server = await create()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const exchange = socketExchange({ host: '127.0.0.1', port, tls: true })
    const values = { scheme: 'https', authority: `127.0.0.1:${port}`, path: '/', upload: '/upload' }
    const play = (script: typeof one.control) =>
      exchange({
        script,
        dialect: http2Dialect,
        context: { side: 'client', values },
        deadlines: deadlinesFor(20)
      })
    const control = await play(one.control)
    const finding = judgeCase(one, control, await play(one.probe))
    server.close()
    expect(finding).toMatchObject({ verdict: 'violates' })
  })
})
