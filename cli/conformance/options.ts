import type { TargetOptions } from '../target/opened.ts'

/** The options of `zyphos conformance` as they were written. */
export interface ConformanceOptions extends TargetOptions {
  readonly role: string
  readonly case?: readonly string[]
  readonly section?: readonly string[]
  readonly level?: readonly string[]
  readonly kind?: readonly string[]
  readonly slow?: true
  readonly parallel?: string
  readonly strict?: true
  readonly list?: true
  readonly explain?: string
  readonly json?: true
  readonly log?: string
  readonly traceDir?: string
  readonly quiet?: true
}
