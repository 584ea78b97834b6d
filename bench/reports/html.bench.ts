/**
 * The HTML report of 10 targets × 1,000 cases with traces: how long it takes to be written, beside reading the same logs and
 * parsing their lines as JSON; how large it is; and how it opens in Chromium, beside a page with the same octets and nothing to do.
 * `npm run bench reports/html`, with ROUNDS (5) and LOGS (run logs to be multiplied, between spaces; a run of the reference
 * server unless given) in the environment.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeHtml } from '../../reports/html/write-html.ts'
import { median } from '../median.ts'
import { inChromium, type Opened } from './in-chromium.ts'
import { multiply } from './multiply.ts'

const TARGETS = 10
const CASES = 1000
const rounds = Number(process.env['ROUNDS'] ?? 5)
const folder = mkdtempSync(join(tmpdir(), 'zyphos-bench-html-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const given = (process.env['LOGS'] ?? '').split(' ').filter((word) => word !== '')
const sources = given.length > 0 ? given : [runReference()]
const logs = Array.from({ length: TARGETS }, (_, index) => {
  const out = join(folder, `target-${index + 1}.jsonl`)
  multiply(sources[index % sources.length] as string, out, `target-${index + 1}`, CASES)
  return out
})
const octets = logs.reduce((sum, log) => sum + statSync(log).size, 0)
console.log(
  `${TARGETS} targets × ${CASES} cases, ${(octets / 1e6).toFixed(0)} MB of logs, of ${given.length > 0 ? `${given.length} given runs` : 'a run of the reference server'}; ${cpus().length} × ${cpus()[0]?.model}`
)

const report = join(folder, 'report.html')
const parsing: number[] = []
const writing: number[] = []
const working: number[] = []
for (let round = 0; round < rounds; round++) {
  parsing.push(await timed(parseAll))
  const before = process.cpuUsage()
  writing.push(await timed(() => writeHtml(logs, report)))
  const { user, system } = process.cpuUsage(before)
  working.push((user + system) / 1e6)
}
const { size } = statSync(report)
const ratio = median(writing.map((time, round) => time / (parsing[round] as number)))
console.log(`reading and parsing the lines as JSON  ${seconds(parsing)}`)
console.log(
  `writing the report                     ${seconds(writing)}, ${median(working).toFixed(1)} s of processor time`
)
console.log(`                                       ${ratio.toFixed(2)} times as long; threshold 5 s`)
console.log(`the report                             ${(size / 1e6).toFixed(1)} MB; threshold 25 MB`)

const blank = join(folder, 'blank.html')
writeFileSync(
  blank,
  `<!doctype html><h1>blank</h1><script type="application/octet-stream">${readFileSync(report, 'latin1').replaceAll(/[^A-Za-z0-9+/]/g, 'x')}</script>`
)
const opened = await inChromium(async (open) => {
  const ours: Opened[] = []
  const theirs: Opened[] = []
  for (let round = 0; round < rounds; round++) {
    ours.push(await open(report, true))
    theirs.push(await open(blank, false))
  }
  return { ours, theirs }
})
if (opened === undefined) console.log('skipped: Chromium is not installed')
else {
  const { ours, theirs } = opened
  const of = (list: readonly Opened[], what: (one: Opened) => number) =>
    `${median(list.map(what)).toFixed(0)} ms`
  console.log(
    `first paint of the matrix              ${of(ours, ({ render }) => render)} (blank page ${of(theirs, ({ render }) => render)})`
  )
  console.log(
    `whole file there                       ${of(ours, ({ loaded }) => loaded)} (blank page ${of(theirs, ({ loaded }) => loaded)})`
  )
  console.log(
    `a letter of a search, to the next frame ${median(ours.flatMap(({ keys }) => keys)).toFixed(0)} ms, the slowest ${Math.max(...ours.flatMap(({ keys }) => keys)).toFixed(0)} ms`
  )
  console.log(`a cell, until its exchange is shown    ${of(ours, ({ exchange }) => exchange)}`)
}

function runReference(): string {
  const log = join(folder, 'reference.jsonl')
  const root = join(import.meta.dirname, '../..')
  spawnSync(process.execPath, ['bin/zyphos.js', 'conformance', 'http2', '--log', log, '--quiet'], {
    cwd: root
  })
  return log
}

function parseAll(): Promise<void> {
  for (const log of logs)
    for (const line of readFileSync(log, 'utf8').split('\n')) if (line !== '') JSON.parse(line)
  return Promise.resolve()
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

function seconds(figures: readonly number[]): string {
  return `${median(figures).toFixed(2)} s (${figures.map((figure) => figure.toFixed(2)).join(', ')})`
}
