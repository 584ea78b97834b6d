import { realpathSync } from 'node:fs'
import { streamSink, writeFileWith, type Sink } from '../../reports/sink.ts'
import { environment, usage } from '../failure.ts'
import { printable } from '../printable.ts'
import type { Terminal } from '../terminal.ts'

/** Where what a command writes goes. */
export interface OutputOptions {
  readonly output?: string
  readonly force?: true
}

/**
 * Has `make` write to the file of --output, or to standard output. A file that is there is left alone unless --force; one
 * of the run logs that are read never is written to. Throws a Failure.
 */
export async function writeOutput(
  { output, force }: OutputOptions,
  reads: readonly string[],
  terminal: Terminal,
  make: (out: Sink) => Promise<void>
): Promise<void> {
  if (output === undefined) return make(streamSink(terminal.out))
  refuseInput(output, reads)
  try {
    await writeFileWith(output, force === true, make)
  } catch (error) {
    throw outputFailure(output, error)
  }
}

/** Throws a Failure when a file that is to be written is one of those that are read. */
export function refuseInput(output: string, reads: readonly string[]): void {
  const place = placeOf(output)
  if (place !== undefined && reads.some((file) => placeOf(file) === place))
    throw usage(`--output ${printable(output)} is one of the run logs that are read.`)
}

function placeOf(file: string): string | undefined {
  try {
    return realpathSync(file)
  } catch {
    return undefined
  }
}

/** The error of a file that could not be written, for the user; other errors as they are. */
export function outputFailure(output: string, error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException
  if (code === 'EEXIST') return usage(`${printable(output)} is there already; --force replaces it.`)
  return code === undefined || syscall === undefined
    ? error
    : environment(`${printable(output)} cannot be written (${code}).`)
}
