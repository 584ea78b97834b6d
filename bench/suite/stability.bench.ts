/**
 * Runs the HTTP/2 server suite many times against real peers on a machine that is kept busy, and counts the verdicts that
 * flip. `npm run bench suite/stability`, with RUNS (50), PEERS (comma-separated) and LOAD (busy processes) in the environment.
 */
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { http2Server } from '../../conformance/http2/server-suite.ts'
import { runSuite } from '../../lab/run/run-suite.ts'
import type { Suite } from '../../lab/suite.ts'
import type { Verdict } from '../../lab/verdict.ts'
import { median } from '../median.ts'
import { startPeer } from './peers.ts'

const runs = Number(process.env['RUNS'] ?? 50)
const names = (process.env['PEERS'] ?? 'nginx,apache2,h2o,nghttpd,node').split(',')
const load = Number(process.env['LOAD'] ?? availableParallelism())

const busy = Array.from({ length: load }, () =>
  spawn(process.execPath, ['-e', 'for (;;) Math.random()'], { stdio: 'ignore' })
)
const stop = () => busy.forEach((child) => child.kill('SIGKILL'))
process.on('exit', stop)

let worst = 0
for (const name of names) {
  const started = await startPeer(name)
  if (typeof started === 'string') {
    console.log(`${name}: skipped: ${started}`)
    continue
  }
  const seen = new Map<string, Map<Verdict, number>>()
  const reasons = new Map<string, string>()
  const took: number[] = []
  let inconclusive = 0
  let verdicts = 0
  for (let run = 0; run < runs; run++) {
    const end = await runSuite(http2Server as unknown as Suite, started.target, {
      cases: http2Server.cases,
      emit(line) {
        if (line.type !== 'verdict') return
        const counts = seen.get(line.case) ?? new Map<Verdict, number>()
        counts.set(line.verdict, (counts.get(line.verdict) ?? 0) + 1)
        seen.set(line.case, counts)
        verdicts++
        if (line.verdict === 'inconclusive') inconclusive++
        if (line.verdict !== 'conforms') reasons.set(`${line.case} ${line.verdict}`, line.reason)
      }
    })
    took.push(end.took)
    if (end.reason !== 'complete')
      console.log(`${name}: run ${run} ended early: ${end.reason} ${end.detail ?? ''}`)
  }
  await started.running.stop()
  const unsteady = [...seen].filter(([, counts]) => counts.size > 1)
  const flips = unsteady.filter(([, counts]) => counts.has('conforms') && counts.has('violates'))
  worst = Math.max(worst, flips.length)
  console.log(
    `${name}: ${runs} runs of ${seen.size} verdicts beside ${load} busy processes: ${flips.length} flip between conforms and violates; ${unsteady.length} came out differently at all; ${((100 * inconclusive) / verdicts).toFixed(2)} % inconclusive; median ${(median(took) / 1000).toFixed(2)} s a run`
  )
  for (const [id, counts] of unsteady)
    console.log(
      `    ${id}: ${[...counts].map(([verdict, count]) => `${verdict} ${count}× (${reasons.get(`${id} ${verdict}`) ?? 'as expected'})`).join('; ')}`
    )
  const always = [...seen].filter(([, counts]) => counts.size === 1 && counts.has('inconclusive'))
  for (const [id] of always)
    console.log(`    ${id}: always inconclusive (${reasons.get(`${id} inconclusive`)})`)
}
stop()
process.exitCode = worst > 0 ? 1 : 0
