import type { Case } from '../../lab/case.ts'
import type { Invariant } from '../../lab/invariant.ts'
import type { Mutant } from './mutation.ts'
import type { PlayedCase } from './played-case.ts'

/**
 * Who kills whom: for each mutant a case or invariant that it violates, for each case and invariant a mutant that
 * violates it. Found by `npm run laws -- --update`, kept in teeth.json, and held true by a test that plays every pair.
 */
export interface Teeth {
  readonly mutants: Readonly<Record<string, Kill>>
  /** Case → mutant. */
  readonly cases: Readonly<Record<string, string>>
  /** Invariant → mutant, and the case that is played. */
  readonly invariants: Readonly<Record<string, { readonly mutant: string; readonly case: string }>>
}

/** The case that is played, and the invariant that its exchange breaks where it is not the case itself. */
export interface Kill {
  readonly case: string
  readonly invariant?: string
}

/** What the law holds for: one role of one protocol. */
export interface Ground {
  readonly cases: readonly Case[]
  readonly invariants: readonly Invariant[]
  readonly mutants: readonly Mutant[]
  /** Plays a case on the program that the mutants differ from. */
  play(one: Case): PlayedCase
}

/** Whether an exchange of the case shows that the target breaks the invariant. */
export const breaks = ({ control, probe }: PlayedCase, invariant: Invariant): boolean =>
  [control, probe].some((trace) => invariant.judge(trace).broken !== undefined)

/**
 * Whether the case, or the invariant in its exchange, is violated by the mutant, and not by what it is a mutant of. A mutant
 * that fails altogether (its application was handed what it cannot send) shows nothing.
 */
export function kills(mutant: Mutant, one: Case, invariant?: Invariant): boolean {
  const wrong = (play: () => PlayedCase): boolean => {
    const played = attempt(play)
    if (played === undefined) return false
    return invariant === undefined ? played.finding.verdict === 'violates' : breaks(played, invariant)
  }
  const { sound } = mutant
  return wrong(() => mutant.play(one)) && (sound === undefined || !wrong(() => sound(one)))
}

/** What a program did, unless it failed altogether. */
export function attempt(play: () => PlayedCase): PlayedCase | undefined {
  try {
    return play()
  } catch {
    return undefined
  }
}
