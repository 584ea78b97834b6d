import { existsSync } from 'node:fs'
import { compareRuns } from '../../reports/compare/compare-runs.ts'
import { comparisonStatus } from '../../reports/compare/status.ts'
import { comparisonFormats } from '../../reports/compare/write-comparison.ts'
import { COMMENT_LIMIT } from '../../reports/markdown/write-markdown.ts'
import type { ExitCode } from '../exit-code.ts'
import { usage } from '../failure.ts'
import { suggestion } from '../nearest.ts'
import { printable } from '../printable.ts'
import { colorsFor, type Terminal } from '../terminal.ts'
import { reading } from './read-failure.ts'
import { tellUnread } from './tell-unread.ts'
import { writeOutput, type OutputOptions } from './write-output.ts'

/** The options of `zyphos compare` as they were written. */
export interface CompareOptions extends OutputOptions {
  readonly format: string
}

/** `zyphos compare OLD NEW`: what broke, what got fixed, what changed its answer. Resolves with the exit status. */
export async function compare(
  old: string,
  latest: string,
  options: CompareOptions,
  terminal: Terminal
): Promise<ExitCode> {
  const { format, output } = options
  const write = comparisonFormats[format]
  if (write === undefined)
    throw usage(
      `There is no format ${printable(format)} of a comparison.${suggestion(format, Object.keys(comparisonFormats))}`
    )
  const comparison = await reading(() => compareRuns(logsOf(old), logsOf(latest)))
  tellUnread(comparison.old, terminal)
  tellUnread(comparison.new, terminal)
  const colors = output === undefined && colorsFor(terminal.out, terminal.env).isColorSupported
  await writeOutput(options, [...logsOf(old), ...logsOf(latest)], terminal, (out) =>
    write(comparison, out, { colors, limit: COMMENT_LIMIT })
  )
  return comparisonStatus(comparison)
}

/** Several logs of one side stand between commas. */
const logsOf = (written: string): string[] =>
  existsSync(written) ? [written] : written.split(',').filter((file) => file !== '')
