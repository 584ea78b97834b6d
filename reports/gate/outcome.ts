import type { Level } from '../../impl/rules.ts'
import type { VerdictLine } from '../../lab/log-line.ts'
import type { Verdict } from '../../lab/verdict.ts'

/** What a case came to in one round. */
export interface Result {
  readonly verdict: Verdict
  /** Without the verdict's name (short-signature.ts). */
  readonly signature: string
  readonly reason: string
  /** It came out differently when the lab repeated it within the round. */
  readonly differing: boolean
}

/** What a case came to in all rounds in which it was judged. */
export interface Outcome {
  readonly case: string
  readonly level: Level
  readonly title: string
  readonly requirements: readonly string[]
  readonly kind: VerdictLine['kind']
  readonly results: readonly Result[]
}

/** What was seen of one target with one suite, in one or several rounds. */
export interface Seen {
  readonly target: string
  readonly suite: string
  readonly role: string
  readonly rounds: number
  readonly outcomes: ReadonlyMap<string, Outcome>
  /** Why what is here is not all: a run that broke off. */
  readonly missing: readonly string[]
  /** Shards of the run that are not here. */
  readonly missingShards: readonly string[]
}

/** Whether violations came out differently from round to round, or within one; conforming in another manner is no matter. */
export function isFlaky({ results }: Outcome): boolean {
  const ways = new Set(
    results.map(({ verdict, signature }) => (verdict === 'violates' ? `${verdict} ${signature}` : verdict))
  )
  return ways.size > 1 || results.some(({ differing }) => differing)
}
