import type { Verdict } from '../../lab/verdict.ts'

/** One of several verdicts on the same case of the same target. */
export interface Claim {
  readonly verdict: Verdict
  readonly invariant: boolean
}

/** Which of several verdicts stands (its index), and whether they contradict each other. */
export interface Settled {
  readonly stands: number
  readonly contradictory: boolean
}

/** The verdict that says most comes first. */
const SAYS_MOST: readonly Verdict[] = ['violates', 'conforms', 'inconclusive', 'unsupported']

/**
 * What verdicts of several runs on the same case come to. One that could tell stands before one that could not. Conforms
 * and violates contradict each other: which of them is right nobody can say. An invariant is judged on whatever traces a run
 * has, so one that was broken in one run is broken: that others did not see it is no contradiction.
 */
export function settle(claims: readonly Claim[]): Settled {
  const verdicts = claims.map(({ verdict }) => verdict)
  const best = SAYS_MOST.find((verdict) => verdicts.includes(verdict)) ?? 'unsupported'
  return {
    stands: verdicts.indexOf(best),
    contradictory:
      claims[0]?.invariant === false && verdicts.includes('conforms') && verdicts.includes('violates')
  }
}
