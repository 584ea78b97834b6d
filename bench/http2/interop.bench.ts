import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { connect as connectNode, createSecureServer } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Agent, fetch } from 'undici'
import { connectHttp2 } from '../../impl/http2/client.ts'
import { createHttp2Server } from '../../impl/http2/server.ts'
import { certificate } from '../../lab/certificates.ts'
import { figure } from '../../reports/milestones/findings.ts'
import { publish } from '../experiment.ts'
import { benchPeers, isInstalled, start } from './peers.ts'
import { freePort } from '../../lab/peers/free-port.ts'

// Exchanges between ours and programs that are not: a download of 1 MiB and an upload of 300,000 octets, each by hash.
const LARGE = new Uint8Array(1 << 20).map((_, at) => (at * 7) & 255)
const UPLOAD = new Uint8Array(300_000).map((_, at) => (at * 13) & 255)
const hash = (octets: Uint8Array) => createHash('sha256').update(octets).digest('hex')
const folder = mkdtempSync(join(tmpdir(), 'h2-interop-'))
const file = join(folder, 'upload')
writeFileSync(file, UPLOAD)

const server = createHttp2Server({ tls: await certificate() }, (request, response) => {
  const digest = createHash('sha256')
  request.onData((octets) => void digest.update(octets))
  request.onEnd(() =>
    request.method === 'POST'
      ? response.send(200, [], new TextEncoder().encode(digest.digest('hex')))
      : response.send(200, [], LARGE)
  )
})
const { port } = await server.listen()
const { cert } = await certificate()
const origin = `https://localhost:${port}`
const missing: string[] = []

/** A client that is not ours: a download and an upload, as octets. */
type Exchange = () => Promise<readonly [Uint8Array, Uint8Array]>
const program = (
  name: string,
  down: readonly string[],
  up: readonly string[]
): readonly [string, string, Exchange] => [
  name,
  name,
  async () => [await output(name, down), await output(name, up)]
]
const output = (name: string, args: readonly string[]): Promise<Uint8Array> =>
  new Promise((resolve, reject) =>
    execFile(name, [...args], { encoding: 'buffer', maxBuffer: 1 << 24, timeout: 20_000 }, (error, stdout) =>
      error === null ? resolve(stdout) : reject(error)
    )
  )

const clients: readonly (readonly [string, string, Exchange])[] = [
  [
    'node:http2',
    process.execPath,
    async () => {
      const session = connectNode(origin, { ca: cert })
      const ask = (head: Record<string, string>, body?: Uint8Array): Promise<Uint8Array> =>
        new Promise((resolve, reject) => {
          const stream = session.request(head)
          const chunks: Buffer[] = []
          stream.on('data', (chunk: Buffer) => chunks.push(chunk))
          stream.on('end', () => resolve(Buffer.concat(chunks)))
          stream.on('error', reject)
          stream.end(body)
        })
      const got = [
        await ask({ ':path': '/' }),
        await ask({ ':path': '/', ':method': 'POST' }, UPLOAD)
      ] as const
      session.close()
      return got
    }
  ],
  [
    'undici',
    process.execPath,
    async () => {
      const dispatcher = new Agent({ allowH2: true, connect: { ca: cert } })
      const down = await fetch(origin, { dispatcher })
      const up = await fetch(origin, { dispatcher, method: 'POST', body: UPLOAD })
      const got = [await down.bytes(), await up.bytes()] as const
      await dispatcher.close()
      return got
    }
  ],
  program('curl', ['-sk', '--http2', origin], ['-sk', '--http2', '--data-binary', `@${file}`, origin]),
  program('nghttp', ['--no-verify-peer', origin], ['--no-verify-peer', '-d', file, '-H:method: POST', origin])
]

interface Tried {
  readonly name: string
  readonly whole: boolean
  readonly why?: string
}
const attempt = async (name: string, run: () => Promise<boolean>): Promise<Tried> => {
  try {
    return { name, whole: await run(), why: 'octets differ' }
  } catch (error) {
    return { name, whole: false, why: (error as Error).message.split('\n')[0] ?? '' }
  }
}

const toOurServer: Tried[] = []
for (const [name, needs, exchange] of clients) {
  if (!isInstalled(needs)) {
    missing.push(`client ${name}: not installed`)
    continue
  }
  toOurServer.push(
    await attempt(name, async () => {
      const [down, up] = await exchange()
      return hash(down) === hash(LARGE) && Buffer.from(up).toString().trim() === hash(UPLOAD)
    })
  )
}
await server.close(200)

// Our client against servers that are not ours: node:http2 over TLS, the others in cleartext with what they serve.
const fromOurClient: Tried[] = [
  await attempt('node:http2', async () => {
    const { key } = await certificate()
    const other = createSecureServer({ key, cert })
    other.on('stream', (stream) => {
      stream.respond({ ':status': 200 })
      stream.end(LARGE)
    })
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const at = (other.address() as AddressInfo).port
    const client = await connectHttp2({
      port: at,
      host: 'localhost',
      tls: { ca: cert, servername: 'localhost' }
    })
    const { body } = await client.fetch({
      method: 'GET',
      scheme: 'https',
      authority: `localhost:${at}`,
      path: '/'
    })
    await client.close()
    other.close()
    return hash(body) === hash(LARGE)
  })
]
for (const peer of benchPeers.filter(({ name }) => name === 'nghttpd' || name === 'nginx')) {
  if (!isInstalled(peer.program)) {
    missing.push(`server ${peer.name}: not installed`)
    continue
  }
  fromOurClient.push(
    await attempt(peer.name, async () => {
      const at = await freePort()
      const child = await start(peer, at)
      try {
        const client = await connectHttp2({ port: at })
        const { status, body } = await client.fetch({
          method: 'GET',
          scheme: 'http',
          authority: `127.0.0.1:${at}`,
          path: '/'
        })
        await client.close()
        return status === 200 && Buffer.from(body).toString() === 'Hello, world!\n'
      } finally {
        child.kill()
      }
    })
  )
}

const failed = [...toOurServer, ...fromOurClient].filter(({ whole }) => !whole)
publish('interop', {
  figures: [
    figure('clients that are not ours, on our server', toOurServer.length),
    figure('servers that are not ours, with our client', fromOurClient.length),
    figure('of these, without a whole exchange', failed.length),
    ...toOurServer.map(({ name, whole }) => figure(`client ${name}: whole`, Number(whole))),
    ...fromOurClient.map(({ name, whole }) => figure(`server ${name}: whole`, Number(whole)))
  ],
  missing: [...missing, ...failed.map(({ name, why }) => `${name}: ${why}`)]
})
// A connection that a failed exchange left open must not keep us.
process.exit()
