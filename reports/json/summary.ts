import type { Level } from '../../impl/rules.ts'
import type { Role } from '../../lab/case.ts'
import type { Verdict } from '../../lab/verdict.ts'
import type { Tally } from '../runs/tally.ts'

/** Version of the summary's form. */
export const SUMMARY_FORMAT = 1

/** What `zyphos report --format json` writes: docs/summary.schema.json describes it. */
export interface Summary {
  readonly format: typeof SUMMARY_FORMAT
  readonly tool: string
  /** The exit status that goes with it (docs/decisions/0002-exit-codes.md). */
  readonly status: 0 | 1 | 3 | 4
  readonly strict: boolean
  readonly targets: readonly SummaryTarget[]
  /** What keeps the summary from being the whole truth, as sentences. */
  readonly troubles: readonly string[]
  readonly unreadLines: { readonly count: number; readonly first: readonly UnreadLine[] }
  readonly contradictions: number
  /** Cases that several runs judged. */
  readonly overlaps: number
}

export interface UnreadLine {
  readonly file: string
  readonly line: number
  readonly problem: string
}

export interface SummaryTarget {
  readonly target: string
  readonly version?: string
  readonly suite?: string
  readonly role?: Role
  readonly status: 0 | 1 | 3 | 4
  readonly counts: Tally
  readonly runs: readonly SummaryRun[]
  /** Verdicts other than conforms; `left` more are not listed. */
  readonly verdicts: readonly SummaryVerdict[]
  readonly left: number
}

export interface SummaryRun {
  readonly file: string
  readonly id?: string
  readonly judge?: string
  readonly started?: string
  readonly shard?: { readonly index: number; readonly of: number }
  /** How it ended; absent when it broke off. */
  readonly end?: string
}

export interface SummaryVerdict {
  readonly case: string
  readonly verdict: Verdict
  readonly level: Level
  readonly section: string
  readonly requirements: readonly string[]
  readonly reason: string
  readonly signature: string
  readonly again?: string
}
