import type { LogLine } from '../../lab/log-line.ts'
import type { ConformanceOptions } from './options.ts'
import type { Terminal } from '../terminal.ts'
import { liveProgress } from './live-progress.ts'
import { plainProgress } from './plain-progress.ts'

/** Follows a run on standard error. */
export interface Progress {
  begun(id: string): void
  take(line: LogLine): void
  /** Clears what is not to stay. */
  end(): void
}

const SILENT: Progress = { begun: () => undefined, take: () => undefined, end: () => undefined }

/** A live display on a terminal unless it is to be `plain`, plain lines elsewhere, nothing when it is to be quiet. */
export async function progressFor(
  cases: ReadonlySet<string>,
  options: Pick<ConformanceOptions, 'quiet'> & { readonly plain?: boolean },
  terminal: Terminal
): Promise<Progress> {
  if (options.quiet === true) return SILENT
  return options.plain !== true &&
    terminal.err.isTTY === true &&
    terminal.err.columns !== 0 &&
    terminal.env['CI'] === undefined
    ? liveProgress(cases, terminal)
    : plainProgress(terminal)
}
