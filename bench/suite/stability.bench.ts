/**
 * Runs the HTTP/2 server suite many times against real peers on a machine that is kept busy, and counts the verdicts that
 * flip. `npm run bench suite/stability`, with RUNS (50), PEERS (comma-separated), LOAD (busy processes) and MINUTES (no run
 * begins after that many) in the environment. Each run is appended to .zyphos/stability.jsonl, peers in turn; what was
 * begun goes on with the next call as long as the sources of the suite are the same. FRESH=1 begins anew.
 */
import { spawn } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { http2Server } from '../../conformance/http2/server-suite.ts'
import { judgeVersion } from '../../conformance/judge-version.ts'
import { runSuite } from '../../lab/run/run-suite.ts'
import type { Suite } from '../../lab/suite.ts'
import { startPeer } from './peers.ts'
import { tellSteadiness, type StableRun } from './steadiness.ts'

const runs = Number(process.env['RUNS'] ?? 50)
const names = (process.env['PEERS'] ?? 'nginx,apache2,h2o,nghttpd,node').split(',')
const load = Number(process.env['LOAD'] ?? availableParallelism())
const until = performance.now() + Number(process.env['MINUTES'] ?? Infinity) * 60_000
const file = '.zyphos/stability.jsonl'
const suite = http2Server as unknown as Suite
const judge = judgeVersion()

const busy = Array.from({ length: load }, () =>
  spawn(process.execPath, ['-e', 'for (;;) Math.random()'], { stdio: 'ignore' })
)
const stop = () => busy.forEach((child) => child.kill('SIGKILL'))
process.on('exit', stop)
process.on('SIGINT', () => process.exit(130))

mkdirSync('.zyphos', { recursive: true })
if (process.env['FRESH'] === '1') rmSync(file, { force: true })

/** The runs of these sources that are there. */
const known = (): StableRun[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line.endsWith('}'))
        .map((line) => JSON.parse(line) as StableRun)
        .filter((run) => run.judge === judge)
    : []

const skipped = new Set<string>()
for (let round = 0; round < runs && performance.now() < until; round++)
  for (const name of names) {
    if (skipped.has(name) || performance.now() > until) continue
    if (known().filter(({ peer }) => peer === name).length <= round) await once(name)
  }
stop()
process.exitCode = tellSteadiness(known(), names, load) > 0 ? 1 : 0

/** One run against a peer that is started for it. */
async function once(name: string): Promise<void> {
  const started = await startPeer(name)
  if (typeof started === 'string') {
    skipped.add(name)
    return console.log(`${name}: skipped: ${started}`)
  }
  const verdicts: StableRun['verdicts'] = {}
  const reasons: StableRun['reasons'] = {}
  const end = await runSuite(suite, started.target, {
    cases: suite.cases.filter(({ slow }) => slow !== true),
    emit(line) {
      if (line.type !== 'verdict') return
      verdicts[line.case] = line.verdict
      if (line.verdict !== 'conforms') reasons[line.case] = line.reason
    }
  })
  await started.running.stop()
  const { reason, took } = end
  const run: StableRun = { peer: name, judge, ended: reason, took, verdicts, reasons }
  appendFileSync(file, `${JSON.stringify(run)}\n`)
}
