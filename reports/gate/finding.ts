import type { Expectation } from './expectation.ts'
import type { Outcome } from './outcome.ts'
import type { Severity } from './policy.ts'

/**
 * What the gate finds.
 * known: as its line expects. new violation: no line expects it. unexpected pass: it conforms, its line says otherwise.
 * other signature: it violates in another way than its line says. other verdict: neither a pass nor what the line says.
 * stale line: its case does not exist, was not run, or is unsupported now. expired line: its last day is over.
 * flaky: it came out differently. unexplained line: a reason or an owner is to be written. not asked for: its case was no part
 * of what was run.
 */
export type FindingKind =
  | 'known'
  | 'new violation'
  | 'unexpected pass'
  | 'other signature'
  | 'other verdict'
  | 'stale line'
  | 'expired line'
  | 'flaky'
  | 'unexplained line'
  | 'not asked for'

export interface GateFinding {
  readonly kind: FindingKind
  readonly severity: Severity
  readonly target: string
  readonly case: string
  /** A sentence: what is the matter and what to do. */
  readonly message: string
  readonly expectation?: Expectation
  readonly outcome?: Outcome
}

/** What the gate says of all targets together. */
export interface GateResult {
  readonly findings: readonly GateFinding[]
  /** Why it cannot be said whether the gate holds; each a sentence. */
  readonly missing: readonly string[]
  /** Whether all was seen and nothing fails it. */
  readonly holds: boolean
}
