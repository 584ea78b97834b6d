import { appendFileSync } from 'node:fs'
import type { Case } from '../../lab/case.ts'
import type { Suite } from '../../lab/suite.ts'
import { gateMarkdown } from '../../reports/gate/gate-markdown.ts'
import { showFailing } from '../../reports/gate/show-failing.ts'
import type { ConformanceOptions } from '../conformance/options.ts'
import { runAndReport } from '../conformance/run-and-report.ts'
import { runFile } from '../conformance/run-file.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { environment, usage } from '../failure.ts'
import { printable } from '../printable.ts'
import type { Opened } from '../target/opened.ts'
import { colorsFor, type Terminal } from '../terminal.ts'
import { gateExit } from './gate-exit.ts'
import { heldIn, holdRuns } from './hold-runs.ts'
import { roundFile } from './round-file.ts'
import { tellGate } from './tell-gate.ts'

/** Throws a Failure for options that cannot be, or an expectation file that cannot be read, before anything is run. */
export function checkGated(options: ConformanceOptions): void {
  roundsIn(options)
  heldIn(options)
}

/** How often everything is to be run. Throws a Failure for what is no such number. */
function roundsIn({ repeat = '1' }: Pick<ConformanceOptions, 'repeat'>): number {
  if (!/^[1-9]\d?$/.test(repeat))
    throw usage(`--repeat takes a number from 1 to 99, not ${printable(repeat)}.`)
  return Number(repeat)
}

/**
 * Runs the cases as often as asked for, each round with a log of its own, and holds what came against the expectations.
 * Nothing is tried again until it passes: a case that comes out differently is named.
 */
export async function runGated(
  suite: Suite,
  opened: Opened,
  cases: readonly Case[],
  options: ConformanceOptions,
  terminal: Terminal
): Promise<ExitCode> {
  const rounds = roundsIn(options)
  const held = heldIn(options)
  const first = options.log ?? runFile(suite.name, opened.target.name, new Date())
  const files = Array.from({ length: rounds }, (_, round) => roundFile(first, round))
  for (const [round, file] of files.entries()) {
    if (rounds > 1) terminal.err.write(`Round ${round + 1} of ${rounds}\n`)
    await shift(suite, opened, round)
    const status = await runAndReport(suite, opened, cases, { ...options, log: file, quiet: true }, terminal)
    if (status === EXIT.incomplete || status === EXIT.internal) return status
  }
  const partial = cases.length < suite.cases.filter(({ slow }) => slow !== true).length
  const told = await holdRuns(files, options, { partial, held })
  const out = options.json === true ? terminal.err : terminal.out
  const colors = colorsFor(out, terminal.env)
  const shown = options.quiet === true ? [] : await showFailing(told.result.findings, files, colors)
  for (const line of [...shown, ...tellGate(told, colors)]) out.write(`${line}\n`)
  if (options.gateMarkdown !== undefined)
    append(options.gateMarkdown, gateMarkdown(told.result, told.file, opened.target.name))
  return gateExit(told.result)
}

function append(file: string, text: string): void {
  try {
    appendFileSync(file, text)
  } catch (error) {
    throw environment(
      `What the gate says cannot be written to ${printable(file)} (${(error as NodeJS.ErrnoException).code}).`
    )
  }
}

/**
 * Makes as many connections as rounds have gone before. A target that does otherwise on every n-th connection would else
 * meet each case with the same one in every round.
 */
async function shift({ lost }: Suite, { target }: Opened, round: number): Promise<void> {
  for (let made = 0; made < round; made++) {
    const gone = await lost(target)
    if (gone !== undefined) throw environment(`${printable(target.name)} is gone: ${printable(gone)}.`)
  }
}
