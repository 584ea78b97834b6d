import { judgeVersion } from '../../conformance/judge-version.ts'
import type { Case } from '../../lab/case.ts'
import type { EndLine, LogLine } from '../../lab/log-line.ts'
import { jsonLine } from '../../lab/log/json-line.ts'
import { openLog, type LogWriter } from '../../lab/log/writer.ts'
import { runSuite } from '../../lab/run/run-suite.ts'
import type { Suite } from '../../lab/suite.ts'
import type { ExitCode } from '../exit-code.ts'
import { environment } from '../failure.ts'
import { atInternalError } from '../guard-process.ts'
import { printable } from '../printable.ts'
import { report } from '../report/report.ts'
import type { Opened } from '../target/opened.ts'
import type { Terminal } from '../terminal.ts'
import { captureTo } from './capture-to.ts'
import { interruption } from './interruption.ts'
import type { ConformanceOptions } from './options.ts'
import { progressFor } from './progress.ts'
import { runFile } from './run-file.ts'
import { RunSummary } from './summary.ts'

/** Runs the cases against a target that is open; writes the log, the captures and the report. */
export async function runAndReport(
  suite: Suite,
  opened: Opened,
  cases: readonly Case[],
  options: ConformanceOptions,
  terminal: Terminal
): Promise<ExitCode> {
  const { target, words } = opened
  const log = open(options.log ?? runFile(suite.name, target.name, new Date()), options.log === undefined)
  const summary = new RunSummary()
  // What a user is told to do must not be drawn over.
  const plain = opened.byHand === true
  const progress = await progressFor(new Set(cases.map(({ id }) => id)), { ...options, plain }, terminal)
  const capture = options.traceDir === undefined ? undefined : captureTo(options.traceDir, suite)
  const emit = (line: LogLine): void => {
    log.write(line)
    if (options.json === true) terminal.out.write(`${jsonLine(line)}\n`)
    summary.take(line)
    capture?.(line)
    progress.take(line)
  }
  const began = performance.now()
  const broken = (error: unknown): void => {
    progress.end()
    if (summary.end === undefined) log.write(brokenOff(error, summary, performance.now() - began))
    log.close()
    terminal.err.write(`Run log: ${log.file}\n`)
  }
  const takeBack = atInternalError(broken)
  const { signal, release } = interruption(terminal, () => progress.end())
  try {
    await runSuite(suite, target, {
      cases,
      signal,
      emit,
      begun: (id) => progress.begun(id),
      records: options.traceDir !== undefined,
      stamp: {
        judge: judgeVersion(),
        command: commandFor(suite, words, options),
        ...(options.dealt === undefined ? {} : { shard: options.dealt })
      },
      ...(options.parallel === undefined ? {} : { parallel: Number(options.parallel) })
    })
  } catch (error) {
    if (summary.target !== undefined) broken(error)
    throw error
  } finally {
    takeBack()
    release()
    progress.end()
    log.close()
  }
  const strict = options.strict === true
  if (options.json !== true)
    await report({ summary, file: log.file, strict, quiet: options.quiet === true }, terminal)
  return summary.exit(strict)
}

function open(file: string, fresh: boolean): LogWriter {
  try {
    return openLog(file, { fresh })
  } catch (error) {
    throw environment(
      `The run log ${printable(file)} cannot be written (${(error as NodeJS.ErrnoException).code ?? (error as Error).message}).`
    )
  }
}

function brokenOff(error: unknown, { verdicts }: RunSummary, took: number): EndLine {
  const counts = { conforms: 0, violates: 0, inconclusive: 0, unsupported: 0 }
  for (const { verdict } of verdicts) counts[verdict]++
  const detail = error instanceof Error ? error.message : String(error)
  return { type: 'end', reason: 'internal error', detail, counts, took: Math.round(took) }
}

/** A command line with the same target and what bears on the verdicts. */
function commandFor(suite: Suite, words: readonly string[], options: ConformanceOptions): string[] {
  const values = (
    ['path', 'large', 'upload', 'unread', 'echo', 'file', 'negotiated', 'shutdown', 'tunnel'] as const
  ).flatMap((name) => (options[name] === undefined ? [] : [`--${name}`, options[name]]))
  const flags = [
    ...(options.verify === true ? ['--verify'] : []),
    ...(options.slow === true ? ['--slow'] : []),
    ...(options.iMayTestThisTarget === true ? ['--i-may-test-this-target'] : [])
  ]
  const role = suite.role === 'server' ? [] : ['--role', suite.role]
  return ['npx', 'zyphos', 'conformance', suite.name, ...words, ...role, ...values, ...flags]
}
