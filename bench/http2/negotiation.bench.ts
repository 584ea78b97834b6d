import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { connectHttp2 } from '../../impl/http2/client.ts'
import { createHttp2Server } from '../../impl/http2/server.ts'
import { certificate } from '../../lab/certificates.ts'
import { figure } from '../../reports/milestones/findings.ts'
import { publish } from '../experiment.ts'

// Ways to HTTP/2: round trips until the first response, the TCP handshake left out, and octets in each direction. Our
// client and server on loopback, through a relay that holds everything back for 100 ms each way.
const DELAY = 100
const ATTEMPTS = 3

interface Seen {
  readonly time: number
  readonly up: number
  readonly down: number
}

/** A relay to a port; what passes is counted, and given out late. */
async function relay(to: number) {
  const octets = { up: 0, down: 0 }
  const late = (from: Socket, into: Socket, way: 'up' | 'down') =>
    from
      .on('data', (chunk: Buffer) => {
        octets[way] += chunk.length
        setTimeout(() => into.destroyed || into.write(chunk), DELAY)
      })
      .on('close', () => setTimeout(() => into.destroy(), DELAY))
      .on('error', () => into.destroy())
  const server = createServer((client) => {
    const target = connect(to, '127.0.0.1')
    for (const socket of [client, target]) socket.setNoDelay(true)
    late(client, target, 'up')
    late(target, client, 'down')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, octets, close: () => server.close() }
}

async function attempt(to: number, exchange: (port: number) => Promise<() => void>): Promise<Seen> {
  const { port, octets, close } = await relay(to)
  const began = performance.now()
  const end = await exchange(port)
  const seen = { time: performance.now() - began, ...octets }
  end()
  close()
  return seen
}

const byClient =
  (tls?: { ca: string; minVersion: 'TLSv1.2' | 'TLSv1.3'; maxVersion: 'TLSv1.2' | 'TLSv1.3' }) =>
  async (port: number) => {
    const client = await connectHttp2({
      port,
      host: 'localhost',
      ...(tls === undefined ? {} : { tls: { ...tls, servername: 'localhost' } })
    })
    await client.fetch({
      method: 'GET',
      scheme: tls === undefined ? 'http' : 'https',
      authority: `localhost:${port}`,
      path: '/'
    })
    return () => void client.close()
  }

const byUpgrade = async (port: number) => {
  const socket = connect(port, '127.0.0.1')
  socket.write(
    'GET / HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABkAAQAAP__\r\n\r\n'
  )
  let all = Buffer.alloc(0)
  for await (const chunk of socket) {
    all = Buffer.concat([all, chunk as Buffer])
    if (all.includes('Hello, world!')) break
  }
  return () => socket.destroy()
}

const { cert, key } = await certificate()
const body = new TextEncoder().encode('Hello, world!\n')
const answer: Parameters<typeof createHttp2Server>[1] = (_request, response) => response.send(200, [], body)
const [plain, secure] = [createHttp2Server({}, answer), createHttp2Server({ tls: { cert, key } }, answer)]
const [{ port: clear }, { port: tls }] = [await plain.listen(), await secure.listen()]
const over = (version: 'TLSv1.2' | 'TLSv1.3') =>
  byClient({ ca: String(cert), minVersion: version, maxVersion: version })

const ways: Readonly<Record<string, readonly [number, (port: number) => Promise<() => void>]>> = {
  'prior knowledge': [clear, byClient()],
  'upgrade of HTTP/1.1': [clear, byUpgrade],
  'TLS 1.3 with ALPN': [tls, over('TLSv1.3')],
  'TLS 1.2 with ALPN': [tls, over('TLSv1.2')]
}
const found: { name: string; roundTrips: number; up: number; down: number }[] = []
for (const [name, [to, exchange]] of Object.entries(ways)) {
  // Once without the relay, so that the first attempt does not wait for code to be compiled.
  const end = await exchange(to)
  end()
  const seen: Seen[] = []
  for (let count = 0; count < ATTEMPTS; count++) seen.push(await attempt(to, exchange))
  const best = seen.toSorted((a, b) => a.time - b.time)[0]!
  // What the machine itself needs is well below half a round trip; the quickest attempt is rounded down to whole ones.
  found.push({ name, roundTrips: Math.floor(best.time / (2 * DELAY)), up: best.up, down: best.down })
}
await Promise.all([plain.close(100), secure.close(100)])

publish('negotiation', {
  figures: found.flatMap(({ name, roundTrips, up, down }) => [
    figure(`${name}: round trips until the response`, roundTrips),
    figure(`${name}: octets to the server`, up, 'octets'),
    figure(`${name}: octets to the client`, down, 'octets')
  ]),
  plots: [
    {
      title: 'Round trips until the first response, behind the TCP handshake',
      kind: 'bar',
      names: found.map(({ name }) => name),
      x: { label: '' },
      y: { label: 'round trips' },
      series: [{ name: 'round trips', points: found.map(({ roundTrips }, index) => [index, roundTrips]) }]
    },
    {
      title: 'Octets until the first response is complete',
      kind: 'stacked bar',
      names: found.map(({ name }) => name),
      x: { label: '' },
      y: { label: 'octets' },
      series: [
        { name: 'to the server', points: found.map(({ up }, index) => [index, up]) },
        { name: 'to the client', points: found.map(({ down }, index) => [index, down]) }
      ]
    }
  ]
})
process.exit()
