/**
 * Wall time of the whole HTTP/2 server suite as a process of its own, against nginx and against our reference server,
 * beside h2spec (strict) on the same target, in turn. `npm run bench suite/speed`, with ROUNDS (5) in the environment.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createApplication } from '../../lab/reference/application.ts'
import { createHttp2Server } from '../../impl/http2/server.ts'
import { certificate } from '../../lab/certificates.ts'
import { median } from '../median.ts'
import { startPeer } from './peers.ts'

const rounds = Number(process.env['ROUNDS'] ?? 5)
const root = join(import.meta.dirname, '../..')
const h2spec = [join(root, '.zyphos/bin/h2spec'), '/usr/local/bin/h2spec', '/usr/bin/h2spec'].find((file) =>
  existsSync(file)
)

if (process.argv[2] === 'serve') {
  // The reference server in a process of its own.
  const server = createHttp2Server({ tls: await certificate() }, createApplication())
  const { port } = await server.listen(0, '127.0.0.1')
  process.stdout.write(`${port}\n`)
} else await measure()

async function measure(): Promise<void> {
  const nginx = await startPeer('nginx')
  if (typeof nginx === 'string') return console.log(`skipped: ${nginx}`)
  const { running } = nginx
  const fixtures = Object.entries(running.fixtures).flatMap(([name, path]) =>
    ['path', 'large', 'upload'].includes(name) && typeof path === 'string' ? [`--${name}`, path] : []
  )
  const ours: number[] = []
  const theirs: number[] = []
  const reference: number[] = []
  const time = (command: string, args: readonly string[]) => {
    const began = performance.now()
    spawnSync(command, args, { cwd: root, stdio: 'ignore' })
    return (performance.now() - began) / 1000
  }
  const url = new URL(running.url)
  for (let round = 0; round < rounds; round++) {
    ours.push(
      time(process.execPath, ['bin/zyphos.js', 'conformance', 'http2', running.url, ...fixtures, '--quiet'])
    )
    reference.push(time(process.execPath, ['bin/zyphos.js', 'conformance', 'http2', '--quiet']))
    if (h2spec !== undefined && round === 0)
      theirs.push(time(h2spec, ['-S', '-t', '-k', '-h', url.hostname, '-p', url.port]))
  }
  await running.stop()
  console.log(
    `the whole suite against nginx, median of ${rounds}: ${median(ours).toFixed(2)} s (${ours.map((s) => s.toFixed(2)).join(', ')})`
  )
  console.log(
    `the whole suite against the reference server:       ${median(reference).toFixed(2)} s (${reference.map((s) => s.toFixed(2)).join(', ')})`
  )
  console.log(
    h2spec === undefined
      ? 'h2spec: not found'
      : `h2spec, strict, 147 cases against nginx, once:       ${median(theirs).toFixed(2)} s: ${(median(theirs) / median(ours)).toFixed(1)} times as long`
  )
}
