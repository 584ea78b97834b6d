/** What h2spec says of one of its cases. */
export interface H2specResult {
  /** `generic/3.1/2`, `http2/4.2/3`, `hpack/2.3.3/1`: suite, section, place in the section. */
  readonly id: string
  readonly outcome: H2specOutcome
  /** What it would have accepted, a line each; only of failures. */
  readonly expected: readonly string[]
  /** The last thing that it saw; only of failures. */
  readonly actual?: string
}
export type H2specOutcome = 'passed' | 'failed' | 'skipped'

/** One run of h2spec, as its output tells it. */
export interface H2specOutput {
  readonly results: readonly H2specResult[]
  /** Why the output is not that of a whole run, if so. */
  readonly broken?: string
}
