import type { Target } from '../../lab/target.ts'

/** A target that can be talked to, and what it takes to leave nothing of it behind. */
export interface Opened {
  readonly target: Target
  /** Words of a command line that name the same target. */
  readonly words: readonly string[]
  stop(): Promise<void>
}

/** What the user said about the target's paths and its certificate. */
export interface TargetOptions {
  readonly path?: string
  readonly large?: string
  readonly upload?: string
  readonly verify?: true
  readonly tls?: true
  readonly cleartext?: true
  readonly in?: string
  readonly iMayTestThisTarget?: true
}
