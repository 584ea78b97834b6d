import type { Core } from '../../impl/core.ts'
import type { Http2Case } from '../../lab/http2/judge-case.ts'
import type { Invariant } from '../../lab/invariant.ts'
import { playCase } from './play-case.ts'

/** The reference with one rule read otherwise. */
export interface Mutant {
  /** `rule: reading`. */
  readonly name: string
  readonly rule: string
  readonly reading: string
  readonly requirements: readonly string[]
  create(): Core
}

export interface MutantResult {
  readonly mutant: Mutant
  /** Ids of the cases and invariants that it violates. */
  readonly killers: readonly string[]
  /** Cases that could not be judged on it. */
  readonly inconclusive: readonly string[]
  readonly crashed?: string
}

/**
 * Runs every case and invariant on a mutant, in memory. Cases that want to be alone (floods: they cost seconds) are tried
 * only where they cite a requirement of the mutant's rule.
 */
export function tryMutant(
  mutant: Mutant,
  cases: readonly Http2Case[],
  invariants: readonly Invariant[]
): MutantResult {
  const killers = new Set<string>()
  const inconclusive: string[] = []
  const concerns = ({ alone, requirements }: Http2Case) =>
    alone !== true || requirements.some((id) => mutant.requirements.includes(id))
  for (const one of cases.filter(concerns)) {
    try {
      const { control, probe, finding } = playCase(one, () => mutant.create())
      if (finding.verdict === 'violates') killers.add(one.id)
      if (finding.verdict === 'inconclusive') inconclusive.push(one.id)
      for (const invariant of invariants)
        if (!killers.has(invariant.id))
          for (const trace of [control, probe])
            if (invariant.judge(trace).broken !== undefined) killers.add(invariant.id)
    } catch (error) {
      return {
        mutant,
        killers: [...killers],
        inconclusive,
        crashed: `${one.id}: ${error instanceof Error ? error.message : String(error)}`
      }
    }
  }
  return { mutant, killers: [...killers], inconclusive }
}
