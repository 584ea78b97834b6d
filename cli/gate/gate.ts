import { jsonLine } from '../../lab/log/json-line.ts'
import { gateMarkdown } from '../../reports/gate/gate-markdown.ts'
import type { ExitCode } from '../exit-code.ts'
import { usage } from '../failure.ts'
import { colorsFor, type Terminal } from '../terminal.ts'
import { policyOf } from '../config/use-config.ts'
import { findExpectations } from './expectation-file.ts'
import { gateExit } from './gate-exit.ts'
import { holdRuns } from './hold-runs.ts'
import type { GateOptions } from './options.ts'
import { tellGate } from './tell-gate.ts'

/** The options of `zyphos gate` as they were written. */
export interface GateCommandOptions extends GateOptions {
  readonly partial?: true
  readonly json?: true
  readonly markdown?: true
}

/** `zyphos gate RUN…`: holds run logs that are there against an expectation file. */
export async function gateRuns(
  runs: readonly string[],
  options: GateCommandOptions,
  terminal: Terminal
): Promise<ExitCode> {
  if (options.json === true && options.markdown === true) throw usage('Give --json or --markdown, not both.')
  const { levels, expectations } = await policyOf(options.config)
  const file = options.expectations ?? expectations ?? findExpectations()
  const held = await holdRuns(
    runs,
    { ...options, policy: levels, ...(file === undefined ? {} : { expectations: file }) },
    { partial: options.partial === true }
  )
  if (options.json === true)
    for (const { outcome, expectation, ...finding } of held.result.findings)
      terminal.out.write(
        `${jsonLine({ ...finding, level: outcome?.level, results: outcome?.results, expectation })}\n`
      )
  else if (options.markdown === true) terminal.out.write(gateMarkdown(held.result, file))
  else
    for (const line of tellGate(held, colorsFor(terminal.out, terminal.env))) terminal.out.write(`${line}\n`)
  return gateExit(held.result)
}
