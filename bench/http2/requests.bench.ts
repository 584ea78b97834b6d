import { spawnSync } from 'node:child_process'
import { benchPeers, isInstalled, median, start } from './peers.ts'

// Requests per second of a small answer: server on core 0, `h2load -t1 -c16 -m32` on core 1, rounds interleaved.
const ROUNDS = Number(process.argv[2] ?? 5)
const REQUESTS = 200_000
const FIRST_PORT = 20_710

if (!isInstalled('h2load')) {
  console.log('h2load is missing: install nghttp2-client to compare servers.')
  process.exit(0)
}
const rates = new Map<string, number[]>()
const running = []
for (const [index, peer] of benchPeers.entries()) {
  if (!isInstalled(peer.program)) {
    console.log(`${peer.name} is left out: ${peer.program} is not installed.`)
    continue
  }
  running.push({ peer, port: FIRST_PORT + index, child: await start(peer, FIRST_PORT + index) })
  rates.set(peer.name, [])
}
try {
  for (let round = 0; round <= ROUNDS; round++) {
    for (const { peer, port } of running) {
      // The others must not take part of the core.
      for (const other of running) if (other.peer !== peer) other.child.kill('SIGSTOP')
      const slow = peer.name === 'nginx' || peer.name === 'node:http2'
      const rate = load(port, slow ? REQUESTS / 5 : REQUESTS)
      for (const other of running) other.child.kill('SIGCONT')
      if (round > 0) rates.get(peer.name)!.push(rate)
    }
  }
} finally {
  for (const { child } of running) child.kill()
}
const base = median(rates.get('node:http2') ?? [])
for (const [name, values] of rates) {
  const rate = median(values)
  console.log(
    `${name.padEnd(12)} ${Math.round(rate).toLocaleString('en').padStart(9)} requests/s  ${(rate / base).toFixed(2)} x node:http2  (${values.length} rounds)`
  )
}

function load(port: number, requests: number): number {
  const { stdout } = spawnSync(
    'taskset',
    ['-c', '1', 'h2load', '-t1', '-c16', '-m32', '-n', String(requests), `http://127.0.0.1:${port}/`],
    { encoding: 'utf8', timeout: 60_000 }
  )
  const rate = /finished in [^,]+, ([0-9.]+) req\/s/.exec(stdout)?.[1]
  const failed = /([0-9]+) failed/.exec(stdout)?.[1]
  if (rate === undefined || failed !== '0') throw new Error(`h2load failed:\n${stdout}`)
  return Number(rate)
}
