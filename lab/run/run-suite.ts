import { randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import type { Case } from '../case.ts'
import { LOG_FORMAT, type EndLine, type LogLine, type RunLine, type VerdictLine } from '../log-line.ts'
import { deadlinesFor, patiently, type Deadlines } from '../patience.ts'
import type { Suite } from '../suite.ts'
import type { Target } from '../target.ts'
import type { Verdict } from '../verdict.ts'
import { TOOL } from '../version.ts'
import { attempt, type Attempt, type Bench } from './attempt.ts'
import { broken, conclude, verdictLine } from './conclude.ts'
import { InvariantFold } from './invariant-fold.ts'
import { longestFirst } from './longest-first.ts'
import { pool } from './pool.ts'
import { Traces } from './traces.ts'

export interface RunOptions {
  /** The selected cases. */
  readonly cases: readonly Case[]
  /** Exchanges' cases at the same time; no more than the target allows. */
  readonly parallel?: number
  /** Keep TLS records in the traces. */
  readonly records?: boolean
  /** Deadlines to keep to, in place of those that follow from the target's round trip. */
  readonly deadlines?: Deadlines
  readonly signal?: AbortSignal
  /** What the run line says beside what is known here. */
  readonly stamp?: Pick<RunLine, 'judge' | 'shard' | 'command'>
  emit(line: LogLine): void
  /** A case begins; for progress displays. */
  begun?(id: string): void
}

/** Lawful controls in a row that failed before the target is asked whether it is still there. */
const UNANSWERED = 3
const PARTS = ['control', 'probe'] as const

/**
 * Runs cases against a target and emits the run log line by line. A violation is reported only when a second, more
 * patient exchange shows it again. Throws TargetFailed when the target cannot be talked to at all.
 */
export async function runSuite(suite: Suite, target: Target, options: RunOptions): Promise<EndLine> {
  const began = performance.now()
  const { emit } = options
  const survey = await suite.survey(target, options.deadlines)
  const deadlines = options.deadlines ?? deadlinesFor(survey.roundTrip)
  const chosen = new Set(options.cases.map(({ id }) => id))
  const first = suite.cases.filter(({ id }) => suite.sentinels.includes(id))
  const rest = options.cases.filter(({ id }) => !suite.sentinels.includes(id))
  const counts: Record<Verdict, number> = { conforms: 0, violates: 0, inconclusive: 0, unsupported: 0 }
  const { name, version, role, url, values } = target
  emit({
    type: 'run',
    format: LOG_FORMAT,
    tool: TOOL,
    suite: suite.name,
    role,
    cases: chosen.size,
    started: new Date().toISOString(),
    id: randomUUID(),
    ...options.stamp
  })
  emit({
    type: 'target',
    target: name,
    ...(version === undefined ? {} : { version }),
    role,
    ...(url === undefined ? {} : { url }),
    roundTrip: survey.roundTrip,
    offers: survey.offers,
    lacks: survey.lacks,
    values
  })
  const invariants = new InvariantFold(suite)
  const traces = new Traces(name)
  let refusals = 0
  let lost: string | undefined
  let unanswered = 0
  const stop = new AbortController()
  const signal = options.signal === undefined ? stop.signal : AbortSignal.any([options.signal, stop.signal])
  // Every exchange that is under way listens.
  setMaxListeners(0, signal)

  const bench: Bench = {
    suite,
    target,
    records: options.records === true,
    signal,
    controls: new Map(),
    pace: { slowest: survey.roundTrip }
  }
  const tell = (line: VerdictLine): void => {
    counts[line.verdict]++
    emit(line)
  }
  const run = async (one: Case): Promise<void> => {
    options.begun?.(one.id)
    const lacking = one.needs.find((need) => !survey.offers.includes(need))
    if (lacking !== undefined) {
      if (chosen.has(one.id))
        tell(
          verdictLine(one, name, {
            verdict: 'unsupported',
            reason: `needs ${lacking}: ${survey.lacks[lacking] ?? 'the target does not offer it'}`
          })
        )
      return
    }
    const start = performance.now()
    const attempts = await decide(bench, one, deadlines)
    if (signal.aborted && attempts.at(-1)?.cut === true) return
    for (const [number, made] of attempts.entries())
      for (const part of PARTS) {
        const trace = made[part]
        invariants.take(traces.idOf(trace, one.id, part, number), part, trace)
      }
    if (broken(one, attempts) && lost === undefined) {
      lost = await suite.lost(target, options.deadlines)
      if (lost !== undefined) stop.abort()
    }
    const line: VerdictLine = {
      ...conclude(one, attempts, {
        suite,
        target: name,
        refuses: refusals > 0,
        lost,
        traceId: (part, number) => traces.idOf((attempts[number] as Attempt)[part], one.id, part, number)
      }),
      took: Math.round(performance.now() - start)
    }
    if (line.verdict === 'conforms' && suite.sentinels.includes(one.id)) refusals++
    // Sentinels that were not chosen leave their traces too: an invariant's verdict may rest on one.
    for (const [number, made] of attempts.entries())
      for (const part of PARTS) {
        const stored = traces.line(made[part], one.id, part, number)
        if (stored !== undefined) emit(stored)
      }
    if (chosen.has(one.id)) tell(line)
    unanswered = attempts.at(-1)?.finding.decidedIn === 'control' ? unanswered + 1 : 0
    if (unanswered >= UNANSWERED && lost === undefined) {
      unanswered = 0
      lost = await suite.lost(target, options.deadlines)
      if (lost !== undefined) stop.abort()
    }
  }

  const width = Math.max(1, Math.min(options.parallel ?? target.parallel, target.parallel))
  await pool(first, width, signal, run)
  await pool(longestFirst(rest.filter(({ alone }) => alone !== true)), width, signal, run)
  await pool(
    rest.filter(({ alone }) => alone === true),
    1,
    signal,
    run
  )
  if (!signal.aborted || lost !== undefined)
    for (const line of invariants.lines(name, refusals > 0)) tell(line)
  const reason =
    lost !== undefined ? 'target lost' : options.signal?.aborted === true ? 'interrupted' : 'complete'
  const end: EndLine = {
    type: 'end',
    reason,
    ...(lost === undefined ? {} : { detail: lost }),
    counts,
    took: Math.round(performance.now() - began)
  }
  emit(end)
  return end
}

/** Exchanges until the verdict stands: a violation must show twice in a row, the second time patiently. */
async function decide(bench: Bench, one: Case, deadlines: Deadlines): Promise<Attempt[]> {
  const attempts: Attempt[] = []
  for (let number = 0; number < 3; number++) {
    const made = await attempt(
      bench,
      one,
      number === 0 ? deadlines : patiently(deadlines, bench.pace.slowest),
      number > 0
    )
    attempts.push(made)
    const before = attempts.at(-2)?.finding.verdict
    const { verdict } = made.finding
    if (made.cut || verdict === 'conforms' || verdict === 'unsupported') break
    if (before === 'violates' || (before === 'inconclusive' && verdict === 'inconclusive')) break
  }
  return attempts
}
