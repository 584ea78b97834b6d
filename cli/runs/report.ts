import { existsSync } from 'node:fs'
import { formats } from '../../reports/formats.ts'
import { findExpectations } from '../gate/expectation-file.ts'
import { gather } from '../../reports/runs/gather.ts'
import { outcome } from '../../reports/runs/outcome.ts'
import type { ExitCode } from '../exit-code.ts'
import { usage } from '../failure.ts'
import { suggestion } from '../nearest.ts'
import { printable } from '../printable.ts'
import { colorsFor, type Terminal } from '../terminal.ts'
import { reading } from './read-failure.ts'
import { tellUnread } from './tell-unread.ts'
import { outputFailure, refuseInput, writeOutput, type OutputOptions } from './write-output.ts'

/** The options of `zyphos report` as they were written. */
export interface ReportCommandOptions extends OutputOptions {
  readonly format: string
  readonly strict?: true
  readonly limit?: string
  readonly anchor?: string
}

/** `zyphos report RUN…`: what run logs say, in one of the formats. Resolves with the exit status; throws Failure. */
export async function reportRuns(
  runs: readonly string[],
  options: ReportCommandOptions,
  terminal: Terminal
): Promise<ExitCode> {
  const { format, output } = options
  const load = formats[format]
  if (load === undefined && format !== 'html')
    throw usage(
      `There is no report format ${printable(format)}.${suggestion(format, [...Object.keys(formats), 'html'])}`
    )
  if (format === 'html' && output === undefined)
    throw usage('--format html writes a file: name it with --output.')
  const limit = limitOf(options.limit)
  const strict = options.strict === true
  const gathered = await reading(() => gather(runs))
  tellUnread(gathered, terminal)
  if (load === undefined) await writeHtmlFile(gathered.files, output ?? '', options.force === true)
  else {
    const write = await load()
    const anchor = options.anchor ?? (format === 'sarif' ? findExpectations() : undefined)
    const colors = output === undefined && colorsFor(terminal.out, terminal.env).isColorSupported
    await writeOutput(options, runs, terminal, (out) =>
      write(gathered, out, {
        strict,
        colors,
        ...(limit === undefined ? {} : { limit }),
        ...(anchor === undefined ? {} : { anchor })
      })
    )
  }
  return outcome(gathered, strict)
}

async function writeHtmlFile(files: readonly string[], output: string, force: boolean): Promise<void> {
  refuseInput(output, files)
  if (!force && existsSync(output)) throw usage(`${printable(output)} is there already; --force replaces it.`)
  const { writeHtml } = await import('../../reports/html/write-html.ts')
  try {
    await writeHtml(files, output)
  } catch (error) {
    throw outputFailure(output, error)
  }
}

function limitOf(written: string | undefined): number | undefined {
  if (written === undefined) return undefined
  if (!/^\d{3,8}$/.test(written))
    throw usage(`--limit takes a number of characters from 100, not ${printable(written)}.`)
  return Number(written)
}
