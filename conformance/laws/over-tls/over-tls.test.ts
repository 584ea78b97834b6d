import type { AddressInfo } from 'node:net'
import type { Server, TlsOptions, TLSSocket } from 'node:tls'
import { describe, expect, test } from '@jest/globals'
import type { Core } from '../../../impl/core.ts'
import { Http2Connection } from '../../../impl/http2/connection.ts'
import type { ConnectionOptions } from '../../../impl/http2/connection-options.ts'
import { clientTarget } from '../../../lab/client-target.ts'
import type { Driver } from '../../../lab/clients/driver.ts'
import type { Exchange } from '../../../lab/exchange/exchange.ts'
import { socketExchange } from '../../../lab/exchange/socket.ts'
import { http2Dialect } from '../../../lab/http2/dialect.ts'
import { judgeCase, type Http2Case } from '../../../lab/http2/judge-case.ts'
import { FRAME_TYPES } from '../../../lab/http2/registry.ts'
import { deadlinesFor } from '../../../lab/patience.ts'
import { createApplication } from '../../../lab/reference/application.ts'
import { sabotaged } from '../../../lab/saboteurs/saboteur.ts'
import { http2Client } from '../../http2/client-suite.ts'
import { http2Server } from '../../http2/server-suite.ts'
import { referenceDriver } from './reference-driver.ts'
import { tlsClient, type Spoiled } from './tls-client.ts'
import { tlsServer } from './tls-server.ts'

const ANY = 'ALL:@SECLEVEL=0'
const INADEQUATE_SECURITY = 12

const core = (more: Partial<ConnectionOptions> = {}): Core =>
  new Http2Connection({ role: 'server', handler: createApplication(), scheme: 'https', ...more })
/** Refuses what the handshake came to. */
const refusing = (wrong: (socket: TLSSocket) => boolean) => (socket: TLSSocket) => {
  const made = core() as Http2Connection
  if (wrong(socket)) made.abort(INADEQUATE_SECURITY)
  return made
}

/** Those of the other cases that need TLS have such servers in 9.2-tls.test.ts. */
const servers: readonly (readonly [
  id: string,
  does: string,
  options: TlsOptions,
  create?: (socket: TLSSocket) => Core
])[] = [
  ['h2c-selected-by-alpn', 'selects "h2c"', { ALPNProtocols: ['h2', 'h2c'] }],
  ['http2-without-alpn', 'does without ALPN', {}],
  ['http2-after-alpn-of-http1', 'speaks HTTP/2 whatever was selected', { ALPNProtocols: ['h2', 'http/1.1'] }],
  ['no-server-preface-over-tls', 'sends no SETTINGS', {}, () => core({ rules: { prefaceSent: 'omitted' } })],
  ['http2-over-second-tls', 'takes TLS 1.1', { minVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' }],
  ['http2-over-first-tls', 'takes TLS 1.0', { minVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' }],
  ['http2-without-encryption', 'does without encryption', { ciphers: `ALL:eNULL:@SECLEVEL=0` }],
  ['http2-on-prohibited-cipher-suite', 'takes CBC', { ciphers: ANY }],
  [
    'permitted-cipher-suite',
    'refuses every cipher suite of TLS 1.2',
    {},
    refusing((socket) => socket.getProtocol() === 'TLSv1.2')
  ],
  [
    'mandatory-cipher-suite',
    'refuses TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
    { ciphers: 'ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256' },
    refusing((socket) => socket.getCipher().name === 'ECDHE-RSA-AES128-GCM-SHA256')
  ],
  [
    'hpack-static-index-of-scheme-https',
    'has no ":scheme: https" in its static table',
    {},
    () =>
      sabotaged(
        {
          name: 'static table without https',
          does: 'refuses index 7',
          requirements: [],
          begin: () => ({
            incoming: (frame) =>
              frame.type === FRAME_TYPES.HEADERS && frame.payload.includes(0x87) ? 9 : [frame]
          })
        },
        core
      )
  ]
]

const keySize = (socket: TLSSocket): { type?: string; name?: string; size?: number } =>
  socket.getEphemeralKeyInfo() as { type?: string; name?: string; size?: number }
const clients: readonly (readonly [id: string, does: string, spoiled: Spoiled])[] = [
  ['http2-without-alpn', 'does without ALPN', {}],
  [
    'http2-after-alpn-of-http1',
    'speaks HTTP/2 whatever was selected',
    { tls: { ALPNProtocols: ['h2', 'http/1.1'] } }
  ],
  ['tls-1.2', 'knows TLS 1.3 only', { tls: { minVersion: 'TLSv1.3' } }],
  [
    'mandatory-cipher-suite',
    'does without TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
    { tls: { ciphers: 'TLS_AES_128_GCM_SHA256:ECDHE-RSA-AES256-GCM-SHA384' } }
  ],
  ['tls-1.1', 'takes TLS 1.1', { tls: { minVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' } }],
  ['tls-1.0', 'takes TLS 1.0', { tls: { minVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' } }],
  ['prohibited-cipher-suite-cbc', 'takes CBC', { tls: { ciphers: ANY } }],
  ['prohibited-cipher-suite-static-rsa', 'takes static RSA', { tls: { ciphers: ANY } }],
  [
    'cipher-suite-without-encryption',
    'does without encryption',
    { tls: { ciphers: 'ALL:eNULL:@SECLEVEL=0' } }
  ],
  [
    'dhe-of-4096-bits',
    'gives up at a group of more than 2048 bits',
    { tls: { ciphers: ANY }, meet: (socket) => ((keySize(socket).size ?? 0) > 2048 ? 'give up' : 'go on') }
  ],
  ['tls-renegotiation', 'lets TLS be renegotiated', {}],
  [
    'small-ephemeral-key',
    'fails at a small key once its request is answered',
    {
      tls: { maxVersion: 'TLSv1.2', ciphers: 'DEFAULT:@SECLEVEL=0', ecdhCurve: 'prime256v1:prime192v1' },
      meet: (socket) => (keySize(socket).size === 192 ? 'fail' : 'go on')
    }
  ],
  ['no-server-name', 'leaves server_name out', { tls: { servername: '' } }],
  ['h2c-in-alpn', 'offers "h2c"', { tls: { ALPNProtocols: ['h2', 'h2c'] } }]
]

const named = (cases: readonly Http2Case[], id: string): Http2Case => {
  const found = cases.find((one) => one.id === id)
  if (found === undefined) throw new Error(`There is no case ${id}.`)
  return found
}

async function play(one: Http2Case, exchange: Exchange, values: Readonly<Record<string, string>> = {}) {
  const part = (script: typeof one.control, required: number) =>
    exchange({
      script,
      dialect: http2Dialect,
      context: { side: one.role === 'client' ? 'server' : 'client', values },
      deadlines: { ...deadlinesFor(20), answer: 1500 },
      required
    })
  const control = await part(one.control, Infinity)
  const probe = await part(one.probe, one.mark)
  return { finding: judgeCase(one, control, probe), traces: [control, probe] }
}
const playClient = (one: Http2Case, driver: Driver) => play(one, clientTarget(driver, { tls: true }).exchange)

describe('teeth over TLS: servers', () => {
  test.each(servers)('http2/%s is violated by one that %s', async (id, _, options, create = () => core()) => {
    const server: Server = await tlsServer(options, create)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const exchange = socketExchange({ host: '127.0.0.1', port, tls: true })
    const values = { scheme: 'https', authority: `127.0.0.1:${port}`, path: '/', upload: '/upload' }
    const { finding } = await play(named(http2Server.cases, `http2/${id}`), exchange, values)
    server.close()
    expect(finding).toMatchObject({ verdict: 'violates' })
  })
})

const overTls = http2Client.cases.filter(({ needs }) => needs.includes('tls'))

describe('teeth over TLS: clients', () => {
  test('there is a client for every case that needs TLS', () => {
    expect(clients.map(([id]) => `http2/client/${id}`).sort()).toEqual(overTls.map(({ id }) => id).sort())
  })

  test.each(clients)('http2/client/%s is violated by one that %s', async (id, _, spoiled) => {
    const { finding } = await playClient(named(overTls, `http2/client/${id}`), tlsClient(spoiled))
    expect(finding).toMatchObject({ verdict: 'violates' })
  })

  test('a client that begins without the preface, where "h2" was selected, is noticed', async () => {
    const driver = tlsClient({ client: { rules: { clientPrefaceSent: 'omitted' } } })
    const { traces } = await playClient(named(overTls, 'http2/client/tls-1.2'), driver)
    const preface = http2Client.invariants.find(({ id }) => id === 'http2/client/preface-sent-otherwise')
    expect(traces.some((trace) => preface?.judge(trace).broken !== undefined)).toBe(true)
  })
})

/** What our client does not offer. */
const UNOFFERED = new Set(['http2/client/dhe-of-4096-bits'])
/** The end of the connection that TLS itself brings about, of which no core knows. */
const ENDED_BY_TLS = new Set(['http2/client/tls-renegotiation'])

describe('sound over TLS: our client conforms', () => {
  test.each(overTls.map((one) => [one.id, one] as const))('%s', async (id, one) => {
    const { finding, traces } = await playClient(one, referenceDriver)
    expect(finding.verdict).toBe(UNOFFERED.has(id) ? 'unsupported' : 'conforms')
    if (ENDED_BY_TLS.has(id)) return
    for (const invariant of http2Client.invariants)
      for (const trace of traces) expect(invariant.judge(trace).broken).toBeUndefined()
  })
})
