import type { Case, Need, Role } from './case.ts'
import type { Dialect } from './dialect.ts'
import type { Trace } from './trace.ts'
import type { Finding } from './verdict.ts'
import type { Target } from './target.ts'
import type { Invariant } from './invariant.ts'
import type { Deadlines } from './patience.ts'

/** All cases of one protocol against one role, and what is needed to run and judge them. */
export interface Suite<M = unknown, C = unknown, K extends Case<M, C> = Case<M, C>> {
  readonly name: string
  readonly role: Role
  readonly dialect: Dialect<M, C>
  readonly cases: readonly K[]
  readonly invariants: readonly Invariant[]
  /**
   * Ids of offences that any real implementation refuses. Tolerance and obligation count only on a target that refused
   * at least one of them, so that a program that says yes to everything scores nothing.
   */
  readonly sentinels: readonly string[]
  judge(one: K, control: Trace, probe: Trace): Finding & { readonly decidedIn: 'control' | 'probe' }
  /** Finds out what a target offers and how fast it answers. Throws TargetFailed when it cannot be talked to. */
  survey(target: Target, deadlines?: Deadlines): Promise<Survey>
  /** Whether a target that did not answer is gone, and why; undefined when it answers. */
  lost(target: Target, deadlines?: Deadlines): Promise<string | undefined>
  /** The expectation as a clause. */
  describe(one: K): string
  /** What the deciding entries of a trace are, by kind and code (see deciding.ts); only their plain kinds when absent. */
  kinds?(trace: Trace, entries: readonly number[], reason: string): readonly string[]
}

export interface Survey {
  /** Milliseconds: the slowest of the calibrating exchanges. */
  readonly roundTrip: number
  readonly offers: readonly Need[]
  readonly lacks: Readonly<Partial<Record<Need, string>>>
}

/** The target or its environment failed: exit code 3. The message is one sentence for the user. */
export class TargetFailed extends Error {}
