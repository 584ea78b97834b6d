import type { Case } from '../../lab/case.ts'
import type { PlayedCase } from './played-case.ts'

/** The reference, but for one thing: a rule read otherwise, or a saboteur before it. */
export interface Mutant {
  /** `rule: reading`, `hpack rule: reading`, or `saboteur: what it does`. */
  readonly name: string
  readonly requirements: readonly string[]
  /** Plays a case on it. */
  play(one: Case): PlayedCase
  /** Plays a case on the program that it differs from, where that is not the reference as it is. */
  sound?(one: Case): PlayedCase
}
