import type { Level } from '../../impl/rules.ts'
import type { Verdict } from '../../lab/verdict.ts'

export const VERDICTS: readonly Verdict[] = ['conforms', 'violates', 'inconclusive', 'unsupported']
export const STRENGTHS = ['MUST', 'SHOULD', 'MAY'] as const
export type Strength = (typeof STRENGTHS)[number]

/** Counts of verdicts by the strength of the level (MUST with MUST NOT, SHOULD with SHOULD NOT). */
export type Tally = Record<Strength, Record<Verdict, number>>

export const emptyTally = (): Tally => ({ MUST: none(), SHOULD: none(), MAY: none() })
const none = (): Record<Verdict, number> => ({ conforms: 0, violates: 0, inconclusive: 0, unsupported: 0 })

/** MUST NOT is as strong as MUST. */
export const strengthOf = (level: Level): Strength => level.split(' ')[0] as Strength

/** How many verdicts of a kind there are, at all levels. */
export const total = (tally: Tally, verdict: Verdict): number =>
  STRENGTHS.reduce((sum, strength) => sum + tally[strength][verdict], 0)
