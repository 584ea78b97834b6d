import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createSecureServer, createServer, type Http2SecureServer, type Http2Server } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { certificate } from '../certificates.ts'
import { http2Dialect } from '../http2/dialect.ts'
import { get, opening, over, send, until } from '../http2/steps.ts'
import { deadlinesFor } from '../patience.ts'
import { serverTarget } from '../server-target.ts'
import { captureOf, type Capture } from './capture.ts'

const installed = spawnSync('tshark', ['--version']).status === 0
const described = installed ? describe : describe.skip

/** Fields of the packets that a filter lets through, a row for each. */
function tshark(file: string, filter: string, fields: readonly string[], ...more: string[]): string[][] {
  const words = [
    '-r',
    file,
    '-Y',
    filter,
    '-T',
    'fields',
    ...fields.flatMap((field) => ['-e', field]),
    ...more
  ]
  const output = execFileSync('tshark', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))
}

described('tshark (skipped where it is not installed) reads our captures', () => {
  let folder: string
  const servers: (Http2Server | Http2SecureServer)[] = []
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'zyphos-tshark-'))
  })
  afterAll(() => {
    for (const server of servers) server.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function captured(tls: boolean): Promise<Capture & { file: string; port: number }> {
    const server = tls ? createSecureServer(await certificate()) : createServer()
    servers.push(server)
    server.on('stream', (stream) => {
      stream.respond({ ':status': 200 })
      stream.end('x'.repeat(200_000))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const target = serverTarget(new URL(`${tls ? 'https' : 'http'}://127.0.0.1:${port}/`))
    const trace = await target.exchange({
      script: { steps: [...opening(), send(get(1)), until(over(1)), { do: 'close' }] },
      dialect: http2Dialect,
      context: { side: 'client', values: target.values },
      deadlines: deadlinesFor(100),
      records: true
    })
    const capture = captureOf(trace, { client: 'lab', epoch: 1_700_000_000_000, decodeAs: 'http2' })
    const file = join(folder, `${tls}.pcapng`)
    writeFileSync(file, capture.pcapng)
    return { ...capture, file, port }
  }

  test.each([
    ['TLS', true],
    ['cleartext', false]
  ])('over %s', async (_name, tls) => {
    const { file, port, keyLog } = await captured(tls)
    const as = tls
      ? ['-d', 'tcp.port==443,tls', '-d', `tcp.port==${port},tls`]
      : ['-d', `tcp.port==${port},http2`]
    expect(keyLog === undefined).toBe(!tls)
    const paths = tshark(file, 'http2.headers.path', ['http2.headers.path'], ...as)
    expect(paths).toEqual([['/']])
    expect(tshark(file, 'http2.headers.status', ['http2.headers.status'], ...as)).toEqual([['200']])
    const lengths = tshark(file, 'http2.type == 0', ['http2.length', 'http2.type'], ...as).flatMap(
      ([length = '', type = '']) => {
        const types = type.split(',')
        return length.split(',').filter((_, index) => types[index] === '0')
      }
    )
    expect(lengths.reduce((sum, length) => sum + Number(length), 0)).toBe(200_000)
    const checks = ['-o', 'tcp.check_checksum:TRUE', '-o', 'ip.check_checksum:TRUE']
    expect(
      tshark(file, 'tcp.checksum.status == 0 || ip.checksum.status == 0', ['frame.number'], ...checks)
    ).toEqual([])
    expect(
      tshark(file, 'tcp.analysis.flags || _ws.malformed', ['frame.number', '_ws.expert.message'], ...as)
    ).toEqual([])
    expect(tshark(file, 'tcp.flags.fin == 1', ['frame.number']).length).toBeGreaterThan(0)
  })
})
