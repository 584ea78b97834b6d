import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isInstalled, start } from '../http2/peers.ts'
import { median } from '../median.ts'
import { benchPeers } from './peers.ts'

// Requests a second of a small answer: server on core 0, `wrk -t1 -c64` on core 1, one at a time and 16 deep; rounds
// interleaved, the others stopped meanwhile.
const ROUNDS = Number(process.argv[2] ?? 5)
const SECONDS = 2
const FIRST_PORT = 20_730
const DEPTHS = [1, 16]

if (!isInstalled('wrk')) {
  console.log('wrk is missing: install it to compare servers.')
  process.exit(0)
}
const folder = mkdtempSync(join(tmpdir(), 'h1-bench-'))
const script = join(folder, 'pipeline.lua')
writeFileSync(
  script,
  `init = function(args)
  local one = wrk.format("GET", "/")
  all = string.rep(one, 16)
end
request = function() return all end
`
)
const running = []
for (const [index, peer] of benchPeers.entries()) {
  if (isInstalled(peer.program))
    running.push({ peer, port: FIRST_PORT + index, child: await start(peer, FIRST_PORT + index) })
  else console.log(`${peer.name} is left out: ${peer.program} is not installed.`)
}
const rates = new Map<string, number[]>()
try {
  for (let round = 0; round <= ROUNDS; round++) {
    for (const depth of DEPTHS) {
      for (const { peer, port } of running) {
        for (const other of running) if (other.peer !== peer) other.child.kill('SIGSTOP')
        const rate = load(port, depth)
        for (const other of running) other.child.kill('SIGCONT')
        const key = `${depth} ${peer.name}`
        if (round > 0) rates.set(key, [...(rates.get(key) ?? []), rate])
      }
    }
  }
} finally {
  for (const { child } of running) {
    child.kill('SIGCONT')
    child.kill()
  }
  rmSync(folder, { recursive: true })
}
for (const depth of DEPTHS) {
  console.log(depth === 1 ? 'one request at a time' : `${depth} requests pipelined`)
  const base = median(rates.get(`${depth} node:http`) ?? [])
  for (const { peer } of running) {
    const rate = median(rates.get(`${depth} ${peer.name}`) ?? [])
    console.log(
      `  ${peer.name.padEnd(10)} ${Math.round(rate).toLocaleString('en').padStart(9)} requests/s  ${(rate / base).toFixed(2).padStart(5)} x node:http`
    )
  }
}

function load(port: number, depth: number): number {
  const { stdout } = spawnSync(
    'taskset',
    [
      '-c',
      '1',
      'wrk',
      '-t1',
      '-c64',
      `-d${SECONDS}`,
      ...(depth === 1 ? [] : ['-s', script]),
      `http://127.0.0.1:${port}/`
    ],
    { encoding: 'utf8', timeout: 60_000 }
  )
  const rate = /Requests\/sec:\s+([0-9.]+)/.exec(stdout)?.[1]
  if (rate === undefined || /Non-2xx|Socket errors/.test(stdout)) throw new Error(`wrk failed:\n${stdout}`)
  return Number(rate)
}
