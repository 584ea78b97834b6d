/**
 * Wall time of the whole HTTP/2 server suite as a process of its own, against nginx and against our reference server,
 * beside h2spec (strict) on the same target, in turn. `npm run bench suite/speed`, with ROUNDS (5) in the environment.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { median } from '../median.ts'
import { startPeer } from './peers.ts'

const rounds = Number(process.env['ROUNDS'] ?? 5)
const root = join(import.meta.dirname, '../..')
const h2spec = [join(root, '.zyphos/bin/h2spec'), '/usr/local/bin/h2spec', '/usr/bin/h2spec'].find((file) =>
  existsSync(file)
)

await measure()

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
  const used: Record<string, number[]> = {}
  // The shell's `times` says what its children used: user and system time in its second line.
  const time = (name: string, command: string, args: readonly string[]) => {
    const began = performance.now()
    const { stdout } = spawnSync('sh', ['-c', '"$@" >/dev/null 2>&1; times', 'sh', command, ...args], {
      cwd: root,
      encoding: 'utf8'
    })
    const [user = 0, system = 0] = [...(stdout.split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/g)].map(
      ([, minutes, seconds]) => Number(minutes) * 60 + Number(seconds)
    )
    ;(used[name] ??= []).push(user + system)
    return (performance.now() - began) / 1000
  }
  const url = new URL(running.url)
  for (let round = 0; round < rounds; round++) {
    ours.push(
      time('ours', process.execPath, [
        'bin/zyphos.js',
        'conformance',
        'http2',
        running.url,
        ...fixtures,
        '--quiet'
      ])
    )
    reference.push(time('reference', process.execPath, ['bin/zyphos.js', 'conformance', 'http2', '--quiet']))
    if (h2spec !== undefined && round === 0)
      theirs.push(time('theirs', h2spec, ['-S', '-t', '-k', '-h', url.hostname, '-p', url.port]))
  }
  await running.stop()
  console.log(
    `the whole suite against nginx, median of ${rounds}: ${median(ours).toFixed(2)} s (${ours.map((s) => s.toFixed(2)).join(', ')})`
  )
  console.log(
    `the whole suite against the reference server:       ${median(reference).toFixed(2)} s (${reference.map((s) => s.toFixed(2)).join(', ')})`
  )
  console.log(
    `processor time of the lab: ${median(used['ours'] ?? []).toFixed(2)} s; with the reference server on a thread of it: ${median(used['reference'] ?? []).toFixed(2)} s`
  )
  console.log(
    h2spec === undefined
      ? 'h2spec: not found'
      : `h2spec, strict, 147 cases against nginx, once:       ${median(theirs).toFixed(2)} s: ${(median(theirs) / median(ours)).toFixed(1)} times as long`
  )
}
