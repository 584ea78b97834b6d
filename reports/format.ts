import type { Gathered } from './runs/gather.ts'
import type { Sink } from './sink.ts'

/** What a report can be told. */
export interface ReportOptions {
  /** SHOULD and MAY count like MUST. */
  readonly strict: boolean
  /** The most characters that a report may have, where its format is bounded by whoever shows it. */
  readonly limit?: number
  /** A file of the reader's repository to which findings are attached: the target's expectation file. */
  readonly anchor?: string
  /** Escape sequences for colours may be written. */
  readonly colors?: boolean
}

/** Writes one report of runs that were gathered. */
export type WriteReport = (gathered: Gathered, out: Sink, options: ReportOptions) => Promise<void>
