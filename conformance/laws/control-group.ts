import type { Rogue } from '../../lab/rogues/rogue.ts'
import type { Http2Case } from '../../lab/http2/judge-case.ts'
import type { Verdict } from '../../lab/verdict.ts'
import { playCase } from './play-case.ts'

export interface RogueScore {
  readonly rogue: Rogue
  /** Verdicts as a run would report them, with the sentinel rule applied. */
  readonly counts: Readonly<Record<Verdict, number>>
  /** Cases that the rogue conforms to: must be none. */
  readonly scored: readonly string[]
}

/** What a trivial bad program scores, every need granted to it. */
export function scoreOf(rogue: Rogue, cases: readonly Http2Case[], sentinels: readonly string[]): RogueScore {
  const played = cases.map((one) => ({ one, verdict: playCase(one, () => rogue.create()).finding.verdict }))
  const refuses = played.some(({ one, verdict }) => sentinels.includes(one.id) && verdict === 'conforms')
  const counts: Record<Verdict, number> = { conforms: 0, violates: 0, inconclusive: 0, unsupported: 0 }
  const scored: string[] = []
  for (const { one, verdict } of played) {
    const counted = verdict === 'conforms' && one.kind !== 'offence' && !refuses ? 'inconclusive' : verdict
    counts[counted]++
    if (counted === 'conforms') scored.push(one.id)
  }
  return { rogue, counts, scored }
}
